"""verdicts: what a notebook shows of the tests in a cell, and that it is silent in grading."""

import json

import IPython
import IPython.display
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from course_lib import expect, verdicts
from course_lib.expect import ExpectationError

FAILS = "expect.equal('x', 3, 4, look='Count again.')"
HTML, TEXT, MARKDOWN = "text/html", "text/plain", "text/markdown"


class Notebook:
    """A shell in which cells are run; what was `shown` beside errors, and the last `traceback`."""

    def __init__(self) -> None:
        quiet = Config({"HistoryManager": {"enabled": False}})
        self.shell = InteractiveShell(config=quiet, user_ns={"expect": expect})
        self.shell._showtraceback = lambda kind, value, lines: self.traceback.extend(lines)
        self.shown, self.traceback = [], []

    def run(self, code):
        self.shown.clear()
        self.traceback.clear()
        return self.shell.run_cell(code)


@pytest.fixture
def notebook(monkeypatch):
    notebook = Notebook()
    monkeypatch.setattr(verdicts, "_notebook", None)
    monkeypatch.setattr(IPython, "get_ipython", lambda: notebook.shell)
    monkeypatch.setattr(IPython.display, "display", lambda data, raw: notebook.shown.append(data))
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return notebook


@pytest.fixture
def watched(notebook, monkeypatch):
    monkeypatch.setattr(verdicts, "in_watched_notebook", lambda: True)
    return notebook


class TestWhereNobodyWatches:
    def test_a_failure_is_plain_text_without_frames(self, notebook):
        result = notebook.run(FAILS)
        assert isinstance(result.error_in_exec, ExpectationError)
        assert notebook.traceback == ["x is 3, expected 4.", "Count again."]
        assert notebook.shown == []

    def test_what_passes_is_silent(self, notebook):
        assert notebook.run("expect.equal('x', 3, 3)").success
        assert notebook.shown == []

    @pytest.mark.parametrize("grading", ["autograde", "validate"])
    def test_nobody_watches_a_notebook_in_grading(self, monkeypatch, grading):
        stream = type("OutStream", (), {"__module__": "ipykernel.iostream"})()
        monkeypatch.setattr("sys.stdout", stream)
        monkeypatch.setenv("NBGRADER_EXECUTION", grading)
        assert not verdicts.in_watched_notebook()
        monkeypatch.delenv("NBGRADER_EXECUTION")
        assert verdicts.in_watched_notebook()


class TestAFailure:
    def test_is_a_frame_with_what_came_and_where_to_look(self, watched):
        result = watched.run(FAILS)
        assert str(result.error_in_exec) == "x is 3, expected 4.\nCount again."
        assert watched.traceback == ["This test does not pass yet:"]
        (shown,) = watched.shown
        assert "<strong>x</strong> is 3, expected 4." in shown[HTML]
        assert "Where to look:</em> Count again." in shown[HTML]
        assert shown[TEXT] == str(result.error_in_exec)

    def test_escapes_what_comes_from_the_student(self, watched):
        watched.run("expect.equal('<b>', '<script>1</script>', 'x', look='a < b')")
        (shown,) = watched.shown
        assert "&lt;script&gt;1&lt;/script&gt;" in shown[HTML]
        assert "&lt;b&gt;" in shown[HTML]
        assert "a &lt; b" in shown[HTML]
        assert "<script" not in shown[HTML]

    def test_leaves_other_errors_as_they_are(self, watched):
        watched.run("expect.equal('x', 3, 3)\n1 / 0")
        assert watched.shown == []
        assert any("ZeroDivisionError" in line for line in watched.traceback)

    def test_that_is_not_of_this_cell_is_told_in_full(self, watched):
        watched.run(f"try:\n    {FAILS}\nexcept AssertionError as error:\n    kept = error")
        assert watched.shown == []
        watched.run("raise kept")
        assert watched.traceback == ["x is 3, expected 4.", "Count again."]
        assert watched.shown == []

    def test_brings_the_hints_of_its_exercise(self, watched, monkeypatch, tmp_path):
        hints = "<details><summary>Show me a hint</summary>\n\nCount.\n\n</details>"
        cells = [
            {"cell_type": "markdown", "metadata": {}, "source": f"### Exercise 1: `x`\n\n{hints}"},
            {"cell_type": "code", "metadata": {"nbgrader": {"grade": True}}, "source": FAILS},
        ]
        (tmp_path / "lesson.ipynb").write_text(json.dumps({"cells": cells}))
        monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "lesson.ipynb"))
        watched.run(FAILS)
        assert watched.shown[1][MARKDOWN] == hints
        watched.run(f"{FAILS}  # in a cell of my own")
        assert len(watched.shown) == 1


class TestAPass:
    def test_says_quietly_how_many_checks_held(self, watched):
        watched.run("expect.equal('x', 3, 3)")
        assert [shown[TEXT] for shown in watched.shown] == ["The test passes (1 check)."]
        watched.run("for i in range(3):\n    expect.equal('x', i, i)")
        assert [shown[TEXT] for shown in watched.shown] == ["The test passes (3 checks)."]
        assert "The test passes" in watched.shown[0][HTML]

    def test_is_not_claimed_of_a_cell_without_checks(self, watched):
        watched.run("expect.equal('x', 3, 3)")
        watched.run("1 + 1")
        assert watched.shown == []
