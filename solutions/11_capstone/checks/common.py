"""What the checks of lesson 11 share."""

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import Evidence, Student, StudentRaised


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def random_int(student: Student, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return int(torch.randint(low, high + 1, (1,), generator=student.rng))


def agree(found: Any, expected: Tensor, rtol: float = 1e-3, atol: float = 1e-4) -> bool:
    """Whether `found` is a tensor of the shape of `expected` and close to it."""
    if not isinstance(found, Tensor) or found.shape != expected.shape:
        return False
    return torch.allclose(found.double(), expected.double(), rtol=rtol, atol=atol)


def ask(student: Student, code: str, advice: Mapping[str, str], **inputs: Any) -> Evidence:
    """Probe; if the student's code raises, add the advice for words of the message."""
    try:
        return student.probe(code, **inputs)
    except StudentRaised as raised:
        known = f"{raised.type_name}: {raised.message}"
        hints = [hint for words, hint in advice.items() if words in known]
        text = "\n".join([raised.message, *hints[:1]])
        raise StudentRaised(raised.type_name, text.strip(), raised.line) from None
