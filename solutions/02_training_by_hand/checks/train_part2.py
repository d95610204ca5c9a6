"""Sealed checks of `train_part2`."""

from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import IMAGES_WANTED, all_agree, random_normal

_TRAIN = """
import torch
from course_lib.data import ArrayLoader as _Loader
_own_check = notebook.get("check_accuracy")

_batches, _shapes, _measuring = [], [], []

def _copied(value):
    if isinstance(value, (list, tuple)):
        return [_copied(_each) for _each in value]
    return value.detach().clone().requires_grad_() if isinstance(value, torch.Tensor) else value

def _check(*args, **kwargs):  # whether check_accuracy is right is not the question here
    _mode = torch.is_grad_enabled()
    _measuring.append(True)
    try:
        return _own_check(*map(_copied, args), **{_k: _copied(_v) for _k, _v in kwargs.items()})
    except Exception:
        return 0.0
    finally:
        _measuring.pop()
        torch.set_grad_enabled(_mode)

def _net(x, params):
    if not _measuring:
        _shapes.append(tuple(x.shape[1:]))
        if torch.is_grad_enabled():
            _batches.append(len(x))
    return torch.tanh(x.flatten(1) @ params[0] + params[1]) @ params[2]

notebook["loader_train"] = _Loader(x, y, batch_size=batch_size)
notebook["loader_val"] = notebook["loader_test"] = _Loader(x_val, y_val, batch_size=batch_size)
notebook["check_accuracy"] = _check
notebook["print_every"] = print_every
_params = [_p.to(device).clone().requires_grad_() for _p in start]
_tensors = list(_params)
torch.set_grad_enabled(True)  # another function may have left it off
try:
    for _ in range(passes):
        train_part2(_net, _params, rate)
    still_recording = torch.is_grad_enabled()
finally:
    torch.set_grad_enabled(True)
after = [_t.detach().clone() for _t in _tensors]
is_same = len(_params) == len(_tensors) and all(_a is _b for _a, _b in zip(_params, _tensors))
are_leaves = all(_t.is_leaf and _t.requires_grad for _t in _tensors)
batches = _batches
gets_images = all(_shape == tuple(x.shape[1:]) for _shape in _shapes)
"""

_TRAIN_ADVICE = {
    "a leaf Variable": "The update is recorded like any other operation, and a leaf may not be the "
    "result of one: make it under torch.no_grad().",
    "NoneType": "A gradient is None: there has been no backward yet, or the tensor is not the leaf "
    "that was passed in (w = w - ... makes a new one).",
    "does not require grad": "backward finds no graph. Was the net called under no_grad, or has a "
    "parameter been replaced by a new tensor, as in w = w - ...?",
    "second time": "backward goes through an old graph again: compute the loss anew for each "
    "batch, and do not add up losses that carry a graph.",
    "to unpack": "Nets have different numbers of parameters: go over params in a loop.",
    "not implemented for": "F.cross_entropy takes the scores first, then the labels.",
    "grad can be implicitly": "The loss has to be a single number: the mean over the batch.",
}


def _training(student: Student, count: int, batch_size: int, rate: float, passes: int) -> dict:
    """Inputs for _TRAIN: a small net with three parameters, images with random labels."""
    return {
        "x": random_normal(student, count, 2, 3, 4),
        "y": torch.randint(0, 5, (count,), generator=student.rng),
        "x_val": random_normal(student, 10, 2, 3, 4),
        "y_val": torch.randint(0, 5, (10,), generator=student.rng),
        "start": [
            random_normal(student, 24, 6) / 5,
            random_normal(student, 6) / 5,
            random_normal(student, 6, 5) / 2,
        ],
        "batch_size": batch_size,
        "rate": rate,
        "passes": passes,
        "print_every": 2 if count < 100 else 100,
    }


def _trained(inputs: Mapping[str, Any], slip: str = "") -> list[Tensor]:
    """The parameters after training, or after training with one slip, in float64."""
    params = [p.double().requires_grad_() for p in inputs["start"]]
    rate = -inputs["rate"] if slip == "uphill" else inputs["rate"]
    rounds = inputs["passes"] * (2 if slip == "twice" else 1)
    x, y, size = inputs["x"].double(), inputs["y"], inputs["batch_size"]
    sums = [torch.zeros_like(p) for p in params]
    for _ in range(rounds):
        batches = list(zip(x.split(size), y.split(size), strict=True))
        if slip == "first":
            batches = batches[:1]
        if slip == "full batches":
            batches = [pair for pair in batches if len(pair[1]) == size]
        for batch, labels in batches:
            scores = torch.tanh(batch.flatten(1) @ params[0] + params[1]) @ params[2]
            scores = F.softmax(scores, dim=1) if slip == "softmax" else scores
            reduction = "sum" if slip == "sum" else "mean"
            loss = F.cross_entropy(scores, labels, reduction=reduction)
            slopes = torch.autograd.grad(loss, params)
            keep = 1.0 if slip == "sums" else 0.0
            sums = [keep * s + slope for s, slope in zip(sums, slopes, strict=True)]
            with torch.no_grad():
                for p, s in zip(params, sums, strict=True):
                    p -= rate * s
    return [p.detach() for p in params]


_TRAIN_SLIPS = {
    "sums": "Each step follows the sum of all gradients so far: clear them after each update, with "
    "w.grad.zero_() (and its parentheses) or w.grad = None.",
    "uphill": "The loss rises: a step subtracts the gradient.",
    "softmax": "There is a softmax before the cross-entropy, which applies its own: pass it the "
    "raw scores.",
    "sum": "The loss is the mean over the batch, as F.cross_entropy gives it, not the sum.",
    "twice": "Every batch is used twice: one call is one epoch.",
    "first": "Only the first batch is used: is there a return or a break inside the loop?",
    "full batches": "The last, smaller batch is left out.",
}


@sealed("test_train_part2")
def training_follows_sgd(student: Student) -> Verdict:
    # Few steps of a size that shows every slip; two calls; and more than a hundred steps.
    for count, size, rate, passes in ((22, 8, 0.5, 1), (7, 2, 0.1, 2), (103, 1, 0.02, 1)):
        inputs = _training(student, count, size, rate, passes)
        on = f"with 3 parameters and a loader_train of {count} images in batches of {size}"
        evidence = student.ask(_TRAIN, on, _TRAIN_ADVICE, **inputs)
        if not evidence.flag("gets_images"):
            return Verdict.wrong(IMAGES_WANTED)
        found = evidence.sequence("after", length=3)
        if all_agree(found, inputs["start"]):
            return Verdict.wrong(_why_unmoved(evidence))
        if all_agree(found, _trained(inputs)):
            continue
        known = [h for slip, h in _TRAIN_SLIPS.items() if all_agree(found, _trained(inputs, slip))]
        return Verdict.wrong(known[0] if known else _generic_training_hint(evidence, inputs))
    return Verdict.right()


@sealed("test_train_part2")
def training_keeps_the_leaves(student: Student) -> Verdict:
    inputs = _training(student, 9, 4, 0.1, 1)
    evidence = student.ask(_TRAIN, "with 3 parameters", _TRAIN_ADVICE, **inputs)
    if not evidence.flag("is_same"):
        return Verdict.wrong(
            "The list params holds other tensors than before: change the tensors that were passed "
            "in, in place, under no_grad."
        )
    if not evidence.flag("are_leaves"):
        return Verdict.wrong(
            "After training the parameters must still be leaves that require grad, so that "
            "training can go on."
        )
    if not evidence.flag("still_recording"):
        return Verdict.wrong(
            "Afterwards autograd is switched off for the whole program: use no_grad as a context "
            "(`with`), which switches it on again."
        )
    return Verdict.right()


def _why_unmoved(evidence: Evidence) -> str:
    if not evidence.sequence("batches"):
        return "The net is never called: go over the batches of loader_train."
    return (
        "The parameters have not moved. `w = w - ...` makes a new tensor and gives it the name w; "
        "the parameter stays as it was. Write `w -= ...` under no_grad, and clear the gradient "
        "only after its use. Copies of the parameters do not help either, and through scores that "
        "are detached no gradient comes back."
    )


def _generic_training_hint(evidence: Evidence, inputs: Mapping[str, Any]) -> str:
    expected = -(-len(inputs["y"]) // inputs["batch_size"]) * inputs["passes"]
    found = len(evidence.sequence("batches"))
    if found != expected:
        return (
            f"The net was called for {found} batches, expected {expected}: once for each batch of "
            "loader_train."
        )
    return (
        "The parameters are not where plain SGD leads: for each batch, every w in params becomes "
        "w - learning_rate * w.grad, with the gradient of that batch's cross-entropy alone."
    )
