"""Sealed checks of the exercise `layer_statistics`."""

from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from autograde.sealed import BadEvidence, Evidence, Student, Verdict, sealed

from .common import COUNT_HOOKS, HOOK_ADVICE, build, hooks_hint, near, random_normal, whole

_NETS = {
    "nn.Sequential(nn.Linear(6, 5), nn.Sequential(nn.Tanh(), nn.Linear(5, 4)), nn.ReLU(), "
    "nn.Linear(4, 3))": (6,),
    "nn.Sequential(nn.Conv2d(2, 4, 3), nn.Sequential(nn.Tanh(), nn.Flatten()), nn.Linear(24, 5))": (
        2,
        4,
        5,
    ),
    "nn.Linear(6, 4)": (6,),
    "nn.Sequential(nn.Flatten(), nn.Linear(12, 5), nn.Tanh(), nn.Linear(5, 3))": (3, 4),
}

_MEASURE = (
    COUNT_HOOKS
    + """
import torch
import warnings
from torch import nn
_net = STRUCTURE
_net.load_state_dict(state)
list(_net.parameters())[-1].requires_grad_(False)
_flags = [p.requires_grad for p in _net.parameters()]
_own = [m for m in _net.modules() if not list(m.children())][0]
_passes = []
_handle = _own.register_forward_pre_hook(lambda module, args: _passes.append(1))
hooks_before = _hooks(_net)
with warnings.catch_warnings(record=True) as _caught:
    warnings.simplefilter("always")
    statistics = layer_statistics(_net, x, y)
warned = [str(each.message) for each in _caught]
hooks_after = _hooks(_net)
same_flags = _flags == [p.requires_grad for p in _net.parameters()]
x_is_left = not x.requires_grad
passes = len(_passes)
if isinstance(statistics, dict):
    graphs = [
        name for name, pair in statistics.items() if isinstance(pair, (tuple, list))
        for value in pair if getattr(value, "requires_grad", False)
    ]
"""
)

_ADVICE = {
    "len() of": "A backward hook returns something: that takes the place of grad_input.",
    "has no len()": "A backward hook returns something: that takes the place of grad_input.",
    "invalid number of grad_input": "A backward hook returns something: that takes the place of "
    "grad_input.",
    "should always return None": "A backward hook returns something: it must return None.",
    "'tuple' object has no attribute": "grad_input and grad_output are tuples: take their first "
    "entry.",
    "KeyError": "A hook that is made in a loop looks the loop variable up when it runs, or a hook "
    "did not run at all: net.forward(x) goes past those of net itself, and nothing comes back to a "
    "first layer without parameters if the input does not require grad.",
    "has no attribute 'norm'": "There is no gradient where nothing requires grad: give the net a "
    "copy of x that does, x.clone().requires_grad_().",
    "does not require grad": "Give the net a copy of x that requires grad: "
    "x.clone().requires_grad_().",
    "doesn't require grad": "Give the net a copy of x that requires grad: "
    "x.clone().requires_grad_().",
}


def _measured(student: Student, structure: str, n: int) -> tuple[Evidence, nn.Module, Any, Any]:
    net, sizes = build(student, structure), _NETS[structure]
    x, y = random_normal(student, n, *sizes), torch.arange(n) % 3
    code = _MEASURE.replace("STRUCTURE", structure)
    situation = f"with a net of {len(_layers(net))} layers, for x of shape {tuple(x.shape)}"
    inputs = {"x": x, "y": y, "state": net.state_dict()}
    return student.ask(code, situation, _ADVICE | HOOK_ADVICE, **inputs), net, x, y


def _layers(net: nn.Module) -> dict[str, nn.Module]:
    return {name: layer for name, layer in net.named_modules() if not list(layer.children())}


def _run(net: nn.Module, x: Tensor) -> list[Tensor]:
    """What each layer returns, one after the other: ours run in the order of their names."""
    outputs = []
    for layer in _layers(net).values():
        x = layer(x)
        outputs.append(x)
    return outputs


def _pairs(evidence: Evidence, net: nn.Module) -> dict[str, tuple[float, float]]:
    """What the student measured, as numbers."""
    found = evidence.mapping("statistics", "What layer_statistics returns")
    wanted = list(_layers(net))
    if sorted(found) != sorted(wanted):
        raise BadEvidence(_names_hint(list(found), wanted))
    numbers = {}
    for name in wanted:
        pair = [
            v.item() if isinstance(v, Tensor) and v.numel() == 1 else v
            for v in _entries(found[name])
        ]
        if len(pair) != 2 or not all(type(v) in (int, float) for v in pair):
            raise BadEvidence(
                f"What is kept for {name!r} is no pair of numbers (spread, gradient)."
            )
        numbers[name] = (float(pair[0]), float(pair[1]))
    return numbers


def _entries(pair: Any) -> list[Any]:
    return list(pair) if isinstance(pair, (list, tuple, Tensor)) and len(pair) else [pair]


def _names_hint(found: list[str], wanted: list[str]) -> str:
    text = f"The names are {sorted(found)}, expected {sorted(wanted)}. "
    if not found and wanted != [""]:
        return text + "No hook ran. All of them must be registered before net is called."
    if len(found) == 1 and len(wanted) > 1:
        return text + (
            "A hook that is made in a loop looks the loop variable up when it runs, when the loop "
            "is over. Bind the name when the hook is made."
        )
    if wanted == [""]:
        return text + (
            "A net without children is a layer itself. Hooks run when a module is called: "
            "net.forward(x) goes past those of net."
        )
    if set(wanted) < set(found):
        return text + "A module that has children is no layer."
    if not any("." in name for name in found):
        return text + "Nested layers are missed: children() is one level of the tree only."
    return text + "One entry for each module without children, wherever it is."


@sealed("test_layer_statistics")
def spreads_are_right(student: Student) -> Verdict:
    for structure in _NETS:
        evidence, net, x, _ = _measured(student, structure, (2, 7)[whole(student, 0, 1)])
        found = {name: pair[0] for name, pair in _pairs(evidence, net).items()}
        with torch.no_grad():
            outputs = _run(net, x)
        right = [out.std() for out in outputs]
        biased = [out.std(correction=0) for out in outputs]
        if hint := _hint(
            "spread",
            found,
            [right, biased],
            {
                "That is the variance: take its root.": [out.var() for out in outputs],
                "That is the mean.": [out.mean() for out in outputs],
                "That is the norm.": [out.norm() for out in outputs],
                "That is for what came in: a forward hook gets (module, args, output).": [
                    came.std() for came in (x, *outputs[:-1])
                ],
                "One number for all of the output, not for each image.": [
                    out.flatten(1).std(1).mean() for out in outputs
                ],
            },
            "The standard deviation of all the numbers that it returned.",
        ):
            return Verdict.wrong(hint)
    return Verdict.right()


@sealed("test_layer_statistics")
def gradients_are_right(student: Student) -> Verdict:
    for structure in _NETS:
        n = (2, 7)[whole(student, 0, 1)]
        evidence, net, x, y = _measured(student, structure, n)
        found = {name: pair[1] for name, pair in _pairs(evidence, net).items()}
        x.requires_grad_()
        outputs = _run(net, x)
        loss = F.cross_entropy(outputs[-1], y)
        came_in, *went_out = torch.autograd.grad(loss, [x, *outputs], retain_graph=True)
        loss.backward()
        weights = [next(layer.parameters(), None) for layer in _layers(net).values()]
        if hint := _hint(
            "gradient",
            found,
            [[slope.norm() for slope in went_out]],
            {
                "That is for what came in, grad_input. Take grad_output.": [
                    slope.norm() for slope in (came_in, *went_out[:-1])
                ],
                "That is the gradient of a parameter, not of what the layer returned.": [
                    None if weight is None else weight.grad.norm() for weight in weights
                ],
                "Nothing came back to the first layer: give the net a copy of x that requires "
                "grad, x.clone().requires_grad_().": [
                    torch.tensor(0.0),
                    *(slope.norm() for slope in went_out[1:]),
                ],
                "The loss is the mean over the batch, not the sum.": [
                    slope.norm() * n for slope in went_out
                ],
                "That is the sum of squares: the norm is its root.": [
                    slope.square().sum() for slope in went_out
                ],
                "That is the standard deviation.": [slope.std() for slope in went_out],
                "That is the mean of the sizes.": [slope.abs().mean() for slope in went_out],
                "That is the sum of the sizes.": [slope.abs().sum() for slope in went_out],
                "That is the largest.": [slope.abs().max() for slope in went_out],
                "That is the spread: the pair is (spread, gradient).": [
                    out.std() for out in outputs
                ],
            },
            "Is the loss the cross-entropy of net(x), raw, with y?",
        ):
            return Verdict.wrong(hint)
    return Verdict.right()


def _hint(
    what: str,
    found: dict[str, float],
    right: list[list[Tensor]],
    slips: dict[str, list[Tensor | None]],
    otherwise: str,
) -> str:
    """What is wrong with one number for each layer; "" if they are one of the `right` series.

    A slip is named only if it explains every layer: a single number may agree by chance.
    """
    numbers = list(found.values())
    if any(_series_agree(numbers, series) for series in right):
        return ""
    named = [hint for hint, series in slips.items() if _series_agree(numbers, series)]
    pairs = zip(found, numbers, right[0], strict=True)
    name, number, expected = next(p for p in pairs if not near(p[1], p[2].item()))
    return (
        f"The {what} of {name!r} is {number:.4g}, expected {expected.item():.4g}. "
        f"{(named or [otherwise])[0]}"
    )


def _series_agree(numbers: list[float], series: list[Tensor | None]) -> bool:
    """Whether the numbers are those of a series, None standing for any number."""
    pairs = zip(numbers, series, strict=True)
    return all(value is None or near(number, value.item()) for number, value in pairs)


@sealed("test_layer_statistics")
def numbers_are_outside_the_graph(student: Student) -> Verdict:
    evidence, net, _, _ = _measured(student, next(iter(_NETS)), 3)
    _pairs(evidence, net)
    if evidence.sequence("graphs"):
        return Verdict.wrong(
            "A number that you keep is a tensor with its graph, and keeps the whole pass alive: "
            "item() gives the Python number."
        )
    if evidence.number("passes") != 1:
        return Verdict.wrong(f"The net runs {evidence.number('passes'):g} times, not once.")
    return Verdict.right()


@sealed("test_layer_statistics")
def full_backward_hooks_are_used(student: Student) -> Verdict:
    evidence, _, _, _ = _measured(student, next(iter(_NETS)), 3)
    if any("non-full backward hook" in message for message in evidence.sequence("warned")):
        return Verdict.partial(
            0.5,
            "register_backward_hook listens to the last operation of a module, not to the module, "
            "and will be removed from PyTorch: register_full_backward_hook.",
        )
    return Verdict.right()


@sealed("test_layer_statistics")
def statistics_remove_their_hooks(student: Student) -> Verdict:
    evidence, _, _, _ = _measured(student, next(iter(_NETS)), 3)
    before, after = evidence.sequence("hooks_before"), evidence.sequence("hooks_after")
    hint = hooks_hint("layer_statistics", before, after)
    return Verdict.wrong(hint) if hint else Verdict.right()


@sealed("test_layer_statistics")
def what_requires_grad_is_left(student: Student) -> Verdict:
    evidence, _, _, _ = _measured(student, next(iter(_NETS)), 3)
    if not evidence.flag("x_is_left"):
        return Verdict.wrong(
            "The caller's x requires grad afterwards. Give the net a copy that does: "
            "x.clone().requires_grad_()."
        )
    if not evidence.flag("same_flags"):
        return Verdict.wrong("Afterwards other parameters of the net require grad than before.")
    return Verdict.right()
