"""What the checks of lesson 03 share."""

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student


def random_normal(student: Student, *shape: int, dtype: torch.dtype = torch.float32) -> Tensor:
    return torch.randn(shape, generator=student.rng, dtype=dtype)


def random_labels(student: Student, count: int) -> Tensor:
    """Labels 0. and 1., both of them wherever there is room for both."""
    order = torch.randperm(count, generator=student.rng)
    return (order % 2).float()


def agree(found: Tensor, expected: Tensor, rtol: float = 1e-3, atol: float = 1e-4) -> bool:
    same_shape = found.shape == expected.shape
    return same_shape and torch.allclose(found.double(), expected.double(), rtol=rtol, atol=atol)


def known_slip(found: Any, slips: Mapping[str, Any], **tolerance: float) -> str:
    """The hint of the first slip that would have given what was found; "" if none would."""
    for hint, value in slips.items():
        pairs = [(found, value)] if isinstance(value, Tensor) else _pairs(found, value)
        if pairs and all(isinstance(a, Tensor) and agree(a, b, **tolerance) for a, b in pairs):
            return hint
    return ""


def all_agree(found: Sequence[Any], expected: Sequence[Tensor], **tolerance: float) -> bool:
    pairs = zip(found, expected, strict=True)
    return all(isinstance(a, Tensor) and agree(a, b, **tolerance) for a, b in pairs)


def _pairs(found: Any, expected: Sequence[Tensor]) -> list[tuple[Any, Tensor]]:
    same = isinstance(found, list) and len(found) == len(expected)
    return list(zip(found, expected, strict=True)) if same else []
