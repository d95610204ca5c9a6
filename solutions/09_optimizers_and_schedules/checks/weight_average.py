"""Sealed checks of `WeightAverage`."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, random_normal

# The net is put into one state after another, as a training would, and the average is watched.
_AVERAGE = """
import torch
from torch import nn

def _make():
    _last = nn.Sequential(nn.Linear(3, 2, bias=False))
    return nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), _last)

def _put(net, state):
    with torch.no_grad():
        for p, value in zip(net.parameters(), state["parameters"]):
            p.copy_(value)
        for b, value in zip(net.buffers(), state["buffers"]):
            b.copy_(value)

def _parameters(net):
    return [p.detach().clone() for p in net.parameters()]

def _buffers(net):  # a wrapper around the net may have buffers of its own
    _wanted = ("running_mean", "running_var", "num_batches_tracked")
    return [b.detach().clone() for name, b in net.named_buffers() if name.endswith(_wanted)]

_net = _make()
_put(_net, states[0])
_net[2].eval()
_net[2][0].requires_grad_(False)

def _form(net):
    return [p.requires_grad for p in net.parameters()], [m.training for m in net.modules()]

_trained, _modes = _form(_net)
_averaged = WeightAverage(_net, decay)
_other = WeightAverage(_make(), other_decay)
_module = _averaged.average
kind = type(_module).__name__
is_module = isinstance(_module, nn.Module) and _module is not _net
means, buffers, shared, left = [], [], [], []
if is_module:
    means.append(_parameters(_module))
    buffers.append(_buffers(_module))
    shared = [a.data_ptr() == b.data_ptr() for a, b in zip(_module.parameters(), _net.parameters())]
    _put(_net, states[1])
    left = _parameters(_module) + _buffers(_module)
    for _state in states[1:]:
        _put(_net, _state)
        _averaged.update(_net)
        means.append(_parameters(_averaged.average))
        buffers.append(_buffers(_averaged.average))
same_module = _averaged.average is _module
later = []
net_parameters, net_buffers = _parameters(_net), _buffers(_net)
net_trains = _trained == _form(_net)[0] and all(p.is_leaf for p in _net.parameters())
modes_kept = _modes == _form(_net)[1]
if is_module:
    _put(_net, states[0])
    later = _parameters(_averaged.average) + _buffers(_averaged.average)
_own = list(_averaged.average.parameters()) if is_module else []
requires_grad = any(p.requires_grad for p in _own)
has_graph = any(p.grad_fn is not None for p in _own)
scores = _averaged.average(x).detach() if is_module else None
"""

_ADVICE = {
    "result type Float can't be cast": "One of the buffers, num_batches_tracked, is a whole "
    "number: buffers are copied as they are, not averaged.",
    "not implemented for 'Long'": "One of the buffers, num_batches_tracked, is a whole number: "
    "buffers are copied as they are, not averaged.",
    "a leaf Variable that requires grad": "The average must not require grad, and the update "
    "belongs under torch.no_grad().",
    "has no attribute 'average'": "Keep the averaged net as self.average.",
    "object has no attribute 'copy_'": "copy_ writes into a tensor; a state_dict is a dictionary.",
}


def _state(student: Student) -> dict[str, list[Tensor]]:
    return {
        "parameters": [random_normal(student, *s) for s in ((3, 4), (3,), (3,), (3,), (2, 3))],
        "buffers": [
            random_normal(student, 3),
            random_normal(student, 3).square() + 0.5,
            torch.randint(1, 1000, (), generator=student.rng),
        ],
    }


def _run(student: Student) -> tuple[Evidence, list[dict[str, list[Tensor]]], float]:
    states = [_state(student) for _ in range(4)]
    decay = 0.6 + 0.3 * torch.rand(1, generator=student.rng).item()
    evidence = student.ask(
        _AVERAGE,
        advice=_ADVICE,
        states=states,
        decay=decay,
        other_decay=0.1,
        x=random_normal(student, 5, 4),
    )
    return evidence, states, decay


def _means(states: list[dict[str, list[Tensor]]], decay: float, slip: str = "") -> list[Any]:
    """The averages after 0, 1, 2, 3 updates, or those of a slip."""
    mean = [p.double() for p in states[0]["parameters"]]
    if slip == "from zero":
        mean = [torch.zeros_like(p) for p in mean]
    found = [mean]
    keep = 1 - decay if slip == "swapped" else decay
    for number, state in enumerate(states[1:], 1):
        new = [p.double() for p in state["parameters"]]
        if slip == "first copied" and number == 1:
            mean = new
        elif slip == "momentum":
            mean = [decay * m + p for m, p in zip(mean, new, strict=True)]
        elif slip == "plain mean":
            mean = [(number * m + p) / (number + 1) for m, p in zip(mean, new, strict=True)]
        elif slip == "plain mean of the updates":
            mean = [m + (p - m) / number for m, p in zip(mean, new, strict=True)]
        elif slip == "latest":
            mean = new
        elif slip == "other decay":
            mean = [0.1 * m + 0.9 * p for m, p in zip(mean, new, strict=True)]
        elif slip != "still":
            if slip == "frozen":
                new[-1] = mean[-1]
            mean = [keep * m + (1 - keep) * p for m, p in zip(mean, new, strict=True)]
        found.append(mean)
    return found


_SLIPS = {
    "swapped": "decay and 1 - decay are exchanged: the average keeps the share `decay` of itself.",
    "from zero": "The average begins at zero. It begins as a copy of the net.",
    "first copied": "The first update copies the weights, as AveragedModel does. Here the average "
    "begins as a copy, and averages from the first update on.",
    "momentum": "The new weights are added in full, as momentum adds gradients. A moving average "
    "takes the share 1 - decay of them.",
    "plain mean": "That is the plain mean of all weights so far, not one that forgets.",
    "plain mean of the updates": "That is the plain mean of the weights, not one that forgets.",
    "latest": "The average is simply the present weights.",
    "other decay": "The decay is that of another WeightAverage: keep it in self, not in the class "
    "or in a global name.",
    "frozen": "Frozen parameters are passed over. One that is frozen now may have been trained "
    "before, and the average has yet to follow: go over all parameters.",
    "still": "update does not change the parameters of self.average: `mean = ...` only gives a "
    "name to a new tensor. Write into the parameter, in place, under no_grad.",
}


@sealed("test_WeightAverage")
def average_is_a_copy(student: Student) -> Verdict:
    evidence, states, _ = _run(student)
    if not evidence.flag("is_module"):
        return Verdict.wrong(
            f"self.average is {evidence['kind']}, and must be a net of its own, a copy: "
            "copy.deepcopy(net). `average = net` is a second name for the same net."
        )
    if any(evidence.sequence("shared")):
        return Verdict.wrong("The parameters of self.average are those of net: make a deep copy.")
    start = states[0]["parameters"] + states[0]["buffers"]
    found = [*evidence["means"][0], *evidence["buffers"][0]]
    if not _all_agree(found, start):
        return Verdict.wrong("At the beginning self.average is not equal to the net: copy it.")
    if not _all_agree(evidence["left"], start):
        return Verdict.wrong(
            "The average changes as soon as the net does, without an update: it is a live "
            "reference. A state_dict holds the net's own tensors; make a deep copy."
        )
    if not _all_agree(evidence["later"], [*evidence["means"][-1], *evidence["buffers"][-1]]):
        return Verdict.wrong(
            "After an update the average changes as soon as the net does: it has been given the "
            "net's own tensors. Copy the values into those that it has, with copy_."
        )
    return Verdict.right()


@sealed("test_WeightAverage")
def parameters_are_averaged(student: Student) -> Verdict:
    evidence, states, decay = _run(student)
    if not evidence.flag("is_module"):
        return Verdict.wrong("self.average must be a net of its own.")
    found = evidence["means"]
    if _same(found[1:], _means(states, decay)[1:]):
        return Verdict.right()
    for slip, hint in _SLIPS.items():
        if _same(found[1:], _means(states, decay, slip)[1:]):
            return Verdict.wrong(hint)
    if any(not isinstance(p, Tensor) or not torch.isfinite(p).all() for p in found[-1]):
        return Verdict.wrong("The average has entries that are infinite or not a number.")
    return Verdict.wrong(
        "The parameters are not decay * average + (1 - decay) * weight after each update. Is each "
        "used once, with the decay that was given, and the old value before it is overwritten?"
    )


@sealed("test_WeightAverage")
def buffers_are_taken_over(student: Student) -> Verdict:
    evidence, states, _ = _run(student)
    if not evidence.flag("is_module"):
        return Verdict.wrong("self.average must be a net of its own.")
    found, wanted = evidence["buffers"][-1], states[-1]["buffers"]
    if _all_agree(found, wanted):
        return Verdict.right()
    if _all_agree(found, states[0]["buffers"]):
        return Verdict.wrong(
            "The buffers of the average are still those of the beginning. Parameters alone are not "
            "the net: go over buffers() as well, and copy them."
        )
    return Verdict.wrong("The buffers are not equal to those of the net: copy them, unaveraged.")


@sealed("test_WeightAverage")
def net_and_graph_are_left_alone(student: Student) -> Verdict:
    evidence, states, _ = _run(student)
    now = [*evidence["net_parameters"], *evidence["net_buffers"]]
    if not _all_agree(now, states[-1]["parameters"] + states[-1]["buffers"]):
        return Verdict.wrong("update has changed the net itself, which is still in training.")
    if not evidence.flag("net_trains"):
        return Verdict.wrong(
            "The requires_grad of the net's own parameters has changed: freeze the copy, not "
            "the net."
        )
    if not evidence.flag("modes_kept"):
        return Verdict.wrong(
            "The net, or a layer of it, is no longer in the mode it was in, which is a change: put "
            "only the copy into eval mode."
        )
    if evidence.flag("has_graph"):
        return Verdict.wrong(
            "The average is part of a graph, which grows with every update: update it under "
            "torch.no_grad()."
        )
    if evidence.flag("requires_grad"):
        return Verdict.wrong("The parameters of self.average must not require grad.")
    if not evidence.flag("same_module"):
        return Verdict.wrong(
            "self.average is another module after an update: whoever holds the first one has a "
            "stale copy. Write into its tensors."
        )
    return Verdict.right()


def _all_agree(found: Any, expected: list[Tensor]) -> bool:
    if not isinstance(found, list) or len(found) != len(expected):
        return False
    return all(agree(a, b, rtol=1e-4, atol=1e-5) for a, b in zip(found, expected, strict=True))


def _same(found: list[Any], expected: list[Any]) -> bool:
    return len(found) == len(expected) and all(map(_all_agree, found, expected))
