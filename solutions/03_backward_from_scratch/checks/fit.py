"""Sealed checks of `fit`."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, all_agree, known_slip, random_normal

_FIT = """
import torch
torch.set_grad_enabled(True)
_w, _b = w.clone().requires_grad_(), b.clone().requires_grad_()
_x, _y = x.clone(), y.clone()
_losses = fit(_x, _y, _w, _b, rate, epochs, size)
w_after, b_after = _w.detach().clone(), _b.detach().clone()
kind = type(_losses).__name__
_list = list(_losses) if isinstance(_losses, (list, tuple)) else _losses
losses = _list
has_graph = isinstance(_list, list) and any(getattr(_l, "requires_grad", False) for _l in _list)
tensors = isinstance(_list, list) and any(isinstance(_l, torch.Tensor) for _l in _list)
changed = not (torch.equal(_x, x) and torch.equal(_y, y))
are_leaves = all(_t.is_leaf and _t.requires_grad for _t in (_w, _b))
still_recording = torch.is_grad_enabled()
torch.set_grad_enabled(True)
"""

_ADVICE = {
    "second time": "A graph is used twice: compute the loss of each batch anew. retain_graph=True "
    "only repeats the old gradient.",
    "does not require grad": "backward finds no graph: is the forward pass under no_grad, is "
    "something detached, or are w and b new tensors by now?",
    "a leaf Variable": "An update by hand belongs under torch.no_grad(). The optimizer does it.",
    "has been modified by an inplace": "The loss is older than the last step: compute it anew for "
    "each batch.",
    "to Scalar": "item() needs a tensor with a single number: is the loss a mean?",
    "grad can be implicitly": "The loss is a single number: the mean over the batch.",
    "must match the size": "Is a size written as a number? The last batch may be smaller.",
    "invalid for input": "Is a size written as a number? The last batch may be smaller.",
}


def _inputs(student: Student, count: int, features: int, **more: Any) -> dict[str, Any]:
    x = random_normal(student, count, features)
    truth = random_normal(student, features)
    return {
        "x": x,
        "y": x @ truth + 1 + 0.1 * random_normal(student, count),
        "w": random_normal(student, features, 1),
        "b": random_normal(student, 1),
    } | more


def _ask(student: Student, inputs: dict[str, Any]) -> Evidence:
    count, features = inputs["x"].shape
    on = f"with {count} points, {features} features and batches of {inputs['size']}"
    return student.ask(_FIT, on, _ADVICE, **inputs)


def _fitted(inputs: dict[str, Any], slip: str = "") -> tuple[list[Tensor], Tensor]:
    """w and b after training, and the losses, in float64; or what one slip gives."""
    w, b = inputs["w"].double().requires_grad_(), inputs["b"].double().requires_grad_()
    x, y, size = inputs["x"].double(), inputs["y"].double(), inputs["size"]
    batches = list(zip(x.split(size), y.split(size), strict=True)) * inputs["epochs"]
    rate = -inputs["rate"] if slip == "uphill" else inputs["rate"]
    if slip == "full batches":
        batches = [pair for pair in batches if len(pair[1]) == size]
    if slip == "all at once":
        batches = [(x, y)] * inputs["epochs"]
    if slip == "one epoch":
        batches = batches[: len(batches) // inputs["epochs"]]
    if slip == "stale":
        batches = [(x, y)] * len(batches)
    losses, sums = [], [torch.zeros_like(w), torch.zeros_like(b)]
    first = None
    for rows, targets in batches:
        errors = (rows @ w + b).squeeze(1) - targets
        if slip == "broadcast":
            errors = rows @ w + b - targets
        loss = errors.abs().mean() if slip == "absolute" else (errors**2).mean()
        loss = loss * len(targets) if slip == "sum" else loss
        losses.append(loss.detach())
        slopes = torch.autograd.grad(loss, (w, b))
        first = slopes if first is None else first
        if slip == "stale":
            slopes = first
        keep = 1.0 if slip == "sums" else 0.0
        sums = [keep * s + slope for s, slope in zip(sums, slopes, strict=True)]
        with torch.no_grad():
            w -= rate * sums[0]
            if slip != "w alone":
                b -= rate * sums[1]
    return [w.detach(), b.detach()], torch.stack(losses)


_SLIPS = {
    "broadcast": "Every prediction is compared with every label: x @ w + b has the shape (N, 1), y "
    "has (N,), and their difference (N, N). So w learns the mean label, the same for all.",
    "sums": "Each step follows the sum of all gradients so far: zero_grad is missing from the "
    "loop, or only before it.",
    "sum": "The loss is the mean over the batch, not the sum.",
    "stale": "Each step repeats the first gradient: compute the loss anew for each batch, and "
    "leave retain_graph alone.",
    "full batches": "The last, smaller batch is left out.",
    "all at once": "Each step uses all rows: take them from x_batch and y_batch.",
    "one epoch": "Only one epoch is made: is there a return inside the loop?",
    "absolute": "The loss is the mean of squares.",
    "uphill": "The loss rises: a step goes against the gradient.",
    "w alone": "b does not learn: the optimizer gets both leaves.",
}

_UNMOVED = (
    "w and b have not moved. step uses what is in .grad when it is called: nothing, if zero_grad "
    "has just cleared it, if there was no backward, if a loss was made by hand with requires_grad, "
    "or if the optimizer holds other tensors than w and b. And without step nothing moves at all."
)


@sealed("test_fit")
def fit_follows_sgd(student: Student) -> Verdict:
    for count, features, size, epochs in ((10, 3, 4, 2), (7, 1, 1, 1), (5, 2, 8, 3)):
        inputs = _inputs(student, count, features, size=size, epochs=epochs, rate=0.05)
        evidence = _ask(student, inputs)
        found = [evidence["w_after"], evidence["b_after"]]
        if all_agree(found, _fitted(inputs)[0]):
            continue
        if all_agree(found, [inputs["w"], inputs["b"]]):
            return Verdict.wrong(_UNMOVED)
        slips = {hint: _fitted(inputs, slip)[0] for slip, hint in _SLIPS.items()}
        return Verdict.wrong(
            known_slip(found, slips)
            or "w and b are not where SGD on the mean squared error leads: one step for each "
            "batch, each with the gradient of its own loss."
        )
    return Verdict.right()


@sealed("test_fit")
def fit_returns_losses(student: Student) -> Verdict:
    inputs = _inputs(student, 10, 3, size=4, epochs=2, rate=0.05)
    evidence = _ask(student, inputs)
    if evidence.flag("has_graph"):
        return Verdict.wrong(
            "The losses still require grad: each keeps the graph of its batch in memory, and what "
            "belongs to it, for as long as the list lives. Append loss.item()."
        )
    kind = evidence.text("kind")
    if kind not in ("list", "tuple", "Tensor", "ndarray"):
        return Verdict.wrong(f"fit returns {kind}, expected the list of losses.")
    found = evidence["losses"]
    found = found if isinstance(found, Tensor) else _row(found)
    weights, expected = _fitted(inputs)
    if found is None or found.shape != expected.shape:
        came = "something else" if found is None else f"{found.numel()} numbers"
        return Verdict.wrong(
            f"fit returns {came}, expected {len(expected)} losses: one for each of three batches, "
            "twice."
        )
    learns = all_agree([evidence["w_after"], evidence["b_after"]], weights)
    if learns and not agree(found, expected):
        return Verdict.wrong(
            "w and b are right, the losses are not: note the loss of each batch as it was before "
            "its step, one number, not added up."
        )
    return Verdict.right()


@sealed("test_fit")
def fit_leaves_things_in_order(student: Student) -> Verdict:
    """Two calls in a row, and what must not change."""
    inputs = _inputs(student, 6, 2, size=4, epochs=1, rate=0.05)
    evidence = _ask(student, inputs)
    if evidence.flag("changed"):
        return Verdict.wrong("x or y has changed: reshape into new names, and not in place.")
    if not evidence.flag("are_leaves"):
        return Verdict.wrong("Afterwards w and b must still be leaves that require grad.")
    if not evidence.flag("still_recording"):
        return Verdict.wrong(
            "Afterwards autograd is off for the whole program: use no_grad as a context (`with`)."
        )
    return Verdict.right()


def _row(values: Any) -> Tensor | None:
    """A list of single numbers as a tensor."""
    try:
        return torch.tensor([float(value) for value in values], dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError):
        return None
