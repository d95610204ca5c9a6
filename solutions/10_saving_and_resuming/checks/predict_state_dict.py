"""Sealed checks of the exercise `predict_state_dict`."""

from typing import Any

import torch
from torch import Tensor, nn

from autograde.sealed import Student, Verdict, sealed


class _Puzzle(nn.Module):
    """The class that the lesson shows."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Linear(4, 8)
        self.norm = nn.BatchNorm1d(8)
        self.act = nn.ReLU()
        self.scale = nn.Parameter(torch.ones(8))
        self.offset = torch.zeros(8)
        self.frozen = nn.Linear(8, 8, bias=False).requires_grad_(False)
        self.register_buffer("seen", torch.zeros(8))
        self.register_buffer("mask", torch.ones(8), persistent=False)
        self.blocks = nn.ModuleList([nn.Linear(8, 8)])
        self.spare = [nn.Linear(8, 8)]

    def forward(self, x: Tensor) -> Tensor:
        x = self.act(self.norm(self.first(x)))
        return self.blocks[0](self.frozen(x * self.scale * self.mask + self.offset))


_NAMES = {
    "first.weight": "a layer that is an attribute is registered, with its parameters",
    "norm.weight": "a BatchNorm has a weight and a bias, which are parameters",
    "norm.running_mean": "running statistics are persistent buffers",
    "norm.num_batches_tracked": "it is a persistent buffer, like the running statistics",
    "act.weight": "a ReLU has nothing to learn",
    "scale": "an nn.Parameter is registered, wherever it stands",
    "offset": "a plain tensor is an attribute like any other: it is not registered",
    "frozen.weight": "requires_grad says whether a parameter is trained, not whether it is saved",
    "seen": "buffers are persistent unless they are told otherwise",
    "mask": "persistent=False keeps a buffer out of the state dict",
    "blocks.0.weight": "a ModuleList registers its layers",
    "spare.0.weight": "a Python list registers nothing",
}
_COUNTS = {
    "parameters": "every parameter that the optimizer was given has a number, frozen or not; "
    "buffers are no parameters, and what a list hides is not given",
    "before": "the state of a parameter is made at its first step",
    "after": "only a parameter with a gradient is stepped, and only then has a state",
    "Adam": "two running averages, and one tensor more that it counts with",
}


def _true_names() -> dict[str, bool]:
    saved = _Puzzle().state_dict()
    return {name: name in saved for name in _NAMES}


def _true_counts() -> dict[str, int]:
    counts = {}
    for kind in ("SGD", "Adam"):
        puzzle = _Puzzle()
        if kind == "SGD":
            optimizer = torch.optim.SGD(puzzle.parameters(), lr=0.1, momentum=0.9)
            counts["parameters"] = len(optimizer.state_dict()["param_groups"][0]["params"])
            counts["before"] = len(optimizer.state_dict()["state"])
        else:
            optimizer = torch.optim.Adam(puzzle.parameters())
        puzzle(torch.ones(2, 4)).square().sum().backward()
        optimizer.step()
        state = optimizer.state_dict()["state"]
        if kind == "SGD":
            counts["after"] = len(state)
        else:
            counts["Adam"] = len(next(iter(state.values())))
    return counts


@sealed("test_predict_state_dict")
def state_dict_is_predicted(student: Student) -> Verdict:
    """Half of the credit for the names, half for the counts."""
    evidence = student.probe("found_names = in_state_dict\nfound_counts = optimizer_counts")
    names = evidence.mapping("found_names", "in_state_dict")
    counts = evidence.mapping("found_counts", "optimizer_counts")
    wrong_names = _complaints("in_state_dict", names, _true_names(), _NAMES)
    wrong_counts = _complaints("optimizer_counts", counts, _true_counts(), _COUNTS)
    credit = 0.5 * (not wrong_names) + 0.5 * (not wrong_counts)
    hints = "\n".join(wrong_names + wrong_counts)
    return Verdict.right() if credit == 1 else Verdict.partial(credit, hints)


def _complaints(
    name: str, found: dict[str, Any], truth: dict[str, Any], reasons: dict[str, str]
) -> list[str]:
    missing = [key for key in truth if found.get(key) is None]
    wrong = [key for key in truth if key not in missing and _plain(found[key]) != truth[key]]
    hints = [f"{name}[{key!r}] is not right: {reasons[key]}." for key in wrong]
    return hints + [f"{name} has no prediction for {', '.join(missing)}."] * bool(missing)


def _plain(value: Any) -> Any:
    """A predicted bool or number, however it was computed."""
    return value.item() if isinstance(value, Tensor) and value.numel() == 1 else value
