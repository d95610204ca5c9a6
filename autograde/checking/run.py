"""Run a notebook in an ordinary Jupyter kernel and see which of its visible tests pass."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograde.grading.cells import grade_answer, grade_test
from autograde.grading.kernel import NotebookKernel
from autograde.grading.key import NotebookKey, SourceCell
from autograde.grading.limits import Limits
from autograde.grading.report import CellReport
from autograde.grading.sanitise import grade_id_of
from autograde.sealed import Judgement
from course_lib.errors import CourseError

_NO_SEALED_CHECKS = Judgement(1.0)
_STUB_ERROR = "NotImplementedError"  # what the released solution cells raise

_WORDED = ("CellTimeoutError", "DeadKernelError", "ExpectationError")  # full sentences


@dataclass(frozen=True)
class Visible:
    """How one exercise did: `outcome` is the grader's, or "not begun" for an untouched answer.

    `message` is what the test says, `above` what went wrong in the cells before it.
    """

    exercise: str
    outcome: str
    points: float
    message: str = ""
    above: str = ""


def run_visible_tests(
    notebook: NotebookNode,
    key: NotebookKey,
    folder: Path,
    limits: Limits,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Visible]:
    """Run every cell of a sanitised notebook in a new kernel in `folder`; judge its test cells.

    Raises CourseError if no kernel starts.
    """
    results, above = [], ""
    cells = [index for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    try:
        with NotebookKernel(notebook, folder, limits) as kernel:
            for index, cell in enumerate(notebook.cells):
                if index in cells:
                    progress(cells.index(index), len(cells))
                source, was_alive = key.by_id.get(grade_id_of(cell) or ""), kernel.alive
                ending = kernel.run_cell(index, cell.source) if index in cells else "done"
                if source is None or not source.is_graded:
                    above = above or (_trouble(cell, index) if was_alive else "")
                    continue
                if source.is_test:
                    report = grade_test(cell, source, ending, _NO_SEALED_CHECKS).report
                else:
                    report = grade_answer(cell, source).report
                results.append(_visible(report, source, above))
                above = ""
    except (RuntimeError, OSError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise CourseError(f"no kernel could be started ({first}): run `course doctor`") from error
    progress(len(cells), len(cells))
    return results


def _visible(report: CellReport, source: SourceCell, above: str) -> Visible:
    name = source.grade_id.removeprefix("test_")
    if report.message.startswith(_STUB_ERROR):
        return Visible(name, "not begun", source.points)
    above = "" if report.outcome in ("passed", "manual") else above
    return Visible(name, report.outcome, source.points, report.message, above)


def _trouble(cell: NotebookNode, index: int) -> str:
    """What a cell without points raised, "" if nothing or if it is not filled in yet."""
    for output in reversed(cell.get("outputs", [])):  # the last one tells of a timeout
        if output.output_type == "error" and output.ename != _STUB_ERROR:
            plain = output.ename in _WORDED
            text = output.evalue if plain else f"{output.ename}: {output.evalue}".rstrip(": ")
            return f"{grade_id_of(cell) or f'cell {index + 1}'}: {text}"
    return ""
