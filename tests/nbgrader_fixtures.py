"""Classes graded twice, by nbgrader and by `course grade`; and nbgrader's own fixture notebooks.

A fixture is named by its path below one of nbgrader's folders: `apps`, `preprocessors`, or `docs`
for the documentation's course. It is a notebook, or a folder of notebooks and other files.
"""

import atexit
import functools
import logging
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import nbgrader
from grading_course import release
from nbgrader.api import Gradebook
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from autograde.classroom.class_run import prepare_class
from autograde.environment import prepare_environment
from autograde.grading.grade import grade_submission
from autograde.grading.report import SubmissionReport

_NBGRADER = Path(nbgrader.__file__).parent
_FOLDERS = {
    "apps": _NBGRADER / "tests" / "apps" / "files",
    "preprocessors": _NBGRADER / "tests" / "preprocessors" / "files",
    "docs": _NBGRADER / "docs" / "source" / "user_guide",
}


class Row(NamedTuple):
    """What the gradebook holds of a graded cell, and nbgrader's comment on it."""

    auto_score: float | None
    max_score: float
    needs_manual_grade: bool
    manual_score: float | None
    extra_credit: float | None
    comment: str | None


@dataclass(frozen=True)
class Stored:
    """What grading left behind of a submission.

    `rows` are by notebook and grade_id, `penalties` for lateness by notebook, `files` the modes of
    what lies in the autograded directory, by path.
    """

    timestamp: Any
    score: float
    rows: Mapping[tuple[str, str], Row]
    penalties: Mapping[str, float | None]
    files: Mapping[str, int]


@dataclass(frozen=True)
class Graded:
    """A class graded by nbgrader (`theirs`) and by us (`ours`), by student.

    `theirs` lacks those on whom nbgrader gives up. `reports` are ours.
    """

    theirs: Mapping[str, Stored]
    ours: Mapping[str, Stored]
    reports: Mapping[str, SubmissionReport]


@dataclass(frozen=True)
class Assignment:
    """A fixture that nbgrader can release, and fixtures that are versions of it.

    Handed in are its `release`, the `source` itself as far as `own` has them, and every version.
    `files` are fixtures that lie beside the source; `config` is for nbgrader_config.py.
    """

    source: str
    versions: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    config: str = ""
    own: tuple[str, ...] = ("release", "source")

    @property
    def submissions(self) -> dict[str, str]:
        """The fixture that each student hands in; the students are named after them."""
        named = {name.removesuffix(".ipynb").replace("/", "-"): name for name in self.versions}
        return dict.fromkeys(self.own, self.source) | named


def path_of(fixture: str) -> Path:
    folder, _, name = fixture.partition("/")
    return _FOLDERS[folder] / name


def shipped() -> set[str]:
    """All notebooks that nbgrader ships, without the pages of its documentation."""
    course = _FOLDERS["docs"]
    steps = ("source", "release", "submitted", "downloaded")
    paths = {
        "apps": _FOLDERS["apps"].glob("*.ipynb"),
        "preprocessors": _FOLDERS["preprocessors"].glob("*.ipynb"),
        "docs": [path for step in steps for path in (course / step).rglob("*.ipynb")],
    }
    return {
        f"{name}/{path.relative_to(_FOLDERS[name]).as_posix()}"
        for name, found in paths.items()
        for path in found
    }


def notebooks_in(fixture: str) -> set[str]:
    """The notebooks that a fixture consists of."""
    inside = path_of(fixture).glob("*.ipynb")
    return {f"{fixture}/{path.name}" for path in inside} or {fixture}


def grade_fixtures(assignment: Assignment) -> Graded:
    """Make a class of an assignment and grade it twice."""
    return grade_made(functools.partial(make_class, assignment))


def grade_made(make: Callable[[Path], Path]) -> Graded:
    """Have a class made in a folder that is not there yet, and grade it twice."""
    with tempfile.TemporaryDirectory(prefix="fixtures-") as folder:
        return grade_twice(make(Path(folder) / "theirs"))


def make_class(assignment: Assignment, folder: Path) -> Path:
    """A course directory in which the assignment is released as ps1 and handed in."""
    course = empty_course(folder, assignment.config)
    source = course / "source" / "ps1"
    _copy(assignment.source, source)
    for name in assignment.files:
        shutil.copy(path_of(name), source)
    release(course)
    for student, fixture in assignment.submissions.items():
        target = course / "submitted" / student / "ps1"
        if student == "release":
            shutil.copytree(course / "release" / "ps1", target)
        else:
            _copy(fixture, target)
    return course


def releasable(fixture: str) -> bool:
    """Whether nbgrader can release a fixture."""
    with tempfile.TemporaryDirectory(prefix="fixtures-") as folder:
        course = empty_course(Path(folder) / "course")
        _copy(fixture, course / "source" / "ps1")
        try:
            release(course)
        except NbGraderException:
            return False
        return True


def grade_twice(course: Path) -> Graded:
    """Grade a copy of the class with `course grade`, and then the class itself with nbgrader."""
    ours = Path(shutil.copytree(course, course.parent / "ours"))
    reports = {report.student: report for report in grade_here(ours)}
    gave_up = run_nbgrader(course)
    theirs = {name: row for name, row in stored(course).items() if name not in gave_up}
    return Graded(theirs, stored(ours), reports)


def grade_here(course: Path, **options: Any) -> Iterator[SubmissionReport]:
    """`course grade ps1` in this process, without the processes that share the work."""

    def here(key, limits, submissions, jobs):
        for submission in submissions:
            yield submission, grade_submission(key, submission, limits)

    return prepare_class(course, "ps1", grade_all=here, **options).grade()


def run_nbgrader(course: Path, **options: Any) -> set[str]:
    """`nbgrader autograde ps1` in this process, student by student, because it may give up on
    the others with one of them. Returns those on whom it does."""
    gave_up = set()
    for student in sorted(path.name for path in (course / "submitted").iterdir()):
        app = _nbgrader_app(course)
        app.coursedir.assignment_id, app.coursedir.student_id = "ps1", student
        # On a busy machine nbgrader would give up on whom it can grade.
        app.config.Execute.iopub_timeout = app.config.Execute.startup_timeout = 300
        try:
            Autograde(coursedir=app.coursedir, parent=app, **options).start()
        except NbGraderException:
            gave_up.add(student)
    return gave_up


def stored(course: Path) -> dict[str, Stored]:
    """What the gradebook and the autograded directory hold of each student."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            each.student.id: Stored(
                each.timestamp,
                each.score,
                {key: row for notebook in each.notebooks for key, row in _rows(notebook)},
                {notebook.name: notebook.late_submission_penalty for notebook in each.notebooks},
                _files(course / "autograded" / each.student.id / "ps1"),
            )
            for each in gradebook.assignment_submissions("ps1")
        }


def empty_course(folder: Path, config: str = "") -> Path:
    """A course directory without an assignment, but with a gradebook: making one takes seconds."""
    prepare_environment()
    shutil.copytree(_template(), folder)
    (folder / "nbgrader_config.py").write_text(f"c = get_config()\n{config}\n")
    return folder


@functools.cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="empty-course-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Gradebook(f"sqlite:///{folder / 'gradebook.db'}").close()
    return folder


def _nbgrader_app(course: Path) -> NbGrader:
    app = NbGrader()
    app.load_cwd_config = False
    app.initialize([], root=str(course))
    app.log.setLevel(logging.CRITICAL)  # it tells of every cell
    return app


def _rows(notebook: Any) -> Iterator[tuple[tuple[str, str], Row]]:
    comments = {each.name: each.auto_comment for each in notebook.comments}
    for grade in notebook.grades:
        values = {name: getattr(grade, name) for name in Row._fields if name != "comment"}
        yield (notebook.name, grade.name), Row(**values, comment=comments.get(grade.name))


def _files(folder: Path) -> dict[str, int]:
    paths = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.stat().st_mode for path in paths}


def _copy(fixture: str, folder: Path) -> None:
    """Copy a fixture into a folder: all that a folder holds, or a notebook as notebook.ipynb."""
    path = path_of(fixture)
    if path.is_dir():
        shutil.copytree(path, folder)
    else:
        folder.mkdir(parents=True)
        shutil.copyfile(path, folder / "notebook.ipynb")
