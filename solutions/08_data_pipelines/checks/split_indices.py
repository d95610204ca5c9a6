"""Sealed checks of the exercise `split_indices`."""

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import random_whole, whole_numbers

_SPLIT = """
import random as _random
import numpy as _np
import torch
def _state():
    keys = _np.random.get_state()
    return [torch.get_rng_state().tolist(), keys[1].tolist(), keys[2], hash(_random.getstate())]
def _plain(pair):
    return [[int(index) for index in part] for part in pair]
torch.manual_seed(noise)
_np.random.seed(noise)
_random.seed(noise)
_before = _state()
_found = split_indices(n, validation, seed)
_after = _state()
torch_moved, array_moved, _, python_moved = [_a != _b for _a, _b in zip(_before, _after)]
array_moved = array_moved or _before[2] != _after[2]
is_pair = isinstance(_found, (tuple, list)) and len(_found) == 2
train, held_back = _plain(_found) if is_pair else ([], [])
torch.manual_seed(noise + 1)
_np.random.seed(noise + 1)
_random.seed(noise + 1)
_np.random.rand()
again = _plain(split_indices(n, validation, seed)) if is_pair else []
other = _plain(split_indices(n, validation, seed=seed + 1)) if is_pair else []
"""

_MANY = """
def _held_back(seed):
    return [int(index) for index in split_indices(n, validation, seed)[1]]
many = [_held_back(seed + step) for step in range(40)]
"""

_ADVICE = {
    "only one element": "Return sequences of indices, one index after the other.",
    "argument must be": "Return indices: whole numbers, not items.",
    "NoneType": "Does the function return the pair?",
}


def _split(student: Student, n: int, validation: int) -> Evidence:
    situation = f"as split_indices({n}, {validation}, seed)"
    seed, noise = random_whole(student, 0, 10_000), random_whole(student, 0, 10_000)
    given = {"n": n, "validation": validation, "seed": seed, "noise": noise}
    return student.ask(_SPLIT, situation, _ADVICE, **given)


@sealed("test_split_indices")
def split_covers_everything_once(student: Student) -> Verdict:
    for n, validation in ((97, 20), (40, 30), (10, 3), (2, 1)):
        evidence = _split(student, n, validation)
        if not evidence.flag("is_pair"):
            return Verdict.wrong("split_indices returns no pair (train, held_back).")
        parts = [whole_numbers(evidence, name) for name in ("train", "held_back")]
        hint = _cover_hint(*parts, n, validation)
        if hint:
            return Verdict.wrong(f"split_indices({n}, {validation}, seed): {hint}")
    return Verdict.right()


def _cover_hint(train: list[int], held_back: list[int], n: int, validation: int) -> str:
    """What is wrong with a split, "" if nothing is."""
    sizes = (len(train), len(held_back))
    if sizes == (validation, n - validation) and validation != n - validation:
        return f"the parts have {sizes} entries: training comes first, and gets n - validation."
    overlap = len(set(train) & set(held_back))
    if overlap:
        return (
            f"{overlap} of the indices are in both parts. Draw one random order and cut it once, "
            "at one place."
        )
    if sizes != (n - validation, validation):
        return f"the parts have {sizes} entries, expected {(n - validation, validation)}."
    together = sorted(train + held_back)
    if len(set(together)) < n:
        return "an index comes more than once in the same part: draw without replacement."
    if together != list(range(n)):
        return f"the indices run from {together[0]} to {together[-1]}, expected 0 to {n - 1}."
    # 20 of 97 in a row by chance: one split in 10 to the power of 18.
    lowest, highest = min(held_back), max(held_back)
    if n >= 40 and (
        highest - lowest == validation - 1 or max(train) - min(train) == len(train) - 1
    ):
        return (
            "what is held back stands in a row. Files come in some order, often by class: the "
            "split has to be random."
        )
    return ""


@sealed("test_split_indices")
def split_repeats_from_its_seed(student: Student) -> Verdict:
    for n, validation in ((60, 20), (80, 70)):
        evidence = _split(student, n, validation)
        if not evidence.flag("is_pair"):
            return Verdict.wrong("split_indices returns no pair (train, held_back).")
        first = {name: set(whole_numbers(evidence, name)) for name in ("train", "held_back")}
        again, other = (
            [set(part) for part in evidence.sequence(name, length=2)] for name in ("again", "other")
        )
        if again != [first["train"], first["held_back"]]:
            return Verdict.wrong(
                "The same seed gives another split at the second call. Seed a generator in each "
                "call, torch.Generator().manual_seed(seed), and draw from that one."
            )
        if other == again:
            return Verdict.wrong("Another seed gives the same split: is the argument used?")
    return Verdict.right()


@sealed("test_split_indices")
def each_seed_splits_at_random(student: Student) -> Verdict:
    """By chance an index is on one side in 40 splits once in 10 to the power of 10 cases."""
    n, validation, seed = 30, 15, random_whole(student, 0, 10_000)
    situation = f"as split_indices({n}, {validation}, seed)"
    evidence = student.ask(_MANY, situation, _ADVICE, n=n, validation=validation, seed=seed)
    splits = [set(held_back) for held_back in evidence.sequence("many", length=40)]
    different = len(set(map(frozenset, splits)))
    if different < 35:
        return Verdict.wrong(
            f"40 seeds give only {different} different splits: the generator is to start at the "
            "seed itself."
        )
    for index in range(n):
        times = sum(index in held_back for held_back in splits)
        if times in (0, len(splits)):
            return Verdict.wrong(
                f"Index {index} is {'always' if times else 'never'} held back, whatever the seed: "
                "the random order must be one of all n indices."
            )
    return Verdict.right()


@sealed("test_split_indices")
def split_leaves_the_global_state_alone(student: Student) -> Verdict:
    evidence = _split(student, 60, 20)
    moved = [
        name
        for name, flag in (
            ("PyTorch's", "torch_moved"),
            ("NumPy's", "array_moved"),
            ("Python's", "python_moved"),
        )
        if evidence.flag(flag)
    ]
    if not moved:
        return Verdict.right()
    return Verdict.partial(
        0.5,
        f"The call changes {moved[0]} global random state. Whoever calls it afterwards draws other "
        "weights, or the same ones each time. Pass a generator of your own to the function that "
        "draws.",
    )
