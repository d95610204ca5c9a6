"""What the checks of lesson 11 share."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def random_int(student: Student, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return int(torch.randint(low, high + 1, (1,), generator=student.rng))


def agree(found: Any, expected: Tensor, rtol: float = 1e-3, atol: float = 1e-4) -> bool:
    """Whether `found` is a tensor of the shape of `expected` and close to it."""
    if not isinstance(found, Tensor) or found.shape != expected.shape:
        return False
    return torch.allclose(found.double(), expected.double(), rtol=rtol, atol=atol)
