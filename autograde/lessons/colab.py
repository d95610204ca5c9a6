"""A link that opens a lesson in Google Colab, and the cell that makes it run there.

Both are in the lessons of a course whose pyproject.toml says where it is published:

    [project.urls]
    Repository = "https://github.com/OWNER/NAME"
"""

import re
import tomllib
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

_ON_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_LINK = "[Open this lesson in Colab]({address})"
# Without its dependencies: Colab has those that lessons need.
_SETUP = """\
# Google Colab does not have course_lib: this installs it there, and does nothing elsewhere.
import importlib.util

if importlib.util.find_spec("course_lib") is None:
    %pip install --quiet --no-deps git+https://github.com/{repository}"""


def colab_cells(lesson: str, checkout: Path) -> list[NotebookNode]:
    """The cells for below the title; none where the course is not said to be on GitHub."""
    project = checkout / "pyproject.toml"
    settings = tomllib.loads(project.read_text(encoding="utf-8")) if project.exists() else {}
    address = settings.get("project", {}).get("urls", {}).get("Repository", "")
    if not (found := _ON_GITHUB.fullmatch(address)):
        return []
    repository = found[1]
    page = f"{repository}/blob/main/lessons/{lesson}/{lesson}.ipynb"
    link = _LINK.format(address=f"https://colab.research.google.com/github/{page}")
    return [
        new_markdown_cell(link, id="colab-link"),
        new_code_cell(_SETUP.format(repository=repository), id="colab-setup"),
    ]
