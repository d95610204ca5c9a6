"""The result of grading one submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from autograde.grading.key import AssignmentKey
from autograde.grading.report import SubmissionReport


@dataclass(frozen=True)
class GradedSubmission:
    """A report, and what goes into the autograded directory.

    `notebooks` maps names to notebooks as JSON text; a notebook that was not handed in has none.
    `written` are the files that the student's code made or changed. `timestamp` is when the
    submission was handed in, in UTC without a time zone.
    """

    report: SubmissionReport
    notebooks: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, bytes] = field(default_factory=dict)
    timestamp: datetime | None = None


def failed_submission(key: AssignmentKey, student: str, reason: str) -> GradedSubmission:
    """The result where grading itself failed: to be done again."""
    flags = (f"error: {reason}",)
    return GradedSubmission(SubmissionReport(student, "error", key.max_score, flags=flags))
