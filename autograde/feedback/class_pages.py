"""Feedback pages for a whole class, where nbgrader's generate_feedback would put its own.

One process makes them all: a page takes a few milliseconds, starting another process takes longer.
"""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory

from autograde.classroom.course_directory import Course
from autograde.classroom.gradebook import open_gradebook
from autograde.feedback.cells import BrokenNotebook
from autograde.feedback.grades import NotebookGrades, read_grades
from autograde.feedback.lesson import LessonText, read_lessons
from autograde.feedback.page import render_page
from course_lib.errors import CourseError

# What nbgrader's release_feedback reads beside a page.
_BESIDE = ("timestamp.txt", "submission_secret.txt")
_MAX_BESIDE = 10_000  # bytes
_DIGEST = re.compile(rb'<meta name="content-digest" content="([0-9a-f]{64})">')
_HEAD = 2000  # bytes of a page, in which its digest stands

Status = Literal["made", "unchanged", "error"]


@dataclass(frozen=True)
class Page:
    """A feedback page; with status "error" there is none, and `message` says why."""

    student: str
    notebook: str
    path: Path
    status: Status = "made"
    message: str = ""


@dataclass(frozen=True)
class FeedbackRun:
    """The pages to be made: get one from `prepare_feedback`, and iterate over `make()`."""

    course: Course
    assignment: str
    lessons: Mapping[str, LessonText]
    notebooks: Sequence[NotebookGrades]
    force: bool = False

    def make(self) -> Iterator[Page]:
        """Make the pages that are not up to date; yield each, with what was done.

        One that cannot be made is removed and does not stop the others.
        """
        directory = _directory(self.course)
        mode = _permissions(self.course, directory)
        for grades in self.notebooks:
            folder = _folder(directory, grades.student, self.assignment)
            page = Page(grades.student, grades.notebook, folder / f"{grades.notebook}.html")
            try:
                page = replace(page, status=self._make_one(page, grades, mode))
            except Exception as error:  # whatever a student's outputs provoke
                with contextlib.suppress(OSError):
                    page.path.unlink(missing_ok=True)  # it would show what is not true any more
                page = replace(page, status="error", message=_why(error, page, self.assignment))
            yield page

    def _make_one(self, page: Page, grades: NotebookGrades, mode: int) -> Status:
        graded = self.course.autograded(self.assignment, grades.student)
        source, lesson = graded / f"{grades.notebook}.ipynb", self.lessons[grades.notebook]
        notebook = source.read_bytes() if source.is_file() else None
        digest = _digest(notebook, lesson, grades)
        status: Status = "unchanged"
        if self.force or _digest_in(page.path) != digest:
            text = render_page(notebook, lesson, grades, digest)
            _write(page.path, text.encode("utf-8", "replace"), mode)
            status = "made"
        for name in _BESIDE:
            _copy(graded / name, page.path.with_name(name), mode)
        if self.course.is_group_shared:
            for folder in (page.path.parent, page.path.parent.parent):
                folder.chmod((folder.stat().st_mode | 0o2770) & 0o2777)
        return status


def prepare_feedback(
    course: Course, assignment: str, student: str | None = None, force: bool = False
) -> FeedbackRun:
    """Find out which pages there are to make: of all who were graded, or of one student.

    With `force` also those that are up to date. Raises CourseError where nothing has been graded.
    """
    directory = _directory(course)
    release = directory.format_path(directory.release_directory, ".", assignment)
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        lessons = read_lessons(gradebook, assignment, Path(release), course.config)
        notebooks = read_grades(gradebook, assignment, student)
    excluded = directory.student_id_exclude.split(",")
    graded = [
        notebook
        for notebook in notebooks
        if notebook.student not in excluded
        and course.autograded(assignment, notebook.student).is_dir()
    ]
    if not graded:
        whose = f" of {student}" if student else ""
        raise CourseError(f"nothing{whose} is graded: run `course grade {assignment}` first")
    return FeedbackRun(course, assignment, lessons, graded, force)


def feedback_pages(course: Course, assignment: str, student: str) -> list[Path]:
    """The feedback pages of one student that are there, one for each notebook."""
    return sorted(_folder(_directory(course), student, assignment).glob("*.html"))


def _directory(course: Course) -> CourseDirectory:
    return CourseDirectory(config=course.config, root=str(course.root))


def _folder(directory: CourseDirectory, student: str, assignment: str) -> Path:
    return Path(directory.format_path(directory.feedback_directory, student, assignment))


def _permissions(course: Course, directory: CourseDirectory) -> int:
    """The mode of the files that nbgrader's generate_feedback would leave."""
    converter = GenerateFeedback(coursedir=directory, config=course.config)
    return int(str(converter.permissions), 8)


def _digest(notebook: bytes | None, lesson: LessonText, grades: NotebookGrades) -> str:
    """The SHA-256 of all that a page depends on."""
    digest = sha256(_digest_of_code())
    digest.update(f"{lesson.digest} {notebook is None} {grades!r}\n".encode("utf-8", "replace"))
    digest.update(notebook or b"")
    return digest.hexdigest()


@cache
def _digest_of_code() -> bytes:
    """The SHA-256 of what makes pages, so that a change of it makes them anew."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.glob("feedback*")):
        digest.update(path.read_bytes())
    return digest.digest()


def _digest_in(path: Path) -> str:
    """The digest that a page on disk was made with, "" where there is none."""
    try:
        with path.open("rb") as file:
            match = _DIGEST.search(file.read(_HEAD))
    except OSError:
        return ""
    return match[1].decode() if match else ""


def _write(path: Path, data: bytes, mode: int) -> None:
    """Write a file as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".feedback-", delete=False) as file:
        try:
            file.write(data)
            os.fchmod(file.fileno(), mode)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _copy(source: Path, target: Path, mode: int) -> None:
    """Copy a small file that is one; students' code may have put anything in its place."""
    if source.is_symlink() or not source.is_file() or source.stat().st_size > _MAX_BESIDE:
        return
    target.unlink(missing_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def _why(error: Exception, page: Page, assignment: str) -> str:
    """Why a page could not be made, and the way out."""
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'} cannot be used ({error.strerror}): mend that"
    if isinstance(error, BrokenNotebook):
        again = f"course grade {assignment} --student {page.student} --force"
        return f"the graded notebook is broken ({error}): run `{again}`"
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return f"making it failed ({reason:.200}): nbgrader generate_feedback may do"
