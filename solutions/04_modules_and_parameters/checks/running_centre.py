"""Sealed checks of `RunningCentre`."""

import torch
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import MODULE_ADVICE, agree, random_normal

_CENTRE = """
import torch
_args = [features] if momentum is None else [features, momentum]
_centre = RunningCentre(*_args).to(device)
is_module = isinstance(_centre, torch.nn.Module)
keys = list(_centre.state_dict())
parameters = [_n for _n, _ in _centre.named_parameters()]
buffers = [_n for _n, _ in _centre.named_buffers()]
start = _centre.running_mean
results, means, needs_grad, unchanged = [], [], [], True
for _mode, _recorded, _x in zip(modes, recorded, batches):
    _centre.train(_mode)
    _given = _x.clone().to(device).requires_grad_()
    with torch.set_grad_enabled(_recorded):
        _y = _centre(_given)
    results.append(_y)
    means.append(_centre.running_mean.detach().clone())
    needs_grad.append(bool(_centre.running_mean.requires_grad))
    unchanged = unchanged and torch.equal(_given.detach(), _x.to(device))
start = RunningCentre(*_args).running_mean
"""

_MOVED = """
import torch
_ones = torch.ones(2, 3).to(device)
_centre = RunningCentre(3).to(device).double()
_centre(_ones.double())
dtype_found = str(_centre.running_mean.dtype)
_saved = {_n: _v.clone() for _n, _v in _centre.state_dict().items()}
_other = RunningCentre(3).to(device).double()
_other.load_state_dict(_saved)
loaded = _other.running_mean
_other.eval()
centred = _other(_ones.double())
_first, _second = RunningCentre(3).to(device), RunningCentre(3).to(device)
_first(_ones)
second_after = _second.running_mean
"""

_SLOPES = """
import torch
_x = x.clone().to(device).requires_grad_()
_y = RunningCentre(3).to(device)(_x)
is_recorded, gradient = _y.requires_grad, None
if is_recorded:
    (gradient,) = torch.autograd.grad((_y * slopes.to(device)).sum(), [_x], allow_unused=True)
"""

# Modes, and whether a graph is recorded: all four combinations occur.
_MODES = (True, True, False, True, False, True)
_RECORDED = (True, False, False, True, True, False)


def _batches(student: Student, features: int) -> list[Tensor]:
    sizes = (5, 1, 4, 7, 2, 3)
    return [random_normal(student, n, features) + 2 for n in sizes]


@sealed("test_RunningCentre")
def running_mean_is_a_buffer(student: Student) -> Verdict:
    inputs = {"modes": [True], "recorded": [True], "batches": _batches(student, 3)[:1]}
    evidence = student.ask(
        _CENTRE, "as RunningCentre(3)", MODULE_ADVICE, features=3, momentum=None, **inputs
    )
    if "running_mean" in evidence.sequence("parameters"):
        return Verdict.wrong(
            "running_mean is a parameter, so an optimizer would change it. It is computed, not "
            "learnt: register_buffer."
        )
    if "running_mean" not in evidence.sequence("buffers"):
        return Verdict.wrong(
            "running_mean is a plain tensor: it would not move with the module, and not be saved. "
            'self.register_buffer("running_mean", torch.zeros(features)).'
        )
    if "running_mean" not in evidence.sequence("keys"):
        return Verdict.wrong("running_mean is not saved in state_dict: leave out persistent=False.")
    if evidence.sequence("parameters"):
        return Verdict.wrong("RunningCentre has nothing to learn, so it has no parameters.")
    if not agree(
        evidence["start"].cpu() if isinstance(evidence["start"], Tensor) else None, torch.zeros(3)
    ):
        return Verdict.wrong("running_mean begins at zero, one for each feature.")
    moved = student.ask(_MOVED, "after .double()", MODULE_ADVICE)
    if moved.text("dtype_found") != "torch.float64":
        return Verdict.wrong("After .double() and a batch, running_mean is no longer float64.")
    tenth = torch.full((3,), 0.1)
    if not agree(moved["loaded"], tenth) or not agree(moved["centred"], torch.full((2, 3), 0.9)):
        return Verdict.wrong("A running_mean that was saved does not come back by load_state_dict.")
    if not agree(moved["second_after"], torch.zeros(3)):
        return Verdict.wrong("Two objects share one running_mean: make it in __init__.")
    return Verdict.right()


@sealed("test_RunningCentre")
def each_mode_does_its_part(student: Student) -> Verdict:
    for features, momentum in ((4, None), (3, 0.25)):
        batches = _batches(student, features)
        evidence = student.ask(
            _CENTRE,
            f"with {features} features, on batches of different sizes in both modes",
            MODULE_ADVICE,
            features=features,
            momentum=momentum,
            modes=list(_MODES),
            recorded=list(_RECORDED),
            batches=batches,
        )
        found = evidence.sequence("results", length=len(batches))
        means = evidence.sequence("means", length=len(batches))
        if hint := _first_difference(found, means, batches, momentum or 0.1):
            return Verdict.wrong(hint)
        if True in evidence.sequence("needs_grad"):
            return Verdict.wrong(
                "running_mean comes to require grad, so it keeps the graph of every batch alive: "
                "update it under torch.no_grad()."
            )
        if not evidence.flag("unchanged"):
            return Verdict.wrong("The input x is changed in place: make a new tensor.")
    return Verdict.right()


@sealed("test_RunningCentre")
def gradients_flow_through_the_mean(student: Student) -> Verdict:
    x, slopes = random_normal(student, 6, 3), random_normal(student, 6, 3)
    evidence = student.ask(_SLOPES, "in training mode", MODULE_ADVICE, x=x, slopes=slopes)
    if not evidence.flag("is_recorded"):
        return Verdict.wrong("In training mode the result carries no graph: no_grad covers it too.")
    # The derivative of x - mean is a subtraction of the mean again.
    if not agree(evidence["gradient"], slopes - slopes.mean(dim=0)):
        return Verdict.wrong(
            "The mean that is subtracted is cut from the graph. Only running_mean is computed "
            "without one: use the detached mean for it alone."
        )
    return Verdict.right()


def _first_difference(found: list, means: list, batches: list[Tensor], momentum: float) -> str:
    """What is wrong with the first batch that differs, "" if none does."""
    running = torch.zeros(batches[0].shape[1])
    for y, came, x, trains, records in zip(found, means, batches, _MODES, _RECORDED, strict=True):
        batch, before = x.mean(dim=0), running
        running = (1 - momentum) * running + momentum * batch if trains else running
        subtracted = batch if trains else before
        mode = "training" if trains else "evaluation"
        where = f"{mode} mode, {'with' if records else 'without'} a graph"
        if not agree(came, running):
            if not trains and not agree(came, before):
                return (
                    f"In {where}, running_mean changes. It may change in training mode alone: "
                    "self.training says which it is, and no_grad is no mode."
                )
            if trains and agree(came, before):
                return (
                    f"In {where}, running_mean does not change. self.training says that it "
                    "should, and no_grad is no mode."
                )
            if agree(came, momentum * before + (1 - momentum) * batch):
                return "momentum and 1 - momentum are exchanged in running_mean."
            return (
                f"In {where}, running_mean does not become (1 - momentum) * running_mean + "
                "momentum * mean of the batch, feature by feature."
            )
        if not agree(y, x - subtracted):
            what = "the mean of the batch" if trains else "running_mean"
            return f"In {where}, what is subtracted is not {what}."
    return ""
