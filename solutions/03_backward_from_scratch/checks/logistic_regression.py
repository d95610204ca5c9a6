"""Sealed checks of `LogisticRegression`."""

from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Evidence, Student, Verdict, sealed

from .common import agree, all_agree, known_slip, random_labels, random_normal
from .logistic_slips import gradients, slips, trained

# The methods run under no_grad, on a model whose weights the check has set.
_MODEL = """
import torch
torch.set_grad_enabled(True)
_model = LogisticRegression(x.shape[1])
start_w, start_b = _model.w, _model.b
_model.w, _model.b = w.clone(), b.clone()
_x = x.clone()
with torch.no_grad():
    if earlier:
        _model.forward(_x.flip(0) + 1)
        _model.backward(y)
    _z = _model.forward(_x)
    logits = _z
    is_tensor = isinstance(_z, torch.Tensor)
    RUN
w_after, b_after, grad_w, grad_b = _model.w, _model.b, _model.grad_w, _model.grad_b
changed = not torch.equal(_x, x)
"""
_FORWARD = _MODEL.replace("RUN", "pass")
_BACKWARD = _MODEL.replace(
    "RUN",
    """
    for _ in range(times):
        _model.backward(y)
""".strip(),
)
_LOSS = _MODEL.replace("RUN", "loss = _model.loss(z, y)")
_TRAIN = _MODEL.replace(
    "RUN",
    """
    for _rows, _labels in zip(x.split(size), y.split(size)):
        _model.loss(_model.forward(_rows), _labels)
        _model.backward(_labels)
        _model.optimize(rate)
""".strip(),
)

_ADVICE = {
    "does not require grad": "There is no autograd here: the gradients are to be written out, in "
    "backward, and the tests run under torch.no_grad().",
    "NoneType": "Something is None: a gradient that backward has not set, or a method without a "
    "return.",
    "has no attribute": "backward can use what forward has stored on self, under the same name.",
    "size mismatch": "x is (N, D), dz is (N,), w is (D,): x.T @ dz has shape (D,).",
    "mat1 and mat2": "x is (N, D), dz is (N,), w is (D,): x.T @ dz has shape (D,).",
    "inconsistent tensor size": "x is (N, D), dz is (N,), w is (D,): x.T @ dz has shape (D,).",
    "must match the size": "Write down the shapes: x is (N, D), z and y are (N,), w is (D,).",
}


def _inputs(student: Student, count: int, features: int, **more: Any) -> dict[str, Any]:
    return {
        "x": random_normal(student, count, features),
        "y": random_labels(student, count),
        "w": random_normal(student, features),
        "b": random_normal(student),
        "earlier": False,
    } | more


def _ask(student: Student, code: str, inputs: Mapping[str, Any]) -> Evidence:
    count, features = inputs["x"].shape
    return student.ask(code, f"with a batch x ({count}, {features})", _ADVICE, **inputs)


@sealed("test_logistic_regression")
def forward_gives_logits(student: Student) -> Verdict:
    for count, features in ((7, 3), (1, 5), (4, 4)):
        inputs = _inputs(student, count, features)
        x, w, b = inputs["x"], inputs["w"], inputs["b"]
        evidence = _ask(student, _FORWARD, inputs)
        starts = [evidence["start_w"], evidence["start_b"]]
        if not all_agree(starts, [torch.zeros(features), torch.zeros(())]):
            return Verdict.wrong(
                f"LogisticRegression({features}) begins with w zeros of shape ({features},) and b "
                "zero of shape (): leave __init__ as it is, but for what you add."
            )
        found = evidence.tensor("logits")
        if tuple(found.shape) == (count, 1):
            return Verdict.wrong(
                f"forward gives ({count}, 1), expected ({count},): beside labels of shape (N,) a "
                "column broadcasts."
            )
        z = x @ w + b
        if not agree(found, z):
            hint = known_slip(
                found,
                {
                    "These are probabilities: forward returns the logits, without the sigmoid.": (
                        torch.sigmoid(z)
                    ),
                    "The bias is missing.": x @ w,
                    "The bias is subtracted.": x @ w - b,
                    "There is a ReLU on the logits: negative ones speak for class 0.": z.relu(),
                    "These are predictions: forward returns the logits.": (z > 0).float(),
                },
            )
            return Verdict.wrong(f"forward(x) is not x @ w + b. {hint}".strip())
        if evidence.flag("changed"):
            return Verdict.wrong("forward changes x.")
    return Verdict.right()


@sealed("test_logistic_regression")
def model_loss_is_right(student: Student) -> Verdict:
    for count, is_saturated in ((6, False), (1, False), (5, True)):
        inputs = _inputs(student, count, 3)
        inputs["z"] = random_normal(student, count)
        if is_saturated:  # sure of itself, and wrong
            inputs["z"] = (1 - 2 * inputs["y"]) * (200 + 100 * inputs["z"].abs())
        evidence = _ask(student, _LOSS, inputs)
        value = evidence["loss"]
        if isinstance(value, Tensor | float) and not torch.as_tensor(value).isfinite().all():
            return Verdict.wrong(
                "loss is infinite or not a number where the logits are large. logistic_loss is "
                "made for them: if it passes its test, use it."
            )
        number = torch.tensor(evidence.number("loss"))
        z, y = inputs["z"].double(), inputs["y"].double()
        each = F.binary_cross_entropy_with_logits(z, y, reduction="none")
        if not agree(number, each.mean()):
            known = {
                "That is the sum over the batch, expected the mean.": each.sum(),
                "The sigmoid is applied twice.": F.binary_cross_entropy_with_logits(z.sigmoid(), y),
                "It uses what forward remembers, and not its argument z.": (
                    F.binary_cross_entropy_with_logits(
                        (inputs["x"] @ inputs["w"] + inputs["b"]).double(), y
                    )
                ),
                "It is cut off: the logits are large here, and the probabilities clamped.": (
                    F.binary_cross_entropy(inputs["z"].sigmoid(), inputs["y"])
                ),
            }
            hint = known_slip(number, known, rtol=1e-5, atol=1e-5)
            return Verdict.wrong(
                f"loss(z, y) is {number.item():.4g}, expected {each.mean().item():.4g}, the mean "
                f"binary cross-entropy of {count} logits. {hint} If logistic_loss passes its test, "
                "use it."
            )
    return Verdict.right()


@sealed("test_logistic_regression")
def backward_is_right(student: Student) -> Verdict:
    for count, features, earlier, is_saturated in (
        (7, 3, False, False),
        (1, 4, False, False),
        (5, 5, True, False),
        (6, 2, False, True),
    ):
        inputs = _inputs(student, count, features, earlier=earlier, times=1)
        if is_saturated:  # logits of 300 and -300, but for the bias
            direction = inputs["w"] / inputs["w"].square().sum()
            inputs["x"][:2] = 300 * torch.stack([direction, -direction])
        evidence = _ask(student, _BACKWARD, inputs)
        if evidence["grad_w"] is None or evidence["grad_b"] is None:
            return Verdict.wrong(
                "After backward grad_w or grad_b is None: backward sets self.grad_w and "
                "self.grad_b, whatever it returns."
            )
        found = [evidence[name] for name in ("grad_w", "grad_b")]
        tensors = [value if isinstance(value, Tensor) else _scalar(value) for value in found]
        x, y = inputs["x"].double(), inputs["y"].double()
        z = x @ inputs["w"].double() + inputs["b"].double()
        expected = gradients(x, z, y, count)
        for name, value, right in zip(("grad_w", "grad_b"), tensors, expected, strict=True):
            if value is None or value.shape != right.shape:
                came = "no tensor" if value is None else f"of shape {tuple(value.shape)}"
                return Verdict.wrong(
                    f"{name} is {came}, expected shape {tuple(right.shape)}: the gradients of "
                    "all images add up, and a gradient has the shape of what it belongs to."
                )
        if not all(bool(value.isfinite().all()) for value in tensors):
            return Verdict.wrong(
                "A gradient is infinite or not a number where the logits are large: "
                "exp(z) / (1 + exp(z)) overflows, torch.sigmoid does not."
            )
        if not all_agree(tensors, expected):
            hint = known_slip(tensors, slips(inputs))
            if not hint and agree(tensors[0], expected[0]):
                hint = "grad_w is right, grad_b is not: it is the sum of dz."
            return Verdict.wrong(
                f"The gradients of a batch of {count} are wrong. "
                + (hint or "dz = (sigmoid(z) - y) / N, then x.T @ dz and the sum of dz.")
            )
        if not all_agree([evidence["w_after"], evidence["b_after"]], [inputs["w"], inputs["b"]]):
            return Verdict.wrong("backward changes w or b: that is the work of optimize.")
    return Verdict.right()


@sealed("test_logistic_regression")
def backward_replaces_gradients(student: Student) -> Verdict:
    inputs = _inputs(student, 5, 3, times=2)
    evidence = _ask(student, _BACKWARD, inputs)
    once = gradients(inputs["x"], inputs["x"] @ inputs["w"] + inputs["b"], inputs["y"], 5)
    if isinstance(evidence["grad_w"], Tensor) and agree(evidence["grad_w"], 2 * once[0]):
        return Verdict.wrong(
            "backward adds to grad_w: called twice, it gives twice the gradient. Here it replaces "
            "what was there, so that no zero_grad is needed."
        )
    return Verdict.right()


@sealed("test_logistic_regression")
def training_follows_the_gradients(student: Student) -> Verdict:
    inputs = _inputs(student, 11, 3, size=4, rate=0.7)
    evidence = _ask(student, _TRAIN, inputs)
    found = [evidence[name] for name in ("w_after", "b_after")]
    found[1] = found[1] if isinstance(found[1], Tensor) else _scalar(found[1])
    if all_agree(found, trained(inputs, 1, 1)):
        return Verdict.right()
    if all_agree(found, [inputs["w"], inputs["b"]]):
        return Verdict.wrong(
            "optimize leaves w and b where they are: assign to self.w and self.b (a new value for "
            "a local name changes nothing)."
        )
    known = {
        "They go uphill: optimize subtracts.": trained(inputs, -1, -1),
        "Only w moves, b stays.": trained(inputs, 1, 0),
        "Only b moves, w stays.": trained(inputs, 0, 1),
        "The learning rate is not used.": trained(inputs, 1 / 0.7, 1 / 0.7),
        "For b the learning rate is not used.": trained(inputs, 1, 1 / 0.7),
    }
    hint = known_slip(found, known)
    return Verdict.wrong(
        "After forward, loss, backward, optimize for each of three batches w and b are not where "
        "gradient descent leads. " + (hint or "Does every batch count with its own size?")
    )


def _scalar(value: Any) -> Tensor | None:
    """A Python number as a tensor of shape (); None for anything else."""
    return torch.tensor(float(value)) if isinstance(value, int | float) else None
