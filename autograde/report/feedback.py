"""Feedback pages: nbgrader's own generate_feedback, run here, quietly."""

import glob
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograde.grading.course_directory import Course
from course_lib.errors import CourseError

Progress = Callable[[str], None]


def feedback_pages(course: Course, assignment: str, student: str) -> list[Path]:
    """The feedback pages of one student that are there, one for each notebook."""
    directory = CourseDirectory(config=course.config, root=str(course.root))
    folder = directory.format_path(directory.feedback_directory, student, assignment)
    return sorted(Path(folder).glob("*.html"))


def make_feedback(
    course: Course, assignment: str, student: str | None = None, progress: Progress | None = None
) -> None:
    """Make the pages of all who were graded, or of one student; existing ones are replaced.

    `progress` is called with the path of each notebook before its page is made. Raises CourseError
    where nothing has been graded, and, after all others are made, where pages could not be.
    """
    if not _autograded(course, assignment, student or "*"):
        whose = f" of {student}" if student else ""
        raise CourseError(f"nothing{whose} is graded: run `course grade {assignment}` first")
    directory = CourseDirectory(config=course.config, root=str(course.root))
    directory.assignment_id = assignment
    directory.student_id = glob.escape(student) if student else "*"
    with _collected_errors() as (log, errors):
        converter = _Feedback(coursedir=directory, config=course.config, log=log, force=True)
        converter.progress = progress
        try:
            converter.start()
        except NbGraderException as error:
            reason = next((line for line in errors if line.startswith("There was")), str(error))
            raise CourseError(f"some pages are missing. {reason}") from error


class _Feedback(GenerateFeedback):
    progress: Progress | None = None

    def convert_single_notebook(self, notebook_filename: str) -> None:
        if self.progress:
            self.progress(notebook_filename)
        super().convert_single_notebook(notebook_filename)


def _autograded(course: Course, assignment: str, student: str) -> list[str]:
    pattern = course.autograded(assignment, student) / "*.ipynb"
    return glob.glob(str(pattern))  # noqa: PTH207  (student may be a pattern, the path is absolute)


@contextmanager
def _collected_errors() -> Iterator[tuple[logging.Logger, list[str]]]:
    """A logger that says nothing, and the list of the errors that it was told."""
    errors: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: errors.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.Logger("feedback")
    log.addHandler(handler)
    yield log, errors
