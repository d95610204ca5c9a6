"""Sealed checks of the exercise `fans`."""

from typing import Any

from torch import Tensor

from autograde.sealed import BadEvidence, Student, Verdict, sealed

from .common import whole

_FANS = """
import torch
from torch import nn
if kind == "linear":
    _layer = nn.Linear(a, b, bias=bias)
else:
    _layer = nn.Conv2d(a, b, (h, w), groups=groups, bias=bias)
_before = {key: value.clone() for key, value in _layer.state_dict().items()}
pair = fans(_layer)
unchanged = all(torch.equal(value, _before[key]) for key, value in _layer.state_dict().items())
"""
_ADVICE = {
    "nonetype": "The layer may be made with bias=False: then layer.bias is None.",
    "no attribute": "An nn.Linear has in_features, an nn.Conv2d has in_channels: ask which it is.",
}


def _pair(value: Any, call: str) -> tuple[float, float]:
    """Two numbers, however they are written."""
    if value is None:
        raise BadEvidence(f"{call} is None. Does your function return its result?")
    if isinstance(value, Tensor):
        value = value.tolist()
    if not isinstance(value, list) or len(value) != 2:
        raise BadEvidence(f"{call} is not a pair: return fan_in and fan_out, in this order.")
    numbers = [one.item() if isinstance(one, Tensor) and one.numel() == 1 else one for one in value]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        raise BadEvidence(f"{call} is not a pair of numbers.")
    return float(numbers[0]), float(numbers[1])


def _shown(pair: tuple[float, float]) -> str:
    return f"({pair[0]:g}, {pair[1]:g})"


@sealed("test_fans")
def fans_of_a_linear_layer(student: Student) -> Verdict:
    for bias in (True, False):
        a = whole(student, 2, 40)
        b = a + whole(student, 1, 40)  # never square
        inputs = {"kind": "linear", "a": a, "b": b, "h": 1, "w": 1, "groups": 1, "bias": bias}
        evidence = student.ask(_FANS, advice=_ADVICE, **inputs)
        call = f"fans(nn.Linear({a}, {b}, bias={bias}))"
        found = _pair(evidence["pair"], call)
        if found == (b, a):
            return Verdict.wrong(
                f"{call} is {_shown(found)}: the two are swapped. An nn.Linear keeps its weight as "
                "(outputs, inputs), so shape[1] is the fan-in."
            )
        if found == (a + 1, b):
            return Verdict.wrong(f"{call} counts the bias as an input. Leave it out.")
        if found != (a, b):
            return Verdict.wrong(
                f"{call} is {_shown(found)}. One output sums over all {a} inputs, and one input "
                f"goes to all {b} outputs."
            )
        if not evidence.flag("unchanged"):
            return Verdict.wrong("fans changes the weights of the layer that it is given.")
    return Verdict.right()


@sealed("test_fans")
def fans_of_a_convolution(student: Student) -> Verdict:
    """Without groups, then grouped, then depthwise; the window is never square."""
    g = whole(student, 2, 4)
    a, b = whole(student, 2, 9), whole(student, 10, 20)
    for channels_in, channels_out, groups, bias in (
        (a, b, 1, True),
        (b, a, 1, False),
        (g * a, g * b, g, False),
        (b, b, b, True),
    ):
        h = whole(student, 2, 5)
        w = h + whole(student, 1, 3)
        sizes = {"a": channels_in, "b": channels_out, "h": h, "w": w, "groups": groups}
        evidence = student.ask(_FANS, advice=_ADVICE, kind="conv", bias=bias, **sizes)
        call = f"fans(nn.Conv2d({channels_in}, {channels_out}, ({h}, {w}), groups={groups}))"
        found = _pair(evidence["pair"], call)
        hint = _convolution_hint(found, channels_in, channels_out, h, w, groups)
        if hint:
            return Verdict.wrong(f"{call} is {_shown(found)}. {hint}")
        if not evidence.flag("unchanged"):
            return Verdict.wrong("fans changes the weights of the layer that it is given.")
    return Verdict.right()


def _convolution_hint(
    found: tuple[float, float], a: int, b: int, h: int, w: int, groups: int
) -> str:
    fan_in, fan_out = a // groups * h * w, b // groups * h * w
    if found == (fan_in, fan_out):
        return ""
    if found == (fan_out, fan_in):
        return "The two are swapped: one output sums over the input channels of its group."
    without = {(a // groups, b // groups), (a // groups, b), (a, b)}
    if found in without or found in {(y, x) for x, y in without}:
        return (
            "That counts channels and forgets the window: each channel comes with height times "
            "width numbers. shape[1] alone is not the fan-in of a convolution."
        )
    if found == (fan_in, b * h * w):
        return (
            "The fan-in is right. The fan-out forgets the groups: an input channel goes to the "
            "output channels of its own group alone. The weight's shape does not show that."
        )
    if found == (a * h * w, b * h * w):
        return "That forgets the groups: a group sees 1/groups of the channels, on either side."
    if groups > 1 and found[0] == a // groups // groups * h * w:
        return "The fan-in is divided by the groups twice: shape[1] of the weight has it already."
    if found in {(a // groups * s * s, b // groups * s * s) for s in (h, w)}:
        return "The window need not be square: height times width."
    if found == (fan_in + 1, fan_out):
        return "The bias is no input. Leave it out."
    if found[0] == fan_in:
        return "The fan-in is right. To how many outputs does one input contribute?"
    return "Multiply the channels that one output sees by the height and the width of its window."
