"""hints: every exercise has some; they are found in the open notebook, and crash nothing."""

import json
import re

import pytest

from autograde.lessons.source import all_lessons
from course_lib.hints import hints_for

FIRST = """<details><summary>Show me a hint</summary>

Count.

<details><summary>Show me another hint</summary>

From zero.

</details>

</details>"""
OTHER = "<details><summary>Show me a hint</summary>\n\nRead.\n\n</details>"


def markdown(*lines):
    return {"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(lines)}


def code(source, grade=False):
    metadata = {"nbgrader": {"grade": grade}} if grade else {}
    return {"cell_type": "code", "metadata": metadata, "source": source}


CELLS = [
    markdown("# 01 Title", "<details><summary>About</summary>\n\nNo hint.\n\n</details>"),
    markdown("### Exercise 1: `count`", "Difficulty: low.", FIRST),
    code("def count(): ..."),
    code("test_count()", grade=True),
    markdown("### Exercise 2: `read`", "An experiment first."),
    code("print(1)"),
    markdown("Now write it.", OTHER),
    code("def read(): ..."),
    code("test_read()", grade=True),
    markdown("The accuracy of it all."),
    code("test_accuracy()", grade=True),
    markdown("### Exercise 3: `think`", "Without hints."),
    code("test_think()", grade=True),
]


@pytest.fixture
def notebook(monkeypatch, tmp_path):
    path = tmp_path / "lesson.ipynb"
    monkeypatch.setenv("JPY_SESSION_NAME", str(path))
    path.write_text(json.dumps({"cells": CELLS}))
    return path


@pytest.mark.parametrize(
    "test, hints",
    [
        ("test_count()", FIRST),
        ("test_read()", OTHER),
        ("test_accuracy()", ""),  # between it and the exercise stands another test
        ("test_think()", ""),
        ("a cell of the student", ""),
    ],
)
def test_the_hints_are_those_of_the_exercise_above(notebook, test, hints):
    assert hints_for(test) == hints


def test_a_cell_may_be_kept_as_a_list_of_lines(notebook):
    cells = [each | {"source": each["source"].splitlines(keepends=True)} for each in CELLS]
    notebook.write_text(json.dumps({"cells": cells}))
    assert hints_for("test_count()") == FIRST


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"cells": [{}]}', '{"cells": [1]}'])
def test_a_file_that_is_no_notebook_has_no_hints(notebook, text):
    notebook.write_text(text)
    assert hints_for("test_count()") == ""


def test_without_a_notebook_there_are_no_hints(notebook, monkeypatch):
    notebook.unlink()
    assert hints_for("test_count()") == ""
    monkeypatch.delenv("JPY_SESSION_NAME")
    assert hints_for("test_count()") == ""


LESSONS = all_lessons()


def exercises(lesson):
    """For each answer cell: its source, and the hints of the exercise that it belongs to."""
    found, texts = {}, []
    for cell in lesson.notebook.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown":
            texts = [*([] if "### Exercise" in cell.source else texts), cell.source]
        elif metadata.get("solution"):
            hints = re.search(r"<details.*</details>", "\n".join(texts), re.DOTALL)
            found[metadata["grade_id"]] = (cell.source, hints.group() if hints else "")
    return found


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
class TestTheLessons:
    def test_every_exercise_has_two_or_three_hints_each_inside_the_one_before(self, lesson):
        for name, (_, hints) in exercises(lesson).items():
            order = re.findall(r"</?details>", hints)
            assert len(order) in (4, 6), name
            assert order == sorted(order, reverse=True), name  # all begin before the first ends

    def test_no_exercise_is_answered_by_its_hints(self, lesson):
        for name, (source, hints) in exercises(lesson).items():
            answer = re.search(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", source, re.DOTALL)
            lines = [line.strip() for line in answer.group(1).splitlines() if line.strip()]
            told = [line for line in lines if line in hints]
            assert len(told) < len(lines) / 2, name
