"""The report on a class: what it counts, what it shows, and what hostile text cannot do to it."""

import csv
import io
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.grading.report import CellReport, ClassReport, NotebookReport, SubmissionReport
from autograde.report.histogram import BINS, count_shares, describe, histogram
from autograde.report.overview import Exercise, Mark, StudentResult, summarise
from autograde.report.page import render_csv, render_page

DOUBLE, MEAN = Exercise("ps1", "test_double", 2.0), Exercise("ps1", "test_mean", 4.0)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><a href='javascript:3'>"


def student(student_id: str, double: float, mean: float, **more: object) -> StudentResult:
    marks = (Mark(DOUBLE, double), Mark(MEAN, mean))
    return StudentResult(student_id, score=double + mean, marks=marks, **more)


def submission(name: str, *cells: tuple[str, str], status: str = "graded", flags=()):
    """A report with (grade_id, message) for each cell that failed."""
    failed = tuple(CellReport(cell, 0.0, 2.0, "failed", message=text) for cell, text in cells)
    fine = CellReport("test_fine", 1.0, 1.0, "passed")
    notebooks = (NotebookReport("ps1", (*failed, fine)),)
    return SubmissionReport(name, status, 6.0, notebooks, flags=tuple(flags))


def overview(*students: StudentResult, graded: list[SubmissionReport] | None = None):
    report = None if graded is None else ClassReport("ps1", tuple(graded))
    return summarise("ps1", [DOUBLE, MEAN], students, report)


class Seen(HTMLParser):
    """Which tags a browser would see, with their attributes, and which text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    @property
    def links(self) -> list[str]:
        return [attributes["href"] for tag, attributes in self.tags if tag == "a"]


def test_mean_median_and_number_are_of_those_graded():
    nobody = StudentResult("d")
    found = overview(student("a", 2, 4), student("b", 0, 0), student("c", 2, 1), nobody)
    assert (len(found.scores), len(found.students)) == (3, 4)
    assert found.mean == pytest.approx(3.0)
    assert found.median == pytest.approx(3.0)
    assert found.max_score == 6.0


def test_an_exercise_has_its_share_of_the_points_and_its_full_marks():
    double, mean = overview(student("a", 2, 4), student("b", 0, 1)).exercises
    assert (double.share, double.full, double.graded) == (0.5, 1, 2)
    assert (mean.share, mean.full, mean.graded) == (5 / 8, 1, 2)


def test_what_a_person_has_still_to_grade_is_counted_apart():
    waiting = StudentResult("a", score=2.0, marks=(Mark(DOUBLE, 2.0), Mark(MEAN, 0.0, True)))
    found = overview(waiting, student("b", 2, 4))
    assert (found.exercises[1].share, found.exercises[1].waiting) == (1.0, 1)
    assert "waits for a grade by hand" in Seen(render_page(found)).text


def test_cells_of_one_name_in_two_notebooks_are_two_exercises():
    other = Exercise("ps2", "test_double", 2.0)
    marks = (Mark(DOUBLE, 2.0), Mark(other, 0.0))
    found = summarise("ps", [DOUBLE, other], [StudentResult("a", score=2.0, marks=marks)])
    assert [result.share for result in found.exercises] == [1.0, 0.0]
    rows = list(csv.DictReader(io.StringIO(render_csv(found))))
    assert (rows[0]["ps1/test_double"], rows[0]["ps2/test_double"]) == ("2.0", "0.0")


def test_the_most_frequent_hint_comes_first_and_numbers_make_no_difference():
    graded = [
        submission("a", ("test_double", "double(3) is 9, expected 6.")),
        submission("b", ("test_double", "double(-1.5e3) is 2, expected -3000.")),
        submission("c", ("test_double", "double gives None.")),
    ]
    hints = overview(graded=graded).exercises[0].hints
    assert hints == (("double(3) is 9, expected 6.", 2), ("double gives None.", 1))


def test_unfinished_work_is_called_not_begun():
    message = "NotImplementedError\nYour code raised NotImplementedError"
    graded = [submission("a", ("test_double", message))]
    assert overview(graded=graded).exercises[0].hints == (("Not begun.", 1),)


def test_a_notebook_that_is_missing_gives_no_hint():
    cells = (CellReport("test_double", 0.0, 2.0, "missing", message="ps1.ipynb is not JSON"),)
    graded = [SubmissionReport("a", "graded", 6.0, (NotebookReport("ps1", cells),))]
    assert overview(graded=graded).exercises[0].hints == ()


def test_flags_are_shown_with_their_student():
    found = overview(
        student("a", 2, 4),
        student("b", 2, 4),
        graded=[submission("a"), submission("b", flags=["restored: test_mean"])],
    )
    assert [each.student_id for each in found.flagged] == ["b"]
    assert "restored: test_mean" in Seen(render_page(found)).text


def test_a_fault_of_the_grader_is_flagged_and_is_no_score():
    found = overview(graded=[submission("a", status="error", flags=["error: disk full"])])
    assert found.scores == []
    text = Seen(render_page(found)).text
    assert "run `course grade` again" in text
    assert "disk full" in text
    assert "not graded" in text


def test_a_late_penalty_is_taken_off_and_told():
    late = student("a", 2, 4, late_penalty=1.5)
    assert "late: 1.5 taken off" in Seen(render_page(overview(late))).text


def page_full_of(words: str) -> Seen:
    """A page in which everything that a student or a course can name is `words`."""
    exercise = Exercise(words, words, 2.0)
    found = summarise(
        words,
        [exercise],
        [
            StudentResult(
                words,
                name=words,
                score=1.0,
                marks=(Mark(exercise, 1.0),),
                feedback=((words, "feedback/a.html"), (words, "feedback/b.html")),
            )
        ],
        ClassReport(
            words,
            (
                SubmissionReport(
                    words,
                    "graded",
                    2.0,
                    (
                        NotebookReport(
                            words, (CellReport(words, 1.0, 2.0, "partial", False, words),)
                        ),
                    ),
                    flags=(words,),
                ),
            ),
        ),
    )
    return Seen(render_page(found, words))


def test_nothing_that_a_student_writes_becomes_part_of_the_page():
    harmless, hostile = page_full_of("harmless"), page_full_of(HOSTILE)
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert [list(names) for _, names in hostile.tags] == [list(names) for _, names in harmless.tags]
    assert hostile.links == ["feedback/a.html", "feedback/b.html"]
    assert hostile.text.count(HOSTILE) == harmless.text.count("harmless") >= 9


def test_the_page_needs_nothing_but_itself():
    feedback = (("ps1", "feedback/a/ps1/ps1.html"),)
    page = render_page(overview(student("a", 2, 4, feedback=feedback)))
    for _, attributes in Seen(page).tags:
        assert "src" not in attributes
        assert not any(
            (value or "").startswith(("http:", "https:", "//")) for value in attributes.values()
        )
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page  # and a browser is told so


def test_the_histogram_has_words_for_those_who_cannot_see_it():
    found = overview(student("a", 2, 4), student("b", 2, 4), student("c", 0, 0))
    pictures = [attributes for tag, attributes in Seen(render_page(found)).tags if tag == "svg"]
    words = "Scores of 3 students in per cent of the points: 1 from 0 to 10%, 2 from 90 to 100%."
    assert [picture["aria-label"] for picture in pictures] == [words]
    assert pictures[0]["role"] == "img"


@given(st.lists(st.floats(0, 1)))
def test_every_score_is_in_one_bar_of_the_histogram(shares):
    counts = count_shares(shares)
    assert len(counts) == BINS
    assert sum(counts) == len(shares)
    assert counts[-1] == sum(share >= 0.9 - 1e-9 for share in shares)
    assert histogram(shares).count("<rect") == sum(count > 0 for count in counts)


@pytest.mark.parametrize(("share", "tenth"), [(0, 0), (0.1, 1), (0.3, 3), (0.7, 7), (1, 9)])
def test_a_score_on_a_border_belongs_to_the_upper_bar(share, tenth):
    assert count_shares([share])[tenth] == 1


def test_one_student_is_not_a_plural():
    assert describe([1.0]).startswith("Scores of 1 student in")


def test_a_class_without_a_grade_has_a_page():
    text = Seen(render_page(overview(StudentResult("a")))).text
    assert "Nothing has been graded yet." in text
    assert "nothing handed in" in text


def test_the_table_has_a_row_for_each_student_and_a_column_for_each_exercise():
    found = overview(student("b", 2, 3, late_penalty=0.5), StudentResult("a", "Ada Lovelace"))
    rows = list(csv.DictReader(io.StringIO(render_csv(found))))
    assert [row["student"] for row in rows] == ["a", "b"]
    assert (rows[0]["name"], rows[0]["score"], rows[0]["test_mean"]) == ("Ada Lovelace", "", "")
    assert (rows[1]["score"], rows[1]["late_penalty"], rows[1]["test_mean"]) == ("5", "0.5", "3")


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n@A1"])
def test_no_spreadsheet_takes_a_name_for_a_formula(formula):
    rows = list(csv.DictReader(io.StringIO(render_csv(overview(StudentResult(formula, formula))))))
    assert rows[0]["student"] == rows[0]["name"] == f"'{formula.strip()}"


def measured(name: str, accuracy: float | None, status: str = "graded") -> SubmissionReport:
    cell = CellReport("test_mean", 4.0, 4.0, "passed", accuracy=accuracy)
    return SubmissionReport(name, status, 6.0, (NotebookReport("ps1", (cell,)),))


def test_a_leaderboard_ranks_what_was_measured_and_equals_share_a_rank():
    graded = [measured("a", 0.5), measured("b", 0.75), measured("c", None), measured("d", 0.5)]
    graded += [measured("e", 0.25), measured("f", 0.9, status="error")]
    found = overview(student("a", 2, 4), graded=graded)
    (board,) = found.leaderboards
    places = [(place.rank, place.student_id) for place in board.places]
    assert places == [(1, "b"), (2, "a"), (2, "d"), (4, "e")]
    seen = Seen(render_page(found))
    assert "Leaderboard: mean" in seen.text and "75.0%" in seen.text


def test_without_measurements_there_is_no_leaderboard():
    found = overview(student("a", 2, 4), graded=[measured("a", None)])
    assert found.leaderboards == () and "Leaderboard" not in render_page(found)


def test_an_accuracy_survives_the_json_and_stands_there_for_measured_cells_alone():
    report = ClassReport("ps1", (measured("a", 0.5), measured("b", None)))
    assert ClassReport.from_json(report.to_json()) == report
    assert report.to_json().count('"accuracy"') == 1
