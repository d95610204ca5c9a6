"""Read a notebook that a person edited, and say in one line what is wrong with it."""

from pathlib import Path

from nbformat import NotebookNode

from autograde.grading import notebook_file
from course_lib.errors import CourseError

_ANEW = "open the lesson anew (`course reset`) and copy your answers into it"


def read_notebook(path: Path) -> tuple[NotebookNode, list[str]]:
    """The notebook at `path` without its outputs, and remarks on what had to be left out.

    Raises CourseError for a file that is missing, no notebook, empty of cells or unreadable.
    """
    return parse_notebook(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """The file at `path`. Raises CourseError if there is none, or if it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CourseError(f"{path} does not exist: check the name") from None
    except IsADirectoryError:
        raise CourseError(f"{path} is a directory: name the notebook in it") from None
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror}): check the file") from error


def parse_notebook(content: bytes, name: str) -> tuple[NotebookNode, list[str]]:
    """The notebook that `content` holds, as `read_notebook` gives it; `name` goes into errors."""
    try:
        notebook, remarks = notebook_file.read_notebook(content)
    except notebook_file.UnreadableNotebook as problem:
        raise CourseError(f"{name} {problem}: {_ANEW}") from problem
    if not notebook.cells:
        raise CourseError(f"{name} has no cells: {_ANEW}")
    return notebook, remarks
