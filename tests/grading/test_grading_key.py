"""The assignment key: what of a test runs in the kernel, and what the gradebook tells."""

import pickle
from pathlib import Path

import pytest
from grading_course import POINTS, make_course

from autograde.classroom.course_directory import Course
from autograde.classroom.gradebook import open_gradebook
from autograde.grading.key import AssignmentKey, without_sealed_regions
from autograde.grading.key_reader import read_key

SEALED = """\
assert double(3) == 6
### BEGIN HIDDEN TESTS
from autograde.sealed.in_process import grade_in_namespace
grade_in_namespace(globals(), lesson="ps1", test="test_double", points=2)
### END HIDDEN TESTS
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    return Course.open(make_course(tmp_path_factory.mktemp("course") / "tiny"))


def key_of(course: Course, order: dict[str, list[str]]) -> AssignmentKey:
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        return read_key(gradebook, "ps1", order, course.checks("ps1"), course.source_files("ps1"))


@pytest.fixture(scope="module")
def key(course) -> AssignmentKey:
    return key_of(course, course.cell_order("ps1"))


def test_a_sealed_region_does_not_run_in_the_kernel():
    assert without_sealed_regions(SEALED) == "assert double(3) == 6\nNone\n"


def test_hidden_tests_of_other_courses_do():
    source = SEALED.replace("grade_in_namespace", "assert_more")
    assert without_sealed_regions(source) == source


def test_of_two_regions_only_the_sealed_one_is_taken_out():
    other = "### BEGIN HIDDEN TESTS\nassert True\n### END HIDDEN TESTS\n"
    assert without_sealed_regions(other + SEALED) == other + "assert double(3) == 6\nNone\n"


def test_a_sealed_region_in_a_block_leaves_a_statement_there():
    source = (
        "if True:\n    ### BEGIN HIDDEN TESTS\n    grade_in_namespace(1)\n    ### END HIDDEN TESTS"
    )
    compile(without_sealed_regions(source), "cell", "exec")
    assert "grade_in_namespace" not in without_sealed_regions(source)


def test_the_key_knows_every_graded_cell_and_its_points(key):
    cells = [cell for notebook in key.notebooks for cell in notebook.graded_cells]
    assert {cell.grade_id: cell.points for cell in cells} == POINTS
    assert key.max_score == sum(POINTS.values())


def test_the_key_tells_tests_answers_and_sealed_tests_apart(key):
    cells = {cell.grade_id: cell for notebook in key.notebooks for cell in notebook.cells}
    assert key.sealed_tests == ("test_double", "test_mean")
    assert {name for name, cell in cells.items() if cell.is_test} == set(POINTS) - {"why"}
    assert cells["setup"].locked
    assert not cells["setup"].is_graded
    assert cells["why"].solution


def test_released_is_what_students_got(key):
    sign = key.notebooks[0].by_id["test_sign"]
    assert "sign(-3)" in sign.source
    assert sign.released == "assert sign(3) == 1"


def test_cells_are_in_the_order_of_the_notebook_whatever_the_gradebook_says(course, key):
    order = [cell.grade_id for cell in key.notebooks[0].cells]
    assert order[:4] == ["setup", "double", "test_double", "mean"]
    backwards = key_of(course, {"ps1": order[::-1]})
    assert [cell.grade_id for cell in backwards.notebooks[0].cells] == order[::-1]


def test_without_the_notebook_the_order_is_the_gradebooks(course, key):
    unordered = key_of(course, {})
    assert {cell.grade_id for cell in unordered.notebooks[0].cells} == {
        cell.grade_id for cell in key.notebooks[0].cells
    }


def test_a_gradebook_without_checksums_gives_the_same_key(course, key):
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        for cell in gradebook.find_notebook("ps1", "ps1").source_cells:
            if cell.locked:
                cell.checksum = None
        gradebook.db.flush()
        again = read_key(gradebook, "ps1", course.cell_order("ps1"), key.checks, key.files)
        gradebook.db.rollback()
    assert again == key


def test_the_key_travels_to_another_process(key):
    assert pickle.loads(pickle.dumps(key)) == key


def test_the_key_holds_the_instructors_files_and_the_place_of_the_checks(course, key):
    assert key.files == {"data.txt": b"the instructor's data\n"}
    assert key.checks == Path(course.root / "keys" / "ps1" / "checks.py")
