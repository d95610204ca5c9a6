"""A student's first exercise in JupyterLab: wrong, right, and what Validate says."""

import json

import nbformat
import pytest
from conftest import LESSON

pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install -e '.[dev]'")
from notebook_page import NotebookPage, output
from playwright.sync_api import expect

from autograde.checking.start_page import START_PAGE
from autograde.demo.sample_class import solutions, substitute
from autograde.lessons.source import find_lessons

WRONG = (
    "n, height, width, channels = array.shape",
    "return torch.from_numpy(array).view(n, channels, height, width).float() / 255",
)
RIGHT = "return torch.from_numpy(array).permute(0, 3, 1, 2).float() / 255"
HINT = "Moving an axis is a permute; view only cuts the same numbers in other places."
CHANNELS_FIRST = """\
def rows_to_pictures(rows, height, width):
    return rows.view(len(rows), 3, height, width)
"""
PICTURES = "return rows.view(len(rows), 3, height, width).permute(0, 2, 3, 1)"
ORDER = "The order is N, H, W, C."
EXERCISE, TEST = "def to_images(array):", "batch = to_images(small)"


def test_a_wrong_answer_gets_its_hint_and_the_right_one_passes_quietly(page, student_lab, picture):
    page.goto(student_lab.address())
    page.get_by_role("link", name="01 Tensors and autograd").first.click()
    notebook = NotebookPage(page)
    exercise, test = notebook.cell(EXERCISE), notebook.cell(TEST)
    notebook.run_all_above(exercise, last=notebook.cell("one.transpose(0, 2)"))

    notebook.type(exercise, "# YOUR CODE HERE", *WRONG)
    notebook.run(exercise, test)
    expect(output(exercise)).to_be_empty()
    expect(output(test)).to_contain_text("the red plane of picture 0 differs at 5 of 6 values")
    expect(output(test)).to_contain_text(HINT)
    page.get_by_role("heading", name="Exercise 1: to_images").evaluate("it => it.scrollIntoView()")
    picture("lesson", notebook.panel, last=output(test))

    notebook.type(exercise, WRONG[0], RIGHT)
    notebook.run(exercise, test)
    expect(output(test)).to_contain_text("The test passes")


def test_the_start_page_needs_no_kernel(page, student_lab):
    page.goto(student_lab.address(f"lab/tree/{START_PAGE}"))
    expect(page.get_by_role("heading", name="Ground Up")).to_be_visible()
    sessions = page.request.get(student_lab.address("api/sessions")).json()
    assert START_PAGE not in [session["path"] for session in sessions]


def test_validate_names_what_fails_and_then_says_that_all_is_right(
    page, student_lab, lessons, picture
):
    lesson = find_lessons([LESSON])[0]
    release = nbformat.read(lessons / LESSON / f"{LESSON}.ipynb", as_version=4)
    answered = substitute(release, solutions(lesson) | {"rows_to_pictures": CHANNELS_FIRST})
    (lessons / "answered").mkdir()
    (lessons / "answered" / "answered.ipynb").write_text(json.dumps(answered))

    page.goto(student_lab.address("lab/tree/answered/answered.ipynb"))
    notebook = NotebookPage(page)
    dialog = notebook.validate()
    expect(dialog).to_contain_text("The following cell failed:")
    expect(dialog).to_contain_text("counted = rows_to_pictures(")
    expect(dialog).to_contain_text("has shape (2, 3, 2, 4), expected (2, 2, 4, 3)")
    expect(dialog.get_by_text(ORDER).last).to_be_in_viewport()
    picture("validate", dialog.locator(".jp-Dialog-content"))
    dialog.get_by_role("button", name="Ok").click()

    rows = notebook.cell("def rows_to_pictures(rows, height, width):")
    notebook.type(rows, "return", PICTURES)
    expect(notebook.validate()).to_contain_text("Success! Your notebook passes all the tests.")
