"""Reading evidence: typed access that turns a surprise into a hint, never into a crash."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

import torch

from course_lib.evidence import Opaque


class BadEvidence(Exception):  # noqa: N818  (it is the student's error, not ours)
    """What the student's code produced is of the wrong kind; the text is the hint."""


class Evidence(Mapping[str, Any]):
    """What one probe brought back: the names that its snippet assigned, and what was printed."""

    def __init__(self, values: Mapping[str, Any], printed: str = "") -> None:
        self._values = dict(values)
        self.printed = printed

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            raise BadEvidence(f"{name} is missing.")
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def tensor(self, name: str, shape: tuple[int, ...] | None = None) -> torch.Tensor:
        """A finite tensor of the given shape, in float64 if it is a floating one."""
        value = self[name]
        if value is None:
            raise BadEvidence(f"{name} is None. Does your function return its result?")
        if not isinstance(value, torch.Tensor):
            raise BadEvidence(f"{name} is {_kind(value)}, expected a tensor.")
        if shape is not None and tuple(value.shape) != tuple(shape):
            raise BadEvidence(f"{name} has shape {tuple(value.shape)}, expected {tuple(shape)}.")
        if value.is_floating_point():
            if not torch.isfinite(value).all():
                raise BadEvidence(f"{name} has entries that are infinite or not a number.")
            return value.double()
        return value

    def number(self, name: str) -> float:
        """A finite number: a Python number, or a tensor with one entry."""
        value = self[name]
        if isinstance(value, torch.Tensor) and value.numel() == 1 and not value.is_complex():
            value = value.item()
        if value is None:
            raise BadEvidence(f"{name} is None. Does your function return its result?")
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise BadEvidence(f"{name} is {_kind(value)}, expected a number.")
        try:
            number = float(value)
        except OverflowError:  # a whole number that no float holds
            number = math.inf
        if not math.isfinite(number):
            raise BadEvidence(f"{name} is {number}, expected a finite number.")
        return number

    def flag(self, name: str) -> bool:
        """True or False; a tensor with one boolean entry counts."""
        value = self[name]
        if isinstance(value, torch.Tensor) and value.numel() == 1:
            value = value.item()
        if not isinstance(value, bool):
            raise BadEvidence(f"{name} is {_kind(value)}, expected True or False.")
        return value

    def text(self, name: str) -> str:
        value = self[name]
        if not isinstance(value, str):
            raise BadEvidence(f"{name} is {_kind(value)}, expected a string.")
        return value

    def sequence(self, name: str, length: int | None = None) -> list[Any]:
        """A list or tuple."""
        value = self[name]
        if not isinstance(value, list):
            raise BadEvidence(f"{name} is {_kind(value)}, expected a list or a tuple.")
        if length is not None and len(value) != length:
            raise BadEvidence(f"{name} has {len(value)} entries, expected {length}.")
        return value

    def mapping(self, name: str, known_as: str = "") -> dict[str, Any]:
        """A dictionary; `known_as` is the student's own name for it, if that is another."""
        value = self[name]
        if not isinstance(value, dict):
            raise BadEvidence(f"{known_as or name} is {_kind(value)}, expected a dictionary.")
        return value


def _kind(value: Any) -> str:
    """How to name a value of an unexpected kind in a hint."""
    if value is None:
        return "None"
    if isinstance(value, torch.Tensor):
        return f"a tensor of shape {tuple(value.shape)}"
    if isinstance(value, Opaque):
        return f"an object of type {value.type_name}"
    return f"{value!r:.40} ({type(value).__name__})"
