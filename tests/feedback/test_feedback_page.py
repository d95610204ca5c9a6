"""A feedback page says what it should, in words, and nothing that was hidden."""

import re

import pytest
from feedback_pages import (
    BYSTANDER,
    HIDDEN,
    LESSON,
    STUB,
    UNCHANGED,
    WRONG,
    Seen,
    answer,
    cell,
    display,
    error,
    grades,
    notebook,
    page_of,
    stream,
)

from autograde.feedback.cells import BrokenNotebook
from autograde.feedback.grades import CellGrade
from autograde.feedback.lesson import HIDDEN_NOTE
from autograde.feedback.page import render_page

HINT = "double(3) is 9, expected 6.\nTwice is not the square."
TRACEBACK = f"""\x1b[31mTypeError\x1b[39m                    Traceback (most recent call last)
\x1b[36mCell\x1b[39m \x1b[32mIn[2]\x1b[39m\x1b[32m, line 3\x1b[39m
      1 assert double(3) == 6
----> 3 {HIDDEN}
\x1b[36mCell\x1b[39m \x1b[32mIn[1]\x1b[39m\x1b[32m, line 2\x1b[39m, in double(x)
----> 2     return x * x
File /opt/library/secret_place.py:7, in helper()"""


def seen(*arguments, **options) -> Seen:
    return Seen(render_page(*arguments, **options))


def test_a_failed_exercise_has_its_points_its_hint_and_the_answer():
    found = seen(notebook(answer(), test=(error("ExpectationError", HINT),)), LESSON, grades())
    assert "0 of 2 points" in found.text
    assert "no points" in found.text
    assert HINT in found.text
    assert "ExpectationError" not in found.text  # its name says nothing
    assert WRONG in found.text


def test_full_marks_need_no_hint():
    found = seen(notebook(answer()), LESSON, grades(2.0))
    assert "full marks" in found.text
    assert "What the tests say" not in found.text


def test_the_hint_of_partial_credit_is_what_the_test_printed_last():
    points = {"output_type": "execute_result", "data": {"text/plain": "1.0"}}
    outputs = (stream("working\n"), stream("Nearly: mind the sign.\n"), points)
    text = seen(notebook(answer(), test=outputs), LESSON, grades(1.0)).text
    says, printed = text.index("What the tests say"), text.index("What the test printed")
    assert says < text.index("Nearly: mind the sign.") < printed < text.index("working")
    assert "1.0" not in text  # the result that gives the points


def test_an_error_is_told_with_its_name_and_the_students_line():
    found = seen(notebook(answer(), test=(error("TypeError", "no", TRACEBACK),)), LESSON, grades())
    assert "TypeError: no" in found.text
    assert "It came from your code:\n\nreturn x * x" in found.text


def test_nothing_of_a_traceback_is_shown_but_the_students_own_lines():
    errors = (error("TypeError", "no", TRACEBACK),)
    page = render_page(notebook(answer(WRONG, *errors), test=errors), LESSON, grades())
    for words in (HIDDEN, "Traceback", "secret_place", "helper()"):
        assert words not in Seen(page).text


@pytest.mark.parametrize(
    "output",
    [
        stream(f"line before\n----> 2 {HIDDEN}  # with more\n"),
        display(plain=repr(f"x\n{HIDDEN}\ny")),
        display(html=f"<pre>{HIDDEN}</pre>"),
        display(html=f"<b>assert</b>{HIDDEN[6:]}"),
        display(markdown=f"`{HIDDEN}`"),
        error("AssertionError", f"it says {HIDDEN}"),
    ],
)
def test_a_hidden_line_that_code_got_hold_of_is_cut_out_of_outputs(output):
    assert HIDDEN not in Seen(page_of(output)).text
    assert (
        HIDDEN not in Seen(render_page(notebook(answer(), test=(output,)), LESSON, grades())).text
    )


def test_what_stands_beside_a_hidden_line_is_kept():
    text = Seen(page_of(stream(f"before\n{HIDDEN}\nafter"))).text
    assert f"before\n{HIDDEN_NOTE}\nafter" in text


@pytest.mark.parametrize("end", ["\n### END HIDDEN TESTS", ""])
def test_a_hidden_region_in_a_restored_answer_is_not_shown(end):
    source = f"# The cell was missing\n### BEGIN HIDDEN TESTS\n{HIDDEN}{end}"
    found = seen(notebook(answer(source)), LESSON, grades())
    assert "# The cell was missing" in found.text
    assert HIDDEN not in found.text


def test_the_text_of_a_test_is_not_shown():
    text = seen(notebook(answer(), test=(error("ValueError", "x"),)), LESSON, grades()).text
    assert "assert double(3)" not in text


def test_an_untouched_answer_is_called_not_begun_and_nothing_more():
    errors = (error("NotImplementedError", ""), error("SealedCheckFailed", "Your code raised it"))
    text = seen(notebook(answer(STUB), test=errors), LESSON, grades()).text
    assert "not begun" in text
    assert "raised" not in text
    assert "raise NotImplementedError" not in text


def test_an_assertion_without_a_message_is_said_to_have_none():
    found = seen(notebook(answer(), test=(error("AssertionError", ""),)), LESSON, grades())
    assert "A check failed, and says no more than that." in found.text


def test_comments_are_shown_as_they_were_typed():
    comment = "<b>Well</b> done & <script>alert(1)</script>\nRead on: x < y"
    found = seen(notebook(answer()), LESSON, grades(comments={"double": comment}))
    assert comment in found.text
    assert not found.all("script") and not found.all("b")


def test_a_late_penalty_is_told_and_taken_off():
    text = seen(notebook(answer()), LESSON, grades(2.0, penalty=0.5)).text
    assert "1.5 of 2 points" in text
    assert "2 earned, 0.5 taken off for handing in late" in text


def test_what_a_person_has_still_to_grade_is_said():
    text = seen(notebook(answer()), LESSON, grades(waiting=True)).text
    assert "1 exercise waits for a grade by hand" in text
    assert "waits for a grade by hand, 0 of 2" in text


def test_a_written_answer_is_rendered_with_its_comment():
    written = cell("It is *linear*. [x](javascript:alert(1))", name="why", kind="markdown")
    more = grades(cells={"why": CellGrade(1.5, 2.0)}, comments={"why": "Nearly."})
    page = render_page(notebook(after=(written,)), LESSON, more)
    assert "It is <em>linear</em>." in page
    assert "Nearly." in page
    assert "javascript:" not in page


def test_cells_of_the_students_own_are_shown_and_those_of_the_lesson_that_use_the_answer():
    after = (
        cell(UNCHANGED, stream("four\n")),
        cell(BYSTANDER, stream("nothing\n")),
        cell("my_own = 1", stream("mine\n")),
    )
    text = seen(notebook(answer(), after=after), LESSON, grades()).text
    assert "2 more cells of your notebook" in text
    assert "four" in text and "mine" in text
    assert "nothing" not in text


def test_a_cell_of_the_lesson_that_failed_is_shown_without_its_hidden_part():
    setup = cell(f"import math\n{HIDDEN}", error("ImportError", "no math"), name="setup")
    text = seen(notebook(setup, answer()), LESSON, grades()).text
    assert "ImportError: no math" in text
    assert HIDDEN not in text


def test_a_notebook_that_was_not_handed_in_has_a_page_that_says_so():
    text = seen(None, LESSON, grades()).text
    assert "This notebook was not handed in." in text
    assert "double" in text


def test_why_a_notebook_could_not_be_read_is_said_once():
    reason = "ps1.ipynb is not JSON"
    text = seen(notebook(test=(error("NotebookUnreadable", reason),)), LESSON, grades()).text
    assert text.count(reason) == 1


def test_an_exercise_that_is_not_in_the_notebook_still_has_its_points():
    more = grades(cells={"test_double": CellGrade(2.0, 2.0), "test_gone": CellGrade(0.0, 3.0)})
    text = seen(notebook(answer()), LESSON, more).text
    assert "2 of 5 points" in text
    assert "gone" in text


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\xfe", b'{"cells": 3}', b"[" * 100_000])
def test_a_file_that_is_no_notebook_has_no_page(data):
    with pytest.raises(BrokenNotebook):
        render_page(data, LESSON, grades())


@pytest.mark.parametrize("value", [None, 3, [], {}, "x", [1, None], {"data": 3}])
def test_nothing_in_a_notebook_has_to_be_what_it_should(value):
    strange = {"cell_type": value, "source": value, "metadata": value, "outputs": value}
    fields = ("text", "data", "metadata", "ename", "evalue", "traceback")
    outputs = [
        {"output_type": kind, **dict.fromkeys(fields, value)}
        for kind in ("stream", "error", "display_data", "execute_result", value)
    ]
    data = notebook(answer(WRONG, *outputs), strange, test=tuple(outputs))
    assert "0 of 2 points" in seen(data, LESSON, grades()).text


def test_any_writing_survives_and_what_no_file_can_hold_does_not():
    text = "Ψ 漢字 עברית 🙂 \x1b[31mred\x1b[0m \x07 \ud800 end"
    page = page_of(stream(text), comments={"double": "Gut, weiter so: größer"})
    page.encode()
    assert "Ψ 漢字 עברית 🙂 red   end" in Seen(page).text
    assert "größer" in page


def test_a_page_without_pictures_is_a_few_kilobytes():
    assert len(page_of(stream("fine"))) < 10_000


def test_the_page_can_be_read_without_colours_and_by_a_machine():
    page = page_of(stream("fine"))
    found = Seen(page)
    assert found.all("html") == [{"lang": "en"}]
    assert len(found.all("h1")) == 1
    assert all("scope" in attributes for attributes in found.all("th"))
    ids = {attributes["id"] for _, attributes in found.tags if attributes.get("id")}
    assert {link["href"] for link in found.all("a")} <= {f"#{each}" for each in ids}
    assert {section["aria-labelledby"] for section in found.all("section")} <= ids


@pytest.mark.parametrize("paper", ["#f4f7f9", "#ffffff"])
def test_all_colours_of_writing_are_dark_enough(paper):
    # WCAG 2.2, 1.4.3: a contrast of 4.5 with the ground
    page = page_of()
    names = re.findall(r"--(?:ink|quiet|blue|good|part|bad): (#\w{6})", page)
    tokens = re.findall(r"color: (#\w{6})", page)
    assert len(names) == 6 and len(tokens) == 5
    for colour in (*names, *tokens):
        light, dark = _luminance(paper), _luminance(colour)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, colour


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
