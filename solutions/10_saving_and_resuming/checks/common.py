"""What the checks of lesson 10 share."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def random_integer(student: Student, low: int, high: int) -> int:
    """From `low` to `high` - 1."""
    return int(torch.randint(low, high, (), generator=student.rng))


def agree(found: Any, expected: Tensor) -> bool:
    """Whether `found` is a tensor with the shape and the values that are expected."""
    if not isinstance(found, Tensor) or found.shape != expected.shape:
        return False
    return torch.allclose(found.double(), expected.double(), rtol=1e-4, atol=1e-5)


def all_agree(found: Sequence[Any], expected: Sequence[Tensor]) -> bool:
    same_length = len(found) == len(expected)
    return same_length and all(agree(a, b) for a, b in zip(found, expected, strict=True))


def same_entries(found: Any, expected: Mapping[str, Tensor]) -> bool:
    """Whether two state dicts have the same names and values."""
    return (
        isinstance(found, Mapping)
        and set(found) == set(expected)
        and all(agree(found[name], expected[name]) for name in expected)
    )
