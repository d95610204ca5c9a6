"""Sealed checks of the exercise `load_backbone`."""

from collections.abc import Mapping

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, random_integer, same_entries

_LOAD = """
import torch
from collections import OrderedDict as _Ordered
from torch import nn as _nn

_net = _nn.Sequential(_Ordered(
    backbone=_nn.Sequential(_nn.Linear(4, 3), _nn.BatchNorm1d(3)),
    header=_nn.Linear(3, 3),
    head=_nn.Sequential(_nn.Linear(3, 3), _nn.Linear(3, classes)),
))
_net.load_state_dict(start)
_given = dict(weights)
raised, message, result = "", "", None
try:
    _result = load_backbone(_net, _given, prefix=prefix)
    is_list = isinstance(_result, (list, tuple, set, frozenset, dict)) or (
        hasattr(_result, "__iter__") and not isinstance(_result, (str, torch.Tensor)))
    result = [_n if isinstance(_n, str) else str(_n) for _n in _result] if is_list else _result
except Exception as _error:
    raised, message = type(_error).__name__, str(_error)
    # An error class of one's own below RuntimeError will do; that of an empty cell will not.
    if isinstance(_error, RuntimeError) and not isinstance(_error, NotImplementedError):
        raised = "RuntimeError"
after = {_name: _value.clone() for _name, _value in _net.state_dict().items()}
_places = {_v.untyped_storage().data_ptr() for _v in weights.values()}
shares = any(_v.untyped_storage().data_ptr() in _places for _v in _net.state_dict().values())
untouched = list(_given) == list(weights) and all(
    torch.equal(_given[_n], weights[_n]) for _n in weights)
"""

_HEAD = ("head.0.weight", "head.0.bias", "head.1.weight", "head.1.bias")


def _shapes(classes: int) -> dict[str, tuple[int, ...]]:
    """The entries of the net in the probe."""
    return {
        "backbone.0.weight": (3, 4), "backbone.0.bias": (3,),
        "backbone.1.weight": (3,), "backbone.1.bias": (3,),
        "backbone.1.running_mean": (3,), "backbone.1.running_var": (3,),
        "backbone.1.num_batches_tracked": (),
        "header.weight": (3, 3), "header.bias": (3,),
        "head.0.weight": (3, 3), "head.0.bias": (3,),
        "head.1.weight": (classes, 3), "head.1.bias": (classes,),
    }  # fmt: skip


def _state(student: Student, classes: int) -> dict[str, Tensor]:
    """Random values for every entry; the count of batches is a whole number."""
    return {
        name: torch.rand(shape, generator=student.rng) + 0.5
        if shape
        else torch.tensor(random_integer(student, 1, 1000))
        for name, shape in _shapes(classes).items()
    }


def _load(
    student: Student,
    start: Mapping[str, Tensor],
    trained: Mapping[str, Tensor],
    prefix: str,
    asked_prefix: str | None = None,
) -> Evidence:
    """Load `trained`, under names with `prefix`, into a net that is at `start`."""
    asked = prefix if asked_prefix is None else asked_prefix
    return student.ask(_LOAD, f"with prefix={asked!r}", {},
        start=dict(start), weights={prefix + name: value for name, value in trained.items()},
        prefix=asked, classes=len(start["head.1.bias"]),
    )  # fmt: skip


@sealed("test_load_backbone")
def backbone_is_loaded(student: Student) -> Verdict:
    # "0." is what nn.Sequential(net) puts in front, and it stands inside of names as well.
    cases = (("branch.", 5, True), ("", 2, True), ("_orig_mod.", 2, False), ("0.", 3, True))
    for prefix, classes, kept in cases:
        start, trained = _state(student, 2), _state(student, classes)
        if not kept:  # weights without any head
            trained = {name: value for name, value in trained.items() if name not in _HEAD}
        evidence = _load(student, start, trained, prefix)
        about = f"For weights with the prefix {prefix!r}" + ("" if kept else " and without a head")
        if raised := evidence.text("raised"):
            return Verdict.wrong(
                f"{about} load_backbone raises {raised}: {evidence.text('message')[:200]}. They "
                "fit, apart from the head, which is not to be loaded."
            )
        after = evidence["after"]
        lost = [
            name for name in start if name not in _HEAD and not agree(after[name], trained[name])
        ]
        if lost and all(agree(after[name], start[name]) for name in lost):
            return Verdict.wrong(
                f"{about} {', '.join(lost[:3])} of the net is as it was before: nothing was "
                "loaded into it, and nothing said so. Compare names of the net with names in "
                "weights; only what begins with 'head.', with its dot, stays out."
            )
        if lost:
            return Verdict.wrong(f"{about} {lost[0]} of the net is not what it is in weights.")
        if not same_entries({n: after[n] for n in _HEAD}, {n: start[n] for n in _HEAD}):
            return Verdict.wrong(
                f"{about} the head is changed. It stays as it was, even where weights has one "
                "that fits."
            )
        if not evidence.flag("untouched"):
            return Verdict.wrong("weights has other entries afterwards: build a new dictionary.")
        if evidence.flag("shares"):
            return Verdict.wrong(
                "The net holds the very tensors of weights now: when it trains, weights changes. "
                "Copy the values; load_state_dict does, unless told assign=True."
            )
    return Verdict.right()


@sealed("test_load_backbone")
def left_out_is_reported(student: Student) -> Verdict:
    for prefix, classes, kept in (("net.", 2, True), ("", 4, True), ("net.", 2, False)):
        trained = _state(student, classes)
        if not kept:  # a head with one layer less than that of the net
            del trained["head.1.weight"], trained["head.1.bias"]
        evidence = _load(student, _state(student, 2), trained, prefix)
        found = evidence["result"]
        if not isinstance(found, list) or sorted(map(str, found)) != sorted(_HEAD):
            kind = "None" if found is None else str(found)[:150]
            return Verdict.wrong(
                f"It returns {kind}, expected the names of net that were not loaded, here "
                f"{list(_HEAD)}. They are the missing_keys of what load_state_dict returns."
            )
    return Verdict.right()


@sealed("test_load_backbone")
def missing_entries_raise(student: Student) -> Verdict:
    # One parameter, one buffer (but not the count: torch itself fills that in), one elsewhere.
    parameters = [n for n in _shapes(2) if n.startswith("backbone.") and "_" not in n]
    buffers = ["backbone.1.running_mean", "backbone.1.running_var"]
    lost = [names[random_integer(student, 0, len(names))] for names in (parameters, buffers)]
    for prefix, gone in (("model.", lost[0]), ("model.", lost[1]), ("", "header.weight")):
        start, trained = _state(student, 2), _state(student, 3)
        del trained[gone]
        about = f"{gone} is missing in weights"
        if wrong := _must_raise(_load(student, start, trained, prefix), about):
            return wrong
    for asked in ("network.", "other."):  # the second one is as long as the one that is there
        evidence = _load(student, _state(student, 2), _state(student, 2), "model.", asked)
        about = f"No name in weights has the prefix {asked!r}, so nothing can be loaded"
        if wrong := _must_raise(evidence, about):
            return wrong
    return Verdict.right()


@sealed("test_load_backbone")
def unknown_entries_raise(student: Student) -> Verdict:
    trained = _state(student, 2) | {"backbone.2.weight": torch.ones(3)}
    evidence = _load(student, _state(student, 2), trained, "model.")
    if wrong := _must_raise(evidence, "weights has backbone.2.weight, which net does not know"):
        return wrong
    trained = _state(student, 2) | {"header.weight": torch.ones(4, 4)}
    evidence = _load(student, _state(student, 2), trained, "")
    wrong = _must_raise(evidence, "header.weight has the shape (4, 4) in weights, (3, 3) in net")
    return wrong or Verdict.right()


def _must_raise(evidence: Evidence, about: str) -> Verdict | None:
    raised = evidence.text("raised")
    if not raised:
        return Verdict.wrong(
            f"{about}, and load_backbone says nothing. strict=False is silent: look at missing_keys"
            " and at unexpected_keys, and raise RuntimeError if there is more in them than the "
            "head. Filtering by name or shape beforehand hides what does not fit."
        )
    if raised != "RuntimeError":
        return Verdict.wrong(f"{about}: load_backbone raises {raised}, expected RuntimeError.")
    return None
