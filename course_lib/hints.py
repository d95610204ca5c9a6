"""The hints of an exercise, read from the notebook that the student has open.

An author writes them once, folded, in the markdown cell of the exercise.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

_NOTEBOOK = "JPY_SESSION_NAME"  # Jupyter's server tells its kernels the path of their notebook
_FOLDED = re.compile(r"<details\b.*</details>", re.DOTALL)
_EXERCISE = re.compile(r"^#+ Exercise\b", re.MULTILINE)


def hints_for(test: str) -> str:
    """The folded hints of the exercise that the code cell `test` tests, as markdown.

    "" if there are none, or if the notebook is not found.
    """
    try:
        text = Path(os.environ[_NOTEBOOK]).read_text(encoding="utf-8")
        return _hints_above(test, json.loads(text)["cells"])
    except (KeyError, OSError, TypeError, ValueError, AttributeError):
        return ""  # another front end, another name by now, a file that is no notebook


def _hints_above(test: str, cells: list[dict[str, Any]]) -> str:
    """From the cell whose code is `test` up to the heading of its exercise."""
    codes = [_source(cell) if cell["cell_type"] == "code" else None for cell in cells]
    if test not in codes:
        return ""
    found: list[str] = []
    for cell in reversed(cells[: codes.index(test)]):
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            return ""  # the test of another exercise
        if cell["cell_type"] == "markdown":
            found = _FOLDED.findall(_source(cell)) + found
            if _EXERCISE.search(_source(cell)):
                return "\n\n".join(found)
    return ""


def _source(cell: dict[str, Any]) -> str:
    """The text of a cell, which a file may keep as a list of lines."""
    return "".join(cell["source"])
