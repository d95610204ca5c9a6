"""Sealed checks of `sgd_by_layer`."""

from collections.abc import Mapping
from typing import Any

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, random_rates

# Names that are easily confused: conv1 and conv10, head and aux.head, a parameter that lies in the
# net itself, in no layer, and a layer that is frozen at the moment.
_OPTIONS = """
import torch
from torch import nn

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3)
        self.norm = nn.BatchNorm2d(4).requires_grad_(False)
        self.conv10 = nn.Conv2d(4, 4, 3, bias=False)
        self.body = nn.Sequential(
            nn.Linear(4, 5), nn.ReLU(), nn.Sequential(nn.Linear(5, 5), nn.LayerNorm(5))
        )
        self.aux = nn.ModuleDict({"head": nn.Linear(5, 2)})
        self.scale = nn.Parameter(torch.ones(1))
        self.head = nn.Linear(5, 2)

    def forward(self, x):
        x = self.conv10(self.norm(self.conv1(x))).mean(dim=(2, 3))
        return self.head(self.body(x) * self.scale) + self.aux["head"](x[:, :1].repeat(1, 5))

def _form(layers):
    return {key: sorted(options) for key, options in layers.items()}

_net = _Net()
_start = {name: p.detach().clone() for name, p in _net.named_parameters()}
_trained = [p.requires_grad for p in _net.parameters()]
_asked = _form(layers)
_optimizer = sgd_by_layer(_net, lr, momentum, layers)
kind = type(_optimizer).__name__
is_sgd = isinstance(_optimizer, torch.optim.SGD)
names = list(_start)
is_kept = (
    names == [name for name, _ in _net.named_parameters()]
    and all(torch.equal(p, _start[name]) for name, p in _net.named_parameters())
    and _trained == [p.requires_grad for p in _net.parameters()]
)
layers_kept = _asked == _form(layers)
_groups = _optimizer.param_groups if is_sgd else []
held = sum(len(group["params"]) for group in _groups)
_all = dict(_net.named_parameters())
found = {
    name: [
        [group["lr"], group["momentum"]]
        for group in _groups
        for each in group["params"]
        if each is _all.get(name)
    ]
    for name in names
}
_other = ("dampening", "weight_decay", "nesterov", "maximize")
others = sorted({key for group in _groups for key in _other if group[key]})
"""

_ADVICE = {
    "more than one parameter group": "What is in a group of its own must be left out of the rest: "
    "keep track of what has been taken.",
    "object has no attribute": "A key of layers may be a dotted name, such as body.2. "
    "net.get_submodule finds it, and so does a comparison with the names of named_parameters().",
    "KeyError": "A layer need not be a child of the net, and its options may leave out lr or "
    "momentum.",
    "unexpected keyword argument": "The keys of layers are names of layers. Their options belong "
    "into parameter groups, beside the params.",
    "empty parameter list": "The optimizer has been given no parameter. A generator that has been "
    "gone through once is empty.",
}

Expected = dict[str, tuple[float, float]]


def _expected(
    names: list[str], lr: float, momentum: float, layers: Mapping[str, dict], begins: bool = True
) -> Expected:
    """(lr, momentum) of every parameter; `begins` False has a layer contain any name that begins
    with its name, dot or not."""
    options = {}
    for name in names:
        own: dict[str, float] = {}
        for layer, values in layers.items():
            if name.startswith(layer + "." if begins else layer):
                own = values
        options[name] = (own.get("lr", lr), own.get("momentum", momentum))
    return options


def _cases(student: Student) -> list[dict[str, Any]]:
    a, b, c, d = random_rates(student, 4)
    return [
        {"lr": a, "momentum": 0.9, "layers": {"body.2": {"lr": b}, "head": {"momentum": 0.5}}},
        {
            "lr": d,
            "momentum": 0.8,
            "layers": {"conv1": {"lr": a, "momentum": 0.3}, "norm": {"lr": c}},
        },
        {"lr": b, "momentum": 0.9, "layers": {"head": {"lr": 0.0, "momentum": 0.0}}},
        {"lr": c, "momentum": 0.0, "layers": {}},
        {"lr": c, "momentum": 0.7, "layers": {"body": {"lr": a}, "aux.head": {"momentum": 0.2}}},
    ]


@sealed("test_sgd_by_layer")
def every_parameter_is_held_once(student: Student) -> Verdict:
    for case in _cases(student):
        evidence = student.ask(_OPTIONS, advice=_ADVICE, **case)
        if not evidence.flag("is_sgd"):
            return Verdict.wrong(
                f"sgd_by_layer returns {evidence['kind']}, expected torch.optim.SGD: return the "
                "optimizer, not its groups."
            )
        found = evidence["found"]
        named = f"with layers={_named(case)}"
        missing = [name for name, groups in found.items() if not groups]
        if missing:
            return Verdict.wrong(f"{_why_missing(missing, found)} ({named})")
        double = [name for name, groups in found.items() if len(groups) > 1]
        if double:
            return Verdict.wrong(f"{double[0]} is in the optimizer more than once ({named}).")
        if evidence.number("held") != len(found):
            return Verdict.wrong(f"The optimizer holds tensors that are not the net's ({named}).")
    return Verdict.right()


@sealed("test_sgd_by_layer")
def options_are_those_of_the_layer(student: Student) -> Verdict:
    for case in _cases(student):
        evidence = student.ask(_OPTIONS, advice=_ADVICE, **case)
        found = {name: groups[0] for name, groups in evidence["found"].items() if groups}
        expected = _expected(list(found), **case)
        wrong = [name for name in found if not agree(found[name], expected[name])]
        if wrong:
            return Verdict.wrong(_why_wrong(wrong[0], found, expected, case))
    return _nothing_else(evidence)


def _nothing_else(evidence: Evidence) -> Verdict:
    others = evidence.sequence("others")
    if others:
        return Verdict.wrong(f"{', '.join(others)} was not asked for: leave it at its default.")
    if not evidence.flag("layers_kept"):
        return Verdict.wrong(
            "The caller's dictionary `layers` has been changed: write into a copy, such as "
            '{"params": ..., **options}.'
        )
    if not evidence.flag("is_kept"):
        return Verdict.wrong("The net has been changed: only the optimizer is to be made.")
    return Verdict.right()


def _named(case: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key!r}: ..." for key in case["layers"]) + "}"


def _why_missing(missing: list[str], found: Mapping[str, list]) -> str:
    if len(missing) == len(found):
        return "The optimizer holds no parameter of the net at all."
    if all(name.startswith("norm.") for name in missing):
        return (
            f"{missing[0]} is in no group. It is frozen, and belongs to the net all the same: it "
            "could be thawed later."
        )
    if missing == ["scale"]:
        return (
            "scale is in no group: it lies in the net itself, in none of its layers. Go over "
            "named_parameters(), not over the children."
        )
    return (
        f"{missing[0]} is in no group, so it would never be trained. What no layer claims makes "
        "one more group."
    )


def _why_wrong(
    name: str,
    found: Mapping[str, list],
    expected: Expected,
    case: Mapping[str, Any],
) -> str:
    lr, momentum = expected[name]
    came = f"{name} has lr {found[name][0]:.4g} and momentum {found[name][1]:.4g}"
    text = f"{came}, expected {lr:.4g} and {momentum:.4g}."
    loose = _expected(list(found), **case, begins=False)
    if name.startswith("conv10") and agree(found[name], loose[name]):
        return f'{text} "conv10" begins with "conv1", and is another layer: compare up to the dot.'
    if name.startswith("aux.head") and "head" in case["layers"]:
        return (
            f'{text} "head" also occurs in the name of another layer, aux.head: what belongs to '
            'head begins with "head.".'
        )
    own = [options for key, options in case["layers"].items() if name.startswith(key + ".")]
    if not own:
        return f"{text} No layer speaks of it, so it has the options of the rest."
    if 0.0 in own[0].values():
        return f"{text} Zero was asked for. `or` and `if` take 0.0 for nothing at all."
    if agree(found[name], [case["lr"], case["momentum"]]):
        return (
            f'{text} It has the options of the rest. A group reads "lr" and "momentum", and '
            "ignores a key such as learning_rate; a layer stands for all its parameters."
        )
    if len(own[0]) == 1:
        return f"{text} What the options of a layer leave out is as for the rest."
    return f"{text} Are the options of the layer in its group, as lr and momentum?"
