"""Sealed checks of the exercise `replace_layers`."""

from typing import Any

from autograde.sealed import BadEvidence, Evidence, Student, Verdict, sealed

from .common import HOOK_ADVICE, whole

# Activations at three depths, in every kind of container; one is of a subclass. `place` moves one
# of them, so that no list of names answers for the walk. _limit stops what would never end.
_REPLACE = """
import torch
from torch import nn
class _OwnReLU(nn.ReLU):
    pass
class _Inner(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 4)
        self.act = nn.ReLU()
class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.act = _OwnReLU()
        self.body = nn.Sequential(*[nn.Tanh() for _ in range(place)], nn.ReLU(), _Inner())
        self.many = nn.ModuleList([_Inner(), nn.ModuleDict({"relu": nn.ReLU(inplace=True)})])
        self.leaky = nn.LeakyReLU()
class _New(nn.Module):
    def __init__(self, old):
        super().__init__()
        self.made_of = [old]  # in a list, so that it is no submodule
_asked = []
def _limit(old):
    _asked.append(old)
    if len(_asked) > 50:
        raise RuntimeError("make was called more than 50 times for a net with 5 such layers")
def _listed(names):
    if names is None or isinstance(names, (list, tuple, str, nn.Module)):
        return [] if names is None else names
    return list(names)
_net = _Net()
_before = dict(_net.named_modules())
"""

_SWAP = (
    _REPLACE
    + """
def _make(old):
    _limit(old)
    return _New(old)
_returned = replace_layers(_net, nn.ReLU, _make)
after = [[name, type(module).__name__] for name, module in _net.named_modules()]
right_place = all(
    module.made_of[0] is _before.get(name)
    for name, module in _net.named_modules() if isinstance(module, _New)
)
calls = len(_asked)
returned = _listed(_returned)
"""
)

_ENDLESS = {
    "more than 50 times": "Collect the names in a list first. What make returns is not searched.",
    "recursion": "What make returns is not searched again: collect the names in a list first.",
    "not iterable": "Return a list of the names that were replaced.",
    "is not an nn.Module": "The name of a layer is seen from net: begin at net, not at a child.",
    "has no attribute `": "get_submodule(name) follows dots; the parent of a layer at the top is "
    "net, whose name is the empty one.",
    "unexpected keyword": "make is called with one thing, the old layer.",
    "positional argument": "make is called with one thing, the old layer.",
    "string as a key": "Modules take new values by setattr(parent, name, new).",
    "does not support item assignment": "Only containers can be indexed. setattr(parent, name, "
    "new) works for every module.",
    "'str' object": "Containers are indexed by numbers, their modules are named by strings. "
    "setattr(parent, name, new) works for every module.",
}


def _swapped(student: Student) -> tuple[Evidence, dict[str, str], list[str]]:
    """The evidence, the class of each module as it should be, and the names to be replaced."""
    place = whole(student, 0, 3)
    situation = "with nn.ReLU, for a net with such layers at three depths"
    evidence = student.ask(_SWAP, situation, _ENDLESS | HOOK_ADVICE, place=place)
    act = f"body.{place}"
    inner = {f"body.{place + 1}": "_Inner", "many.0": "_Inner"}
    names = ["act", act, *(f"{name}.act" for name in inner), "many.1.relu"]
    classes = {"": "_Net", "body": "Sequential", "many": "ModuleList", "many.1": "ModuleDict"}
    classes |= {f"body.{i}": "Tanh" for i in range(place)} | inner | {"leaky": "LeakyReLU"}
    classes |= {f"{name}.linear": "Linear" for name in inner} | dict.fromkeys(names, "_New")
    return evidence, classes, names


@sealed("test_replace_layers")
def layers_of_the_kind_are_replaced(student: Student) -> Verdict:
    evidence, classes, names = _swapped(student)
    listed = [name for name, _ in evidence.sequence("after")]
    after = dict(evidence.sequence("after"))
    if after == classes and len(listed) == len(classes):
        return Verdict.right()
    # An attribute "body.1" of the net has the name of the layer that stands at body.1.
    added = [name for name in after if name not in classes or listed.count(name) > 1]
    done = [name for name in names if after.get(name) == "_New"]
    missed = [name for name in names if name not in done]
    if added:
        return Verdict.wrong(
            f"The net has a new module {added[0]!r}, which its forward never asks for. setattr "
            "takes one step and no dots: assign to the parent of the layer, by its last name."
        )
    if not done:
        look = (
            "make was called: what it returned has to be assigned to the parent of the layer. A "
            "variable of your own, or a copy of the net, is not the net."
            if evidence.number("calls")
            else "Which of its modules are of the class, at any depth?"
        )
        return Verdict.wrong(f"The net has the same layers as before. {look}")
    if missed == ["act"]:
        return Verdict.wrong(
            "A layer of a subclass of nn.ReLU is missed, or one at the top of the net: isinstance "
            "says whether a layer is of a kind, and type(layer) == kind does not."
        )
    if missed:
        return Verdict.wrong(
            f"Layers are missed: {', '.join(missed)}. children() is one level of the tree; "
            "named_modules() goes all the way down, into every container and every module."
        )
    changed = [name for name, kind in classes.items() if after.get(name) != kind]
    return Verdict.wrong(f"A layer that is not of the class is changed too: {', '.join(changed)}.")


@sealed("test_replace_layers")
def each_layer_is_made_from_the_old_one(student: Student) -> Verdict:
    evidence, _, names = _swapped(student)
    calls = int(evidence.number("calls"))
    if calls < len(names):
        return Verdict.wrong(
            f"make was called {calls} times for {len(names)} layers. Each gets a new layer of its "
            "own: one that stands in several places shares its parameters."
        )
    if calls > len(names):
        return Verdict.wrong(
            f"make was called {calls} times, once for each of {len(names)} layers."
        )
    if not evidence.flag("right_place"):
        return Verdict.wrong(
            "make is not given the layer that stood in that place. It may want its sizes."
        )
    return Verdict.right()


_WRAP = (
    _REPLACE
    + """
def _make(old):
    _limit(old)
    return nn.Sequential(old, nn.Identity())
replace_layers(_net, nn.ReLU, _make)
calls = len(_asked)
wrapped = [
    name for name, module in _before.items() if isinstance(module, nn.ReLU)
    and isinstance(_net.get_submodule(name), nn.Sequential)
    and _net.get_submodule(name)[0] is module
]
_asked.clear()
_net = _Net()
def _make_pair(old):
    _limit(old)
    if len(_asked) > 5:  # whoever searches what is new comes to an end
        return nn.Identity()
    return nn.Sequential(nn.Identity(), nn.ReLU())
replace_layers(_net, nn.ReLU, _make_pair)
calls_for_new = len(_asked)
"""
)


@sealed("test_replace_layers")
def what_make_returns_is_not_searched(student: Student) -> Verdict:
    situation = "with a make whose nn.Sequential holds a layer of the kind"
    evidence = student.ask(_WRAP, situation, _ENDLESS | HOOK_ADVICE, place=whole(student, 0, 3))
    if evidence.number("calls") == 5 and len(evidence.sequence("wrapped")) == 5:
        if evidence.number("calls_for_new") == 5:
            return Verdict.right()
        return Verdict.wrong(
            "With a make that returns nn.Sequential(nn.Identity(), nn.ReLU()), make was called "
            f"{evidence.number('calls_for_new'):g} times for 5 layers. What make returns is not "
            "searched: it is put there as it is."
        )
    return Verdict.wrong(
        "With a make that returns nn.Sequential(old, nn.Identity()), the net should have each of 5 "
        f"layers wrapped once. make was called {evidence.number('calls'):g} times. What make "
        "returns is not searched: collect the names in a list before you change the tree."
    )


@sealed("test_replace_layers")
def names_are_returned(student: Student) -> Verdict:
    evidence, _, names = _swapped(student)
    returned: list[Any] = evidence.sequence("returned")
    if not all(isinstance(name, str) for name in returned):
        raise BadEvidence("replace_layers returns something else than names, such as 'body.0'.")
    if sorted(returned) == sorted(names):
        return Verdict.right()
    look = "Return a list of the names that were replaced, seen from net."
    if returned and sorted(returned) == sorted(name.split(".")[-1] for name in names):
        look = "These are the last parts of the names: the way from net is missing."
    return Verdict.wrong(
        f"replace_layers returns {returned or 'no names'}, expected {sorted(names)} in any order. "
        f"{look}"
    )
