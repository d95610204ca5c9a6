"""What students hand in and instructors configure has the effect that it has with nbgrader."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

import pytest
from grading_course import answered, cell_of, hand_in, make_course
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_output, new_raw_cell
from nbgrader.api import Gradebook
from nbgrader_fixtures import (
    Assignment,
    Graded,
    grade_here,
    grade_made,
    grade_twice,
    make_class,
    run_nbgrader,
    stored,
)
from test_grading_bad_input import as_version_3

# What the last expression of a test worth 2 points may look like, and whether nbgrader takes it.
RESULTS = {
    "0": True,
    "0.25": True,
    "2": True,
    "-1": True,
    "nan": True,
    "True": True,
    "'1'": True,
    "[1]": True,
    "1.5 points": True,
    "3": False,
    "inf": False,
    "": False,
}
RESULT = """
class Result:
    __eq__ = __rmul__ = __add__ = lambda self, other: self
    def __repr__(self):
        return {text!r}
first = second = Result()
"""


def edited(course: Path, **answers: str) -> NotebookNode:
    return answered(course, answers=answers)


def make_results(folder: Path) -> Path:
    """A student for each result, whose second notebook is missing."""
    course = make_course(folder, checks="")
    for number, text in enumerate(RESULTS):
        notebook = edited(course, parts=RESULT.format(text=text))
        (hand_in(course, f"result-{number}", notebook) / "ps2.ipynb").unlink()
    return course


def without(*grade_ids: str) -> Callable[[NotebookNode], None]:
    def change(notebook: NotebookNode) -> None:
        for grade_id in grade_ids:
            notebook.cells.remove(cell_of(notebook, grade_id))

    return change


def with_metadata(grade_id: str, **values: object) -> Callable[[NotebookNode], None]:
    return lambda notebook: cell_of(notebook, grade_id).metadata.nbgrader.update(values)


def with_code(source: str, **metadata: object) -> Callable[[NotebookNode], None]:
    return lambda notebook: notebook.cells.insert(2, new_code_cell(source, metadata=metadata))


def with_answer(grade_id: str, source: str) -> Callable[[NotebookNode], None]:
    return lambda notebook: cell_of(notebook, grade_id).update(source=source)


def with_stale_outputs(notebook: NotebookNode) -> None:
    failure = new_output("error", ename="AssertionError", evalue="", traceback=[])
    result = new_output("execute_result", data={"text/plain": "0"}, execution_count=3)
    cell_of(notebook, "test_sign").update(outputs=[failure], execution_count=7)
    cell_of(notebook, "test_parts").update(outputs=[result], execution_count=3)


def untested(notebook: NotebookNode) -> None:
    cell_of(notebook, "sign").source = "def sign(x):\n    return 0"
    cell_of(notebook, "test_sign").metadata["tags"] = ["skip-execution"]


def turned_round(notebook: NotebookNode) -> None:
    notebook.cells.reverse()


STDERR = (
    "import sys\n\ndef sign(x):\n    print('odd', file=sys.stderr)\n    return (x > 0) - (x < 0)"
)
ODD: dict[str, Callable[[NotebookNode], None]] = {
    "as-it-should-be": lambda notebook: None,
    "stale-outputs": with_stale_outputs,
    "no-kernelspec": lambda notebook: notebook.metadata.pop("kernelspec"),
    "unknown-kernelspec": lambda notebook: notebook.metadata.kernelspec.update(name="nowhere"),
    "own-cells": lambda notebook: notebook.cells.extend([new_raw_cell("a"), new_code_cell("1/0")]),
    "skipped-cell": with_code("def sign(x): return 0", tags=["skip-execution"]),
    "untouched-answer": with_answer("why", "YOUR ANSWER HERE"),
    "deleted-answer": without("why"),
    "deleted-solution": without("sign"),
    "turned-round": turned_round,
    "more-points": with_metadata("test_sign", points=100),
    "unlocked-test": with_metadata("test_sign", locked=False),
    "no-checksum": lambda notebook: cell_of(notebook, "why").metadata.nbgrader.pop("checksum"),
    "leaves": with_code("raise SystemExit"),
    "asks": with_code("input('Your name? ')"),
    "hides-errors": with_code("get_ipython().showtraceback = lambda *_, **__: None\n1/0"),
    "syntax-error": with_answer("sign", "def sign(x):\n  return ("),
    "writes-files": with_code("import pathlib\npathlib.Path('out').mkdir()\nopen('out/a', 'w')"),
    "changes-folder": with_code("import os, tempfile\nos.chdir(tempfile.gettempdir())"),
    "repeated-test": lambda notebook: notebook.cells.append(cell_of(notebook, "test_sign")),
    "ends-the-process": with_code("import os\nos._exit(1)"),
    "warns": with_answer("sign", STDERR),
    "deleted-test": without("test_sign"),
    "not-graded": with_metadata("test_sign", grade=False),
    "test-not-run": untested,
}
# Whom nbgrader gives up on, and the score here.
REFUSED = {"repeated-test": 9, "not-graded": 9, "ends-the-process": 9, "no-notebook": 1}
# Where the score of test_sign differs on purpose: nbgrader's, ours, and why.
DIFFERENT = {
    "warns": (0, 1, "what is printed to stderr, a warning perhaps, costs no points"),
    "deleted-test": (None, 1, "a test that was deleted is put back"),
    "test-not-run": (1, 0, "a student's tag does not keep a test from running"),
}


def make_odd(folder: Path) -> Path:
    """A student for each way to change a notebook; nothing is ignored on stderr."""
    course = make_course(folder, "c.IgnorePattern.enabled = False", checks="")
    for student, change in ODD.items():
        notebook = answered(course)
        change(notebook)
        (hand_in(course, student, notebook) / "ps2.ipynb").unlink()
    hand_in(course, "version-3", as_version_3(answered(course)))
    (hand_in(course, "other-notebook") / "ps1.ipynb").rename(
        course / "submitted" / "other-notebook" / "ps1" / "mine.ipynb"
    )
    hand_in(course, "no-notebook", b"no notebook")
    return course


CONFIG = """
from nbgrader.plugins import LateSubmissionPlugin

class Hourly(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        hours = total_seconds_late / 3600
        return None if student_id == "excused" else hours - 1

c.AssignLatePenalties.plugin_class = Hourly
c.Autograde.create_student = False
c.Autograde.exclude_overwriting = {"ps1": ["mine.py"]}
c.Autograde.permissions = 640
c.CourseDirectory.student_id_exclude = "auditor"
c.CourseDirectory.ignore = ["*.log"]
c.OverwriteCells.add_missing_cells = True
"""
HANDED_IN = {
    "early": "2025-01-01 09:59:59 UTC",
    "hardly-late": "2025-01-01 10:30:00 UTC",
    "late": "2025-01-01 04:00:00 America/Los_Angeles",
    "too-late": "2025-01-09T10:00:00",
    "excused": "2025-01-01 13:00:00 UTC",
    "never": "",
}
FILES = {"mine.py": b"STUDENT = True", "data.txt": b"wrong", "notes.txt": b"", "x.log": b""}


def make_configured(folder: Path) -> Path:
    """A student for each time of handing in, one whom nobody knows, and one to be left out."""
    course = make_course(folder, CONFIG, checks="")
    (course / "source" / "ps1" / "mine.py").write_text("STUDENT = False")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        gradebook.update_or_create_assignment("ps1", duedate="2025-01-01 10:00:00 UTC")
        for student in (*HANDED_IN, "auditor"):
            gradebook.add_student(student)
    for student in (*HANDED_IN, "auditor", "stranger"):
        files = FILES | {"timestamp.txt": HANDED_IN.get(student, "").encode()}
        hand_in(course, student, files=files)
    return course


@pytest.fixture(scope="module")
def classes() -> Iterator[dict[str, Future[Graded]]]:
    makers = {"results": make_results, "odd": make_odd, "configured": make_configured}
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield {name: pool.submit(grade_made, make) for name, make in makers.items()}


@pytest.mark.parametrize(("number", "text"), list(enumerate(RESULTS)))
def test_partial_credit_is_the_last_expression(classes, number, text):
    graded, student = classes["results"].result(), f"result-{number}"
    if RESULTS[text]:
        assert graded.theirs[student] == graded.ours[student]
    else:
        assert student not in graded.theirs
        assert graded.ours[student].rows["ps1", "test_parts"].auto_score == 2


@pytest.mark.parametrize("student", [*ODD, "version-3", "other-notebook", "no-notebook"])
def test_a_changed_notebook_scores_the_same(classes, student):
    graded, key = classes["odd"].result(), ("ps1", "test_sign")
    assert graded.reports[student].status == "graded"
    if student in REFUSED:
        assert student not in graded.theirs
        assert graded.ours[student].score == REFUSED[student]
        return
    theirs, ours = graded.theirs[student], graded.ours[student]
    assert theirs.files == ours.files
    if student in DIFFERENT:
        scores = (theirs.rows[key].auto_score, ours.rows[key].auto_score)
        assert scores == DIFFERENT[student][:2]
        theirs, ours = ({**each.rows, key: None} for each in (theirs, ours))
    assert theirs == ours


@pytest.mark.parametrize("student", HANDED_IN)
def test_the_configuration_is_followed(classes, student):
    graded = classes["configured"].result()
    assert graded.theirs[student] == graded.ours[student]
    assert graded.ours[student].files["notes.txt"] & 0o777 == 0o640
    assert "x.log" not in graded.ours[student].files


def test_the_penalties_are_those_of_the_plugin(classes):
    graded = classes["configured"].result()
    penalties = {name: each.penalties["ps1"] for name, each in graded.ours.items()}
    wanted = {"early": None, "hardly-late": 0, "late": 1, "too-late": 9, "excused": None}
    assert penalties == {**wanted, "never": None}


def test_unknown_and_excluded_students_are_not_graded(classes):
    graded = classes["configured"].result()
    assert set(graded.theirs) == set(graded.ours) == set(HANDED_IN)
    assert graded.reports["stranger"].status == "error"
    assert "auditor" not in graded.reports


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of how nbgrader makes rows
def test_a_regraded_submission_keeps_what_a_person_gave(tmp_path):
    folders = [tmp_path / "theirs", tmp_path / "ours"]
    make_class(Assignment("preprocessors/test_taskcell.ipynb"), folders[0])
    grade_twice(folders[0])
    for folder in folders:
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            for each in gradebook.assignment_submissions("ps1"):
                for row in each.notebooks[0].grades:
                    row.manual_score, row.needs_manual_grade = 0.5, False
                    row.extra_credit = 1.0 if row.name == "task1" else None
            gradebook.db.commit()
    before = stored(folders[0])
    run_nbgrader(folders[0], force=True)
    assert {each.status for each in grade_here(folders[1], force=True)} == {"graded"}
    theirs, ours = map(stored, folders)
    assert theirs == ours
    assert theirs != before  # automatic grades are to be looked at again
    assert {row.manual_score for row in ours["source"].rows.values()} == {0.5}
