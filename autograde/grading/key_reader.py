"""Reading the assignment key out of nbgrader's gradebook."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, Notebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from nbgrader.utils import compute_checksum
from traitlets.config import Config

from autograde.grading.key import AssignmentKey, NotebookKey, SourceCell


def read_key(
    gradebook: Gradebook,
    assignment: str,
    order: Mapping[str, Sequence[str]],
    checks: Path | None,
    files: Mapping[str, bytes],
    config: Config | None = None,
) -> AssignmentKey:
    """Read the key of an assignment. Raises nbgrader.api.MissingEntry for an unknown one.

    `order` maps a notebook's name to its grade_ids from top to bottom, which the gradebook does
    not promise to keep. `config` is nbgrader's, for the delimiters of hidden regions.
    """
    notebooks = [
        _notebook_key(notebook, order.get(notebook.name, ()), config)
        for notebook in gradebook.find_assignment(assignment).notebooks
    ]
    return AssignmentKey(assignment, tuple(notebooks), checks, files)


def _notebook_key(notebook: Notebook, order: Sequence[str], config: Config | None) -> NotebookKey:
    graded = (*notebook.grade_cells, *notebook.task_cells)
    points = {cell.name: float(cell.max_score) for cell in graded}
    kinds = {
        "grade": {cell.name for cell in notebook.grade_cells},
        "solution": {cell.name for cell in notebook.solution_cells},
        "task": {cell.name for cell in notebook.task_cells},
    }
    cells = []
    for cell in notebook.source_cells:
        flags = {kind: cell.name in names for kind, names in kinds.items()}
        flags["locked"] = bool(cell.locked)
        node = _node(cell.name, cell.cell_type, cell.source or "", flags, points.get(cell.name, 0))
        # What nbgrader would compute for a locked cell: an old gradebook may hold none.
        checksum = compute_checksum(node) if cell.locked else cell.checksum
        source_cell = SourceCell(
            grade_id=cell.name,
            cell_type=cell.cell_type,
            source=node.source,
            released=_released(node, config),
            points=points.get(cell.name, 0.0),
            checksum=checksum,
            **flags,
        )
        cells.append(source_cell)
    place = {grade_id: index for index, grade_id in enumerate(order)}
    cells.sort(key=lambda cell: place.get(cell.grade_id, len(place)))
    return NotebookKey(notebook.name, _kernelspec(notebook.kernelspec), tuple(cells))


def _node(
    grade_id: str, cell_type: str, source: str, flags: Mapping[str, bool], points: float
) -> NotebookNode:
    """A cell as nbgrader's functions want it."""
    meta = NotebookNode(grade_id=grade_id, points=points, **flags)
    return NotebookNode(
        cell_type=cell_type, source=source, metadata=NotebookNode(nbgrader=meta), outputs=[]
    )


def _released(node: NotebookNode, config: Config | None) -> str:
    """A cell's source as students got it: without hidden tests and mark schemes."""
    cell = NotebookNode(node)
    for preprocessor in (ClearHiddenTests, ClearMarkScheme):
        clear = preprocessor(config=config)
        clear.enforce_metadata = False
        try:
            cell, _ = clear.preprocess_cell(cell, {}, 0)
        except RuntimeError:  # a region without an end: nbgrader would not have released it
            return node.source
    return cell.source


def _kernelspec(text: str | None) -> dict[str, Any]:
    spec = json.loads(text) if text else None
    return spec if isinstance(spec, dict) else {}
