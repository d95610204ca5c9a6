"""Sealed checks of `TwoLayerFC`."""

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .nets import Net, Params, Role, try_net, wrong_gradients, wrong_scores, wrong_traces
from .weights import initial_parameters, wrong_weight


def _scores(x: Tensor, params: Params, slip: str = "") -> Tensor:
    """The scores, or those of a net with one slip."""
    b1 = 0 * params["b1"] if slip in ("bias 1", "biases") else params["b1"]
    b2 = 0 * params["b2"] if slip in ("bias 2", "biases") else params["b2"]
    x = x.permute(0, 2, 3, 1) if slip == "channels last" else x
    x = x.flatten(1)
    x = F.relu(x) if slip in ("relu first", "relu on the input") else x
    hidden = x @ params["w1"] + b1
    between = {
        "no relu": lambda z: z,
        "relu first": lambda z: z,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softmax": lambda z: F.softmax(z, dim=1),
    }
    hidden = between.get(slip, F.relu)(hidden)
    return hidden @ params["w2"] + b2


_BETWEEN = "Between the layers there is a {}, expected a ReLU."
_SLIPS = {
    "no relu": "There is no ReLU between the layers: together they are no more than one.",
    "relu first": "The ReLU belongs after the first layer, not before it.",
    "relu on the input": "There is a ReLU on the input as well.",
    "sigmoid": _BETWEEN.format("sigmoid"),
    "tanh": _BETWEEN.format("tanh"),
    "softmax": _BETWEEN.format("softmax"),
    "bias 1": "The bias of the first layer has no say in the scores.",
    "bias 2": "The bias of the second layer has no say in the scores.",
    "biases": "The biases have no say in the scores.",
    "channels last": "The pixels are read with channels last: flatten keeps their order.",
}


def _net(image: tuple[int, int, int], hidden: int, classes: int) -> Net:
    pixels = image[0] * image[1] * image[2]
    args = (pixels, hidden, classes)
    sizes = f"Are all sizes taken from the arguments, {args}?"
    bias = "bias=False leaves it out."
    roles = {
        "w1": Role("weight of a first layer", (pixels, hidden), sizes),
        "b1": Role("bias of a first layer", (hidden,), bias),
        "w2": Role("weight of a second layer", (hidden, classes), sizes),
        "b2": Role("bias of a second layer", (classes,), bias),
    }
    return Net("TwoLayerFC", args, image, roles, _scores)


@sealed("test_TwoLayerFC")
def two_layer_scores_agree(student: Student) -> Verdict:
    for n, net in (
        (5, _net((2, 3, 5), 17, 6)),
        (1, _net((3, 4, 2), 10, 4)),
        (7, _net((1, 6, 2), 9, 11)),
    ):
        hint, trial = try_net(student, net, n)
        hint = hint or wrong_scores(trial, "scores", _SLIPS)
        hint = hint or wrong_scores(trial, "scores_in_eval_mode", _SLIPS)
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


@sealed("test_TwoLayerFC")
def two_layer_gradients_agree(student: Student) -> Verdict:
    hint, trial = try_net(student, _net((2, 3, 4), 13, 5), 6)
    hint = hint or wrong_gradients(trial)
    return Verdict.wrong(hint) if hint else Verdict.right()


@sealed("test_TwoLayerFC")
def two_layer_leaves_no_traces(student: Student) -> Verdict:
    hint, trial = try_net(student, _net((2, 4, 3), 8, 3), 4)
    hint = hint or wrong_traces(trial)
    return Verdict.wrong(hint) if hint else Verdict.right()


# Each layer has half as many units as inputs: then the standard deviations that deserve Kaiming's
# name, sqrt(1, 2 or 4 / fan_in), are at least 15% from PyTorch's own, from Xavier's (with a gain of
# 1, 5/3 or sqrt(2)), and from every slip named in `weights`. The smallest weight has 45,000
# entries: 5% are 15 standard errors.
@sealed("test_TwoLayerFC")
def two_layer_begins_as_kaimings(student: Student) -> Verdict:
    net = _net((3, 20, 20), 600, 300)
    hint, nets = initial_parameters(student, net)
    for begins in nets:
        for key in ("w1", "w2"):
            name, value = begins[key]
            hint = hint or wrong_weight(name, value, *net.roles[key].shape)
    for begins in nets:
        for key, fan_in in (("b1", 1200), ("b2", 600)):
            name, value = begins[key]
            # nn.Linear's own biases are uniform from -1 / sqrt(fan_in) to 1 / sqrt(fan_in).
            if not hint and not value.abs().max() <= 1.01 / fan_in**0.5:
                hint = (
                    f"The bias {name} begins with values as large as {value.abs().max():.3f}, "
                    "expected zeros, or the small ones of nn.Linear."
                )
    return Verdict.wrong(hint) if hint else Verdict.right()
