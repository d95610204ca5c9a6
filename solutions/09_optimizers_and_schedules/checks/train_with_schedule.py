"""Sealed checks of `train_with_schedule`."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, numbers, random_normal, shown
from .simulation import trained

# Hooks of the optimizer see the rate and the gradients at the moment of each step.
_TRAIN = """
import torch
from torch import nn
from torch.optim.lr_scheduler import MultiStepLR, OneCycleLR
from course_lib.data import ArrayLoader as _Loader

_net = nn.Sequential(nn.Flatten(), nn.Linear(12, 5), nn.Tanh(), nn.Linear(5, 3))
with torch.no_grad():
    for _p, _value in zip(_net.parameters(), start):
        _p.copy_(_value)
_net.to(device)
_optimizer = torch.optim.SGD(
    [{"params": _net[1].parameters()}, {"params": _net[3].parameters(), "lr": rate / 2}],
    lr=rate, momentum=momentum,
)
if schedule == "multistep":
    _scheduler = MultiStepLR(_optimizer, milestones=[1, 3, 5], gamma=0.5)
else:
    _scheduler = OneCycleLR(_optimizer, max_lr=[rate, rate / 2], total_steps=steps)
used, norms = [], []

def _look(optimizer, args, kwargs):
    used.append(float(optimizer.param_groups[0]["lr"]))
    _grads = [p.grad for p in _net.parameters() if p.grad is not None]
    norms.append(float(torch.stack([g.norm() for g in _grads]).norm()) if _grads else 0.0)

_optimizer.register_step_pre_hook(_look)
_loader = _Loader(x, y, batch_size=batch_size)
_result = train_with_schedule(_net, _loader, _optimizer, _scheduler, epochs, per_batch, max_norm)
after = [p.detach().cpu().clone() for p in _net.parameters()]
kind = type(_result).__name__
is_pair = isinstance(_result, (list, tuple)) and len(_result) == 2
rates, losses = _result if is_pair else ([], [])
try:
    has_graph = any(getattr(_loss, "requires_grad", False) for _loss in losses)
except TypeError:
    has_graph = False
steps_made = _scheduler.last_epoch
"""

_ADVICE = {
    "Tried to step": "The scheduler is stepped more often than there are batches. With per_batch "
    "it goes on after each batch, and at no other place.",
    "second time": "backward goes through an old graph again: each batch has a loss of its own.",
    "missing 1 required": "scheduler.step() and optimizer.step() take no argument here.",
    "has no attribute 'item'": "A loss can be made a number once: loss.item().",
}


def _case(student: Student, which: str, max_norm: float) -> dict[str, Any]:
    """Inputs for _TRAIN: 7 images in batches of 3, 3 and 1, or 10 in batches of 4, 4 and 2."""
    count, size, epochs = (7, 3, 4) if which == "epoch" else (10, 4, 2)
    per_batch = which != "epoch"
    return {
        "x": random_normal(student, count, 2, 3, 2),
        "y": torch.randint(0, 3, (count,), generator=student.rng),
        "start": [
            random_normal(student, 5, 12),
            random_normal(student, 5),
            random_normal(student, 3, 5),
            random_normal(student, 3),
        ],
        "batch_size": size,
        "rate": 0.4 + 0.4 * torch.rand(1, generator=student.rng).item(),
        "momentum": 0.5,
        "schedule": "onecycle" if which == "cycle" else "multistep",
        "steps": epochs * 3,
        "epochs": epochs,
        "per_batch": per_batch,
        "max_norm": max_norm,
    }


_RATE_SLIPS = {
    "top": "scheduler.step() stands at the top of the epoch, so the rate that the optimizer comes "
    "with is never used. Its place is after the optimizer's steps.",
    "before": "scheduler.step() comes before optimizer.step(), so the first rate is never used.",
    "number": "scheduler.step(epoch) sets the schedule to that epoch instead of going on to the "
    "next, so every change comes an epoch late: call step() without an argument.",
    "every epoch too": "With per_batch the scheduler goes on after each batch, and not after each "
    "epoch as well.",
}


@sealed("test_train_with_schedule")
def schedule_is_followed(student: Student) -> Verdict:
    for which in ("epoch", "batch", "cycle"):
        case = _case(student, which, max_norm=0.3)
        evidence = student.ask(_TRAIN, advice=_ADVICE, **case)
        expected = trained(case)["used"]
        found = evidence.sequence("used")
        if not agree(found, expected):
            return Verdict.wrong(_why_rates(found, expected, case))
        steps = case["steps"] if case["per_batch"] else case["epochs"]
        if evidence.number("steps_made") != steps:
            came = f"{evidence.number('steps_made'):g} steps, expected {steps}"
            return Verdict.wrong(
                f"At the end the scheduler has made {came} (per_batch={case['per_batch']}). It "
                "goes on after the last one, too: a second call goes on from there."
            )
    return Verdict.right()


@sealed("test_train_with_schedule")
def gradients_of_every_batch_are_clipped(student: Student) -> Verdict:
    for which, max_norm in (("epoch", 0.05), ("batch", 0.2), ("cycle", 1e3)):
        case = _case(student, which, max_norm)
        evidence = student.ask(_TRAIN, advice=_ADVICE, **case)
        if len(evidence.sequence("norms")) != len(trained(case)["used"]):
            return Verdict.wrong("There must be one optimizer.step() for each batch.")
        if _same(evidence["after"], trained(case)["after"]):
            continue
        return Verdict.wrong(_why_weights(evidence, case))
    return Verdict.right()


@sealed("test_train_with_schedule")
def rates_and_losses_come_back(student: Student) -> Verdict:
    for which in ("epoch", "cycle"):
        case = _case(student, which, max_norm=0.3)
        evidence = student.ask(_TRAIN, advice=_ADVICE, **case)
        if not evidence.flag("is_pair"):
            return Verdict.wrong(
                f"train_with_schedule returns {evidence['kind']}, expected two lists, rates and "
                "losses."
            )
        if evidence.flag("has_graph"):
            return Verdict.wrong(
                "The losses are tensors that require grad. Each keeps its whole graph in memory: "
                "collect numbers, loss.item()."
            )
        expected = trained(case)
        for name, wanted in (("rates", expected["used"]), ("losses", expected["losses"])):
            hint = _why_returned(name, numbers(evidence[name]), wanted, case)
            if hint:
                return Verdict.wrong(hint)
    return Verdict.right()


def _same(found: Any, expected: list[Tensor]) -> bool:
    return len(found) == len(expected) and all(
        agree(a, b, rtol=1e-3, atol=1e-4) for a, b in zip(found, expected, strict=True)
    )


def _why_rates(found: list[float], expected: list[float], case: Mapping[str, Any]) -> str:
    if not found:
        return (
            "optimizer.step() is never called, so the net does not move: scheduler.step() changes "
            "the rate and nothing else."
        )
    if len(found) != len(expected):
        return (
            f"optimizer.step() is called {len(found)} times for {len(expected)} batches: once for "
            "each batch, and epochs times through the loader."
        )
    called = f"per_batch={case['per_batch']}, {case['schedule']}"
    if agree(found, trained(case, "exchanged")["used"]):
        unit = "epoch" if case["per_batch"] else "batch"
        return (
            f"per_batch is {case['per_batch']}, and the scheduler goes on after each {unit}: True "
            "means after each batch, False after each epoch."
        )
    for slip, hint in _RATE_SLIPS.items():
        if agree(found, trained(case, slip)["used"]):
            return f"{hint} ({called})"
    if len({round(rate, 9) for rate in found}) == 1:
        return f"The rate never changes: scheduler.step() is not reached ({called})."
    return (
        f"The steps are made with the rates {shown(found)}, expected {shown(expected)} ({called})."
    )


def _why_weights(evidence: Evidence, case: Mapping[str, Any]) -> str:
    after, norms, limit = evidence["after"], evidence.sequence("norms"), case["max_norm"]
    if _same(after, case["start"]):
        return "The net has not moved at all."
    if _same(after, trained(case, "first")["after"]):
        return (
            "Only the gradients of the first batch are clipped. net.parameters() is a generator, "
            "and after one pass it is empty: call it each time, or keep list(net.parameters())."
        )
    if _same(after, trained(case, "first of epoch")["after"]):
        return (
            "Only the gradients of the first batch of each epoch are clipped. net.parameters() is "
            "a generator, empty after one pass: call it for each batch, or keep a list."
        )
    if _same(after, trained(case, "unclipped")["after"]):
        return (
            "The steps are made with gradients that are not clipped. Clip between loss.backward() "
            "and optimizer.step(), and not with a generator that is used up."
        )
    if _same(after, trained(case, "each")["after"]):
        return (
            "The gradient of each parameter is clipped on its own: max_norm limits the norm of "
            "all of them together."
        )
    if _same(after, trained(case, "values")["after"]):
        return "The entries of the gradients are clipped, not their norm: use clip_grad_norm_."
    if _same(after, trained(case, "sums")["after"]):
        return "The gradients of earlier batches are still there: zero_grad before each backward."
    if max(norms) > 1.01 * limit:
        return (
            f"A step is made with gradients of total norm {max(norms):.3g}, and max_norm is "
            f"{limit:g}. Clip all parameters together, in one call, between loss.backward() and "
            "optimizer.step()."
        )
    return (
        "The weights are not where the training leads. For each batch: loss, zero_grad, backward, "
        "clip to max_norm (gradients below it stay as they are), optimizer.step()."
    )


def _why_returned(
    name: str, found: list[float] | None, expected: list[float], case: Mapping[str, Any]
) -> str:
    if found is None:
        return f"{name} must be a list of numbers."
    if agree(found, expected):
        return ""
    if len(found) != len(expected):
        return f"{name} has {len(found)} entries, expected {len(expected)}: one for each batch."
    if name == "rates" and agree(found[:-1], expected[1:]):
        return (
            "rates is one batch ahead: note the rate before scheduler.step() changes it, the one "
            "that the step is made with."
        )
    if name == "rates":
        return (
            f"rates is {shown(found)}, expected {shown(expected)}: the first group's, each batch."
        )
    if agree(found, torch.tensor(expected).cumsum(0)):
        return "losses adds up: it should be the loss of each batch."
    return f"losses is {shown(found)}, expected {shown(expected)}, the cross-entropy of each batch."
