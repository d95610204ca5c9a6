"""Sealed check of the exercise `predict_structure`."""

from typing import Any

from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

# What a prediction may be that evidence cannot carry: sets, views of a dictionary, a class.
_PREDICTIONS = """
def _plain(value):
    if isinstance(value, (set, frozenset)) or type(value).__name__ in ("dict_keys", "dict_values"):
        return list(value)
    return value.__name__ if isinstance(value, type) else value
found = structure
if isinstance(found, dict):
    found = {key: _plain(value) for key, value in found.items()}
"""

_RIGHT: dict[str, tuple[Any, str]] = {
    "children": (3, "only what is an attribute of the net itself, and a module: not F.relu"),
    "modules": (10, "any depth, and the net itself is one of them; so is the nn.Sequential"),
    "parameters": (
        11,
        "count the tensors, not their numbers: the stem has two, a convolution without bias one, "
        "a BatchNorm two, the head two, and the net has one of its own",
    ),
    "buffers": (7, "a BatchNorm has three, and the net has one of its own"),
    "names in blocks": (["0", "1"], "nn.Sequential names its modules by their places"),
    "names in a block": (
        ["", "conv", "norm"],
        "named_modules begins with the module itself, and names are seen from there",
    ),
    "own parameters": (["scale"], "without recursion, only what is a parameter of the net itself"),
    "a shape": ((8, 8, 3, 3), "a convolution has a weight (out, in, height, width)"),
    "a class": (
        "Block",
        "blocks.1 is the second entry of the nn.Sequential, not one of its layers",
    ),
    "scale": (0, "parameters() gives the net's own tensors, not copies"),
}


@sealed("test_predict_structure")
def structure_is_predicted(student: Student) -> Verdict:
    """Full credit if all are right, half with one or two wrong."""
    found = student.probe(_PREDICTIONS).mapping("found", "structure")
    missing = [key for key in _RIGHT if found.get(key) is None]
    if missing:
        return Verdict.wrong(f"structure has no prediction for {', '.join(missing)}.")
    wrong = [key for key, (right, _) in _RIGHT.items() if not _same(found[key], right)]
    hint = "\n".join(f"structure[{key!r}] is not right: {_RIGHT[key][1]}." for key in wrong)
    if not wrong:
        return Verdict.right()
    return Verdict.partial(0.5, hint) if len(wrong) <= 2 else Verdict.wrong(hint)


def _same(found: Any, right: Any) -> bool:
    """Whether a prediction is right, however it is written; names in any order."""
    if isinstance(found, Tensor):
        found = found.tolist()
    if isinstance(right, str):
        return isinstance(found, str) and found.strip().removesuffix("()").split(".")[-1] == right
    if isinstance(right, tuple):
        return isinstance(found, list) and tuple(found) == right
    if isinstance(right, list):
        names = [found] if isinstance(found, str) and len(right) == 1 else found
        strings = isinstance(names, list) and all(isinstance(name, str) for name in names)
        return strings and sorted(names) == sorted(right)
    if isinstance(found, list) and len(found) == 1:
        found = found[0]
    return isinstance(found, int | float) and not isinstance(found, bool) and found == right
