"""What a real browser does with a feedback page whose outputs try everything: nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from feedback_pages import display, error, page_of, stream
from test_feedback_outputs import HOSTILE, hostile_page, png

CHROMIUM = Path("/usr/bin/chromium")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
# Everything that a reader can do to an element, done to all of them.
TOUCH_ALL = """
    document.querySelectorAll('details').forEach(each => each.open = true);
    document.querySelectorAll('body *').forEach(each => {
        for (const name of ['mouseover', 'focus', 'toggle', 'load', 'error', 'click'])
            each.dispatchEvent(new MouseEvent(name, {bubbles: true, cancelable: true}));
    });
"""


@pytest.fixture(scope="module")
def browser() -> Iterator:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], chromium_sandbox=False
        )
        yield browser
        browser.close()


# The beginnings of those that run, or load, wherever they stand.
BY_THEMSELVES = ("<script", "<img", "<svg onl", "<iframe", "<a href='java", "<details", "<body")


class Visit:
    """A page opened and touched all over: what ran, what it asked for, where one ended up."""

    def __init__(self, browser, path: Path, html: str) -> None:
        path.write_text(html, encoding="utf-8", errors="replace")
        page = browser.new_page()
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.route("http*://**", lambda route: route.abort())
        page.add_init_script("window.runs = 0; window.ran = () => { window.runs += 1 };")
        page.goto(path.as_uri(), wait_until="load")
        if page.url == path.as_uri():
            page.evaluate(TOUCH_ALL)
        page.wait_for_load_state("networkidle")
        self.runs, self.frames = page.evaluate("window.runs"), len(page.frames)
        self.stayed = page.url.partition("#")[0] == path.as_uri()
        self.visible = page.locator("h1").first.is_visible()
        self.asked = [url for url in self.asked if url != path.as_uri() and url[:5] != "data:"]
        page.close()


@pytest.mark.parametrize("with_policy", [True, False], ids=["as it is", "without its policy"])
def test_nothing_of_a_students_outputs_runs_or_is_loaded(browser, tmp_path, with_policy):
    html = hostile_page() if with_policy else POLICY.sub("", hostile_page())
    visit = Visit(browser, tmp_path / "page.html", html)
    assert (visit.runs, visit.asked, visit.frames) == (0, [], 1)
    assert visit.stayed and visit.visible


@pytest.mark.parametrize("html", [html for html in HOSTILE if html.startswith(BY_THEMSELVES)])
def test_the_same_does_run_on_a_page_that_lets_it(browser, tmp_path, html):
    bare = f"<!DOCTYPE html><title>x</title><h1>x</h1><div>{html}</div>"
    visit = Visit(browser, tmp_path / "bare.html", bare)
    assert visit.runs or visit.asked


@pytest.mark.parametrize("width", [390, 1100])
def test_a_page_fits_the_screen_and_shows_its_pictures(browser, tmp_path, width):
    path = tmp_path / "page.html"
    long = display(plain="wide " * 100)
    table = display(html="<table><tr>" + "<td>0.123456789</td>" * 40 + "</tr></table>")
    outputs = (stream("x" * 3000), long, table, display(png=png(900, 300)), error("E", "y" * 500))
    path.write_text(page_of(*outputs), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate("[...document.images].every(each => each.naturalWidth > 0)")
    page.close()


def test_what_is_folded_is_printed_too(browser, tmp_path):
    path = tmp_path / "page.html"
    path.write_text("<!DOCTYPE html>" + hostile_page(), encoding="utf-8", errors="replace")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.emulate_media(media="print")
    heights = page.evaluate(
        "[...document.querySelectorAll('details pre')].map(e => e.getBoundingClientRect().height)"
    )
    assert heights and all(heights)
    page.close()
