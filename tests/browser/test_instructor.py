"""An instructor's desk: formgrader shows a class that `course grade` graded, and takes marks."""

import re

import pytest
from conftest import LESSON

pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install -e '.[dev]'")
from playwright.sync_api import FrameLocator, Locator, Page, expect

from autograde.cli import main
from autograde.demo.sample_class import STUDENTS

SCORES = {"student01": "10 / 10", "student04": "5.5 / 10", "student05": "8 / 10"}
HANDED_IN = str(len(STUDENTS))


def formgrader(page: Page, address: str) -> FrameLocator:
    page.goto(address)
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Formgrader", exact=True).click()
    return page.frame_locator("iframe[src*=formgrader]")


def open_class(desk: FrameLocator) -> None:
    """From the list of assignments to the class, with the students' names."""
    desk.get_by_role("link", name="Manual Grading").first.click()
    desk.get_by_role("link", name=LESSON).click()
    expect(desk.get_by_role("columnheader", name="Notebook ID")).to_be_visible()
    desk.locator("table").get_by_role("link", name=LESSON).click()
    expect(row(desk, "Submission #1")).to_be_visible()
    desk.get_by_role("button", name="Show All Names").click()


def row(desk: FrameLocator, link: str) -> Locator:
    """The row of a table with this link in it."""
    return desk.get_by_role("row").filter(has=desk.owner.page.get_by_role("link", name=link))


def test_formgrader_shows_the_graded_class_and_keeps_a_mark_given_by_hand(
    page, instructor_lab, picture
):
    desk = formgrader(page, instructor_lab.address())
    expect(row(desk, LESSON).get_by_role("link", name=HANDED_IN, exact=True)).to_be_visible()
    expect(desk.locator(".alert-warning")).to_have_count(0)  # about the exchange, for one

    open_class(desk)
    for student, score in SCORES.items():
        expect(row(desk, student)).to_contain_text(score)
    picture("formgrader", page.locator("#jp-main-dock-panel"), last=desk.locator("table"))

    row(desk, "student05").get_by_role("link").click()
    mark = desk.locator("#test_gradient_step")
    expect(mark).to_have_attribute("placeholder", "0")  # what the grader gave
    with page.expect_response(re.compile("/formgrader/api/grade/")) as response:
        mark.fill("1.5")
        mark.press("Tab")
    assert response.value.ok

    desk.get_by_role("link", name="Manual Grading").click()
    open_class(desk)
    expect(row(desk, "student05")).to_contain_text("9.5 / 10")


@pytest.fixture(scope="module")
def report(graded_class) -> str:
    """The address of the class's report, which links the students' pages."""
    where = ["--course-dir", str(graded_class), "--quiet"]
    assert main(["feedback", LESSON, *where]) == 0
    assert main(["report", LESSON, *where]) == 0
    return (graded_class / f"{LESSON}_report.html").as_uri()


def test_the_report_shows_the_class_and_leads_to_the_pages_of_students(page, report, picture):
    page.set_viewport_size({"width": 1000, "height": 1500})
    page.goto(report)
    expect(page.get_by_text("student02 and student09")).to_be_visible()  # one copied
    expect(row_of(page, "student08").first).to_contain_text("restored: test_gradient_step")
    assert not_wider_than_the_window(page)
    picture("report", page.locator("html"), last=page.locator("main table").first)

    row_of(page, "student04").last.get_by_role("link").click()
    expect(page.get_by_text("5.5 of 10 points")).to_be_visible()
    expect(page.get_by_text("expected torch.float32").first).to_be_visible()
    assert not_wider_than_the_window(page)
    picture("feedback", page.locator("html"), last=page.locator(".says").first)


def row_of(page: Page, student: str) -> Locator:
    """The rows of the report's tables about a student."""
    header = page.get_by_role("rowheader", name=student)
    return page.get_by_role("row").filter(has=header)


def not_wider_than_the_window(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
