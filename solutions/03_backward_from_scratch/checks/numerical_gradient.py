"""Sealed checks of `numerical_gradient`."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, known_slip, random_normal

_MEASURE = """
import torch
_seen = []

def _f(t):
    _seen.append((str(t.dtype), tuple(t.shape)))
    _value = (a * t**3 + b * t**2).sum() + (t.prod() if mixed else 0)
    return _value.item() if as_float else _value

_x = x.clone()
if transposed:
    _x = x.t().contiguous().t()
_arguments = (_f, _x, eps) if eps else (_f, _x)
gradient = numerical_gradient(*_arguments)
kind = type(gradient).__name__
dtype = str(getattr(gradient, "dtype", None))
changed = not torch.equal(_x, x)
seen_dtypes = sorted({_d for _d, _ in _seen})
seen_shapes = [list(_s) for _s in {_s for _, _s in _seen}]
calls = len(_seen)
"""

_ADVICE = {
    "view size is not compatible": "x need not be contiguous: reshape or flatten a copy, and give "
    "that its shape back before f sees it.",
    "0-d": "x may have the shape (): it is one entry, without an index. Flatten a copy.",
    "modified by an inplace": "Work on x.detach(): no graph is wanted here.",
    "can't convert": "x and what f returns may require grad or not: float(...) makes a number.",
    "'float' object has no attribute": "f may return a float as well as a tensor.",
}


def _measured(student: Student, x: Tensor, eps: float, **options: bool) -> tuple[Evidence, dict]:
    shape = tuple(x.shape)
    inputs: dict[str, Any] = {
        "x": x,
        "a": random_normal(student, *shape, dtype=torch.float64),
        "b": random_normal(student, *shape, dtype=torch.float64),
        "eps": eps,
        "mixed": False,
        "as_float": False,
        "transposed": False,
    } | options
    on = f"with x of shape {shape}, {x.dtype}"
    return student.ask(_MEASURE, on, _ADVICE, **inputs), inputs


def _derivative(inputs: dict, x: Tensor) -> Tensor:
    others = torch.ones_like(x)
    if inputs["mixed"]:
        others = x.prod() / x
    return 3 * inputs["a"] * x**2 + 2 * inputs["b"] * x + (others if inputs["mixed"] else 0)


def _slips(inputs: dict, x: Tensor, eps: float) -> dict[str, Tensor]:
    """What known mistakes give for f = a x**3 + b x**2, entry by entry."""
    a, b = inputs["a"], inputs["b"]
    central = 3 * a * x**2 + 2 * b * x + a * eps**2
    one_sided = 3 * a * x**2 + 2 * b * x + (3 * a * x + b) * eps + a * eps**2
    backward = 3 * a * x**2 + 2 * b * x - (3 * a * x + b) * eps + a * eps**2
    one = "That is a one-sided difference. The central one has f(x + eps) and f(x - eps)."
    return {
        one: one_sided,
        one.replace("a one", "the other one"): backward,
        "Twice too large: x + eps and x - eps are 2 * eps apart.": 2 * central,
        "Half of it: a one-sided difference is divided by eps alone, a central one by 2 * eps.": (
            one_sided / 2
        ),
        "Zero everywhere: f never sees the moved entry. A copy was moved, or both calls got the "
        "same tensor.": torch.zeros_like(x),
        "The sign is wrong: f(x + eps) comes first.": -central,
        "The argument eps is not used.": 3 * a * x**2 + 2 * b * x,
        "Divided by eps / 2, or by 2 / eps: the whole difference goes over (2 * eps).": (
            4 * central
        ),
        "All entries are moved at once: move one, and put it back before the next.": (
            central.sum().expand_as(x)
        ),
    }


def _form(evidence: Evidence, x: Tensor) -> str:
    """What is wrong with the answer whatever its values; "" if nothing is."""
    shape = tuple(x.shape)
    if isinstance(evidence["gradient"], Tensor) and evidence.text("kind") != "ndarray":
        found = tuple(evidence["gradient"].shape)
        if found != shape:
            return f"The gradient has shape {found} where x has {shape}."
        if evidence.text("dtype") != "torch.float64":
            return (
                f"The gradient has dtype {evidence.text('dtype')}, expected torch.float64, also "
                "where x is float32: work on x.double()."
            )
        return ""
    kind = evidence.text("kind")
    return f"numerical_gradient gives {kind}, expected a tensor of shape {shape}."


_ROUNDED = (
    "Only the first seven digits are right: the numbers have been through float32. torch.zeros and "
    "torch.tensor make float32 unless you add dtype=torch.float64, and a later .double() does not "
    "bring the digits back."
)


@sealed("test_numerical_gradient")
def differences_are_central(student: Student) -> Verdict:
    for shape, eps in (((4,), 0.25), ((2, 3), 0.5), ((1,), 0.125)):
        x = random_normal(student, *shape, dtype=torch.float64)
        evidence, inputs = _measured(student, x, eps)
        if problem := _form(evidence, x):
            return Verdict.wrong(problem)
        found = evidence.tensor("gradient", shape=shape)
        # The central difference of a cubic is known exactly, error and all.
        expected = _derivative(inputs, x) + inputs["a"] * eps**2
        if not agree(found, expected, rtol=1e-10, atol=1e-10):
            if agree(found, expected, rtol=1e-6, atol=1e-6):
                return Verdict.wrong(_ROUNDED)
            slip = known_slip(found, _slips(inputs, x, eps), rtol=1e-6, atol=1e-7)
            return Verdict.wrong(
                f"With eps={eps} the result is not the central difference. "
                + (slip or "Is one entry moved at a time, and put back before the next?")
            )
    return Verdict.right()


@sealed("test_numerical_gradient")
def tells_right_from_wrong(student: Student) -> Verdict:
    """With the eps that it has by itself it must see an error of one part in 100,000."""
    for shape, dtype, mixed, as_float in (
        ((3,), torch.float32, True, False),
        ((2, 2, 3), torch.float32, False, True),
        ((5,), torch.float64, True, True),
        ((), torch.float32, False, False),
    ):
        x = 1 + random_normal(student, *shape, dtype=dtype).abs()
        evidence, inputs = _measured(student, x, 0.0, mixed=mixed, as_float=as_float)
        if problem := _form(evidence, x):
            return Verdict.wrong(problem)
        found = evidence.tensor("gradient", shape=shape)
        expected = _derivative(inputs, x.double())
        size = expected.abs().max().item()
        if not agree(found, expected, rtol=0, atol=1e-5 * size):
            in_single = "torch.float32" in evidence.sequence("seen_dtypes")
            why = "Move one entry at a time, up and down by eps, and keep the rest of x."
            if in_single:
                why = "f gets float32, where a difference of 1e-6 is rounding: pass it float64."
            elif as_float:
                why = "f returns a float here: as a tensor that would be float32, so keep it one."
            return Verdict.wrong(
                f"At x of shape {shape}, {dtype}, the gradient is off by "
                f"{(found - expected).abs().max().item():.1e}: too much to tell a right gradient "
                f"from a wrong one. {why}"
            )
    return Verdict.right()


@sealed("test_numerical_gradient")
def any_layout_will_do(student: Student) -> Verdict:
    x = random_normal(student, 3, 4, dtype=torch.float64)
    evidence, inputs = _measured(student, x, 0.0, transposed=True)
    if problem := _form(evidence, x):
        return Verdict.wrong(problem)
    found = evidence.tensor("gradient", shape=(3, 4))
    if agree(found, _derivative(inputs, x), rtol=1e-5, atol=1e-5):
        return Verdict.right()
    if not found.any():
        return Verdict.wrong(
            "At a transposed x the gradient is zero: flatten and reshape copy a tensor that is not "
            "contiguous, so that f never sees the change. Build what you pass to f from the copy."
        )
    return Verdict.wrong("At a transposed x the gradient is wrong: are entries mixed up?")


@sealed("test_numerical_gradient")
def x_is_left_alone(student: Student) -> Verdict:
    for dtype in (torch.float64, torch.float32):
        x = random_normal(student, 40, dtype=dtype)
        evidence, _ = _measured(student, x, 0.0)
        if evidence.flag("changed"):
            return Verdict.wrong(
                "x has changed. x.double() of a float64 tensor is x itself, and to add eps and "
                "subtract it again does not give back every last digit: clone first."
            )
        shapes = evidence.sequence("seen_shapes")
        if shapes != [[40]]:
            return Verdict.wrong(f"f was called with shapes {shapes}, expected that of x, [40].")
    return Verdict.right()
