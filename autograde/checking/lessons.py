"""The folder `lessons/`, and the notebook that a user means."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_lib.errors import CourseError

_CHECKOUT = Path(__file__).resolve().parents[2]
SET_ASIDE = ".before-"  # in the name of every copy that is kept beside a notebook


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


def lesson_notebook(words: str) -> Path:
    """The file that a user means: a notebook, a folder with one in it, or a lesson."""
    path = Path(words)
    if path.suffix == ".ipynb" or path.is_file():
        return path
    if path.is_dir():
        found = sorted(file for file in path.glob("*.ipynb") if SET_ASIDE not in file.name)
        if len(found) == 1:
            return found[0]
        names = ", ".join(file.name for file in found) or "none"
        raise CourseError(f"{path} holds {len(found)} notebooks ({names}): name the one to check")
    return Lessons.around(Path.cwd()).path(words)


def _is_lesson(path: Path) -> bool:
    return path.stem == path.parent.name
