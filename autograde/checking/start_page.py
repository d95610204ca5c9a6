"""The page that `course lab` opens on: the lessons, what is done, what is next.

Markdown, for which no kernel starts: `course lab` has JupyterLab show it rendered, and a link in
it opens a lesson.
"""

from collections.abc import Sequence
from urllib.parse import quote

from autograde.checking.files import write_whole
from autograde.checking.lessons import Lessons
from autograde.checking.notebook import read_notebook
from autograde.checking.progress import (
    FOLDER,
    LessonProgress,
    next_lesson,
    progress_folder,
    read_progress,
)
from course_lib.errors import CourseError

START_PAGE = f"{FOLDER}/START.md"  # in lessons/
_HELP = """\
Open a lesson with a click, and work from top to bottom. Each exercise has a test below it.
In a terminal, `course check 01` tries lesson 01 from top to bottom and keeps the result for this
page, `course progress` prints it, `course check 01 --repair` mends a notebook that was broken by
editing, and `course reset 01` brings a lesson back to its blank state; your old answers are kept.

This page is made anew each time `course lab` starts."""


def write_start_page(lessons: Lessons) -> None:
    """Write the page as things are. Raises CourseError where it cannot be written."""
    progress_folder(lessons)
    write_whole(lessons.folder / START_PAGE, start_page(lessons, read_progress(lessons)))


def start_page(lessons: Lessons, progress: Sequence[LessonProgress]) -> str:
    """The page as markdown."""
    rows = ["| lesson | exercises passed | |", "|:---|:---|:---|"]
    rows += [
        f"| {_link(lessons, lesson.lesson)} | {lesson.passed} of {len(lesson.exercises)} "
        f"| {_state(lesson)} |"
        for lesson in progress
    ]
    parts = ["# Ground Up", _next(lessons, next_lesson(progress)), "\n".join(rows), _HELP]
    parts += [lesson.remark + "." for lesson in progress if lesson.remark]
    return "\n\n".join(parts) + "\n"


def _next(lessons: Lessons, lesson: LessonProgress | None) -> str:
    if lesson is None:
        return "**Every lesson is done.**"
    exercise = f", exercise `{lesson.next_exercise}`" if lesson.checked else ""
    return f"**Next: {_link(lessons, lesson.lesson)}{exercise}.**"


def _state(lesson: LessonProgress) -> str:
    if lesson.is_done:
        return f"done, {lesson.checked}"
    return f"checked {lesson.checked}" if lesson.checked else "not checked yet"


def _link(lessons: Lessons, name: str) -> str:
    return f"[{_title(lessons, name)}](../{quote(name)}/{quote(name)}.ipynb)"


def _title(lessons: Lessons, name: str) -> str:
    """The lesson's heading, or its name if it has none that fits into a table."""
    try:
        first = read_notebook(lessons.path(name))[0].cells[0].source.partition("\n")[0]
    except CourseError:
        first = ""
    title = first.removeprefix("# ").strip()
    return title if first.startswith("# ") and not set(title) & set("[]|`<>") else name
