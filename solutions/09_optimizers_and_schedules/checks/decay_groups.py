"""Sealed checks of `decay_groups`."""

import torch

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree

# AdamW, because its own default is 0.01: a group that says nothing decays.
_DECAYS = """
import torch
from torch import nn

# Names that say the wrong thing, a shared parameter, parameters in no layer.
class _Named(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(7, 6)
        self.places = nn.Parameter(torch.zeros(1, 5, 6))
        self.unbiased = nn.Linear(6, 6, bias=False)
        self.norm_free = nn.Conv1d(5, 5, 3)
        self.first = nn.LayerNorm(6)
        self.gain = nn.Parameter(torch.ones(()))
        _block = nn.Sequential(nn.Linear(6, 6), nn.GroupNorm(2, 6), nn.PReLU())
        self.blocks = nn.ModuleList([_block])
        self.score = nn.Linear(6, 1)
        self.decoder = nn.Linear(6, 7)
        self.decoder.weight = self.embedding.weight

if which == "sequential":
    _net = nn.Sequential(
        nn.Conv2d(3, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(),
        nn.Conv2d(4, 5, 3), nn.BatchNorm2d(5), nn.Flatten(), nn.Linear(5, 2),
    )
elif which == "frozen":
    _net = nn.Sequential(nn.Sequential(nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4)), nn.Linear(4, 2))
    _net[0].requires_grad_(False)
else:
    _net = _Named()
_start = {name: p.detach().clone() for name, p in _net.named_parameters()}
_trained = [p.requires_grad for p in _net.parameters()]
_groups = decay_groups(_net, weight_decay)
is_optimizer = isinstance(_groups, torch.optim.Optimizer)
_optimizer = _groups if is_optimizer else torch.optim.AdamW(_groups, lr=1e-3)
found = {
    name: [
        float(group["weight_decay"])
        for group in _optimizer.param_groups
        for each in group["params"]
        if each is p
    ]
    for name, p in _net.named_parameters()
}
axes = {name: p.ndim for name, p in _net.named_parameters()}
trained = {name: p.requires_grad for name, p in _net.named_parameters()}
held = sum(len(group["params"]) for group in _optimizer.param_groups)
is_kept = _trained == [p.requires_grad for p in _net.parameters()] and all(
    torch.equal(p, _start[name]) for name, p in _net.named_parameters()
)
"""

_ADVICE = {
    "more than one parameter group": "A parameter that two layers share is listed once: go over "
    "named_parameters() of the net, which leaves repetitions out, and not over its layers.",
    "must be an iterable": "Return a list of dictionaries.",
    "should be an iterable": "Return a list of dictionaries.",
    "parameter group didn't specify": "Every dictionary needs its parameters under the key "
    '"params".',
    "'NoneType' object is not iterable": "Does your function return the list?",
    "'NoneType' object has no attribute": "A layer may be without a bias, which is then None. "
    "named_parameters() leaves it out.",
    "'params'": 'Every dictionary needs its parameters under the key "params".',
    "can only optimize Tensors": "named_parameters() gives pairs of name and parameter: only the "
    "parameters belong into the group.",
}


def _groups(student: Student, which: str) -> tuple[Evidence, float]:
    decay = 0.02 + 0.1 * torch.rand(1, generator=student.rng).item()
    return student.ask(_DECAYS, advice=_ADVICE, which=which, weight_decay=decay), decay


@sealed("test_decay_groups")
def weights_alone_decay(student: Student) -> Verdict:
    for which in ("sequential", "named"):
        evidence, decay = _groups(student, which)
        if evidence.flag("is_optimizer"):
            return Verdict.wrong("Return the list of groups, not an optimizer.")
        found, axes = evidence["found"], evidence["axes"]
        for name, decays in found.items():
            if not decays:
                return Verdict.wrong(
                    f"{name} is in no group, so it would never be trained. Does every parameter "
                    "fall under one of your cases?"
                )
            if len(decays) > 1:
                return Verdict.wrong(f"{name} is listed more than once.")
            wanted = decay if axes[name] >= 2 else 0.0
            if not agree(decays[0], wanted):
                return Verdict.wrong(_why(name, decays[0], wanted, decay, axes[name]))
        if evidence.number("held") != len(found):
            return Verdict.wrong("The groups hold tensors that are not parameters of the net.")
        if not evidence.flag("is_kept"):
            return Verdict.wrong("The net has been changed: only the groups are to be made.")
    return Verdict.right()


@sealed("test_decay_groups")
def frozen_parameters_are_left_out(student: Student) -> Verdict:
    evidence, _ = _groups(student, "frozen")
    if not evidence.flag("is_kept"):
        return Verdict.wrong("Do not freeze or thaw anything: requires_grad has changed.")
    found, trained = evidence["found"], evidence["trained"]
    frozen = [name for name, decays in found.items() if decays and not trained[name]]
    if frozen:
        return Verdict.wrong(f"{frozen[0]} is frozen, and must be in no group.")
    missing = [name for name, decays in found.items() if trained[name] and not decays]
    if missing:
        return Verdict.wrong(f"{missing[0]} is trained, and is in no group.")
    return Verdict.right()


def _why(name: str, found: float, wanted: float, decay: float, axes: int) -> str:
    text = f"The decay of {name} is {found:.4g}, expected {wanted:.4g}."
    if wanted == 0.0 and agree(found, 0.01):
        return (
            f"{text} A group that says nothing of weight_decay gets the optimizer's default, and "
            "that of AdamW is 0.01."
        )
    if wanted == 0.0 and agree(found, decay):
        kind = "bias" if name.endswith("bias") else "scale or the like"
        return (
            f"{text} It is a {kind}, with {axes} ax{'i' if axes == 1 else 'e'}s. In a norm layer "
            "both weight and bias are vectors: ask for the number of axes, p.ndim, not for a name."
        )
    if agree(found, 0.0):
        return f"{text} It has {axes} axes, so it decays, whatever its name."
    return f"{text} Pass weight_decay on as it is."
