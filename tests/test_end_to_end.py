"""The whole path, for every lesson: notebooks in real kernels, a class graded in two ways."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.api import Gradebook

from autograde.demo.sample_class import solutions, substitute
from autograde.lessons.answers import right_answers, wrong_answers
from autograde.lessons.build import instructor_notebook
from autograde.lessons.course import create_course
from autograde.lessons.source import Lesson, all_lessons

LESSONS = all_lessons()
WRONG_ANSWERS = 3  # submissions of a light lesson; a training lesson gets one
TRAINING_LESSONS = {"02_training_by_hand"}


@pytest.fixture(autouse=True)
def embedded_data(monkeypatch):
    monkeypatch.setenv("GROUND_UP_DATA", "embedded")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_the_solution_runs_in_a_real_kernel_and_is_quiet(lesson, tmp_path):
    notebook = instructor_notebook(lesson)
    NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    ).execute()  # raises at the first cell that fails, sealed checks included
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [o.text for o in outputs if o.get("name") == "stderr"] == []


def put_submission(course: Path, lesson: Lesson, student: str, answers: dict[str, str]) -> None:
    release = nbformat.read(course / "release" / lesson.name / f"{lesson.name}.ipynb", 4)
    folder = course / "submitted" / student / lesson.name
    folder.mkdir(parents=True)
    nbformat.write(substitute(release, answers), folder / f"{lesson.name}.ipynb")


def put_class(course: Path, lesson: Lesson) -> None:
    """The solution, the release as it is, right answers in other ways, and wrong answers."""
    solved = solutions(lesson)
    put_submission(course, lesson, "solved", solved)
    put_submission(course, lesson, "untouched", {})
    if lesson.name not in TRAINING_LESSONS:
        others = {answer.cell: answer.source for answer in right_answers(lesson)}
        put_submission(course, lesson, "otherwise", solved | others)
    wrong = wrong_answers(lesson)
    count = 1 if lesson.name in TRAINING_LESSONS else WRONG_ANSWERS
    for answer in wrong[:: max(1, len(wrong) // count)][:count]:
        put_submission(course, lesson, answer.name, solved | {answer.cell: answer.source})


def run(command: list[str], directory: Path) -> None:
    scripts = Path(sys.executable).parent
    result = subprocess.run(
        [scripts / command[0], *command[1:]],
        cwd=directory,
        capture_output=True,
        text=True,
        env=os.environ | {"GROUND_UP_DATA": "embedded"},
    )
    assert result.returncode == 0, result.stdout + result.stderr


def scores(course: Path) -> dict[tuple[str, str, str], float]:
    """(student, lesson, test) -> the score in the gradebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "ground_up") as gradebook:
        return {
            (submission.student.id, lesson.name, grade.cell.name): grade.score
            for lesson in LESSONS
            for submission in gradebook.assignment_submissions(lesson.name)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.fixture(scope="module")
def graded_twice(tmp_path_factory) -> tuple[Path, Path]:
    """The same class graded by `course grade` and by `nbgrader autograde`."""
    ours = tmp_path_factory.mktemp("class") / "ours"
    create_course(ours, LESSONS)
    for lesson in LESSONS:
        put_class(ours, lesson)
    theirs = Path(shutil.copytree(ours, ours.parent / "theirs"))
    for lesson in LESSONS:
        run(["course", "grade", lesson.name, "--course-dir", str(ours)], ours.parent)
        run(["nbgrader", "autograde", lesson.name], theirs)
    return ours, theirs


def test_the_grader_and_nbgrader_give_the_same_scores(graded_twice):
    ours, theirs = (scores(course) for course in graded_twice)
    assert ours == theirs
    assert {student for student, _, _ in ours} >= {"solved", "untouched", "otherwise"}


def test_right_answers_earn_everything_and_the_release_nothing(graded_twice):
    found = scores(graded_twice[0])
    for lesson in LESSONS:
        points = {cell.grade_id: cell.points for cell in lesson.tests}
        for student in ("solved", "otherwise"):
            got = {
                t: s
                for (who, where, t), s in found.items()
                if (who, where) == (student, lesson.name)
            }
            assert got in ({}, points) and (got or student == "otherwise")
        untouched = [
            s for (who, where, _), s in found.items() if (who, where) == ("untouched", lesson.name)
        ]
        assert len(untouched) == len(points) and not any(untouched)


def test_each_wrong_answer_loses_its_own_test(graded_twice):
    found = scores(graded_twice[0])
    for lesson in LESSONS:
        points = {cell.grade_id: cell.points for cell in lesson.tests}
        for answer in wrong_answers(lesson):
            score = found.get((answer.name, lesson.name, answer.test))
            if score is not None:
                assert score == pytest.approx(points[answer.test] * answer.credit), answer.name


def test_nbgraders_own_tools_work_on_the_result(graded_twice):
    ours, _ = graded_twice
    run(["nbgrader", "generate_feedback", LESSONS[0].name], ours)
    run(["nbgrader", "export", "--to", str(ours / "grades.csv")], ours)
    pages = list((ours / "feedback").rglob("*.html"))
    assert len(pages) == len(list((ours / "submitted").glob(f"*/{LESSONS[0].name}")))
    assert "solved" in (ours / "grades.csv").read_text()
