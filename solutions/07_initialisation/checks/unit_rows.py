"""Sealed checks of the exercise `UnitRows`."""

import torch
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import agree, random_normal, whole

_FORWARD = """
_original = original.clone()
rows = UnitRows()(_original)
original_after = _original
"""
_ADVICE = {
    "the size of tensor": "Does the division broadcast? Keep the axis: norm(dim=1, keepdim=True).",
    "must match": "Does the division broadcast? Keep the axis: norm(dim=1, keepdim=True).",
    "right_inverse": "Write the method right_inverse(self, weight): it returns an original.",
    "does not require grad": "The original gets no gradient: no detach, no .data and no no_grad in "
    "forward.",
    "missing 1 required": "Both methods are called with one tensor, after self.",
}


def _unit(x: Tensor) -> Tensor:
    lengths = x.flatten(1).square().sum(dim=1).sqrt()
    return x / lengths.view(-1, *[1] * (x.ndim - 1))


@sealed("test_UnitRows")
def rows_have_length_one(student: Student) -> Verdict:
    n = whole(student, 3, 7)
    for shape in ((n, n + 2), (n, n), (1, 6), (n, 3, 2, 5), (n, 4, 3)):
        original = 3 * random_normal(student, *shape)
        evidence = student.ask(_FORWARD, advice=_ADVICE, original=original)
        rows = evidence.tensor("rows", shape=shape)
        if not agree(rows, _unit(original.double())):
            return Verdict.wrong(f"For an original of shape {shape}: {_hint(rows, original)}")
        if not agree(evidence.tensor("original_after"), original):
            return Verdict.wrong("forward changes the original in place. Return a new tensor.")
    return Verdict.right()


def _hint(rows: Tensor, original: Tensor) -> str:
    x = original.double()
    flat = x.flatten(1)
    axes = (-1, *[1] * (x.ndim - 1))
    slips = (
        (x, "it comes back as it was."),
        (x / x.norm(), "the whole tensor has length one, not each unit."),
        (x / x.norm(dim=0, keepdim=True), "columns have length one, not rows: dim=0 goes along the "
         "units."),
        (x / flat.square().sum(1).view(axes), "that divides by the sum of squares: its root is "
         "missing."),
        (x / flat.abs().sum(1).view(axes), "that divides by the sum of absolute values. The length "
         "is the root of the sum of squares."),
        (x / flat.sum(1).view(axes), "that divides by the sum. The length is the root of the sum "
         "of squares."),
        (x.softmax(dim=1), "that is a softmax."),
        (x / x.norm(dim=-1, keepdim=True), "each last axis has length one. A unit of a convolution "
         "is a whole filter: flatten(1) makes one row of it."),
        (x / x.norm(dim=1, keepdim=True), "each place of the window has length one over its "
         "channels. A unit is a whole filter: flatten(1) makes one row of it."),
        (x / flat.std(1).view(axes), "that divides by the standard deviation, not by the length."),
    )  # fmt: skip
    for values, text in slips:
        if rows.shape == values.shape and agree(rows, values):
            return text
    return "its units do not have the direction of the original and length one."


_PARAMETRIZED = """
import torch
from torch import nn
from torch.nn.utils import parametrize as _parametrize
_layer = nn.Conv2d(3, len(wanted), (2, 4)) if wanted.ndim == 4 else nn.Linear(6, len(wanted))
with torch.no_grad():
    _layer.weight.copy_(start)
_parametrize.register_parametrization(_layer, "weight", UnitRows())
_original = _layer.parametrizations.weight.original
with torch.no_grad():
    _original.copy_(start)
(_layer.weight * slope).sum().backward()
has_gradient = _original.grad is not None
gradient = _original.grad if has_gradient else torch.zeros(1)
torch.optim.SGD([_original], lr=0.1).step()
stepped = _layer.weight
_layer.weight = wanted
assigned = _layer.weight
"""


@sealed("test_UnitRows")
def parametrization_learns_and_takes_weights(student: Student) -> Verdict:
    for shape in ((4, 6), (5, 3, 2, 4)):
        start, slope = random_normal(student, *shape), random_normal(student, *shape)
        wanted = _unit(random_normal(student, *shape))
        evidence = student.ask(
            _PARAMETRIZED, advice=_ADVICE, start=start, slope=slope, wanted=wanted
        )
        expected = start.double().requires_grad_()
        (_unit(expected) * slope.double()).sum().backward()
        if not evidence.flag("has_gradient"):
            return Verdict.wrong(
                "The original gets no gradient: forward cuts it off. No detach, no .data and no "
                "no_grad there."
            )
        if not agree(evidence.tensor("gradient", shape=shape), expected.grad):
            return Verdict.wrong(
                "The gradient of the original is not that of original / length: the length depends "
                "on the original too. Was it detached?"
            )
        if not agree(evidence.tensor("stepped").flatten(1).norm(dim=1), torch.ones(len(start))):
            return Verdict.wrong("After a step of the optimizer the units are not of length one.")
        if not agree(evidence.tensor("assigned", shape=shape), wanted):
            return Verdict.wrong(
                "After `layer.weight = W` the weight is not W. right_inverse returns an original "
                "from which forward makes W: W itself does."
            )
    return Verdict.right()
