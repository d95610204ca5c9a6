"""Sealed checks of the exercise `summary`."""

from typing import Any

from autograde.sealed import BadEvidence, Evidence, Student, Verdict, sealed

from .common import COUNT_HOOKS, HOOK_ADVICE, hooks_hint, random_normal, whole

# Made in another order than it runs; one layer runs twice, one never; a convolution, two depths, a
# layer of an unusual kind, one that is frozen, one that some other hook listens to already.
_NET = (
    COUNT_HOOKS
    + """
import torch
from torch import nn
class _Gain(nn.Module):
    def __init__(self):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(b))
    def forward(self, x):
        return x * self.gain
class _Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(b, 3, bias=False)
        self.never = nn.Linear(a, a)
        self.stem = nn.Sequential(nn.Conv2d(2, a, 3, padding=1), nn.Sequential(nn.BatchNorm2d(a)))
        self.middle = nn.Linear(b, b)
        self.pool = nn.ModuleDict({"last": nn.Flatten(), "first": nn.AdaptiveAvgPool2d(1)})
        self.gain = _Gain()
        self.join = nn.Linear(a, b).requires_grad_(False)
    def forward(self, x):
        x = self.pool["last"](self.pool["first"](self.stem(x).relu()))
        x = self.gain(self.join(x))
        return self.head(self.middle(torch.tanh(self.middle(x))))
_net = _Net()
"""
)

_ROWS = (
    _NET
    + """
def _listed(rows):
    rows = list(rows) if not isinstance(rows, (list, tuple, type(None))) else rows
    return [list(row) if isinstance(row, (list, tuple)) else row for row in rows or []]
_handle = _net.middle.register_forward_hook(lambda module, args, output: None)
hooks_before = _hooks(_net)
_rows = summary(_net, x)
is_none = _rows is None
rows = _listed(_rows)
hooks_after = _hooks(_net)
modes = [module.training for module in _net.modules()]
again = _listed(summary(_net, x))
_net(x)
later = _listed(_rows)
"""
)

_ADVICE = {
    "not enough values to unpack": "Each row is a tuple of three: name, shape, parameters.",
    "has no attribute 'shape'": "A forward hook gets (module, args, output): the output is the "
    "third, and args is a tuple.",
}


def _asked(student: Student) -> tuple[Evidence, list[list[Any]], dict[str, int]]:
    """The evidence, the rows as they should be, and the sizes."""
    a, b, n = whole(student, 4, 6), whole(student, 7, 9), (1, 7)[whole(student, 0, 1)]
    height, width = whole(student, 4, 6), whole(student, 7, 9)
    x = random_normal(student, n, 2, height, width)
    situation = f"with a net of eight layers that run, for x of shape {tuple(x.shape)}"
    evidence = student.ask(_ROWS, situation, _ADVICE | HOOK_ADVICE, a=a, b=b, x=x)
    rows = [
        ["stem.0", [n, a, height, width], a * 2 * 9 + a],
        ["stem.1.0", [n, a, height, width], 2 * a],
        ["pool.first", [n, a, 1, 1], 0],
        ["pool.last", [n, a], 0],
        ["join", [n, b], a * b + b],
        ["gain", [n, b], b],
        ["middle", [n, b], b * b + b],
        ["middle", [n, b], b * b + b],
        ["head", [n, 3], 3 * b],
    ]
    return evidence, rows, {"a": a, "b": b}


def _table(evidence: Evidence, name: str) -> list[list[Any]]:
    rows = evidence.sequence(name)
    for row in rows:
        if not isinstance(row, list) or len(row) != 3:
            raise BadEvidence(
                "summary gives a row that is no tuple of three: name, shape, parameters."
            )
    return rows


@sealed("test_summary")
def rows_follow_the_calls(student: Student) -> Verdict:
    evidence, expected, _ = _asked(student)
    names = [row[0] for row in _table(evidence, "rows")]
    wanted = [row[0] for row in expected]
    if names == wanted:
        return Verdict.right()
    if evidence.flag("is_none"):
        return Verdict.wrong("summary returns None: return the list of rows.")
    if not names:
        look = "There are no rows. Does each hook append one, and does summary return the list?"
    elif len(set(map(str, names))) == 1 and len(names) > 2:
        look = (
            f"All rows have the name {names[0]!r}: a hook that is made in a loop looks the loop "
            "variable up when it runs. Bind the name when the hook is made."
        )
    elif names == [name.split(".")[-1] for name in wanted]:
        look = "A name is that of the layer seen from net, such as 'stem.0'."
    elif len(names) == 2 * len(wanted) or names == [n for n in wanted for _ in "ab"]:
        look = "Each row is there twice: one pass, and one hook on each layer."
    elif {"", "stem", "stem.1", "pool"} & set(names):
        look = "Modules that have children are no layers: their children are. Leave them out."
    elif "never" in names:
        look = "A layer that never ran has a row: the rows come from the pass, not from the tree."
    elif names == list(dict.fromkeys(wanted)):
        look = "A layer that runs twice has two rows: append to a list, do not fill a dictionary."
    elif "stem.0" not in names and "join" in names:
        look = "Nested layers are missed: children() is one level of the tree only."
    elif sorted(names) == sorted(wanted) or sorted(set(names)) == sorted(set(wanted)):
        look = "The order is that of the tree. The layers ran in another one."
    else:
        look = "A name is that of the layer seen from net, such as 'stem.0'."
    return Verdict.wrong(f"The rows are {names}, expected {wanted}. {look}")


@sealed("test_summary")
def shapes_and_parameters_are_right(student: Student) -> Verdict:
    evidence, expected, sizes = _asked(student)
    rows = {str(row[0]): row for row in _table(evidence, "rows")}
    total = sum({row[0]: row[2] for row in expected}.values()) + sizes["a"] * (sizes["a"] + 1)
    for name, shape, count in expected:
        if name not in rows:
            continue  # another check says so
        _, found_shape, found_count = rows[name]
        if hasattr(found_count, "item"):
            found_count = found_count.item()
        if found_shape != shape:
            look = "The third argument of a forward hook is the output."
            if isinstance(found_shape, list) and found_shape[1:] == shape[1:]:
                look = "The batch is part of the shape."
            return Verdict.wrong(
                f"The shape of {name!r} is {_shown(found_shape)}, expected {tuple(shape)}. {look}"
            )
        if found_count != count:
            look = (
                "All of its parameters, of any name, frozen or not; numel() says how many numbers."
            )
            if found_count == total:
                look = "That is the count for the whole net, not for this layer."
            return Verdict.wrong(
                f"{name!r} has {count} parameters, your row says {found_count}. {look}"
            )
    return Verdict.right()


def _shown(shape: Any) -> Any:
    return tuple(shape) if isinstance(shape, list) else shape


_LEAF = """
import torch
from torch import nn
_rows = summary(nn.Linear(a, b), x)
rows = [list(row) for row in _rows or []]
"""


@sealed("test_summary")
def net_itself_can_be_a_layer(student: Student) -> Verdict:
    a, b = whole(student, 3, 6), whole(student, 7, 9)
    x = random_normal(student, 2, a)
    rows = _table(
        student.ask(_LEAF, "with a single nn.Linear", _ADVICE | HOOK_ADVICE, a=a, b=b, x=x), "rows"
    )
    if len(rows) == 1 and rows[0][0] == "" and rows[0][1] == [2, b]:
        return Verdict.right()
    if not rows:
        return Verdict.wrong(
            "For a single nn.Linear there is no row. It has no children, so it is a layer, and "
            "named_modules() begins with it. Is it called, net(x)? net.forward(x) goes past "
            "the hooks of net."
        )
    return Verdict.wrong(
        f"For a single nn.Linear the rows are {rows}, expected one with the empty name."
    )


@sealed("test_summary")
def summary_removes_its_hooks(student: Student) -> Verdict:
    evidence, _, _ = _asked(student)
    before, after = evidence.sequence("hooks_before"), evidence.sequence("hooks_after")
    if hint := hooks_hint("summary", before, after):
        return Verdict.wrong(hint)
    rows, later = evidence.sequence("rows"), evidence.sequence("later")
    if len(later) != len(rows) or len(evidence.sequence("again")) != len(rows):
        return Verdict.wrong(
            "A second call gives more rows than the first, or the table grows at the next pass. "
            "Begin with a new list in each call, and leave no hook behind."
        )
    return Verdict.right()


@sealed("test_summary")
def net_keeps_its_mode(student: Student) -> Verdict:
    evidence, _, _ = _asked(student)
    if all(evidence.sequence("modes")):
        return Verdict.right()
    return Verdict.wrong(
        "The net was in training mode, and summary leaves modules in evaluation mode: Dropout "
        "would be off from then on. Put back what you change, or change nothing."
    )
