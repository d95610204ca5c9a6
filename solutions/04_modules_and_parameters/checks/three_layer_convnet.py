"""Sealed checks of `ThreeLayerConvNet`."""

import math

import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .nets import Net, Params, Role, try_net, wrong_gradients, wrong_scores, wrong_traces
from .weights import initial_parameters, wrong_weight


def _scores(x: Tensor, params: Params, slip: str = "") -> Tensor:
    """The scores, or those of a net with one slip."""
    b1, b2, b3 = (
        0 * params[f"b{i}"] if slip in (f"bias {i}", "biases") else params[f"b{i}"]
        for i in (1, 2, 3)
    )
    first, second = {"paddings": (1, 2)}.get(slip, (2, 1))
    x = F.conv2d(x, params["w1"], b1, padding=first)
    x = x if slip in ("relu 1", "relus") else F.relu(x)
    x = F.conv2d(x, params["w2"], b2, padding=second)
    x = x if slip in ("relu 2", "relus") else F.relu(x)
    x = x.permute(0, 2, 3, 1) if slip == "channels last" else x
    return x.flatten(1) @ params["w3"] + b3


_SLIPS = {
    "paddings": "The paddings are exchanged: 2 for the 5 x 5 windows of the first convolution, 1 "
    "for the 3 x 3 windows of the second. The shapes cannot tell.",
    "relu 1": "There is no ReLU after the first convolution.",
    "relu 2": "There is no ReLU after the second convolution.",
    "relus": "There is no ReLU after the convolutions.",
    "bias 1": "The bias of the first convolution has no say in the scores.",
    "bias 2": "The bias of the second convolution has no say in the scores.",
    "bias 3": "The bias of the last layer has no say in the scores.",
    "biases": "The biases have no say in the scores.",
    "channels last": "The last layer reads channels last: flatten keeps the order of the numbers.",
}


def _net(in_channel: int, channel_1: int, channel_2: int, classes: int) -> Net:
    args = (in_channel, channel_1, channel_2, classes)
    given = f"Are the sizes taken from the arguments, {args}?"
    bias = "bias=False leaves it out."
    roles = {
        "w1": Role(
            "weight of a first convolution",
            (channel_1, in_channel, 5, 5),
            f"It has channel_1 filters, which see in_channel channels in 5 x 5 windows. {given}",
        ),
        "b1": Role("bias of a first convolution", (channel_1,), bias),
        "w2": Role(
            "weight of a second convolution",
            (channel_2, channel_1, 3, 3),
            f"It has channel_2 filters, which see channel_1 channels in 3 x 3 windows. {given}",
        ),
        "b2": Role("bias of a second convolution", (channel_2,), bias),
        "w3": Role(
            "weight of a fully connected layer",
            (channel_2 * 32 * 32, classes),
            "With paddings 2 and 1, and no pooling, channel_2 * 32 * 32 numbers arrive at it. "
            f"{given}",
        ),
        "b3": Role("bias of a fully connected layer", (classes,), bias),
    }
    return Net("ThreeLayerConvNet", args, (in_channel, 32, 32), roles, _scores)


@sealed("test_ThreeLayerConvNet")
def convnet_scores_agree(student: Student) -> Verdict:
    for n, net in ((3, _net(2, 5, 4, 7)), (1, _net(3, 6, 2, 9)), (7, _net(1, 4, 3, 5))):
        hint, trial = try_net(student, net, n)
        hint = hint or wrong_scores(trial, "scores", _SLIPS)
        hint = hint or wrong_scores(trial, "scores_in_eval_mode", _SLIPS)
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


@sealed("test_ThreeLayerConvNet")
def convnet_gradients_agree(student: Student) -> Verdict:
    hint, trial = try_net(student, _net(2, 4, 3, 6), 2)
    hint = hint or wrong_gradients(trial)
    return Verdict.wrong(hint) if hint else Verdict.right()


@sealed("test_ThreeLayerConvNet")
def convnet_leaves_no_traces(student: Student) -> Verdict:
    hint, trial = try_net(student, _net(2, 3, 4, 5), 2)
    hint = hint or wrong_traces(trial)
    return Verdict.wrong(hint) if hint else Verdict.right()


# As in TwoLayerFC, each judged layer has half as many units as inputs. The smallest weight has
# 10,368 entries: 5% are 7 standard errors. One filter in the second convolution leaves 1,024
# numbers for the last layer, so that it too can be judged without being huge.
_WIDE, _NARROW = (96, 48, 24, 10), (4, 3, 1, 512)


@sealed("test_ThreeLayerConvNet")
def convnet_begins_as_kaimings(student: Student) -> Verdict:
    for args, judged in ((_WIDE, ("w1", "w2")), (_NARROW, ("w3",))):
        net = _net(*args)
        hint, nets = initial_parameters(student, net)
        for begins in nets:
            for key in judged:
                name, value = begins[key]
                hint = hint or wrong_weight(name, value, *_fans(net.roles[key].shape))
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


def _fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """Fan-in and fan-out of a matrix (inputs, units) or of a convolution."""
    if len(shape) == 2:
        return shape[0], shape[1]
    return math.prod(shape[1:]), shape[0] * math.prod(shape[2:])


@sealed("test_ThreeLayerConvNet")
def convnet_biases_begin_at_zero(student: Student) -> Verdict:
    hint, nets = initial_parameters(student, _net(3, 6, 5, 4))
    for begins in nets:
        for key in ("b1", "b2", "b3"):
            name, value = begins[key]
            if not hint and not value.abs().max() <= 1e-6:
                hint = (
                    f"The bias {name} begins with values as large as {value.abs().max():.3f}, "
                    "expected zeros: PyTorch's layers begin with small random ones, "
                    "nn.init.zeros_(layer.bias) clears them."
                )
    return Verdict.wrong(hint) if hint else Verdict.right()
