"""What the checks of lesson 09 share."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def random_rates(student: Student, count: int) -> list[float]:
    """Learning rates, no two of which are close to each other."""
    start = 0.01 + 0.01 * torch.rand(1, generator=student.rng).item()
    return [start * 1.7**i for i in range(count)]


def agree(found: Any, expected: Any, rtol: float = 1e-3, atol: float = 1e-6) -> bool:
    """Whether two numbers, lists of numbers or tensors are of one shape and close."""
    try:
        a = torch.as_tensor(found, dtype=torch.float64)
        b = torch.as_tensor(expected, dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return False
    return a.shape == b.shape and torch.allclose(a, b, rtol=rtol, atol=atol)


def numbers(value: Any) -> list[float] | None:
    """A number or several as a list, however they were made; None if they are none."""
    if isinstance(value, Tensor):
        value = value.flatten().tolist()
    if not isinstance(value, list):
        value = [value]
    entries = [each.item() if _single(each) else each for each in value]
    if any(isinstance(each, bool) or not isinstance(each, int | float) for each in entries):
        return None
    return [float(each) for each in entries]


def _single(value: Any) -> bool:
    return isinstance(value, Tensor) and value.numel() == 1 and not value.is_complex()


def truth(value: Any) -> bool | None:
    """A predicted True or False, however it was computed; None if it is neither."""
    if _single(value):
        value = value.item()
    return bool(value) if isinstance(value, bool | int) and value in (0, 1) else None


def shown(values: Sequence[float]) -> str:
    return "[" + ", ".join(f"{value:.4g}" for value in values) + "]"
