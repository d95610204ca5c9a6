"""Sealed checks of the exercise `SimilarLengths`."""

import itertools
from typing import Any

import torch

from autograde.sealed import BadEvidence, Evidence, Student, Verdict, sealed

from .common import random_whole, whole_numbers

_PASSES = """
from itertools import islice as _islice
import torch
def _pass(sampler):
    return [[int(index) for index in batch] for batch in _islice(sampler, 300)]
_lengths = list(lengths)
torch.manual_seed(noise)
_sampler = SimilarLengths(_lengths, batch_size=batch_size, seed=seed)
count = len(_sampler)
next(iter(_sampler))
passes = [_pass(_sampler) for _ in range(8)]
lengths_after = _lengths
torch.manual_seed(noise + 1)
_one = SimilarLengths(list(lengths), batch_size, seed)
torch.rand(3)
_two = SimilarLengths(list(lengths), batch_size, seed)
torch.manual_seed(noise + 2)
_three = SimilarLengths(list(lengths), batch_size, seed + 1)
one, two, three = [], [], []
for _ in range(3):
    one.append(_pass(_one))
    torch.rand(1)
    two.append(_pass(_two))
    three.append(_pass(_three))
"""

_ADVICE = {
    "'int' object is not iterable": "A batch sampler gives lists of indices, one list for each "
    "batch.",
    "non-iterator": "__iter__ returns an iterator: write it with yield, or return iter(batches).",
    "StopIteration": "After the start of one pass there must be a new one: what is kept in "
    "__init__ must not be used up.",
    "0-d tensor": "A batch sampler gives lists of indices, one list for each batch.",
}


def _sampled(student: Student, lengths: list[int], batch_size: int) -> Evidence:
    return student.ask(_PASSES, f"with {len(lengths)} lengths and batch_size={batch_size}", _ADVICE,
        lengths=lengths, batch_size=batch_size,
        seed=random_whole(student, 0, 9_999), noise=random_whole(student, 0, 9_999),
    )  # fmt: skip


def _lengths(student: Student, count: int, longest: int) -> list[int]:
    return torch.randint(1, longest + 1, (count,), generator=student.rng).tolist()


def _batches(evidence: Evidence, name: str, number: int) -> list[list[int]]:
    batches: Any = evidence.sequence(name)[number]
    if not isinstance(batches, list) or not all(isinstance(batch, list) for batch in batches):
        raise BadEvidence("A pass is no row of lists of indices.")
    return batches


@sealed("test_SimilarLengths")
def every_item_comes_once_in_a_pass(student: Student) -> Verdict:
    for count, size, longest in ((53, 4, 30), (24, 6, 5), (9, 1, 20), (3, 8, 9), (7, 7, 3)):
        lengths = _lengths(student, count, longest)
        evidence = _sampled(student, lengths, size)
        on = f"(It had {count} lengths and batch_size={size}.)"
        for number in range(4):
            batches = _batches(evidence, "passes", number)
            hint = _cover_hint(batches, lengths, size, number)
            if hint:
                return Verdict.wrong(f"{hint} {on}")
        if evidence.number("count") != -(-count // size):
            return Verdict.wrong(
                f"len(sampler) is {evidence['count']}, expected {-(-count // size)}, the number of "
                f"batches, the smaller one included. {on}"
            )
        if whole_numbers(evidence, "lengths_after") != lengths:
            return Verdict.wrong(
                "The list of lengths has changed: lengths.sort() sorts the list itself, "
                "sorted(...) makes a new one."
            )
    return Verdict.right()


def _cover_hint(batches: list[list[int]], lengths: list[int], size: int, number: int) -> str:
    """What is wrong with the indices of a pass, "" if nothing is."""
    found, count = [index for batch in batches for index in batch], len(lengths)
    if sorted(found) == sorted(lengths) != list(range(count)):
        return "The batches hold lengths. Wanted are indices: sort the indices by length."
    if not found and number:
        return (
            f"Pass {number + 1} is empty: what was made in __init__ is used up. Begin anew in each "
            "__iter__."
        )
    missing = set(range(count)) - set(found)
    if set(found) - set(range(count)):
        return "What comes are no indices from 0 to N - 1."
    if missing:
        return (
            f"Pass {number + 1} leaves out {len(missing)} of the items. Each comes once, those of "
            "the last, smaller batch too."
        )
    if len(found) != count:
        return f"Pass {number + 1} gives {len(found)} indices, some more than once."
    sizes = sorted((len(batch) for batch in batches), reverse=True)
    expected = [size] * (count // size) + [count % size] * bool(count % size)
    if sizes != expected:
        return f"The batches have {sizes} items, expected {expected}, in any order."
    return ""


@sealed("test_SimilarLengths")
def batches_have_similar_lengths(student: Student) -> Verdict:
    for count, size, longest in ((53, 4, 40), (60, 5, 6), (31, 10, 200)):
        lengths = _lengths(student, count, longest)
        batches = _batches(_sampled(student, lengths, size), "passes", 1)
        if any(not 0 <= index < count for batch in batches for index in batch):
            return Verdict.wrong("What comes are no indices from 0 to N - 1.")
        spans = sorted(
            (min(lengths[i] for i in batch), max(lengths[i] for i in batch))
            for batch in batches
            if batch
        )
        for (_, longest_here), (shortest_next, longest_next) in itertools.pairwise(spans):
            if longest_here > shortest_next:
                return Verdict.wrong(
                    f"One batch has lengths up to {longest_here}, another one from "
                    f"{shortest_next} to {longest_next}. Sort the indices by length, cut that row "
                    "into batches, and mix the batches, not the items."
                )
    return Verdict.right()


@sealed("test_SimilarLengths")
def batches_come_in_a_new_order(student: Student) -> Verdict:
    lengths = _lengths(student, 64, 50)
    evidence = _sampled(student, lengths, 3)
    passes = [_batches(evidence, "passes", number) for number in range(8)]
    if all(batches == passes[0] for batches in passes):
        longest = [max(lengths[i] for i in batch) for batch in passes[0] if batch]
        if longest in (sorted(longest), sorted(longest, reverse=True)):
            return Verdict.wrong("The batches come in the order of their lengths: mix them.")
        return Verdict.wrong(
            "Every pass has the same order. Draw it in __iter__, from a generator that is made in "
            "__init__: one that is made in __iter__ starts again each time."
        )
    one, two, three = (
        [_batches(evidence, name, n) for n in range(3)] for name in ("one", "two", "three")
    )
    if one != two:
        return Verdict.wrong(
            "Two samplers with the same seed give other passes. The order is to come from a "
            "generator of its own that starts at the seed, not from the global one."
        )
    if one == three:
        return Verdict.wrong("Another seed gives the same passes: is the argument used?")
    hint = _order_hint(passes)
    return Verdict.wrong(hint) if hint else Verdict.right()


def _order_hint(passes: list[list[list[int]]]) -> str:
    """What the orders of 22 batches in 8 passes have in common, "" if nothing.

    By chance a place keeps its batch in all of them once in 10 to the power of 8 cases.
    """
    places = list(zip(*passes, strict=False))  # a pass that lacks batches is another check's
    if any(all(sorted(batch) == sorted(place[0]) for batch in place) for place in places):
        return (
            "One batch comes at the same place in each pass. All of them are mixed, the smaller "
            "one too."
        )
    rows = [_from_first_item(batches) for batches in passes]
    if any(one == other for one, other in itertools.combinations(rows, 2)):
        return (
            "One pass has the same row of batches as another one, perhaps begun at another place. "
            "Draw a new random order of all batches in each pass."
        )
    return ""


def _from_first_item(batches: list[list[int]]) -> list[list[int]]:
    """The same row of batches, turned round until the one with item 0 comes first."""
    start = next((number for number, batch in enumerate(batches) if 0 in batch), 0)
    return [sorted(batch) for batch in batches[start:] + batches[:start]]
