"""Sealed checks of the exercise `gain`."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from autograde.sealed import Student, Verdict, sealed

# The functions, once for the student's side and once for the reference. `p` is a random number.
_FUNCTIONS: dict[str, tuple[str, Callable[[Tensor, float], Tensor]]] = {
    "softplus": ("_F.softplus(z) * p", lambda z, p: F.softplus(z) * p),
    "leaky ReLU": ("_F.leaky_relu(z, 0.3 * p)", lambda z, p: F.leaky_relu(z, 0.3 * p)),
    "tanh": ("_torch.tanh(p * z)", lambda z, p: torch.tanh(p * z)),
    "a line, cut off": ("z.clamp(-p, p)", lambda z, p: z.clamp(-p, p)),
    "sigmoid": ("_torch.sigmoid(p * z)", lambda z, p: torch.sigmoid(p * z)),
}
_GAIN = """
import torch as _torch
import torch.nn.functional as _F
found = gain(lambda z: FUNCTION)
"""
_ADVICE = {
    "unsupported nonlinearity": "calculate_gain knows a few names. Here f is a function: call it.",
    "has no attribute '__name__'": "f need not have a name: call it on random numbers.",
}
# 100,000 draws or more, as the docstring asks, leave a relative standard error of 0.35% at most
# (ReLU: sqrt(var(f**2)) / (2 mean(f**2) sqrt(N)) = 2.24 / 2 / 316). 2% are 5.7 of them: a right
# answer misses that twice in 10**8.
_ALLOWED = 0.02


def _moments(f: Callable[[Tensor], Tensor]) -> tuple[float, float, float]:
    """Mean of f, of f**2 and of |f| under a standard normal, by the rectangle rule."""
    z = torch.linspace(-9, 9, 90_001, dtype=torch.float64)
    density = torch.exp(-z.square() / 2)
    density /= density.sum()
    values = f(z)
    means = [(density * v).sum().item() for v in (values, values.square(), values.abs())]
    return means[0], means[1], means[2]


@sealed("test_gain")
def gain_keeps_the_mean_square(student: Student) -> Verdict:
    answers: list[tuple[str, float, Callable[[Tensor], Tensor]]] = []
    for name, (code, function) in _FUNCTIONS.items():
        p = 0.6 + torch.rand((), generator=student.rng).item()
        evidence = student.ask(_GAIN.replace("FUNCTION", code), advice=_ADVICE, p=p)
        answers.append((name, evidence.number("found"), lambda z, f=function, p=p: f(z, p)))
    for name, found, f in answers:
        wanted = _moments(f)[1] ** -0.5
        if abs(found - wanted) > _ALLOWED * wanted:
            return Verdict.wrong(
                f"For a function like {name} gain is {found:.4f}, expected {wanted:.4f}: "
                f"1 / sqrt(mean of f(z)**2), z standard normal. {_slip(answers)}".strip()
            )
    return Verdict.right()


def _slip(answers: list[tuple[str, float, Callable[[Tensor], Tensor]]]) -> str:
    """The slip that explains the answers for all functions; for a single one chance would do."""
    tables = [_known_slips(f) for _, _, f in answers]
    for slip in tables[0]:
        pairs = [(found, table[slip]) for (_, found, _), table in zip(answers, tables, strict=True)]
        if all(abs(found - value) <= _ALLOWED * abs(value) for found, value in pairs):
            return slip
    return ""


def _known_slips(f: Callable[[Tensor], Tensor]) -> dict[str, float]:
    """What each slip makes of f."""
    mean, square, size = _moments(f)
    variance = square - mean**2
    even = torch.linspace(0, 1, 10_001, dtype=torch.float64)
    return {
        "That is 1 / std(f(z)): a mean that is not zero counts too. Take the mean of the squares, "
        "not the variance.": variance**-0.5,
        "That is 1 / var(f(z)): take the mean of the squares, and then the root.": 1 / variance,
        "The square root is missing.": 1 / square,
        "That is upside down: one divided by it.": square**0.5,
        "That is the mean square. The gain is one divided by its root.": square,
        "That is 1 / mean of |f(z)|. The squares are to be averaged.": 1 / size,
        "That is from the mean of |f(z)|. The squares are to be averaged.": size**-0.5,
        "z is uniform there: torch.rand draws from 0 to 1. torch.randn draws normal numbers.": (
            f(even).square().mean().item() ** -0.5
        ),
        "z is uniform from -1 to 1 there. torch.randn draws normal numbers.": (
            f(2 * even - 1).square().mean().item() ** -0.5
        ),
    }


_REPEATED = "values = [float(gain(lambda z: z)) for _ in range(10)]"


@sealed("test_gain")
def gain_is_exact_enough(student: Student) -> Verdict:
    """Ten answers for f(z) = z: at 100,000 draws each is off by 0.22%, and 2% are nine of them."""
    values = student.probe(_REPEATED).sequence("values", 10)
    if all(isinstance(v, float) and abs(v - 1) <= _ALLOWED for v in values):
        return Verdict.right()
    return Verdict.wrong(
        f"For f(z) = z ten calls give from {min(values):.3f} to {max(values):.3f}, expected 1 "
        "within 2%. Too few random numbers scatter: draw 100,000 or more."
    )
