"""Sealed checks of the exercise `Tower`."""

import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import agree, draw, listed, random_normal, random_parameter

_ADVICE = {
    "'list' object is not callable": "An attribute called parameters hides the method of that "
    "name: leave self.parameters alone.",
    "'tuple' object is not callable": "An attribute called parameters hides the method of that "
    "name: leave self.parameters alone.",
    "super": "Is super().__init__() the first line of __init__?",
}

_BUILD = """
import torch
net, other = Tower(width, depth, classes), Tower(width, depth, classes)
can_be_called = callable(net.parameters)
optimizer_error = ""
if can_be_called:
    try:
        torch.optim.SGD(net.parameters(), lr=0.1)
    except Exception as _error:
        optimizer_error = f"{type(_error).__name__}: {_error}"
_named = dict(torch.nn.Module.named_parameters(net)) if can_be_called else {}
names = list(_named)
shapes = [tuple(_p.shape) for _p in _named.values()]
in_parameters = len({id(_p) for _p in net.parameters()}) if can_be_called else 0
listed_twice = in_parameters != len(list(net.parameters())) if can_be_called else False
_theirs = {id(_p) for _p in other.parameters()} if can_be_called else set()
shared = [_name for _name, _p in _named.items() if id(_p) in _theirs]
"""


@sealed("test_Tower")
def parameters_can_be_called(student: Student) -> Verdict:
    """`self.parameters = [...]` hides the method."""
    evidence = student.ask(
        _BUILD, "when made as Tower(5, 3, 4)", _ADVICE, width=5, depth=3, classes=4
    )
    if not evidence.flag("can_be_called"):
        return Verdict.wrong(
            "parameters is an attribute of the net and hides the method of that name, so no "
            "optimizer can be built: leave self.parameters alone."
        )
    if error := evidence.text("optimizer_error"):
        return Verdict.wrong(f"An optimizer over net.parameters() raises {error}.")
    return Verdict.right()


@sealed("test_Tower")
def every_layer_is_registered(student: Student) -> Verdict:
    for depth in (3, 1, 0):
        width = draw(student, 5, 9)
        evidence = student.ask(_BUILD, f"when made as Tower({width}, {depth}, 4)", _ADVICE,
            width=width, depth=depth, classes=4,
        )  # fmt: skip
        count, wanted = len(evidence.sequence("names")), 2 * (depth + 1)
        net = f"Tower({width}, {depth}, 4)"
        if count == wanted and evidence["in_parameters"] == wanted:
            if evidence.flag("listed_twice"):
                return Verdict.wrong(f"parameters() of {net} gives a parameter twice.")
            continue
        came = f"{net} has {count} registered parameters, expected {wanted}"
        if count == 2:
            return Verdict.wrong(
                f"{came}: only the last layer. A Python list registers nothing, nn.ModuleList does."
            )
        if count == 4 and depth > 1:
            return Verdict.wrong(
                f"{came}: the hidden layers are one and the same. [layer] * n repeats a reference; "
                "make a new layer for each entry."
            )
        if count > wanted:
            return Verdict.wrong(
                f"{came}. Are layers added to a list that was made once, for all nets? Make it in "
                "__init__."
            )
        if count == wanted:
            return Verdict.wrong(f"parameters() of {net} does not give what is registered.")
        return Verdict.wrong(f"{came}. They are {listed(evidence.sequence('names'))}.")
    return Verdict.right()


@sealed("test_Tower")
def towers_share_nothing(student: Student) -> Verdict:
    evidence = student.ask(
        _BUILD, "when made as Tower(6, 2, 4)", _ADVICE, width=6, depth=2, classes=4
    )
    if not evidence.sequence("names"):
        return Verdict.wrong("The net has no parameters that could be compared.")
    if shared := evidence.sequence("shared"):
        return Verdict.wrong(
            f"Two towers share {listed(shared)}: layers that are made once, outside __init__ or as "
            "a default value, belong to every net. Make them in __init__."
        )
    return Verdict.right()


_FORWARD = """
import torch
net = Tower(width, depth, classes)
_parameters = [_p for _, _p in torch.nn.Module.named_parameters(net)]
with torch.no_grad():
    for _p, _value in zip(_parameters, values):
        _p.copy_(_value)
scores = net(x.clone())
alone = net(x[:1].clone())
is_recorded = scores.requires_grad
"""


def _scores(x: Tensor, values: list[Tensor], *, relu: bool = True, last: bool = False) -> Tensor:
    *hidden, weight, bias = values
    for w, b in zip(hidden[::2], hidden[1::2], strict=True):
        x = F.linear(x, w, b)
        x = F.relu(x) if relu else x
    x = F.linear(x, weight, bias)
    return F.relu(x) if last else x


@sealed("test_Tower")
def tower_computes_its_scores(student: Student) -> Verdict:
    for depth in (0, 1, 3):
        width, classes = draw(student, 5, 9), draw(student, 2, 4)
        sizes = {"width": width, "depth": depth, "classes": classes}
        situation = f"made as Tower({width}, {depth}, {classes})"
        shapes = [
            tuple(shape)
            for shape in student.ask(_BUILD, f"when {situation}", _ADVICE, **sizes).sequence(
                "shapes"
            )
        ]
        layer = [(width, width), (width,)]
        wanted = [*layer * depth, (classes, width), (classes,)]
        if sorted(shapes) != sorted(wanted):
            return Verdict.wrong(
                f"The net {situation} has parameters of shapes {listed(shapes)}, expected "
                f"{listed(wanted)}. Put that right first."
            )
        values = [random_parameter(student, shape) for shape in wanted]
        queues: dict[tuple[int, ...], list[Tensor]] = {}
        for shape, value in zip(wanted, values, strict=True):
            queues.setdefault(shape, []).append(value)
        x = random_normal(student, 7, width)
        evidence = student.ask(_FORWARD, f"when {situation}", _ADVICE,
            x=x, values=[queues[shape].pop(0) for shape in shapes], **sizes,
        )  # fmt: skip
        scores, expected = evidence.tensor("scores"), _scores(x, values)
        if not evidence.flag("is_recorded"):
            return Verdict.wrong("The scores carry no graph, so nothing would learn.")
        if agree(scores, expected) and agree(evidence.tensor("alone"), expected[:1]):
            continue
        if depth and agree(scores, _scores(x, values, relu=False)):
            return Verdict.wrong("The ReLU after each hidden layer is gone.")
        if agree(scores, _scores(x, values, last=True)):
            return Verdict.wrong("There is a ReLU on the scores. The last layer has none.")
        return Verdict.wrong(
            f"The net {situation} gives wrong scores: `depth` times a hidden layer and ReLU, in "
            "their order, then the last layer."
        )
    return Verdict.right()
