"""A lesson of two exercises in plain Python: its kernel starts in a second, without torch."""

from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import compute_checksum

NAME = "01_tiny"
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"


def tiny_lesson(**answers: str) -> NotebookNode:
    """The released lesson, with the given answers to `double` and `half`."""
    cells = [
        new_markdown_cell("# Tiny", id="title"),
        _cell("setup", "FACTOR = 2", locked=True),
        _cell("double", "def double(x):\n    " + STUB.replace("\n", "\n    "), solution=True),
        _cell("test_double", "assert double(3) == 6, 'double(3) is not 6'", points=2),
        _cell("half", "def half(x):\n    " + STUB.replace("\n", "\n    "), solution=True),
        _cell("test_half", "assert half(6) == 3, 'half(6) is not 3'", points=1),
    ]
    for cell in cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell.source = answers[name]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": spec})


RIGHT = {
    "double": "def double(x):\n    return FACTOR * x",
    "half": "def half(x):\n    return x / FACTOR",
}


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The cell with a grade_id."""
    cells = notebook.cells
    return next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def without(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The notebook, one of its cells removed."""
    notebook.cells.remove(cell_of(notebook, grade_id))
    return notebook


def put(notebook: NotebookNode, path: Path) -> Path:
    """Write a notebook, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


def _cell(
    grade_id: str,
    source: str,
    *,
    locked: bool = False,
    solution: bool = False,
    points: float | None = None,
) -> NotebookNode:
    grade = points is not None
    metadata = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked or grade,
        "schema_version": 3,
        "solution": solution,
        "task": False,
        **({"points": points} if grade else {}),
    }
    cell = new_code_cell(source, id=grade_id.replace("_", "-"), metadata={"nbgrader": metadata})
    cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    return cell
