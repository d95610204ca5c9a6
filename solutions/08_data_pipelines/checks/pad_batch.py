"""Sealed checks of the exercise `pad_batch`."""

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree

_PAD = """
import torch
_items = [(_s.clone(), int(_l)) for _s, _l in zip(sequences, classes.tolist())]
_given = list(_items)
_answer = pad_batch(_items)
is_triple = isinstance(_answer, (tuple, list)) and len(_answer) == 3
padded, lengths, found_labels = _answer if is_triple else (None, None, None)
kinds = [
    str(_part.dtype) if isinstance(_part, torch.Tensor) else type(_part).__name__
    for _part in (padded, lengths, found_labels)
]
items_kept = len(_items) == len(_given) and all(_a is _b for _a, _b in zip(_items, _given))
items_kept = items_kept and all(torch.equal(_i[0], _s) for _i, _s in zip(_given, sequences))
"""

_ADVICE = {
    "expanded size": "A row must be as long as the longest sequence of this batch.",
    "equal size": "torch.stack wants sequences of one length: fill up the shorter ones first.",
    "must match the existing size": "A row must be as long as the longest sequence of this batch.",
}


def _pad(
    student: Student, lengths: list[int], dtype: torch.dtype
) -> tuple[Evidence, list[Tensor], Tensor]:
    """A batch of sequences with zeros in them, one of them at the end."""
    sequences = [torch.randint(0, 4, (length,), generator=student.rng) for length in lengths]
    sequences[0][-1] = 0
    if dtype.is_floating_point:
        sequences = [each + torch.rand(each.shape, generator=student.rng) for each in sequences]
        sequences[0][-1] = 0
    sequences = [each.to(dtype) for each in sequences]
    classes = torch.randint(0, 50, (len(lengths),), generator=student.rng)
    situation = f"with {len(lengths)} sequences of lengths {lengths}, {sequences[0].dtype}"
    evidence = student.ask(_PAD, situation, _ADVICE, sequences=sequences, classes=classes)
    return evidence, sequences, classes


_CASES = (
    ([3, 7, 2, 7, 1], torch.int64),
    ([4, 2, 6], torch.float32),
    ([5], torch.int64),
    ([2, 3, 9, 40, 4, 6, 1], torch.int64),
    ([2, 2, 2], torch.float64),
    ([3, 1], torch.uint8),
)


@sealed("test_pad_batch")
def rows_are_padded(student: Student) -> Verdict:
    for given, dtype in _CASES:
        evidence, sequences, _ = _pad(student, given, dtype)
        if not evidence.flag("is_triple"):
            return Verdict.wrong("pad_batch returns no triple (padded, lengths, labels).")
        hint = _rows_hint(evidence, sequences)
        if hint:
            return Verdict.wrong(f"{hint} (The lengths were {given}.)")
        if not evidence.flag("items_kept"):
            return Verdict.wrong(
                "pad_batch changes the items that it is given: they are the data set's."
            )
    return Verdict.right()


def _rows_hint(evidence: Evidence, sequences: list[Tensor]) -> str:
    kind, padded = evidence["kinds"][0], evidence.tensor("padded")
    longest, count = max(map(len, sequences)), len(sequences)
    shape = tuple(padded.shape)
    if shape == (longest, count) and longest != count:
        return (
            f"padded has shape {shape}, expected {(count, longest)}: one row per item. "
            "pad_sequence puts the batch first with batch_first=True."
        )
    if shape != (count, longest):
        wide = len(shape) == 2 and shape[1] > longest
        return (
            f"padded has shape {shape}, expected {(count, longest)}: one row per item, as long as "
            f"the longest one of this batch{', not of all the data' if wide else ''}."
        )
    expected = torch.zeros(count, longest, dtype=torch.float64)
    left = expected.clone()
    for row, sequence in enumerate(sequences):
        expected[row, : len(sequence)] = sequence.double()
        left[row, longest - len(sequence) :] = sequence.double()
    if not agree(padded, expected):
        return _wrong_rows(padded, expected, left)
    if kind != str(sequences[0].dtype):
        return (
            f"padded is {kind}, expected {sequences[0].dtype}, the type of the sequences: "
            "torch.zeros and torch.tensor choose a type of their own unless you name one."
        )
    return ""


def _wrong_rows(padded: Tensor, expected: Tensor, left: Tensor) -> str:
    if agree(padded, left):
        return "The zeros come first: each row is a sequence and then zeros."
    if agree(_sorted_rows(padded), _sorted_rows(expected)):
        return "The rows have changed places: they come in the order of the items."
    if agree(padded, expected.trunc()):
        return "The numbers have lost what is behind the point: keep the dtype of the sequences."
    if agree(torch.where(expected == 0, expected, padded.double()), expected):
        return "What is filled in is not zero."
    return "A row of padded is not its sequence and then zeros."


def _sorted_rows(rows: Tensor) -> Tensor:
    return torch.tensor(sorted(rows.double().tolist()), dtype=torch.float64)


@sealed("test_pad_batch")
def lengths_and_labels_belong_to_the_rows(student: Student) -> Verdict:
    for given, dtype in _CASES:
        evidence, sequences, classes = _pad(student, given, dtype)
        if not evidence.flag("is_triple"):
            return Verdict.wrong("pad_batch returns no triple (padded, lengths, labels).")
        for place, (name, key, wanted) in enumerate(
            (
                ("lengths", "lengths", torch.tensor(given)),
                ("labels", "found_labels", classes),
            ),
            start=1,
        ):
            kind = evidence["kinds"][place]
            if not kind.startswith("torch."):
                return Verdict.wrong(
                    f"{name} is a {kind}, expected a tensor of int64: torch.tensor(...) makes one."
                )
            found = evidence.tensor(key)
            if not agree(found, wanted):
                return Verdict.wrong(_wrong_numbers(name, found, wanted, sequences))
            if kind != "torch.int64":
                return Verdict.wrong(f"{name} is {kind}, expected torch.int64.")
    return Verdict.right()


def _wrong_numbers(name: str, found: Tensor, wanted: Tensor, sequences: list[Tensor]) -> str:
    """A hint for lengths or labels that are not the wanted ones."""
    if tuple(found.shape) != tuple(wanted.shape):
        return f"{name} has shape {tuple(found.shape)}, expected {tuple(wanted.shape)}."
    if name == "labels":
        return "labels are not those of the items, in their order."
    longest = max(map(len, sequences))
    nonzero = torch.tensor([int((each != 0).sum()) for each in sequences])
    if agree(found, nonzero):
        return (
            "lengths counts what is not zero. A zero can be part of a sequence: take the length "
            "before you pad."
        )
    if agree(found, torch.full_like(wanted, longest)):
        return "lengths are those of the padded rows: take them before you pad."
    if agree(found.sort().values, wanted.sort().values):
        return "lengths are in another order than the items."
    return "lengths are not the lengths of the sequences."
