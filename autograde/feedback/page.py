"""One student's notebook, graded, as an HTML page that needs nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from autograde.feedback.cells import Cell, Exercise, read_cells, read_exercises, unreadable
from autograde.feedback.grades import NotebookGrades
from autograde.feedback.lesson import LessonText
from autograde.feedback.markup import highlight, render_markdown
from autograde.feedback.outputs import Budget, render_outputs
from autograde.feedback.text import in_plain_text

TEMPLATE = Path(__file__).with_name("page.html")
_MAX_SOURCE = 20_000  # characters of a cell
_ABSENT = "This notebook was not handed in."


@dataclass(frozen=True)
class _ShownCell:
    """A cell as the page has it."""

    body: Markup
    outputs: Markup
    says: tuple[str, ...]
    frames: tuple[str, ...]


def render_page(
    notebook: bytes | None, lesson: LessonText, grades: NotebookGrades, digest: str = ""
) -> str:
    """The page as HTML. `notebook` is the autograded file, None where there is none.

    `digest` goes into the page, to tell later whether it is up to date. Raises
    BrokenNotebook where the file is none.
    """
    cells = [] if notebook is None else read_cells(notebook)
    notice = _ABSENT if notebook is None else lesson.censored(unreadable(cells))
    budget = Budget()
    return _template().render(
        digest=digest,
        lesson=lesson,
        grades=grades,
        notice=notice,
        exercises=read_exercises([] if notice else cells, lesson, grades),
        state=_state,
        show=lambda cell: _shown(cell, lesson, budget),
        show_outputs=lambda outputs: render_outputs(outputs, lesson, budget),
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["points"] = format_points
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def format_points(value: float) -> str:
    """Points with at most two decimals."""
    return f"{round(value, 2):g}"


def _state(exercise: Exercise) -> tuple[str, str]:
    """How an exercise went: the style sheet's word for it, and the reader's."""
    grade = exercise.grade
    if grade.waiting:
        return "waiting", "waits for a grade by hand"
    if grade.score >= grade.max_score:
        return "full", "full marks"
    if grade.score > 0:
        return "part", "part of the points"
    return ("none", "no points") if exercise.begun else ("none", "not begun")


def _shown(cell: Cell, lesson: LessonText, budget: Budget) -> _ShownCell:
    return _ShownCell(
        body=_body(cell),
        outputs=render_outputs(_outputs_of(cell), lesson, budget),
        says=cell.says,
        frames=cell.frames,
    )


def _body(cell: Cell) -> Markup:
    """What the student wrote: prose for a markdown cell, code for any other."""
    if cell.kind == "markdown":
        return Markup('<div class="rich">{}</div>').format(render_markdown(cell.source))
    source = cell.source.strip("\n")
    if len(source) <= _MAX_SOURCE:
        code = highlight(source) if cell.kind == "code" else escape(source)
    else:
        cut = len(source) - _MAX_SOURCE
        code = escape(f"{source[:_MAX_SOURCE]}\n[{cut:,} characters were cut]")
    return Markup('<pre class="code" tabindex="0"><code>{}</code></pre>').format(code)


def _outputs_of(cell: Cell) -> Sequence[dict[str, Any]]:
    """The outputs of a code cell; of a markdown cell, the pictures that were pasted into it."""
    if cell.kind != "markdown":
        return cell.outputs
    return [
        {"data": data, "metadata": {kind: {"alt": in_plain_text(name)} for kind in data}}
        for name, data in cell.attachments.items()
        if isinstance(data, dict)
    ]
