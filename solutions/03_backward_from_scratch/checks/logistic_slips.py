"""What gradient descent gives for `LogisticRegression`, and what known mistakes give."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor


def gradients(x: Tensor, z: Tensor, y: Tensor, divisor: float) -> list[Tensor]:
    """The gradients by w (D,) and b () for a batch x (N, D), its logits and labels (N,)."""
    dz = (torch.sigmoid(z) - y) / divisor
    return [x.T @ dz, dz.sum()]


def slips(inputs: Mapping[str, Any]) -> dict[str, list[Tensor]]:
    """The pair (grad_w, grad_b) that known mistakes give."""
    x, y, w, b = (inputs[name].double() for name in ("x", "y", "w", "b"))
    z, count = x @ w + b, len(y)
    right_w, right_b = gradients(x, z, y, count)
    p = torch.sigmoid(z)
    squared = 2 * (p - y) * p * (1 - p) / count
    other_x = x.flip(0) + 1
    before = gradients(other_x, other_x @ w + b, y, count)
    return {
        "These are the sums over the batch. The loss is a mean: divide by N.": [
            right_w * count,
            right_b * count,
        ],
        "grad_b is a sum over the batch, while the loss is a mean: divide by N.": [
            right_w,
            right_b * count,
        ],
        "The gradient of w is a sum over the batch, while the loss is a mean: divide by N.": [
            right_w * count,
            right_b,
        ],
        "It is divided by N twice.": [right_w / count, right_b / count],
        "dz is divided by N already: its sum is the gradient of b, not its mean.": [
            right_w,
            right_b / count,
        ],
        "The sign is wrong: sigmoid(z) - y. optimize subtracts.": [-right_w, -right_b],
        "That is the gradient of squared differences of probabilities. In the one of the "
        "cross-entropy, p * (1 - p) cancels.": [x.T @ squared, squared.sum()],
        "There is a factor p * (1 - p) too many: the derivative of the loss by the logit is "
        "sigmoid(z) - y, with everything in it.": [
            x.T @ ((p - y) * p * (1 - p)) / count,
            ((p - y) * p * (1 - p)).mean(),
        ],
        "It uses the logits where the probabilities belong: sigmoid(z) - y.": [
            x.T @ (z - y) / count,
            (z - y).mean(),
        ],
        "The gradients of the batch before are still in it: each backward replaces them.": [
            right_w + before[0],
            right_b + before[1],
        ],
        "These are the gradients of the batch before: forward must remember the latest one.": (
            before
        ),
    }


def trained(inputs: Mapping[str, Any], sign_w: float, sign_b: float) -> list[Tensor]:
    """w and b after a step for each batch of four; the signs are 1 for what is right."""
    w, b = inputs["w"].double(), inputs["b"].double()
    for x, y in zip(inputs["x"].double().split(4), inputs["y"].double().split(4), strict=True):
        grad_w, grad_b = gradients(x, x @ w + b, y, len(y))
        w, b = w - sign_w * inputs["rate"] * grad_w, b - sign_b * inputs["rate"] * grad_b
    return [w, b]
