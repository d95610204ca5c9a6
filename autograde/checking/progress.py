"""What a student has done, as `course check` last saw it: one small file for each lesson.

They lie in lessons/progress/, which git ignores. A file for each lesson, replaced as a whole: two
checks at the same time do not undo each other, and one broken file costs one lesson.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from autograde.checking.files import write_whole
from autograde.checking.lessons import Lessons
from autograde.checking.notebook import read_notebook
from course_lib.errors import CourseError

FOLDER = "progress"
NOT_BEGUN = "not begun"
_SCHEMA = 1
_DONE = ("passed", "manual")  # for a person's marks a student can do no more


@dataclass(frozen=True)
class LessonProgress:
    """How a lesson stands: each exercise, in order, with its outcome at the last check.

    `checked` is the day of that check as 2026-01-31, "" if there was none; `remark` says what was
    wrong with what was remembered.
    """

    lesson: str
    exercises: Mapping[str, str]
    checked: str = ""
    remark: str = ""

    @property
    def passed(self) -> int:
        return sum(outcome in _DONE for outcome in self.exercises.values())

    @property
    def next_exercise(self) -> str:
        """The first that does not pass yet, "" if all do."""
        return next((name for name, seen in self.exercises.items() if seen not in _DONE), "")

    @property
    def is_done(self) -> bool:
        return bool(self.exercises) and not self.next_exercise


def read_progress(lessons: Lessons) -> list[LessonProgress]:
    """How every lesson stands, in order."""
    return [_read_lesson(lessons, name) for name in lessons.names()]


def next_lesson(progress: list[LessonProgress]) -> LessonProgress | None:
    """The first lesson that is not done; None if all are."""
    return next((lesson for lesson in progress if not lesson.is_done), None)


def remember(lessons: Lessons, lesson: str, exercises: Mapping[str, str]) -> None:
    """Keep the outcomes of a check. Raises CourseError where they cannot be written."""
    document = {
        "schema": _SCHEMA,
        "checked": date.today().isoformat(),
        "exercises": dict(exercises),
    }
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    write_whole(progress_folder(lessons) / f"{lesson}.json", text)


def forget(lessons: Lessons, lesson: str, exercise: str = "") -> None:
    """Set one exercise of a lesson, or all, back to "not begun"; what was never checked stays so.

    Raises CourseError where that cannot be written.
    """
    known = _read_lesson(lessons, lesson)
    if known.checked:
        gone = [exercise] if exercise else known.exercises
        outcomes = {name: NOT_BEGUN for name in gone if name in known.exercises}
        remember(lessons, lesson, {**known.exercises, **outcomes})


def progress_folder(lessons: Lessons) -> Path:
    """lessons/progress/, made if need be, with a word to git that it is not the course's.

    Raises CourseError where it cannot be made.
    """
    folder = lessons.folder / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise CourseError(f"{folder} cannot be made ({error.strerror})") from error
    if not (folder / ".gitignore").exists():
        write_whole(folder / ".gitignore", "*\n")
    return folder


def _read_lesson(lessons: Lessons, name: str) -> LessonProgress:
    path = lessons.folder / FOLDER / f"{name}.json"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        exercises, checked = document["exercises"], document["checked"]
        date.fromisoformat(checked)
        outcomes = list(exercises.values())
        if document["schema"] != _SCHEMA or not all(isinstance(each, str) for each in outcomes):
            raise ValueError
    except FileNotFoundError:
        return LessonProgress(name, _exercises(lessons.path(name)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        remark = f"{path.name} in {path.parent} could not be read: {name} is counted anew"
        return LessonProgress(name, _exercises(lessons.path(name)), remark=remark)
    return LessonProgress(name, exercises, checked)


def _exercises(notebook: Path) -> dict[str, str]:
    """The exercises of a notebook that was never checked; none if it cannot be read."""
    try:
        cells = read_notebook(notebook)[0].cells
    except CourseError:
        return {}
    graded = [meta for cell in cells if isinstance(meta := cell.metadata.get("nbgrader"), dict)]
    names = [str(meta.get("grade_id")) for meta in graded if meta.get("grade") or meta.get("task")]
    return {name.removeprefix("test_"): NOT_BEGUN for name in names}
