"""A student, seen by a sealed check: something that one can probe.

Two implementations: over a namespace in this process (pytest, `course verify`, plain
`nbgrader autograde`), and over a kernel (the grader). Both send the same bytes either way, so a
check cannot tell them apart.
"""

import base64
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

import torch

from autograde.sealed.evidence import Evidence
from course_lib import evidence
from course_lib.probe import run_probe

_MAX_MESSAGE = 400  # of what a student's code raised, where advice follows


class StudentRaised(Exception):  # noqa: N818
    """The student's code raised during a probe."""

    def __init__(self, type_name: str, message: str, line: str = "") -> None:
        super().__init__(f"{type_name}: {message}" if message else type_name)
        self.type_name, self.message, self.line = type_name, message, line


class StudentGone(Exception):  # noqa: N818
    """The student's process timed out or died during a probe.

    `outcome` is "timeout" or "killed".
    """

    def __init__(self, outcome: str, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome


class Student(ABC):
    """Probe a student's code with inputs chosen a moment ago.

    `rng` is a seeded torch.Generator: draw every random input from it. `data` tells which
    CIFAR-10 the student's code was trained on: "embedded" or "full".
    """

    def __init__(self, seed: int | None = None, data: str = "embedded") -> None:
        self.rng = torch.Generator()
        if seed is None:
            self.rng.seed()
        else:
            self.rng.manual_seed(seed)
        self.data = data

    def probe(self, code: str, **inputs: Any) -> Evidence:
        """Run `code` beside the student's names; return what it assigned.

        `inputs` are tensors, numbers, strings, lists and mappings. The snippet may also use
        `notebook`, the student's own namespace, to rebind a name that their functions look up; it
        is put back afterwards. Raises StudentRaised if the snippet raised, StudentGone if the
        process is no more.
        """
        report = evidence.decode(self._run(code, evidence.encode(inputs)))
        values, printed, error = (report.get(key) for key in ("values", "printed", "error"))
        if isinstance(error, dict):
            parts = [str(error.get(key, "")) for key in ("type", "message", "line")]
            raise StudentRaised(*parts)
        return Evidence(
            values if isinstance(values, dict) else {}, printed if isinstance(printed, str) else ""
        )

    def ask(
        self, code: str, situation: str = "", advice: Mapping[str, str] | None = None, **inputs: Any
    ) -> Evidence:
        """`probe`, with help where the student's code raises.

        The error then also says that it happened in the `situation` ("with an empty batch"), and
        ends with the first of the `advice` whose key occurs in its type or message, in capitals or
        not.
        """
        try:
            return self.probe(code, **inputs)
        except StudentRaised as raised:
            told = str(raised).lower()
            hints = [hint for words, hint in (advice or {}).items() if words.lower() in told]
            where = [f"It happened {situation}."] if situation else []
            text = "\n".join([raised.message[:_MAX_MESSAGE], *where, *hints[:1]]).strip()
            raise StudentRaised(raised.type_name, text, raised.line) from None

    @abstractmethod
    def _run(self, code: str, inputs: bytes) -> bytes:
        """Run an encoded probe; return encoded evidence."""


class NamespaceStudent(Student):
    """A student whose names live in a dictionary of this process."""

    def __init__(self, namespace: dict[str, Any], **options: Any) -> None:
        super().__init__(**options)
        self.namespace = namespace

    def _run(self, code: str, inputs: bytes) -> bytes:
        return run_probe(code, inputs, self.namespace)


class KernelStudent(Student):
    """A student behind a Jupyter kernel.

    `execute(code, inputs) -> str | None` runs code in the kernel with the bytes `inputs` beside it,
    and returns the payload of its first evidence message; it raises StudentGone where the kernel
    hangs or dies.
    """

    def __init__(self, execute: Callable[[str, bytes], str | None], **options: Any) -> None:
        super().__init__(**options)
        self._execute = execute

    def _run(self, code: str, inputs: bytes) -> bytes:
        # __import__ leaves no name behind in the notebook, and survives a rebound `course_lib`.
        publish = "__import__('course_lib.probe', fromlist=['publish_probe']).publish_probe"
        reply = self._execute(f"{publish}({code!r}, globals())", inputs)
        if reply is None:
            raise evidence.EvidenceError("none came: something in the notebook keeps it back")
        try:
            return base64.b64decode(reply, validate=True)
        except ValueError as error:
            raise evidence.EvidenceError("not base64") from error
