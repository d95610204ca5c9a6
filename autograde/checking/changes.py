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


def told(path: Path, change: Change, nothing: str) -> str:
    """What was done to a notebook, for a person; `nothing` where that is all there is to say."""
    if change.kept is None:
        return f"{path}: {nothing}"
    return "\n".join(
        [
            f"{path}:",
            *(f"  {note}" for note in change.notes),
            f"  the old file is kept as {change.kept}",
            "  if it is open in JupyterLab: File, Reload Notebook from Disk",
        ]
    )


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
    try:
        notebook = parse_notebook(content, str(path))[0]
    except CourseError:
        notebook = None
    released = require_released(path, notebook)
    blank = notebook is not None and _sources(notebook) == _sources(released.notebook)
    if blank and not mend(content, str(path), released.notebook).notes:
        return Change(released)
    kept = _replace(path, content, released.notebook, _today())
    return Change(released, ("the whole lesson is as released again",), kept)


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
    kept = _replace(path, content, mended.notebook, _today())
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


def _sources(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]


def _today() -> str:
    return f"reset-{date.today().isoformat()}"


def _replace(path: Path, content: bytes, notebook: NotebookNode, occasion: str) -> Path:
    kept = keep_copy(path, content, occasion)
    write_whole(path, write_notebook(notebook))
    return kept
