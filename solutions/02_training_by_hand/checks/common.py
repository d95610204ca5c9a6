"""What the checks of lesson 02 share."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student

Slips = Sequence[tuple[str, Tensor]]  # hints, and what the mistakes they name would have given

SIZES_AS_NUMBERS = {
    "invalid for input of size": "Is a size written as a number, such as 64 or 3072? Take it from "
    "x.shape, and let -1 stand for the rest.",
}

IMAGES_WANTED = "The net must get the images as the loader gives them, (N, C, H, W)."


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def agree(found: Tensor, expected: Tensor) -> bool:
    same_shape = found.shape == expected.shape
    return same_shape and torch.allclose(found.double(), expected.double(), rtol=1e-3, atol=1e-4)


def all_agree(found: Sequence[Any], expected: Sequence[Tensor]) -> bool:
    pairs = zip(found, expected, strict=True)
    return all(isinstance(a, Tensor) and agree(a, b) for a, b in pairs)
