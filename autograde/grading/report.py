"""What grading concludes, as data: the machine-readable result, schema 1."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

SCHEMA = 1

# Control characters but for tab and new line, and those that turn the direction of writing.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

Outcome = Literal["passed", "partial", "failed", "error", "timeout", "killed", "missing", "manual"]
Status = Literal["graded", "cached", "error"]


@dataclass(frozen=True)
class CellReport:
    """One graded cell; `manual` where a person has still to give the points.

    `outcome` is "failed" where a test said no, "error" where the student's code raised something
    else under test, "missing" where there was nothing to grade. `accuracy`, 0 to 1, is set for
    the tests of which there is a leaderboard, and stands in the JSON for those alone.
    """

    grade_id: str
    score: float
    max_score: float
    outcome: Outcome
    manual: bool = False
    message: str = ""
    accuracy: float | None = None

    def to_dict(self) -> dict[str, Any]:
        entries = asdict(self)
        if self.accuracy is None:
            del entries["accuracy"]
        return entries


@dataclass(frozen=True)
class NotebookReport:
    """One notebook of a submission."""

    name: str
    cells: tuple[CellReport, ...] = ()

    @property
    def score(self) -> float:
        return sum(cell.score for cell in self.cells)

    @property
    def max_score(self) -> float:
        return sum(cell.max_score for cell in self.cells)


@dataclass(frozen=True)
class SubmissionReport:
    """One submission: the points that the grader gave, before manual grades and late penalties.

    `flags` names what an instructor should look at. With status "error" grading itself failed:
    nothing was written to the gradebook, and the score is meaningless.
    """

    student: str
    status: Status
    max_score: float
    notebooks: tuple[NotebookReport, ...] = ()
    seconds: float = 0.0
    flags: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        return sum(notebook.score for notebook in self.notebooks)

    @property
    def cells(self) -> tuple[CellReport, ...]:
        """The graded cells of all notebooks."""
        return tuple(cell for notebook in self.notebooks for cell in notebook.cells)

    @property
    def needs_manual_grade(self) -> bool:
        return any(cell.manual for cell in self.cells)

    def to_dict(self) -> dict[str, Any]:
        return {
            "student": self.student,
            "status": self.status,
            "score": self.score,
            "max_score": self.max_score,
            "seconds": round(self.seconds, 3),
            "flags": list(self.flags),
            "notebooks": [_notebook_to_dict(notebook) for notebook in self.notebooks],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "SubmissionReport":
        """Read what `to_dict` made."""
        notebooks = tuple(
            NotebookReport(entry["name"], tuple(CellReport(**cell) for cell in entry["cells"]))
            for entry in data["notebooks"]
        )
        return cls(
            student=data["student"],
            status=data["status"],
            max_score=data["max_score"],
            notebooks=notebooks,
            seconds=data["seconds"],
            flags=tuple(data["flags"]),
        )


@dataclass(frozen=True)
class ClassReport:
    """All submissions of an assignment."""

    assignment: str
    submissions: tuple[SubmissionReport, ...]

    @classmethod
    def of(cls, assignment: str, submissions: Iterable[SubmissionReport]) -> "ClassReport":
        """The report of a class, sorted by student."""
        return cls(assignment, tuple(sorted(submissions, key=lambda report: report.student)))

    def to_json(self) -> str:
        entries = [submission.to_dict() for submission in self.submissions]
        document = {"schema": SCHEMA, "assignment": self.assignment, "submissions": entries}
        return json.dumps(document, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "ClassReport":
        """Read what `to_json` made. Raises ValueError for another schema."""
        document = json.loads(text)
        if document.get("schema") != SCHEMA:
            raise ValueError(f"schema {document.get('schema')}, expected {SCHEMA}")
        entries = document["submissions"]
        return cls(document["assignment"], tuple(map(SubmissionReport.from_dict, entries)))


def printable(text: str) -> str:
    """Text without the characters that rewrite what a terminal shows; lines and tabs stay."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _notebook_to_dict(notebook: NotebookReport) -> dict[str, Any]:
    return {
        "name": notebook.name,
        "score": notebook.score,
        "max_score": notebook.max_score,
        "cells": [cell.to_dict() for cell in notebook.cells],
    }
