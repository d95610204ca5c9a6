"""Sealed checks of the exercise `init_weights`."""

import torch
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import (
    NONE_HAS_NO_ENTRIES,
    NORMAL_REACHES,
    agree,
    is_constant,
    near,
    off_centre,
    random_normal,
    whole,
)

_CONVOLUTIONS = """
import torch
from torch import nn
class _Own(nn.Conv2d):
    pass
_net = nn.Sequential(
    nn.Conv2d(a, b, (3, 5)),
    nn.Sequential(nn.ReLU(), nn.Sequential(nn.Conv2d(b, c, 3, bias=False), _Own(c, b, (2, 4)))),
)
_alone = nn.Conv2d(a, c, (5, 2))
with torch.no_grad():
    for _p in [*_net.parameters(), *_alone.parameters()]:
        _p.fill_(5.0)
_net.apply(init_weights)
init_weights(_alone)
_layers = [_net[0], _net[1][1][0], _net[1][1][1], _alone]
weights = [_layer.weight for _layer in _layers]
biases = [_layer.bias for _layer in _layers]
"""
_LINEAR = """
import torch
from torch import nn
class _Own(nn.Linear):
    pass
_net = nn.Sequential(nn.Linear(a, b), nn.Sequential(nn.Sequential(nn.Linear(b, a, bias=False))))
_net.append(_Own(a, c))
_alone = nn.Linear(c, b)
with torch.no_grad():
    for _p in [*_net.parameters(), *_alone.parameters()]:
        _p.fill_(5.0)
_net.apply(init_weights)
_alone.apply(init_weights)
_layers = [_net[0], _net[1][0][0], _net[2], _alone]
weights = [_layer.weight for _layer in _layers]
biases = [_layer.bias for _layer in _layers]
"""
_NAMES = ("a layer on the top level", "a nested layer without bias", "a subclass of the layer",
          "a layer that is passed alone, not inside a net")  # fmt: skip


def _first_values_hint(kind: str, name: str, weight: object, bias: object) -> str:
    """What is wrong with a layer whatever its distribution should be."""
    where = f"{kind}, {name}"
    if not isinstance(weight, Tensor) or not torch.isfinite(weight).all():
        return f"{where}: the weight is no finite tensor."
    if (weight == 5).all():
        return (
            f"{where}: its weight has not changed. Is the layer reached, and its parameter filled "
            "in place? `w = torch.randn(...)` only binds a name. Ask isinstance of `module` itself,"
            " not of its children()."
        )
    if is_constant(weight):
        return f"{where}: all its weights are the same. They begin at random."
    if isinstance(bias, Tensor) and not (bias == 0).all():
        return f"{where}: its bias is not zero."
    return ""


@sealed("test_init_weights")
def convolutions_are_kaiming_normal(student: Student) -> Verdict:
    """At least 5,000 weights each, so that their deviation is right to a per cent."""
    a, b, c = whole(student, 20, 30), whole(student, 50, 60), whole(student, 80, 90)
    evidence = student.ask(_CONVOLUTIONS, advice=NONE_HAS_NO_ENTRIES, a=a, b=b, c=c)
    weights, biases = evidence.sequence("weights", 4), evidence.sequence("biases", 4)
    for name, weight, bias in zip(_NAMES, weights, biases, strict=True):
        hint = _first_values_hint("nn.Conv2d", name, weight, bias) or _kaiming_hint(weight)
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


def _kaiming_hint(weight: Tensor) -> str:
    weight = weight.double()
    (out, into, h, w), found = weight.shape, weight.std().item()
    fan_in, fan_out = into * h * w, out * h * w
    wanted = (2 / fan_out) ** 0.5
    shape = tuple(weight.shape)
    if near(found, wanted):
        if off_centre(weight):
            return f"nn.Conv2d: the weight {shape} has mean {weight.mean():.3g}, expected 0."
        if weight.abs().max() < NORMAL_REACHES * wanted:
            return (
                f"nn.Conv2d: the spread of the weight {shape} is right, but it is uniform, not "
                "normal: kaiming_normal_ is wanted."
            )
        return ""
    slips = (
        ((2 / fan_in) ** 0.5, "That is mode fan_in, the default of kaiming_normal_."),
        ((2 / out) ** 0.5, "That is sqrt(2 / output channels), which forgets the window."),
        (
            (2 / into) ** 0.5,
            "That is sqrt(2 / shape[1]): it forgets the window, and is no fan-out.",
        ),
        ((1 / fan_out) ** 0.5, "That is gain 1: say nonlinearity='relu'."),
        ((2 / (fan_in + fan_out)) ** 0.5, "That is Xavier's, the rule for nn.Linear."),
        ((1 / (3 * fan_in)) ** 0.5, "That is the default of PyTorch, as reset_parameters gives."),
        (2 / fan_out, "That is 2 / fan_out: its square root is wanted."),
        (0.01, "That is 0.01 whatever the fan-out is."),
        (0.02, "That is 0.02 whatever the fan-out is."),
    )
    told = next((text for value, text in slips if near(found, value, 0.03)), "")
    return (
        f"nn.Conv2d: the weight {shape} has standard deviation {found:.4f}, expected "
        f"sqrt(2 / {fan_out}) = {wanted:.4f}. {told}"
    ).strip()


@sealed("test_init_weights")
def linear_layers_are_xavier_uniform(student: Student) -> Verdict:
    """At least 7,000 weights each: the largest is within 1% of the bound but once in 10**30."""
    a, b, c = whole(student, 80, 90), whole(student, 150, 170), whole(student, 230, 250)
    evidence = student.ask(_LINEAR, advice=NONE_HAS_NO_ENTRIES, a=a, b=b, c=c)
    weights, biases = evidence.sequence("weights", 4), evidence.sequence("biases", 4)
    for name, weight, bias in zip(_NAMES, weights, biases, strict=True):
        hint = _first_values_hint("nn.Linear", name, weight, bias) or _xavier_hint(weight)
        if hint:
            return Verdict.wrong(hint)
    return Verdict.right()


def _xavier_hint(weight: Tensor) -> str:
    weight = weight.double()
    (out, into), found = weight.shape, weight.std().item()
    bound = (6 / (into + out)) ** 0.5
    largest = weight.abs().max().item()
    if near(found, bound / 3**0.5):
        if off_centre(weight):
            return f"nn.Linear: the weight has mean {weight.mean():.3g}, expected 0."
        if 0.99 * bound < largest <= 1.001 * bound:
            return ""
        return (
            f"nn.Linear: the spread of the weight is right, but the largest is {largest:.4f} and "
            f"the bound {bound:.4f}: xavier_uniform_ is wanted, not xavier_normal_."
        )
    slips = (
        ((2 / into) ** 0.5, "That is Kaiming's with fan_in."),
        ((2 / out) ** 0.5, "That is Kaiming's with fan_out, the rule for nn.Conv2d."),
        (2 / (into + out) ** 0.5, "That is Xavier's times sqrt(2), the gain of ReLU."),
        ((1 / (3 * into)) ** 0.5, "That is the default of PyTorch, as reset_parameters gives."),
        (bound, "The bound has been taken for the standard deviation."),
        (0.01, "That is 0.01 whatever the fans are."),
    )
    told = next((text for value, text in slips if near(found, value, 0.03)), "")
    return (
        f"nn.Linear: a weight of shape {tuple(weight.shape)} has standard deviation {found:.4f}, "
        f"expected {bound / 3**0.5:.4f}: uniform up to sqrt(6 / (fan_in + fan_out)). {told}"
    ).strip()


_NORMS = """
import torch
from torch import nn
class _Own(nn.BatchNorm2d):
    pass
_net = nn.ModuleDict({
    "BatchNorm1d": nn.BatchNorm1d(n), "BatchNorm2d": nn.BatchNorm2d(n),
    "GroupNorm": nn.GroupNorm(2, 2 * n), "LayerNorm": nn.LayerNorm([n, 3]),
    "LayerNorm without bias": nn.LayerNorm(n, bias=False), "subclass of BatchNorm2d": _Own(n),
    "bare BatchNorm1d": nn.BatchNorm1d(n, affine=False),
    "bare BatchNorm2d": nn.BatchNorm2d(n, affine=False),
    "bare GroupNorm": nn.GroupNorm(1, n, affine=False),
    "bare LayerNorm": nn.LayerNorm(n, elementwise_affine=False),
})
with torch.no_grad():
    for _p in _net.parameters():
        _p.fill_(5.0)
    for _b in _net.buffers():
        _b.fill_(7)
_net.apply(init_weights)
weights = {_key: _norm.weight for _key, _norm in _net.items()}
biases = {_key: _norm.bias for _key, _norm in _net.items()}
buffers_kept = all(bool((_b == 7).all()) for _b in _net.buffers())
"""


@sealed("test_init_weights")
def norms_begin_with_one_and_zero(student: Student) -> Verdict:
    evidence = student.ask(_NORMS, advice=NONE_HAS_NO_ENTRIES, n=whole(student, 4, 9))
    weights, biases = evidence["weights"], evidence["biases"]
    for key, weight in weights.items():
        bias = biases[key]
        if key.startswith("bare"):
            if weight is not None or bias is not None:
                return Verdict.wrong(f"A {key[5:]} without affine has got a parameter: leave None.")
            continue
        if key.endswith("without bias") and bias is not None:
            return Verdict.wrong("A LayerNorm made with bias=False has got a bias: leave None.")
        if not isinstance(weight, Tensor) or not (weight == 1).all():
            return Verdict.wrong(f"The weight of a {key} is not 1. It belongs to the norm layers.")
        if isinstance(bias, Tensor) and not (bias == 0).all():
            return Verdict.wrong(f"The bias of a {key} is not 0.")
    if not evidence.flag("buffers_kept"):
        return Verdict.wrong(
            "The running statistics of a batch norm have changed. They are buffers, not "
            "parameters: fill weight and bias alone. reset_parameters() resets them too."
        )
    return Verdict.right()


_OTHERS = """
import torch
from torch import nn
class _Scale(nn.Module):
    def __init__(self, start):
        super().__init__()
        self.weight = nn.Parameter(start.clone())
        self.bias = nn.Parameter(start.clone())
_others = nn.ModuleList([_Scale(start), nn.PReLU(), nn.Embedding(5, 4)])
_before = [_p.detach().clone() for _p in _others.parameters()]
_net = nn.Sequential(nn.Flatten(), nn.Linear(4, 3), _others, nn.ReLU(), nn.Dropout())
_net.apply(init_weights)
others_kept = all(torch.equal(a, b) for a, b in zip(_before, _others.parameters()))
"""
_OTHERS_RAISE = {
    "has no attribute": "Many modules have no weight or no bias: nn.ReLU, nn.Sequential, the net "
    "itself. Ask for the type first.",
    "fan in and fan out": "A weight with one axis has no fan-in: ask for the type, not for an "
    "attribute called weight.",
}


@sealed("test_init_weights")
def other_modules_stay(student: Student) -> Verdict:
    evidence = student.ask(_OTHERS, advice=_OTHERS_RAISE, start=random_normal(student, 4, 6))
    if not evidence.flag("others_kept"):
        return Verdict.wrong(
            "A module of another type has changed (nn.Embedding, nn.PReLU, or one of its own with "
            "a parameter called weight). Ask isinstance for the types of the list."
        )
    return Verdict.right()


_KEPT = """
import torch
from torch import nn
_net = nn.Sequential(nn.Conv2d(4, 6, 3), nn.BatchNorm2d(6), nn.Sequential(nn.Linear(6, 3)))
_net[2][0].weight.requires_grad_(False)
_optimizer = torch.optim.SGD(_net.parameters(), lr=1.0)
_held = {_name: _p for _name, _p in _net.named_parameters()}
_net.apply(init_weights)
_now = dict(_net.named_parameters())
moved = [_name for _name in _held if _now.get(_name) is not _held[_name]]
needs = [_p.requires_grad for _p in _now.values()]
leaves = all(_p.is_leaf for _p in _now.values())
_before = _net[0].weight.detach().clone()
_net[0](x).sum().backward()
_optimizer.step()
stepped = not torch.equal(_before, _net[0].weight)
"""


@sealed("test_init_weights")
def parameters_stay_the_same_objects(student: Student) -> Verdict:
    x = random_normal(student, 2, 4, 5, 6)
    evidence = student.ask(_KEPT, advice=NONE_HAS_NO_ENTRIES, x=x)
    moved = evidence.sequence("moved")
    if moved:
        return Verdict.wrong(
            f"{moved[0]} is a new object: an optimizer that was built before goes on with the old "
            "one, and the net no longer learns. Fill the parameter in place, with nn.init, instead "
            "of assigning a new nn.Parameter."
        )
    if not evidence.flag("leaves") or not agree(
        torch.tensor(evidence.sequence("needs")).float(), torch.tensor([1.0, 1, 1, 1, 0, 1])
    ):
        return Verdict.wrong(
            "requires_grad of a parameter has changed. Leave it as it is: nn.init works under "
            "no_grad by itself."
        )
    if not evidence.flag("stepped"):
        return Verdict.wrong("After init_weights a step of an optimizer no longer moves 0.weight.")
    return Verdict.right()
