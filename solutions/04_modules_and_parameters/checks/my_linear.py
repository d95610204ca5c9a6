"""Sealed checks of `MyLinear`."""

import torch
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import MODULE_ADVICE, agree, random_normal
from .weights import TOLERANCE, wrong_weight

_LAYER = """
import torch
_layer = MyLinear(*args)
is_module = isinstance(_layer, torch.nn.Module)
is_linear = is_module and any(isinstance(_m, torch.nn.Linear) for _m in _layer.modules())
kind = type(_layer).__name__
learnt, keys, plain, learns = {}, [], [], []
if is_module:
    learnt = {_n: _p.detach().clone() for _n, _p in _layer.named_parameters()}
    learns = [_p.requires_grad for _p in _layer.parameters()]
    keys = list(_layer.state_dict())
    plain = [str(_n) for _n, _v in vars(_layer).items() if isinstance(_v, torch.Tensor)]
bias_is_none = getattr(_layer, "bias", "missing") is None
_again = MyLinear(*args)
is_shared = is_module and any(
    _a.data_ptr() == _b.data_ptr() for _a, _b in zip(_layer.parameters(), _again.parameters())
)
"""

_CALL = """
import torch
_layer = MyLinear(*args).to(device)
_layer.load_state_dict(values)
_hooked = []
_layer.register_forward_hook(lambda *_: _hooked.append(1))
_x = x.clone().to(device).requires_grad_()
_given = _x.detach().clone()
y = _layer(_x)
is_tensor = isinstance(y, torch.Tensor)
kind = type(y).__name__
is_recorded = is_tensor and y.requires_grad
gradients = []
if is_recorded and y.shape == slopes.shape:
    gradients = list(torch.autograd.grad(
        (y * slopes.to(device)).sum(), [_x, *_layer.parameters()], allow_unused=True
    ))
hooks = len(_hooked)
x_unchanged = bool((_x.detach() == _given).all())
"""


def _situation(args: tuple) -> str:
    return f"as MyLinear{args}"


@sealed("test_MyLinear")
def linear_registers_its_parameters(student: Student) -> Verdict:
    for args, shapes in (
        ((7, 4), {"weight": (4, 7), "bias": (4,)}),
        ((3, 5, True), {"weight": (5, 3), "bias": (5,)}),
        ((6, 2, False), {"weight": (2, 6)}),
    ):
        evidence = student.ask(_LAYER, _situation(args), MODULE_ADVICE, args=list(args))
        call = f"MyLinear{args}"
        if not evidence.flag("is_module"):
            return Verdict.wrong(f"{call} is no nn.Module: class MyLinear(nn.Module).")
        if evidence.flag("is_linear"):
            return Verdict.wrong("It is an nn.Linear, or has one inside: this time write your own.")
        learnt = evidence.mapping("learnt")
        found = {name: tuple(v.shape) for name, v in learnt.items() if isinstance(v, Tensor)}
        if found != shapes:
            return Verdict.wrong(
                f"{call} has the parameters {found or 'none'}, expected {shapes}. "
                f"{_why(evidence.sequence('plain'), evidence.sequence('keys'), found, shapes)}"
            )
        if evidence.sequence("learns") != [True] * len(shapes):
            return Verdict.wrong("A parameter does not require grad, so it cannot learn.")
        if set(evidence.sequence("keys")) != set(shapes):
            return Verdict.wrong(f"state_dict() has {evidence['keys']}, expected {[*shapes]}.")
        if "bias" not in shapes and not evidence.flag("bias_is_none"):
            return Verdict.wrong("With bias=False, self.bias should be None.")
        if evidence.flag("is_shared"):
            return Verdict.wrong("Two layers share their parameters: make them in __init__.")
    return Verdict.right()


def _why(plain: list, keys: list, found: dict, wanted: dict) -> str:
    if plain:
        return (
            f"self.{plain[0]} is a plain tensor. Wrap it, nn.Parameter(...), last of all: a "
            "parameter times a number, or moved, is a plain tensor again."
        )
    if set(keys) - set(found):
        return "A buffer is not learnt: make it a parameter."
    if set(found) == set(wanted):
        return "The weight is kept as (out_features, in_features), the bias as (out_features,)."
    if "bias" in found and "bias" not in wanted:
        return "With bias=False there is none."
    return "They are assigned to self.weight and self.bias in __init__."


@sealed("test_MyLinear")
def linear_multiplies_and_adds(student: Student) -> Verdict:
    for n, args in ((5, (7, 4)), (1, (3, 6)), (7, (4, 4)), (2, (6, 3, False))):
        inputs, out = args[0], args[1]
        w, b = random_normal(student, out, inputs), random_normal(student, out)
        has_bias = len(args) == 2
        values = {"weight": w, "bias": b} if has_bias else {"weight": w}
        x, slopes = random_normal(student, n, inputs), random_normal(student, n, out)
        evidence = student.ask(
            _CALL,
            f"{_situation(args)}, on x ({n}, {inputs}), with a state_dict that nn.Linear would "
            "give too",
            MODULE_ADVICE,
            args=list(args),
            values=values,
            x=x,
            slopes=slopes,
        )
        if not evidence.flag("is_tensor"):
            kind = evidence.text("kind")
            return Verdict.wrong(f"forward gives {kind}, expected a tensor. Is there a return?")
        y, expected = evidence.tensor("y", shape=(n, out)), x @ w.T + (b if has_bias else 0)
        if not agree(y, expected):
            return Verdict.wrong(_wrong_values(y, x, w, b, has_bias))
        right = [slopes @ w, slopes.T @ x, slopes.sum(dim=0)][: 3 if has_bias else 2]
        gradients = evidence.sequence("gradients")
        if not evidence.flag("is_recorded") or len(gradients) != len(right):
            return Verdict.wrong("The result carries no graph: no detach, .data or no_grad here.")
        order = sorted(gradients, key=lambda g: -g.ndim if isinstance(g, Tensor) else 1)
        if not all(any(agree(g, each) for g in order) for each in right):
            return Verdict.wrong(
                "The values are right, a gradient is not: something is detached or copied."
            )
        if evidence.number("hooks") != 1:
            return Verdict.wrong(
                "The hooks of the layer are passed by: define forward, and leave __call__ to "
                "nn.Module."
            )
        if not evidence.flag("x_unchanged"):
            return Verdict.wrong("The layer changes its input x: make a new tensor.")
    return Verdict.right()


def _wrong_values(y: Tensor, x: Tensor, w: Tensor, b: Tensor, has_bias: bool) -> str:
    if has_bias and agree(y, x @ w.T):
        return "The bias is missing in forward."
    if has_bias and agree(y, x @ w.T - b):
        return "The bias is subtracted."
    if w.shape[0] == w.shape[1] and agree(y, x @ w + (b if has_bias else 0)):
        return "The weight is not transposed: x @ self.weight.T."
    if agree(y, torch.relu(x @ w.T + (b if has_bias else 0))):
        return "There is a ReLU in the layer: it is linear."
    return (
        "The values are not x @ weight.T + bias, for a weight and a bias loaded with "
        "load_state_dict. Does forward use self.weight and self.bias?"
    )


@sealed("test_MyLinear")
def linear_begins_as_kaimings(student: Student) -> Verdict:
    args = (800, 400)
    evidence = student.ask(_LAYER, _situation(args), MODULE_ADVICE, args=list(args))
    learnt = evidence.mapping("learnt")
    w, b = learnt.get("weight"), learnt.get("bias")
    if not isinstance(w, Tensor) or w.ndim != 2 or not isinstance(b, Tensor):
        return Verdict.wrong("Put the parameters right first: weight and bias.")
    if hint := wrong_weight("weight", w, 800, 400):
        return Verdict.wrong(hint)
    # The docstring names one of Kaiming's rules. 320,000 entries: 5% are 40 standard errors.
    std = w.double().std().item()
    if abs(std / (2 / 800) ** 0.5 - 1) > TOLERANCE:
        return Verdict.wrong(
            f"The weight of MyLinear(800, 400) begins with standard deviation {std:.4f}, expected "
            "sqrt(2 / in_features) = 0.0500: two over the inputs, which are shape[1] of the weight."
        )
    if not b.abs().max() <= 1e-6:
        return Verdict.wrong("The bias does not begin at zero.")
    return Verdict.right()
