"""Feedback pages of a made-up notebook: one exercise, `double`, with a hidden test; and `why`."""

import json
from html.parser import HTMLParser
from typing import Any

from autograde.feedback.grades import CellGrade, NotebookGrades
from autograde.feedback.lesson import LessonText
from autograde.feedback.page import render_page
from autograde.grading.key import NotebookKey, SourceCell

HIDDEN = "assert double(-17) == -34"
STUB = "def double(x):\n    raise NotImplementedError()"
WRONG = "def double(x):\n    return x * x"
TEST = "assert double(3) == 6"
REGION = f"### BEGIN HIDDEN TESTS\n{HIDDEN}\n### END HIDDEN TESTS"
UNCHANGED = "print(double(2))"  # a cell of the lesson that uses what the student writes
BYSTANDER = "print('nothing of yours')"  # and one that does not


def _source(name: str, released: str, source: str = "", **kinds: Any) -> SourceCell:
    flags = {"locked": False, "grade": False, "solution": False, "task": False, **kinds}
    kind = flags.pop("cell_type", "code")
    points = 2.0 if flags["grade"] else 0.0
    return SourceCell(
        name, kind, source or released, released, points=points, checksum=None, **flags
    )


LESSON = LessonText(
    key=NotebookKey(
        "ps1",
        {},
        (
            _source("setup", "import math", locked=True),
            _source("double", STUB, solution=True),
            _source("test_double", TEST, f"{TEST}\n{REGION}", grade=True, locked=True),
            _source("why", "", grade=True, solution=True, cell_type="markdown"),
        ),
    ),
    title="Problem set 1",
    released=frozenset([UNCHANGED, BYSTANDER]),
    regions=(("BEGIN HIDDEN TESTS", "END HIDDEN TESTS"),),
    hidden=(HIDDEN,),
)


def cell(source: str, *outputs: dict, name: str = "", kind: str = "code", **more: Any) -> dict:
    """A cell of a graded notebook, as it stands in the file."""
    metadata = {"nbgrader": {"grade_id": name}} if name else {}
    return {
        "cell_type": kind,
        "source": source,
        "metadata": metadata,
        "outputs": list(outputs),
        **more,
    }


def stream(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}


def display(**data: Any) -> dict:
    """A display output; the names of `data` are those of `_KINDS`."""
    return {"output_type": "display_data", "data": {_KINDS[k]: v for k, v in data.items()}}


_KINDS = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "html": "text/html",
    "markdown": "text/markdown",
    "plain": "text/plain",
    "javascript": "application/javascript",
}


def error(name: str, text: str, *traceback: str) -> dict:
    return {"output_type": "error", "ename": name, "evalue": text, "traceback": list(traceback)}


def notebook(
    *before_test: dict, test: tuple[dict, ...] = (), after: tuple[dict, ...] = ()
) -> bytes:
    """The file of a graded notebook: cells before the test, its outputs, cells after it."""
    graded = cell(f"{TEST}\n{REGION}", *test, name="test_double", execution_count=2)
    return json.dumps({"cells": [*before_test, graded, *after], "nbformat": 4}).encode()


def answer(source: str = WRONG, *outputs: dict) -> dict:
    return cell(source, *outputs, name="double", execution_count=1)


def grades(score: float = 0.0, waiting: bool = False, **more: Any) -> NotebookGrades:
    cells = {"test_double": CellGrade(score, 2.0, waiting)}
    return NotebookGrades("ada", "Ada Lovelace", "ps1", **{"cells": cells, **more})


def page_of(*outputs: dict, **more: Any) -> str:
    """The page of a wrong answer whose cell put these out."""
    return render_page(notebook(answer(WRONG, *outputs)), LESSON, grades(**more))


class Seen(HTMLParser):
    """Which tags a browser would see, with their attributes, and which text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self._style else data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]
