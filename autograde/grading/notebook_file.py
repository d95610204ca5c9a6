"""Notebook files: from whatever a student handed in to a notebook that can be run, and back."""

import json
import warnings
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

MAX_BYTES = 200 * 2**20
_CELL_TYPES = ("code", "markdown", "raw")
_KIND = {dict: "an object", list: "a list", str: "a string", type(None): "null"}


class UnreadableNotebook(Exception):  # noqa: N818  (it is the student's error, not ours)
    """The file is no notebook; the text says what it is instead."""


def read_notebook(data: bytes) -> tuple[NotebookNode, list[str]]:
    """Read a notebook of any format version as version 4, without its outputs.

    Cells that are no cells are left out; the list of remarks says which. Raises
    UnreadableNotebook if the bytes are not a notebook.
    """
    document = _parse(data)
    _drop_outputs(document)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about cell ids, which are repaired below
        try:
            notebook = nbformat.reads(json.dumps(document), as_version=4)
        except Exception as error:  # nbformat raises whatever a strange document provokes
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise UnreadableNotebook(f"is not a valid notebook ({reason:.100})") from error
    return _made_regular(notebook, _own_ids(document))


def write_notebook(notebook: NotebookNode) -> str:
    """The notebook as JSON text that UTF-8 can encode, whatever the student's code printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = nbformat.writes(notebook, version=4)
    return _encodable(text) + "\n"


def _parse(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        raise UnreadableNotebook(f"is too large ({len(data) / 2**20:,.0f} MB)")
    if not data.strip():
        raise UnreadableNotebook("is empty")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableNotebook("is not JSON (binary data)") from error
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f" ({error})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableNotebook(f"is not JSON{where}") from error
    if not isinstance(document, dict):
        kind = _KIND.get(type(document), "a number")
        raise UnreadableNotebook(f"is JSON but no notebook (it holds {kind})")
    if "nbformat" not in document and "cells" not in document:
        raise UnreadableNotebook("is JSON but no notebook (it has neither nbformat nor cells)")
    if document.get("nbformat", 4) == 4 and not isinstance(document.get("cells"), list):
        raise UnreadableNotebook("is a notebook without a list of cells")
    document.setdefault("nbformat", 4)
    document.setdefault("nbformat_minor", 4)
    return document


def _drop_outputs(document: dict[str, Any]) -> None:
    """Outputs are made anew, and validating 60 MB of them takes a minute."""
    sheets = document.get("worksheets")  # nbformat 3
    holders = [document, *(sheets if isinstance(sheets, list) else [])]
    for holder in holders:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            if isinstance(cell, dict) and "outputs" in cell:
                cell["outputs"] = []


def _own_ids(document: dict[str, Any]) -> list[Any]:
    """The ids that the cells came with: nbformat makes up random ones where they are wanting."""
    cells = document["cells"] if document["nbformat"] == 4 else []
    return [cell.get("id") if isinstance(cell, dict) else None for cell in cells]


def _made_regular(notebook: NotebookNode, own_ids: list[Any]) -> tuple[NotebookNode, list[str]]:
    """Every cell of a known type, with a source, metadata and an id of its own."""
    cells, ids, remarks = [], set(), []
    if not isinstance(notebook.get("metadata"), dict):
        notebook["metadata"] = NotebookNode()
    for number, cell in enumerate(notebook.cells, start=1):
        if not isinstance(cell, dict) or cell.get("cell_type") not in _CELL_TYPES:
            remarks.append(f"cell {number} is not a cell: left out")
            continue
        cell["source"] = _as_source(cell.get("source"))
        if not isinstance(cell.get("metadata"), dict):
            cell["metadata"] = NotebookNode()
        if not _are_attachments(cell.get("attachments", {})):
            del cell["attachments"]
        if cell.cell_type == "code":
            cell["outputs"], cell["execution_count"] = [], None
        cell["id"] = _unique_id(own_ids[number - 1] if own_ids else None, number, ids)
        ids.add(cell["id"])
        cells.append(cell)
    notebook["cells"] = cells
    notebook["nbformat_minor"] = max(5, int(notebook.get("nbformat_minor") or 0))
    return notebook, remarks


def _are_attachments(value: Any) -> bool:
    """Whether nbformat can write them: files by name, each with its data by type."""
    return isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())


def _unique_id(cell_id: Any, number: int, taken: set[str]) -> str:
    """The cell's id, or one that depends on its position alone, so that grading is repeatable."""
    usable = isinstance(cell_id, str) and 0 < len(cell_id) <= 64 and cell_id not in taken
    if usable and cell_id.replace("-", "").replace("_", "").isalnum() and cell_id.isascii():
        return cell_id
    return f"cell-{number}"


def _as_source(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return _encodable(source) if isinstance(source, str) else ""


def _encodable(text: str) -> str:
    """The text with a question mark for every lone surrogate, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
