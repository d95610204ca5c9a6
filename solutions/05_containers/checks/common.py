"""What the checks of lesson 05 share."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student

Slips = Sequence[tuple[str, Tensor]]  # hints, and what the mistakes they name would have given


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def random_parameter(student: Student, shape: Sequence[int], fan_in: int | None = None) -> Tensor:
    """Values for a parameter: weights that keep the size of activations, biases of size 1."""
    values = torch.randn(tuple(shape), generator=student.rng)
    if len(shape) < 2:
        return values
    fan_in = fan_in or int(torch.tensor(tuple(shape[1:])).prod())
    return values * (2 / fan_in) ** 0.5


def draw(student: Student, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return int(torch.randint(low, high + 1, (), generator=student.rng))


def agree(found: Any, expected: Tensor) -> bool:
    """Same shape, and nowhere off by more than a five-hundredth of the largest value.

    A GPU may multiply with ten bits behind the point (TF32), and is off by a quarter of that.
    """
    if not isinstance(found, Tensor) or found.shape != expected.shape:
        return False
    largest = expected.abs().max().item() if expected.numel() else 0.0
    return torch.allclose(found.double(), expected.double(), rtol=0, atol=2e-3 * largest + 1e-5)


def listed(names: Sequence[Any], most: int = 8) -> str:
    """Names in a sentence, cut where there are many."""
    shown = ", ".join(map(str, names[:most]))
    return (shown + (", ..." if len(names) > most else "")) or "none"
