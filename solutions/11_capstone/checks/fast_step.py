"""Sealed checks of `fast_step`."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, random_normal

# _Spy stands in the graph to see the circumstances of the backward pass as well.
_STEP = """
import torch
from torch import nn
forward, backward, losses = [], [], []

class _Spy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.clone()

    @staticmethod
    def backward(ctx, grad):
        backward.append(torch.is_autocast_enabled(device.type))
        return grad

class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)

    def forward(self, x):
        forward.append({
            "autocast": torch.is_autocast_enabled(x.device.type),
            "low": str(torch.get_autocast_dtype(x.device.type)),
            "training": self.training,
            "shape": list(x.shape),
            "last": x.is_contiguous(memory_format=torch.channels_last),
            "same": bool(torch.equal(x.detach().float().cpu(), current)),
        })
        return _Spy.apply(self.conv(x).mean(dim=(2, 3)))

_net = _Net()
with torch.no_grad():
    _net.conv.weight.copy_(weight)
    _net.conv.bias.copy_(bias)
_net.to(device)
_optimizer = torch.optim.SGD(_net.parameters(), lr=rate)
_kind = "cuda" if device.type == "cuda" else "cpu"
_scaler = torch.amp.GradScaler(
    _kind, init_scale=scale or 1.0, growth_interval=1, enabled=scale is not None
)
_low = {"bfloat16": torch.bfloat16, "float16": torch.float16, "": None}[low]
after, kept = [], True
for _x, _y in zip(xs, ys):
    current = _x
    _given = _x.to(device)
    _loss = fast_step(_net, _optimizer, _scaler, _given, _y.to(device), _low)
    losses.append({
        "value": _loss.detach().float().cpu().clone() if isinstance(_loss, torch.Tensor) else _loss,
        "dtype": str(getattr(_loss, "dtype", "torch.float32")),
        "graph": bool(getattr(_loss, "requires_grad", False)),
    })
    kept = kept and bool(torch.equal(_given.cpu(), _x)) and _given.is_contiguous()
    after.append([_p.detach().cpu().float().clone() for _p in _net.parameters()])
parameters = str(_net.conv.weight.dtype)
scale_after = float(_scaler.get_scale())
"""

_ADVICE = {
    "second time": "Each step has a forward pass of its own.",
    "since the last update": "scaler.update() belongs after scaler.step(...).",
    "_scale is None": "The loss is not scaled: scaler.scale(loss).backward().",
    "No inf checks": "scaler.step(optimizer) takes the place of optimizer.step(), and needs "
    "gradients: scaler.scale(loss).backward() comes first.",
    "to have 3 channels": "channels_last is an order in memory, not a permute.",
    "same dtype": "Leave the conversions to autocast: x and the parameters remain float32.",
    "should be the same": "Leave the conversions to autocast: x and the parameters remain float32.",
    "rank 4": "channels_last is for images, (N, C, H, W).",
}


def _case(student: Student, low: str, scale: float | None, steps: int = 2) -> dict[str, Any]:
    sizes = (5, 7, 6)[:steps]
    return {
        "xs": [random_normal(student, n, 3, 5, 8) for n in sizes],
        "ys": [torch.randint(0, 4, (n,), generator=student.rng) for n in sizes],
        "weight": random_normal(student, 4, 3, 3, 3),
        "bias": random_normal(student, 4),
        "rate": 0.5,
        "low": low,
        "scale": scale,
    }


def _run(student: Student, case: dict[str, Any]) -> Evidence:
    evidence = student.ask(_STEP, advice=_ADVICE, **case)
    if len(evidence.sequence("forward")) != len(case["xs"]):
        calls = len(evidence.sequence("forward")) / len(case["xs"])
        raise _Unusual(f"The net is called {calls:g} times in a step, expected once.")
    return evidence


class _Unusual(Exception):  # noqa: N818  (it is the student's error, not ours)
    """The step is so unlike a step that nothing else can be said of it."""


def _simulate(case: dict[str, Any], factor: float = 1.0, adding: bool = False) -> dict[str, Any]:
    """The steps in float32; `factor` too much of each gradient, or with old ones added."""
    weight, bias = (case[k].clone().requires_grad_() for k in ("weight", "bias"))
    losses, after = [], []
    for x, y in zip(case["xs"], case["ys"], strict=True):
        loss = F.cross_entropy(F.conv2d(x, weight, bias).mean(dim=(2, 3)), y)
        if not adding:
            weight.grad = bias.grad = None
        loss.backward()
        with torch.no_grad():
            for p in (weight, bias):
                p -= case["rate"] * factor * p.grad
        losses.append(loss.detach())
        after.append([weight.detach().clone(), bias.detach().clone()])
    return {"losses": losses, "after": after}


def _same(found: list, expected: list[list[Tensor]], exact: bool) -> bool:
    rtol, atol = (5e-3, 5e-3) if exact else (0.02, 0.03)
    return all(
        agree(a, b, rtol, atol)
        for mine, theirs in zip(found, expected, strict=True)
        for a, b in zip(mine, theirs, strict=True)
    )


@sealed("test_fast_step")
def autocast_for_forward_and_loss(student: Student) -> Verdict:
    for low in ("bfloat16", "float16", ""):
        try:
            evidence = _run(student, _case(student, low, None))
        except _Unusual as unusual:
            return Verdict.wrong(str(unusual))
        note = evidence.sequence("forward")[0]
        if not note["training"]:
            return Verdict.wrong(
                "The net is in eval mode in the step: Dropout and BatchNorm would not train. It "
                "comes in training mode, and stays in it."
            )
        if bool(note["autocast"]) != bool(low):
            how = "not under autocast" if low else "under autocast, although low is None"
            return Verdict.wrong(f"With low={low or None} the forward pass is {how}.")
        if low and note["low"] != f"torch.{low}":
            return Verdict.wrong(f"With low=torch.{low} autocast is for {note['low']}.")
        if any(evidence.sequence("backward")):
            return Verdict.wrong(
                "The backward pass is under autocast. Only forward and loss belong inside the "
                "with block."
            )
        if evidence["parameters"] != "torch.float32":
            return Verdict.wrong(
                f"The parameters have become {evidence['parameters']}. They stay float32; "
                "autocast converts on the way."
            )
        for loss in evidence.sequence("losses"):
            if loss["dtype"] != "torch.float32":
                return Verdict.wrong(
                    f"With low={low or None} the loss is {loss['dtype']}. Compute the "
                    "cross-entropy inside autocast too: there it is float32."
                )
    return Verdict.right()


@sealed("test_fast_step")
def scaler_makes_the_step(student: Student) -> Verdict:
    for low, scale in (("", None), ("", 64.0), ("bfloat16", 256.0)):
        case = _case(student, low, scale)
        try:
            evidence = _run(student, case)
        except _Unusual as unusual:
            return Verdict.wrong(str(unusual))
        found = evidence.sequence("after")
        if not _same(found, _simulate(case)["after"], exact=not low):
            return Verdict.wrong(_why_step(found, case))
        if scale and evidence.number("scale_after") != 4 * scale:
            return Verdict.wrong(
                "The scale stays what it was. Is the scaler used, and is scaler.update() called "
                "after scaler.step(...)?"
            )
    case = _case(student, "", 3e38, steps=1)  # the scaled loss or its gradients are infinite
    case["xs"] = [1e3 * x for x in case["xs"]]
    evidence = student.ask(_STEP, advice=_ADVICE, **case)
    unmoved = [[case["weight"], case["bias"]]]
    if not _same(evidence.sequence("after"), unmoved, exact=True):
        return Verdict.wrong(
            "With gradients that are infinite a step is made. scaler.step(optimizer) would skip it."
        )
    return Verdict.right()


def _why_step(found: list, case: dict[str, Any]) -> str:
    scale = case["scale"] or 1.0
    if _same(found, [[case["weight"], case["bias"]]] * len(found), exact=True):
        return "The parameters do not move. Is there a backward pass, and a step after it?"
    if _same(found, _simulate(case, adding=True)["after"], exact=False):
        return "Gradients of earlier steps are added. optimizer.zero_grad() before backward."
    first = _simulate(case, factor=scale)["after"][:1]
    if scale > 1 and _same(found[:1], first, exact=False):
        return (
            "The step is made with scaled gradients. scaler.step(optimizer) takes the place of "
            "optimizer.step(), and divides them first."
        )
    return "The parameters are not those after one step on the cross-entropy of the whole batch."


@sealed("test_fast_step")
def images_are_in_channels_last(student: Student) -> Verdict:
    case = _case(student, "", None)
    try:
        evidence = _run(student, case)
    except _Unusual as unusual:
        return Verdict.wrong(str(unusual))
    for note, x in zip(evidence.sequence("forward"), case["xs"], strict=True):
        if note["shape"] != list(x.shape):
            return Verdict.wrong(
                f"The net gets shape {tuple(note['shape'])}, expected {tuple(x.shape)}. "
                "channels_last is an order in memory, not a permute."
            )
        if not note["same"]:
            return Verdict.wrong("The net gets other values than those of x.")
        if not note["last"]:
            return Verdict.wrong(
                "The net gets x in the usual order. x.to(memory_format=torch.channels_last) "
                "returns a new tensor: assign it."
            )
    return Verdict.right()


@sealed("test_fast_step")
def loss_comes_back(student: Student) -> Verdict:
    for low, scale in (("", 64.0), ("bfloat16", None)):
        case = _case(student, low, scale)
        try:
            evidence = _run(student, case)
        except _Unusual as unusual:
            return Verdict.wrong(str(unusual))
        expected = _simulate(case)["losses"]
        for loss, value in zip(evidence.sequence("losses"), expected, strict=True):
            if loss["value"] is None:
                return Verdict.wrong("fast_step returns None, expected the loss.")
            if loss["graph"]:
                return Verdict.wrong("The loss that is returned keeps its graph: loss.detach().")
            found = Evidence(loss).number("value")
            if abs(found - value) < 0.03 * value + 0.03:
                continue
            if scale and abs(found - scale * value) < 0.05 * scale * value:
                return Verdict.wrong("The scaled loss is returned, expected the loss itself.")
            return Verdict.wrong(
                f"The loss is {found:.4g}, expected {value:.4g}: the cross-entropy before the step."
            )
    return Verdict.right()
