"""The edge to nbgrader's gradebook: grades are written to it, and read back.

One process writes. The grades of a submission go into the database in one commit.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import nbformat
from nbgrader.api import (
    Grade,
    Gradebook,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, is_solution, is_task
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from traitlets.config import Config

from autograde.grading.grade import GradedSubmission
from autograde.grading.key import AssignmentKey, SourceCell
from autograde.grading.report import CellReport, NotebookReport, Outcome, SubmissionReport
from course_lib.errors import CourseError


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


def save_grades(
    gradebook: Gradebook,
    assignment: str,
    graded: GradedSubmission,
    config: Config | None = None,
    create_student: bool = True,
) -> list[str]:
    """Write a submission's grades as nbgrader's autograde does; return remarks on lateness.

    Manual scores and extra credit stay. `config` is nbgrader's, for the late penalty. Where an
    exception leaves this function, no grade was written; without `create_student`, MissingEntry
    for a student whom the gradebook does not know.
    """
    student = graded.report.student
    known = {"timestamp": graded.timestamp} if graded.timestamp else {}
    reports = {report.name: report for report in graded.report.notebooks}
    try:
        if create_student:
            gradebook.update_or_create_student(student)
        else:
            gradebook.find_student(student)
        submission = gradebook.update_or_create_submission(assignment, student, **known)
        for notebook in submission.notebooks:
            _save_notebook(notebook, reports[notebook.name], graded.notebooks.get(notebook.name))
        gradebook.db.flush()
        present = [each for each in submission.notebooks if each.name in graded.notebooks]
        remarks = _save_penalties(gradebook, submission, present, config)
        gradebook.db.commit()
    except BaseException:
        gradebook.db.rollback()
        raise
    return remarks


def stored_report(
    gradebook: Gradebook, key: AssignmentKey, student: str
) -> SubmissionReport | None:
    """The report of a submission that the gradebook holds already, or None if not all of it."""
    try:
        submission = gradebook.find_submission(key.name, student)
    except MissingEntry:
        return None
    grades = {
        (notebook.name, grade.name): grade
        for notebook in submission.notebooks
        for grade in notebook.grades
    }
    notebooks = []
    for notebook in key.notebooks:
        found = {cell: grades.get((notebook.name, cell.grade_id)) for cell in notebook.graded_cells}
        if None in found.values():
            return None
        cells = tuple(_stored_cell(cell, grade) for cell, grade in found.items())
        notebooks.append(NotebookReport(notebook.name, cells))
    return SubmissionReport(student, "cached", key.max_score, tuple(notebooks))


def _save_notebook(notebook: SubmittedNotebook, report: NotebookReport, text: str | None) -> None:
    """Put the scores and comments of one notebook into the session, without a commit.

    `text` is the autograded notebook; without one, everything is zero and needs nobody.
    """
    cells = {cell.grade_id: cell for cell in report.cells}
    for grade in notebook.grades:
        cell = cells[grade.name]
        grade.auto_score = None if cell.manual else cell.score
        by_hand = grade.manual_score is not None
        if text is None:
            grade.needs_manual_grade = False
        elif not (by_hand and grade.cell.type == "TaskCell"):  # a graded task stays graded
            grade.needs_manual_grade = cell.manual or by_hand
    comments = {comment.name: comment for comment in notebook.comments}
    for name, remark in _auto_comments(text).items():
        if name in comments:
            comments[name].auto_comment = remark


def _auto_comments(text: str | None) -> dict[str, str | None]:
    """nbgrader's comment for each cell that a student fills in: on an untouched one, or none."""
    cells = nbformat.reads(text, as_version=4).cells if text else []
    comments = {}
    for cell in cells:
        if is_solution(cell) or is_task(cell):
            meta = cell.metadata.nbgrader
            untouched = meta.get("checksum") == compute_checksum(cell) and not is_task(cell)
            comments[meta.grade_id] = "No response." if untouched else None
    return comments


def _save_penalties(
    gradebook: Gradebook,
    submission: SubmittedAssignment,
    notebooks: list[SubmittedNotebook],
    config: Config | None,
) -> list[str]:
    """Set the late penalty of each notebook as the configured plugin has it."""
    for notebook in notebooks:
        notebook.late_submission_penalty = None
    late = submission.total_seconds_late
    if late <= 0:
        return []
    preprocessor = AssignLatePenalties(config=config)
    preprocessor.init_plugin()
    total = 0.0
    for notebook in notebooks:
        gradebook.db.refresh(notebook, ["score"])
        penalty = preprocessor.plugin_inst.late_submission_penalty(
            submission.student.id, notebook.score, late
        )
        if penalty is not None:
            penalty = min(max(penalty, 0), notebook.score)
            total += penalty
        notebook.late_submission_penalty = penalty
    return [f"late: {late / 3600:.1f} hours, {total:g} points off"]


def _stored_cell(cell: SourceCell, grade: Grade) -> CellReport:
    manual = bool(grade.needs_manual_grade) and grade.auto_score is None
    score = grade.auto_score or 0.0
    outcome: Outcome = "partial"
    if manual or grade.auto_score is None:
        outcome = "manual"
    elif score >= cell.points and cell.is_test:
        outcome = "passed"
    elif score == 0:
        outcome = "failed" if cell.is_test else "missing"
    return CellReport(cell.grade_id, score, cell.points, outcome, manual)
