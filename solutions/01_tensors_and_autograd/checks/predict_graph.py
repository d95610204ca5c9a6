"""Sealed checks of the exercise `predict_graph`."""

import re
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

from .common import predictions, truth


def _tensors() -> dict[str, Tensor]:
    a = torch.ones(3)
    w = torch.ones(3, requires_grad=True)
    with torch.no_grad():
        g = w * 2
    with torch.inference_mode():
        h = w * 2
    return {
        "a": a, "w": w, "b": a * 2, "c": w * 2, "d": (w * 2).detach(), "g": g, "h": h,
        "e": torch.randn(3, requires_grad=True) * 0.1, "f": (torch.randn(3) * 0.1).requires_grad_(),
    }  # fmt: skip


_ABOUT = {
    "a": "a tensor records nothing unless it is told to",
    "w": "requires_grad=True in the call that makes it",
    "b": "nothing that it is computed from requires grad",
    "c": "it is computed from w",
    "d": "detach leaves the graph behind",
    "e": "* 0.1 is an operation: is e the tensor that randn made, or the result?",
    "f": "requires_grad_() comes last here, after the multiplication",
    "g": "under no_grad nothing is recorded, whatever goes in",
    "h": "inference_mode records as little as no_grad",
}
_WAY_BACK = ["sum", "add", "sin", "mul"]
_SIGNS = {"*": "mul", "+": "add", "multiply": "mul", "times": "mul", "addition": "add",
          "sine": "sin", "multiplication": "mul", "plus": "add"}  # fmt: skip


@sealed("test_predict_graph")
def graph_is_predicted(student: Student) -> Verdict:
    """A quarter of the credit for each dictionary, half is for the way back."""
    evidence = student.probe("found_needs = needs_grad\nfound_leaf = is_leaf\nfound_way = way_back")
    needs = evidence.mapping("found_needs", "needs_grad")
    leaf = evidence.mapping("found_leaf", "is_leaf")
    tensors, credit, hints = _tensors(), 0.0, []
    for name, found, attribute in (
        ("needs_grad", needs, "requires_grad"),
        ("is_leaf", leaf, "is_leaf"),
    ):
        actual = {key: getattr(tensor, attribute) for key, tensor in tensors.items()}
        new = predictions(
            name, found, _ABOUT, lambda key, f=found, a=actual: truth(f[key]) is a[key]
        )
        credit += 0.0 if new else 0.25
        hints += new
    way = _way(evidence["found_way"])
    if way == _WAY_BACK:
        credit += 0.5
    elif way == _WAY_BACK[::-1]:
        hints.append("way_back runs forward. backward starts at the loss: its last operation first")
    else:
        hints.append(
            "way_back is not right. Undo loss = (torch.sin(w * x) + 3).sum() from the outside in, "
            "one name for each operation that is a function of w."
        )
    return Verdict.right() if credit == 1 else Verdict.partial(credit, "\n".join(hints))


def _way(value: Any) -> list[str]:
    """Names of operations, however they are written: SumBackward0, 'sum', 'Sum', 'torch.sum()'.

    What follows the last operation, AccumulateGrad, may be named or not.
    """
    names = value if isinstance(value, list) else re.split(r"[\s,>]+", str(value))
    names = [getattr(name, "type_name", str(name)).lower() for name in names]
    names = [name.rpartition("::")[2] for name in names]  # torch::autograd::AccumulateGrad
    bare = [re.sub(r"backward\d*|torch\.|tensor\.|[()\s<>-]", "", name) for name in names]
    way = [_SIGNS.get(name, name) for name in bare if name]
    return way[:-1] if way[-1:] == ["accumulategrad"] else way
