"""Change a student's notebook file, with the old one kept beside it: repair it, or start anew."""

import difflib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nbformat import NotebookNode

from autograde.checking.files import keep_copy, write_whole
from autograde.checking.mend import mend
from autograde.checking.notebook import parse_notebook, read_bytes
from autograde.checking.released import Released, require_released
from autograde.grading.notebook_file import write_notebook
from autograde.grading.sanitise import grade_id_of
from course_lib.errors import CourseError


@dataclass(frozen=True)
class Change:
    """What was done to a notebook, a line each, and where the old one is kept: None if it was
    left as it is."""

    released: Released
    notes: tuple[str, ...] = ()
    kept: Path | None = None


def repair_notebook(path: Path) -> Change:
    """Put the notebook at `path` in order; what needs nothing is left as it is.

    Raises CourseError for what is no notebook or of no known lesson, or cannot be written.
    """
    content = read_bytes(path)
    released = require_released(path, parse_notebook(content, str(path))[0])
    mended = mend(content, str(path), released.notebook)
    if not mended.notes:
        return Change(released)
    kept = _replace(path, content, mended.notebook, "repair")
    return Change(released, mended.notes, kept)


def reset_notebook(path: Path) -> Change:
    """Bring the notebook at `path`, even one that cannot be read, back to its blank state.

    Raises CourseError if no lesson has its name or its exercises, or if it cannot be written.
    """
    content = read_bytes(path)
    notebook = _parsed(content)
    released = require_released(path, notebook)
    blank = released.notebook
    if notebook and [each.source for each in notebook.cells] == [each.source for each in blank.cells]:
        return Change(released)
    kept = _replace(path, content, blank, f"reset-{date.today().isoformat()}")
    return Change(released, ("every exercise is blank again",), kept)


def reset_exercise(path: Path, exercise: str) -> Change:
    """Bring one answer back to its blank state; the notebook is repaired on the way.

    Raises CourseError for an unknown exercise, and as `repair_notebook` does.
    """
    content = read_bytes(path)
    released = require_released(path, parse_notebook(content, str(path))[0])
    blank = _answer(released, exercise)
    mended = mend(content, str(path), released.notebook)
    own = next(each for each in mended.notebook.cells if grade_id_of(each) == exercise)
    notes = list(mended.notes)
    if own.source != blank.source:
        own.update(source=blank.source, outputs=[], execution_count=None)
        notes.append(f"{exercise} is blank again")
    if not notes:
        return Change(released)
    kept = _replace(path, content, mended.notebook, f"reset-{date.today().isoformat()}")
    return Change(released, tuple(notes), kept)


def _answer(released: Released, exercise: str) -> NotebookNode:
    """The released cell that an exercise is answered in."""
    cells = [cell for cell in released.notebook.cells if grade_id_of(cell)]
    blank = {grade_id_of(cell): cell for cell in cells if cell.metadata.nbgrader.get("solution")}
    if exercise in blank:
        return blank[exercise]
    near = difflib.get_close_matches(exercise, blank, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"the exercises are {', '.join(blank)}"
    raise CourseError(f"{released.name} has no exercise {exercise!r}: {hint}")


def _parsed(content: bytes) -> NotebookNode | None:
    try:
        return parse_notebook(content, "")[0]
    except CourseError:
        return None


def _replace(path: Path, content: bytes, notebook: NotebookNode, occasion: str) -> Path:
    kept = keep_copy(path, content, occasion)
    write_whole(path, write_notebook(notebook))
    return kept
