"""Sealed checks of `random_weight` and `zero_weight`."""

import math
from collections.abc import Sequence

from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree

_MAKE = """
import torch
_wanted_device = torch.empty(0, device=device).device
_shape = tuple(shape)
_junk = [torch.full(_shape, float("nan")) for _ in range(6)]
del _junk  # so that memory that nobody has filled is not zero by luck
_made = [MAKER(_shape) for _ in range(3)]
weight, again = _made[0], _made[1]
is_tensor = isinstance(weight, torch.Tensor)
kind = type(weight).__name__
requires_grad = is_tensor and weight.requires_grad
is_leaf = is_tensor and weight.is_leaf
dtype_found, dtype_wanted = str(getattr(weight, "dtype", None)), str(dtype)
device_found = str(getattr(weight, "device", None))
device_right = is_tensor and weight.device == _wanted_device
is_shared = is_tensor and weight.data_ptr() == again.data_ptr()
"""

_RANDOM = _MAKE.replace("MAKER", "random_weight")
_ZERO = _MAKE.replace("MAKER", "zero_weight")


def _wrong_leaf(evidence: Evidence, maker: str, shape: tuple[int, ...]) -> str:
    """What is wrong with the tensor itself, whatever its values; "" if nothing is."""
    call = f"{maker}({shape})"
    if not evidence.flag("is_tensor"):
        return f"{call} gives {evidence.text('kind')}, expected a tensor. Is there a return?"
    found = evidence.tensor("weight")
    if tuple(found.shape) != shape:
        return f"{call} has shape {tuple(found.shape)}, expected the shape that was asked for."
    if evidence.text("dtype_found") != evidence.text("dtype_wanted"):
        return (
            f"{call} is {evidence.text('dtype_found')}, expected {evidence.text('dtype_wanted')}. "
            "NumPy makes float64: pass dtype=dtype."
        )
    if not evidence.flag("device_right"):
        return f"{call} is on {evidence.text('device_found')}: pass device=device."
    if not evidence.flag("requires_grad"):
        return (
            f"{call} does not require grad, so it cannot learn: requires_grad_() sets it "
            "(w.requires_grad on its own only asks)."
        )
    if not evidence.flag("is_leaf"):
        return (
            f"{call} is not a leaf but the result of an operation, so its .grad stays None. "
            "Compute first, and ask for the gradient last: w.requires_grad_()."
        )
    if evidence.flag("is_shared"):
        return f"Two calls of {maker} give the same memory: make a new tensor each time."
    return ""


# Drawn from a normal distribution, the standard deviation of n numbers has a relative standard
# error of 1 / sqrt(2 n). The smallest n below is 31,500, so 4% are 10 errors. The closest slip is
# Xavier for (800, 150): sqrt(2 / 950) instead of sqrt(2 / 800), which is 8% off. 50 filters, so
# that the fan-out (sqrt(2 / 1050)) and the missing factor 2 (sqrt(1 / 630)) are 9% apart.
_WEIGHT_SHAPES = ((800, 150), (60, 2000), (50, 30, 7, 3), (20, 50, 4, 12))
_SPREAD_TOLERANCE = 0.04


@sealed("test_random_weight")
def weight_is_a_leaf(student: Student) -> Verdict:
    for shape in ((30, 20), (4, 3, 5, 2)):
        evidence = student.probe(_RANDOM, shape=shape)
        if hint := _wrong_leaf(evidence, "random_weight", shape):
            return Verdict.wrong(hint)
    return Verdict.right()


@sealed("test_random_weight")
def weight_has_kaimings_spread(student: Student) -> Verdict:
    for shape in _WEIGHT_SHAPES:
        w = student.probe(_RANDOM, shape=shape).tensor("weight", shape=shape)
        fan_in = fan_in_of(shape)
        spread, found = (2 / fan_in) ** 0.5, w.std().item()
        if abs(found / spread - 1) > _SPREAD_TOLERANCE:
            return Verdict.wrong(
                f"random_weight({shape}) has standard deviation {found:.4f}, expected sqrt(2 / "
                f"{fan_in}) = {spread:.4f}. {spread_hint(found, shape)}"
            )
    return Verdict.right()


@sealed("test_random_weight")
def weight_is_normal(student: Student) -> Verdict:
    for shape in _WEIGHT_SHAPES[::2]:
        evidence = student.probe(_RANDOM, shape=shape)
        w, again = (evidence.tensor(name, shape=shape) for name in ("weight", "again"))
        n, spread = w.numel(), w.std().item()
        # The mean of n numbers has a standard error of spread / sqrt(n): 7 of them.
        if abs(w.mean().item()) > 7 * spread / n**0.5:
            return Verdict.wrong(
                f"The mean of random_weight({shape}) is {w.mean():.4f}, expected 0: torch.rand is "
                "uniform from 0 to 1, torch.randn is normal around 0."
            )
        if w.unique().numel() < 0.9 * n:
            return Verdict.wrong("Many entries are the same: draw each of them.")
        # The kurtosis of a normal distribution is 3, of a uniform one 1.8, of one that is cut off
        # at two standard deviations 2.4; its standard error is sqrt(24 / n) < 0.028, 0.35 are 12.
        kurtosis = ((w - w.mean()) ** 4).mean().item() / spread**4 if spread else 0.0
        if abs(kurtosis - 3) > 0.35:
            return Verdict.wrong(
                "The spread is right, the numbers are not normal (uniform ones perhaps, or cut "
                "off): torch.randn draws normal ones."
            )
        if agree(w, again):
            return Verdict.wrong(
                "Two calls give the same numbers: do not set a seed in random_weight, or all "
                "weights begin alike."
            )
    return Verdict.right()


def fan_in_of(shape: Sequence[int]) -> int:
    return shape[0] if len(shape) == 2 else math.prod(shape[1:])


def spread_hint(found: float, shape: Sequence[int]) -> str:
    """Which known slip gives this standard deviation."""
    fan_in = fan_in_of(shape)
    is_matrix = len(shape) == 2
    which = "matrix" if is_matrix else "convolution"
    units = "shape[1] is the number of its units" if is_matrix else "shape[1] forgets its window"
    slips = {
        f"The fan-in of a {which} is not shape[1]: {units}.": (2 / shape[1]) ** 0.5,
        "Scaling by 2 / fan_in is too little: the square root is missing.": 2 / fan_in,
        "The factor 2, for what the ReLU throws away, is missing.": (1 / fan_in) ** 0.5,
        "It is not scaled at all.": 1.0,
        "The weights are all the same.": 0.0,
        "That is sqrt(fan_in / 2), the wrong way round.": (fan_in / 2) ** 0.5,
        "That is 0.01 whatever the shape.": 0.01,
        "That is Xavier's rule, with the mean of fan-in and fan-out.": (
            (2 / (shape[0] + shape[1])) ** 0.5
            if is_matrix
            else (2 / (fan_in + shape[0] * math.prod(shape[2:]))) ** 0.5
        ),
    }
    if not is_matrix:
        slips |= {
            "shape[0] of a convolution counts its filters, which is not what one of them sees.": (
                (2 / shape[0]) ** 0.5
            ),
            "That is the fan-out, the filters times the window. The fan-in has shape[1], the "
            "channels that a filter sees, in place of shape[0], the number of filters.": (
                (2 / (shape[0] * math.prod(shape[2:]))) ** 0.5
            ),
            "The number of filters, shape[0], does not belong in the product.": (
                (2 / math.prod(shape)) ** 0.5
            ),
        }
    known = [h for h, value in slips.items() if abs(found - value) <= _SPREAD_TOLERANCE * value]
    return known[0] if known else f"Read the fan-in of a {which} off the table again."


@sealed("test_zero_weight")
def zeros_are_zeros(student: Student) -> Verdict:
    for shape in ((32,), (10,), (4, 7), (2, 3, 4, 5)):
        evidence = student.probe(_ZERO, shape=shape)
        made = [evidence[name] for name in ("weight", "again")]
        if any(isinstance(value, Tensor) and bool((value != 0).any()) for value in made):
            return Verdict.wrong(
                f"zero_weight({shape}) is not zero everywhere (torch.empty, for one, leaves "
                "whatever was in memory)."
            )
    return Verdict.right()


@sealed("test_zero_weight")
def zeros_are_leaves(student: Student) -> Verdict:
    for shape in ((32,), (10,), (4, 7)):
        evidence = student.probe(_ZERO, shape=shape)
        if hint := _wrong_leaf(evidence, "zero_weight", shape):
            return Verdict.wrong(hint)
    return Verdict.right()
