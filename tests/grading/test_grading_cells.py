"""What a test cell is worth, and that nbgrader reads the same off the autograded notebook."""

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.utils import compute_checksum, determine_grade

from autograde.grading.cells import grade_answer, grade_test
from autograde.grading.key import SourceCell
from autograde.sealed import Judgement

AGREES = Judgement(1.0)
REFUSES = Judgement(0.0, "double(4) is 6, expected 8.", "doubles")
HALF = Judgement(0.5, "This is the median.", "averages")


def source_cell(points: float = 4.0, **flags: object) -> SourceCell:
    kind = {"locked": True, "grade": True, "solution": False, "task": False} | flags
    return SourceCell(
        "test_x", "code", "assert x", "assert x", points=points, checksum=None, **kind
    )


def test_cell(*outputs: nbformat.NotebookNode, points: float = 4.0) -> nbformat.NotebookNode:
    meta = {
        "grade_id": "test_x",
        "grade": True,
        "solution": False,
        "locked": True,
        "points": points,
    }
    return new_code_cell("assert x", outputs=list(outputs), metadata={"nbgrader": meta})


test_cell.__test__ = False  # a maker of cells, not a test


def stream(text: str, name: str = "stdout") -> nbformat.NotebookNode:
    return new_output("stream", name=name, text=text)


def result(text: str) -> nbformat.NotebookNode:
    return new_output("execute_result", data={"text/plain": text}, execution_count=1)


def error(name: str, message: str = "no") -> nbformat.NotebookNode:
    return new_output("error", ename=name, evalue=message, traceback=[message])


def graded(*outputs, judgement=AGREES, ending="done", points=4.0):
    cell = test_cell(*outputs, points=points)
    return cell, grade_test(cell, source_cell(points), ending, judgement)


@pytest.mark.parametrize(
    ("outputs", "judgement", "score", "outcome"),
    [
        ([], AGREES, 4, "passed"),
        ([stream("text")], AGREES, 4, "passed"),
        ([stream("a warning", "stderr")], AGREES, 4, "passed"),
        ([error("AssertionError")], AGREES, 0, "failed"),
        ([error("ExpectationError")], AGREES, 0, "failed"),
        ([error("NameError")], AGREES, 0, "error"),
        ([result("1.5")], AGREES, 1.5, "partial"),
        ([result("0")], AGREES, 0, "failed"),
        ([result("'not a number'")], AGREES, 4, "passed"),
        ([result("4"), error("AssertionError")], AGREES, 0, "failed"),
        ([result("4"), result("1.5")], AGREES, 1.5, "partial"),
        ([], REFUSES, 0, "failed"),
        ([], HALF, 2, "partial"),
        ([result("1.5")], HALF, 1.5, "partial"),
        ([result("3.5")], HALF, 2, "partial"),
        ([result("3.5")], REFUSES, 0, "failed"),
        ([error("AssertionError")], HALF, 0, "failed"),
        ([error("NameError")], REFUSES, 0, "error"),
        ([], Judgement(0.0, "too slow", "c", "timeout"), 0, "timeout"),
        ([], Judgement(0.0, "gone", "c", "killed"), 0, "killed"),
    ],
)
def test_the_lesser_of_visible_test_and_sealed_check_counts(outputs, judgement, score, outcome):
    cell, grade = graded(*outputs, judgement=judgement)
    assert (grade.report.score, grade.report.outcome) == (score, outcome)
    assert determine_grade(cell) == (score, 4.0)


def test_a_test_of_no_points_still_passes_or_fails():
    assert graded(points=0.0)[1].report.outcome == "passed"
    assert graded(error("AssertionError"), points=0.0)[1].report.outcome == "failed"


@pytest.mark.parametrize("ending", ["timeout", "killed"])
def test_how_a_cell_ended_is_its_outcome(ending):
    _, grade = graded(error("CellTimeoutError", "too slow"), ending=ending)
    assert grade.report.outcome == ending
    assert grade.report.message == "too slow"


def test_more_points_than_there_are_count_as_all_of_them_and_are_flagged():
    cell, grade = graded(result("400"))
    assert grade.report.score == 4
    assert grade.flag == "test_x says 400 of 4 points"
    assert determine_grade(cell) == (4.0, 4.0)


def test_a_result_without_text_does_not_stop_the_grader():
    picture = new_output("execute_result", data={"image/png": "aGVsbG8="}, execution_count=1)
    cell, grade = graded(picture)
    assert grade.report.score == determine_grade(cell)[0] == 4


def test_the_hint_of_a_sealed_check_reaches_the_report_and_the_notebook():
    cell, grade = graded(stream("text"), judgement=REFUSES)
    assert grade.report.message == REFUSES.hint
    assert cell.outputs[-1].evalue == REFUSES.hint
    nbformat.validate(new_notebook(cells=[cell]))


def test_partial_credit_shows_its_hint_too():
    cell, grade = graded(judgement=HALF)
    assert grade.report.message == HALF.hint
    assert HALF.hint in cell.outputs[0].text
    nbformat.validate(new_notebook(cells=[cell]))


def test_a_failed_test_says_its_own_words_and_the_hint():
    _, grade = graded(error("AssertionError", "\x1b[31mx is 3\x1b[0m"), judgement=REFUSES)
    assert grade.report.message == f"x is 3\n{REFUSES.hint}"


def test_an_error_of_the_code_is_named():
    assert graded(error("KeyError", "'a'"))[1].report.message == "KeyError: 'a'"


outputs = st.one_of(
    st.builds(stream, st.text(), st.sampled_from(["stdout", "stderr"])),
    st.builds(result, st.one_of(st.text(), st.floats().map(repr), st.just("1.0"))),
    st.builds(error, st.sampled_from(["AssertionError", "NameError", "SystemExit"]), st.text()),
    st.just(new_output("display_data", data={"text/html": "<b>1</b>"})),
)
judgements = st.one_of(
    st.just(AGREES), st.floats(0, 0.99).map(lambda credit: Judgement(credit, "a hint", "c"))
)


@given(st.lists(outputs, max_size=6), judgements, st.sampled_from([0.0, 0.5, 2.0, 10.0]))
def test_nbgrader_always_reads_the_reported_score(each, judgement, points):
    cell, grade = graded(*map(nbformat.from_dict, each), judgement=judgement, points=points)
    assert determine_grade(cell) == (grade.report.score, points)
    assert 0 <= grade.report.score <= points * judgement.credit


def answer(text: str, **flags: object) -> tuple[nbformat.NotebookNode, SourceCell]:
    meta = {"grade_id": "why", "grade": True, "solution": True, "locked": False, "points": 3.0}
    cell = new_markdown_cell("YOUR ANSWER HERE", metadata={"nbgrader": meta | flags})
    cell.metadata.nbgrader["checksum"] = compute_checksum(cell)
    cell.source = text
    kind = {"locked": False, "grade": True, "solution": True, "task": False} | flags
    return cell, SourceCell("why", "markdown", "", "", points=3.0, checksum=None, **kind)


def test_an_answer_waits_for_a_person():
    report = grade_answer(*answer("Because.")).report
    assert (report.outcome, report.manual, report.score) == ("manual", True, 0)


def test_an_untouched_answer_earns_nothing():
    report = grade_answer(*answer("YOUR ANSWER HERE")).report
    assert (report.outcome, report.manual, report.score) == ("missing", False, 0)


def test_a_task_always_waits_for_a_person():
    cell, source = answer("YOUR ANSWER HERE", task=True, grade=False, solution=False)
    assert grade_answer(cell, source).report.manual
