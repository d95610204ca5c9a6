"""Sealed checks of the exercise `predict_names`."""

import re
from collections import OrderedDict
from typing import Any

import torch
from torch import Tensor, nn

from autograde.sealed import Student, Verdict, sealed


class _Holder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList([nn.ReLU(), nn.Linear(2, 2)])
        self.spare = [nn.Linear(2, 2)]
        self.sides = nn.ModuleDict({"left": nn.Linear(2, 2)})
        self.scales = nn.ParameterList([torch.ones(2), torch.ones(2)])


def _nets() -> dict[str, nn.Module]:
    grown = nn.Sequential(nn.Linear(4, 3))
    grown.add_module("head", nn.Linear(3, 2))
    grown.append(nn.Linear(2, 2))
    return {
        "chain": nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2, bias=False)),
        "named": nn.Sequential(OrderedDict(first=nn.Linear(4, 3), second=nn.Linear(3, 2))),
        "nested": nn.Sequential(nn.Sequential(nn.ReLU(), nn.Linear(4, 3)), nn.Linear(3, 2)),
        "grown": grown,
        "holder": _Holder(),
        "shared": nn.Sequential(*[nn.Linear(4, 4)] * 3),
        "copies": nn.Sequential(*[nn.Linear(4, 4) for _ in range(3)]),
    }


_ABOUT_NAMES = {
    "chain": "a ReLU has no parameters but counts as an entry, and bias=False leaves one name out",
    "named": "an OrderedDict gives the names",
    "nested": "the index in the outer Sequential comes first, then the index in the inner one",
    "grown": "add_module takes the name as it is; append names the entry by the length so far",
    "holder": "the attribute comes first, then index or key; a Python list registers nothing, and "
    "the entries of a ParameterList are parameters themselves",
}
_ABOUT_COUNTS = {
    "parameters of holder": "count the names above",
    "parameters of shared": "is it three layers, or one layer three times?",
    "parameters of copies": "the loop makes a new layer each time",
    "entries of shared.state_dict()": "a state dict has an entry for each name, whatever is shared",
    "inputs of lazy[2]": "3 x 3 windows without padding make 8 x 10 smaller; four channels arrive",
}

# A set cannot travel, so it goes as a list.
_PROBE = """
found_names = dotted_names
if isinstance(dotted_names, dict):
    found_names = {
        _k: sorted(_v, key=str) if isinstance(_v, (set, frozenset)) else _v
        for _k, _v in dotted_names.items()
    }
found_counts = counts
"""


@sealed("test_predict_names")
def names_are_predicted(student: Student) -> Verdict:
    """Half of the credit for the names, half for the counts."""
    evidence = student.probe(_PROBE)
    found_names = evidence.mapping("found_names", "dotted_names")
    found_counts = evidence.mapping("found_counts", "counts")
    nets = _nets()
    counts = {
        f"parameters of {name}": len(list(nets[name].parameters()))
        for name in ("holder", "shared", "copies")
    }
    counts["entries of shared.state_dict()"] = len(nets["shared"].state_dict())
    counts["inputs of lazy[2]"] = 4 * (8 - 2) * (10 - 2)
    wrong_names = [
        f"dotted_names[{key!r}] is not right: {why}."
        for key, why in _ABOUT_NAMES.items()
        if _as_names(found_names.get(key)) != sorted(dict(nets[key].named_parameters()))
    ]
    wrong_counts = [
        f"counts[{key!r}] is not right: {why}.".replace("?.", "?")
        for key, why in _ABOUT_COUNTS.items()
        if _as_number(found_counts.get(key)) != counts[key]
    ]
    credit = 0.5 * (not wrong_names) + 0.5 * (not wrong_counts)
    if credit == 1:
        return Verdict.right()
    return Verdict.partial(credit, "\n".join(wrong_names + wrong_counts))


def _as_names(value: Any) -> list[str]:
    """Predicted names, however they are written: in a list or in one string, in any order."""
    entries = value if isinstance(value, list) else [value]
    words = [word for entry in entries for word in re.split(r"[\s,]+", str(entry))]
    return sorted(word.strip("'\"[]") for word in words if word.strip("'\"[]"))


def _as_number(value: Any) -> float | None:
    if isinstance(value, Tensor) and value.numel() == 1:
        value = value.item()
    return float(value) if isinstance(value, int | float) else None
