"""Sealed checks of `predict_rates`."""

from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.optim.lr_scheduler import CosineAnnealingLR, LRScheduler, MultiStepLR

from autograde.sealed import Student, Verdict, sealed

from .common import agree, numbers, truth

_RATE = 0.8

# Wrong predictions that tell what was thought; the right ones are measured below.
_SLIPS: dict[str, list[tuple[list[float], str]]] = {
    "multistep": [
        ([0.8, 0.8, 0.8, 0.4, 0.4, 0.2], "epoch 2 is the third: two steps have been made by then"),
        ([0.8, 0.4, 0.4, 0.2, 0.2, 0.2], "the first step comes at the end of epoch 0, not before"),
        ([0.8, 0.8, 0.4, 0.4, 0.4, 0.4], "gamma multiplies the rate at every milestone"),
        ([0.8, 0.8, 0.4, 0.4, 0.16, 0.16], "gamma is 0.5, at each milestone"),
    ],
    "at the top": [
        (
            [0.8, 0.8, 0.4, 0.4, 0.2, 0.2],
            "with the call at the top every drop comes an epoch early",
        ),
        ([0.8, 0.8, 0.8, 0.4, 0.4, 0.2], "the drops come early, not late"),
        ([0.4, 0.4, 0.2, 0.2, 0.2, 0.2], "epoch 0 trains after one step, and the milestone is 2"),
    ],
    "every batch": [
        ([0.8, 0.8, 0.4, 0.4], "the scheduler counts its calls, and there are three in an epoch"),
        ([0.8, 0.8, 0.8, 0.8], "the scheduler counts its calls, and there are three in an epoch"),
        ([0.8, 0.4, 0.4, 0.2], "how many calls have been made when epoch 2 begins?"),
    ],
    "cosine": [
        ([0.8, 0.4, 0.0, 0.0, 0.0], "it is a cosine, and does not stay at zero"),
        ([0.8, 0.4, 0.0, 0.8, 0.4], "it is a cosine: from zero it rises as it has fallen"),
        ([0.8, 0.0, 0.8, 0.0, 0.8], "T_max is the way from the full rate to zero"),
        ([0.8, 0.0, -0.8, 0.0, 0.8], "a rate is never negative: the cosine is shifted and halved"),
    ],
    "batches": [
        ([75.0], "the last, smaller batch is a batch too"),
        ([5.0], "that is the number of epochs"),
        ([16.0], "that is one epoch"),
        ([78.0], "the number of batches is rounded up in each epoch"),
        ([79.0], "the number of batches is rounded up in each epoch"),
        ([78.125], "the number of batches is rounded up in each epoch"),
    ],
    "momentum": [
        (
            [-0.4, -1.0, -1.7],
            "that is a moving average. SGD adds the whole gradient to momentum * v",
        ),
        ([-0.8, -1.6, -2.4], "that is without momentum"),
        ([0.8, 2.0, 3.4], "a step goes against the gradient"),
        ([-0.8, -1.2, -1.4], "these are the steps; asked is where they lead"),
        ([0.8, 1.2, 1.4], "these are the steps; asked is where they lead"),
        ([-0.8, -1.2, -1.6], "v is momentum * v + gradient: write it down for three steps"),
    ],
}
_REMINDERS = {
    "multistep": "count the calls of step() before each epoch",
    "at the top": "count the calls of step() before the batches of each epoch",
    "every batch": "count the calls of step() before each epoch",
    "cosine": "plot it with rates_of",
    "batches": "count the batches of one epoch first",
    "momentum": "v is momentum * v + gradient, and the weight moves by -lr * v",
}
_HELD = {
    "dtype": (True, ".to() keeps the Parameter objects and exchanges the memory behind them"),
    "head": (False, "the new layer brings parameters that the optimizer has never seen"),
    "init": (True, "nn.init writes into the parameters that are there"),
    "load": (True, "load_state_dict copies values into the parameters that are there"),
    "copy": (False, "a copy has parameters of its own, and net now is the copy"),
    "empty": (False, "from the meta device nothing can be moved, so to_empty makes new parameters"),
    "frozen": (True, "to freeze a parameter does not take it out of the list"),
}


@sealed("test_predict_rates")
def rates_and_holdings_are_predicted(student: Student) -> Verdict:
    """Half of the credit for the numbers, half for the optimizers."""
    evidence = student.probe("found = numbers\nheld = still_held")
    found, held = evidence.mapping("found"), evidence.mapping("held")
    wrong_numbers = [
        hint for key, right in _measured().items() if (hint := _number_hint(key, found, right))
    ]
    wrong_holdings = [
        f"still_held[{key!r}] is not right: {why}."
        for key, (right, why) in _HELD.items()
        if truth(held.get(key)) is not right
    ]
    credit = 0.5 * (not wrong_numbers) + 0.5 * (not wrong_holdings)
    hints = wrong_numbers + wrong_holdings
    return Verdict.right() if credit == 1 else Verdict.partial(credit, "\n".join(hints))


def _number_hint(key: str, found: dict[str, Any], right: list[float]) -> str:
    """ "" if the prediction is right."""
    came = numbers(found.get(key))
    if came is None:
        return f"numbers[{key!r}] has no prediction that consists of numbers."
    if agree(came, right, rtol=2e-3, atol=2e-3):
        return ""
    reasons = [why for slip, why in _SLIPS[key] if agree(came, slip, rtol=2e-3, atol=2e-3)]
    why = reasons[0] if reasons else _REMINDERS[key]
    return f"numbers[{key!r}] is not right: {why}" + ("" if why.endswith("?") else ".")


def _measured() -> dict[str, list[float]]:
    def multistep(optimizer: torch.optim.Optimizer) -> LRScheduler:
        return MultiStepLR(optimizer, milestones=[2, 4], gamma=0.5)

    def cosine(optimizer: torch.optim.Optimizer) -> LRScheduler:
        return CosineAnnealingLR(optimizer, T_max=4)

    at_end = _rates(multistep, 12)
    return {
        "multistep": at_end[:6],
        "at the top": at_end[1:7],  # one step has been made before the first batch
        "every batch": at_end[0:12:3],
        "cosine": _rates(cosine, 9)[::2],
        "batches": [5.0 * -(-1000 // 64)],
        "momentum": _weights(),
    }


def _rates(
    make_scheduler: Callable[[torch.optim.Optimizer], LRScheduler], steps: int
) -> list[float]:
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=_RATE)
    scheduler = make_scheduler(optimizer)
    rates = []
    for _ in range(steps):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates


def _weights() -> list[float]:
    weight = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=_RATE, momentum=0.5)
    weights = []
    for _ in range(3):
        weight.grad = torch.ones(1)
        optimizer.step()
        weights.append(weight.item())
    return weights
