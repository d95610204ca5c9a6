"""Sealed checks of the exercise `sequential`: the optimizer."""

from typing import Any

import torch

from autograde.sealed import Student, Verdict, sealed

from .common import agree, listed

_HELD = """
import torch
_optimizer, _model = notebook.get("optimizer"), notebook.get("model")
is_none = _optimizer is None
kind = type(_optimizer).__name__
is_optimizer = isinstance(_optimizer, torch.optim.Optimizer)
missing, strangers, repeated, own = [], 0, 0, 0
if is_optimizer and isinstance(_model, torch.nn.Module):
    _held = [_p for _group in _optimizer.param_groups for _p in _group["params"]]
    _named = dict(_model.named_parameters())
    _ids, _own = [id(_p) for _p in _held], {id(_p) for _p in _named.values()}
    missing = [_name for _name, _p in _named.items() if id(_p) not in _ids]
    strangers = len({_id for _id in _ids if _id not in _own})
    repeated = len(_ids) - len(set(_ids))
    own = len(_own)
"""


@sealed("test_sequential")
def optimizer_holds_every_parameter(student: Student) -> Verdict:
    """All parameters of model, each once, and no others."""
    evidence = student.probe(_HELD)
    if evidence.flag("is_none"):
        return Verdict.wrong("optimizer is None. The cell must set it; did the cell raise?")
    if not evidence.flag("is_optimizer"):
        kind = evidence.text("kind")
        return Verdict.wrong(f"optimizer is of type {kind}, expected an optim.SGD.")
    missing, own = evidence.sequence("missing"), evidence["own"]
    strangers = evidence["strangers"]
    if not own:
        return Verdict.wrong("model has no parameters that an optimizer could hold.")
    if len(missing) == own:
        return Verdict.wrong(
            "The optimizer holds parameters of another net: none of those of model. Was model made "
            "anew, or copied, after the optimizer?"
        )
    if missing and strangers:
        return Verdict.wrong(
            f"The optimizer holds {strangers} old parameters instead of {listed(missing)}: "
            "those were replaced after it was built. Change values in place, or build the "
            "optimizer last."
        )
    if missing:
        return Verdict.wrong(f"The optimizer lacks {listed(missing)}, so these never learn.")
    if strangers:
        return Verdict.wrong("The optimizer holds parameters that are not in model.")
    if evidence["repeated"]:
        return Verdict.wrong("The optimizer holds a parameter twice, and would move it twice.")
    return Verdict.right()


# Three steps from zero with gradients that the verifier chose; then everything gets its own back.
_STEPS = """
import collections
import torch
kind = type(optimizer).__name__
is_sgd = isinstance(optimizer, torch.optim.SGD)
_names = ("lr", "momentum", "nesterov", "dampening", "weight_decay")
_groups = [_g for _g in optimizer.param_groups if _g["params"]]
settings = [{_n: _g.get(_n) for _n in _names} for _g in _groups]
_first = [_g["params"][0] for _g in _groups]
_all = [_p for _g in _groups for _p in _g["params"]]
_kept = [(_p, _p.detach().clone(), _p.grad) for _p in _all]
_state, optimizer.state = optimizer.state, collections.defaultdict(dict)
moved, step_error = [], ""
try:
    with torch.no_grad():
        for _p in _all:
            _p.zero_()
    for _slope in slopes:
        for _p in _all:
            _p.grad = torch.full_like(_p, _slope)
        optimizer.step()
        moved.append([_p.detach().double().mean().item() for _p in _first])
except Exception as _error:
    step_error = f"{type(_error).__name__}: {_error}"
finally:
    optimizer.state = _state
    with torch.no_grad():
        for _p, _value, _grad in _kept:
            _p.copy_(_value)
            _p.grad = _grad
"""


def _walk(
    slopes: list[float], group: dict[str, Any], momentum: float, nesterov: bool
) -> list[float]:
    """Where steps of SGD lead from 0 (the documentation of torch.optim.SGD, dampening 0)."""
    w, v, places = 0.0, 0.0, []
    for slope in slopes:
        slope = slope + (group["weight_decay"] or 0.0) * w
        v = momentum * v + slope
        w -= group["lr"] * (slope + momentum * v if nesterov else v)
        places.append(w)
    return places


@sealed("test_sequential")
def optimizer_is_nesterovs(student: Student) -> Verdict:
    """SGD with Nesterov momentum 0.9, judged by the steps that it takes."""
    slopes = (torch.rand(3, generator=student.rng) + 0.5).tolist()
    evidence = student.probe(_STEPS, slopes=slopes)
    kind = evidence.text("kind")
    if not evidence.flag("is_sgd") or evidence.text("step_error"):
        return Verdict.wrong(
            f"optimizer is {kind}, expected SGD: optim.SGD(..., momentum=0.9, nesterov=True). "
            f"{evidence.text('step_error')}".strip()
        )
    moved = evidence.sequence("moved", length=3)
    for number, group in enumerate(evidence.sequence("settings")):
        group = {name: _plain(value) for name, value in group.items()}
        if not group["lr"]:
            return Verdict.wrong("The learning rate is 0, so nothing moves.")
        places = [row[number] / group["lr"] for row in moved]
        right = [place / group["lr"] for place in _walk(slopes, group, 0.9, True)]
        if _close(places, right):
            continue
        if _close(places, [place / group["lr"] for place in _walk(slopes, group, 0.9, False)]):
            return Verdict.wrong(
                "This is momentum, but not Nesterov's: the switch nesterov=True is off by default."
            )
        if _close(places, [place / group["lr"] for place in _walk(slopes, group, 0.0, False)]):
            return Verdict.wrong(
                "This is plain SGD, without momentum: momentum=0.9, nesterov=True."
            )
        return Verdict.wrong(
            f"The steps are not those of Nesterov momentum 0.9: momentum is {group['momentum']}, "
            f"nesterov is {group['nesterov']}."
        )
    return Verdict.right()


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, torch.Tensor) else value


def _close(found: list[float], expected: list[float]) -> bool:
    return agree(torch.tensor(found), torch.tensor(expected))
