"""The report reads answers and messages out of the autograded notebooks, whatever is in them."""

import csv
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output, writes
from nbgrader.api import Gradebook

from autograde.classroom.course_directory import Course
from autograde.cli import main
from autograde.report.gradebook import read_overview
from autograde.report.handed_in import read_notebooks
from autograde.report.misconceptions import Misconception

LONG = "def f(x):\n" + "\n".join(f"    x = x.pow({n}) - torch.exp(x)[{n}]" for n in range(8))
RENAMED = LONG.replace("x", "mine").replace("emine", "ex").replace("torch.emp", "torch.exp")
CHECK_FAILED = new_output("error", ename="SealedCheckFailed", evalue="f forgets x.")
NOT_BEGUN = new_output("error", ename="NotImplementedError", evalue="")
UNREADABLE = new_output("error", ename="NotebookUnreadable", evalue="ps1.ipynb is not JSON")
STUDENTS = {
    "ann": (LONG, 1.0, [new_output("stream", name="stdout", text="Half of it.\n")]),
    "ben": (RENAMED, 0.0, [CHECK_FAILED]),
    "eve": ("def f(x):\n    return x", 2.0, [new_output("stream", name="stdout", text="ok")]),
    "joe": ("", 0.0, [UNREADABLE]),
    "kim": ("\n".join(f"y{n} = f(x, {n} * 3, y={n})" for n in range(9)), 0.0, [NOT_BEGUN]),
    "tom": ("x = 1", 0.0, []),
}


def notebook(source: str, outputs: list) -> str:
    solution = {"nbgrader": {"grade_id": "f", "solution": True, "grade": False}}
    test = {"nbgrader": {"grade_id": "test_f", "solution": False, "grade": True}}
    return writes(
        new_notebook(
            cells=[
                new_code_cell(source, metadata=solution),
                new_code_cell("assert f(1)", metadata=test, outputs=outputs),
            ]
        )
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Course:
    """A graded course of which only the gradebook and the autograded notebooks are there."""
    root = tmp_path_factory.mktemp("course")
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "") as gradebook:
        gradebook.add_assignment("ps1")
        gradebook.add_notebook("ps1", "ps1")
        gradebook.add_grade_cell("test_f", "ps1", "ps1", max_score=2, cell_type="code")
        for name, (source, score, outputs) in STUDENTS.items():
            gradebook.add_student(name, email=f"{name}@example.edu")
            (grade,) = gradebook.add_submission("ps1", name).notebooks[0].grades
            grade.auto_score, grade.needs_manual_grade = score, name == "tom"
            folder = root / "autograded" / name / "ps1"
            folder.mkdir(parents=True)
            (folder / "ps1.ipynb").write_text(notebook(source, outputs))
        gradebook.add_student("zoe")
        gradebook.db.commit()
    return Course.open(root)


def read(course: Course):
    return read_overview(course, "ps1", None, course.root / "report.html")


def test_without_a_report_the_messages_are_those_under_the_tests(course):
    (result,) = read(course).exercises
    assert result.misconceptions == (
        Misconception("Half of it.", 1),
        Misconception("f forgets x.", 1),
        Misconception("Not begun.", 1),
    )


def test_similar_answers_are_found_in_the_notebooks(course):
    (pair,) = read(course).similar
    assert (pair.left, pair.right) == ("ann", "ben")
    assert "mine.pow(3)" in pair.answers[0].right[4].text


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"cells": [1]}', '{"cells": [{"metadata": []}]}', "[" * 100_000, "\udcff"],
    ids=["empty", "list", "object", "number", "metadata", "deep", "binary"],
)
def test_a_notebook_that_is_none_is_left_out(tmp_path, content):
    path = tmp_path / "ps1.ipynb"
    path.write_text(content, errors="surrogateescape")
    assert read_notebooks(tmp_path) == {}


def test_the_command_writes_what_it_is_told_and_says_who_has_no_row(course, tmp_path, capsys):
    files = {name: tmp_path / name for name in ("page.html", "all.csv", "canvas.csv", "moodle.csv")}
    words = ["report", "ps1", "--course-dir", str(course.root), "--output", str(files["page.html"])]
    for option in ("csv", "canvas", "moodle"):
        words += [f"--{option}", str(files["all.csv" if option == "csv" else f"{option}.csv"])]
    assert main(words) == 0
    *paths, remark = capsys.readouterr().out.splitlines()
    assert list(map(Path, paths)) == list(files.values())
    assert remark == "without a row for Canvas and Moodle: 1 to grade by hand, 1 not graded"
    rows = {row["Username"]: row for row in csv.DictReader(files["moodle.csv"].open())}
    assert sorted(rows) == ["ann", "ben", "eve", "joe", "kim"]
    assert rows["ben"]["ps1 (Feedback)"] == "f: 0 of 2 (f forgets x.)"
    assert "ben@example.edu" in files["moodle.csv"].read_text()
    assert len(files["canvas.csv"].read_text().splitlines()) == 7


def test_a_quiet_command_prints_nothing(course, tmp_path, capfd):
    page = tmp_path / "page.html"
    words = ["report", "ps1", "--course-dir", str(course.root), "--output", str(page)]
    assert main([*words, "--canvas", str(tmp_path / "canvas.csv"), "--quiet"]) == 0
    assert capfd.readouterr() == ("", "")
    assert "ann and ben" in page.read_text()
