"""Grading one submission: a function of the key, the submission and the limits."""

import nbformat
import pytest
from grading_course import CHECKS, POINTS, answered, cell_of, hand_in, make_course
from nbformat.v4 import new_code_cell
from nbgrader.utils import determine_grade, is_grade

from autograde.classroom.class_run import prepare_class
from autograde.grading.grade import grade_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.limits import Limits
from autograde.grading.report import ClassReport
from autograde.grading.submission import Submission

FAULTY = CHECKS.replace(
    '    evidence = student.probe("y = double(x)", x=x)\n',
    '    evidence = student.probe("y = double(x)", x=x)\n    1 / evidence.number("y")\n',
)


@pytest.fixture(scope="module")
def course_dir(tmp_path_factory):
    folder = make_course(tmp_path_factory.mktemp("course") / "tiny")
    hand_in(folder, "somebody")
    return folder


@pytest.fixture(scope="module")
def key(course_dir) -> AssignmentKey:
    return prepare_class(course_dir, "ps1").key


@pytest.fixture(scope="module")
def unsealed(tmp_path_factory) -> AssignmentKey:
    """Without sealed checks, for which a kernel has to import torch."""
    folder = make_course(tmp_path_factory.mktemp("other") / "tiny", checks="")
    hand_in(folder, "somebody")
    return prepare_class(folder, "ps1").key


class Graded:
    """alice's submission: right answers, `answers` over them, and `more` cells at the end."""

    def __init__(self, course_dir, key, answers=None, more="", first=None, files=None, **limits):
        notebook = answered(course_dir, answers=answers)
        if more:
            notebook.cells.append(new_code_cell(more))
        written = [
            nbformat.writes(each).encode() for each in (notebook, answered(course_dir, "ps2"))
        ]
        notebooks = {"ps1": first or written[0], "ps2": written[1]}
        submission = Submission("alice", notebooks, files=files or {})
        self.graded = grade_submission(key, submission, Limits(**limits))
        self.report = self.graded.report
        self.cells = {cell.grade_id: cell for cell in self.report.cells}

    @property
    def outcomes(self) -> dict[str, str]:
        return {name: cell.outcome for name, cell in self.cells.items()}

    @property
    def notebook(self) -> nbformat.NotebookNode:
        return nbformat.reads(self.graded.notebooks["ps1"], as_version=4)


@pytest.fixture(scope="module")
def grade(course_dir, key):
    return lambda *arguments, **options: Graded(course_dir, key, *arguments, **options)


@pytest.fixture(scope="module")
def grade_unsealed(course_dir, unsealed):
    return lambda *arguments, **options: Graded(course_dir, unsealed, *arguments, **options)


def test_right_answers_earn_all_points_that_a_machine_can_give(grade):
    result = grade()
    report = result.report
    assert (report.status, report.score, report.max_score, report.flags) == ("graded", 10, 13, ())
    assert {result.outcomes.pop(name) for name in POINTS if name != "why"} == {"passed"}
    assert result.outcomes["why"] == "manual"


def test_a_wrong_answer_that_passes_the_visible_test_fails_the_sealed_check(grade):
    median = "import statistics\nmean = statistics.median"
    result = grade({"double": "def double(x):\n    return 6", "mean": median})
    double, mean = result.cells["test_double"], result.cells["test_mean"]
    assert (double.score, double.outcome) == (0, "failed")
    assert "expected" in double.message
    assert (mean.score, mean.outcome) == (2, "partial")
    assert "median" in mean.message
    assert "median" in result.graded.notebooks["ps1"]


def test_code_that_passes_every_assert_by_force_earns_no_sealed_points(grade):
    force = """
import ast
class Forger(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Forger())
"""
    result = grade({"double": force, "mean": ""})
    assert result.outcomes["test_double"] == result.outcomes["test_mean"] == "failed"
    assert "NameError" in result.cells["test_double"].message


def test_no_hidden_call_reaches_the_students_process(grade):
    spy = """
import sys
word = "grade_in" + "_namespace"
print([word in line for line in In].count(True), word in open("ps1.ipynb").read())
print([name for name in sys.modules if name.startswith(("autograde.", "nbgrader"))
       and not name.startswith(("autograde.kernels", "autograde.sandbox"))])
"""
    notebook = grade(more=spy).notebook
    assert notebook.cells[-1].outputs[0].text == "0 False\n[]\n"
    assert "grade_in_namespace" in cell_of(notebook, "test_double").source


def test_where_a_check_stumbles_a_person_decides_and_the_rest_is_graded(course_dir, key, tmp_path):
    checks = tmp_path / "checks.py"
    checks.write_text(FAULTY)
    faulty = AssignmentKey(key.name, key.notebooks, checks, key.files)
    result = Graded(course_dir, faulty, {"double": "def double(x):\n    return 6 * (x == 3)"})
    double = result.cells["test_double"]
    assert (result.report.status, result.report.score) == ("graded", 8)
    assert (double.outcome, double.manual, double.score) == ("manual", True, 0)
    (flag,) = result.report.flags
    assert flag.startswith("by hand: a sealed check of test_double stumbled over the answer: Zero")
    assert "checks.py, line" in flag
    wrong = Graded(course_dir, faulty, {"double": "def double(x):\n    return 0"})
    assert wrong.outcomes["test_double"] == "failed"  # by the test that everybody sees


def test_a_fault_of_ours_is_an_error_and_never_a_zero(course_dir, key, tmp_path):
    checks = tmp_path / "checks.py"
    checks.write_text(CHECKS.replace("evidence = ", "open('gone'); evidence = "))
    result = Graded(course_dir, AssignmentKey(key.name, key.notebooks, checks, key.files))
    assert result.report.status == "error"
    assert result.report.flags[0].startswith("error: FileNotFoundError")
    assert "checks.py, line" in result.report.flags[0]
    assert result.graded.notebooks == {}


def test_sealed_tests_without_a_check_are_an_error_and_never_full_marks(course_dir, key, tmp_path):
    empty = tmp_path / "checks.py"
    empty.write_text("")
    for checks in (None, empty):
        bare = AssignmentKey(key.name, key.notebooks, checks, key.files)
        assert Graded(course_dir, bare).report.status == "error"


def test_stderr_costs_nothing(grade_unsealed):
    loud = "import sys\ndef sign(x):\n    print('!', file=sys.stderr)\n    return (x > 0) - (x < 0)"
    assert grade_unsealed({"sign": loud}).outcomes["test_sign"] == "passed"


def test_partial_credit_is_the_value_of_the_last_expression(grade_unsealed):
    parts = grade_unsealed({"parts": "first, second = 1, 1"}).cells["test_parts"]
    assert (parts.score, parts.outcome) == (1, "partial")


def test_hidden_tests_of_other_courses_run_in_the_kernel(grade_unsealed):
    result = grade_unsealed({"sign": "def sign(x):\n    return 1"})
    assert result.outcomes["test_sign"] == "failed"


def test_an_infinite_loop_costs_its_own_test_and_is_flagged(grade_unsealed):
    result = grade_unsealed({"sign": "def sign(x):\n    while True: pass"}, cell_seconds=3)
    assert result.outcomes["test_sign"] == "timeout"
    assert result.outcomes["test_parts"] == "passed"
    assert result.report.flags == ("timeout: ps1.ipynb, cell 8",)


def test_a_cell_that_kills_the_kernel_costs_its_own_test(grade_unsealed):
    result = grade_unsealed({"mean": "import os\nos._exit(1)"})
    assert result.outcomes["test_mean"] == "error"
    assert "NameError" in result.cells["test_mean"].message
    others = {result.outcomes[test] for test in ("test_double", "test_sign", "test_parts")}
    assert others == {"passed"}
    assert result.report.flags == (
        "killed: ps1.ipynb, cell 5",
        "restarted: ps1.ipynb, cell 6, in a new kernel that ran the cells before it",
    )


def test_where_the_kernel_dies_all_the_time_the_tests_are_killed(grade_unsealed):
    death = "import os\nos._exit(1)"
    answers = dict.fromkeys(("double", "mean", "sign", "parts"), death)
    result = grade_unsealed(answers)
    assert result.outcomes["test_sign"] == "error"
    assert result.outcomes["test_parts"] == "killed"
    assert result.outcomes["test_zero"] == "passed"


def test_an_unreadable_notebook_costs_that_notebook_and_says_why(grade_unsealed):
    result = grade_unsealed(first=b"not JSON")
    assert {cell.outcome for cell in result.report.notebooks[0].cells} == {"missing"}
    assert result.outcomes["test_zero"] == "passed"
    assert result.report.status == "graded"
    assert "ps1.ipynb is not JSON" in result.report.flags[0]
    nbformat.validate(result.notebook)
    assert "ps1.ipynb is not JSON" in result.notebook.cells[0].source


def test_what_nbgrader_reads_off_the_notebooks_is_what_the_report_says(grade_unsealed):
    result = grade_unsealed({"double": "double = 1", "parts": "first, second = 1, 1"})
    scores = {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for text in result.graded.notebooks.values()
        for cell in nbformat.reads(text, as_version=4).cells
        if is_grade(cell)
    }
    assert scores == {
        name: None if cell.manual else cell.score for name, cell in result.cells.items()
    }


def test_files_are_beside_the_notebook_the_instructors_over_the_students(grade_unsealed):
    code = """
import helper
print(open("data.txt").read(), helper.x)
open("made.txt", "w").write("made")
"""
    files = {"helper.py": b"x = 7", "data.txt": b"the student's"}
    result = grade_unsealed(more=code, files=files)
    assert result.notebook.cells[-1].outputs[0].text == "the instructor's data\n 7\n"
    assert result.graded.written == {"made.txt": b"made"}


def test_what_is_too_large_to_be_kept_is_told_and_costs_nothing(grade_unsealed):
    code = "open('large.pt', 'wb').write(bytes(21_000_000))"
    result = grade_unsealed(more=code)
    assert (result.report.status, result.report.score) == ("graded", 10)
    assert result.report.flags == ("ps1.ipynb wrote more than is kept; files left out: 1",)
    assert result.graded.written == {}


def test_links_that_the_code_makes_are_not_followed(grade_unsealed, tmp_path):
    (tmp_path / "secret").write_text("secret")
    result = grade_unsealed(more=f"import os\nos.symlink({str(tmp_path / 'secret')!r}, 'link')")
    assert result.graded.written == {}


def test_the_report_survives_its_json(grade_unsealed):
    report = grade_unsealed(first=b"\xff").report
    again = ClassReport.from_json(ClassReport.of("ps1", [report]).to_json()).submissions[0]
    assert (again.cells, again.flags, again.score) == (report.cells, report.flags, report.score)
