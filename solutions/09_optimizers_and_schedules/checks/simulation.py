"""What the training of `train_with_schedule` gives, and what known slips give."""

import contextlib
import warnings
from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.optim.lr_scheduler import LRScheduler, MultiStepLR, OneCycleLR


def trained(case: Mapping[str, Any], slip: str = "") -> dict[str, Any]:
    """The rates used, the losses and the parameters after training, or those of a slip."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some slips step the scheduler first
        return _train(case, slip)


def _train(case: Mapping[str, Any], slip: str) -> dict[str, Any]:
    net = nn.Sequential(nn.Flatten(), nn.Linear(12, 5), nn.Tanh(), nn.Linear(5, 3)).double()
    with torch.no_grad():
        for p, value in zip(net.parameters(), case["start"], strict=True):
            p.copy_(value)
    rate, norm = case["rate"], case["max_norm"]
    groups = [{"params": net[1].parameters()}, {"params": net[3].parameters(), "lr": rate / 2}]
    optimizer = torch.optim.SGD(groups, lr=rate, momentum=case["momentum"])
    scheduler = _scheduler(optimizer, case)
    per_batch = case["per_batch"] ^ (slip == "exchanged")
    used, losses, size = [], [], case["batch_size"]
    for epoch in range(case["epochs"]):
        if slip == "top":
            _step(scheduler)
        begun = len(used)
        for x, y in zip(case["x"].double().split(size), case["y"].split(size), strict=True):
            if slip == "before" and per_batch:
                _step(scheduler)
            loss = F.cross_entropy(net(x), y)
            if slip != "sums":
                optimizer.zero_grad()
            loss.backward()
            is_first = len(used) == (begun if slip == "first of epoch" else 0)
            _clip(slip, list(net.parameters()), norm, first=is_first)
            used.append(optimizer.param_groups[0]["lr"])
            losses.append(loss.item())
            optimizer.step()
            if per_batch and slip != "before":
                _step(scheduler)
        at_end = not per_batch and slip != "top"
        if at_end and slip == "number":
            scheduler.step(epoch)
        elif at_end or slip == "every epoch too":
            _step(scheduler)
    return {"used": used, "losses": losses, "after": [p.detach() for p in net.parameters()]}


def _scheduler(optimizer: torch.optim.Optimizer, case: Mapping[str, Any]) -> LRScheduler:
    if case["schedule"] == "multistep":
        return MultiStepLR(optimizer, milestones=[1, 3, 5], gamma=0.5)
    rates = [case["rate"], case["rate"] / 2]
    return OneCycleLR(optimizer, max_lr=rates, total_steps=case["steps"])


def _step(scheduler: LRScheduler) -> None:
    with contextlib.suppress(ValueError):  # a slip may step OneCycleLR too often
        scheduler.step()


def _clip(slip: str, parameters: list[Tensor], norm: float, *, first: bool) -> None:
    if slip == "unclipped" or (slip.startswith("first") and not first):
        return
    if slip == "values":
        nn.utils.clip_grad_value_(parameters, norm)
    elif slip == "each":
        for p in parameters:
            nn.utils.clip_grad_norm_(p, norm)
    else:
        nn.utils.clip_grad_norm_(parameters, norm)
