"""The autograded notebook of a file that could not be read: it tells the student why."""

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

from autograde.grading.key import NotebookKey
from autograde.grading.outputs import error_output
from autograde.grading.sanitise import sanitise


def placeholder_notebook(key: NotebookKey, reason: str) -> NotebookNode:
    """A notebook with the graded cells of the key, none of them run, headed by the reason."""
    heading = new_markdown_cell(f"**{reason}**", id="unreadable")
    notebook = sanitise(new_notebook(), key).notebook
    notebook.cells.insert(0, heading)
    for cell in notebook.cells:
        source = key.by_id.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if source is not None and source.is_test:
            cell["outputs"] = [error_output("NotebookUnreadable", reason)]
    return notebook
