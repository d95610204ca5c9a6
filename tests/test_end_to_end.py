"""The whole path, for every lesson: notebooks in real kernels, a class graded in two ways."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from feedback_pages import Seen
from nbgrader.api import Gradebook

from autograde.demo.sample_class import solutions, substitute
from autograde.lessons.answers import Answer, right_answers, wrong_answers
from autograde.lessons.course import create_course
from autograde.lessons.source import Lesson, all_lessons

LESSONS = all_lessons()
COMPARED = LESSONS[:2]  # graded by plain nbgrader too, whose kernels start cold, one by one
WRONG_ANSWERS = 3  # submissions with one wrong answer, of the first lesson; the second gets one


def put_submission(course: Path, lesson: Lesson, student: str, answers: dict[str, str]) -> None:
    release = nbformat.read(course / "release" / lesson.name / f"{lesson.name}.ipynb", 4)
    folder = course / "submitted" / student / lesson.name
    folder.mkdir(parents=True)
    nbformat.write(substitute(release, answers), folder / f"{lesson.name}.ipynb")


def mistakes(lesson: Lesson) -> dict[str, Answer]:
    """The first wrong answer to each exercise."""
    return {answer.cell: answer for answer in reversed(wrong_answers(lesson))}


def put_class(course: Path, lesson: Lesson) -> None:
    """The solution, the release as it is, and every exercise wrong in one way or another; of
    lessons to be compared, right answers in other ways too, and wrong answers one at a time."""
    solved, wrong = solutions(lesson), wrong_answers(lesson)
    put_submission(course, lesson, "solved", solved)
    put_submission(course, lesson, "untouched", {})
    mistaken = {cell: answer.source for cell, answer in mistakes(lesson).items()}
    put_submission(course, lesson, "mistaken", solved | mistaken)
    if lesson == LESSONS[0]:
        others = {answer.cell: answer.source for answer in right_answers(lesson)}
        put_submission(course, lesson, "otherwise", solved | others)
    if lesson in COMPARED:
        count = WRONG_ANSWERS if lesson == LESSONS[0] else 1
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
    """A class of every lesson graded by `course grade`, and some by `nbgrader autograde` too."""
    ours = tmp_path_factory.mktemp("class") / "ours"
    create_course(ours, LESSONS)
    for lesson in LESSONS:
        put_class(ours, lesson)
    theirs = Path(shutil.copytree(ours, ours.parent / "theirs"))
    for lesson in LESSONS:
        run(["course", "grade", lesson.name, "--course-dir", str(ours)], ours.parent)
        if lesson in COMPARED:
            run(["nbgrader", "autograde", lesson.name], theirs)
    return ours, theirs


def scores_of(course: Path, lesson: Lesson, student: str) -> dict[str, float]:
    return {
        test: score
        for (who, where, test), score in scores(course).items()
        if (who, where) == (student, lesson.name)
    }


def test_the_grader_and_nbgrader_give_the_same_scores(graded_twice):
    ours, theirs = (scores(course) for course in graded_twice)
    compared = {lesson.name for lesson in COMPARED}
    assert {place: score for place, score in ours.items() if place[1] in compared} == theirs
    assert {student for student, _, _ in theirs} >= {"solved", "untouched", "mistaken", "otherwise"}


by_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)


@by_lesson
def test_the_solution_earns_everything_in_a_real_kernel_and_is_quiet(graded_twice, lesson):
    course = graded_twice[0]
    assert scores_of(course, lesson, "solved") == {c.grade_id: c.points for c in lesson.tests}
    notebook = nbformat.read(
        course / "autograded" / "solved" / lesson.name / f"{lesson.name}.ipynb", as_version=4
    )
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []


@by_lesson
def test_the_release_and_wrong_answers_earn_less_in_a_real_kernel(graded_twice, lesson):
    untouched = scores_of(graded_twice[0], lesson, "untouched")
    assert len(untouched) == len(lesson.tests) and not any(untouched.values())
    points = {cell.grade_id: cell.points for cell in lesson.tests}
    mistaken = scores_of(graded_twice[0], lesson, "mistaken")
    assert all(mistaken[each.test] < points[each.test] for each in mistakes(lesson).values())


def test_right_answers_in_other_ways_earn_everything_in_a_real_kernel(graded_twice):
    found = scores_of(graded_twice[0], LESSONS[0], "otherwise")
    assert found == {cell.grade_id: cell.points for cell in LESSONS[0].tests}


def test_each_wrong_answer_loses_its_own_test(graded_twice):
    found = scores(graded_twice[0])
    for lesson in COMPARED:
        points = {cell.grade_id: cell.points for cell in lesson.tests}
        graded = [a for a in wrong_answers(lesson) if (a.name, lesson.name, a.test) in found]
        assert graded
        for answer in graded:
            score = found[answer.name, lesson.name, answer.test]
            assert score == pytest.approx(points[answer.test] * answer.credit), answer.name


def test_nothing_hidden_is_on_a_feedback_page(graded_twice):
    course, lesson = graded_twice[0], LESSONS[0]
    run(["course", "feedback", lesson.name, "--course-dir", str(course)], course.parent)
    secret = secret_lines(course, lesson)
    assert len(secret) > 100
    pages = list((course / "feedback").glob(f"*/{lesson.name}/*.html"))
    assert len(pages) > WRONG_ANSWERS
    for page in pages:
        submitted = course / "submitted" / page.parent.relative_to(course / "feedback")
        own = "\n".join(line for path in submitted.glob("*.ipynb") for line in lines_of(path))
        text = Seen(page.read_text(encoding="utf-8")).text
        assert [line for line in secret if line in text and line not in own] == [], page


def secret_lines(course: Path, lesson: Lesson) -> set[str]:
    """The lines of the checks, the references and the hidden tests; not the shortest ones."""
    checks = (course / "keys" / lesson.name / "checks").rglob("*.py")
    written = {line.strip() for path in checks for line in path.read_text().splitlines()}
    source, release = (
        lines_of(course / step / lesson.name / f"{lesson.name}.ipynb")
        for step in ("source", "release")
    )
    return {line for line in (written | source) - release if len(line) > 8}


def lines_of(notebook: Path) -> set[str]:
    cells = nbformat.read(notebook, as_version=4).cells
    return {line.strip() for cell in cells for line in cell.source.splitlines()}


def test_nbgraders_own_tools_work_on_the_result(graded_twice):
    ours, _ = graded_twice
    run(["nbgrader", "generate_feedback", LESSONS[0].name], ours)
    run(["nbgrader", "export", "--to", str(ours / "grades.csv")], ours)
    pages = list((ours / "feedback").rglob("*.html"))
    assert len(pages) == len(list((ours / "submitted").glob(f"*/{LESSONS[0].name}")))
    assert "solved" in (ours / "grades.csv").read_text()
