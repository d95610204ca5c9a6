"""The JSON behind a notebook: what reading it as a notebook leaves out or puts right in silence."""

import json
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines

# Of each code cell, by its id: the text that ran, how many ran before it, what came out.
Outputs = dict[str, tuple[str, int | None, list[NotebookNode]]]


class NotebookJson:
    """The bytes of a notebook file, beside the `notebook` that `parse_notebook` made of them."""

    def __init__(self, content: bytes, notebook: NotebookNode) -> None:
        self._document: dict[str, Any] = json.loads(content.decode("utf-8-sig"))
        cells = self._document.get("cells", [])  # format 3 has none here
        paired = len(cells) == len(notebook.cells)
        self._pairs = list(zip(cells, notebook.cells, strict=True)) if paired else []

    def complaints(self) -> list[str]:
        """What Jupyter would complain about or choke on, in words."""
        complaints = []
        if self._document.get("nbformat_minor", 4) >= 5:  # ids came with format 4.5
            number = sum(raw.get("id") != cell.id for raw, cell in self._pairs)
            if number:
                s, it = ("s", "they have") if number > 1 else ("", "it has")
                complaints.append(f"{number} cell{s} had no id of its own: {it} one now")
        try:
            if self._pairs:
                cells = [{**raw, "id": cell.id} for raw, cell in self._pairs]
                nbformat.validate({**self._document, "cells": cells}, relax_add_props=True)
        except Exception as error:  # nbformat raises whatever a strange document provokes
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            complaints.append(f"the file was no valid notebook ({reason:.80}): it is one now")
        return complaints

    def outputs(self) -> Outputs:
        """The outputs that are valid."""
        ran = {
            cell.id: raw
            for raw, cell in self._pairs
            if cell.cell_type == "code" and raw.get("outputs") and _is_valid(raw)
        }
        joined = rejoin_lines(nbformat.from_dict({"cells": list(ran.values())})).cells
        return {
            name: (cell.source, cell.execution_count, cell.outputs)
            for name, cell in zip(ran, joined, strict=True)
        }


def give_back(outputs: Outputs, notebook: NotebookNode) -> None:
    """Put outputs back into the cells whose text is the one that made them."""
    for cell in notebook.cells:
        source, count, own = outputs.get(cell.id, (None, None, []))
        if cell.cell_type == "code" and cell.source == source:
            cell.update(execution_count=count, outputs=own)


def _is_valid(cell: dict[str, Any]) -> bool:
    try:
        nbformat.validate(cell, ref="code_cell", version=4, relax_add_props=True)
    except Exception:
        return False
    return True
