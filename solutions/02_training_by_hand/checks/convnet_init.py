"""Sealed checks of `convnet_init`."""

import math
from collections.abc import Iterator, Sequence

from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .weights import fan_in_of, spread_hint

_INIT = """
import torch
_wanted_device = torch.empty(0, device=device).device
values = [notebook.get(_name) for _name in names]
is_tensor = [isinstance(_v, torch.Tensor) for _v in values]
requires_grad = [bool(getattr(_v, "requires_grad", False)) for _v in values]
is_leaf = [bool(getattr(_v, "is_leaf", False)) for _v in values]
dtypes = [str(getattr(_v, "dtype", None)) for _v in values]
on_device = [getattr(_v, "device", None) == _wanted_device for _v in values]
channels = [notebook.get(_name) for _name in ("channel_1", "channel_2")]
"""

_INIT_SHAPES = {
    "conv_w1": (32, 3, 5, 5),
    "conv_b1": (32,),
    "conv_w2": (16, 32, 3, 3),
    "conv_b2": (16,),
    "fc_w": (16 * 32 * 32, 10),
    "fc_b": (10,),
}
_SHAPE_ADVICE = {
    "conv_w1": "32 filters, 3 colours, 5 x 5 windows.",
    "conv_b1": "One bias per filter.",
    "conv_w2": "16 filters, which see the 32 channels of the first convolution, 3 x 3 windows.",
    "conv_b2": "One bias per filter.",
    "fc_w": "With their paddings both convolutions keep 32 x 32, and 16 channels arrive: 16 * 32 * "
    "32 numbers, 10 classes.",
    "fc_b": "One bias per class.",
}
_LARGEST_BIAS = 0.02  # 0.01 is a habit of some; a random bias is far larger

# Measured with this solution, two seeds or more. Embedded data (4 epochs, bar 30%): 3e-4 gives 27%
# to 29%, 1e-3 34%, 2e-3 37% to 39%, 3e-3 37% to 40%, 1e-2 43%, 2e-2 46%, 4e-2 35% to 43%, 6e-2 27%
# to 39%, 0.1 10%. Full data (1 epoch, bar 42%): 3e-4 33%, 1e-3 41% to 42%, 3e-3 46% to 48%, 1e-2
# 50%, 3e-2 53%, 6e-2 38% to 54%, 0.1 48%.
_LOWEST_RATE, _HIGHEST_RATE = 0.99e-3, 4.1e-2


@sealed("test_convnet_init")
def parameters_fit_the_net(student: Student) -> Verdict:
    evidence = student.probe(_INIT, names=list(_INIT_SHAPES))
    facts = {
        fact: evidence.sequence(fact, length=6)
        for fact in ("values", "is_tensor", "dtypes", "on_device", "requires_grad", "is_leaf")
    }
    for i, (name, shape) in enumerate(_INIT_SHAPES.items()):
        value = facts["values"][i]
        if facts["is_tensor"][i] is not True or not isinstance(value, Tensor):
            return Verdict.wrong(f"{name} is no tensor. The cell has to set all six.")
        if tuple(value.shape) != shape:
            came = f"{name} has shape {tuple(value.shape)}, expected {shape}."
            return Verdict.wrong(f"{came} {_SHAPE_ADVICE[name]}")
        if facts["dtypes"][i] != "torch.float32":
            return Verdict.wrong(f"{name} is {facts['dtypes'][i]}, expected torch.float32.")
        if facts["on_device"][i] is not True:
            return Verdict.wrong(f"{name} is not on the device of the lesson: device=device.")
        if facts["requires_grad"][i] is not True:
            return Verdict.wrong(f"{name} does not require grad, so it would never learn.")
        if facts["is_leaf"][i] is not True:
            return Verdict.wrong(
                f"{name} is not a leaf but the result of an operation, so it gets no gradient."
            )
    if evidence["channels"] != [32, 16]:
        return Verdict.wrong("channel_1 is 32 and channel_2 is 16.")
    return Verdict.right()


def _initial_values(student: Student) -> Iterator[tuple[str, tuple[int, ...], Tensor]]:
    """Name, shape and value of each parameter that has its right shape."""
    evidence = student.probe(_INIT, names=list(_INIT_SHAPES))
    values = evidence.sequence("values", length=6)
    for (name, shape), value in zip(_INIT_SHAPES.items(), values, strict=True):
        if isinstance(value, Tensor) and tuple(value.shape) == shape:
            yield name, shape, value.double()


@sealed("test_convnet_init")
def weights_begin_as_kaimings(student: Student) -> Verdict:
    for name, shape, w in _initial_values(student):
        if len(shape) == 1:
            continue
        found, right = w.std().item(), _kaiming_spreads(shape)
        # conv_w1 has 2,400 entries, so its standard deviation has an error of 1.4%: 10% are 7.
        if not any(abs(found / spread - 1) < 0.1 for spread in right):
            return Verdict.wrong(
                f"{name} has standard deviation {found:.4f}, expected about {right[0]:.4f}, which "
                f"is sqrt(2 / {fan_in_of(shape)}). {spread_hint(found, shape)} (If it comes from "
                "random_weight, put that right first.)"
            )
        if not abs(w.mean().item()) < 7 * found / w.numel() ** 0.5:
            return Verdict.wrong(f"{name} has mean {w.mean():.4f}, expected 0.")
    return Verdict.right()


def _kaiming_spreads(shape: Sequence[int]) -> list[float]:
    """The standard deviations that deserve the name, the one of the lesson first.

    He et al. (2015, section 2.2) find fan-in and fan-out equally good for a convolution. No ReLU
    follows the last layer, so there the factor 2 may be left out.
    """
    fan_in = fan_in_of(shape)
    other = 1 / fan_in if len(shape) == 2 else 2 / (shape[0] * math.prod(shape[2:]))
    return [(2 / fan_in) ** 0.5, other**0.5]


@sealed("test_convnet_init")
def biases_begin_at_zero(student: Student) -> Verdict:
    for name, shape, bias in _initial_values(student):
        if len(shape) == 1 and not bool((bias.abs() <= _LARGEST_BIAS).all()):
            return Verdict.wrong(f"{name} does not begin at zero: a bias is made by zero_weight.")
    return Verdict.right()


@sealed("test_convnet_init")
def learning_rate_is_sensible(student: Student) -> Verdict:
    evidence = student.probe("rate = notebook.get('learning_rate')")
    if evidence["rate"] is None:
        return Verdict.wrong("The cell must set learning_rate, for instance 3e-3.")
    rate = evidence.number("rate")
    if _LOWEST_RATE <= rate <= _HIGHEST_RATE:
        return Verdict.right()
    slow = "so few steps lead nowhere" if rate < _LOWEST_RATE else "training blows up"
    return Verdict.wrong(f"With a learning rate of {rate:g} {slow}: try 3e-3.")
