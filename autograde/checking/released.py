"""Find the lessons as they were released, to compare a student's notebook with."""

import difflib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograde.checking.notebook import parse_notebook, read_notebook
from autograde.grading.sanitise import grade_id_of
from course_lib.errors import CourseError

_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Lessons:
    """The folder `lessons/`: NN_name/NN_name.ipynb for each lesson."""

    folder: Path

    @classmethod
    def around(cls, directory: Path) -> "Lessons":
        """`lessons/` of `directory` or of one above it; else that of this checkout.

        Raises CourseError if there is none.
        """
        for lessons in cls.near(directory):
            return lessons
        raise CourseError(f"no lessons around {directory}: run this in a checkout of the course")

    @classmethod
    def near(cls, *directories: Path) -> Iterator["Lessons"]:
        """Every `lessons/` in or above the directories, the nearest first, and this checkout's."""
        here = [directory.resolve() for directory in directories]
        roots = [root for each in here for root in (each, *each.parents)]
        for root in dict.fromkeys([*roots, _CHECKOUT]):
            if (lessons := cls(root / "lessons")).names():
                yield lessons

    def names(self) -> list[str]:
        """The lessons' names, in order."""
        return sorted(path.stem for path in self.folder.glob("*/*.ipynb") if _is_lesson(path))

    def path(self, name: str) -> Path:
        """The notebook of a lesson, which may be named by its number alone.

        Raises CourseError, with the nearest name, where there is no such lesson.
        """
        names = self.names()
        known = next((known for known in names if name in (known, known.split("_")[0])), None)
        if known:
            return self.folder / known / f"{known}.ipynb"
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else f"the lessons are {', '.join(names)}"
        raise CourseError(f"there is no lesson or notebook {name!r}: {hint}")

    def released(self, path: Path, notebook: NotebookNode) -> NotebookNode | None:
        """The lesson that `notebook`, the file at `path`, was made from; None if unknown.

        A file is recognised by its name, else by the exercises in it. Who works in lessons/
        itself gets the version that git has: what is in the file may have been edited.
        """
        candidates = [self.path(name) for name in self.names()]
        named = [candidate for candidate in candidates if candidate.stem == path.stem]
        for candidate in named or candidates:
            original = _original(candidate, path)
            if original and (named or _share(original, notebook) > 0.5):
                return original
        return None


def lesson_notebook(words: str) -> Path:
    """The file that a user means: a notebook, a folder with one in it, or a lesson."""
    path = Path(words)
    if path.suffix == ".ipynb" or path.is_file():
        return path
    if path.is_dir():
        found = sorted(path.glob("*.ipynb"))
        if len(found) == 1:
            return found[0]
        names = ", ".join(file.name for file in found) or "none"
        raise CourseError(f"{path} holds {len(found)} notebooks ({names}): name the one to check")
    return Lessons.around(Path.cwd()).path(words)


def released_lesson(path: Path, notebook: NotebookNode) -> NotebookNode | None:
    """The lesson that the notebook at `path` was made from; None where no lesson fits."""
    for lessons in Lessons.near(path.parent, Path.cwd()):
        if (released := lessons.released(path, notebook)) is not None:
            return released
    return None


def _is_lesson(path: Path) -> bool:
    return path.stem == path.parent.name


def _share(original: NotebookNode, notebook: NotebookNode) -> float:
    """How much of the original's cells, 0 to 1, is in the notebook, by name."""
    names, own = (
        {grade_id_of(cell) for cell in each.cells} - {None} for each in (original, notebook)
    )
    return len(names & own) / len(names) if names else 0.0


def _original(lesson: Path, checked: Path) -> NotebookNode | None:
    """The untouched text of a lesson; None if it cannot be had."""
    try:
        if not checked.exists() or not lesson.samefile(checked):
            return read_notebook(lesson)[0]
        committed = _committed(lesson)
        return parse_notebook(committed, str(lesson))[0] if committed else None
    except CourseError:
        return None


def _committed(path: Path) -> bytes | None:
    """The version of a file that git has; None without git, or if git does not know the file."""
    command = ["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
