"""docs/topics.md says the truth, and every exercise has the answers that prove it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograde.lessons.answers import right_answers, wrong_answers
from autograde.lessons.source import Lesson, all_lessons

LESSONS = all_lessons()
TABLE = Path(__file__).parents[2] / "docs" / "topics.md"
BANK = range(1, 64)  # the misconceptions listed at the end of docs/topics.md
SHOWN = "shown: "


@dataclass(frozen=True)
class Row:
    """A topic, the exercises that grade it or the section that shows it, and wrong answers."""

    topic: str
    exercises: tuple[str, ...]
    shown: str
    wrong: tuple[str, ...]


def table_rows(section: str) -> list[list[str]]:
    """The cells of every table row but the head, without the bars."""
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def sections() -> dict[str, str]:
    parts = TABLE.read_text(encoding="utf-8").split("\n## ")[1:]
    return dict(part.split("\n", 1) for part in parts)


def rows_of(lesson: Lesson) -> list[Row]:
    rows = []
    for topic, where, wrong in table_rows(sections()[lesson.name]):
        exercises, _, shown = where.partition(SHOWN)
        names = tuple(name for name in exercises.split(", ") if name)
        rows.append(Row(topic, names, shown, tuple(filter(None, wrong.split(", ")))))
    return rows


def shown_headings(lesson: Lesson) -> set[str]:
    """The headings below which a code cell follows before the next heading."""
    heading, found = "", set()
    for cell in lesson.notebook.cells:
        if cell.cell_type == "code":
            found.add(heading)
        for line in cell.source.splitlines() if cell.cell_type == "markdown" else ():
            if line.startswith("#"):
                heading = line.lstrip("# ")
    return found


by_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)


@by_lesson
def test_every_topic_is_where_the_table_says(lesson):
    exercises = {cell.grade_id for cell in lesson.cells if cell.is_solution}
    wrong, headings = {a.name for a in wrong_answers(lesson)}, shown_headings(lesson)
    rows = rows_of(lesson)
    assert rows
    for row in rows:
        assert set(row.exercises) <= exercises, row.topic
        assert set(row.wrong) <= wrong, row.topic
        assert row.shown in headings if row.shown else row.exercises and row.wrong, row.topic


@by_lesson
def test_every_exercise_is_in_the_table(lesson):
    named = {name for row in rows_of(lesson) for name in row.exercises}
    assert {cell.grade_id for cell in lesson.cells if cell.is_solution} <= named


@by_lesson
def test_every_exercise_has_three_wrong_answers_and_two_other_right_ones(lesson):
    wrong = Counter(answer.cell for answer in wrong_answers(lesson))
    right = Counter(answer.cell for answer in right_answers(lesson))
    for cell in lesson.cells:
        if cell.is_solution:
            assert wrong[cell.grade_id] >= 3 and right[cell.grade_id] >= 2, cell.grade_id


def test_the_table_lists_each_misconception_with_the_lessons_that_catch_it():
    caught: dict[int, set[str]] = {}
    for lesson in LESSONS:
        for answer in wrong_answers(lesson):
            if answer.misconception:
                caught.setdefault(answer.misconception, set()).add(lesson.name[:2])
    assert set(BANK) <= set(caught)
    listed = {
        int(n): set(where.split(", ")) for n, _, where in table_rows(sections()["Misconceptions"])
    }
    assert listed == caught
