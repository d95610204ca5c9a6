"""Sealed checks of the exercise `sequential`: the net. Those of the optimizer and of the accuracy
are in sequential_optimizer.py and sequential_trained.py."""

from collections import Counter
from collections.abc import Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import Slips, agree, listed, random_normal, random_parameter

_KIND = """
import torch
_model = notebook.get("model")
kind = _model.__name__ if isinstance(_model, type) else type(_model).__name__
is_none, is_class = _model is None, isinstance(_model, type)
is_module = isinstance(_model, torch.nn.Module)
is_sequential = isinstance(_model, torch.nn.Sequential)

def _leaves(module):
    if not isinstance(module, torch.nn.Sequential):
        return [module]
    return [leaf for child in module.children() for leaf in _leaves(child)]

per_entry = []
if is_sequential:
    with torch.no_grad():
        _model.to(device)(torch.zeros(2, 3, 32, 32, device=device))  # for Lazy layers
    per_entry = [sum(_p.ndim > 1 for _p in _leaf.parameters()) for _leaf in _leaves(_model)]
"""

_ADVICE = {
    "(64x": "Is the batch size written as a number, 64? Let -1 stand for the rest instead.",
    "mat1 and mat2": "The last layer gets rows of another length than it expects. Is there a "
    "Flatten before it, and do the paddings keep 32 x 32?",
    "invalid for input of size": "Is a size written as a number, such as 64? Let -1 stand for it.",
    "expected input": "The channels of two layers do not go together: the second convolution sees "
    "the channels of the first.",
    "NotImplementedError": "Is a layer in the net that has no forward?",
    "positional argument": "Is a layer given as a class, without parentheses?",
}


@sealed("test_sequential")
def model_is_a_sequential(student: Student) -> Verdict:
    situation = "called on a batch of two images"
    evidence = student.ask(_KIND, f"when {situation}", _ADVICE)
    if evidence.flag("is_none"):
        return Verdict.wrong("model is None. The cell must set it; did the cell raise?")
    if evidence.flag("is_class"):
        return Verdict.wrong(f"model is the class {evidence.text('kind')}: make an object of it.")
    if not evidence.flag("is_sequential"):
        kind = evidence.text("kind")
        return Verdict.wrong(
            f"model is of type {kind}, expected an nn.Sequential: the exercise is to do without a "
            "class of your own and its forward."
            if evidence.flag("is_module")
            else f"model is of type {kind}, expected an nn.Sequential."
        )
    entries = evidence.sequence("per_entry")
    if sum(1 for count in entries if count) == 1 and sum(entries) > 1:
        return Verdict.wrong(
            "All weights are in a single entry: a whole net wrapped in an nn.Sequential. Put the "
            "layers themselves into it."
        )
    return Verdict.right()


_SHAPES = """
import torch
with torch.no_grad():
    model.to(device)(torch.zeros(2, 3, 32, 32, device=device))  # for Lazy layers
_named = list(model.named_parameters())
names = [_name for _name, _ in _named]
shapes = [tuple(_p.shape) for _, _p in _named]
frozen = [_name for _name, _p in _named if not _p.requires_grad]
"""

_WANTED = {
    "the first weight": (32, 3, 5, 5),
    "the first bias": (32,),
    "the second weight": (16, 32, 3, 3),
    "the second bias": (16,),
    "the last weight": (10, 16384),
    "the last bias": (10,),
}
_TRANSPOSED = (16384, 10)  # of a linear layer that someone has written for themselves


def _shape_hint(names: Sequence[str], shapes: Sequence[tuple[int, ...]]) -> str:
    """What is wrong with the shapes of the parameters, "" if nothing is."""
    found = Counter(_WANTED["the last weight"] if s == _TRANSPOSED else s for s in shapes)
    wanted = Counter(_WANTED.values())
    if found == wanted:
        return ""
    if not names:
        return "model has no parameters at all."
    lacking = [f"{name} {shape}" for name, shape in _WANTED.items() if not found[shape]]
    came = f"It has {listed([f'{n} {s}' for n, s in zip(names, shapes, strict=True)], 10)}."
    if lacking and all("bias" in each for each in lacking) and not found - wanted:
        return f"model lacks a bias: {listed(lacking)}. Each of the three layers has one. {came}"
    if not lacking:
        return (
            "model has more parameters than the net of the exercise, which is two convolutions and "
            f"a linear layer: no normalisation, nothing else. {came}"
        )
    last = [s for s in shapes if len(s) == 2 and s[0] == 10 and s != _WANTED["the last weight"]]
    if len(shapes) == 6 and last and lacking[1:] == []:
        side = (last[0][1] / 16) ** 0.5
        size = f"16 channels of {side:.0f} x {side:.0f}" if side.is_integer() else f"{last[0][1]}"
        return (
            f"The last layer sees {size}, expected 16 channels of 32 x 32: with paddings 2 and 1 "
            "both convolutions keep height and width, and nothing else makes the images smaller."
        )
    return f"model lacks {listed(lacking)}. {came}"


@sealed("test_sequential")
def layers_have_their_sizes(student: Student) -> Verdict:
    evidence = student.ask(_SHAPES, "when called on a batch of two images", _ADVICE)
    shapes = [tuple(shape) for shape in evidence.sequence("shapes")]
    if hint := _shape_hint(evidence.sequence("names"), shapes):
        return Verdict.wrong(hint)
    if frozen := evidence.sequence("frozen"):
        return Verdict.wrong(f"{listed(frozen)} cannot learn: requires_grad is False.")
    return Verdict.right()


# The parameters get new values for a moment, with biases of size 1, and then their own back.
_FORWARD = """
import torch
model.to(device)
_parameters = [_p for _, _p in model.named_parameters()]
_kept = [_p.detach().clone() for _p in _parameters]
_modules = list(model.modules())
_modes = [_m.training for _m in _modules]
_buffers = [(_b, _b.detach().clone()) for _b in model.buffers()]
_x = x.to(device)
gradients = []
try:
    with torch.no_grad():
        for _p, _value in zip(_parameters, values):
            _p.copy_(_value)
        model.eval()
        evaluated, alone = model(_x), model(_x[:1])
    model.train()
    scores, again = model(_x), model(_x)
    is_recorded = bool(scores.requires_grad)
    if is_recorded and scores.shape == slopes.shape:
        _sum = (scores * slopes.to(device)).sum()
        gradients = list(torch.autograd.grad(_sum, _parameters, allow_unused=True))
finally:
    with torch.no_grad():
        for _p, _value in zip(_parameters, _kept):
            _p.copy_(_value)
        for _b, _value in _buffers:
            _b.copy_(_value)
    for _m, _mode in zip(_modules, _modes):
        _m.training = _mode
"""


def _net(x: Tensor, p: dict[tuple[int, ...], Tensor]) -> dict[str, Tensor]:
    """The values on the way through the net that the exercise asks for, and the scores."""
    first = F.conv2d(x, p[32, 3, 5, 5], p[32,], padding=2)
    second = F.conv2d(F.relu(first), p[16, 32, 3, 3], p[16,], padding=1)
    scores = F.linear(F.relu(second).flatten(1), p[10, 16384], p[10,])
    return {"first": first, "second": second, "scores": scores}


def _slips(x: Tensor, p: dict[tuple[int, ...], Tensor]) -> Slips:
    """Known mistakes, and the scores that they would give."""
    right = _net(x, p)
    scores, first = right["scores"], right["first"]

    def on(first: Tensor, *, relu: bool = True, nhwc: bool = False, padding: int = 1) -> Tensor:
        second = F.conv2d(first, p[16, 32, 3, 3], p[16,], padding=padding)
        second = F.relu(second) if relu else second
        rows = second.permute(0, 2, 3, 1) if nhwc else second
        return F.linear(rows.flatten(1), p[10, 16384], p[10,])

    swapped = on(F.relu(F.conv2d(x, p[32, 3, 5, 5], p[32,], padding=1)), padding=2)
    end = "Leave it out: end with the linear layer, its scores are raw."
    softmax = f"There is a softmax on the scores, and the cross-entropy applies its own. {end}"
    other = "An activation stands where a ReLU should: "
    slips = [
        ("The paddings are swapped: 2 for the 5 x 5 windows, 1 for the 3 x 3.", swapped),
        ("There is no ReLU after the first convolution.", on(first)),
        ("There is no ReLU after the second convolution.", on(F.relu(first), relu=False)),
        ("There is no ReLU at all: two convolutions in a row are one.", on(first, relu=False)),
        (f"There is a ReLU on the scores, so none is negative. {end}", F.relu(scores)),
        (softmax, F.softmax(scores, dim=1)),
        (softmax, F.softmax(scores, dim=0)),
        (softmax.replace("a softmax", "a log_softmax"), F.log_softmax(scores, 1)),
        (f"There is a sigmoid on the scores. {end}", torch.sigmoid(scores)),
        (f"There is a tanh on the scores. {end}", torch.tanh(scores)),
        ("The axes change places before the flatten.", on(F.relu(first), nhwc=True)),
    ]
    for name, function in (
        ("a LeakyReLU", F.leaky_relu), ("a sigmoid", torch.sigmoid), ("a tanh", torch.tanh),
        ("a GELU", F.gelu), ("an ELU", F.elu), ("a ReLU6", F.relu6),
    ):  # fmt: skip
        second = F.conv2d(function(first), p[16, 32, 3, 3], p[16,], padding=1)
        value = F.linear(function(second).flatten(1), p[10, 16384], p[10,])
        slips.append((f"{other}{name}.", value))
    return slips


@sealed("test_sequential")
def scores_are_those_of_the_net(student: Student) -> Verdict:
    evidence = student.ask(_SHAPES, "when called on a batch of two images", _ADVICE)
    shapes = [tuple(shape) for shape in evidence.sequence("shapes")]
    if hint := _shape_hint(evidence.sequence("names"), shapes):
        return Verdict.wrong(f"Put the sizes right first. {hint}")
    x, slopes = random_normal(student, 7, 3, 32, 32), random_normal(student, 7, 10)
    p = {shape: random_parameter(student, shape) for shape in _WANTED.values()}
    values = [p[10, 16384].t() if shape == _TRANSPOSED else p[shape] for shape in shapes]
    evidence = student.ask(_FORWARD, "when called on batches of 7 and of 1 images", _ADVICE,
        x=x, slopes=slopes, values=[value.contiguous() for value in values],
    )  # fmt: skip
    for value in p.values():
        value.requires_grad_()
    expected = _net(x, p)["scores"]
    found = {name: evidence.tensor(name) for name in ("scores", "again", "evaluated", "alone")}
    if tuple(found["scores"].shape) != (7, 10):
        shape = tuple(found["scores"].shape)
        return Verdict.wrong(f"For 7 images the scores have shape {shape}, expected (7, 10).")
    if not agree(found["scores"], found["again"]) or not agree(found["scores"], found["evaluated"]):
        return Verdict.wrong(
            "The scores change from call to call, or between train and eval: there is a dropout or "
            "a normalisation in the net. It has only convolutions, ReLUs, a flatten and a linear "
            "layer."
        )
    if not agree(found["scores"], expected):
        known = [hint for hint, value in _slips(x, p) if agree(found["scores"], value)]
        general = (
            "The shapes are right, the scores are not: conv, ReLU, conv, ReLU, flatten, linear."
        )
        return Verdict.wrong(known[0] if known else general)
    if not agree(found["alone"], expected[:1]):
        return Verdict.wrong("The scores of an image change with the others in its batch.")
    if not evidence.flag("is_recorded"):
        return Verdict.wrong("The scores carry no graph: nothing in the net may detach them.")
    wanted = torch.autograd.grad((expected * slopes).sum(), list(p.values()))
    by_shape = dict(zip(p, wanted, strict=True))
    gradients = evidence.sequence("gradients", length=len(shapes))
    for name, shape, value in zip(_names(student), shapes, gradients, strict=True):
        right = by_shape[10, 16384].t() if shape == _TRANSPOSED else by_shape[shape]
        if not agree(value, right):
            return Verdict.wrong(
                f"The scores are right, the gradient of {name} is not: a layer in the net detaches "
                "what passes through it."
            )
    return Verdict.right()


def _names(student: Student) -> list[str]:
    """The names of the parameters of model, in their order."""
    code = "names = [_name for _name, _ in model.named_parameters()]"
    return student.probe(code).sequence("names")
