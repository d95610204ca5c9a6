"""What one executed cell is worth, and how the autograded notebook shows it.

nbgrader reads points off a cell's outputs (nbgrader.utils.determine_grade). The outputs are
settled here so that it comes to the same points as our report: its formgrader and its feedback
then tell the same story.
"""

import re
from dataclasses import dataclass, replace

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade

from autograde.grading.kernel import Ending
from autograde.grading.key import SourceCell
from autograde.grading.outputs import as_display, error_output
from autograde.grading.report import CellReport, Outcome, printable
from autograde.sealed import Judgement

# What a failing check raises; everything else is an error of the code under test.
_FAILURES = ("AssertionError", "ExpectationError", "SealedCheckFailed")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MAX_MESSAGE = 2000


@dataclass(frozen=True)
class GradedCell:
    """The report of a cell, and a remark for the instructor (or none)."""

    report: CellReport
    flag: str = ""


def grade_test(
    cell: NotebookNode, source: SourceCell, ending: Ending, judgement: Judgement
) -> GradedCell:
    """Grade a test cell by its outputs and by what its sealed checks say; the lesser counts.

    Changes the outputs so that nbgrader's determine_grade gives the same score.
    """
    flag = _settle_results(cell, source)
    native, _ = determine_grade(cell)
    errors = [output for output in cell.outputs if output.output_type == "error"]
    score = min(native, source.points * judgement.credit)
    messages = [_message(errors[0])] if errors else []
    if judgement.credit < 1:
        messages.append(judgement.hint)
        _show_hint(cell, score, native, judgement)
    report = CellReport(
        source.grade_id,
        score,
        source.points,
        _outcome(cell, source, ending, judgement, score),
        message=printable("\n".join(dict.fromkeys(messages))[:_MAX_MESSAGE]),
        accuracy=judgement.accuracy,
    )
    return GradedCell(report, flag)


def left_to_a_person(graded: GradedCell) -> GradedCell:
    """The same test, without points until a person gives them."""
    report = replace(graded.report, score=0.0, outcome="manual", manual=True)
    return replace(graded, report=report)


def grade_answer(cell: NotebookNode, source: SourceCell) -> GradedCell:
    """Grade a cell that a person grades: nothing for an untouched one, as nbgrader does."""
    score = None if source.task else determine_grade(cell)[0]
    if score is None:
        return GradedCell(CellReport(source.grade_id, 0.0, source.points, "manual", manual=True))
    return GradedCell(
        CellReport(source.grade_id, 0.0, source.points, "missing", message="No response.")
    )


def grade_absent(source: SourceCell, reason: str) -> CellReport:
    """The report of a cell whose notebook could not be had."""
    return CellReport(source.grade_id, 0.0, source.points, "missing", message=reason)


def _settle_results(cell: NotebookNode, source: SourceCell) -> str:
    """Make the outputs such that determine_grade can be asked; returns a remark or nothing.

    Warnings cost nothing, so stderr becomes ordinary output. nbgrader reads the points off the
    first result or error, whichever comes first; student code can have IPython show the results
    of all lines, so only the last result counts, and none beside an error. A result that nbgrader
    stumbles over counts for nothing: one without text, or with more points than the cell has.
    """
    kinds = [output.output_type for output in cell.outputs]
    results = [index for index, kind in enumerate(kinds) if kind == "execute_result"]
    last = results[-1] if results and "error" not in kinds else None
    flag = ""
    for index, output in enumerate(cell.outputs):
        if output.output_type == "stream":
            output["name"] = "stdout"
        elif output.output_type == "execute_result":
            text = _text_of(output)
            too_much = index == last and bool(text) and _number(text) > source.points
            if too_much:
                flag = f"{source.grade_id} says {text:.20} of {source.points:g} points"
            if index != last or not text or too_much:
                cell.outputs[index] = as_display(output)
    return flag


def _show_hint(cell: NotebookNode, score: float, native: float, judgement: Judgement) -> None:
    """Put the hint of a sealed check into the outputs, with the score as nbgrader reads it."""
    if score < native:
        cell["outputs"] = [
            as_display(output) if output.output_type == "execute_result" else output
            for output in cell.outputs
        ]
    if judgement.credit == 0 or score == 0:
        cell.outputs.append(error_output("SealedCheckFailed", judgement.hint))
    else:
        cell.outputs.append(new_output("stream", name="stdout", text=f"{judgement.hint}\n"))
        if score < native:
            data = {"text/plain": repr(score)}
            cell.outputs.append(new_output("execute_result", data=data, execution_count=None))


def _outcome(
    cell: NotebookNode, source: SourceCell, ending: Ending, judgement: Judgement, score: float
) -> Outcome:
    if ending != "done":
        return ending
    if judgement.outcome in ("timeout", "killed"):
        return judgement.outcome
    names = [output.ename for output in cell.outputs if output.output_type == "error"]
    if names:
        return "failed" if names[0] in _FAILURES else "error"
    if score >= source.points:
        return "passed"
    return "partial" if score > 0 else "failed"


def _message(error: NotebookNode) -> str:
    """What an error output says: the words of a failed check, otherwise with the error's type."""
    text = _COLOURS.sub("", error.evalue).strip()
    if error.ename in (*_FAILURES, "CellTimeoutError", "DeadKernelError") and text:
        return text
    return f"{error.ename}: {text}" if text else error.ename


def _text_of(result: NotebookNode) -> str:
    """The text of a result; the format allows a list of lines too, which is made one text."""
    text = result.data.get("text/plain", "")
    if isinstance(text, list):
        text = result.data["text/plain"] = "".join(text)
    return text


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
