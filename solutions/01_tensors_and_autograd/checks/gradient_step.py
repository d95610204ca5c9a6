"""Sealed checks of the exercise `gradient_step`."""

from torch import Tensor

from autograde.sealed import Evidence, Student, StudentRaised, Verdict, sealed

from .common import agree, random_normal

_STEP = """
import torch
_w = start.clone().requires_grad_()
def _step(gradient):
    _w.grad = gradient.clone()
    try:
        gradient_step(_w, rate)
        return torch.is_grad_enabled()
    finally:
        torch.set_grad_enabled(True)
_version = _w._version
still_recording = _step(slope)
after = _w.detach().clone()
is_leaf = _w.is_leaf
needs_grad = _w.requires_grad
left_over = 0.0 if _w.grad is None else float(_w.grad.abs().max())
is_seen = _w._version > _version
_step(slope / 2)
after_two = _w.detach().clone()
"""


def _take_step(student: Student, *shape: int, rate: float) -> tuple[Evidence, Tensor, Tensor]:
    start, slope = random_normal(student, *shape), random_normal(student, *shape)
    # No entry of the gradient near zero, so that every entry must move.
    slope = slope.sign() * (0.5 + slope.abs())
    slope.view(-1)[0] *= 1000  # so that a clipped gradient shows
    return student.probe(_STEP, start=start, slope=slope, rate=rate), start, slope


@sealed("test_gradient_step")
def step_goes_downhill_in_place(student: Student) -> Verdict:
    for shape, rate in (((4, 3), 0.25), ((5,), 2.0), ((1,), 0.1), ((), 0.5)):
        try:
            evidence, start, slope = _take_step(student, *shape, rate=rate)
        except StudentRaised as raised:
            if not shape:
                return Verdict.wrong(
                    f"{raised.message}\nw may have any shape, () included, where a slice such as "
                    "w[:] has no axis to cut: `-=`, sub_ and w[...] work on every shape."
                )
            if "leaf Variable" not in raised.message:
                raise
            return Verdict.wrong(
                f"{raised.message}\nThe update is recorded like any other operation, and a leaf "
                "may not be the result of one: make it under torch.no_grad()."
            )
        after = evidence.tensor("after", shape=shape)
        if agree(after, start):
            return Verdict.wrong(
                "w has not moved. `w = w - ...` makes a new tensor and gives it the name w inside "
                "the function; the caller's tensor stays. Change it in place: `w -= ...`. (And "
                "clear the gradient only after its use.)"
            )
        if agree(after, start + rate * slope):
            return Verdict.wrong("The step goes uphill: subtract the gradient.")
        if not agree(after, start - rate * slope):
            return Verdict.wrong("w is not w - learning_rate * w.grad after the step.")
        if not (evidence.flag("is_leaf") and evidence.flag("needs_grad")):
            return Verdict.wrong("After the step w must still be a leaf that requires grad.")
        if not evidence.flag("still_recording"):
            return Verdict.wrong(
                "After the step autograd is switched off for the whole program: use no_grad as a "
                "context (`with`), which switches it on again."
            )
        if not agree(evidence.tensor("after_two", shape=shape), start - 1.5 * rate * slope):
            return Verdict.wrong(
                "The first step is right, a second one on the same tensor is not: each step is "
                "w - learning_rate * w.grad. Does a variable outside the function remember "
                "the step before?"
            )
    return Verdict.right()


@sealed("test_gradient_step")
def step_clears_the_gradient(student: Student) -> Verdict:
    evidence, start, _ = _take_step(student, 6, rate=0.5)
    # Where w has not moved, another check says why; clearing is not what is missing there.
    if evidence.number("left_over") == 0 or agree(evidence.tensor("after"), start):
        return Verdict.right()
    return Verdict.wrong(
        "w.grad is still there after the step, so the next backward adds to it. Clear it: "
        "w.grad = None, or w.grad.zero_() with its parentheses."
    )


@sealed("test_gradient_step")
def step_is_seen_by_autograd(student: Student) -> Verdict:
    evidence, start, _ = _take_step(student, 3, rate=0.5)
    if evidence.flag("is_seen") or agree(evidence.tensor("after"), start):
        return Verdict.right()
    return Verdict.partial(
        0.5,
        "The step goes behind autograd's back: an edit through .data or NumPy is not counted as a "
        "change, so a backward that needs the old values gives a wrong gradient instead of an "
        "error. Write to w itself, under torch.no_grad().",
    )
