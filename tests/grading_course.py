"""A tiny nbgrader course for the tests of the grader: made, released, and handed in.

One assignment, `ps1`, with two notebooks. `ps1` has a test of every kind: `test_double` (2 points,
sealed), `test_mean` (4 points, sealed, with partial credit), `test_sign` (1 point, hidden tests
that run in the kernel), `test_parts` (2 points, partial credit by its last expression), and `why`
(3 points, graded by hand). `ps2` has `test_zero` (1 point). No test of it needs training.
"""

import atexit
import copy
import functools
import json
import logging
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps.baseapp import NbGrader
from nbgrader.converters import GenerateAssignment

from autograde.environment import prepare_environment

POINTS = {
    "test_double": 2.0,
    "test_mean": 4.0,
    "test_sign": 1.0,
    "test_parts": 2.0,
    "why": 3.0,
    "test_zero": 1.0,
}
ANSWERS = {
    "double": "def double(x):\n    return 2 * x",
    "mean": "def mean(values):\n    return sum(values) / len(values)",
    "sign": "def sign(x):\n    return (x > 0) - (x < 0)",
    "parts": "first, second = 1, 2",
    "why": "Because a sum is linear.",
    "zero": "def zero(x):\n    return 0 * x",
}
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "tiny"
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s).*"
"""
CHECKS = '''
"""Sealed checks of ps1."""

from autograde.sealed import Verdict, sealed


@sealed("test_double")
def doubles(student):
    x = student.rng.initial_seed() % 1000 + 1
    evidence = student.probe("y = double(x)", x=x)
    if evidence.number("y") != 2 * x:
        return Verdict.wrong(f"double({x}) is {evidence.number('y'):g}, expected {2 * x}.")
    return Verdict.right()


@sealed("test_mean")
def averages(student):
    evidence = student.probe("y = mean([1.0, 2.0, 6.0])")
    if evidence.number("y") == 2.0:
        return Verdict.partial(0.5, "This is the median: the mean of 1, 2 and 6 is 3.")
    if evidence.number("y") != 3.0:
        return Verdict.wrong("The mean of 1, 2 and 6 is 3.")
    return Verdict.right()
'''


def make_course(folder: Path, config: str = "", checks: str = CHECKS) -> Path:
    """Make a course directory with ps1 released; `config` goes into its nbgrader_config.py.

    With `checks` empty it is some other course: the notebooks are the same but for sealed regions.
    """
    shutil.copytree(_template(bool(checks)), folder)
    with (folder / "nbgrader_config.py").open("a") as file:
        file.write(textwrap.dedent(config))
    if checks:
        (folder / "keys" / "ps1").mkdir(parents=True)
        (folder / "keys" / "ps1" / "checks.py").write_text(checks)
    return folder


@functools.cache
def _template(sealed: bool) -> Path:
    """A course directory, made once, that the others are copies of."""
    folder = Path(tempfile.mkdtemp(prefix="tiny-course-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "nbgrader_config.py").write_text(CONFIG)
    source = folder / "source" / "ps1"
    source.mkdir(parents=True)
    (source / "data.txt").write_text("the instructor's data\n")
    for name, notebook in source_notebooks(sealed).items():
        nbformat.write(notebook, source / f"{name}.ipynb")
    release(folder)
    return folder


def release(folder: Path) -> None:
    """nbgrader's own `generate_assignment ps1`, in this process."""
    prepare_environment()
    app = NbGrader()
    app.load_cwd_config = False
    app.initialize([], root=str(folder))
    app.coursedir.assignment_id = "ps1"
    app.log.setLevel(logging.CRITICAL)
    GenerateAssignment(coursedir=app.coursedir, parent=app).start()


def source_notebooks(sealed: bool = True) -> dict[str, NotebookNode]:
    """The instructor's notebooks, with solutions and hidden tests."""
    first = [
        new_markdown_cell("# Problem set 1", id="title"),
        _cell("setup", "import math", locked=True),
        _solution("double"),
        _test("double", "assert double(3) == 6" + sealed * _sealed_region("test_double", 2)),
        _solution("mean"),
        _test("mean", "assert mean([2, 2]) == 2" + sealed * _sealed_region("test_mean", 4)),
        _solution("sign"),
        _test("sign", "assert sign(3) == 1" + _region("assert sign(-3) == -1")),
        _solution("parts"),
        _test("parts", "1.0 * (first == 1) + 1.0 * (second == 2)"),
        _cell("why", "", kind="markdown", grade=True, solution=True, points=3.0),
    ]
    second = [_solution("zero"), _test("zero", "assert zero(3) == 0")]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        name: new_notebook(cells=cells, metadata={"kernelspec": spec})
        for name, cells in (("ps1", first), ("ps2", second))
    }


def answered(
    course: Path, name: str = "ps1", answers: Mapping[str, str] | None = None
) -> NotebookNode:
    """The released notebook with answers filled in: the right ones, or `answers` over them."""
    notebook = nbformat.read(course / "release" / "ps1" / f"{name}.ipynb", as_version=4)
    texts = {**ANSWERS, **(answers or {})}
    for cell in notebook.cells:
        meta = cell.metadata.get("nbgrader", {})
        if meta.get("solution"):
            cell.source = texts[meta["grade_id"]]
    return copy.deepcopy(notebook)


def hand_in(
    course: Path,
    student: str,
    first: NotebookNode | bytes | None = None,
    second: NotebookNode | bytes | None = None,
    files: Mapping[str, bytes] | None = None,
) -> Path:
    """Put a submission into submitted/; by default one with the right answers."""
    folder = course / "submitted" / student / "ps1"
    folder.mkdir(parents=True, exist_ok=True)
    for name, notebook in (("ps1", first), ("ps2", second)):
        notebook = answered(course, name) if notebook is None else notebook
        data = notebook if isinstance(notebook, bytes) else nbformat.writes(notebook).encode()
        (folder / f"{name}.ipynb").write_bytes(data)
    for name, data in (files or {}).items():
        (folder / name).write_bytes(data)
    return folder


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `python -m COMMAND` in a folder, with this interpreter's scripts on PATH."""
    prepare_environment()
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True
    )


def grade(course: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """`course grade ps1`, with its result in result.json."""
    command = ["autograde", "grade", "ps1", "--course-dir", str(course)]
    return run([*command, "--json", str(course / "result.json"), *options], course.parent)


def submissions(course: Path) -> dict[str, dict]:
    """The submissions in the result.json of `grade`, by student."""
    document = json.loads((course / "result.json").read_text())
    assert document["schema"] == 1
    return {entry["student"]: entry for entry in document["submissions"]}


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The (first) cell with a grade_id."""
    return next(
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def _solution(name: str) -> NotebookNode:
    source = f"### BEGIN SOLUTION\n{ANSWERS[name]}\n### END SOLUTION"
    return _cell(name, source, solution=True)


def _test(name: str, source: str) -> NotebookNode:
    grade_id = f"test_{name}"
    return _cell(grade_id, source, grade=True, locked=True, points=POINTS[grade_id])


def _cell(grade_id: str, source: str, kind: str = "code", **meta: object) -> NotebookNode:
    new_cell = new_code_cell if kind == "code" else new_markdown_cell
    flags = {"grade": False, "solution": False, "locked": False, "task": False, **meta}
    nbgrader = {"grade_id": grade_id, "schema_version": 3, "cell_type": kind, **flags}
    return new_cell(source, id=grade_id.replace("_", "-"), metadata={"nbgrader": nbgrader})


def _region(code: str) -> str:
    return f"\n### BEGIN HIDDEN TESTS\n{code}\n### END HIDDEN TESTS"


def _sealed_region(test: str, points: int) -> str:
    call = f'grade_in_namespace(globals(), lesson="ps1", test="{test}", points={points})'
    return _region(f"from autograde.sealed.in_process import grade_in_namespace\n{call}")
