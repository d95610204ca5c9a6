"""The assignment key: everything that grading needs to know of an assignment, as plain data.

It is read once from the gradebook (see `gradebook.read_key`), and it pickles, so that a worker
process or another machine can grade with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

# nbgrader's default delimiters, ClearHiddenTests.{begin,end}_test_delimeter.
_BEGIN_HIDDEN, _END_HIDDEN = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
_SEALED_CALL = "grade_in_namespace("


@dataclass(frozen=True)
class SourceCell:
    """A cell of the instructor's notebook that nbgrader keeps in the gradebook.

    `source` holds the hidden tests, `released` is the same cell as the student got it. `checksum`
    is nbgrader's, of the released cell for a solution. `points` is 0 for a cell without a grade.
    """

    grade_id: str
    cell_type: str
    source: str
    released: str
    locked: bool
    grade: bool
    solution: bool
    task: bool
    points: float
    checksum: str | None

    @property
    def is_graded(self) -> bool:
        """Whether the gradebook has points for this cell."""
        return self.grade or self.task

    @property
    def is_test(self) -> bool:
        """Whether running the cell decides its points."""
        return self.grade and not self.solution and self.cell_type == "code"

    @property
    def is_sealed(self) -> bool:
        """Whether its hidden tests are sealed checks, whose verdict is reached outside."""
        return self.is_test and self.executed != self.source

    @cached_property
    def executed(self) -> str:
        """What is sent to the kernel: the source without its calls of sealed checks."""
        return without_sealed_regions(self.source)


@dataclass(frozen=True)
class NotebookKey:
    """A notebook of the assignment; `cells` are in the order of the instructor's notebook."""

    name: str
    kernelspec: Mapping[str, Any]
    cells: tuple[SourceCell, ...]

    @cached_property
    def by_id(self) -> dict[str, SourceCell]:
        return {cell.grade_id: cell for cell in self.cells}

    @property
    def graded_cells(self) -> tuple[SourceCell, ...]:
        return tuple(cell for cell in self.cells if cell.is_graded)

    @property
    def max_score(self) -> float:
        return sum(cell.points for cell in self.graded_cells)


@dataclass(frozen=True)
class AssignmentKey:
    """An assignment: its notebooks, the path of its sealed checks, and the instructor's files.

    `files` maps paths relative to the assignment's folder to contents; they replace a student's
    files of the same name. `secret` is the course's own; the random numbers of grading come of it.
    """

    name: str
    notebooks: tuple[NotebookKey, ...]
    checks: Path | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    secret: bytes = field(default=b"", repr=False)

    @property
    def max_score(self) -> float:
        return sum(notebook.max_score for notebook in self.notebooks)

    @property
    def sealed_tests(self) -> tuple[str, ...]:
        """The grade_ids of the tests that are not graded without sealed checks."""
        cells = (cell for notebook in self.notebooks for cell in notebook.cells)
        return tuple(cell.grade_id for cell in cells if cell.is_sealed)


def without_sealed_regions(source: str) -> str:
    """A test cell's source without the hidden regions that call our own sealed checks.

    Hidden tests of other courses stay. A region leaves `None` behind, because the last expression
    of a test cell is its partial credit, and here that was the sealed check's.
    """
    kept: list[str] = []
    region: list[str] | None = None
    for line in source.split("\n"):
        if region is None and _BEGIN_HIDDEN in line:
            region = [line]
        elif region is None:
            kept.append(line)
        else:
            region.append(line)
            if _END_HIDDEN in line:
                sealed = any(_SEALED_CALL in entry for entry in region)
                indent = region[0][: len(region[0]) - len(region[0].lstrip())]
                kept.extend([f"{indent}None"] if sealed else region)
                region = None
    return "\n".join(kept + (region or []))
