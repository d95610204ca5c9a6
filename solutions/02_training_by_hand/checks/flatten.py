"""Sealed checks of `flatten`."""

import math

from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import SIZES_AS_NUMBERS, agree, random_normal

_FLATTEN = """
import torch
_x = x.clone()
flat = flatten(_x)
is_tensor = isinstance(flat, torch.Tensor)
kind = type(flat).__name__
dtype = str(getattr(flat, "dtype", None))
x_after = _x.detach()
"""

_FLATTEN_GRADIENT = """
import torch
_x = x.clone().requires_grad_()
_flat = flatten(_x * 1)
is_tensor = isinstance(_flat, torch.Tensor)
kind = type(_flat).__name__
is_recorded = is_tensor and _flat.requires_grad
has_right_shape = is_tensor and _flat.shape == slopes.shape
if is_recorded and has_right_shape:
    (gradient,) = torch.autograd.grad((_flat * slopes).sum(), _x, allow_unused=True)
"""

_IMAGE_SHAPES = ((3, 2, 4, 5), (1, 3, 5, 7), (7, 4, 6, 3))


@sealed("test_flatten")
def flatten_keeps_the_order(student: Student) -> Verdict:
    for shape in _IMAGE_SHAPES:
        x = random_normal(student, *shape)
        on = f"on a batch of shape {shape}"
        evidence = student.ask(_FLATTEN, on, SIZES_AS_NUMBERS, x=x)
        if not evidence.flag("is_tensor"):
            kind = evidence.text("kind")
            return Verdict.wrong(f"flatten gives {kind}, expected a tensor. Is there a return?")
        flat, wanted = evidence.tensor("flat"), (shape[0], math.prod(shape[1:]))
        if tuple(flat.shape) != wanted:
            return Verdict.wrong(
                f"flatten gives shape {tuple(flat.shape)} for {shape}, expected {wanted}: one row "
                "per image, for any number of images of any size."
            )
        if evidence.text("dtype") != "torch.float32":
            return Verdict.wrong(f"flatten changes the type to {evidence.text('dtype')}.")
        if agree(flat, x.reshape(wanted)):
            continue
        if agree(flat, x.permute(0, 2, 3, 1).reshape(wanted)):
            return Verdict.wrong(
                "The rows are in the order of images with channels last. Keep the order: no "
                "permute, only a new shape."
            )
        return Verdict.wrong(
            "The shape is right, the numbers are not in their order: each row is one image, all of "
            "channel 0 first, row by row."
        )
    return Verdict.right()


@sealed("test_flatten")
def flatten_leaves_x_alone(student: Student) -> Verdict:
    x = random_normal(student, 3, 2, 4, 5)
    after = student.probe(_FLATTEN, x=x).tensor("x_after")
    if agree(after, x):
        return Verdict.right()
    return Verdict.wrong("flatten changes the tensor that it is given: return a new one instead.")


@sealed("test_flatten")
def flatten_lets_gradients_through(student: Student) -> Verdict:
    x, slopes = random_normal(student, 3, 2, 4, 5), random_normal(student, 3, 40)
    evidence = student.probe(_FLATTEN_GRADIENT, x=x, slopes=slopes)
    if not evidence.flag("is_tensor"):
        kind = evidence.text("kind")
        return Verdict.wrong(f"flatten gives {kind}, expected a tensor. Is there a return?")
    cut = (
        "No gradient comes back through flatten: NumPy, detach, .data and torch.tensor(...) all "
        "cut the graph. Reshape the tensor itself."
    )
    if not evidence.flag("is_recorded"):
        return Verdict.wrong(cut)
    if not evidence.flag("has_right_shape"):
        return Verdict.wrong("Put the shape right first: then the gradients can be compared.")
    gradient = evidence["gradient"]
    if not isinstance(gradient, Tensor):
        return Verdict.wrong(cut)
    if agree(gradient, slopes.view(x.shape)):
        return Verdict.right()
    return Verdict.wrong(
        "A gradient comes back, but in another order or with other values: put the numbers that "
        "flatten returns, and their order, right first."
    )
