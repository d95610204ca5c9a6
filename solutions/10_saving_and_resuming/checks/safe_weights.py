"""Sealed checks of the exercise `safe_weights`."""

from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import random_integer, random_normal, same_entries

_NETS = """
import os as _os, pathlib as _pathlib, tempfile as _tempfile
import torch
from torch import nn as _nn
from safetensors import safe_open as _safe_open

def _make(kind):
    if kind == "tied":
        net = _nn.Sequential(_nn.Linear(3, 3, bias=False), _nn.BatchNorm1d(3), _nn.Linear(3, 3))
        net[2].weight = net[0].weight
        return net
    if kind == "photo":
        net = _nn.Sequential(_nn.Conv2d(3, 4, 3), _nn.BatchNorm2d(4))
        return net.to(memory_format=torch.channels_last)
    return _nn.Sequential(_nn.Linear(3, 2), _nn.BatchNorm1d(2))

def _state(net):
    return {_name: _value.clone() for _name, _value in net.state_dict().items()}
"""

_SAVE_AND_LOAD = (
    _NETS
    + """
_net, _fresh, _other = _make(kind), _make(kind), _make(kind)
_net.load_state_dict(start)
_stamp = [(id(_p), _p.stride()) for _p in (*_net.parameters(), *_net.buffers())]
_own = [id(_p) for _p in _fresh.parameters()]
with _tempfile.TemporaryDirectory() as _folder:
    _path = _os.path.join(_folder, "net.safetensors")
    _moved = _pathlib.Path(_folder) / "elsewhere" / "weights.safetensors"
    save_weights(_net, _path, notes)
    # Another file, so that nothing but the first one can tell what is in it.
    save_weights(_other, _pathlib.Path(_folder) / "other.safetensors", {"other": 1})
    exists = _os.path.isfile(_path)
    is_safetensors, names = False, []
    if exists:
        try:
            with _safe_open(_path, framework="pt") as _file:
                names = list(_file.keys())
            is_safetensors = True
        except Exception:
            pass
        _moved.parent.mkdir()
        _os.rename(_path, _moved)
        returned = load_weights(_fresh, _moved)
after, loaded = _state(_net), _state(_fresh)
tied = kind != "tied" or _fresh[0].weight is _fresh[2].weight
in_place = _own == [id(_p) for _p in _fresh.parameters()]
training = _net.training and _fresh.training
same_tensors = _stamp == [(id(_p), _p.stride()) for _p in (*_net.parameters(), *_net.buffers())]
"""
)

_LOAD_ANOTHER = (
    _NETS
    + """
with _tempfile.TemporaryDirectory() as _folder:
    _path = _pathlib.Path(_folder) / "net.safetensors"
    save_weights(_make(saved), _path, {"epoch": 1})
    _target = _make(kind)
    if change == "shapes":
        _target = _nn.Sequential(_nn.Linear(3, 4), _nn.BatchNorm1d(4))
    if change == "prefix":
        _target = _nn.Sequential(_target)
    if change == "more":
        _target.append(_nn.Linear(2, 2))
    if change == "less":
        del _target[1]
    raised = ""
    try:
        load_weights(_target, _path)
    except Exception as _error:
        raised = type(_error).__name__
        # An error class of one's own below RuntimeError will do; that of an empty cell will not.
        if isinstance(_error, RuntimeError) and not isinstance(_error, NotImplementedError):
            raised = "RuntimeError"
"""
)

_ADVICE = {
    "share memory": "Tied weights are one tensor under several names. save_model knows what to do.",
    "non contiguous": "Some tensors are in channels-last order. save_model makes them contiguous.",
    "Missing key": "Of tied weights save_model writes one name only. load_model knows.",
    "is not an instance of 'str'": "Metadata are texts by name: make a text of the notes first.",
    "cannot be converted": "Metadata are texts by name: make a text of the notes first.",
    "SafetensorError": "The file is not in the safetensors format: torch.save and pickle write "
    "another one, whatever the file is called.",
    "JSONDecodeError": "Not every entry of the metadata is one of yours: save_model notes tied "
    "names there. Keep the notes under one name, as one text.",
    "No such file": "All of it has to be in the one file at path: that file alone was moved and "
    "then loaded.",
    "weights_only": "load_weights must read what save_weights writes: safetensors is no pickle.",
}

_SHAPES = {
    "plain": {"0.weight": (2, 3), "0.bias": (2,)},
    "tied": {"0.weight": (3, 3), "2.weight": (3, 3), "2.bias": (3,)},
    "photo": {"0.weight": (4, 3, 3, 3), "0.bias": (4,)},
}
_WIDTHS = {"plain": 2, "tied": 3, "photo": 4}


def _start(student: Student, kind: str) -> dict[str, Tensor]:
    """Random values for a net of the probe, and for its BatchNorm."""
    state = {name: random_normal(student, *shape) for name, shape in _SHAPES[kind].items()}
    if kind == "tied":
        state["2.weight"] = state["0.weight"]
    for name in ("weight", "bias", "running_mean", "running_var"):
        state[f"1.{name}"] = 1 + torch.rand(_WIDTHS[kind], generator=student.rng)
    return state | {"1.num_batches_tracked": torch.tensor(random_integer(student, 1, 99))}


def _notes(student: Student) -> dict[str, Any]:
    return {
        "epoch": random_integer(student, 10, 1000),
        "accuracy": random_integer(student, 1, 1000) / 1024,
        "classes": ["cat", f"dog {random_integer(student, 0, 1000)}"],
        "by": 'a "quoted" name, ä',
        "amp": True,
        "teacher": None,
    }


def _round_trip(student: Student, kind: str) -> tuple[Evidence, dict[str, Tensor], dict]:
    start, notes = _start(student, kind), _notes(student)
    about = {"tied": "with tied weights", "photo": "in channels-last order", "plain": "of 2 layers"}
    evidence = student.ask(_SAVE_AND_LOAD, f"for a net {about[kind]}", _ADVICE,
        kind=kind, start=start, notes=notes,
    )  # fmt: skip
    return evidence, start, notes


@sealed("test_safe_weights")
def weights_come_back(student: Student) -> Verdict:
    for kind in ("plain", "tied", "photo"):
        evidence, start, _ = _round_trip(student, kind)
        if not evidence.flag("exists"):
            return Verdict.wrong("save_weights has not written the file at path.")
        if not evidence.flag("is_safetensors"):
            return Verdict.wrong(
                "The file is not in the safetensors format. torch.save and pickle write another "
                "one, whatever the file is called."
            )
        if not same_entries(evidence["after"], start):
            return Verdict.wrong("save_weights has changed the net that it was given.")
        if not evidence.flag("same_tensors"):
            return Verdict.wrong(
                "save_weights has changed the net that it was given: its parameters are other "
                "tensors afterwards, or lie in another order. Make what the file needs of copies."
            )
        if not same_entries(evidence["loaded"], start):
            return Verdict.wrong(
                f"A net ({kind}) into which the file was loaded differs from the one that was "
                "saved. load_weights must change net in place, and the file must hold buffers too."
            )
        if not evidence.flag("tied"):
            return Verdict.wrong("Weights that were tied are no longer one tensor after loading.")
        if not evidence.flag("in_place"):
            return Verdict.wrong(
                "After loading, the net has other parameters than before; an optimizer that has "
                "those before steps nothing. Copy values in, without assign=True."
            )
        if not evidence.flag("training"):
            return Verdict.wrong("A net is in eval mode afterwards; leave the mode as it was.")
    return Verdict.right()


@sealed("test_safe_weights")
def notes_come_back(student: Student) -> Verdict:
    for kind in ("plain", "tied"):
        evidence, _, notes = _round_trip(student, kind)
        found = evidence.mapping("returned", "What load_weights returns")
        if found == notes:
            continue
        if {key: str(value) for key, value in notes.items()} == found:
            return Verdict.wrong(
                "All notes have become texts: str() has no way back. json.dumps and json.loads do."
            )
        if set(found) == set(notes):
            wrong = next(key for key in notes if found[key] != notes[key])
            return Verdict.wrong(
                f"The note {wrong!r} was {notes[wrong]!r} and comes back as {found[wrong]!r}."
            )
        return Verdict.wrong(
            f"The notes come back under the names {sorted(found)}, expected {sorted(notes)}. The "
            "metadata can hold more than yours: save_model notes tied names there."
        )
    return Verdict.right()


@sealed("test_safe_weights")
def another_nets_file_raises(student: Student) -> Verdict:
    cases = (
        ("photo", "tied", "", "The file of another net"),
        ("plain", "plain", "prefix", "A file in which every name lacks a prefix"),
        ("plain", "plain", "shapes", "A file with other shapes"),
        ("plain", "plain", "more", "A file in which the names of one layer of the net are missing"),
        ("plain", "plain", "less", "A file that has the names of one layer more than the net"),
    )
    for saved, kind, change, about in cases:
        evidence = student.ask(_LOAD_ANOTHER, "for two nets that differ", _ADVICE,
            saved=saved, kind=kind, change=change,
        )  # fmt: skip
        raised = evidence.text("raised")
        if raised != "RuntimeError":
            came = f"raises {raised}" if raised else "is loaded and nothing is said"
            return Verdict.wrong(
                f"{about} {came}, expected RuntimeError. With strict=False what does not fit is "
                "passed over, in silence; load_model is strict by itself."
            )
    return Verdict.right()
