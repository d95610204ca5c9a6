"""Sealed checks of `fine_tuning`."""

from typing import Any

import torch

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, random_normal, random_rates, shown

# A layer whose name begins like that of the head, one head inside another layer, a frozen layer.
# The second net is on the device "meta", which every machine has.
_SET_UP = """
import torch
from torch import nn

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(inputs, 4), nn.LayerNorm(4), nn.ReLU())
        self.body[1].requires_grad_(False)
        self.header = nn.Linear(4, width)
        self.aux = nn.ModuleDict({"head": nn.Linear(width, width, bias=False)})
        self.head = nn.Linear(width, classes + 2, bias=old_bias)

    def forward(self, x):
        return self.head(self.aux["head"](self.header(self.body(x))))

_net = _Net().to(device)
_old = list(_net.head.parameters())
_body = {name: p for name, p in _net.named_parameters() if not name.startswith("head.")}
_start = {name: p.detach().clone() for name, p in _body.items()}
_trained = {name: p.requires_grad for name, p in _body.items()}
_result = fine_tuning(_net, classes, lr, head_lr, warmup_epochs)
kind = type(_result).__name__
is_pair = (
    isinstance(_result, (list, tuple)) and len(_result) == 2
    and isinstance(_result[0], torch.optim.SGD) and hasattr(_result[1], "step")
)
_optimizer, _scheduler = _result if is_pair else (torch.optim.SGD(_old, lr=1.0), None)
is_linear = isinstance(_net.head, nn.Linear)
head_shape = list(_net.head.weight.shape) if is_linear else []
has_bias = is_linear and _net.head.bias is not None
is_new = is_linear and not any(p is old for p in _net.head.parameters() for old in _old)
_now = dict(_net.named_parameters())
body_kept = [name for name in _now if not name.startswith("head.")] == list(_body) and all(
    _now[name] is p and torch.equal(p, _start[name]) and p.requires_grad == _trained[name]
    for name, p in _body.items()
)
counts = {
    name: sum(each is p for group in _optimizer.param_groups for each in group["params"])
    for name, p in _now.items()
}
holds_old = any(each is p for g in _optimizer.param_groups for each in g["params"] for p in _old)
held = sum(len(group["params"]) for group in _optimizer.param_groups)
momenta = sorted({float(group["momentum"]) for group in _optimizer.param_groups})

def _rates():
    return {
        name: [float(g["lr"]) for g in _optimizer.param_groups for each in g["params"] if each is p]
        for name, p in _now.items()
    }

trace = []
_before = {name: p.detach().clone() for name, p in _now.items()}
for _ in range(warmup_epochs + 3 if is_pair else 0):
    trace.append(_rates())
    _optimizer.zero_grad()
    _net(x.to(device)).square().mean().backward()
    _optimizer.step()
    _scheduler.step()
still = [name for name, p in _now.items() if p.requires_grad and torch.equal(p, _before[name])]
_far = _Net().to("meta")
fine_tuning(_far, classes, lr, head_lr, warmup_epochs)
is_far = all(p.is_meta for p in _far.parameters())
"""

_ADVICE = {
    "more than one parameter group": "The head's parameters are among net.parameters() too: leave "
    "them out of the other group.",
    "'initial_lr'": "The scheduler does not know this group: make it after all groups are there.",
    "shorter than argument": "The scheduler does not know this group: make it after all groups are "
    "there.",
    "mat1 and mat2": "The new head must have as many inputs as the old one: net.head.in_features.",
    "empty parameter list": "A generator that has been gone through once is empty: keep a list.",
}


def _set_up(student: Student, case: dict[str, Any]) -> Evidence:
    x = random_normal(student, 6, case["inputs"])
    return student.ask(_SET_UP, advice=_ADVICE, **case, x=x)


def _cases(student: Student) -> list[dict[str, Any]]:
    low, middle, high = random_rates(student, 3)
    sizes = torch.randint(3, 9, (6,), generator=student.rng).tolist()
    return [
        {
            "inputs": sizes[0],
            "width": sizes[1],
            "classes": sizes[2],
            "old_bias": True,
            "lr": low,
            "head_lr": high,
            "warmup_epochs": 3,
        },
        {
            "inputs": sizes[3],
            "width": sizes[4],
            "classes": sizes[5],
            "old_bias": False,
            "lr": high,
            "head_lr": middle,
            "warmup_epochs": 7,
        },
    ]


@sealed("test_fine_tuning")
def optimizer_holds_the_new_net(student: Student) -> Verdict:
    for case in _cases(student):
        evidence = _set_up(student, case)
        problem = _about_the_net(evidence, case) or _about_the_optimizer(evidence)
        if problem:
            return Verdict.wrong(problem)
    return Verdict.right()


@sealed("test_fine_tuning")
def rates_warm_up_to_their_own(student: Student) -> Verdict:
    for case in _cases(student):
        evidence = _set_up(student, case)
        warmup = case["warmup_epochs"]
        shares = [min(1.0, 0.1 + 0.9 * e / warmup) for e in range(warmup + 3)]
        trace = evidence.sequence("trace")
        if not trace:
            return Verdict.wrong("Return the optimizer and the scheduler.")
        for name in sorted(trace[0], key=lambda name: not name.startswith("head.")):
            full = case["head_lr"] if name.startswith("head.") else case["lr"]
            found = [rates[name][0] if rates[name] else 0.0 for rates in trace]
            if not agree(found, [full * share for share in shares], atol=1e-8):
                return Verdict.wrong(_why_rates(name, found, shares, case))
    return Verdict.right()


def _about_the_net(evidence: Evidence, case: dict[str, Any]) -> str:
    if not evidence.flag("is_pair"):
        return (
            f"fine_tuning returns {evidence['kind']}, expected (optimizer, scheduler), the "
            "optimizer a torch.optim.SGD."
        )
    if not evidence.flag("is_linear") or not evidence.flag("is_new"):
        return "net.head is not a new nn.Linear: the layer is to be replaced, in the net itself."
    shape = [case["classes"], case["width"]]
    if evidence["head_shape"] != shape or not evidence.flag("has_bias"):
        return (
            f"The weight of the new head has shape {tuple(evidence['head_shape'])}, expected "
            f"{tuple(shape)}, and it has a bias."
        )
    if not evidence.flag("body_kept"):
        return "Something other than the head has been changed, frozen, thawed or replaced."
    if not evidence.flag("is_far"):
        return (
            "The new head is not on the device of the old one. A new layer is on the CPU, unless "
            "it is told otherwise: device=net.head.weight.device."
        )
    return ""


def _about_the_optimizer(evidence: Evidence) -> str:
    counts = evidence["counts"]
    missing = [name for name, count in counts.items() if count == 0]
    if any(name.startswith("head.") for name in missing):
        return (
            "The optimizer does not hold the new head, which would keep its random weights. It "
            "was made before the head was replaced, or without it."
        )
    if missing and all(name.startswith("body.1.") for name in missing):
        return (
            f"The optimizer does not hold {missing[0]}. It is frozen, and belongs to the net all "
            "the same: it could be thawed later."
        )
    if missing:
        return f"The optimizer does not hold {missing[0]}, which would never be trained."
    if evidence.flag("holds_old"):
        return (
            "The optimizer still holds the old head: it was made before the head was replaced. "
            "First the net, then the optimizer."
        )
    double = [name for name, count in counts.items() if count > 1]
    if double or evidence.number("held") != len(counts):
        return f"The optimizer holds {(double or ['a tensor'])[0]} more than once."
    if evidence.sequence("momenta") != [0.9]:
        momenta = shown(evidence.sequence("momenta"))
        return f"The momentum of the groups is {momenta}, expected 0.9 for all."
    if evidence.sequence("still"):
        return f"{evidence.sequence('still')[0]} does not move in a training step."
    return ""


def _why_rates(name: str, found: list[float], shares: list[float], case: dict[str, Any]) -> str:
    is_head = name.startswith("head.")
    full, other = case["head_lr"], case["lr"]
    if not is_head:
        full, other = other, full
    if agree(found, [full * share / shares[0] for share in shares], atol=1e-8):
        return (
            f"The rate of {name} begins at its full value and ends at ten times that: its group "
            "was added after the scheduler, which did not take the tenth of it. Make the scheduler "
            "last."
        )
    if agree(found, [other * share for share in shares], atol=1e-8):
        whose = "the rest" if is_head else "the head"
        advice = ' "header" begins like "head": compare up to the dot.' if "header" in name else ""
        return f"{name} has the rate of {whose}.{advice}"
    if max(found) - min(found) < 1e-9 * max(found):
        return (
            f"The rate of {name} does not change: the scheduler does not belong to its optimizer."
        )
    return (
        f"The rates of {name} over the epochs are {shown(found)}, expected "
        f"{shown([full * share for share in shares])}: a LinearLR over warmup_epochs steps."
    )
