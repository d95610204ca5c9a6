"""The report on a class: what it counts, what it shows, and what hostile text cannot do to it."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.grading.report import CellReport, ClassReport, NotebookReport, SubmissionReport
from autograde.report.histogram import BINS, count_shares, describe, histogram
from autograde.report.misconceptions import Misconception
from autograde.report.overview import Exercise, Mark, StudentResult, summarise
from autograde.report.page import read_reliability, render_page
from autograde.report.similar import Likeness, Line, SimilarPair

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


def test_the_most_frequent_hint_comes_first_and_numbers_make_no_difference():
    graded = [
        submission("a", ("test_double", "double(3) is 9, expected 6.")),
        submission("b", ("test_double", "double(-1.5e3) is 2, expected -3000.")),
        submission("c", ("test_double", "double gives None.")),
    ]
    found = overview(graded=graded).exercises[0].misconceptions
    assert found == (
        Misconception("double(3) is 9, expected 6.", 2),
        Misconception("double gives None.", 1),
    )


def test_messages_are_one_where_their_first_lines_are():
    graded = [
        submission("a", ("test_double", "double is too large.\nIt is 9.")),
        submission("b", ("test_double", "double is too large.\nThe line: return x ** 2")),
    ]
    (only,) = overview(graded=graded).exercises[0].misconceptions
    assert only == Misconception("double is too large.\nIt is 9.", 2)


def test_the_page_shows_the_frequent_messages_and_counts_the_others():
    words = "abcdefg"
    graded = [submission(word, ("test_double", f"It is {word}.")) for word in words]
    text = Seen(render_page(overview(graded=graded))).text
    assert [f"It is {word}." in text for word in words] == [True] * 5 + [False] * 2
    assert "2 other messages" in text


def test_unfinished_work_is_called_not_begun():
    message = "NotImplementedError\nYour code raised NotImplementedError"
    graded = [submission("a", ("test_double", message))]
    assert overview(graded=graded).exercises[0].misconceptions == (Misconception("Not begun.", 1),)


def test_a_notebook_that_is_missing_gives_no_hint():
    cells = (CellReport("test_double", 0.0, 2.0, "missing", message="ps1.ipynb is not JSON"),)
    graded = [SubmissionReport("a", "graded", 6.0, (NotebookReport("ps1", cells),))]
    assert overview(graded=graded).exercises[0].misconceptions == ()


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
    result = StudentResult(
        words,
        name=words,
        score=1.0,
        marks=(Mark(exercise, 1.0),),
        feedback=((words, "feedback/a.html"), (words, "feedback/b.html")),
    )
    cell = CellReport(words, 1.0, 2.0, "partial", False, words, accuracy=0.5)
    report = SubmissionReport(
        words, "graded", 2.0, (NotebookReport(words, (cell,)),), 9.0, (words,)
    )
    found = summarise(words, [exercise], [result], ClassReport(words, (report,)))
    lines = (Line(words, True), Line(words, False))
    likeness = Likeness((words, words), 0.95, 0.5, 2, 9, lines, lines)
    pair = SimilarPair(words, words, (likeness,))
    return Seen(render_page(replace(found, similar=(pair,)), words))


def test_nothing_that_a_student_writes_becomes_part_of_the_page():
    harmless, hostile = page_full_of("harmless"), page_full_of(HOSTILE)
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in harmless.tags]
    assert [list(names) for _, names in hostile.tags] == [list(names) for _, names in harmless.tags]
    assert hostile.links == ["feedback/a.html", "feedback/b.html"]
    assert hostile.text.count(HOSTILE) == harmless.text.count("harmless") >= 18


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


def test_the_pictures_have_words_for_those_who_cannot_see_them():
    found = overview(student("a", 2, 4), student("b", 2, 4), student("c", 0, 0))
    pictures = [attributes for tag, attributes in Seen(render_page(found)).tags if tag == "svg"]
    labels = [picture["aria-label"] for picture in pictures]
    words = "Scores of 3 students in per cent of the points: 1 from 0 to 10%, 2 from 90 to 100%."
    items = "Share of the points earned, and discrimination, by exercise. 1 double: 67%, 1.00; "
    assert labels == [words, items + "2 mean: 67%, 1.00."]
    assert {picture["role"] for picture in pictures} == {"img"}


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


def test_every_heading_says_what_it_heads():
    graded = [measured("a", 0.5), submission("b", ("test_double", "x"), flags=["late"])]
    seen = Seen(render_page(overview(student("a", 2, 4), student("b", 0, 4), graded=graded)))
    headings = [attributes for tag, attributes in seen.tags if tag == "th"]
    assert len(headings) > 20
    assert all(each.get("scope") in ("col", "row", "rowgroup") for each in headings)


def test_similar_answers_stand_side_by_side_with_a_caution():
    lines = (Line("def f(a):", False), Line("    return a", True))
    pair = SimilarPair("a", "b", (Likeness(("ps1", "f"), 0.95, 0.5, 2, 9, lines, lines),))
    text = Seen(render_page(replace(overview(student("a", 2, 4)), similar=(pair,)))).text
    assert "That proves nothing" in text
    assert "95% alike, usual 50%; 2 of 9 students have one so alike" in text
    assert text.count("=    return a\n") == 2  # a sign, not a colour alone
    assert "Similar submissions" not in Seen(render_page(overview(student("a", 2, 4)))).text


def test_the_time_for_grading_is_that_of_this_run():
    times = {
        "a": ("graded", 10.0),
        "b": ("graded", 50.0),
        "c": ("cached", 7e3),
        "d": ("graded", 30.0),
    }
    graded = [
        SubmissionReport(name, *state[:1], 6.0, seconds=state[1]) for name, state in times.items()
    ]
    text = Seen(render_page(overview(graded=graded))).text
    assert (
        "3 submissions took 90 s in all: 30 s for the middle one, 50 s for the longest (b)" in text
    )


def test_reliability_is_read_in_plain_words():
    agree = overview(student("a", 2, 4), student("b", 0, 0), student("c", 1, 2))
    contradict = overview(student("a", 2, 0), student("b", 0, 3), student("c", 1, 1.6))
    assert "commonly relied on" in read_reliability(agree)
    assert "contradict each other" in read_reliability(contradict)
    assert "not defined" in read_reliability(overview(student("a", 2, 4)))
