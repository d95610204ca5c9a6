"""What a student did to cells that are not theirs is undone, and said."""

import copy
from dataclasses import replace

import nbformat
import pytest
from grading_course import answered, cell_of, make_course
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.utils import compute_checksum

from autograde.classroom.course_directory import Course
from autograde.classroom.gradebook import open_gradebook
from autograde.grading.copies import superfluous_copies
from autograde.grading.key import NotebookKey, SourceCell
from autograde.grading.key_reader import read_key
from autograde.grading.sanitise import NoSuchKernel, grade_id_of, sanitise


@pytest.fixture(scope="module")
def course_dir(tmp_path_factory):
    return make_course(tmp_path_factory.mktemp("course") / "tiny")


@pytest.fixture(scope="module")
def key(course_dir) -> NotebookKey:
    course = Course.open(course_dir)
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        return read_key(gradebook, "ps1", course.cell_order("ps1"), None, {}).notebooks[0]


@pytest.fixture
def notebook(course_dir):
    return answered(course_dir)


def ids(notebook) -> list[str]:
    return [grade_id for cell in notebook.cells if (grade_id := grade_id_of(cell))]


def test_an_ordinary_submission_is_not_flagged(notebook, key):
    clean = sanitise(notebook, key)
    assert clean.flags == ()
    assert cell_of(clean.notebook, "double").source == cell_of(notebook, "double").source


def test_hidden_tests_are_put_back(notebook, key):
    assert "sign(-3)" not in cell_of(notebook, "test_sign").source
    assert "sign(-3)" in cell_of(sanitise(notebook, key).notebook, "test_sign").source


def test_the_given_notebook_stays_as_it_was(notebook, key):
    before = copy.deepcopy(notebook)
    sanitise(notebook, key)
    assert notebook == before


def test_a_changed_test_is_restored_and_flagged(notebook, key):
    cell_of(notebook, "test_sign").source = "pass"
    clean = sanitise(notebook, key)
    assert clean.flags == ("changed: test_sign",)
    assert cell_of(clean.notebook, "test_sign").source == key.by_id["test_sign"].source


def test_a_changed_locked_cell_is_restored_and_flagged(notebook, key):
    cell_of(notebook, "setup").source = "import os"
    clean = sanitise(notebook, key)
    assert clean.flags == ("changed: setup",)
    assert cell_of(clean.notebook, "setup").source == "import math"


def test_changed_points_are_restored_and_flagged(notebook, key):
    cell_of(notebook, "test_sign").metadata.nbgrader.points = 100
    clean = sanitise(notebook, key)
    assert clean.flags == ("changed: test_sign (points was 100.0, is 1.0)",)
    assert cell_of(clean.notebook, "test_sign").metadata.nbgrader.points == 1


def test_a_test_that_is_no_longer_graded_is_graded_again(notebook, key):
    cell_of(notebook, "test_sign").metadata.nbgrader.grade = False
    clean = sanitise(notebook, key)
    assert clean.flags == ("changed: test_sign (grade was False)",)
    assert cell_of(clean.notebook, "test_sign").metadata.nbgrader.grade is True


def test_a_test_turned_into_text_is_code_again(notebook, key):
    cell = cell_of(notebook, "test_sign")
    cell.cell_type, cell.attachments = "markdown", {}
    del cell["outputs"], cell["execution_count"]
    clean = sanitise(notebook, key)
    assert any("cell_type was markdown" in flag for flag in clean.flags)
    nbformat.validate(clean.notebook)
    assert cell_of(clean.notebook, "test_sign").cell_type == "code"


def test_a_tag_cannot_keep_a_test_from_running(notebook, key):
    cell_of(notebook, "test_sign").metadata.tags = ["skip-execution"]
    assert "tags" not in cell_of(sanitise(notebook, key).notebook, "test_sign").metadata


@pytest.mark.parametrize("grade_id", ["setup", "test_double", "test_parts", "why"])
def test_a_missing_cell_is_put_back_in_its_place_and_flagged(notebook, key, grade_id):
    before = ids(notebook)
    notebook.cells.remove(cell_of(notebook, grade_id))
    clean = sanitise(notebook, key)
    assert clean.flags == (f"restored: {grade_id}",)
    assert ids(clean.notebook) == before
    nbformat.validate(clean.notebook)


def test_a_missing_solution_is_not_invented(notebook, key):
    notebook.cells.remove(cell_of(notebook, "double"))
    clean = sanitise(notebook, key)
    assert clean.flags == ()
    assert "double" not in ids(clean.notebook)


def test_a_notebook_without_cells_gets_all_that_is_graded(key):
    clean = sanitise(new_notebook(), key)
    assert ids(clean.notebook) == [
        cell.grade_id for cell in key.cells if cell.locked or cell.is_graded
    ]


def test_a_repeated_test_counts_once_where_it_belongs(notebook, key):
    before = ids(notebook)
    notebook.cells.append(copy.deepcopy(cell_of(notebook, "test_sign")))
    clean = sanitise(notebook, key)
    assert clean.flags == ("repeated: test_sign",)
    assert ids(clean.notebook) == before
    assert clean.notebook.cells[-1].source == notebook.cells[-1].source


@pytest.mark.parametrize(
    ("cells", "edited", "superfluous"),
    [
        ("double test_double test_double", "", [2]),
        ("test_double double test_double", "", [0]),
        ("double test_double double test_double", "0 2", [0, 1]),
        ("double double test_double", "0 1", [0]),
        ("double test_double double", "0", [2]),
        ("test_double test_double double", "", [0]),
        ("test_double test_double", "", [1]),
    ],
    ids=[
        "test pasted behind",
        "test pasted ahead",
        "second attempt pasted at the end",
        "split cell",
        "untouched copy of the solution at the end",
        "all tests ahead of the solution",
        "no solution",
    ],
)
def test_which_copy_counts(key, cells, edited, superfluous):
    names = cells.split()
    changed = [str(index) in edited.split() for index in range(len(names))]
    assert superfluous_copies(names, changed, key) == superfluous


@pytest.mark.parametrize(
    "metadata",
    [
        [],
        "x",
        7,
        None,
        {},
        {"grade_id": 3},
        {"grade_id": ["test_sign"]},
        {"grade_id": "nowhere"},
        {"grade_id": "test_sign"},
        {"grade_id": "test_sign", "schema_version": 99, "grade": "yes", "points": "many"},
        {"grade_id": "test_sign", "schema_version": "x", "points": None, "extra": {}},
        {"grade_id": "test_sign", "schema_version": 3, "grade": True, "points": float("nan")},
    ],
    ids=repr,
)
def test_no_metadata_keep_the_notebook_from_being_graded(notebook, key, metadata):
    cell = cell_of(notebook, "test_sign")
    cell.metadata["nbgrader"] = nbformat.from_dict(metadata)
    clean = sanitise(notebook, key)
    assert ids(clean.notebook).count("test_sign") == 1
    assert cell_of(clean.notebook, "test_sign").metadata.nbgrader.points == 1


@pytest.mark.parametrize("version", [0, 1, 2])
def test_metadata_of_older_versions_of_nbgrader_are_upgraded(notebook, key, version):
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader")
        if meta:
            meta.schema_version = version
            del meta["task"]
            if version == 0:
                del meta["schema_version"]
    assert sanitise(notebook, key).flags == ()


def test_only_metadata_that_claim_something_are_flagged(notebook, key):
    plain, test = new_code_cell("x = 1"), new_code_cell("assert True")
    plain.metadata["nbgrader"] = {"grade": False, "solution": False}  # nbgrader 0.1's, everywhere
    test.metadata["nbgrader"] = {"grade": True, "solution": False, "points": 1}
    notebook.cells[:0] = [plain, test]
    clean = sanitise(notebook, key)
    assert clean.flags == ("cell 2 has broken nbgrader metadata: left out of grading",)
    assert not any("nbgrader" in cell.metadata for cell in clean.notebook.cells[:2])


def test_an_invented_graded_cell_earns_nothing_and_is_flagged(notebook, key):
    meta = {**cell_of(notebook, "test_sign").metadata.nbgrader, "grade_id": "test_bonus"}
    notebook.cells.append(new_code_cell("pass", metadata={"nbgrader": meta}))
    clean = sanitise(notebook, key)
    assert clean.flags == ("unknown cell: test_bonus is not part of the assignment",)
    assert "nbgrader" not in clean.notebook.cells[-1].metadata


def test_an_unknown_kernel_is_replaced_and_flagged(notebook, key):
    notebook.metadata.kernelspec = {
        "name": "julia-1.9",
        "display_name": "Julia",
        "language": "julia",
    }
    clean = sanitise(notebook, key)
    assert clean.flags == ("kernel: 'julia-1.9' is not installed here, 'python3' is used",)
    assert clean.notebook.metadata.kernelspec.name == "python3"


@pytest.mark.parametrize("spec", [None, [], "python3", {"name": None}, {}])
def test_any_kernelspec_gives_the_assignments_kernel(notebook, key, spec):
    notebook.metadata["kernelspec"] = spec
    assert sanitise(notebook, key).notebook.metadata.kernelspec.name == "python3"


def test_an_assignment_whose_own_kernel_is_not_here_is_no_fault_of_the_student(notebook, key):
    spec = {"name": "ir", "display_name": "R", "language": "R"}
    with pytest.raises(NoSuchKernel, match="'ir' is not installed"):
        sanitise(notebook, NotebookKey(key.name, spec, key.cells))


def test_a_kernel_under_another_of_its_names_is_not_flagged(notebook, key):
    notebook.metadata.kernelspec = {"name": "python", "display_name": "", "language": "python"}
    assert sanitise(notebook, key).flags == ()


def test_a_task_keeps_the_points_that_the_instructor_gave_it():
    task = {"locked": True, "grade": False, "solution": False, "task": True}
    meta = {"grade_id": "essay", "schema_version": 3, "points": 100.0, "cell_type": "markdown"}
    source = SourceCell("essay", "markdown", "Write.", "Write.", points=5.0, checksum=None, **task)
    cell = new_markdown_cell("Write.", metadata={"nbgrader": meta | task})
    source = replace(source, checksum=compute_checksum(cell))
    clean = sanitise(new_notebook(cells=[cell]), NotebookKey("ps1", {}, (source,)))
    assert clean.notebook.cells[0].metadata.nbgrader.points == 5


def test_the_students_own_cells_stay(notebook, key):
    notebook.cells.insert(0, new_markdown_cell("my notes"))
    notebook.cells.append(new_code_cell("print('mine')", metadata={"tags": ["mine"]}))
    clean = sanitise(notebook, key).notebook
    assert clean.cells[0].source == "my notes"
    assert clean.cells[-1].metadata.tags == ["mine"]
