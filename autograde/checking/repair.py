"""Put the locked cells of a student's notebook back as they were released, for a check.

The grader's own sanitising does it, so that both come to the same conclusion. The student's file
is left as it is.
"""

from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import compute_checksum, is_locked

from autograde.grading.key import NotebookKey, SourceCell
from autograde.grading.sanitise import NoSuchKernel, grade_id_of, sanitise
from course_lib.errors import CourseError

_UNKNOWN = "the released lesson was not found: changed cells are told, but not put back"


@dataclass(frozen=True)
class Repaired:
    """A notebook ready to be checked, its `key`, and a line for each thing that was put right."""

    notebook: NotebookNode
    key: NotebookKey
    notes: tuple[str, ...]


def repair(notebook: NotebookNode, released: NotebookNode | None) -> Repaired:
    """Bring a copy of `notebook` back to the shape of the released lesson.

    Without the released lesson changes are only told, from the checksums in the notebook.
    Raises CourseError for a notebook without tests, or whose kernel is not installed.
    """
    key = released_key(released or notebook)
    if not key.graded_cells:
        raise CourseError("this notebook has no test cells: is it one of the course?")
    notes = [] if released else [_UNKNOWN, *_changed(notebook)]
    try:
        sanitised = sanitise(notebook, key)
    except NoSuchKernel as error:
        raise CourseError(f"{error}: install it, or open the lesson anew") from error
    notes += map(_in_words, sanitised.flags)
    return Repaired(sanitised.notebook, key, tuple(notes))


def released_key(notebook: NotebookNode) -> NotebookKey:
    """What a released notebook tells of its own cells, as the grader's key has it."""
    cells = [_source_cell(cell) for cell in notebook.cells if _is_graded_by_nbgrader(cell)]
    return NotebookKey(
        name="",
        kernelspec=notebook.metadata.get("kernelspec") or {},
        cells=tuple({cell.grade_id: cell for cell in cells}.values()),
    )


def _is_graded_by_nbgrader(cell: NotebookNode) -> bool:
    """Whether the cell's nbgrader metadata is complete enough to go by."""
    metadata: Any = cell.metadata.get("nbgrader")
    if grade_id_of(cell) is None:
        return False
    points = metadata.get("points", 0)
    return isinstance(points, int | float) and (not metadata.get("grade") or "points" in metadata)


def _source_cell(cell: NotebookNode) -> SourceCell:
    metadata, locked = cell.metadata["nbgrader"], is_locked(cell)
    return SourceCell(
        grade_id=metadata["grade_id"],
        cell_type=cell.cell_type,
        source=cell.source,
        released=cell.source,
        locked=locked,
        grade=bool(metadata.get("grade")),
        solution=bool(metadata.get("solution")),
        task=bool(metadata.get("task")),
        points=float(metadata.get("points", 0)),
        checksum=compute_checksum(cell) if locked else metadata.get("checksum"),
    )


def _changed(notebook: NotebookNode) -> list[str]:
    """Notes on the locked cells whose text is not the one that their checksum was made from."""
    return [
        f"{grade_id_of(cell)} was changed: grading uses the released cell"
        for cell in notebook.cells
        if _is_graded_by_nbgrader(cell)
        and is_locked(cell)
        and cell.metadata["nbgrader"].get("checksum") not in (None, compute_checksum(cell))
    ]


def _in_words(flag: str) -> str:
    """A flag of the grader, as a student reads it."""
    kind, _, rest = flag.partition(": ")
    name, _, detail = rest.partition(" (")
    if kind == "changed":
        return f"{name} was changed{' (' if detail else ''}{detail}: the released cell was used"
    words = {
        "restored": "was missing: the released cell was used",
        "repeated": "is there more than once: one copy counts, as in grading",
    }
    return f"{name} {words[kind]}" if kind in words else flag
