"""The CSV tables: what each system that imports them looks for, and no formula in any."""

import csv
import io

import pytest

from autograde.grading.report import CellReport, ClassReport, NotebookReport, SubmissionReport
from autograde.report.overview import Exercise, Mark, StudentResult, summarise
from autograde.report.tables import render_canvas, render_csv, render_moodle

DOUBLE, MEAN = Exercise("ps1", "test_double", 2.0), Exercise("ps1", "test_mean", 4.0)
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n@A1"]


def student(student_id: str, double: float, mean: float, **more: object) -> StudentResult:
    marks = (Mark(DOUBLE, double), Mark(MEAN, mean))
    return StudentResult(student_id, score=double + mean, marks=marks, **more)


def overview(*students: StudentResult, graded: ClassReport | None = None):
    return summarise("ps1", [DOUBLE, MEAN], students, graded)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def told(name: str, message: str) -> ClassReport:
    cell = CellReport("test_double", 0.0, 2.0, "failed", message=message)
    report = SubmissionReport(name, "graded", 6.0, (NotebookReport("ps1", (cell,)),))
    return ClassReport("ps1", (report,))


def test_the_table_has_a_row_for_each_student_and_a_column_for_each_exercise():
    found = overview(student("b", 2, 3, late_penalty=0.5), StudentResult("a", "Ada Lovelace"))
    rows = rows_of(render_csv(found))
    assert [row["student"] for row in rows] == ["a", "b"]
    assert (rows[0]["name"], rows[0]["score"], rows[0]["test_mean"]) == ("Ada Lovelace", "", "")
    assert (rows[1]["score"], rows[1]["late_penalty"], rows[1]["test_mean"]) == ("5", "0.5", "3")


def test_cells_of_one_name_in_two_notebooks_are_two_columns():
    other = Exercise("ps2", "test_double", 2.0)
    marks = (Mark(DOUBLE, 2.0), Mark(other, 0.0))
    found = summarise("ps", [DOUBLE, other], [StudentResult("a", score=2.0, marks=marks)])
    (row,) = rows_of(render_csv(found))
    assert (row["ps1/test_double"], row["ps2/test_double"]) == ("2.0", "0.0")


@pytest.mark.parametrize("render", [render_csv, render_canvas, render_moodle])
@pytest.mark.parametrize("formula", FORMULAS)
def test_no_spreadsheet_takes_a_text_for_a_formula(render, formula):
    result = student(formula, 0, 4, name=formula, email=formula, lms_user_id=formula)
    found = overview(result, graded=told(formula, formula))
    values = [value for row in csv.reader(io.StringIO(render(found))) for value in row]
    assert f"'{formula.strip()}" in values
    assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for value in values)


def test_canvas_finds_its_columns_in_its_own_order():
    ada = student("ada", 2, 3.125, name="Ada Lovelace", lms_user_id="1815")
    header, points, row = csv.reader(io.StringIO(render_canvas(overview(ada))))
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ps1"]
    assert "Points Possible" in points[0]  # by which Canvas knows the row
    assert points[1:] == ["", "", "", "", "6"]
    assert row == ["Ada Lovelace", "1815", "", "ada", "", "5.12"]


def test_moodle_gets_who_it_is_the_grade_and_why():
    who = {"email": "ada@example.edu", "lms_user_id": "1815"}
    ada = student("ada", 0, 4, late_penalty=0.5, **who)
    message = "<b>double</b> gives 9.\nIt is the square."
    (row,) = rows_of(render_moodle(overview(ada, graded=told("ada", message))))
    assert (row["Username"], row["ID number"]) == ("ada", "1815")
    assert (row["Email address"], row["ps1"]) == ("ada@example.edu", "4")
    assert row["ps1 (Feedback)"] == (
        "double: 0 of 2 (‹b›double‹/b› gives 9.); mean: 4 of 4; late: 0.5 taken off"
    )


@pytest.mark.parametrize("render", [render_canvas, render_moodle])
def test_who_has_no_final_grade_has_no_row_that_would_delete_one(render):
    waiting = StudentResult("w", score=2.0, marks=(Mark(DOUBLE, 2.0), Mark(MEAN, 0.0, True)))
    found = overview(student("a", 2, 4), StudentResult("n"), waiting)
    names = {value for row in csv.reader(io.StringIO(render(found))) for value in row}
    assert "a" in names
    assert not names & {"n", "w"}
