"""Sealed checks of `two_layer_fc` and `three_layer_convnet`."""

import math
from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import SIZES_AS_NUMBERS, Slips, agree, all_agree, random_normal

_FORWARD = """
import torch
_x = x.clone().to(device)
_params = [_p.clone().to(device).requires_grad_() for _p in params]
_given = list(_params)
scores = NET(_x, _params)
is_tensor = isinstance(scores, torch.Tensor)
kind = type(scores).__name__
is_recorded = is_tensor and scores.requires_grad
gradients, backward_error = [], ""
if is_recorded and scores.shape == slopes.shape:
    _sum = (scores * slopes.to(device)).sum()
    try:
        gradients = list(torch.autograd.grad(_sum, _given, allow_unused=True))
    except RuntimeError as _error:
        backward_error = str(_error)
x_after = _x.detach()
same_list = len(_params) == len(_given) and all(_a is _b for _a, _b in zip(_params, _given))
params_after = [_p.detach() for _p in _given]
"""

_TWO_LAYER = _FORWARD.replace("NET", "two_layer_fc")
_CONVNET = _FORWARD.replace("NET", "three_layer_convnet")

_LAYER_ADVICE = {
    **SIZES_AS_NUMBERS,
    "mat1 and mat2": "The sizes of the two matrices do not go together: print their shapes. x is "
    "flattened, and stands on the left; the weights stand on the right as they are.",
    "size mismatch": "The sizes do not go together: print the shapes before the line that failed.",
    "not defined": "A name is missing: the parameters are those in `params`, in that order.",
    "to unpack": "params is a list of tensors: unpack all of them, in their order.",
}


def _wrong_scores(evidence: Evidence, x: Tensor, expected: Tensor, slips: Slips) -> str:
    """What is wrong with the scores of a net, "" if nothing is."""
    if not evidence.flag("is_tensor"):
        kind = evidence.text("kind")
        return f"The net gives {kind}, expected a tensor of scores. Is there a return?"
    scores = evidence.tensor("scores")
    if scores.shape != expected.shape:
        return (
            f"The scores have shape {tuple(scores.shape)} for a batch of shape {tuple(x.shape)}, "
            f"expected {tuple(expected.shape)}: one row per image, one column per class."
        )
    if agree(scores, expected):
        return ""
    known = [hint for hint, value in slips if agree(scores, value)]
    return known[0] if known else "The shape is right, the scores are not."


def _after_the_scores(expected: Tensor) -> Slips:
    """Slips that come after the last layer."""
    softmax = (
        "There is a softmax on the scores. Return them raw, negative ones too: the cross-entropy "
        "applies its own softmax."
    )
    return [
        (softmax, F.softmax(expected, dim=1)),
        (softmax, F.softmax(expected, dim=0)),
        (softmax.replace("a softmax", "a log_softmax", 1), F.log_softmax(expected, dim=1)),
        (
            "There is a ReLU on the scores, so none is negative. The last layer has no ReLU.",
            F.relu(expected),
        ),
        ("There is a sigmoid on the scores. Return them raw.", torch.sigmoid(expected)),
        ("There is a tanh on the scores. Return them raw.", torch.tanh(expected)),
    ]


def _wrong_gradients(
    evidence: Evidence, scores: Tensor, expected: Sequence[Tensor], names: Sequence[str]
) -> str:
    """What is wrong with the gradients of a net, "" if nothing is; `scores` are the right ones."""
    if not evidence.flag("is_tensor"):
        return f"Put the scores right first: the net gives {evidence.text('kind')}, not a tensor."
    if not agree(evidence.tensor("scores"), scores):
        return "Put the scores right first: then the gradients can be compared."
    if not evidence.flag("is_recorded"):
        return (
            "The scores carry no graph, so backward will raise: no no_grad, no detach, no NumPy in "
            "a net that is to be trained."
        )
    if error := evidence.text("backward_error"):
        return (
            f"backward raises RuntimeError: {error.split(':')[0]}.\n"
            "A tensor that it needs has been changed in place, the input perhaps: make new ones."
        )
    found = evidence.sequence("gradients", length=len(names))
    for name, value, right in zip(names, found, expected, strict=True):
        if not isinstance(value, Tensor) or not agree(value, right):
            return (
                f"The scores are right, but the gradient of {name} is not: something on the way is "
                "detached, copied into a new tensor, or made under no_grad. Use the tensors of "
                "params themselves."
            )
    return ""


def _inputs_changed(evidence: Evidence, x: Tensor, params: Sequence[Tensor]) -> str:
    if not evidence.flag("same_list"):
        return "The list params comes back changed: unpack it instead of taking things out."
    after = evidence.sequence("params_after", length=len(params))
    if not agree(evidence.tensor("x_after"), x):
        return "The net changes its input x in place: work on new tensors."
    same = all_agree(after, params)
    return "" if same else "The net changes its parameters: only training may do that."


def _two_layer_inputs(student: Student, n: int) -> tuple[Tensor, list[Tensor], Tensor]:
    """x (n, 2, 3, 4), w1 (24, 17), w2 (17, 6) and a slope for each score.

    The hidden units have a standard deviation of 5, so that a ReLU6 cuts off one in nine.
    """
    x = random_normal(student, n, 2, 3, 4)
    params = [random_normal(student, 24, 17), random_normal(student, 17, 6) / 2]
    return x, params, random_normal(student, n, 6)


def _two_layer_scores(x: Tensor, params: Sequence[Tensor]) -> Tensor:
    w1, w2 = params
    return (x.flatten(1) @ w1).clamp_min(0) @ w2


def _ask_two_layers(student: Student, n: int) -> tuple[Evidence, Tensor, list[Tensor], Tensor]:
    x, params, slopes = _two_layer_inputs(student, n)
    situation = f"on x ({n}, 2, 3, 4) with w1 (24, 17) and w2 (17, 6)"
    inputs = {"x": x, "params": params, "slopes": slopes}
    evidence = student.ask(_TWO_LAYER, situation, _LAYER_ADVICE, **inputs)
    return evidence, x, params, slopes


@sealed("test_two_layer_fc")
def two_layer_scores_agree(student: Student) -> Verdict:
    for n in (5, 1, 9):
        evidence, x, params, _ = _ask_two_layers(student, n)
        x, (w1, w2) = x.double(), [p.double() for p in params]
        expected = _two_layer_scores(x, [w1, w2])
        flat, last_first = x.flatten(1), x.permute(0, 2, 3, 1).flatten(1)
        hidden = flat @ w1
        between = "Between the layers there is a {}, expected a ReLU."
        slips = [
            ("There is no ReLU between the layers: together they are one matrix.", hidden @ w2),
            ("The ReLU belongs after the first product, not before it.", F.relu(flat) @ w1 @ w2),
            ("There is a ReLU on the input as well.", F.relu(F.relu(flat) @ w1) @ w2),
            (between.format("sigmoid"), torch.sigmoid(hidden) @ w2),
            (between.format("tanh"), torch.tanh(hidden) @ w2),
            (between.format("softmax"), F.softmax(hidden, dim=1) @ w2),
            (
                "The pixels are read with channels last: flatten keeps their order.",
                F.relu(last_first @ w1) @ w2,
            ),
            *_after_the_scores(expected),
        ]
        if hint := _wrong_scores(evidence, x, expected, slips):
            return Verdict.wrong(hint)
    return Verdict.right()


@sealed("test_two_layer_fc")
def two_layer_gradients_agree(student: Student) -> Verdict:
    evidence, x, params, slopes = _ask_two_layers(student, 5)
    scores = _two_layer_scores(x.double(), [p.double() for p in params])
    expected = _gradients(_two_layer_scores, x, params, slopes)
    hint = _wrong_gradients(evidence, scores, expected, ["w1", "w2"])
    return Verdict.wrong(hint) if hint else Verdict.right()


@sealed("test_two_layer_fc")
def two_layer_leaves_its_inputs_alone(student: Student) -> Verdict:
    evidence, x, params, _ = _ask_two_layers(student, 4)
    hint = _inputs_changed(evidence, x, params)
    return Verdict.wrong(hint) if hint else Verdict.right()


def _gradients(
    net: Callable[[Tensor, Sequence[Tensor]], Tensor],
    x: Tensor,
    params: Sequence[Tensor],
    slopes: Tensor,
) -> tuple[Tensor, ...]:
    """The gradient of sum(scores * slopes) with respect to each parameter, in float64."""
    leaves = [p.double().requires_grad_() for p in params]
    return torch.autograd.grad((net(x.double(), leaves) * slopes.double()).sum(), leaves)


_CONVNET_NAMES = ("conv_w1", "conv_b1", "conv_w2", "conv_b2", "fc_w", "fc_b")


def _convnet_inputs(
    student: Student, n: int, channels: int, height: int, width: int
) -> tuple[Tensor, list[Tensor], Tensor]:
    """Images, parameters with biases far from zero (5 and 4 channels, 7 classes), slopes."""
    shapes = [(5, channels, 5, 5), (5,), (4, 5, 3, 3), (4,), (4 * height * width, 7), (7,)]
    params = []
    for shape in shapes:
        fan_in = 1 if len(shape) == 1 else shape[0] if len(shape) == 2 else math.prod(shape[1:])
        params.append(random_normal(student, *shape) * (2 / fan_in) ** 0.5)
    return random_normal(student, n, channels, height, width), params, random_normal(student, n, 7)


def _convnet_scores(x: Tensor, params: Sequence[Tensor], slip: str = "") -> Tensor:
    """The scores, or those of a net with one slip."""
    w1, b1, w2, b2, w3, b3 = params
    first, second = (1, 2) if slip == "paddings" else (2, 1)
    b1 = None if slip in ("bias 1", "conv biases", "biases") else b1
    b2 = None if slip in ("bias 2", "conv biases", "biases") else b2
    b3 = 0 * b3 if slip in ("bias 3", "biases") else b3
    x = F.conv2d(x, w1, b1, padding=first)
    x = x if slip in ("relu 1", "relus") else F.relu(x)
    x = F.conv2d(x, w2, b2, padding=second)
    x = x if slip in ("relu 2", "relus") else F.relu(x)
    x = x.permute(0, 2, 3, 1) if slip == "channels last" else x
    return x.flatten(1) @ w3 + b3


_CONVNET_SLIPS = {
    "paddings": "The paddings are exchanged: 2 for the 5 x 5 windows of the first convolution, 1 "
    "for the 3 x 3 windows of the second. The shapes cannot tell.",
    "bias 1": "conv_b1, the bias of the first convolution, is missing.",
    "bias 2": "conv_b2, the bias of the second convolution, is missing.",
    "conv biases": "The biases of the convolutions are missing.",
    "bias 3": "fc_b, the bias of the last layer, is missing.",
    "biases": "The biases are missing.",
    "relu 1": "There is no ReLU after the first convolution.",
    "relu 2": "There is no ReLU after the second convolution.",
    "relus": "There is no ReLU after the convolutions.",
    "channels last": "The last layer reads channels last: flatten keeps the order of the numbers.",
}


_SHRUNK = (
    "The image has shrunk: padding=2, then padding=1; the fourth positional argument of F.conv2d "
    "is the stride."
)
_CONVNET_ADVICE = {
    **_LAYER_ADVICE,
    "mat1 and mat2": "The sizes of the two matrices do not go together: print the shape after each "
    f"convolution. Height and width should stay. If they do not: {_SHRUNK[0].lower()}{_SHRUNK[1:]}",
    "Kernel size can't": _SHRUNK,
}


def _ask_convnet(student: Student, *sizes: int) -> tuple[Evidence, Tensor, list[Tensor], Tensor]:
    x, params, slopes = _convnet_inputs(student, *sizes)
    shapes = [f"{n} {tuple(p.shape)}" for n, p in zip(_CONVNET_NAMES, params, strict=True)]
    situation = f"on x {sizes} with {', '.join(shapes)}"
    inputs = {"x": x, "params": params, "slopes": slopes}
    return student.ask(_CONVNET, situation, _CONVNET_ADVICE, **inputs), x, params, slopes


@sealed("test_three_layer_convnet")
def convnet_scores_agree(student: Student) -> Verdict:
    for sizes in ((3, 2, 8, 9), (1, 3, 8, 5), (7, 3, 4, 4)):
        evidence, x, params, _ = _ask_convnet(student, *sizes)
        x, params = x.double(), [p.double() for p in params]
        expected = _convnet_scores(x, params)
        slips = [(hint, _convnet_scores(x, params, s)) for s, hint in _CONVNET_SLIPS.items()]
        slips += _after_the_scores(expected)
        if hint := _wrong_scores(evidence, x, expected, slips):
            return Verdict.wrong(hint)
    return Verdict.right()


@sealed("test_three_layer_convnet")
def convnet_gradients_agree(student: Student) -> Verdict:
    evidence, x, params, slopes = _ask_convnet(student, 3, 3, 6, 5)
    scores = _convnet_scores(x.double(), [p.double() for p in params])
    expected = _gradients(_convnet_scores, x, params, slopes)
    hint = _wrong_gradients(evidence, scores, expected, _CONVNET_NAMES)
    return Verdict.wrong(hint) if hint else Verdict.right()


@sealed("test_three_layer_convnet")
def convnet_leaves_its_inputs_alone(student: Student) -> Verdict:
    evidence, x, params, _ = _ask_convnet(student, 2, 3, 5, 6)
    hint = _inputs_changed(evidence, x, params)
    return Verdict.wrong(hint) if hint else Verdict.right()
