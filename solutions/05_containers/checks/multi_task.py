"""Sealed checks of the exercise `MultiTask`."""

from typing import Any

import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, draw, listed, random_normal, random_parameter

_ADVICE = {
    "KeyError": "The heads stand under their names in self.heads, those that come later too.",
    "has no attribute 'heads'": "The heads stand in self.heads, an nn.ModuleDict.",
    "is not a Module subclass": "A ModuleDict holds layers: nn.Linear(hidden, classes).",
}

_BUILD = """
import torch
_tasks = dict(tasks)
net, _other = MultiTask(in_features, hidden, _tasks), MultiTask(in_features, hidden, dict(tasks))
tasks_after = dict(_tasks)
_before = dict(net.named_parameters())
for _name, _classes in added.items():
    net.add_task(_name, _classes)
_heads = net.heads
kind = type(_heads).__name__
is_module_dict = isinstance(_heads, torch.nn.ModuleDict)
keys = list(_heads.keys()) if hasattr(_heads, "keys") else []
as_attribute = is_module_dict and all(getattr(_heads, _k) is _heads[_k] for _k in keys)
_named = dict(net.named_parameters())
names, shapes = list(_named), [tuple(_p.shape) for _p in _named.values()]
replaced = [_name for _name, _p in _before.items() if _named.get(_name) is not _p]
_theirs = {id(_p) for _p in _other.parameters()}
shared = [_name for _name, _p in _named.items() if id(_p) in _theirs]
"""

_TASKS = {"colour": 3, "shape": 3, "size": 5}  # two of one size: they could share a layer
_ADDED = {"weight_class": 3}


def _build(student: Student, added: dict[str, int]) -> tuple[Evidence, dict[str, Any]]:
    inputs = {"in_features": draw(student, 6, 9), "hidden": draw(student, 10, 13)}
    inputs |= {"tasks": _TASKS, "added": added}
    situation = f"made with the tasks {_TASKS}" + (f", then {added} were added" if added else "")
    return student.ask(_BUILD, f"when {situation}", _ADVICE, **inputs), inputs


def _registered(evidence: Evidence, inputs: dict[str, Any]) -> str:
    """What is wrong with the parameters and their names, "" if nothing is."""
    tasks = inputs["tasks"] | inputs["added"]
    if not evidence.flag("is_module_dict"):
        kind = evidence.text("kind")
        why = " A plain dictionary registers nothing: no optimizer would see the heads."
        came = f"self.heads is of type {kind}, expected an nn.ModuleDict."
        return came + (why if kind == "dict" else "")
    names = evidence.sequence("names")
    shapes = {n: tuple(s) for n, s in zip(names, evidence.sequence("shapes"), strict=True)}
    heads = {f"heads.{task}.weight": (n, inputs["hidden"]) for task, n in tasks.items()}
    heads |= {f"heads.{task}.bias": (n,) for task, n in tasks.items()}
    lacking = [name for name in heads if name not in shapes]
    if lacking and set(evidence.sequence("keys")) >= set(tasks):
        return (
            f"{listed(lacking)} are not there, though there is a head of that name: is one layer "
            "shared by several heads, or its bias left out? Make a new nn.Linear for each task."
        )
    if lacking:
        return f"{listed(lacking)} are not there. The parameters are {listed(names)}."
    wrong = [f"{n} {shapes[n]}, expected {heads[n]}" for n in heads if shapes[n] != heads[n]]
    if wrong:
        return f"A head has the wrong size: {wrong[0]}."
    trunk = sorted(shape for name, shape in shapes.items() if name not in heads)
    hidden, in_features = inputs["hidden"], inputs["in_features"]
    if trunk != [(hidden,), (hidden, in_features)]:
        others = [f"{name} {shapes[name]}" for name in names if name not in heads]
        return (
            f"Beside the heads there are {listed(others)}, expected one linear layer with bias, "
            f"the trunk, from {in_features} to {hidden}."
        )
    if not evidence.flag("as_attribute"):
        return "A head is not the same by its key and as an attribute."
    return ""


@sealed("test_MultiTask")
def heads_are_registered(student: Student) -> Verdict:
    evidence, inputs = _build(student, {})
    if evidence["tasks_after"] != _TASKS:
        return Verdict.wrong("The dictionary tasks comes back changed: only read it.")
    if hint := _registered(evidence, inputs):
        return Verdict.wrong(hint)
    if shared := evidence.sequence("shared"):
        return Verdict.wrong(f"Two nets share {listed(shared)}: make layers in __init__.")
    return Verdict.right()


_FORWARD = """
import torch
net = MultiTask(in_features, hidden, dict(tasks))
for _name, _classes in added.items():
    net.add_task(_name, _classes)
with torch.no_grad():
    for _name, _p in net.named_parameters():
        _p.copy_(values[_name])
scores = {_task: net(x.clone(), _task) for _task in [*tasks, *added]}
alone = net(x[:1].clone(), "size")
"""


def _compare(student: Student, evidence: Evidence, inputs: dict[str, Any], only: set[str]) -> str:
    """What is wrong with the scores of the tasks `only`, "" if nothing is."""
    names = evidence.sequence("names")
    shapes = [tuple(shape) for shape in evidence.sequence("shapes")]
    values = {n: random_parameter(student, s) for n, s in zip(names, shapes, strict=True)}
    x = random_normal(student, 7, inputs["in_features"])
    found = student.ask(
        _FORWARD, "when called on batches of 7 and of 1", _ADVICE, x=x, values=values, **inputs
    )
    trunk = [value for name, value in values.items() if not name.startswith("heads.")]
    trunk.sort(key=lambda value: -value.ndim)
    raw = F.linear(x, *trunk)
    tasks = inputs["tasks"] | inputs["added"]

    def head(hidden: Tensor, task: str) -> Tensor:
        return F.linear(hidden, values[f"heads.{task}.weight"], values[f"heads.{task}.bias"])

    expected = {task: head(F.relu(raw), task) for task in tasks}
    scores = found["scores"]
    for task in tasks:
        if task not in only or agree(scores[task], expected[task]):
            continue
        slips = [
            ("The ReLU after the trunk is missing.", head(raw, task)),
            ("There is a ReLU on the scores: return them raw.", F.relu(expected[task])),
            ("There is a softmax on the scores: return them raw.", F.softmax(expected[task], 1)),
            *(
                (f"These are the scores of {other!r}: the head is chosen by task.", expected[other])
                for other in tasks
                if other != task
            ),
        ]
        known = [hint for hint, value in slips if agree(scores[task], value)]
        general = "The trunk, ReLU, then the head of that task."
        return f"net(x, {task!r}) gives wrong scores. {known[0] if known else general}"
    if not agree(found["alone"], expected["size"][:1]):
        return "For a batch of one the scores are others."
    return ""


@sealed("test_MultiTask")
def task_chooses_the_head(student: Student) -> Verdict:
    evidence, inputs = _build(student, {})
    hint = _registered(evidence, inputs) or _compare(student, evidence, inputs, set(_TASKS))
    return Verdict.wrong(hint) if hint else Verdict.right()


@sealed("test_MultiTask")
def task_can_be_added(student: Student) -> Verdict:
    evidence, inputs = _build(student, _ADDED)
    if hint := _registered(evidence, inputs):
        return Verdict.wrong(f"After add_task({next(iter(_ADDED))!r}, 3): {hint}")
    if replaced := evidence.sequence("replaced"):
        return Verdict.wrong(
            f"add_task makes {listed(replaced)} anew, and what they had learnt is lost: put one "
            "more entry into self.heads, and leave the rest alone."
        )
    hint = _compare(student, evidence, inputs, set(_ADDED))
    return Verdict.wrong(hint) if hint else Verdict.right()
