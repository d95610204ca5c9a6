"""Sanitising: a student's notebook brought back to the shape that the instructor gave it.

nbgrader's own preprocessors do it, looking cells up in an AssignmentKey instead of a database.
Ahead of them, metadata that would make nbgrader give up on the whole class is mended.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import MissingEntry
from nbgrader.nbgraderformat import SCHEMA_VERSION, MetadataValidator
from nbgrader.preprocessors import CheckCellMetadata, OverwriteCells, OverwriteKernelspec

from autograde.grading.copies import superfluous_copies
from autograde.grading.key import NotebookKey, SourceCell

_PYTHON = {"name": "python3", "display_name": "Python 3", "language": "python"}
_MAX_POINTS = 1e9  # a whole number may have more digits than a float
_NEW_CELL = {"code": new_code_cell, "markdown": new_markdown_cell}


class NoSuchKernel(Exception):  # noqa: N818
    """The assignment's own kernel is not installed on this machine."""


@dataclass(frozen=True)
class Sanitised:
    """A notebook ready to run, and what had to be changed for that."""

    notebook: NotebookNode
    flags: tuple[str, ...]


def sanitise(notebook: NotebookNode, key: NotebookKey) -> Sanitised:
    """Restore what the instructor owns: locked cells, tests, points, kernel; flag what differed.

    The notebook given is left as it is. Raises NoSuchKernel, and
    nbgrader.nbgraderformat.ValidationError where nbgrader would refuse the result; neither is the
    student's fault.
    """
    notebook = copy.deepcopy(notebook)
    flags = [*_mend_metadata(notebook, key), *_drop_copies(notebook, key)]
    resources: dict[str, Any] = {}
    kernel, cells = _OverwriteKernelspec(key), _OverwriteCells(key)
    for preprocessor in (kernel, cells):
        notebook, resources = preprocessor.preprocess(notebook, resources)
    flags += [*kernel.flags, *cells.flags, *_restore_missing(notebook, key)]
    CheckCellMetadata().preprocess(notebook, resources)
    return Sanitised(notebook, tuple(flags))


def grade_id_of(cell: NotebookNode) -> str | None:
    """The cell's grade_id, if its metadata hold one that is a string."""
    meta = cell.metadata.get("nbgrader")
    grade_id = meta.get("grade_id") if isinstance(meta, dict) else None
    return grade_id if isinstance(grade_id, str) else None


class _OverwriteKernelspec(OverwriteKernelspec):
    """nbgrader's, with the kernel from the key, and never with one that is not installed here."""

    def __init__(self, key: NotebookKey) -> None:
        super().__init__()
        self.key, self.flags = key, []

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        wanted = dict(self.key.kernelspec) or dict(_PYTHON)
        if not _is_installed(wanted.get("name")):
            if wanted.get("language", "python") != "python":
                raise NoSuchKernel(f"the kernel {wanted.get('name')!r} is not installed here")
            wanted = dict(_PYTHON)
        own = nb.metadata.get("kernelspec")
        name = own.get("name") if isinstance(own, dict) else None
        if _is_installed(name) and not self.key.kernelspec:
            return nb, resources
        if isinstance(name, str) and not _is_installed(name):
            used = wanted["name"]
            self.flags.append(f"kernel: {name!r:.60} is not installed here, {used!r} is used")
        nb.metadata["kernelspec"] = NotebookNode(wanted)
        return nb, resources


def _is_installed(kernel_name: Any) -> bool:
    """Whether jupyter_client can start the kernel; to it, "python" is this Python's own."""
    return kernel_name == "python" or (
        isinstance(kernel_name, str) and kernel_name in KernelSpecManager().find_kernel_specs()
    )


@dataclass(frozen=True)
class _GradedCell:
    max_score: float


class _KeyLookup:
    """The part of nbgrader's Gradebook that OverwriteCells asks, answered from the key."""

    def __init__(self, key: NotebookKey) -> None:
        self._cells: Mapping[str, SourceCell] = key.by_id

    def find_source_cell(self, name: str, *_: str) -> SourceCell:
        if name not in self._cells:
            raise MissingEntry(name)
        return self._cells[name]

    def find_graded_cell(self, name: str, *_: str) -> _GradedCell:
        return _GradedCell(self.find_source_cell(name).points)


class _OverwriteCells(OverwriteCells):
    """nbgrader's, with the cells from the key; `flags` collects what differed."""

    def __init__(self, key: NotebookKey) -> None:
        super().__init__()
        self.key, self.gradebook, self.flags = key, _KeyLookup(key), []
        self.notebook_id = self.assignment_id = ""

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        for index, cell in enumerate(nb.cells):
            nb.cells[index], resources = self.preprocess_cell(cell, resources, index)
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict, cell_index: int
    ) -> tuple[NotebookNode, dict]:
        handed_in = cell.source
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        source_cell = self.key.by_id.get(grade_id_of(cell) or "")
        if source_cell is not None and source_cell.locked:
            own = (source_cell.source, source_cell.released)
            if handed_in.strip() not in [text.strip() for text in own]:
                self.flags.append(f"changed: {source_cell.grade_id}")
            # Tags and the like of a locked cell are not the student's: "skip-execution" on a test
            # would leave it without an error.
            cell.metadata = NotebookNode(nbgrader=cell.metadata.nbgrader)
        return cell, resources

    def report_change(self, name: str, attr: str, old: Any, new: Any) -> None:
        if attr != "checksum":  # it always differs where hidden tests were taken out
            self.flags.append(f"changed: {name} ({attr} was {new}, is {old})")


def _mend_metadata(notebook: NotebookNode, key: NotebookKey) -> list[str]:
    """Bring every cell's nbgrader metadata to the current schema; drop those of unknown cells."""
    flags = []
    for number, cell in enumerate(notebook.cells, start=1):
        if "nbgrader" not in cell.metadata:
            continue
        grade_id = grade_id_of(cell)
        source_cell = key.by_id.get(grade_id or "")
        if source_cell is None:
            if grade_id:
                flags.append(f"unknown cell: {grade_id} is not part of the assignment")
            elif _claims_a_role(cell.metadata.nbgrader):
                flags.append(f"cell {number} has broken nbgrader metadata: left out of grading")
            del cell.metadata["nbgrader"]
            continue
        if cell.cell_type != source_cell.cell_type:
            cell.pop("attachments", None)  # a code cell has none
        meta = _current_metadata(cell, source_cell)
        for name in ("grade", "solution", "task"):
            if bool(meta.get(name, False)) != getattr(source_cell, name):
                flags.append(f"changed: {grade_id} ({name} was {meta.get(name)!r:.20})")
        cell.metadata["nbgrader"] = _metadata_of(source_cell, points=meta.get("points"))
        cell.metadata.nbgrader["locked"] = bool(meta.get("locked", False))
    return flags


def _claims_a_role(meta: Any) -> bool:
    """Whether metadata without a grade_id are those of a cell that counts: the first versions of
    nbgrader gave some to every cell."""
    if not isinstance(meta, dict):
        return bool(meta)
    return any(meta.get(name) for name in ("grade", "solution", "locked", "task"))


def _current_metadata(cell: NotebookNode, source_cell: SourceCell) -> dict[str, Any]:
    """The cell's own metadata, upgraded from nbgrader's older schemas where that works."""
    upgraded = copy.deepcopy(cell)
    try:
        upgraded = MetadataValidator().upgrade_cell_metadata(upgraded)
    except Exception:  # any kind of value may stand anywhere
        return _metadata_of(source_cell)
    return dict(upgraded.metadata.get("nbgrader", {}))


def _metadata_of(source_cell: SourceCell, points: Any = None) -> NotebookNode:
    """nbgrader metadata of a cell of the key; `points` are a student's, kept if a number."""
    meta = NotebookNode(
        grade_id=source_cell.grade_id,
        grade=source_cell.grade,
        solution=source_cell.solution,
        task=source_cell.task,
        locked=source_cell.locked,
        cell_type=source_cell.cell_type,
        schema_version=SCHEMA_VERSION,
    )
    if source_cell.checksum:
        meta["checksum"] = source_cell.checksum
    if source_cell.is_graded:
        is_number = isinstance(points, (int, float)) and not isinstance(points, bool)
        is_number = is_number and abs(points) < _MAX_POINTS
        own = source_cell.grade and is_number  # nbgrader compares them, but not a task's
        meta["points"] = float(points) if own else source_cell.points
    return meta


def _drop_copies(notebook: NotebookNode, key: NotebookKey) -> list[str]:
    """Leave nbgrader's metadata on one copy of each cell; the others run as ordinary cells."""
    ids = [grade_id_of(cell) for cell in notebook.cells]
    changed = [
        cell.source.strip() != key.by_id[grade_id].released.strip() if grade_id else False
        for cell, grade_id in zip(notebook.cells, ids, strict=True)
    ]
    repeated = superfluous_copies(ids, changed, key)
    for index in repeated:
        del notebook.cells[index].metadata["nbgrader"]
    return [f"repeated: {name}" for name in dict.fromkeys(ids[index] for index in repeated)]


def _restore_missing(notebook: NotebookNode, key: NotebookKey) -> list[str]:
    """Put back locked and graded cells, each behind the one that it follows in the key."""
    flags = []
    for position, source_cell in enumerate(key.cells):
        present = {grade_id_of(cell): index for index, cell in enumerate(notebook.cells)}
        if source_cell.grade_id in present or not (source_cell.locked or source_cell.is_graded):
            continue
        before = [cell.grade_id for cell in key.cells[:position] if cell.grade_id in present]
        where = present[before[-1]] + 1 if before else 0
        notebook.cells.insert(where, _new_cell(source_cell, notebook))
        flags.append(f"restored: {source_cell.grade_id}")
    return flags


def _new_cell(source_cell: SourceCell, notebook: NotebookNode) -> NotebookNode:
    source = source_cell.source
    if source_cell.solution:
        # nbgrader's own words; they keep it from reading "No response." into a cell that is gone.
        notice = OverwriteCells.missing_cell_notification.default_value
        source = notice.format(cell_id=source_cell.grade_id) + source
        source = f"# {source}" if source_cell.cell_type == "code" else source
    taken = {cell.get("id") for cell in notebook.cells}
    cell = _NEW_CELL[source_cell.cell_type](source)
    cell["id"] = next(
        name
        for name in (f"restored-{number}" for number in range(len(notebook.cells) + 1))
        if name not in taken
    )
    cell.metadata["nbgrader"] = _metadata_of(source_cell)
    return cell
