"""Sealed checks of lesson 02: training by hand."""

import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import (
    Evidence,
    HeldOut,
    Student,
    StudentRaised,
    Verdict,
    sealed,
    threshold,
)

HELD_OUT = HeldOut.beside(__file__)

Slips = Sequence[tuple[str, Tensor]]  # hints, and what the mistakes they name would have given


def _randn(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def _agree(found: Tensor, expected: Tensor) -> bool:
    same_shape = found.shape == expected.shape
    return same_shape and torch.allclose(found.double(), expected.double(), rtol=1e-3, atol=1e-4)


def _ask(
    student: Student, code: str, situation: str, advice: Mapping[str, str], **inputs: Any
) -> Evidence:
    """Probe; if the student's code raises, say in which situation and add the advice for words
    of the message."""
    try:
        return student.probe(code, **inputs)
    except StudentRaised as raised:
        hints = [hint for words, hint in advice.items() if words in str(raised)]
        text = "\n".join([raised.message, f"It was called {situation}.", *hints[:1]])
        raise StudentRaised(raised.type_name, text.strip(), raised.line) from None


# ---------------------------------------------------------------- flatten

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
_SIZES_AS_NUMBERS = {
    "invalid for input of size": "Is a size written as a number, such as 64 or 3072? Take it from "
    "x.shape, and let -1 stand for the rest.",
}


@sealed("test_flatten")
def flatten_keeps_the_order(student: Student) -> Verdict:
    for shape in _IMAGE_SHAPES:
        x = _randn(student, *shape)
        on = f"on a batch of shape {shape}"
        evidence = _ask(student, _FLATTEN, on, _SIZES_AS_NUMBERS, x=x)
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
        if _agree(flat, x.reshape(wanted)):
            continue
        if _agree(flat, x.permute(0, 2, 3, 1).reshape(wanted)):
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
    x = _randn(student, 3, 2, 4, 5)
    after = student.probe(_FLATTEN, x=x).tensor("x_after")
    if _agree(after, x):
        return Verdict.right()
    return Verdict.wrong("flatten changes the tensor that it is given: return a new one instead.")


@sealed("test_flatten")
def flatten_lets_gradients_through(student: Student) -> Verdict:
    x, slopes = _randn(student, 3, 2, 4, 5), _randn(student, 3, 40)
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
    if _agree(gradient, slopes.view(x.shape)):
        return Verdict.right()
    return Verdict.wrong(
        "A gradient comes back, but in another order or with other values: put the numbers that "
        "flatten returns, and their order, right first."
    )


# ---------------------------------------------------------------- the two nets

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
    **_SIZES_AS_NUMBERS,
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
    if _agree(scores, expected):
        return ""
    known = [hint for hint, value in slips if _agree(scores, value)]
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
    if not _agree(evidence.tensor("scores"), scores):
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
        if not isinstance(value, Tensor) or not _agree(value, right):
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
    if not _agree(evidence.tensor("x_after"), x):
        return "The net changes its input x in place: work on new tensors."
    same = _all_agree(after, params)
    return "" if same else "The net changes its parameters: only training may do that."


def _two_layer_inputs(student: Student, n: int) -> tuple[Tensor, list[Tensor], Tensor]:
    """x (n, 2, 3, 4), w1 (24, 17), w2 (17, 6) and a slope for each score.

    The hidden units have a standard deviation of 5, so that a ReLU6 cuts off one in nine.
    """
    x = _randn(student, n, 2, 3, 4)
    params = [_randn(student, 24, 17), _randn(student, 17, 6) / 2]
    return x, params, _randn(student, n, 6)


def _two_layer_scores(x: Tensor, params: Sequence[Tensor]) -> Tensor:
    w1, w2 = params
    return (x.flatten(1) @ w1).clamp_min(0) @ w2


def _ask_two_layers(student: Student, n: int) -> tuple[Evidence, Tensor, list[Tensor], Tensor]:
    x, params, slopes = _two_layer_inputs(student, n)
    situation = f"on x ({n}, 2, 3, 4) with w1 (24, 17) and w2 (17, 6)"
    inputs = {"x": x, "params": params, "slopes": slopes}
    evidence = _ask(student, _TWO_LAYER, situation, _LAYER_ADVICE, **inputs)
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
        params.append(_randn(student, *shape) * (2 / fan_in) ** 0.5)
    return _randn(student, n, channels, height, width), params, _randn(student, n, 7)


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
    return _ask(student, _CONVNET, situation, _CONVNET_ADVICE, **inputs), x, params, slopes


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


# ---------------------------------------------------------------- random_weight, zero_weight

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
        fan_in = _fan_in(shape)
        spread, found = (2 / fan_in) ** 0.5, w.std().item()
        if abs(found / spread - 1) > _SPREAD_TOLERANCE:
            return Verdict.wrong(
                f"random_weight({shape}) has standard deviation {found:.4f}, expected sqrt(2 / "
                f"{fan_in}) = {spread:.4f}. {_spread_hint(found, shape)}"
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
        if _agree(w, again):
            return Verdict.wrong(
                "Two calls give the same numbers: do not set a seed in random_weight, or all "
                "weights begin alike."
            )
    return Verdict.right()


def _fan_in(shape: Sequence[int]) -> int:
    return shape[0] if len(shape) == 2 else math.prod(shape[1:])


def _spread_hint(found: float, shape: Sequence[int]) -> str:
    """Which known slip gives this standard deviation."""
    fan_in = _fan_in(shape)
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


# ---------------------------------------------------------------- convnet_init

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
                f"is sqrt(2 / {_fan_in(shape)}). {_spread_hint(found, shape)} (If it comes from "
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
    fan_in = _fan_in(shape)
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


# ---------------------------------------------------------------- check_accuracy

_ACCURACY = """
import torch
from course_lib.data import ArrayLoader as _Loader
_loader = _Loader(x, y, batch_size=batch_size, train=train)
_params = [_p.to(device).requires_grad_() for _p in params]
_given, _image = list(_params), tuple(x.shape[1:])
_recorded, _shapes = [], []

def _net(x, params):
    _shapes.append(tuple(x.shape[1:]))
    scores = x.flatten(1) @ params[0] + params[1]
    _recorded.append(scores.requires_grad)
    return scores

try:
    answer = check_accuracy(_loader, _net, _params)
    still_recording = torch.is_grad_enabled()
finally:
    torch.set_grad_enabled(True)
graphs = sum(_recorded)
gets_images = all(_shape == _image for _shape in _shapes)
same_list = len(_params) == len(_given) and all(_a is _b for _a, _b in zip(_params, _given))
are_leaves = all(_p.is_leaf and _p.requires_grad for _p in _given)
params_after = [_p.detach() for _p in _given]
"""


_IMAGES_WANTED = "The net must get the images as the loader gives them, (N, C, H, W)."


def _labelled(
    student: Student, count: int, batch_size: int, classes: int
) -> tuple[dict[str, Any], int]:
    """Inputs for _ACCURACY, and how many of the `count` images are right.

    Most images are right, but only one of the last batch, which is smaller. Drawn until every
    known slip gives another number.
    """
    params = [_randn(student, 24, classes), _randn(student, classes)]
    pool = _randn(student, 20 * count, 2, 3, 4)
    scores = pool.double().flatten(1) @ params[0].double() + params[1].double()
    best = scores.topk(2, dim=1).values
    clear = (best[:, 0] - best[:, 1] > 0.01).nonzero().flatten()[:count]  # no ties
    best_class = scores[clear].argmax(dim=1)
    inputs = {"x": pool[clear], "params": params, "batch_size": batch_size}
    for _ in range(20):
        hits = _draw_hits(student, count, count % batch_size)
        values = sorted([hits.mean().item(), *(v for _, v in _accuracy_slips(hits, batch_size))])
        if all(b - a > 0.005 for a, b in itertools.pairwise(values)):
            break
    # Another class than the one with the highest score.
    other = torch.randint(1, classes, (count,), generator=student.rng)
    inputs["y"] = torch.where(hits.bool(), best_class, (best_class + other) % classes)
    return inputs, int(hits.sum())


def _draw_hits(student: Student, count: int, last: int) -> Tensor:
    """1 for each image that is to be right, else 0: (count,), float64."""
    hits = torch.ones(count, dtype=torch.float64)
    wrong = int(torch.randint(2, count // 4, (), generator=student.rng))
    # Of many images those of the first half are right, so that no first part gives the answer.
    first = count // 2 if count >= 100 else 0
    hits[first + torch.randperm(count - last - first, generator=student.rng)[:wrong]] = 0
    hits[count - last : -1] = 0
    return hits


def _accuracy_slips(hits: Tensor, size: int) -> list[tuple[str, float]]:
    """Hints, and what the mistakes they name would have given."""
    batches = [batch.mean().item() for batch in hits.split(size)]
    correct, share = hits.sum().item(), hits.mean().item()
    return [
        (
            "That is the mean of the accuracies of the batches. The last batch is smaller, so its "
            "images count for more: count right answers and images.",
            sum(batches) / len(batches),
        ),
        (
            "The last, smaller batch is left out.",
            hits[: len(hits) - len(hits) % size].mean().item(),
        ),
        (
            "The number of images is taken as batches times batch size; the last batch is smaller.",
            correct / (len(batches) * size),
        ),
        ("A batch is taken to have 64 images: len(y) tells.", correct / (64 * len(batches))),
        ("That is the accuracy of the last batch alone: count over all of them.", batches[-1]),
        (
            "Only the right answers of the last batch are counted: add up those of all, with +=.",
            hits.split(size)[-1].sum().item() / len(hits),
        ),
        ("That is the accuracy of the first batch alone: count over all of them.", batches[0]),
        ("That is the share of wrong answers.", 1 - share),
        ("Right answers are divided by the number of batches.", correct / len(batches)),
    ]


# Numbers of images that divide 100, so that however an answer is rounded it comes out exact. In the
# second case a batch is as long as there are classes, so an argmax over the wrong axis fits.
_ACCURACY_CASES = ((50, 8, 5), (25, 4, 4), (20, 6, 3), (100, 3, 7))


@sealed("test_check_accuracy")
def accuracy_counts_every_image(student: Student) -> Verdict:
    for (count, batch_size, classes), train in zip(
        _ACCURACY_CASES, (True, False, True, False), strict=True
    ):
        inputs, correct = _labelled(student, count, batch_size, classes)
        on = f"on a loader of {count} images in batches of {batch_size}, {classes} classes"
        advice = {
            "must match the size": "Predictions and labels differ in length: argmax over dim=1, "
            "the classes, gives one prediction per image.",
            "mat1 and mat2": "Is the net that was passed in called with the images of this loader, "
            "and with these params?",
        }
        evidence = _ask(student, _ACCURACY, on, advice, **inputs, train=train)
        hint = _wrong_accuracy(evidence, inputs, correct)
        if hint:
            return Verdict.wrong(f"{hint} (It was called {on}.)")
    return Verdict.right()


def _wrong_accuracy(evidence: Evidence, inputs: Mapping[str, Any], correct: int) -> str:
    """What is wrong with the answer, "" if nothing is.

    Wanted is the fraction. Per cent, a tuple with the fraction or with both counts in it, and
    a function that only prints the right figure, as CS231n's does, are taken as well.
    """
    if not evidence.flag("gets_images"):
        return _IMAGES_WANTED
    count = len(inputs["y"])
    answer = evidence["answer"]
    if isinstance(answer, str):
        return "check_accuracy returns a string: return a number, the fraction of right answers."
    if answer is None:
        if not evidence.printed.strip():
            return "check_accuracy returns None and prints nothing. Return the fraction."
        lines = [line for line in evidence.printed.splitlines() if line.strip()]
        text = "\n".join(lines[-2:])
        numbers, figures = _numbers_in_text(text), _numbers_in_text(_COUNTS_IN_TEXT.sub(" ", text))
    else:
        numbers = figures = _numbers_in(answer)
    if not numbers:
        return "check_accuracy returns no number. Return the fraction of right answers."
    fraction = correct / count
    if any(_is_fraction(number, fraction) for number in numbers):
        return ""
    if correct in numbers and count in numbers:
        return ""
    w, b = (p.double() for p in inputs["params"])
    scores = inputs["x"].double().flatten(1) @ w + b
    slips = _accuracy_slips((scores.argmax(dim=1) == inputs["y"]).double(), inputs["batch_size"])
    if count in figures:  # then the whole numbers are counts
        figures = [n for n in figures if not n.is_integer()]
    known = [hint for hint, value in slips if any(_is_fraction(n, value) for n in figures)]
    if correct in numbers:
        known.append("That is the number of right answers: divide it by the number of images.")
    generic = "The accuracy is wrong: right answers divided by images, over this whole loader."
    return known[0] if known else generic


def _is_fraction(number: float, fraction: float) -> bool:
    return abs(number - fraction) < 1e-3 or abs(number - 100 * fraction) < 0.06


_COUNTS_IN_TEXT = re.compile(r"\d+\s*(?:/|out of|of)\s*\d+")  # 41 / 50, 41 of 50


def _numbers_in_text(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?\d+\.?\d*(?:[eE][-+]?\d+)?", text)]


def _numbers_in(answer: Any) -> list[float]:
    """The numbers in what was returned: one, or those of a short tuple or mapping."""
    if isinstance(answer, Mapping):
        answer = list(answer.values())
    if isinstance(answer, list):
        # A long list is something else, such as the accuracies of the batches.
        return [n for each in answer for n in _numbers_in(each)] if len(answer) <= 4 else []
    if isinstance(answer, Tensor):
        return [answer.item()] if answer.numel() == 1 and not answer.is_complex() else []
    is_number = isinstance(answer, (int, float)) and abs(answer) < 1e12
    return [float(answer)] if is_number else []


@sealed("test_check_accuracy")
def accuracy_leaves_no_trace(student: Student) -> Verdict:
    inputs, _ = _labelled(student, 20, 6, 3)
    evidence = student.probe(_ACCURACY, **inputs, train=True)
    if evidence.number("graphs"):
        return Verdict.wrong(
            "A graph is recorded for every batch: what is only measured belongs under "
            "torch.no_grad(), the call of the net included."
        )
    if not evidence.flag("still_recording"):
        return Verdict.wrong(
            "Afterwards autograd is switched off for the whole program: use no_grad as a context "
            "(`with`), which switches it on again."
        )
    if not evidence.flag("same_list"):
        return Verdict.wrong(
            "The list params holds other tensors than before: measuring must leave it alone."
        )
    if not evidence.flag("are_leaves"):
        return Verdict.wrong(
            "Afterwards the parameters no longer require grad, so training could not go on: "
            "torch.no_grad() is enough, leave their requires_grad alone."
        )
    after = evidence.sequence("params_after", length=2)
    if not _all_agree(after, inputs["params"]):
        return Verdict.wrong("The parameters have changed: measuring must leave them alone.")
    return Verdict.right()


# ---------------------------------------------------------------- train_part2

_TRAIN = """
import torch
from course_lib.data import ArrayLoader as _Loader
_own_check = notebook.get("check_accuracy")

_batches, _shapes, _measuring = [], [], []

def _copied(value):
    if isinstance(value, (list, tuple)):
        return [_copied(_each) for _each in value]
    return value.detach().clone().requires_grad_() if isinstance(value, torch.Tensor) else value

def _check(*args, **kwargs):  # whether check_accuracy is right is not the question here
    _mode = torch.is_grad_enabled()
    _measuring.append(True)
    try:
        return _own_check(*map(_copied, args), **{_k: _copied(_v) for _k, _v in kwargs.items()})
    except Exception:
        return 0.0
    finally:
        _measuring.pop()
        torch.set_grad_enabled(_mode)

def _net(x, params):
    if not _measuring:
        _shapes.append(tuple(x.shape[1:]))
        if torch.is_grad_enabled():
            _batches.append(len(x))
    return torch.tanh(x.flatten(1) @ params[0] + params[1]) @ params[2]

notebook["loader_train"] = _Loader(x, y, batch_size=batch_size)
notebook["loader_val"] = notebook["loader_test"] = _Loader(x_val, y_val, batch_size=batch_size)
notebook["check_accuracy"] = _check
notebook["print_every"] = print_every
_params = [_p.to(device).clone().requires_grad_() for _p in start]
_tensors = list(_params)
torch.set_grad_enabled(True)  # another function may have left it off
try:
    for _ in range(passes):
        train_part2(_net, _params, rate)
    still_recording = torch.is_grad_enabled()
finally:
    torch.set_grad_enabled(True)
after = [_t.detach().clone() for _t in _tensors]
is_same = len(_params) == len(_tensors) and all(_a is _b for _a, _b in zip(_params, _tensors))
are_leaves = all(_t.is_leaf and _t.requires_grad for _t in _tensors)
batches = _batches
gets_images = all(_shape == tuple(x.shape[1:]) for _shape in _shapes)
"""

_TRAIN_ADVICE = {
    "a leaf Variable": "The update is recorded like any other operation, and a leaf may not be the "
    "result of one: make it under torch.no_grad().",
    "NoneType": "A gradient is None: there has been no backward yet, or the tensor is not the leaf "
    "that was passed in (w = w - ... makes a new one).",
    "does not require grad": "backward finds no graph. Was the net called under no_grad, or has a "
    "parameter been replaced by a new tensor, as in w = w - ...?",
    "second time": "backward goes through an old graph again: compute the loss anew for each "
    "batch, and do not add up losses that carry a graph.",
    "to unpack": "Nets have different numbers of parameters: go over params in a loop.",
    "not implemented for": "F.cross_entropy takes the scores first, then the labels.",
    "grad can be implicitly": "The loss has to be a single number: the mean over the batch.",
}


def _training(student: Student, count: int, batch_size: int, rate: float, passes: int) -> dict:
    """Inputs for _TRAIN: a small net with three parameters, images with random labels."""
    return {
        "x": _randn(student, count, 2, 3, 4),
        "y": torch.randint(0, 5, (count,), generator=student.rng),
        "x_val": _randn(student, 10, 2, 3, 4),
        "y_val": torch.randint(0, 5, (10,), generator=student.rng),
        "start": [
            _randn(student, 24, 6) / 5,
            _randn(student, 6) / 5,
            _randn(student, 6, 5) / 2,
        ],
        "batch_size": batch_size,
        "rate": rate,
        "passes": passes,
        "print_every": 2 if count < 100 else 100,
    }


def _trained(inputs: Mapping[str, Any], slip: str = "") -> list[Tensor]:
    """The parameters after training, or after training with one slip, in float64."""
    params = [p.double().requires_grad_() for p in inputs["start"]]
    rate = -inputs["rate"] if slip == "uphill" else inputs["rate"]
    rounds = inputs["passes"] * (2 if slip == "twice" else 1)
    x, y, size = inputs["x"].double(), inputs["y"], inputs["batch_size"]
    sums = [torch.zeros_like(p) for p in params]
    for _ in range(rounds):
        batches = list(zip(x.split(size), y.split(size), strict=True))
        if slip == "first":
            batches = batches[:1]
        if slip == "full batches":
            batches = [pair for pair in batches if len(pair[1]) == size]
        for batch, labels in batches:
            scores = torch.tanh(batch.flatten(1) @ params[0] + params[1]) @ params[2]
            scores = F.softmax(scores, dim=1) if slip == "softmax" else scores
            reduction = "sum" if slip == "sum" else "mean"
            loss = F.cross_entropy(scores, labels, reduction=reduction)
            slopes = torch.autograd.grad(loss, params)
            keep = 1.0 if slip == "sums" else 0.0
            sums = [keep * s + slope for s, slope in zip(sums, slopes, strict=True)]
            with torch.no_grad():
                for p, s in zip(params, sums, strict=True):
                    p -= rate * s
    return [p.detach() for p in params]


_TRAIN_SLIPS = {
    "sums": "Each step follows the sum of all gradients so far: clear them after each update, with "
    "w.grad.zero_() (and its parentheses) or w.grad = None.",
    "uphill": "The loss rises: a step subtracts the gradient.",
    "softmax": "There is a softmax before the cross-entropy, which applies its own: pass it the "
    "raw scores.",
    "sum": "The loss is the mean over the batch, as F.cross_entropy gives it, not the sum.",
    "twice": "Every batch is used twice: one call is one epoch.",
    "first": "Only the first batch is used: is there a return or a break inside the loop?",
    "full batches": "The last, smaller batch is left out.",
}


@sealed("test_train_part2")
def training_follows_sgd(student: Student) -> Verdict:
    # Few steps of a size that shows every slip; two calls; and more than a hundred steps.
    for count, size, rate, passes in ((22, 8, 0.5, 1), (7, 2, 0.1, 2), (103, 1, 0.02, 1)):
        inputs = _training(student, count, size, rate, passes)
        on = f"with 3 parameters and a loader_train of {count} images in batches of {size}"
        evidence = _ask(student, _TRAIN, on, _TRAIN_ADVICE, **inputs)
        if not evidence.flag("gets_images"):
            return Verdict.wrong(_IMAGES_WANTED)
        found = evidence.sequence("after", length=3)
        if _all_agree(found, inputs["start"]):
            return Verdict.wrong(_why_unmoved(evidence))
        if _all_agree(found, _trained(inputs)):
            continue
        known = [h for slip, h in _TRAIN_SLIPS.items() if _all_agree(found, _trained(inputs, slip))]
        return Verdict.wrong(known[0] if known else _generic_training_hint(evidence, inputs))
    return Verdict.right()


@sealed("test_train_part2")
def training_keeps_the_leaves(student: Student) -> Verdict:
    inputs = _training(student, 9, 4, 0.1, 1)
    evidence = _ask(student, _TRAIN, "with 3 parameters", _TRAIN_ADVICE, **inputs)
    if not evidence.flag("is_same"):
        return Verdict.wrong(
            "The list params holds other tensors than before: change the tensors that were passed "
            "in, in place, under no_grad."
        )
    if not evidence.flag("are_leaves"):
        return Verdict.wrong(
            "After training the parameters must still be leaves that require grad, so that "
            "training can go on."
        )
    if not evidence.flag("still_recording"):
        return Verdict.wrong(
            "Afterwards autograd is switched off for the whole program: use no_grad as a context "
            "(`with`), which switches it on again."
        )
    return Verdict.right()


def _all_agree(found: Sequence[Any], expected: Sequence[Tensor]) -> bool:
    pairs = zip(found, expected, strict=True)
    return all(isinstance(a, Tensor) and _agree(a, b) for a, b in pairs)


def _why_unmoved(evidence: Evidence) -> str:
    if not evidence.sequence("batches"):
        return "The net is never called: go over the batches of loader_train."
    return (
        "The parameters have not moved. `w = w - ...` makes a new tensor and gives it the name w; "
        "the parameter stays as it was. Write `w -= ...` under no_grad, and clear the gradient "
        "only after its use. Copies of the parameters do not help either, and through scores that "
        "are detached no gradient comes back."
    )


def _generic_training_hint(evidence: Evidence, inputs: Mapping[str, Any]) -> str:
    expected = -(-len(inputs["y"]) // inputs["batch_size"]) * inputs["passes"]
    found = len(evidence.sequence("batches"))
    if found != expected:
        return (
            f"The net was called for {found} batches, expected {expected}: once for each batch of "
            "loader_train."
        )
    return (
        "The parameters are not where plain SGD leads: for each batch, every w in params becomes "
        "w - learning_rate * w.grad, with the gradient of that batch's cross-entropy alone."
    )


# ---------------------------------------------------------------- trained nets

_PREDICT = """
import torch
_mean, _std = (_s.cpu().view(-1, 1, 1) for _s in loader_test.dataset.statistics)
_x = ((images.float() / 255 - _mean) / _std).to(device)
with torch.no_grad():
    _scores = [NET(_part, PARAMS) for _part in _x.split(250)]
predictions = torch.cat(_scores).argmax(dim=1)
"""


def _accuracy(student: Student, net: str, params: str) -> float:
    images, labels = HELD_OUT.sample(student, 1000)
    code = _PREDICT.replace("NET", net).replace("PARAMS", params)
    predictions = student.probe(code, images=images).tensor("predictions", shape=(1000,))
    return (predictions == labels).double().mean().item()


# On the full data the visible tests ask for 40% and 42% of 10,000 test images. Here there are 1,000
# images, on which chance weighs more: the bars are two points lower, so that whoever clears the
# visible ones clears these. The measurements are in calibration.json.
@threshold(
    "test_two_layer_accuracy",
    bars={"embedded": 0.30, "full": 0.38},
    hint="Did the training cell above raise? Do the exercises pass? Does the loss fall? Guessing "
    "would give 10%.",
)
def two_layer_accuracy(student: Student) -> float:
    """Accuracy of the two-layer net on held-out images"""
    return _accuracy(student, "two_layer_fc", "two_layer_params")


@threshold(
    "test_convnet_accuracy",
    bars={"embedded": 0.30, "full": 0.40},
    hint="Did the training cell above raise? Do the exercises pass? Is the learning rate far from "
    "3e-3? Guessing would give 10%.",
)
def convnet_accuracy(student: Student) -> float:
    """Accuracy of the ConvNet on held-out images"""
    return _accuracy(student, "three_layer_convnet", "convnet_params")
