"""Sealed checks of `logistic_loss`."""

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Student, StudentRaised, Verdict, sealed

from .common import agree, known_slip, random_labels, random_normal

_LOSS = """
import torch
torch.set_grad_enabled(True)
_z = z.clone().requires_grad_()
_y = y.clone()
_loss = logistic_loss(_z, _y)
loss = _loss
is_tensor = isinstance(_loss, torch.Tensor)
has_graph = is_tensor and _loss.requires_grad
gradient = torch.zeros_like(z)
if has_graph and _loss.numel() == 1:
    (gradient,) = torch.autograd.grad(_loss.sum(), _z)
changed = not (torch.equal(_z.detach(), z) and torch.equal(_y, y))
"""

_REFUSES = """
try:
    logistic_loss(z, y)
    raised = "nothing"
except Exception as _error:
    raised = type(_error).__name__
    is_value_error = isinstance(_error, ValueError)
"""


def _exact(z: Tensor, y: Tensor) -> Tensor:
    """One loss for each logit."""
    return F.binary_cross_entropy_with_logits(z.double(), y.double(), reduction="none")


def _slips(z: Tensor, y: Tensor) -> dict[str, Tensor]:
    each, p = _exact(z, y), torch.sigmoid(z.double())
    return {
        "That is the sum: divide by the number of logits, or take the mean.": each.sum(),
        "That is the loss of the opposite labels: log(1 + exp(-z)) belongs to y = 1.": _exact(
            z, 1 - y
        ).mean(),
        "Something is negative that should not be: a loss is minus a logarithm.": -each.mean(),
        "y is 0 for some, and for those log(1 - p) counts.": (y * each).mean(),
        "The sigmoid is applied twice: z are logits already.": _exact(p, y).mean(),
        "These are squared differences, not logarithms.": ((p - y) ** 2).mean(),
        "The term log(1 + exp(-abs(z))) is missing.": (z.clamp(min=0) - y * z).double().mean(),
        "That is log(1 + exp(z)) for all: for y = 1 there is a minus z.": _exact(z, 0 * y).mean(),
    }


@sealed("test_logistic_loss")
def loss_is_right(student: Student) -> Verdict:
    # Seven first: for a single logit several slips look alike.
    for count in (7, 1, 2, 64):
        z, y = 3 * random_normal(student, count), random_labels(student, count)
        evidence = student.probe(_LOSS, z=z, y=y)
        found = evidence["loss"]
        if isinstance(found, Tensor) and found.numel() == count > 1:
            return Verdict.wrong(
                f"For {count} logits there are {count} losses, expected one number: their mean."
            )
        expected = _exact(z, y).mean()
        number = torch.tensor(evidence.number("loss"))
        if not agree(number, expected):
            # Wider, and two single numbers meet by chance.
            hint = known_slip(number, _slips(z, y), rtol=1e-5, atol=1e-5)
            return Verdict.wrong(
                f"The loss of {count} logits is {number.item():.4f}, expected "
                f"{expected.item():.4f}. {hint}".strip()
            )
        if evidence.flag("changed"):
            return Verdict.wrong("z or y has changed: compute new tensors.")
    return Verdict.right()


@sealed("test_logistic_loss")
def loss_is_exact_when_saturated(student: Student) -> Verdict:
    """Each logit on its own, so that one of them does not hide in the mean of the others."""
    sizes = torch.tensor([1000.0, 300.0, 89.0, 40.0, 17.0, 12.0])
    sizes = sizes + torch.rand(len(sizes), generator=student.rng)
    for size in sizes.tolist():
        for logit, label in ((size, 0.0), (-size, 1.0), (size, 1.0), (-size, 0.0)):
            z, y = torch.tensor([logit]), torch.tensor([label])
            found = student.probe(_LOSS, z=z, y=y)["loss"]
            if isinstance(found, Tensor) and found.numel() == 1:
                found = found.item()
            if not isinstance(found, float | int):
                return Verdict.wrong("The loss of a single logit is not a single number.")
            expected = _exact(z, y).item()
            # Not below 1e-4 of the loss: p = 1 - 1e-7 would pass for logits on the right side.
            if not abs(found - expected) <= 1e-3 * expected + 1e-5:
                return Verdict.wrong(_saturated(logit, label, float(found), expected))
    return Verdict.right()


def _saturated(logit: float, label: float, found: float, expected: float) -> str:
    start = (
        f"For the logit {logit:.0f} and y = {label:.0f} the loss is {found:.4g}, expected "
        f"{expected:.4g}."
    )
    if found != found or found in (float("inf"), float("-inf")):
        return (
            f"{start} An exponential overflows, or a probability is exactly 0 or 1 and its "
            "logarithm is gone. Only exp(-abs(z)) is safe for every z."
        )
    if 13 <= found < expected:
        return (
            f"{start} Something is cut off: a clamped probability (F.binary_cross_entropy stops at "
            "100) or a clamped logit. Compute the loss from the logit itself."
        )
    return f"{start} It is max(z, 0) - y * z + log(1 + exp(-abs(z)))."


@sealed("test_logistic_loss")
def loss_passes_gradients(student: Student) -> Verdict:
    z, y = 2 * random_normal(student, 9), random_labels(student, 9)
    z = torch.cat([z, torch.tensor([60.0, -60.0, 150.0, -150.0])])
    y = torch.cat([y, torch.tensor([0.0, 1.0, 1.0, 0.0])])
    evidence = student.probe(_LOSS, z=z, y=y)
    if not evidence.flag("has_graph"):
        return Verdict.wrong(
            "The loss has no graph: gradients must pass through to z. Keep to tensor operations, "
            "without .item(), .detach(), float() or NumPy."
        )
    expected = (torch.sigmoid(z) - y) / len(z)
    if not agree(evidence.tensor("gradient", shape=(13,)), expected):
        return Verdict.wrong(
            "The gradient that passes through to z is not (sigmoid(z) - y) / N: somewhere a tensor "
            "is detached or clamped, or an exponential overflows on the way back."
        )
    return Verdict.right()


@sealed("test_logistic_loss")
def loss_refuses_other_shapes(student: Student) -> Verdict:
    for first, second in (((5, 1), (5,)), ((5,), (5, 1)), ((1, 5), (5,)), ((4,), (1,))):
        z = random_normal(student, *first)
        y = torch.ones(second)
        try:
            evidence = student.probe(_REFUSES, z=z, y=y)
        except StudentRaised as raised:  # not an Exception: SystemExit
            return Verdict.wrong(f"{raised} is raised, expected ValueError.")
        if evidence.text("raised") == "nothing":
            return Verdict.wrong(
                f"Logits {first} with labels {second} give a loss: broadcasting has compared each "
                "logit with each label. Raise ValueError where z.shape and y.shape differ."
            )
        if not evidence.flag("is_value_error"):
            return Verdict.wrong(
                f"Logits {first} with labels {second} raise {evidence.text('raised')}, expected "
                "ValueError: `raise ValueError(...)`."
            )
    return Verdict.right()
