"""Where the leaves end up with `Momentum`, and where known mistakes lead."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor


def reference(inputs: dict[str, Any]) -> list[Tensor]:
    """Where torch.optim.SGD leads, in float64."""
    leaves = [s.double().requires_grad_() for s in inputs["start"]]
    rates = inputs["rates"]
    optimizer = torch.optim.SGD(leaves, lr=rates[0], momentum=inputs["momentum"])
    for rate, row in zip(rates, inputs["grads"], strict=True):
        optimizer.param_groups[0]["lr"] = rate
        for leaf, gradient in zip(leaves, row, strict=True):
            leaf.grad = None if gradient is None else gradient.double()
        optimizer.step()
    return [leaf.detach() for leaf in leaves]


Rule = Callable[[Tensor, Tensor, float, float, int], tuple[Tensor, Tensor]]


def followed(inputs: dict[str, Any], rule: Rule) -> list[Tensor]:
    """Where another rule leads: rule(v, g, lr, momentum, step) gives the new v and the move."""
    after = []
    for index, start in enumerate(inputs["start"]):
        w, v, count = start.double(), torch.zeros_like(start).double(), 0
        for rate, row in zip(inputs["rates"], inputs["grads"], strict=True):
            if row[index] is not None:
                v, move = rule(v, row[index].double(), rate, inputs["momentum"], count)
                w, count = w - move, count + 1
        after.append(w)
    return after


def _average(v: Tensor, g: Tensor, lr: float, m: float, count: int) -> tuple[Tensor, Tensor]:
    v = m * v + (1 - m) * g
    return v, lr * v


def _average_from_first(v: Tensor, g: Tensor, lr: float, m: float, count: int) -> tuple:
    v = g if count == 0 else m * v + (1 - m) * g
    return v, lr * v


def _corrected(v: Tensor, g: Tensor, lr: float, m: float, count: int) -> tuple[Tensor, Tensor]:
    v = m * v + (1 - m) * g
    return v, lr * v / (1 - m ** (count + 1))


def _nesterov(v: Tensor, g: Tensor, lr: float, m: float, count: int) -> tuple[Tensor, Tensor]:
    v = m * v + g
    return v, lr * (g + m * v)


def _late(v: Tensor, g: Tensor, lr: float, m: float, count: int) -> tuple[Tensor, Tensor]:
    return m * v + g, lr * v


def _rate_inside(v: Tensor, g: Tensor, lr: float, m: float, count: int) -> tuple[Tensor, Tensor]:
    v = m * v + lr * g
    return v, v


def _first_twice(v: Tensor, g: Tensor, lr: float, m: float, count: int) -> tuple[Tensor, Tensor]:
    v = m * g + g if count == 0 else m * v + g
    return v, lr * v


_MEAN = (
    "That is a moving average, with a factor (1 - momentum) on the gradient. The momentum of "
    "torch.optim.SGD is a sum: v = momentum * v + grad."
)
RULES: dict[str, Rule] = {
    _MEAN: _average,
    _MEAN.replace("average", "average that begins with the first gradient"): _average_from_first,
    _MEAN.replace("average", "average with a correction, as in Adam"): _corrected,
    "That is Nesterov's momentum: the plain one moves by lr * v alone.": _nesterov,
    "w moves by the v of the step before: update v first.": _late,
    "The learning rate is inside v. That makes no difference until lr changes: v = momentum * v + "
    "grad, and w moves by lr * v, with the lr of today.": _rate_inside,
    "The first gradient counts more than once: v begins with it, or with zeros to which it is "
    "added, not both.": _first_twice,
    "That is SGD without momentum: v is forgotten between two steps.": lambda v, g, lr, m, c: (
        v,
        lr * g,
    ),
    "v never forgets: the old one is multiplied by momentum.": lambda v, g, lr, m, c: (
        v + g,
        lr * (v + g),
    ),
    "It goes uphill: w moves by minus lr * v.": lambda v, g, lr, m, c: (
        m * v + g,
        -lr * (m * v + g),
    ),
    "v moves w without the learning rate.": lambda v, g, lr, m, c: (m * v + g, m * v + g),
    "The sign of v alternates: v = momentum * v - grad goes with w += lr * v.": (
        lambda v, g, lr, m, c: (m * v - g, -lr * (m * v - g))
    ),
    "v enters the gradient with the wrong factor: momentum belongs to the old v.": (
        lambda v, g, lr, m, c: (v + m * g, lr * (v + m * g))
    ),
}
