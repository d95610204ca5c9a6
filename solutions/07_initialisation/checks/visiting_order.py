"""Sealed checks of the exercise `visiting_order`."""

from typing import Any

from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

_PREORDER = ["", "stem", "block", "block.norm", "block.conv", "head", "head.0", "head.1"]
_POSTORDER = ["stem", "block.norm", "block.conv", "block", "head.0", "head.1", "head", ""]
_ROOTS = {"", "net", "root", "self", "model", '""', "''"}


@sealed("test_visiting_order")
def order_is_predicted(student: Student) -> Verdict:
    """Half of the credit for apply, a quarter for the loop, a quarter for both weights."""
    evidence = student.probe(
        "found_apply = apply_order\nfound_loop = loop_order\n"
        "after_apply = norm_after_apply\nafter_loop = norm_after_loop"
    )
    hints, credit = [], 0.0
    if hint := _order_hint("apply_order", _names(evidence, "found_apply"), _POSTORDER, _PREORDER):
        hints.append(hint)
    else:
        credit += 0.5
    if hint := _order_hint("loop_order", _names(evidence, "found_loop"), _PREORDER, _POSTORDER):
        hints.append(hint)
    else:
        credit += 0.25
    if (_number(evidence["after_apply"]), _number(evidence["after_loop"])) == (0.0, 1.0):
        credit += 0.25
    else:
        hints.append(
            "The two weights of block.norm are not right. The rule touches it twice, as a norm and "
            "as part of a block: whichever comes last stays."
        )
    return Verdict.right() if credit == 1 else Verdict.partial(credit, "\n".join(hints))


def _names(evidence: Evidence, name: str) -> list[str]:
    """The names of an order as a list, the net itself as ""; empty if it is none."""
    value = evidence[name]
    names = [str(one).strip() for one in value] if isinstance(value, list) else []
    return ["" if one.lower() in _ROOTS else one for one in names]


def _number(value: Any) -> float | None:
    if isinstance(value, Tensor):
        flat = value.flatten()
        same = flat.numel() > 0 and bool((flat == flat[0]).all())
        return float(flat[0]) if same else None
    if isinstance(value, list) and value and all(one == value[0] for one in value):
        return _number(value[0])
    return float(value) if isinstance(value, int | float) else None


def _order_hint(name: str, found: list[str], wanted: list[str], other: list[str]) -> str:
    if found == wanted:
        return ""
    if not found:
        return f"{name} is no list of names."
    if sorted(found) != sorted(wanted):
        return f"{name} does not name each of the eight modules once."
    if found == other:
        return (
            f"{name} is the order of the other one: which of them calls a child before its parent?"
        )
    swapped = {"block.norm": "block.conv", "block.conv": "block.norm"}
    if [swapped.get(one, one) for one in found] == wanted:
        return (
            f"{name} has norm and conv swapped: siblings come in the order of __init__, not in "
            "that of forward."
        )
    if found == [one for one in wanted if one] + [""] or found == ["", *filter(None, wanted)]:
        return f"{name} has the net itself at the wrong end."
    rule = "every child before its parent" if wanted[-1] == "" else "every parent before its child"
    return f"{name} is not right: {rule}, siblings in the order in which they were registered."
