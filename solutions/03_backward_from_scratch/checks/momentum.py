"""Sealed checks of `Momentum`."""

from typing import Any

import torch

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import all_agree, known_slip, random_normal
from .momentum_slips import RULES, followed, reference

# grads: for each step a list with a tensor, or None, for each leaf. rates: the lr of each step.
_STEPS = """
import torch
torch.set_grad_enabled(True)
_leaves = [_s.clone().requires_grad_() for _s in start]
if used_before:  # by another optimizer, which has velocities of its own
    for _leaf in _leaves:
        _leaf.grad = torch.ones_like(_leaf)
    Momentum(_leaves, rates[0], momentum).step()
    for _leaf, _s in zip(_leaves, start):
        _leaf.data.copy_(_s)
        _leaf.grad = None
_given = (_l for _l in _leaves) if as_generator else _leaves
_optimizer = Momentum(_given, rates[0], momentum)
grads_kept = True
for _lr, _row in zip(rates, grads):
    if _lr != rates[0]:
        _optimizer.lr = _lr
    if clearing == "zero_grad":
        _optimizer.zero_grad()
    for _leaf, _g in zip(_leaves, _row):
        if _g is None:
            _leaf.grad = None
        elif clearing == "in place" and _leaf.grad is not None:
            _leaf.grad.zero_()
            _leaf.grad += _g
        else:
            _leaf.grad = _g.clone()
    _optimizer.step()
    for _leaf, _g in zip(_leaves, _row):
        if _g is None or _leaf.grad is None or not torch.equal(_leaf.grad, _g):
            grads_kept = grads_kept and _g is None and _leaf.grad is None
after = [_l.detach().clone() for _l in _leaves]
are_leaves = all(_l.is_leaf and _l.requires_grad for _l in _leaves)
still_recording = torch.is_grad_enabled()
torch.set_grad_enabled(True)
"""

_ADVICE = {
    "a leaf Variable": "The update is recorded like any other operation, and a leaf may not be the "
    "result of one: make it under torch.no_grad().",
    "NoneType": "A leaf whose .grad is None is left alone: look before you use it.",
    "has no attribute": "What step keeps from call to call is made in __init__, as self.something.",
    "must match the size": "Each leaf needs a velocity of its own, of its own shape.",
    "not subscriptable": "params may be a generator: go over self.params, the list.",
    "object has no len": "params may be a generator: go over self.params, the list.",
}

_SHAPES = ((3,), (2, 4), ())
_RATES = (0.1, 0.1, 0.1, 0.1, 0.1)


def _inputs(student: Student, **more: Any) -> dict[str, Any]:
    rates = more.get("rates", _RATES)
    return {
        "start": [random_normal(student, *shape) for shape in _SHAPES],
        "grads": [[random_normal(student, *s) for s in _SHAPES] for _ in rates],
        "rates": list(rates),
        "momentum": 0.8,
        "clearing": "fresh",
        "as_generator": False,
        "used_before": False,
    } | more


def _ask(student: Student, inputs: dict[str, Any]) -> Evidence:
    on = f"with {len(_SHAPES)} leaves, momentum {inputs['momentum']}"
    return student.ask(_STEPS, on, _ADVICE, **inputs)


def _explain(evidence: Evidence, inputs: dict[str, Any], otherwise: str) -> str:
    found = evidence.sequence("after", length=len(_SHAPES))
    if all_agree(found, inputs["start"]):
        return "No leaf has moved: change the tensors themselves, in place. `p = p - ...` does not."
    return known_slip(found, {h: followed(inputs, r) for h, r in RULES.items()}) or otherwise


@sealed("test_momentum")
def momentum_follows_sgd(student: Student) -> Verdict:
    for inputs in (
        _inputs(student),
        _inputs(student, momentum=0.0),
        _inputs(student, as_generator=True),
    ):
        evidence = _ask(student, inputs)
        if not all_agree(evidence.sequence("after", length=len(_SHAPES)), reference(inputs)):
            return Verdict.wrong(
                _explain(
                    evidence,
                    inputs,
                    "After five steps the leaves are not where torch.optim.SGD leads: v = momentum "
                    "* v + grad, then w -= lr * v, each leaf with a v of its own.",
                )
            )
    inputs = _inputs(student, used_before=True)
    evidence = _ask(student, inputs)
    if not all_agree(evidence.sequence("after", length=len(_SHAPES)), reference(inputs)):
        return Verdict.wrong(
            "A second optimizer of the same leaves goes on with the velocities of the first: each "
            "begins anew. Make them in __init__, and keep them on self, not on the class, in a "
            "default argument or on the leaves."
        )
    return Verdict.right()


@sealed("test_momentum")
def momentum_rate_may_change(student: Student) -> Verdict:
    inputs = _inputs(student, rates=(0.1, 0.1, 0.02, 0.02, 0.3))
    evidence = _ask(student, inputs)
    if all_agree(evidence.sequence("after", length=len(_SHAPES)), reference(inputs)):
        return Verdict.right()
    otherwise = (
        "With an lr that changes between steps the leaves end elsewhere: read self.lr in step."
    )
    return Verdict.wrong(_explain(evidence, inputs, otherwise))


@sealed("test_momentum")
def momentum_owns_its_velocity(student: Student) -> Verdict:
    """Gradients cleared in place, or by zero_grad, as a training loop does."""
    for clearing in ("in place", "zero_grad"):
        inputs = _inputs(student, clearing=clearing)
        evidence = _ask(student, inputs)
        if all_agree(evidence.sequence("after", length=len(_SHAPES)), reference(inputs)):
            if evidence.flag("grads_kept"):
                continue
            return Verdict.wrong(
                "step changes p.grad. Others may read it after the step, to log or clip it: keep "
                "the velocity in a tensor of its own."
            )
        otherwise = (
            "When p.grad is cleared in place, with p.grad.zero_(), the velocity changes with it: "
            "it is the same tensor. Begin with p.grad.clone(), or with zeros."
            if clearing == "in place"
            else "When zero_grad is called between the steps the leaves end elsewhere: it clears "
            "the gradients and keeps the velocities."
        )
        return Verdict.wrong(_explain(evidence, inputs, otherwise))
    return Verdict.right()


@sealed("test_momentum")
def momentum_skips_missing_gradients(student: Student) -> Verdict:
    """None leaves a leaf alone; zeros are a gradient, and momentum goes on."""
    inputs = _inputs(student)
    for index, step in ((0, 0), (0, 1), (1, 3), (2, 2)):
        inputs["grads"][step][index] = None
    for index, step in ((0, 3), (1, 1), (1, 2), (2, 4)):
        inputs["grads"][step][index] = torch.zeros(_SHAPES[index])
    evidence = _ask(student, inputs)
    if all_agree(evidence.sequence("after", length=len(_SHAPES)), reference(inputs)):
        return Verdict.right()
    otherwise = (
        "Where a .grad is None the leaf and its velocity stay as they are, and the other leaves "
        "move (continue, not return). A .grad of zeros is not None: there the velocity goes on."
    )
    return Verdict.wrong(_explain(evidence, inputs, otherwise))


_ZERO_GRAD = """
import torch
torch.set_grad_enabled(True)
_leaves = [_s.clone().requires_grad_() for _s in start]
_optimizer = Momentum(_leaves, 0.1, 0.9)
for _leaf in _leaves:
    _leaf.grad = torch.ones_like(_leaf)
_optimizer.step()
_optimizer.zero_grad()
left_over = sum(float(_l.grad.abs().sum()) for _l in _leaves if _l.grad is not None)
are_leaves = all(_l.is_leaf and _l.requires_grad for _l in _leaves)
still_recording = torch.is_grad_enabled()
torch.set_grad_enabled(True)
"""


@sealed("test_momentum")
def momentum_clears_and_keeps_leaves(student: Student) -> Verdict:
    start = [random_normal(student, *shape) for shape in _SHAPES]
    evidence = student.ask(
        _ZERO_GRAD, "with three leaves, step and zero_grad", _ADVICE, start=start
    )
    if evidence.number("left_over") != 0:
        return Verdict.wrong(
            "After zero_grad there are gradients left: p.grad = None for each leaf, or "
            "p.grad.zero_() with its parentheses."
        )
    if not evidence.flag("are_leaves"):
        return Verdict.wrong("After step the leaves must still be leaves that require grad.")
    if not evidence.flag("still_recording"):
        return Verdict.wrong(
            "After step autograd is off for the whole program: use no_grad as a context (`with`), "
            "or as a decorator."
        )
    return Verdict.right()
