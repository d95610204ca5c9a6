"""Sealed checks of the exercise `record_outputs`."""

from torch import Tensor, nn

from autograde.sealed import BadEvidence, Evidence, Student, Verdict, sealed

from .common import COUNT_HOOKS, HOOK_ADVICE, agree, build, hooks_hint, random_normal, whole

# nn is all that these expressions need; both sides build the net from them.
_PLAIN = (
    "nn.Sequential(nn.Linear(6, 5), nn.Sequential(nn.Tanh(), nn.Linear(5, 4)), nn.Linear(4, 3))"
)
_IN_PLACE = (
    "nn.Sequential(nn.Conv2d(2, 4, 3), nn.ReLU(inplace=True), "
    "nn.Sequential(nn.Conv2d(4, 3, 2), nn.Hardtanh(inplace=True)), nn.Flatten())"
)

_RECORD = (
    COUNT_HOOKS
    + """
import torch
from torch import nn
def _copies(seen):
    return {
        name: kept.detach().clone() if isinstance(kept, torch.Tensor) else kept
        for name, kept in seen.items()
    }
_net = STRUCTURE
_net.load_state_dict(state)
_passes = []
_handle = _net[0].register_forward_pre_hook(lambda module, args: _passes.append(1))
_calls = []
_own_handle = _net.register_forward_hook(lambda module, args, output: _calls.append(1))
hooks_before = _hooks(_net)
_pair = record_outputs(_net, x.clone(), names)
hooks_after = _hooks(_net)
kind = type(_pair).__name__
length = len(_pair) if isinstance(_pair, (tuple, list)) else -1
if length == 2:
    _output, _seen = _pair
    output, seen, passes, calls = _output, _seen, len(_passes), len(_calls)
    if isinstance(_output, torch.Tensor) and isinstance(_seen, dict):
        graphs = [n for n, kept in _seen.items() if getattr(kept, "requires_grad", False)]
        output, seen = _output.detach().clone(), _copies(_seen)
        has_graph = _output.requires_grad
        if has_graph:
            _output.square().sum().backward()
            _output.detach().fill_(77.0)
        slopes = [p.grad for p in _net.parameters()]
        later = _copies(_seen)
"""
)

_ADVICE = {
    "has no attribute ''": "The empty name is the net itself: get_submodule('') gives it.",
    "modified by an inplace operation": "A layer writes in place into what autograd needs: the "
    "hook must hand on nothing, and keep a copy outside of the graph.",
}


def _recorded(student: Student, structure: str, x: Tensor, names: list[str]) -> tuple:
    """Evidence, and the net and what its named modules return, as they should be."""
    net = build(student, structure)
    code = _RECORD.replace("STRUCTURE", structure)
    situation = f"with the names {names}"
    evidence = student.ask(
        code, situation, _ADVICE | HOOK_ADVICE, x=x, names=names, state=net.state_dict()
    )
    if evidence.number("length") != 2:
        raise BadEvidence(
            f"record_outputs returns {evidence.text('kind')}, expected a pair (output, seen)."
        )
    return evidence, net, _outputs(net, x)


def _outputs(net: nn.Sequential, x: Tensor, prefix: str = "") -> dict[str, Tensor]:
    """What each module of nested Sequentials returns, copied before the next one runs."""
    outputs = {}
    for name, layer in net.named_children():
        if isinstance(layer, nn.Sequential):
            outputs |= _outputs(layer, x, f"{prefix}{name}.")
            x = outputs[f"{prefix}{name}"]
        else:
            x = layer(x.clone())
        outputs[f"{prefix}{name}"] = x.detach().clone()
    return outputs | {prefix.removesuffix("."): x.detach().clone()}


def _kept(evidence: Evidence, names: list[str]) -> dict[str, Tensor]:
    seen = evidence.mapping("seen", "seen")
    for name in names:
        if name in seen and not isinstance(seen[name], Tensor):
            raise BadEvidence(f"seen[{name!r}] is no tensor.")
    return seen


@sealed("test_record_outputs")
def each_output_has_its_name(student: Student) -> Verdict:
    names = ["2", "", "1.1", "0", "1"]
    x = random_normal(student, (1, 7)[whole(student, 0, 1)], 6)
    evidence, _, outputs = _recorded(student, _PLAIN, x, names)
    seen = _kept(evidence, names)
    missing = [name for name in names if name not in seen]
    if missing == [""]:
        return Verdict.wrong(
            "seen has no entry for '', the net itself. Hooks run when a module is called: "
            "net.forward(x) goes past those of net."
        )
    if missing and len(seen) == 1:
        return Verdict.wrong(
            f"Of five names, seen has {list(seen)}: a hook that is made in a loop looks the loop "
            "variable up when it runs. Bind the name when the hook is made."
        )
    if missing:
        return Verdict.wrong(f"seen has no entry for {missing}.")
    if set(seen) != set(names):
        return Verdict.wrong(f"seen has entries that were not asked for: {set(seen) - set(names)}.")
    for name in names:
        if not agree(seen[name], outputs[name]):
            others = [n for n in names if n != name and agree(seen[name], outputs[n])]
            look = f"It is what {others[0]!r} returned." if others else "Is it what came in?"
            return Verdict.wrong(f"seen[{name!r}] is not what that module returned. {look}")
    return Verdict.right()


@sealed("test_record_outputs")
def outputs_are_kept_as_they_were(student: Student) -> Verdict:
    names = ["0", "1", "2.0", "2", "3", ""]
    x = random_normal(student, 2, 2, 5, 6)
    evidence, _, outputs = _recorded(student, _IN_PLACE, x, names)
    for when in ("seen", "later"):
        found = evidence.mapping(when, "seen")
        for name, overwritten in (("0", "1"), ("2.0", "2"), ("1", "1"), ("3", "3"), ("", "")):
            kept = found.get(name)
            if not isinstance(kept, Tensor) or agree(kept, outputs[name]):
                continue  # what is missing is for another check to say
            if name != overwritten and agree(kept, outputs[overwritten]):
                return Verdict.wrong(
                    f"seen[{name!r}] is what the in-place layer behind it made of it: both share "
                    "their memory, and detach() does not change that. Keep a copy: clone()."
                )
            if when == "later":
                return Verdict.wrong(
                    f"seen[{name!r}] changes when somebody writes to the output of the net: it "
                    "shares its memory. Keep a copy of its own: clone()."
                )
            return Verdict.wrong(f"seen[{name!r}] is not what that module returned.")
    return Verdict.right()


@sealed("test_record_outputs")
def outputs_are_outside_the_graph(student: Student) -> Verdict:
    names = ["2", "", "0"]
    evidence, _, _ = _recorded(student, _PLAIN, random_normal(student, 3, 6), names)
    if evidence.sequence("graphs"):
        return Verdict.wrong(
            f"seen[{evidence.sequence('graphs')[0]!r}] requires grad: it keeps the graph of the "
            "whole pass alive. detach() it in the hook; clone() alone stays in the graph."
        )
    return Verdict.right()


@sealed("test_record_outputs")
def output_is_that_of_the_net(student: Student) -> Verdict:
    for structure, x, names in (
        (_PLAIN, random_normal(student, 7, 6), ["1.0", "0"]),
        (_IN_PLACE, random_normal(student, 1, 2, 4, 6), ["0", "2.0"]),
    ):
        evidence, net, outputs = _recorded(student, structure, x, names)
        if not agree(evidence.tensor("output"), outputs[""]):
            return Verdict.wrong("The output is not that of net(x). Does a hook return something?")
        if evidence.number("passes") != 1:
            return Verdict.wrong(f"The net runs {evidence.number('passes'):g} times, not once.")
        if evidence.number("calls") != 1:
            return Verdict.wrong(
                "A hook that net had before did not run: net.forward(x) goes past the hooks of "
                "net. Call net(x)."
            )
        if not evidence.flag("has_graph"):
            return Verdict.wrong(
                "The output has no graph, so nothing could be learnt from it. No no_grad here: "
                "only what the hooks keep is outside of the graph."
            )
        net(x.clone()).square().sum().backward()
        slopes = evidence.sequence("slopes")
        for (name, parameter), slope in zip(net.named_parameters(), slopes, strict=True):
            if slope is None or not agree(slope, parameter.grad):
                came = "has no gradient" if slope is None else "has a wrong gradient"
                return Verdict.wrong(
                    f"{name} {came}: a hook returned something, and what it returned took the "
                    "place of the layer's output. A lambda returns the value of its expression; "
                    "setdefault returns what it stored."
                )
    return Verdict.right()


@sealed("test_record_outputs")
def recording_removes_its_hooks(student: Student) -> Verdict:
    evidence, _, _ = _recorded(student, _PLAIN, random_normal(student, 2, 6), ["0", "1.1"])
    before, after = evidence.sequence("hooks_before"), evidence.sequence("hooks_after")
    hint = hooks_hint("record_outputs", before, after)
    return Verdict.wrong(hint) if hint else Verdict.right()
