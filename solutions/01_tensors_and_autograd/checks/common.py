"""What the checks of lesson 01 share."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograde.sealed import BadEvidence, Evidence, Student, StudentRaised


def random_bytes(student: Student, *shape: int, below: int = 256) -> Tensor:
    """Random uint8 values from 0 to `below` - 1."""
    return torch.randint(0, below, shape, dtype=torch.uint8, generator=student.rng)


def random_normal(student: Student, *shape: int) -> Tensor:
    return torch.randn(shape, generator=student.rng)


def agree(found: Tensor, expected: Tensor) -> bool:
    same_shape = found.shape == expected.shape
    return same_shape and torch.allclose(found.double(), expected.double(), rtol=1e-3, atol=1e-4)


def probe_sizes(student: Student, code: str, **inputs: Any) -> Evidence:
    """A probe on shapes that are new to the student, with a hint for sizes that are hard-coded."""
    try:
        return student.probe(code, **inputs)
    except StudentRaised as raised:
        if "invalid for input" not in raised.message:
            raise
        given = [tuple(value.shape) for value in inputs.values() if isinstance(value, Tensor)]
        raise BadEvidence(
            f"{raised.message}: the argument has shape {given[0]}. Is a size written as a number, "
            f"such as 32 or 64? Take it from the arguments.\nThe line: {raised.line.strip()}"
        ) from None


def predictions(
    name: str, found: dict[str, Any], reasons: dict[str, str], right: Callable[[str], bool]
) -> list[str]:
    """One hint for each prediction that is not right, and one for all that are missing."""
    missing = [key for key in reasons if found.get(key) is None]
    wrong = [key for key in reasons if key not in missing and not right(key)]
    hints = [f"{name}[{key!r}] is not right: {reasons[key]}." for key in wrong]
    if missing:
        hints.append(f"{name} has no prediction for {', '.join(missing)}.")
    return [hint.replace("?.", "?") for hint in hints]


def truth(value: Any) -> bool | None:
    """A predicted True or False, however it was computed; None if it is neither."""
    if isinstance(value, Tensor) and value.numel() == 1:
        value = value.item()
    return bool(value) if isinstance(value, bool | int) and value in (0, 1) else None
