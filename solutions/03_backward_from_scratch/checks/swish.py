"""Sealed checks of `Swish`."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import BadEvidence, Evidence, Student, StudentRaised, Verdict, sealed

from .common import agree, known_slip, random_normal

_APPLY = """
import torch
torch.set_grad_enabled(True)
_leaf = x.clone().requires_grad_()
_x = _leaf * 1
_result = Swish.apply(_x, beta)
result = _result
kind = type(_result).__name__
has_graph = isinstance(_result, torch.Tensor) and _result.requires_grad
dtype = str(getattr(_result, "dtype", None))
changed = not torch.equal(_x.detach(), x)
is_input = _result is _x
gradient = None
if has_graph and backward:
    if between:  # another call, before this one's backward
        Swish.apply(other, beta + 1)
    _given = grad_output.clone()
    _result.backward(_given)
    gradient = _leaf.grad
    grad_output_changed = not torch.equal(_given, grad_output)
"""

_EDITED = """
import torch
torch.set_grad_enabled(True)
_leaf = x.clone().requires_grad_()
_x = _leaf * 1
_result = Swish.apply(_x, beta)
with torch.no_grad():
    _x += 1
try:
    _result.backward(grad_output)
    raised = ""
except Exception as _error:
    raised = type(_error).__name__
gradient = _leaf.grad
"""

_ADVICE = {
    "incorrect number of gradients": "backward returns one gradient for each argument of forward "
    "after ctx, and beta is one of them: return ..., None.",
    "gradient different than None": "Only tensors have gradients. They come in the order of "
    "forward's arguments: that of x, then None for beta, a plain number.",
    "invalid gradient": "The gradients come in the order of forward's arguments: that of x, then "
    "None. And that of x has the shape of x.",
    "positional argument": "forward(ctx, x, beta) and backward(ctx, grad_output) are static, and "
    "there is no self: keep @staticmethod.",
    "does not require grad": "Inside forward nothing is recorded, so there is nothing to go back "
    "through. Write the derivative out.",
    "has no attribute": "What backward reads from ctx, forward must have put there.",
    "to unpack": "ctx.saved_tensors is a tuple of what save_for_backward was given.",
    "save_for_backward can only save": "save_for_backward is for tensors. Keep the number as "
    "ctx.beta = beta.",
    "modified by an inplace": "forward or backward changes a tensor in place that was saved.",
}


def _inputs(student: Student, *shape: int, dtype: torch.dtype = torch.float64) -> dict[str, Any]:
    return {
        "x": 2 * random_normal(student, *shape, dtype=dtype),
        "beta": 1.4 + torch.rand((), generator=student.rng).item(),
        "grad_output": random_normal(student, *shape, dtype=dtype),
        "backward": True,
        "between": False,
        "other": random_normal(student, *shape, dtype=dtype),
    }


def _ask(student: Student, code: str, inputs: dict[str, Any]) -> Evidence:
    shape, beta = tuple(inputs["x"].shape), inputs["beta"]
    return student.ask(code, f"with x {shape} and beta {beta:.2f}", _ADVICE, **inputs)


def _swish(x: Tensor, beta: float) -> Tensor:
    return x * torch.sigmoid(beta * x)


def _derivative(x: Tensor, beta: float) -> Tensor:
    s = torch.sigmoid(beta * x)
    return s + beta * x * s * (1 - s)


@sealed("test_swish")
def swish_values_are_right(student: Student) -> Verdict:
    for shape, dtype in (
        ((7,), torch.float64),
        ((2, 3, 4), torch.float32),
        ((), torch.float32),
    ):
        inputs = _inputs(student, *shape, dtype=dtype) | {"backward": False}
        evidence = _ask(student, _APPLY, inputs)
        x, beta = inputs["x"].double(), inputs["beta"]
        found = evidence.tensor("result", shape=shape)
        if not agree(found, _swish(x, beta)):
            s = torch.sigmoid(beta * x)
            slips = {
                "beta is not used.": _swish(x, 1.0),
                "That is the sigmoid alone: times x.": s,
                "That is its derivative. forward computes the value.": _derivative(x, beta),
                "beta belongs inside the sigmoid alone.": beta * x * s,
                "That is beta * x * sigmoid(x).": beta * _swish(x, 1.0),
                "That is x unchanged.": x,
            }
            hint = known_slip(found, slips)
            return Verdict.wrong(f"The result is not x * sigmoid(beta * x). {hint}".strip())
        if evidence.text("dtype") != str(dtype):
            return Verdict.wrong(f"The result is {evidence.text('dtype')} where x is {dtype}.")
        if evidence.flag("changed") or evidence.flag("is_input"):
            return Verdict.wrong(
                "forward changes x, its input, in place or through .data: make a new tensor."
            )
    return Verdict.right()


@sealed("test_swish")
def swish_gradient_is_right(student: Student) -> Verdict:
    for shape, dtype in (
        ((7,), torch.float64),
        ((2, 3, 4), torch.float32),
        ((), torch.float64),
        ((1, 5), torch.float64),
    ):
        inputs = _inputs(student, *shape, dtype=dtype)
        evidence = _ask(student, _APPLY, inputs)
        x, beta, g = inputs["x"].double(), inputs["beta"], inputs["grad_output"].double()
        found = _gradient(evidence, shape)
        right = _derivative(x, beta)
        if not agree(found, g * right):
            s = torch.sigmoid(beta * x)
            slips = {
                "grad_output is missing: backward does one link of the chain, grad_output times "
                "the derivative.": right,
                "That is grad_output times the result, not times the derivative.": (
                    g * _swish(x, beta)
                ),
                "The derivative of sigmoid(beta * x) has a factor beta.": (
                    g * (s + x * s * (1 - s))
                ),
                "Only half of the product rule: swish'(x) = s + beta * x * s * (1 - s).": (
                    g * beta * x * s * (1 - s)
                ),
                "The other half of the product rule is missing: beta * x * s * (1 - s).": g * s,
                "That is grad_output, passed on without the derivative.": g,
                "grad_output is added, where it multiplies.": g + right,
                "There is a beta too many: swish'(x) = s + beta * x * s * (1 - s).": (
                    g * beta * (s + x * s * (1 - s))
                ),
                "The derivative is taken at the result of forward. Save x, or what you compute "
                "from it.": g * _derivative(_swish(x, beta), beta),
                "backward works with beta = 1.": g * _derivative(x, 1.0),
            }
            return Verdict.wrong(
                "The gradient is not grad_output * swish'(x). "
                + (known_slip(found, slips) or "What does gradcheck say, in float64?")
            )
        if evidence.flag("grad_output_changed"):
            return Verdict.wrong(
                "backward changes grad_output in place. Autograd may hand the same tensor to other "
                "operations, and their gradients are then wrong: compute a new tensor."
            )
    return Verdict.right()


@sealed("test_swish")
def swish_is_finite(student: Student) -> Verdict:
    inputs = _inputs(student, 6, dtype=torch.float32)
    inputs["x"] = torch.tensor([-1e4, -200.0, -90.0, 90.0, 200.0, 1e4])
    evidence = _ask(student, _APPLY, inputs)
    for name in ("result", "gradient"):
        value = evidence[name]
        if isinstance(value, Tensor) and not bool(value.isfinite().all()):
            return Verdict.wrong(
                f"For large x the {name} is infinite or not a number: an exponential overflows. "
                "torch.sigmoid is safe."
            )
    found = _gradient(evidence, (6,))
    expected = inputs["grad_output"] * _derivative(inputs["x"], inputs["beta"])
    if not agree(found, expected):
        return Verdict.wrong("For large x the gradient is wrong: swish is close to ReLU there.")
    return Verdict.right()


@sealed("test_swish")
def swish_calls_do_not_mix(student: Student) -> Verdict:
    inputs = _inputs(student, 2, 3) | {"between": True}
    try:
        evidence = _ask(student, _APPLY, inputs)
    except StudentRaised as raised:
        return Verdict.wrong(f"{raised}")
    x, beta, g = inputs["x"], inputs["beta"], inputs["grad_output"]
    if agree(_gradient(evidence, (2, 3)), g * _derivative(x, beta)):
        return Verdict.right()
    return Verdict.wrong(
        "Swish is applied twice before backward, as in any net with two layers, and the first "
        "gradient is wrong. What one call must remember belongs on its own ctx, not on the class "
        "or in a global name."
    )


@sealed("test_swish")
def swish_guards_what_it_saved(student: Student) -> Verdict:
    inputs = _inputs(student, 4)
    evidence = student.probe(_EDITED, **inputs)
    x, beta, g = inputs["x"], inputs["beta"], inputs["grad_output"]
    if evidence.text("raised"):
        return Verdict.right()
    if agree(_gradient(evidence, (4,)), g * _derivative(x, beta)):
        return Verdict.right()
    return Verdict.wrong(
        "x was changed in place between forward and backward, and backward gives a wrong gradient "
        "without a word. ctx.save_for_backward(x) notices such a change; an attribute such as "
        "ctx.x does not."
    )


def _gradient(evidence: Evidence, shape: tuple[int, ...]) -> Tensor:
    if evidence["gradient"] is None:
        raise BadEvidence(
            "x gets no gradient: Swish.apply must give a result with a grad_fn, and backward a "
            "gradient for x, not None."
        )
    return evidence.tensor("gradient", shape=shape)
