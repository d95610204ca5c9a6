"""Sealed checks of the predictions in `registration`. The truth is found by doing it."""

import torch
from torch import nn

from autograde.sealed import Student, Verdict, sealed


class _Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(3, 2)
        self.gain = nn.Parameter(torch.ones(2))
        self.fixed = nn.Parameter(torch.ones(2), requires_grad=False)
        self.small = nn.Parameter(torch.ones(2)) * 0.1
        self.shift = torch.zeros(2, requires_grad=True)
        self.register_buffer("mean", torch.ones(2))
        self.register_buffer("cache", torch.zeros(2), persistent=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = (self.fc(x) - self.mean) * self.gain * self.fixed
        return x + self.small + self.shift + self.cache


class _Net(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.block = _Block()
        self.head = nn.Linear(2, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.block(x))

    def tensors(self) -> dict[str, torch.Tensor]:
        """All of its tensors, the plain ones included."""
        names = ("gain", "fixed", "small", "shift", "mean", "cache")
        own = {f"block.{name}": getattr(self.block, name) for name in names}
        return own | dict(self.named_parameters())


def _truth() -> dict[str, set[str]]:
    net = _Net().double()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    before = {name: tensor.detach().clone() for name, tensor in net.tensors().items()}
    net(torch.ones(4, 3).double()).sum().backward()
    optimizer.step()
    after = net.tensors()
    return {
        "registered": {name for name, _ in net.named_parameters()},
        "moved": {name for name, tensor in after.items() if tensor.dtype == torch.float64},
        "saved": set(net.state_dict()),
        "updated": {name for name, old in before.items() if not torch.equal(old, after[name])},
    }


_ANSWERS = "\n".join(
    f"{name} = sorted(str(_n) for _n in {name})"
    for name in ("registered", "moved", "saved", "updated")
)

# What a wrong name in a list, or a missing one, means.
_WHY = {
    "block.small": "A parameter times 0.1 is the result of an operation: a plain tensor.",
    "block.shift": "A plain tensor that requires grad is still a plain tensor: the module does not "
    "know it, and does nothing for it.",
    "block.mean": "A buffer moves and is saved, but it is no parameter.",
    "block.cache": "A buffer with persistent=False moves like any other, but is not saved.",
    "block.fixed": "It is a parameter like any other, but without a gradient no optimizer moves "
    "it.",
}
_NESTED = "What the inner modules have registered belongs to the outer one too."


@sealed("test_registration")
def registration_is_predicted(student: Student) -> Verdict:
    evidence = student.probe(_ANSWERS)
    hints = []
    for name, expected in _truth().items():
        answer = set(evidence.sequence(name))
        if answer != expected:
            first = min(answer ^ expected)
            what = "should be in" if first in expected else "should not be in"
            hints.append(f"{first} {what} `{name}`. {_WHY.get(first, _NESTED)}")
    if not hints:
        return Verdict.right()
    return Verdict.partial(1 - len(hints) / 4, "\n".join(hints))
