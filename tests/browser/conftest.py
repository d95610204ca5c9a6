"""A browser, JupyterLab for a student and for an instructor, and where pictures go.

`make test-browser` runs these tests. With `--pictures DIR` they leave what they see there.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lab_server import Lab, course_lab

from autograde.cli import main
from autograde.demo.sample_class import hand_in
from autograde.lessons.course import create_course
from autograde.lessons.source import find_lessons

LESSON = "01_tensors_and_autograd"
CHECKOUT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
_MOST_MILLISECONDS = 180_000  # for one step in the browser: only to notice that it hangs

_MARGIN = 4  # pixels below the last element of a picture

Picture = Callable[..., None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", type=Path, metavar="DIR", help="keep the tests' pictures here")


@pytest.fixture(scope="session")
def browser() -> Iterator:
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is missing: pip install -e '.[dev]'"
    )
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}: sudo apt-get install chromium")
    api.expect.set_options(timeout=_MOST_MILLISECONDS)
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox"], chromium_sandbox=False
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Iterator:
    """A window on a sharp screen."""
    context = browser.new_context(
        viewport={"width": 1500, "height": 1100}, device_scale_factor=2, reduced_motion="reduce"
    )
    context.set_default_timeout(_MOST_MILLISECONDS)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def lessons(browser, tmp_path_factory) -> Path:
    """A student's copy of lessons/."""
    folder = tmp_path_factory.mktemp("student") / "lessons"
    shutil.copytree(CHECKOUT / "lessons", folder)
    return folder


@pytest.fixture(scope="session")
def student_lab(lessons, tmp_path_factory) -> Iterator[Lab]:
    with course_lab(lessons.parent, tmp_path_factory.mktemp("home") / "student") as lab:
        yield lab


@pytest.fixture(scope="session")
def graded_class(browser, tmp_path_factory) -> Path:
    """A course directory in which the made-up students' first lessons are graded."""
    course = tmp_path_factory.mktemp("instructor") / "class"
    lessons = find_lessons([LESSON])
    create_course(course, lessons)
    hand_in(course, lessons[0])
    assert main(["grade", LESSON, "--course-dir", str(course), "--quiet"]) == 0
    return course


@pytest.fixture(scope="session")
def instructor_lab(graded_class, tmp_path_factory) -> Iterator[Lab]:
    options = ("--instructor", "--course-dir", str(graded_class))
    home = tmp_path_factory.mktemp("home") / "instructor"
    with course_lab(graded_class.parent, home, *options) as lab:
        yield lab


@pytest.fixture
def picture(request, tmp_path) -> Picture:
    """Takes a picture of an element as it stands in the window, down to the end of another one."""
    folder = request.config.getoption("--pictures") or tmp_path
    folder.mkdir(parents=True, exist_ok=True)

    def take(name: str, element, last=None) -> None:
        clip = element.bounding_box()
        if last is not None:
            end = last.bounding_box()
            clip["height"] = end["y"] + end["height"] + _MARGIN - clip["y"]
        element.page.screenshot(path=folder / f"{name}.png", clip=clip)

    return take
