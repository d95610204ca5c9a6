"""`course check` tells a student which visible tests pass, whatever became of the notebook."""

import json
import subprocess
from pathlib import Path

import pytest
from nbgrader.utils import compute_checksum
from tiny_lesson import NAME, RIGHT, cell_of, put, tiny_lesson, without

from autograde.cli import main


@pytest.fixture(autouse=True)
def checkout(tmp_path, monkeypatch) -> Path:
    """A checkout with one lesson, in which the command runs."""
    root = tmp_path / "checkout"
    put(tiny_lesson(), root / "lessons" / NAME / f"{NAME}.ipynb")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def mine(tmp_path) -> Path:
    """Where the student's copy of the notebook lies."""
    return tmp_path / "home" / f"{NAME}.ipynb"


def check(capsys, *words: object) -> tuple[int, str]:
    """Exit code and output, the runs of blanks in it shortened to one."""
    code = main(["check", *map(str, words)])
    out, err = capsys.readouterr()
    return code, " ".join((out + err).split())


def test_a_solved_notebook_passes(mine, capsys):
    code, text = check(capsys, put(tiny_lesson(**RIGHT), mine))
    assert code == 0
    assert "passed double 2 points" in text
    assert "passed half 1 point" in text
    assert "2 of 2 exercises pass" in text
    assert "note:" not in text


def test_quietly_a_solved_notebook_says_nothing_and_another_one_what_fails(mine, capsys):
    assert check(capsys, "--quiet", put(tiny_lesson(**RIGHT), mine)) == (0, "")
    code, text = check(capsys, "--quiet", put(tiny_lesson(), mine))
    assert code == 1
    assert "0 of 2 exercises pass" in text


def test_a_failed_test_is_told_with_its_message_and_an_untouched_answer_as_not_begun(mine, capsys):
    wrong = "def double(x):\n    return x * x"
    code, text = check(capsys, put(tiny_lesson(double=wrong), mine))
    assert code == 1
    assert "failed double 2 points double(3) is not 6" in text
    assert "not begun half" in text


def test_the_words_of_expect_are_shown_without_a_traceback(mine, checkout, capsys):
    lesson = tiny_lesson()
    test = cell_of(lesson, "test_half")
    test.source = (
        "from course_lib import expect\n"
        "expect.equal('half(6)', half(6), 4, look='Look at the factor.')"
    )
    test.metadata.nbgrader["checksum"] = compute_checksum(test)
    put(lesson, checkout / "lessons" / NAME / f"{NAME}.ipynb")
    for name, answer in RIGHT.items():
        cell_of(lesson, name).source = answer
    code, text = check(capsys, put(lesson, mine))
    assert code == 1
    assert "half(6) is 3.0, expected 4. Look at the factor." in text
    assert "Traceback" not in text
    assert "ExpectationError" not in text


def test_an_error_above_a_test_is_told_with_it(mine, capsys):
    code, text = check(capsys, put(tiny_lesson(**RIGHT | {"half": "def half(x) return"}), mine))
    assert code == 1
    assert "In a cell above it, half: SyntaxError" in text


def test_changed_and_removed_tests_are_put_back_for_the_check_only(mine, capsys):
    notebook = without(tiny_lesson(double="def double(x):\n    return 7"), "test_half")
    cell_of(notebook, "test_double").source = "pass"
    before = put(notebook, mine).read_text()
    code, text = check(capsys, mine)
    assert code == 1
    assert "test_double was changed: the released cell was used" in text
    assert "test_half was missing: the released cell was used" in text
    assert "failed double" in text
    assert "not begun half" in text
    assert mine.read_text() == before


def test_a_repeated_test_counts_once(mine, capsys):
    notebook = tiny_lesson(**RIGHT)
    copy = json.loads(json.dumps(cell_of(notebook, "test_half")))
    notebook.cells.append(type(notebook)(copy | {"id": "copy"}))
    code, text = check(capsys, put(notebook, mine))
    assert code == 0
    assert "test_half is there more than once" in text
    assert text.count("passed half") == 1


def test_a_renamed_notebook_is_recognised_by_its_exercises(mine, capsys):
    notebook = put(without(tiny_lesson(**RIGHT), "test_half"), mine.with_name("my work.ipynb"))
    assert "test_half was missing: the released cell was used" in check(capsys, notebook)[1]


def commit_all(root: Path) -> None:
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-C", str(root)]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True)


@pytest.mark.parametrize("own_work_is_committed", [False, True])
def test_who_works_in_the_lesson_itself_is_compared_with_what_git_has(
    checkout, capsys, own_work_is_committed
):
    commit_all(checkout)
    broken = without(tiny_lesson(**RIGHT), "test_half")
    put(broken, checkout / "lessons" / NAME / f"{NAME}.ipynb")
    if own_work_is_committed:
        commit_all(checkout)
    code, text = check(capsys, "01")
    assert code == 0
    assert "test_half was missing: the released cell was used" in text


def test_a_lesson_whose_cells_were_deleted_is_not_its_own_model(checkout, capsys):
    commit_all(checkout)
    unanswered = without(tiny_lesson(), "test_half")
    put(unanswered, checkout / "lessons" / NAME / f"{NAME}.ipynb")
    assert "test_half was missing" in check(capsys, "01")[1]


def test_without_the_released_lesson_changes_are_told(tmp_path, monkeypatch, mine, capsys):
    monkeypatch.setattr("autograde.checking.lessons._CHECKOUT", tmp_path)
    monkeypatch.chdir(tmp_path)
    notebook = tiny_lesson(**RIGHT)
    cell_of(notebook, "test_double").source = "pass"
    code, text = check(capsys, put(notebook, mine))
    assert code == 0
    assert "the released lesson was not found" in text
    assert "test_double was changed: grading uses the released cell" in text


def test_an_unknown_kernel_is_replaced(mine, capsys):
    notebook = tiny_lesson(**RIGHT)
    notebook.metadata.kernelspec["name"] = "anaconda-7"
    code, text = check(capsys, put(notebook, mine))
    assert code == 0
    assert "'anaconda-7' is not installed here" in text


def test_an_endless_cell_is_stopped_and_the_others_run(mine, capsys):
    endless = "import time\nwhile True: time.sleep(0.1)"
    notebook = put(tiny_lesson(**RIGHT | {"double": endless}), mine)
    code, text = check(capsys, notebook, "--timeout", 5)
    assert code == 1
    assert "did not end within 5 seconds" in text
    assert "passed half" in text


def test_a_cell_that_ends_the_kernel_is_named(mine, capsys):
    code, text = check(capsys, put(tiny_lesson(double="import os; os._exit(1)"), mine))
    assert code == 1
    assert "In a cell above it, double: The Python process ended here" in text
    assert "killed half" in text


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n", "is not JSON"),
        (b'{"cells": [', "is not JSON"),
        (b"[1, 2]", "is JSON but no notebook"),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', "has no cells"),
    ],
)
def test_a_file_that_is_no_notebook_gets_one_line(mine, capsys, content, complaint):
    mine.parent.mkdir()
    mine.write_bytes(content)
    assert main(["check", str(mine)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert complaint in err
    assert "open the lesson anew" in err


def test_a_notebook_of_another_course_gets_one_line(mine, capsys):
    notebook = tiny_lesson()
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)
    code, text = check(capsys, put(notebook, mine.with_name("diary.ipynb")))
    assert code == 1
    assert "has no test cells" in text


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("01_tinny", "did you mean 01_tiny?"),
        ("zebra", "the lessons are 01_tiny"),
        ("gone.ipynb", "gone.ipynb does not exist"),
        (".", "holds 0 notebooks"),
    ],
)
def test_a_wrong_name_gets_one_line(capsys, words, complaint):
    code, text = check(capsys, words)
    assert code == 1
    assert complaint in text
