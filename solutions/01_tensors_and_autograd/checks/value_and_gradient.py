"""Sealed checks of the exercise `value_and_gradient`."""

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, StudentRaised, Verdict, sealed

from .common import agree, random_normal

_VALUE_AND_GRADIENT = """
import torch
def _f(t):
    return (factors * torch.sin(t) + t ** 2).sum()
_source = start.clone()
if case == "plain":
    _x = _source
else:
    _source.requires_grad_()
    _source.grad = torch.full_like(start, 5.0)
    _x = _source * 1 if case == "result" else _source
_result = value_and_gradient(_f, _x)
kind = type(_result).__name__
count = len(_result) if isinstance(_result, (tuple, list)) else -1
if count == 2:
    value, gradient = _result
    dtype = str(getattr(gradient, "dtype", None))
    has_graph = any(getattr(_each, "requires_grad", False) for _each in (value, gradient))
x_after = _x.detach()
needs_grad_after = _x.requires_grad
is_leaf_after = _x.is_leaf
grad_after = _source.grad
source_needs_grad = _source.requires_grad
"""


def _ask_gradient(student: Student, case: str, start: Tensor, factors: Tensor) -> Evidence:
    try:
        return student.probe(_VALUE_AND_GRADIENT, start=start, factors=factors, case=case)
    except StudentRaised as raised:
        if "does not require grad" in raised.message:
            raise StudentRaised(
                raised.type_name,
                f"{raised.message}\nbackward found no graph: f must be called on a tensor that "
                "requires grad, outside no_grad, and its result must not be detached first",
                raised.line,
            ) from None
        raise


@sealed("test_value_and_gradient")
def gradient_agrees(student: Student) -> Verdict:
    for case, shape, dtype in (
        ("plain", (4, 3), torch.float32),
        ("leaf", (5,), torch.float32),
        ("result", (2, 3), torch.float32),
        ("plain", (3,), torch.float64),
    ):
        start, factors = (random_normal(student, *shape).to(dtype) for _ in range(2))
        evidence = _ask_gradient(student, case, start, factors)
        if evidence.number("count") != 2:
            kind = evidence.text("kind")
            return Verdict.wrong(f"value_and_gradient gives {kind}, expected (value, gradient).")
        if evidence["gradient"] is None:
            why = " Was backward called?" if case == "plain" else ""
            return Verdict.wrong(
                f"The gradient is None where x is {_CASES[case]}.{why} Only a leaf keeps its "
                ".grad: make one of your own, detach first, then requires_grad_()."
            )
        if isinstance(evidence["value"], Tensor) and evidence["value"].numel() > 1:
            return Verdict.wrong("The value comes first and is a single number, then the gradient.")
        value = (factors * start.sin() + start**2).sum().item()
        gradient = factors * start.cos() + 2 * start
        found = evidence.tensor("gradient", shape=shape)
        if agree(found, gradient + 5):
            return Verdict.wrong(
                "The gradient has something added to it: x came with a .grad already, and "
                "backward adds to what is there. Let backward fill a fresh leaf."
            )
        if not agree(found, gradient):
            return Verdict.wrong("The gradient is wrong: backward once, on what f returns.")
        if abs(evidence.number("value") - value) > 1e-3 * (1 + abs(value)):
            return Verdict.wrong("The value is not f(x).")
        found_dtype = evidence.text("dtype")
        if found_dtype != str(dtype):
            return Verdict.wrong(
                f"The gradient has dtype {found_dtype} where x has {dtype}: make the leaf from x "
                "itself, and it keeps the dtype."
            )
    return Verdict.right()


_CASES = {
    "plain": "a plain tensor",
    "leaf": "a leaf that requires grad",
    "result": "the result of an operation",
}


@sealed("test_value_and_gradient")
def gradient_leaves_x_alone(student: Student) -> Verdict:
    for case in _CASES:
        start, factors = random_normal(student, 3), random_normal(student, 3)
        evidence = _ask_gradient(student, case, start, factors)
        grad = evidence["grad_after"]
        kept = (
            grad is None
            if case == "plain"
            else isinstance(grad, Tensor) and bool((grad == 5).all())
        )
        flags = [evidence.flag(f"{name}_after") for name in ("needs_grad", "is_leaf")]
        if not kept:
            return Verdict.wrong(
                f"Where x is {_CASES[case]}, a .grad outside the function has changed: the graph "
                "of f reaches back to x. Cut it with detach, and call backward on your own leaf."
            )
        if flags != [case != "plain", case != "result"]:
            return Verdict.wrong(
                "x comes back changed: whether it requires grad is its owner's choice. "
                "requires_grad_() changes the very tensor it is called on, so detach first."
            )
        if not torch.equal(evidence.tensor("x_after"), start.double()):
            return Verdict.wrong("The values of x have changed.")
    return Verdict.right()


@sealed("test_value_and_gradient")
def value_carries_no_graph(student: Student) -> Verdict:
    start, factors = random_normal(student, 3), random_normal(student, 3)
    evidence = _ask_gradient(student, "leaf", start, factors)
    if evidence.number("count") == 2 and evidence.flag("has_graph"):
        return Verdict.wrong(
            "What you return still requires grad: it holds the whole graph in memory for as long "
            "as someone keeps the number. Return value.detach() or value.item()."
        )
    return Verdict.right()
