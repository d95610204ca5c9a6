"""Find a lesson as it was released, to compare a student's notebook with."""

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum

from autograde.checking.lessons import Lessons
from autograde.checking.notebook import parse_notebook
from autograde.grading.sanitise import grade_id_of
from course_lib.errors import CourseError

_COMMITS = 50  # how far back an untouched version of a lesson is looked for


@dataclass(frozen=True)
class Released:
    """A lesson as it was released: where it belongs, its name, its untouched notebook."""

    lessons: Lessons
    name: str
    notebook: NotebookNode


def released_lesson(path: Path, notebook: NotebookNode | None) -> Released | None:
    """The lesson that the notebook at `path` was made from; None where no lesson fits."""
    for lessons in Lessons.near(path.parent, Path.cwd()):
        if (released := _released_in(lessons, path, notebook)) is not None:
            return released
    return None


def require_released(path: Path, notebook: NotebookNode | None) -> Released:
    """What `released_lesson` gives. Raises CourseError where that is nothing."""
    if (released := released_lesson(path, notebook)) is None:
        raise CourseError(
            f"the lesson that {path} was made from was not found: "
            "get the course anew, and run this in it with the path of this notebook"
        )
    return released


def _released_in(lessons: Lessons, path: Path, notebook: NotebookNode | None) -> Released | None:
    """A file is recognised by its name, else by the exercises in it."""
    candidates = [lessons.path(name) for name in lessons.names()]
    named = [candidate for candidate in candidates if candidate.stem == path.stem]
    for candidate in named or candidates:
        original = _untouched(candidate, path)
        if original and (named or (notebook and _share(original, notebook) > 0.5)):
            return Released(lessons, candidate.stem, original)
    return None


def _share(original: NotebookNode, notebook: NotebookNode) -> float:
    """How much of the original's cells, 0 to 1, is in the notebook, by name."""
    names, own = (
        {grade_id_of(cell) for cell in each.cells} - {None} for each in (original, notebook)
    )
    return len(names & own) / len(names) if names else 0.0


def _untouched(lesson: Path, checked: Path) -> NotebookNode | None:
    """The newest version of a lesson in which nobody has worked: its file, else one that git has.

    Who works in lessons/ itself edits the file, and may commit that. The file that is `checked`
    is never its own model: a cell that was deleted leaves no trace in it.
    """
    for content in _versions(lesson, checked):
        try:
            notebook, _ = parse_notebook(content, str(lesson))
        except CourseError:
            continue
        if _is_untouched(notebook):
            return notebook
    return None


def _is_untouched(notebook: NotebookNode) -> bool:
    """Whether every cell is the one that nbgrader's checksum in it was made from."""
    cells = [cell for cell in notebook.cells if grade_id_of(cell)]
    return bool(cells) and all(
        cell.metadata["nbgrader"].get("checksum") in (None, compute_checksum(cell))
        for cell in cells
    )


def _versions(lesson: Path, checked: Path) -> Iterator[bytes]:
    with contextlib.suppress(OSError):
        if not (checked.exists() and lesson.samefile(checked)):
            yield lesson.read_bytes()
    commits = _git(lesson, "log", f"-{_COMMITS}", "--format=%H", "--", lesson.name) or b""
    for commit in commits.decode().split():
        if content := _git(lesson, "show", f"{commit}:./{lesson.name}"):
            yield content


def _git(path: Path, *words: str) -> bytes | None:
    """What git says in the folder of `path`; None without git, or if it fails."""
    command = ["git", "-C", str(path.parent), *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
