"""What must hold of every notebook, whatever it is: it is graded, shown, and earns what it owes."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import mutations
import nbformat
from grading_course import ANSWERS, POINTS, answered, make_course
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_output

from autograde.classroom.cache import Cache
from autograde.classroom.class_run import prepare_class
from autograde.classroom.gradebook import open_gradebook
from autograde.classroom.save_grades import save_grades
from autograde.feedback.cells import BrokenNotebook
from autograde.feedback.grades import read_grades
from autograde.feedback.lesson import read_lessons
from autograde.feedback.page import render_page
from autograde.grading import grade
from autograde.grading.graded import GradedSubmission
from autograde.grading.kernel import NotebookKernel
from autograde.grading.notebook_file import UnreadableNotebook, read_notebook
from autograde.grading.submission import Submission

TESTS = tuple(name for name in POINTS if name.startswith("test_") and name != "test_zero")


# How each test of the key begins, and no answer does.
_FIRST_WORDS = {name: f"assert {name.removeprefix('test_')}(" for name in TESTS}
_FIRST_WORDS["test_parts"] = "1.0 * (first == 1)"


class InstantKernel(NotebookKernel):
    """Says at once what a kernel would: a test of the key fails unless the right answer ran last.

    Any other code ends without an error, and prints itself.
    """

    def _start(self) -> None:
        self.alive, self._right = True, set()

    def _stop(self) -> None:
        pass

    def run_cell(self, index: int, code: str) -> str:
        outputs = []
        name = next((name for name in TESTS if code.startswith(_FIRST_WORDS[name])), "")
        if name and name.removeprefix("test_") not in self._right:
            outputs = [new_output("error", ename="AssertionError", evalue="no", traceback=[])]
        elif name == "test_parts":
            outputs = [new_output("execute_result", data={"text/plain": "2.0"})]
        elif not name:
            self._define(code)
            outputs = [new_output("stream", text=code), new_output("display_data", data={})]
        self.notebook.cells[index]["outputs"] = outputs
        return "done"

    def _define(self, code: str) -> None:
        for name, answer in ANSWERS.items():
            if code.strip() == answer:
                self._right.add(name)
            elif name in code:
                self._right.discard(name)


class Pipeline:
    """From the bytes of a notebook to its feedback page, with all that lies between.

    A context manager; `graded` counts the notebooks.
    """

    def __init__(self, folder: Path) -> None:
        self.course = make_course(folder, checks="")
        submitted = self.course / "submitted" / "fuzz" / "ps1"
        submitted.mkdir(parents=True)
        self.run = prepare_class(self.course, "ps1")
        self.graded = 0
        self._cache = Cache(folder / "cache", "ps1")
        course = self.run.course
        self._opened = open_gradebook(course.gradebook_url, course.course_id)
        self._gradebook = self._opened.__enter__()
        release = self.course / "release" / "ps1"
        self._lesson = read_lessons(self._gradebook, "ps1", release, course.config)["ps1"]

    def __enter__(self) -> "Pipeline":
        return self

    def __exit__(self, *exception: object) -> None:
        self._opened.__exit__(*exception)

    def grade(self, data: bytes) -> GradedSubmission:
        """Grade the notebook without a kernel, and put the result where results go."""
        with mock.patch.object(grade, "NotebookKernel", InstantKernel):
            graded = self.grade_in_kernel(data)
        self._cache.keep("fingerprint", graded, {})
        assert self._cache.read("fuzz", "fingerprint") is not None
        save_grades(self._gradebook, "ps1", [graded])
        grades = read_grades(self._gradebook, "ps1")[0]
        text = graded.notebooks["ps1"].encode()
        nbformat.reads(text.decode(), as_version=4)
        assert "</html>" in render_page(text, self._lesson, grades)
        with contextlib.suppress(BrokenNotebook):  # whoever graded it
            render_page(data, self._lesson, grades)
        return graded

    def grade_in_kernel(self, data: bytes) -> GradedSubmission:
        """Grade the notebook: a report without a fault, and no points that are not owed."""
        self.graded += 1
        submission = Submission("fuzz", {"ps1": data}, {"ps2": "is missing"})
        graded = grade.grade_submission(self.run.key, submission, self.run.limits)
        assert graded.report.status == "graded", graded.report.flags
        json.dumps(graded.report.to_dict(), allow_nan=False).encode("utf-8", "replace")
        owed = _owed(data)
        for cell in graded.report.cells:
            assert 0 <= cell.score <= owed.get(cell.grade_id, 0.0), cell
        return graded


def _owed(data: bytes) -> dict[str, float]:
    """What each test is worth that a cell of the notebook has the right answer to."""
    try:
        notebook, _ = read_notebook(data)
    except UnreadableNotebook:
        return {}
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return {name: POINTS[name] for name in TESTS if ANSWERS[name.removeprefix("test_")] in text}


def documents(pipeline: Pipeline) -> tuple[dict, dict]:
    """The released notebook and one with the right answers, as JSON documents."""
    release = pipeline.course / "release" / "ps1" / "ps1.ipynb"
    return json.loads(release.read_text()), json.loads(nbformat.writes(answered(pipeline.course)))


def search(
    check: Callable[[bytes], object], strategy: st.SearchStrategy[bytes], number: int
) -> None:
    """Check so many notebooks of a strategy. Raises what the simplest bad one brings about."""

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def every_notebook(data: bytes) -> None:
        check(data)

    every_notebook()


def strategies(pipeline: Pipeline) -> dict[str, st.SearchStrategy[bytes]]:
    """Strategies that make notebooks, by name."""
    released, right = documents(pipeline)
    either = st.sampled_from([released, right])
    return {
        "made up": mutations.made_up(),
        "rearranged": either.flatmap(mutations.rearranged),
        "with flipped bytes": either.map(mutations.to_bytes).flatmap(mutations.flipped),
    }
