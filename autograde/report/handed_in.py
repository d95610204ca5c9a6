"""What the autograded notebooks hold of each student: their answers, and what they were told."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from autograde.classroom.course_directory import Course
from autograde.grading.report import CellReport, NotebookReport, Outcome, SubmissionReport
from autograde.report.misconceptions import Cell
from autograde.report.overview import Mark, StudentResult

# Errors whose words need no type before them, and the one under every test of a notebook that
# could not be read.
_SAYS_IT_ALL = (
    "AssertionError",
    "CellTimeoutError",
    "DeadKernelError",
    "ExpectationError",
    "SealedCheckFailed",
)
_UNREADABLE = "NotebookUnreadable"

Notebooks = Mapping[str, list[dict[str, Any]]]  # the cells of each that nbgrader knows


def read_notebooks(folder: Path) -> Notebooks:
    """The notebooks of a folder by name; what cannot be read is left out."""
    notebooks = {}
    for path in sorted(folder.glob("*.ipynb")):
        try:
            cells = json.loads(path.read_bytes())["cells"]
            notebooks[path.stem] = [cell for cell in cells if _nbgrader(cell).get("grade_id")]
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            continue
    return notebooks


def autograded_notebooks(course: Course, assignment: str, student: str) -> Notebooks:
    return read_notebooks(course.autograded(assignment, student))


def lesson_notebooks(course: Course, assignment: str, step: str) -> Notebooks:
    """The instructor's: with step "release" as students got them, with "source" the solved ones."""
    directory = CourseDirectory(config=course.config, root=str(course.root))
    folder = getattr(directory, f"{step}_directory")
    return read_notebooks(Path(directory.format_path(folder, ".", assignment)))


def answers(notebooks: Notebooks) -> dict[Cell, str]:
    """The source of each code cell that a student is to write."""
    return {
        (name, _nbgrader(cell)["grade_id"]): _text(cell.get("source"))
        for name, cells in notebooks.items()
        for cell in cells
        if cell.get("cell_type") == "code" and _nbgrader(cell).get("solution")
    }


def told(student: StudentResult, notebooks: Notebooks) -> SubmissionReport:
    """A report put together from a student's marks and from the outputs of their tests.

    It stands in for that of `course grade`, and has neither flags nor times.
    """
    said = {
        (name, _nbgrader(cell)["grade_id"]): _message(cell)
        for name, cells in notebooks.items()
        for cell in cells
    }
    cells: dict[str, list[CellReport]] = {}
    for mark in student.marks:
        exercise = mark.exercise
        message = said.get((exercise.notebook, exercise.grade_id), "")
        cells.setdefault(exercise.notebook, []).append(_cell(mark, message))
    reports = tuple(NotebookReport(name, tuple(each)) for name, each in cells.items())
    return SubmissionReport(student.student_id, "graded", 0.0, reports)


def _cell(mark: Mark, message: str) -> CellReport:
    exercise = mark.exercise
    outcome: Outcome = "passed"
    if mark.waiting:
        outcome = "manual"
    elif message.startswith(_UNREADABLE):
        outcome = "missing"
    elif mark.score < exercise.max_score and message:
        outcome = "failed"  # without a message a person took the points, or there is no notebook
    return CellReport(exercise.grade_id, mark.score, exercise.max_score, outcome, message=message)


def _message(cell: Mapping[str, Any]) -> str:
    """What the errors under a test say, or else what it printed."""
    errors, printed = [], []
    for output in _outputs(cell):
        if output.get("output_type") == "error":
            name, value = _text(output.get("ename")), _text(output.get("evalue"))
            errors.append(value if name in _SAYS_IT_ALL else f"{name}: {value}".rstrip(": "))
        elif output.get("output_type") == "stream" and output.get("name") == "stdout":
            printed.append(_text(output.get("text")).strip())
    return "\n".join(errors or printed)


def _outputs(cell: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    outputs = cell.get("outputs")
    return (each for each in outputs if isinstance(each, dict)) if outputs else iter(())


def _nbgrader(cell: Any) -> Mapping[str, Any]:
    found = cell["metadata"].get("nbgrader")
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    """nbformat keeps a text as one or as the list of its lines."""
    lines = value if isinstance(value, list) else [value]
    return "".join(line for line in lines if isinstance(line, str))
