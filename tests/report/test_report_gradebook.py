"""The report reads a class out of the gradebook of any nbgrader course."""

import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes
from nbgrader.api import Gradebook

from autograde.classroom.course_directory import Course
from autograde.report.gradebook import read_overview
from course_lib.errors import CourseError


@pytest.fixture(scope="module")
def graded_course(tmp_path_factory) -> Path:
    """A gradebook with ada (a manual grade, late), bob (graded) and eve (nothing handed in)."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "") as gradebook:
        gradebook.add_assignment("ps1")
        gradebook.add_notebook("ps1", "ps1")
        for name, points in (("test_zeta", 2), ("test_alpha", 4)):
            gradebook.add_grade_cell(name, "ps1", "ps1", max_score=points, cell_type="code")
        for name in ("ada", "bob", "eve"):
            gradebook.add_student(name, first_name="First", last_name=name.title())
        for name, score in (("ada", 1.0), ("bob", 2.0)):
            notebook = gradebook.add_submission("ps1", name).notebooks[0]
            for grade in notebook.grades:
                grade.auto_score, grade.needs_manual_grade = score, False
        ada = gradebook.find_submission("ps1", "ada").notebooks[0]
        ada.late_submission_penalty = 0.5
        ada.grades[0].manual_score = 2.0
        gradebook.db.commit()
    return root


@pytest.fixture
def course(graded_course, tmp_path) -> Course:
    """A copy of that course directory."""
    return Course.open(shutil.copytree(graded_course, tmp_path / "course"))


def read(course: Course, page: Path | None = None):
    return read_overview(course, "ps1", None, page or course.root / "report.html")


def test_the_gradebook_says_who_has_what(course):
    found = read(course)
    scores = {each.student_id: (each.score, each.late_penalty) for each in found.students}
    assert scores == {"ada": (2.5, 0.5), "bob": (4.0, 0.0), "eve": (None, 0.0)}
    assert found.students[0].name == "First Ada"
    assert found.max_score == 6.0


def test_exercises_come_in_the_order_of_the_notebook(course):
    assert [each.exercise.grade_id for each in read(course).exercises] == [
        "test_alpha",  # without a notebook to look at, by name
        "test_zeta",
    ]
    cells = [
        new_code_cell(metadata={"nbgrader": {"grade_id": name}})
        for name in ("test_zeta", "test_alpha")
    ]
    folder = course.root / "source" / "ps1"
    folder.mkdir(parents=True)
    (folder / "ps1.ipynb").write_text(writes(new_notebook(cells=cells)))
    assert [each.exercise.grade_id for each in read(course).exercises] == [
        "test_zeta",
        "test_alpha",
    ]


def test_links_to_feedback_are_relative_to_the_page(course):
    folder = course.root / "feedback" / "bob" / "ps1"
    folder.mkdir(parents=True)
    (folder / "ps1.html").write_text("")
    assert read(course).students[1].feedback == (("ps1", "feedback/bob/ps1/ps1.html"),)
    elsewhere = read(course, course.root / "reports" / "a" / "page.html")
    assert elsewhere.students[1].feedback == (("ps1", "../../feedback/bob/ps1/ps1.html"),)


def test_an_unknown_assignment_gets_one_line_with_the_near_one(course):
    with pytest.raises(CourseError, match="did you mean 'ps1'"):
        read_overview(course, "ps11", None, course.root / "report.html")
