"""Sealed checks of `warmup_cosine`."""

import math
from typing import Any

import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

from autograde.sealed import Student, Verdict, sealed

from .common import agree, random_rates, shown

_TRACE = """
import torch
from torch import nn

_groups = [{"params": [nn.Parameter(torch.zeros(1))], "lr": rate} for rate in rates]
_optimizer = torch.optim.SGD(_groups, lr=1.0, momentum=0.9)
if default_start:
    _scheduler = warmup_cosine(_optimizer, warmup_epochs, epochs)
else:
    _scheduler = warmup_cosine(_optimizer, warmup_epochs, epochs, start_factor)
kind = type(_scheduler).__name__
is_scheduler = hasattr(_scheduler, "step") and hasattr(_scheduler, "get_last_lr")
trace, last = [], []
for _epoch in range(epochs + 1 if is_scheduler else 0):
    trace.append([float(group["lr"]) for group in _optimizer.param_groups])
    _last = _scheduler.get_last_lr()
    last.append([float(each) for each in _last] if isinstance(_last, (list, tuple)) else [])
    if _epoch < epochs:
        _optimizer.step()
        _scheduler.step()
"""

_ADVICE = {
    "must be positive": "A cosine of no epochs is left: which part of the epochs is the warm-up?",
    "division by zero": "epochs - warmup_epochs is at least 1; t has it as its denominator.",
    "number of milestones": "SequentialLR takes one milestone fewer than schedulers, as a list.",
    "has no len()": "SequentialLR takes a list of schedulers and a list of milestones.",
    "is not iterable": "SequentialLR takes a list of schedulers and a list of milestones.",
    "unexpected keyword argument 'verbose'": "verbose is gone: print scheduler.get_last_lr().",
    "Starting multiplicative factor": "start_factor is a factor between 0 and 1, not a rate.",
}


def _cases(student: Student) -> list[dict[str, Any]]:
    rates = random_rates(student, 4)
    return [
        {"rates": rates[:1], "warmup_epochs": 3, "epochs": 11, "start_factor": 0.1},
        {"rates": rates[1:3], "warmup_epochs": 1, "epochs": 5, "start_factor": 0.25},
        {"rates": rates[::-1], "warmup_epochs": 7, "epochs": 10, "start_factor": 0.5},
        {"rates": rates[:2], "warmup_epochs": 5, "epochs": 6, "start_factor": 0.02},
    ]


def _expected(
    rates: list[float], warmup_epochs: int, epochs: int, start_factor: float
) -> torch.Tensor:
    """The rates (epochs + 1, groups) by the docstring; one row more than is trained."""
    shares = []
    for e in range(epochs + 1):
        if e < warmup_epochs:
            shares.append(start_factor + (1 - start_factor) * e / warmup_epochs)
        else:
            t = (e - warmup_epochs) / (epochs - warmup_epochs)
            shares.append((1 + math.cos(math.pi * t)) / 2)
    return torch.tensor(shares, dtype=torch.float64)[:, None] * torch.tensor(rates)


@sealed("test_warmup_cosine")
def rates_follow_the_formula(student: Student) -> Verdict:
    for number, case in enumerate(_cases(student)):
        evidence = student.ask(_TRACE, advice=_ADVICE, **case, default_start=number == 0)
        if not evidence.flag("is_scheduler"):
            return Verdict.wrong(
                f"warmup_cosine returns {evidence['kind']}, expected one scheduler, with step() "
                "and get_last_lr()."
            )
        found, expected = evidence["trace"], _expected(**case)
        if not agree(found, expected, atol=1e-7):
            return Verdict.wrong(_why(found, expected, case))
    return Verdict.right()


@sealed("test_warmup_cosine")
def last_rates_are_those_in_force(student: Student) -> Verdict:
    case = _cases(student)[1]
    evidence = student.ask(_TRACE, advice=_ADVICE, **case, default_start=False)
    if not evidence.flag("is_scheduler") or not agree(evidence["last"], evidence["trace"]):
        return Verdict.wrong(
            "get_last_lr() does not give the rates that are in the groups. A subclass of "
            "LRScheduler gives the rates themselves from get_lr()."
        )
    return Verdict.right()


def _why(found: list[list[float]], expected: torch.Tensor, case: dict[str, Any]) -> str:
    warmup, epochs = case["warmup_epochs"], case["epochs"]
    called = f"warmup_epochs={warmup}, epochs={epochs}, start_factor={case['start_factor']}"
    came = torch.tensor(found, dtype=torch.float64)
    if came.shape != expected.shape:
        return f"With {called} the optimizer has other groups than before."
    for slip, hint in _SLIPS.items():
        if agree(found, _slipped(slip, **case), atol=1e-7):
            return f"{hint} ({called})"
    if agree(came[:, 0], expected[:, 0]):
        return f"The first group is right, the others are not: each keeps its own rate ({called})."
    first = int(((came - expected).abs() > 1e-7 + 1e-3 * expected).any(dim=1).nonzero()[0])
    text = (
        f"With {called} and rates {shown(case['rates'])} the rates of epoch {first} are "
        f"{shown(found[first])}, expected {shown(expected[first].tolist())}."
    )
    if first == 0:
        return f"{text} Epoch 0 has start_factor times the rate. LambdaLR wants a factor."
    if first < warmup:
        return f"{text} Look at start_factor and total_iters of the warm-up."
    if not agree(came[-1], expected[-1], atol=1e-7):
        return (
            f"{text} The rate falls to zero in epoch `epochs`, after the last one trained, and "
            "does not rise before: look at T_max, eta_min and the kind of the scheduler."
        )
    return f"{text} Look at the milestone, and at T_max: how many epochs are left?"


_SLIPS = {
    "T_max": "The cosine is too long: it begins from its own step 0 after the warm-up, so T_max "
    "is the number of epochs that are left.",
    "T_max - 1": "The cosine is one epoch too short: it reaches zero in epoch `epochs`, which is "
    "no longer trained.",
    "milestone - 1": "The milestone is one epoch too early: epoch warmup_epochs is the first of "
    "the cosine.",
    "milestone + 1": "The milestone is one epoch too late: epoch warmup_epochs is the first of "
    "the cosine.",
    "total_iters": "The warm-up takes other than warmup_epochs steps: total_iters is 5 by default.",
    "total_iters - 1": "The warm-up reaches the full rate one epoch early.",
    "start": "The warm-up does not begin at start_factor: the default of LinearLR is a third.",
    "both": "Both schedulers are at work at the same time, so the cosine has begun to fall during "
    "the warm-up. SequentialLR makes them follow one another.",
    "no warm-up": "There is no warm-up: the cosine begins in epoch 0.",
    "no cosine": "There is no cosine: the rate stays where the warm-up ends.",
    "swapped": "The cosine comes first: the warm-up is the first scheduler of the list.",
}


def _slipped(
    slip: str, rates: list[float], warmup_epochs: int, epochs: int, start_factor: float
) -> list[list[float]]:
    """The rates that a known slip gives."""
    groups = [{"params": [nn.Parameter(torch.zeros(1))], "lr": rate} for rate in rates]
    optimizer = torch.optim.SGD(groups, lr=1.0)
    iters = {"total_iters": 5, "total_iters - 1": max(1, warmup_epochs - 1)}
    start = 1 / 3 if slip == "start" else start_factor
    t_max = {"T_max": epochs, "T_max - 1": epochs - warmup_epochs - 1, "no warm-up": epochs}
    milestone = warmup_epochs + {"milestone - 1": -1, "milestone + 1": 1}.get(slip, 0)
    schedulers = []
    if slip != "no warm-up":
        total = iters.get(slip, warmup_epochs)
        schedulers.append(LinearLR(optimizer, start_factor=start, total_iters=total))
    if slip != "no cosine":
        length = max(1, t_max.get(slip, epochs - warmup_epochs))
        schedulers.append(CosineAnnealingLR(optimizer, T_max=length))
    if slip == "swapped":
        schedulers.reverse()
    if len(schedulers) == 2 and slip != "both":
        schedulers = [SequentialLR(optimizer, schedulers, milestones=[milestone])]
    trace = []
    for _ in range(epochs + 1):
        trace.append([group["lr"] for group in optimizer.param_groups])
        optimizer.step()
        for scheduler in schedulers:
            scheduler.step()
    return trace
