"""The edge to nbgrader's gradebook: opening it, and seeing what it holds of an assignment.

Grades are read with a few queries for the whole class: nbgrader's objects would ask the database
anew for each of a submission's cells.
"""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Select, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from autograde.grading.report import SubmissionReport
from course_lib.errors import CourseError

Scores = Mapping[tuple[str, str], float | None]  # by names of notebook and cell; None: by hand


@contextmanager
def open_gradebook(url: str, course_id: str) -> Iterator[Gradebook]:
    """Open a gradebook. Raises CourseError where the database cannot be used."""
    try:
        with warnings.catch_warnings():
            # nbgrader makes a submission's rows in an order that SQLAlchemy remarks on.
            warnings.simplefilter("ignore", SAWarning)
            with Gradebook(url, course_id) as gradebook:
                yield gradebook
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        place = make_url(url).render_as_string(hide_password=True)
        raise CourseError(
            f"the gradebook {place} cannot be used ({reason}); after an upgrade of nbgrader, "
            "back it up and run `nbgrader db upgrade`"
        ) from error


@dataclass(frozen=True)
class StoredSubmission:
    """What the gradebook holds of one submission; `seconds_late` and `penalty` (in points) are
    those of the late submission."""

    scores: Scores
    timestamp: datetime | None
    seconds_late: float
    penalty: float

    def agrees(self, report: SubmissionReport, timestamp: datetime | None) -> bool:
        """Whether these are the grades that a report tells."""
        return self.scores == scores_of(report) and timestamp in (None, self.timestamp)


def stored_submissions(gradebook: Gradebook, assignment: str) -> dict[str, StoredSubmission]:
    """What the gradebook holds of an assignment's submissions, by student."""
    scores: dict[str, dict[tuple[str, str], float | None]] = {}
    for submission, notebook, cell, score in gradebook.db.execute(
        _of_assignment(
            select(SubmittedNotebook.assignment_id, Notebook.name, BaseCell.name, Grade.auto_score),
            assignment,
        )
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
    ):
        scores.setdefault(submission, {})[notebook, cell] = score
    penalties: dict[str, float] = {}
    for submission, penalty in gradebook.db.execute(
        _of_assignment(
            select(SubmittedNotebook.assignment_id, SubmittedNotebook.late_submission_penalty),
            assignment,
        )
    ):
        penalties[submission] = penalties.get(submission, 0.0) + (penalty or 0.0)
    rows = gradebook.db.execute(
        select(
            SubmittedAssignment.id,
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            Assignment.duedate,
        )
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment)
    ).all()
    gradebook.db.rollback()  # the reading is over: nobody waits for it
    return {
        student: StoredSubmission(
            scores.get(submission, {}),
            timestamp,
            seconds_late(timestamp, due, extension),
            penalties.get(submission, 0.0),
        )
        for submission, student, timestamp, extension, due in rows
    }


def scores_of(report: SubmissionReport) -> Scores:
    """The scores that the gradebook should hold after a report."""
    return {
        (notebook.name, cell.grade_id): None if cell.manual else cell.score
        for notebook in report.notebooks
        for cell in notebook.cells
    }


def seconds_late(
    timestamp: datetime | None, due: datetime | None, extension: timedelta | None
) -> float:
    """How many seconds after its due date, with any extension, a submission came; 0 in time."""
    if timestamp is None or due is None:
        return 0.0
    return max(0.0, (timestamp - due - (extension or timedelta())).total_seconds())


def lateness(seconds: float, penalty: float) -> tuple[str, ...]:
    """The remark on a late submission, as a report's flags have it; none on one in time."""
    return (f"late: {seconds / 3600:.1f} hours, {penalty:g} points off",) if seconds > 0 else ()


def _of_assignment(query: Select, assignment: str) -> Select:
    """A query of submitted notebooks, of one assignment alone."""
    return (
        query.select_from(SubmittedNotebook)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
        .where(Assignment.name == assignment)
    )
