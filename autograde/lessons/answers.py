"""Right and wrong answers: replacements for one solution cell, kept as test data."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograde.lessons.source import Lesson
from course_lib.errors import CourseError

_HEADER = re.compile(r"^# (cell|test|caught by|hint|misconception|credit): *(.+?) *$")


@dataclass(frozen=True)
class Answer:
    """An answer to one exercise.

    A wrong one names the sealed check that must catch it (`caught_by`), words of the hint that it
    must get, the `credit` that it keeps, and the number of its misconception if it has one.
    """

    name: str
    cell: str
    test: str
    source: str
    caught_by: str = ""
    hint: str = ""
    credit: float = 1.0
    misconception: int | None = None


def right_answers(lesson: Lesson) -> list[Answer]:
    """The answers in `right_answers/`, which must keep full marks."""
    return [_read(path, lesson, wrong=False) for path in _files(lesson, "right_answers")]


def wrong_answers(lesson: Lesson) -> list[Answer]:
    """The answers in `wrong_answers/`, which must be caught."""
    return [_read(path, lesson, wrong=True) for path in _files(lesson, "wrong_answers")]


def _files(lesson: Lesson, folder: str) -> list[Path]:
    return sorted((lesson.folder / folder).glob("*.py"))


def _read(path: Path, lesson: Lesson, *, wrong: bool) -> Answer:
    fields, body = _split_header(path.read_text(encoding="utf-8"))
    cell = fields.get("cell", "")
    test = fields.get("test", f"test_{cell}")
    if cell not in {c.grade_id for c in lesson.cells if c.is_solution}:
        raise CourseError(f"{path}: `# cell: {cell}` names no solution cell of {lesson.name}")
    if test not in {c.grade_id for c in lesson.tests}:
        raise CourseError(f"{path}: {test} is no test cell of {lesson.name}")
    if wrong and fields.get("caught by") not in {c.name for c in lesson.checks.checks}:
        raise CourseError(f"{path}: `# caught by:` must name a sealed check of {lesson.name}")
    if wrong and not fields.get("hint"):
        raise CourseError(f"{path}: `# hint:` must give words of the hint that the answer gets")
    number = fields.get("misconception")
    return Answer(
        name=path.stem,
        cell=cell,
        test=test,
        source=body,
        caught_by=fields.get("caught by", ""),
        hint=fields.get("hint", ""),
        credit=float(fields.get("credit", 0)) if wrong else 1.0,
        misconception=int(number) if number else None,
    )


def _split_header(text: str) -> tuple[dict[str, str], str]:
    """The header's fields, and the answer below it."""
    fields: dict[str, str] = {}
    lines = text.splitlines()
    while lines and (match := _HEADER.match(lines[0])):
        fields[match[1]] = match[2]
        lines.pop(0)
    return fields, "\n".join(lines).strip() + "\n"
