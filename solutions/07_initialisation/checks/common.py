"""What the checks of lesson 07 share."""

import torch
from torch import Tensor

from autograde.sealed import Student

# Stochastic bounds. The standard deviation of N normal numbers has a relative standard error of
# 1 / sqrt(2 N), of N uniform ones less. Every weight that is measured has at least 5,000 entries,
# so 1%, and ALLOWED is six times that or more: a right answer misses it less than once in 10**8.
ALLOWED = 0.07
# Among N >= 5,000 normal numbers, none lies beyond 1.8 deviations with probability 0.928**N. No
# uniform number lies beyond sqrt(3) = 1.73 deviations.
NORMAL_REACHES = 1.8

NONE_HAS_NO_ENTRIES = {
    "nonetype": "A layer made with bias=False, or a norm with affine=False, has None there: ask "
    "`is not None` before you fill it.",
    "boolean value": "`if layer.bias:` asks whether its numbers are true. Ask `is not None`.",
}


def whole(student: Student, low: int, high: int) -> int:
    """A random whole number from `low` to `high`, both included."""
    return int(torch.randint(low, high + 1, (), generator=student.rng))


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def agree(found: Tensor, expected: Tensor) -> bool:
    same_shape = found.shape == expected.shape
    return same_shape and torch.allclose(found.double(), expected.double(), rtol=1e-3, atol=1e-4)


def near(found: float, expected: float, allowed: float = ALLOWED) -> bool:
    """Whether `found` is `expected` up to a relative error."""
    return abs(found - expected) <= allowed * abs(expected)


def is_constant(weight: Tensor) -> bool:
    return bool((weight == weight.flatten()[0]).all())


def off_centre(weight: Tensor) -> bool:
    """Whether the mean is too far from zero: six standard errors, once in 10**8 by chance."""
    return abs(weight.mean().item()) > 6 * weight.std().item() / weight.numel() ** 0.5
