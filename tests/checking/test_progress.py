"""`course progress` and the start page tell what `course check` saw; `course reset` undoes it."""

import json
from pathlib import Path

import pytest
from tiny_lesson import NAME, RIGHT, cell_of, put, tiny_lesson

from autograde.checking.lessons import Lessons
from autograde.checking.progress import read_progress, remember
from autograde.checking.start_page import start_page
from autograde.cli import main

SECOND = "02_small"


@pytest.fixture(autouse=True)
def checkout(tmp_path, monkeypatch) -> Path:
    """A checkout with two lessons, in which the commands run."""
    for name in (NAME, SECOND):
        put(tiny_lesson(), tmp_path / "lessons" / name / f"{name}.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def lessons(checkout) -> Lessons:
    return Lessons(checkout / "lessons")


def course(capsys, *words: object) -> str:
    """What the command says, the runs of blanks in it shortened to one."""
    main([*map(str, words)])
    out, err = capsys.readouterr()
    return " ".join((out + err).split())


def test_before_the_first_check_everything_is_to_be_done(capsys):
    text = course(capsys, "progress")
    assert f"{NAME} 0 of 2 never" in text
    assert f"Next: double in {NAME} (`course lab 01`, then `course check 01`)" in text


def test_a_check_is_remembered_and_a_reset_too(checkout, capsys):
    answers = {"double": RIGHT["double"]}
    mine = put(tiny_lesson(**answers), checkout / "home" / f"{NAME}.ipynb")
    course(capsys, "check", mine)
    text = course(capsys, "progress")
    assert f"{NAME} 1 of 2 20" in text
    assert f"Next: half in {NAME}" in text
    text = course(capsys, "reset", mine, "double")
    assert "double is blank again the old file is kept as" in text
    assert "before-reset-" in text
    assert f"{NAME} 0 of 2 20" in course(capsys, "progress")
    assert "double is blank already" in course(capsys, "reset", mine, "double")


def test_a_lesson_that_is_done_points_to_the_next_one(lessons, capsys):
    remember(lessons, NAME, {"double": "passed", "half": "manual"})
    text = course(capsys, "progress")
    assert "2 of 2" in text
    assert "done" in text
    assert f"Next: double in {SECOND}" in text
    remember(lessons, SECOND, {"double": "passed", "half": "passed"})
    assert "All lessons are done." in course(capsys, "progress")


def test_the_last_check_counts(lessons, capsys):
    remember(lessons, NAME, {"double": "passed", "half": "passed"})
    remember(lessons, NAME, {"double": "failed", "half": "passed"})
    assert f"Next: double in {NAME}" in course(capsys, "progress")


def test_machines_get_json(lessons, capsys):
    remember(lessons, NAME, {"double": "passed", "half": "failed"})
    main(["progress", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert document["next"] == {"lesson": NAME, "exercise": "half"}
    first, second = document["lessons"]
    assert first["exercises"] == {"double": "passed", "half": "failed"}
    assert (first["passed"], first["done"]) == (1, False)
    assert second["exercises"] == {"double": "not begun", "half": "not begun"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"7",
        b"[" * 100_000,
        b'{"schema": 1}',
        b'{"schema": 9, "checked": "2026-01-31", "exercises": {"double": "passed"}}',
        b'{"schema": 1, "checked": "yesterday", "exercises": {"double": "passed"}}',
        b'{"schema": 1, "checked": "2026-01-31", "exercises": {"double": 1}}',
    ],
)
def test_a_broken_file_is_told_and_counted_anew(lessons, capsys, content):
    remember(lessons, NAME, {"double": "passed", "half": "passed"})
    remember(lessons, SECOND, {"double": "passed", "half": "passed"})
    (lessons.folder / "progress" / f"{NAME}.json").write_bytes(content)
    text = course(capsys, "progress")
    assert f"{NAME} is counted anew" in text
    assert f"{NAME} 0 of 2" in text
    assert f"{SECOND} 2 of 2" in text
    remember(lessons, NAME, {"double": "passed", "half": "passed"})
    assert "All lessons are done." in course(capsys, "progress")


def test_git_ignores_what_is_remembered_and_nothing_is_left_beside_it(lessons):
    remember(lessons, NAME, {"double": "passed"})
    folder = lessons.folder / "progress"
    assert sorted(path.name for path in folder.iterdir()) == [".gitignore", f"{NAME}.json"]
    assert (folder / ".gitignore").read_text() == "*\n"


def test_a_check_goes_on_where_nothing_can_be_remembered(lessons, capsys):
    (lessons.folder / "progress").write_text("in the way")
    mine = put(tiny_lesson(**RIGHT), lessons.folder.parent / "home" / f"{NAME}.ipynb")
    assert main(["check", str(mine)]) == 0
    out, err = capsys.readouterr()
    assert "2 of 2 exercises pass" in out
    assert err.startswith("The progress is not remembered: ")
    assert err.count("\n") == 1


def test_check_repairs_the_file_first_when_asked(checkout, capsys):
    notebook = tiny_lesson(**RIGHT)
    cell_of(notebook, "test_half").source = "pass"
    mine = put(notebook, checkout / "home" / f"{NAME}.ipynb")
    assert "--repair` mends the file itself" in course(capsys, "check", mine)
    text = course(capsys, "check", mine, "--repair")
    assert "test_half was changed: it is as released again" in text
    assert "note:" not in text
    assert "2 of 2 exercises pass" in text
    assert "it needs no repair" in course(capsys, "check", mine, "--repair")


def test_a_folder_with_kept_copies_still_names_its_notebook(checkout, capsys):
    mine = put(tiny_lesson(**RIGHT), checkout / "home" / f"{NAME}.ipynb")
    course(capsys, "reset", mine)
    assert "is blank already" in course(capsys, "reset", mine.parent)


def test_the_start_page_links_every_lesson_and_says_what_is_next(lessons):
    remember(lessons, NAME, {"double": "passed", "half": "failed"})
    page = start_page(lessons, read_progress(lessons))
    assert f"**Next: [Tiny](../{NAME}/{NAME}.ipynb), exercise `half`.**" in page
    assert f"| [Tiny](../{NAME}/{NAME}.ipynb) | 1 of 2 | checked 20" in page
    assert f"| [Tiny](../{SECOND}/{SECOND}.ipynb) | 0 of 2 | not checked yet |" in page


def test_a_lesson_without_a_readable_notebook_is_listed_by_its_name(lessons):
    lessons.path("02").write_text("{")
    page = start_page(lessons, read_progress(lessons))
    assert f"[{SECOND}](../{SECOND}/{SECOND}.ipynb) | 0 of 0" in page
