"""Whatever is handed in costs what it should, gets one clear line, and stops nobody else."""

import json
import subprocess
from pathlib import Path

import pytest
from grading_course import POINTS, answered, cell_of, grade, hand_in, make_course, run, submissions
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_output

# What can be handed in beside right answers, and the outcome of `test_sign` in it.
ODD = {
    "fine": "passed",
    "not_json": "missing",
    "binary": "missing",
    "no_notebook": "missing",
    "other_version": "passed",
    "no_cells": "error",
    "missing_test": "passed",
    "repeated_test": "passed",
    "changed_test": "failed",
    "changed_points": "passed",
    "unknown_kernel": "passed",
    "many_outputs": "passed",
    "one_notebook": "passed",
    "empty_folder": "missing",
    "other_extension": "missing",
    "other_name": "missing",
    "directory": "missing",
    "link": "missing",
    "kills": "passed",  # in a second kernel
    "exits": "passed",
    "asks": "passed",
    "prints": "passed",
}


def hand_in_oddities(course: Path) -> None:
    def changed(grade_id: str, **changes: object):
        notebook = answered(course)
        cell_of(notebook, grade_id).update(changes)
        return notebook

    def without(*grade_ids: str):
        notebook = answered(course)
        for grade_id in grade_ids:
            notebook.cells.remove(cell_of(notebook, grade_id))
        return notebook

    def with_cell(source: str):
        notebook = answered(course)
        notebook.cells.insert(4, new_code_cell(source))
        return notebook

    hand_in(course, "fine")
    hand_in(course, "not_json", b"I could not finish, sorry")
    hand_in(course, "binary", b"\x89PNG\r\n\x1a\n\xff\x00")
    hand_in(course, "no_notebook", b'{"name": "package"}')
    hand_in(course, "other_version", as_version_3(answered(course)))
    hand_in(
        course, "no_cells", b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )
    hand_in(course, "missing_test", without("test_sign", "test_parts"))
    repeated = answered(course)
    repeated.cells.append(NotebookNode(cell_of(repeated, "test_sign"), id="again"))
    hand_in(course, "repeated_test", repeated)
    weak = changed("test_sign", source="pass")
    cell_of(weak, "sign").source = "def sign(x):\n    return 1"
    hand_in(course, "changed_test", weak)
    rich = answered(course)
    cell_of(rich, "test_sign").metadata.nbgrader.points = 1000
    hand_in(course, "changed_points", rich)
    foreign = answered(course)
    foreign.metadata.kernelspec = {"name": "no-such-kernel", "display_name": "?", "language": "?"}
    hand_in(course, "unknown_kernel", foreign)
    text = new_output("stream", name="stdout", text="x" * 1_000_000)
    hand_in(course, "many_outputs", changed("double", outputs=[text] * 60))
    (hand_in(course, "one_notebook") / "ps2.ipynb").unlink()
    for student in ("empty_folder", "other_extension", "other_name", "directory", "link"):
        folder = hand_in(course, student)
        (folder / "ps2.ipynb").unlink()
        path = folder / "ps1.ipynb"
        if student == "other_extension":
            path.rename(folder / "ps1.ipynb.txt")
        elif student == "other_name":
            path.rename(folder / "ps1-final.ipynb")
        else:
            path.unlink()
        if student == "directory":
            path.mkdir()
        elif student == "link":
            path.symlink_to(course / "source" / "ps1" / "ps1.ipynb")
    hand_in(course, "kills", with_cell("import os\nos._exit(0)"))
    hand_in(course, "exits", with_cell("import sys\nsys.exit()"))
    hand_in(course, "asks", with_cell("name = input('Your name? ')"))
    hand_in(course, "prints", with_cell("for _ in range(100): print('x' * 1_000_000)"))


def as_version_3(notebook) -> bytes:
    cells = []
    for cell in notebook.cells:
        old = {"cell_type": cell.cell_type, "metadata": cell.metadata}
        if cell.cell_type == "code":
            old |= {"input": cell.source, "language": "python", "outputs": [], "collapsed": False}
        else:
            old |= {"source": cell.source}
        cells.append(old)
    sheet = {"cells": cells, "metadata": {}}
    document = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [sheet]}
    return json.dumps(document).encode()


@pytest.fixture(scope="module")
def odd_class(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A class in which one submission is fine. Nobody grades it with sealed checks: they need
    torch in every kernel, and make no difference to what was handed in."""
    course = make_course(tmp_path_factory.mktemp("odd") / "tiny", checks="")
    hand_in_oddities(course)
    return course, grade(course)


def test_no_submission_stops_the_others(odd_class):
    course, result = odd_class
    assert result.returncode == 0, result.stderr
    found = submissions(course)
    assert set(found) == set(ODD)
    assert {entry["status"] for entry in found.values()} == {"graded"}
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize("student", ODD)
def test_each_costs_what_it_should(odd_class, student):
    entry = submissions(odd_class[0])[student]
    cells = {c["grade_id"]: c for notebook in entry["notebooks"] for c in notebook["cells"]}
    assert cells["test_sign"]["outcome"] == ODD[student]
    assert set(cells) == set(POINTS)
    if ODD[student] == "passed" and student != "one_notebook":
        assert entry["score"] == 10


@pytest.mark.parametrize(
    ("student", "flag"),
    [
        ("not_json", "ps1.ipynb is not JSON"),
        ("binary", "ps1.ipynb is not JSON (binary data)"),
        ("no_notebook", "ps1.ipynb is JSON but no notebook"),
        ("no_cells", "ps1.ipynb has no cells"),
        ("missing_test", "restored: test_sign"),
        ("repeated_test", "repeated: test_sign"),
        ("changed_test", "changed: test_sign"),
        ("changed_points", "changed: test_sign (points was 1000.0, is 1.0)"),
        ("unknown_kernel", "kernel: 'no-such-kernel' is not installed here"),
        ("one_notebook", "ps2.ipynb is missing"),
        ("empty_folder", "the folder is empty"),
        ("other_extension", "ps1.ipynb is missing; ps1.ipynb.txt is there"),
        ("other_name", "ps1.ipynb is missing; ps1-final.ipynb is there"),
        ("directory", "ps1.ipynb is a directory"),
        ("link", "ps1.ipynb is a symbolic link"),
        ("kills", "killed: ps1.ipynb, cell 5"),
        ("prints", "output cut: ps1.ipynb, cell 5"),
    ],
)
def test_each_gets_one_clear_line(odd_class, student, flag):
    course, result = odd_class
    flags = submissions(course)[student]["flags"]
    assert any(each.startswith(flag) for each in flags), flags
    assert flag in result.stdout


def test_an_ordinary_submission_among_them_has_no_flags(odd_class):
    found = submissions(odd_class[0])
    for student in ("fine", "other_version", "many_outputs", "exits", "asks"):
        assert found[student]["flags"] == []


def test_what_is_left_behind_is_small_and_free_of_what_was_not_followed(odd_class):
    course, _ = odd_class
    sizes = [path.stat().st_size for path in (course / "autograded").rglob("*") if path.is_file()]
    assert max(sizes) < 10_000_000
    assert not (course / "autograded" / "link" / "ps1" / "ps1.ipynb").exists()


def test_nbgraders_feedback_works_on_the_odd_class(odd_class):
    course, _ = odd_class
    result = run(["nbgrader", "generate_feedback", "ps1"], course)
    assert result.returncode == 0, result.stderr
    assert "is not JSON" in (course / "feedback/not_json/ps1/ps1.html").read_text()
