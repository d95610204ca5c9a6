"""Which initial weights and biases are right, and which slip others come from."""

import math
from collections.abc import Sequence

from torch import Tensor

from autograde.sealed import Student

from .net_probes import INITIAL, STRUCTURE
from .nets import Net, wrong_structure

TOLERANCE = 0.05  # of a standard deviation; the checks choose sizes for which that is 7 errors


def is_kaiming(std: float, fan_in: int, fan_out: int) -> bool:
    """Whether a standard deviation is one of those that go by Kaiming's name: sqrt(2 / fan), or
    sqrt(1 / fan) as for a layer that no ReLU follows, with the fan-in or the fan-out."""
    right = [math.sqrt(gain / fan) for gain in (2, 1) for fan in (fan_in, fan_out)]
    return any(abs(std / each - 1) <= TOLERANCE for each in right)


def spread_hint(std: float, fan_in: int, fan_out: int, shape: Sequence[int]) -> str:
    """Which known slip gives this standard deviation."""
    xavier = "That is Xavier's rule, which takes the mean of fan-in and fan-out"
    slips = {
        "It is what PyTorch begins with: the weight of each layer has still to be initialised.": (
            math.sqrt(1 / (3 * fan_in))
        ),
        f"{xavier}.": math.sqrt(2 / (fan_in + fan_out)),
        f"{xavier}, with the gain of a ReLU.": math.sqrt(4 / (fan_in + fan_out)),
        "The weights are all the same, so all units would learn the same.": 0.0,
        "It is not scaled at all.": 1.0,
        "Scaling by 2 / fan_in is too little: the square root is missing.": 2 / fan_in,
        "Scaling by 1 / fan_in is too little: the square root is missing.": 1 / fan_in,
        "Those are uniform numbers from 0 to 1.": math.sqrt(1 / 12),
    }
    slips |= {f"That is {s} whatever the shape.": s for s in (0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4)}
    if len(shape) == 4:
        slips["The fan-in of a convolution is not shape[1] alone: its window belongs to it."] = (
            math.sqrt(2 / shape[1])
        )
    known = [h for h, value in slips.items() if abs(std - value) <= TOLERANCE * value]
    return known[0] if known else "nn.init.kaiming_normal_(layer.weight) is one way."


def wrong_weight(name: str, value: Tensor, fan_in: int, fan_out: int) -> str:
    """What is wrong with an initial weight, "" if nothing is."""
    w = value.double()
    std, mean = w.std().item(), w.mean().item()
    if not is_kaiming(std, fan_in, fan_out):
        return (
            f"The weight {name}, shape {tuple(w.shape)}, begins with standard deviation {std:.4f}, "
            f"expected sqrt(2 / {fan_in}) = {math.sqrt(2 / fan_in):.4f}, or another of Kaiming's. "
            f"{spread_hint(std, fan_in, fan_out, w.shape)}"
        )
    if not abs(mean) < 7 * std / w.numel() ** 0.5:  # seven standard errors
        return f"The weight {name} begins with mean {mean:.4f}, expected 0."
    return ""


def initial_parameters(
    student: Student, net: Net
) -> tuple[str, list[dict[str, tuple[str, Tensor]]]]:
    """The parameters that two new nets begin with: for each, by role, the name and the value.

    Or a hint, if the net has no such parameters, or two nets share them.
    """
    structure = net.probe(student, STRUCTURE)
    if hint := wrong_structure(structure, net):
        return hint, []
    shapes, used = structure.mapping("shapes"), structure.sequence("used")
    evidence = net.probe(student, INITIAL)
    if evidence.flag("is_shared"):
        return "Two nets share their parameters: make them in __init__, for each net anew.", []
    found = []
    for values in evidence.sequence("initial", length=2):
        by_role = {}
        for key, role in net.roles.items():
            fits = role.kept_by(shapes)
            name = next((each for each in fits if each in used), fits[0])
            value = values.get(name) if isinstance(values, dict) else None
            if not isinstance(value, Tensor):
                return f"The parameter {name} of one net is missing in the next.", []
            by_role[key] = (name, value)
        found.append(by_role)
    return "", found
