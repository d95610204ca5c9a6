"""`course feedback` on graded classes: who gets a page, when, and what is never on it."""

import json
import re
import shutil
import stat
from pathlib import Path

import pytest
from feedback_pages import Seen
from grading_course import (
    ANSWERS,
    CHECKS,
    answered,
    cell_of,
    grade,
    hand_in,
    make_course,
    run,
    source_notebooks,
)
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

from autograde.classroom.course_directory import Course
from autograde.cli import main
from autograde.feedback.class_pages import feedback_pages

WRONG = {
    "double": "def double(x):\n    return x * x",
    "mean": "def mean(values):\n    return sorted(values)[len(values) // 2]",
    "sign": "def sign(x):\n    if x < 0:\n        raise RuntimeError('negative')\n    return 1",
    "why": "Weil die Summe *linear* ist: größer",
}
# What an honest or a curious student may print of the cells that run around their own.
CURIOUS = """\
import traceback
def sign(x):
    traceback.print_stack()
    print(get_ipython().user_ns["In"])
    return 1"""


@pytest.fixture(scope="module")
def graded_class(tmp_path_factory) -> Path:
    """A class that `course grade` graded, with a student whom nbgrader's autograde graded."""
    course = make_course(tmp_path_factory.mktemp("feedback") / "class")
    hand_in(course, "right")
    hand_in(
        course, "wrong", answered(course, answers=WRONG), files={"timestamp.txt": b"2026-01-02"}
    )
    hand_in(course, "curious", answered(course, answers={**WRONG, "sign": CURIOUS}))
    hand_in(course, "unreadable", b"not a notebook")
    extra = answered(course)
    extra.cells.append(new_code_cell("print('my own experiment')"))
    cell_of(extra, "test_mean").source = "pass"
    hand_in(course, "own_cells", extra, files={"submission_secret.txt": b"sesame"})
    shutil.rmtree(hand_in(course, "one_notebook") / "ps2.ipynb", ignore_errors=True)
    (course / "submitted" / "one_notebook" / "ps1" / "ps2.ipynb").unlink()
    result = grade(course)
    assert result.returncode == 0, result.stderr
    hand_in(course, "by_nbgrader", answered(course, answers=WRONG))
    result = run(["nbgrader", "autograde", "ps1", "--student", "by_nbgrader"], course)
    assert result.returncode == 0, result.stderr
    return course


@pytest.fixture
def course(graded_class, tmp_path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(graded_class, tmp_path / "class"))


@pytest.fixture
def feedback(course, capsys):
    """`course feedback ps1` with more words: its exit code, stdout and stderr."""

    def command(*words: object) -> tuple[int, str, str]:
        code = main(["feedback", "ps1", "--course-dir", str(course), *map(str, words)])
        return (code, *capsys.readouterr())

    return command


def page(course: Path, student: str, notebook: str = "ps1") -> Path:
    return course / "feedback" / student / "ps1" / f"{notebook}.html"


def text_of(course: Path, student: str, notebook: str = "ps1") -> str:
    return Seen(page(course, student, notebook).read_text()).text


def statuses(course: Path, feedback, *words: str) -> dict[str, str]:
    """What `course feedback` did with each student's ps1."""
    feedback("--json", course / "pages.json", *words)
    document = json.loads((course / "pages.json").read_text())
    assert (document["schema"], document["assignment"]) == (1, "ps1")
    return {e["student"]: e["status"] for e in document["pages"] if e["notebook"] == "ps1"}


def test_nothing_hidden_is_on_any_page(course, feedback):
    assert feedback()[0] == 0
    pages = sorted((course / "feedback").rglob("*.html"))
    assert len(pages) == 14
    for path in pages:
        html = path.read_text()
        written = own_text(course, path)
        for line in secret_lines():
            if line not in written:
                assert line not in html, path
                assert line not in Seen(html).text, path
        assert "grade_in_namespace" not in html
        assert "HIDDEN TESTS" not in html
        assert str(course) not in html


def secret_lines() -> set[str]:
    """Lines of the checks, of hidden regions and of the reference solutions."""
    texts = [CHECKS, *ANSWERS.values()]
    for notebook in source_notebooks().values():
        texts += re.findall(
            r"BEGIN HIDDEN TESTS(.*?)### END",
            "\n".join(c.source for c in notebook.cells),
            re.DOTALL,
        )
    lines = {line.strip() for text in texts for line in text.split("\n")}
    return {line for line in lines if len(line) > 10}


def own_text(course: Path, path: Path) -> str:
    """What the student handed in, of which every line may be on the page."""
    submitted = course / "submitted" / path.parts[-3] / "ps1" / f"{path.stem}.ipynb"
    if not submitted.exists() or submitted.read_bytes()[:1] != b"{":
        return ""
    return "\n".join("".join(c["source"]) for c in json.loads(submitted.read_text())["cells"])


def test_every_student_gets_the_hints_in_the_words_of_the_message(course, feedback):
    feedback()
    for student in ("wrong", "by_nbgrader"):
        text = text_of(course, student)
        assert "This is the median: the mean of 1, 2 and 6 is 3." in text
        assert "RuntimeError: negative" in text
        assert "It came from your code:" in text and "raise RuntimeError('negative')" in text
        assert "größer" in text
        assert "5 of 12 points" in text or "4 of 12 points" in text
        assert "waits for a grade by hand" in text
    assert re.search(r"double\(\d+\) is \d+, expected \d+\.", text_of(course, "wrong"))
    assert "A check failed, and says no more than that." in text_of(course, "by_nbgrader")
    assert "my own experiment" in text_of(course, "own_cells")
    assert "not a notebook" not in text_of(course, "right")
    assert "is not JSON" in text_of(course, "unreadable")
    assert "was not handed in" in text_of(course, "one_notebook", "ps2")


def test_what_graders_wrote_is_there_and_escaped(course, feedback):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        gradebook.find_comment("why", "ps1", "ps1", "right").manual_comment = "<i>Good</i> & short"
        mark = gradebook.find_grade("why", "ps1", "ps1", "right")
        mark.manual_score, mark.needs_manual_grade = 2.5, False
        notebook = gradebook.find_submission_notebook("ps1", "ps1", "right")
        notebook.late_submission_penalty = 1.0
        gradebook.db.commit()
    assert statuses(course, feedback)["right"] == "made"
    assert "&lt;i&gt;Good&lt;/i&gt; &amp; short" in page(course, "right").read_text()
    assert "10.5 of 12 points" in text_of(course, "right")
    assert "11.5 earned, 1 taken off" in text_of(course, "right")


def test_only_what_has_changed_is_made_anew(course, feedback):
    assert set(statuses(course, feedback).values()) == {"made"}
    before = page(course, "right").stat().st_mtime_ns
    assert set(statuses(course, feedback).values()) == {"unchanged"}
    assert page(course, "right").stat().st_mtime_ns == before
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        gradebook.find_comment("why", "ps1", "ps1", "right").manual_comment = "See me."
        gradebook.db.commit()
    graded = course / "autograded" / "wrong" / "ps1" / "ps1.ipynb"
    graded.chmod(0o644)
    graded.write_text(graded.read_text().replace("negative", "below zero"))
    page(course, "curious").write_text("cut off")
    made = {name for name, status in statuses(course, feedback).items() if status == "made"}
    assert made == {"right", "wrong", "curious"}
    assert set(statuses(course, feedback, "--force").values()) == {"made"}


def test_one_broken_notebook_is_named_and_stops_nobody(course, feedback):
    feedback()
    broken = course / "autograded" / "right" / "ps1" / "ps1.ipynb"
    broken.chmod(0o644)
    broken.write_text("{")
    code, out, err = feedback()
    assert code == 1
    assert "no page for ps1 of right: the graded notebook is broken (it is not JSON)" in err
    assert "course grade ps1 --student right --force" in err
    assert "could not be made" in out and "Traceback" not in err
    assert not page(course, "right").exists()  # an old page would tell an old story
    assert page(course, "right", "ps2").exists() and page(course, "wrong").exists()


def test_quiet_says_nothing_and_json_everything(course, feedback):
    code, out, err = feedback("--quiet", "--json", course / "pages.json", "--student", "right")
    assert (code, out, err) == (0, "", "")
    entries = json.loads((course / "pages.json").read_text())["pages"]
    assert [entry["path"] for entry in entries] == [
        str(page(course, "right")),
        str(page(course, "right", "ps2")),
    ]
    found = feedback_pages(Course.open(course), "ps1", "right")
    assert found == [page(course, "right"), page(course, "right", "ps2")]


def test_a_json_file_that_cannot_be_written_is_said_before_the_work(course, feedback):
    code, _, err = feedback("--json", course / "nowhere" / "pages.json")
    assert code == 1 and "cannot be written" in err
    assert not (course / "feedback").exists()


def test_nbgrader_finds_all_that_it_needs_to_release_the_pages(course, feedback, tmp_path):
    feedback()
    assert page(course, "wrong").with_name("timestamp.txt").read_text() == "2026-01-02"
    assert stat.S_IMODE(page(course, "wrong").stat().st_mode) == 0o644
    for student in ("right", "wrong", "own_cells"):  # an exchange gives each one of these
        for name in ("timestamp.txt", "submission_secret.txt"):
            (course / "autograded" / student / "ps1").chmod(0o755)
            path = course / "autograded" / student / "ps1" / name
            path.unlink(missing_ok=True)
            path.write_text("2026-01-02 10:00:00 UTC" if name[0] == "t" else "sesame")
    feedback()
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    config = f"c.Exchange.root = {str(exchange)!r}\nc.Exchange.path_includes_course = False\n"
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(config)
    students = ["right", "wrong", "own_cells"]
    for student in students:
        command = ["nbgrader", "release_feedback", "ps1", "--student", student]
        result = run(command, course)
        assert result.returncode == 0, result.stderr
    released = list((exchange / "tiny" / "feedback").glob("*.html"))
    assert {path.read_bytes() for path in released} <= {
        page(course, student, name).read_bytes() for student in students for name in ("ps1", "ps2")
    }
    assert released


def test_links_in_the_place_of_files_are_not_followed(course, feedback, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the instructor's own")
    folder = course / "autograded" / "right" / "ps1"
    folder.chmod(0o755)
    (folder / "submission_secret.txt").symlink_to(secret)
    feedback("--student", "right")
    assert not page(course, "right").with_name("submission_secret.txt").exists()
