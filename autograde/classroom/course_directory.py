"""An nbgrader course directory: its configuration, its assignments and its submissions."""

import difflib
import logging
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import nbformat
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import Autograde
from nbgrader.utils import find_all_files
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from traitlets.config import Config

from autograde.checks_folder import checks_path
from course_lib.errors import CourseError

_STEPS = ("source_directory", "release_directory", "submitted_directory")


class Course:
    """A course directory, seen through nbgrader's own configuration.

    Directory names, the structure below them and the database are what nbgrader_config.py says.
    Make one with `Course.open`.
    """

    def __init__(self, app: NbGrader) -> None:
        self._app, self._directory = app, app.coursedir
        self._autograde = Autograde(coursedir=self._directory, parent=app)
        self.root = Path(self._directory.root)

    @classmethod
    def open(cls, path: Path) -> "Course":
        """Open a course directory. Raises CourseError where `path` is none, or its
        nbgrader_config.py cannot be read."""
        if not path.is_dir():
            raise CourseError(f"{path} is not a folder: name a course directory with --course-dir")
        course = cls(_configured(path.resolve()))
        signs = [course.root / "nbgrader_config.py", *map(course._step, _STEPS)]
        if not any(sign.exists() for sign in signs) and not course.has_gradebook():
            raise CourseError(
                f"{path} is not a course directory (no nbgrader_config.py, source, submitted or "
                f"gradebook.db): name one with --course-dir, or make one with `course init {path}`"
            )
        return course

    @property
    def config(self) -> Config:
        """nbgrader's configuration."""
        return self._app.config

    @property
    def course_id(self) -> str:
        return self._directory.course_id

    @cached_property
    def gradebook_url(self) -> str:
        """The URL of the database; a relative path of SQLite's lies in the course directory."""
        try:
            url = make_url(self._directory.db_url)
        except ArgumentError as error:
            raise CourseError(f"CourseDirectory.db_url is no database URL: {error}") from error
        name = url.database
        if url.get_backend_name() == "sqlite" and name and name != ":memory:":
            url = url.set(database=str(self.root / name))
        return url.render_as_string(hide_password=False)

    def has_gradebook(self) -> bool:
        """Whether the database is there; one on a server is taken to be."""
        url = make_url(self.gradebook_url)
        return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()

    @property
    def ignore(self) -> list[str]:
        """Patterns of names that are not part of a submission."""
        return list(self._directory.ignore)

    @property
    def timeout(self) -> float | None:
        """The time limit for a cell in seconds, if the configuration sets one."""
        for section in (self.config.Execute, self.config.ExecutePreprocessor):
            if isinstance(section.get("timeout"), (int, float)) and section["timeout"] > 0:
                return float(section["timeout"])
        return None

    @property
    def creates_students(self) -> bool:
        """Whether a student whom the gradebook does not know is added to it."""
        return self._autograde.create_student

    @property
    def permissions(self) -> int:
        """The mode of the files in the autograded directory."""
        return int(str(self._autograde.permissions), 8)

    @property
    def is_group_shared(self) -> bool:
        return self._directory.groupshared

    def submitted(self, assignment: str, student: str) -> Path:
        return self._path(self._directory.submitted_directory, student, assignment)

    def autograded(self, assignment: str, student: str) -> Path:
        return self._path(self._directory.autograded_directory, student, assignment)

    def checks(self, assignment: str) -> Path | None:
        """The sealed checks of an assignment, if it has any."""
        return checks_path(self.root / "keys" / assignment)

    def students(self, assignment: str) -> list[str]:
        """The students who handed something in, sorted, without those that nbgrader's
        student_id_exclude names.

        With those whose folder may not be looked into: reading it tells why. Raises OSError where
        the folder of all may not.
        """
        step = self._directory.submitted_directory
        before, _, after = self._directory.format_path(step, "\0", assignment).partition("\0")
        folder, separator, _ = before.rpartition(os.sep)
        paths = (f"{folder}{separator}{name}{after}" for name in _names_in(folder))
        found = filter(_may_be_there, paths)
        expression = self._directory.format_path(
            re.escape(step), "(?P<student>.*)", re.escape(assignment), escape=True
        )
        matches = (re.fullmatch(expression, path) for path in found)
        excluded = self._directory.student_id_exclude.split(",")
        names = {match["student"] for match in matches if match}
        return sorted(names.difference(excluded))

    def source_files(self, assignment: str) -> dict[str, bytes]:
        """The instructor's files besides notebooks, by relative path, without those that
        exclude_overwriting leaves to the student."""
        folder = self._path(self._directory.source_directory, ".", assignment)
        own = self._autograde.exclude_overwriting.get(assignment, [])
        files = {}
        for name in find_all_files(str(folder), [*self.ignore, "*.ipynb"]):
            relative = os.path.relpath(name, folder)
            if relative not in own:
                files[relative] = Path(name).read_bytes()
        return files

    def cell_order(self, assignment: str) -> dict[str, list[str]]:
        """The grade_ids of each notebook from top to bottom, as far as its source is there."""
        order = {}
        for step in (self._directory.release_directory, self._directory.source_directory):
            for path in self._path(step, ".", assignment).glob("*.ipynb"):
                try:
                    cells = nbformat.read(path, as_version=4).cells
                except Exception:  # not needed to grade: the gradebook has an order too
                    continue
                metas = (cell.metadata.get("nbgrader", {}) for cell in cells)
                order[path.stem] = [meta["grade_id"] for meta in metas if "grade_id" in meta]
        return order

    def source_assignments(self) -> list[str]:
        """The names of the assignments in the source directory."""
        parent = self._path(self._directory.source_directory, ".", "x").parent
        return sorted(path.name for path in parent.glob("*") if path.is_dir())

    def _step(self, name: str) -> Path:
        return self.root / getattr(self._directory, name)

    def _path(self, step: str, student: str, assignment: str) -> Path:
        return Path(os.path.normpath(self._directory.format_path(step, student, assignment)))


def unknown_name(kind: str, name: str, known: Iterable[str]) -> str:
    """One line for a name that is none, with the one that was probably meant."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"there is no {kind} {name!r}: did you mean {near[0]!r}?"
    names = ", ".join(known[:10]) + (", ..." if len(known) > 10 else "")
    return f"there is no {kind} {name!r}: there are {names}" if known else f"there is no {kind}"


def _configured(root: Path) -> NbGrader:
    """nbgrader with the configuration of a course directory, wherever this process runs."""
    app = NbGrader()
    app.log_level = logging.ERROR
    app.load_cwd_config = False
    app.raise_config_file_errors = True
    try:
        app.initialize([], root=str(root))
    except (Exception, SystemExit) as error:
        reason = " ".join(str(error).split())
        raise CourseError(
            f"{root / 'nbgrader_config.py'} cannot be read ({type(error).__name__}: {reason}): "
            "mend it and try again"
        ) from error
    return app


def _names_in(folder: str) -> list[str]:
    """The names in a folder, without hidden ones; none where there is no folder."""
    try:
        names = [path.name for path in Path(folder).iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [name for name in names if not name.startswith(".")]


def _may_be_there(path: str) -> bool:
    """Whether there is something at a path, or nobody may know."""
    try:
        Path(path).lstat()
    except OSError as error:
        return not isinstance(error, (FileNotFoundError, NotADirectoryError))
    return True
