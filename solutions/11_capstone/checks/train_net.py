"""Sealed checks of `train_net`."""

import itertools
from typing import Any

import torch

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import random_int

# The net answers 1 where the first pixel is positive: its accuracy is known, whatever it learns.
_TRAIN = """
import torch
from torch import nn
from torch.optim.optimizer import register_optimizer_step_pre_hook as _hook
from course_lib.data import ArrayLoader as _Loader
notes, calls, rates, gradients, held = [], [], [], [], []

class _Diary(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(12, 2)
        self.second = nn.Linear(12, 2)

    def forward(self, x):
        notes.append([self.training, len(x), float(x[0, 0, 0, 0])])
        sure = torch.stack([-x[:, 0, 0, 0], x[:, 0, 0, 0]], dim=1)
        return 1e5 * sure + self.first(x.flatten(1)) + self.second(x.flatten(1))

def _change(images):
    calls.append(len(images))
    return images + 50

_net = _Diary().to(device).train(mode)
_parameters = list(_net.parameters())
_before = [_p.detach().clone() for _p in _parameters]

def _look(optimizer, args, kwargs):
    rates.append(max(float(_g["lr"]) for _g in optimizer.param_groups))
    gradients.append(float(_net.first.bias.grad.norm()))
    _ids = {id(_p) for _g in optimizer.param_groups for _p in _g["params"]}
    held.append(sum(id(_p) in _ids for _p in _parameters))

_handle = _hook(_look)
try:
    _loaders = _Loader(x, y, batch_size=4), _Loader(x_val, y_val, batch_size=4)
    _history = train_net(_net, *_loaders, epochs, max_lr, _change)
finally:
    _handle.remove()
kind = type(_history).__name__
_names = getattr(_history, "names", [])
names = [str(_n) for _n in _names]
losses = _history.series("loss") if "loss" in names else None
validation = _history.series("validation") if "validation" in names else None
moved = [not torch.equal(_a, _b) for _a, _b in zip(_before, _parameters)]
"""

_LEARN = """
import torch
from torch import nn
from course_lib.data import ArrayLoader as _Loader
_net = nn.Sequential(nn.Flatten(), nn.Linear(12, 3)).to(device)
_loader = _Loader(x, y, batch_size=16, shuffle=True)
_history = train_net(_net, _loader, _Loader(x, y, batch_size=16), 20, 0.2, lambda images: images)
with torch.no_grad():
    predictions = _net(x.to(device)).argmax(dim=1).cpu()
"""

_ADVICE = {
    "Tried to step": "The scheduler is stepped more often than it was told: once after each batch, "
    "epochs * len(loader) times together.",
    "'list' object has no attribute": "The losses and accuracies go into a History: "
    "history.log(loss=loss).",
    "non-empty": "Each parameter needs a place in the optimizer.",
}


def _case(student: Student, mode: bool) -> dict[str, Any]:
    """18 training images in batches of 4, 4, 4, 4 and 2, 7 for validation in batches of 4 and 3."""
    x_val = torch.rand(7, 3, 2, 2, generator=student.rng) + 1
    x_val[1, 0, 0, 0] = -1.5
    right = torch.tensor([1, 0, 1, 1, 1, 1, 1])
    y_val = right.clone()
    y_val[2:4] = 1 - right[2:4]  # two of four are right in the first batch, all in the second
    return {
        "x": torch.rand(18, 3, 2, 2, generator=student.rng) + 1,
        "y": torch.zeros(18, dtype=torch.int64),  # all wrong, so that each step has a gradient
        "x_val": x_val,
        "y_val": y_val,
        "epochs": random_int(student, 4, 5),
        "max_lr": 0.005 + 0.01 * torch.rand(1, generator=student.rng).item(),
        "mode": mode,
    }


_BATCHES = [4, 4, 4, 4, 2]


@sealed("test_train_net")
def modes_and_images_are_right(student: Student) -> Verdict:
    for mode in (False, True):
        case = _case(student, mode)
        evidence = student.ask(_TRAIN, advice=_ADVICE, **case)
        changed = [(training, n) for training, n, first in evidence.sequence("notes") if first > 40]
        plain = [(training, n) for training, n, first in evidence.sequence("notes") if first < 40]
        epochs = case["epochs"]
        in_training = [n for training, n in plain if training]
        if any(not training for training, _ in changed):
            return Verdict.wrong(_why_eval(evidence, epochs))
        if in_training:
            # Batches of validation are 4 and 3, those of training never 3.
            if 3 in in_training:
                return Verdict.wrong(
                    "The net is validated in training mode: Dropout drops, BatchNorm uses the "
                    "batch. evaluate(...) takes care of that."
                )
            return Verdict.wrong("The net trains on images that did not go through change.")
        if [n for _, n in changed] != _BATCHES * epochs:
            return Verdict.wrong(
                f"In {epochs} epochs of {_BATCHES} images the net is trained on batches of "
                f"{[n for _, n in changed][:12]}... Each batch of each epoch is one step."
            )
        if sum(n for _, n in plain) != 7 * epochs:
            return Verdict.wrong(
                f"In {epochs} epochs {sum(n for _, n in plain)} images of validation are looked "
                f"at, expected all 7 after each epoch."
            )
        if evidence.sequence("calls") != _BATCHES * epochs:
            return Verdict.wrong("Each batch of training images goes through change once.")
    return Verdict.right()


def _why_eval(evidence: Evidence, epochs: int) -> str:
    notes = [note for note in evidence.sequence("notes") if note[2] > 40]
    steps = len(evidence.sequence("rates"))
    if sum(n for _, n, _ in notes) > 18 * epochs or len(notes) > steps:
        return "Images of validation go through change. It is for training images only."
    if notes[0][0]:
        return (
            "After the first validation the net stays in eval mode. Call net.train() at the "
            "beginning of each epoch."
        )
    return "The net is trained in eval mode. It may come in that mode: call net.train()."


@sealed("test_train_net")
def rate_rises_and_falls_by_batches(student: Student) -> Verdict:
    case = _case(student, True)
    evidence = student.ask(_TRAIN, advice=_ADVICE, **case)
    rates, top = [float(rate) for rate in evidence.sequence("rates")], case["max_lr"]
    steps = case["epochs"] * len(_BATCHES)
    if len(rates) != steps:
        return Verdict.wrong(
            f"optimizer.step() is called {len(rates)} times for {steps} batches. (An optimizer of "
            "torch.optim is counted.)"
        )
    shown = ", ".join(f"{rate / top:.2g}" for rate in rates[:8])
    shares = f"In shares of max_lr the rates begin with {shown}."
    changes = sum(abs(a - b) > 1e-9 * top for a, b in itertools.pairwise(rates))
    if changes == 0:
        return Verdict.wrong(f"The rate never changes. Is scheduler.step() called? {shares}")
    if changes < 0.6 * (steps - 1):
        return Verdict.wrong(
            f"The rate changes {changes} times in {steps} steps. scheduler.step() belongs into the "
            f"loop over batches, and the schedule has epochs * len(loader) steps. {shares}"
        )
    if max(rates) > 1.01 * top:
        return Verdict.wrong(f"The rate goes above max_lr. {shares}")
    if max(rates) < 0.7 * top:
        return Verdict.wrong(
            f"The highest rate is {max(rates) / top:.2g} of max_lr: has the schedule the right "
            f"number of steps? {shares}"
        )
    if rates[0] > 0.8 * max(rates):
        return Verdict.wrong(f"The rate begins at the top, expected a rise. {shares}")
    fallen = False
    for rate in rates[rates.index(max(rates)) :]:
        fallen = fallen or rate < 0.5 * max(rates)
        if fallen and rate > 0.6 * max(rates):
            return Verdict.wrong(
                "The rate has fallen and rises again. There is one cycle in the whole run: make "
                "optimizer and scheduler before the loop over epochs."
            )
    if rates[-1] > 0.15 * top:
        return Verdict.wrong(
            f"The last rate is {rates[-1] / top:.2g} of max_lr, expected less than a tenth. Has "
            "the schedule epochs * len(loader) steps?"
        )
    return Verdict.right()


@sealed("test_train_net")
def history_is_honest(student: Student) -> Verdict:
    case = _case(student, True)
    evidence = student.ask(_TRAIN, advice=_ADVICE, **case)
    epochs = case["epochs"]
    if "loss" not in evidence.sequence("names") or "validation" not in evidence.sequence("names"):
        return Verdict.wrong(
            f"train_net returns {evidence['kind']} with {evidence.sequence('names') or 'nothing'}, "
            'expected a History with "loss" and "validation".'
        )
    losses, accuracies = evidence.sequence("losses"), evidence.sequence("validation")
    if len(losses) != epochs * len(_BATCHES):
        return Verdict.wrong(
            f'"loss" has {len(losses)} numbers, expected one for each batch, '
            f"{epochs * len(_BATCHES)}."
        )
    if len(accuracies) != epochs:
        return Verdict.wrong(
            f'"validation" has {len(accuracies)} numbers, expected one for each epoch, {epochs}.'
        )
    known = {
        "the mean of the accuracies of batches. The last batch is smaller: add up right answers "
        "and images": (0.5 + 1) / 2,
        "the accuracy on training images": 0.0,
        "the accuracy of the first batch": 0.5,
        "the number of right answers, not their share": 5.0,
        "right answers divided by batches": 2.5,
        "right answers divided by full batches": 5 / 8,
        "in percent, not from 0 to 1": 500 / 7,
    }
    for value in accuracies:
        if abs(value - 5 / 7) < 1e-3:
            continue
        slips = [what for what, number in known.items() if abs(value - number) < 1e-3]
        extra = f" That is {slips[0]}." if slips else ""
        return Verdict.wrong(
            f"An accuracy is {value:.4g}, expected {5 / 7:.4g}: 5 of 7 images are right.{extra}"
        )
    return Verdict.right()


@sealed("test_train_net")
def every_step_trains_the_net(student: Student) -> Verdict:
    case = _case(student, True)
    evidence = student.ask(_TRAIN, advice=_ADVICE, **case)
    if min(evidence.sequence("held"), default=0) < 4:
        return Verdict.wrong("The optimizer does not hold all parameters of the net.")
    if not all(evidence.sequence("moved")):
        return Verdict.wrong("Some parameters of the net have not moved.")
    gradients = evidence.sequence("gradients")
    if gradients[-1] > 1.9 * gradients[0]:
        return Verdict.wrong(
            "The gradients grow from step to step: those of earlier batches are added. "
            "optimizer.zero_grad() before each backward."
        )
    x = torch.randn(96, 3, 2, 2, generator=student.rng)
    y = x.flatten(1)[:, :3].argmax(dim=1)
    predictions = student.probe(_LEARN, x=x, y=y).tensor("predictions", shape=(96,))
    share = (predictions == y).double().mean().item()
    if share < 0.7:
        return Verdict.wrong(
            f"On an easy task of three classes, 20 epochs with max_lr=0.2 end with {share:.0%} of "
            "the training images. Is the loss the cross-entropy, and does each step follow it?"
        )
    return Verdict.right()
