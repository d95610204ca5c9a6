"""What the checks of lesson 08 share."""

from collections.abc import Sequence

import torch
from torch import Tensor

from autograde.sealed import BadEvidence, Evidence, Student

Slips = Sequence[tuple[str, Tensor]]  # hints, and what the mistakes they name would have given


def random_bytes(student: Student, *shape: int, below: int = 256) -> Tensor:
    """Random uint8 values from 0 to `below` - 1."""
    return torch.randint(0, below, shape, dtype=torch.uint8, generator=student.rng)


def random_whole(student: Student, low: int, high: int) -> int:
    """A random whole number from `low` to `high`, both included."""
    return int(torch.randint(low, high + 1, (), generator=student.rng))


def agree(found: Tensor, expected: Tensor) -> bool:
    same_shape = found.shape == expected.shape
    return same_shape and torch.allclose(found.double(), expected.double(), rtol=1e-3, atol=1e-4)


def first_slip(found: Tensor, slips: Slips) -> str:
    """The hint of the first known mistake that gives just these numbers, "" if none does."""
    return next((hint for hint, value in slips if agree(found, value)), "")


def whole_numbers(evidence: Evidence, name: str) -> list[int]:
    """A list of ints."""
    values = evidence.sequence(name)
    if not all(isinstance(value, int) for value in values):
        raise BadEvidence(f"{name} has entries that are no whole numbers.")
    return values
