"""`course check --repair` and `course reset` put a file in order, and nothing is lost."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from tiny_lesson import NAME, RIGHT, cell_of, put, tiny_lesson, without

from autograde.checking.changes import repair_notebook, reset_exercise, reset_notebook
from autograde.checking.mend import Mended, mend
from autograde.checking.repair import released_key
from autograde.grading.notebook_file import write_notebook
from autograde.grading.sanitise import sanitise
from course_lib.errors import CourseError


def mended(notebook: NotebookNode | dict) -> Mended:
    text = write_notebook(notebook) if isinstance(notebook, NotebookNode) else json.dumps(notebook)
    return mend(text.encode(), "mine.ipynb", tiny_lesson())


def sources(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells]


SOLVED = sources(tiny_lesson(**RIGHT))


def delete(*names: str) -> Callable[[NotebookNode], None]:
    def edit(notebook: NotebookNode) -> None:
        for name in names:
            without(notebook, name)

    return edit


def alter(name: str, source: str) -> Callable[[NotebookNode], None]:
    return lambda notebook: cell_of(notebook, name).update(source=source)


def set_metadata(name: str, metadata: object) -> Callable[[NotebookNode], None]:
    return lambda notebook: cell_of(notebook, name).update(metadata=metadata)


def unlock(notebook: NotebookNode) -> None:
    cell_of(notebook, "test_half").metadata["deletable"] = False


def to_markdown(notebook: NotebookNode) -> None:
    cell = cell_of(notebook, "half")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]


def points(notebook: NotebookNode) -> None:
    cell_of(notebook, "test_half").metadata.nbgrader["points"] = 100


def rename(notebook: NotebookNode) -> None:
    cell_of(notebook, "half").metadata.nbgrader["grade_id"] = "my_half"


def lose_kernel(notebook: NotebookNode) -> None:
    del notebook.metadata["kernelspec"]


def strange_kernel(notebook: NotebookNode) -> None:
    notebook.metadata["kernelspec"] = {"name": "anaconda-7", "display_name": "?"}


# What was broken, whether the student's text comes out whole, and what is said about it.
BREAKAGES = {
    "test deleted": (delete("test_half"), "test_half was missing: it is back"),
    "all tests deleted": (delete("test_double", "test_half"), "test_double was missing"),
    "first cell deleted": (delete("setup"), "setup was missing: it is back"),
    "test altered": (alter("test_double", "pass"), "test_double was changed: it is as released"),
    "locked cell altered": (alter("setup", "FACTOR = 3"), "setup was changed"),
    "metadata lost": (set_metadata("half", {}), "half had lost its name"),
    "metadata not an object": (set_metadata("half", {"nbgrader": 7}), "half had lost its name"),
    "test's metadata lost": (set_metadata("test_half", {}), "test_half had lost its name"),
    "renamed": (rename, "half had lost its name: it has it again"),
    "points altered": (points, "test_half had other metadata: it is as released again"),
    "lock altered": (unlock, "test_half had other metadata"),
    "code made markdown": (to_markdown, "half was a markdown cell"),
    "kernel lost": (lose_kernel, "the kernel was not named: it is 'python3' again"),
    "kernel of another machine": (strange_kernel, "the kernel was 'anaconda-7', which is not"),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_what_editing_broke_is_put_right_and_told_in_one_line_each(name):
    edit, note = BREAKAGES[name]
    notebook = tiny_lesson(**RIGHT)
    edit(notebook)
    after = mended(notebook)
    assert sources(after.notebook) == SOLVED
    assert any(note in each for each in after.notes)
    assert all("\n" not in each for each in after.notes)
    # Nothing is left to do, neither for a second repair nor for the grader.
    assert mended(after.notebook).notes == ()
    assert sanitise(after.notebook, released_key(tiny_lesson())).flags == ()


def test_every_breakage_at_once_is_put_right():
    notebook = tiny_lesson(**RIGHT)
    rename(notebook), points(notebook), lose_kernel(notebook)
    delete("setup", "test_double")(notebook)
    after = mended(notebook)
    assert sources(after.notebook) == SOLVED
    assert len(after.notes) == 5


def test_a_deleted_answer_leaves_a_blank_one_ahead_of_what_replaces_it():
    notebook = without(without(tiny_lesson(**RIGHT), "half"), "test_half")
    notebook.cells.append(new_code_cell(RIGHT["half"], id="elsewhere"))
    after = mended(notebook)
    blank = cell_of(tiny_lesson(), "half").source
    assert sources(after.notebook) == [*SOLVED[:4], blank, RIGHT["half"], SOLVED[5]]
    assert "half was missing: a blank one is back" in after.notes


def test_one_copy_of_a_cell_stays_and_the_others_become_ordinary():
    notebook = tiny_lesson(**RIGHT)
    copy = NotebookNode(json.loads(json.dumps(cell_of(tiny_lesson(), "half"))))
    notebook.cells.append(NotebookNode(copy | {"id": "copy"}))
    notebook = type(notebook)(json.loads(write_notebook(notebook)))
    after = mended(dict(notebook))
    assert len(after.notebook.cells) == len(SOLVED) + 1
    assert cell_of(after.notebook, "half").source == RIGHT["half"]
    assert after.notebook.cells[-1].metadata == {}
    assert any("half was there 2 times" in note for note in after.notes)


def test_a_cell_that_only_claims_to_be_graded_becomes_ordinary():
    notebook = tiny_lesson(**RIGHT)
    role = {"grade_id": "bonus", "grade": True, "points": 100}
    notebook.cells.append(new_code_cell("100", id="bonus", metadata={"nbgrader": role}))
    after = mended(notebook)
    assert after.notebook.cells[-1].metadata == {}
    assert after.notes == ("the cell 'bonus' is not part of the lesson: an ordinary cell now",)


def test_a_cell_under_the_name_of_another_keeps_its_text_and_ids_stay_different():
    notebook = tiny_lesson(**RIGHT)
    cell_of(notebook, "half").metadata.nbgrader["grade_id"] = "double"
    after = mended(notebook).notebook
    ids = [cell.id for cell in after.cells]
    assert len(set(ids)) == len(ids)
    assert set(RIGHT.values()) < set(sources(after))
    assert cell_of(after, "half").source == cell_of(tiny_lesson(), "half").source


def test_equal_ids_are_told_apart_and_told():
    document = json.loads(write_notebook(tiny_lesson(**RIGHT)))
    document["cells"][4]["id"] = document["cells"][2]["id"]
    after = mended(document)
    ids = [cell.id for cell in after.notebook.cells]
    assert len(set(ids)) == len(ids)
    assert after.notes == ("1 cell had no id of its own: it has one now",)


def test_own_cells_tags_and_outputs_stay():
    notebook = without(tiny_lesson(**RIGHT), "test_half")
    own = new_code_cell("1 + 1", id="own", metadata={"tags": ["mine"]}, execution_count=3)
    own.outputs = [new_output("execute_result", {"text/plain": "2"}, execution_count=3)]
    notebook.cells.insert(2, own)
    cell_of(notebook, "test_double").update(source="print('cheat')", execution_count=4)
    cell_of(notebook, "test_double").outputs = [new_output("stream", text="cheat")]
    after = mended(notebook).notebook
    assert after.cells[2] == own
    assert cell_of(after, "test_double").outputs == []  # of a text that is no longer there


def test_what_is_no_valid_notebook_is_made_one():
    document = json.loads(write_notebook(tiny_lesson(**RIGHT)))
    document["cells"][2]["outputs"] = [{"output_type": "nonsense"}]
    del document["cells"][3]["outputs"]
    after = mended(document)
    assert sources(after.notebook) == SOLVED
    assert any("was no valid notebook" in note for note in after.notes)
    assert mended(after.notebook).notes == ()


def test_a_notebook_that_somebody_worked_in_needs_nothing():
    notebook = tiny_lesson(**RIGHT)
    notebook.cells.insert(3, new_code_cell("double(4)", id="own"))
    cell_of(notebook, "test_half").metadata.update(collapsed=True, deletable=True)
    assert mended(notebook).notes == ()


@pytest.fixture(autouse=True)
def checkout(tmp_path, monkeypatch) -> Path:
    root = tmp_path / "checkout"
    put(tiny_lesson(), root / "lessons" / NAME / f"{NAME}.ipynb")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def mine(tmp_path) -> Path:
    """A student's solved notebook, its last test deleted."""
    return put(without(tiny_lesson(**RIGHT), "test_half"), tmp_path / "home" / f"{NAME}.ipynb")


def read(path: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(path.read_text())["cells"]]


def test_the_old_file_is_kept_under_the_first_free_number(mine):
    mine.chmod(0o640)
    before = mine.read_bytes()
    mine.with_name(f"{NAME}.before-repair-1.ipynb").write_text("an earlier one")
    change = repair_notebook(mine)
    assert change.kept == mine.with_name(f"{NAME}.before-repair-2.ipynb")
    assert change.kept.read_bytes() == before
    assert read(mine) == SOLVED
    assert mine.stat().st_mode & 0o777 == 0o640
    assert len(list(mine.parent.iterdir())) == 3


def test_a_file_that_needs_nothing_is_left_as_it_is(mine):
    put(tiny_lesson(**RIGHT), mine)
    before = mine.stat()
    assert repair_notebook(mine).kept is None
    assert mine.stat() == before
    assert [path.name for path in mine.parent.iterdir()] == [mine.name]


@pytest.mark.parametrize("written", [0, 1])
def test_a_file_that_cannot_be_written_stays_whole(mine, monkeypatch, written):
    before, calls = mine.read_bytes(), []

    def full(file: int) -> None:
        calls.append(file)
        if len(calls) > written:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("autograde.checking.files.os.fsync", full)
    with pytest.raises(CourseError, match="No space left"):
        repair_notebook(mine)
    assert mine.read_bytes() == before
    assert len(list(mine.parent.iterdir())) == 1 + written  # the copy that was kept


def test_an_exercise_is_reset_and_the_others_stay(mine):
    change = reset_exercise(mine, "half")
    assert read(mine) == [*SOLVED[:4], cell_of(tiny_lesson(), "half").source, SOLVED[5]]
    assert read(change.kept) == SOLVED[:5]
    assert "before-reset-20" in change.kept.name
    assert change.notes == ("test_half was missing: it is back", "half is blank again")
    assert reset_exercise(mine, "half").kept is None


def test_a_lesson_is_reset_even_if_it_cannot_be_read(mine):
    broken = mine.read_bytes()[:500]
    mine.write_bytes(broken)
    change = reset_notebook(mine)
    assert read(mine) == sources(tiny_lesson())
    assert change.kept.read_bytes() == broken
    assert reset_notebook(mine).kept is None


def test_an_unknown_exercise_gets_the_nearest_name(mine):
    with pytest.raises(CourseError, match="did you mean double"):
        reset_exercise(mine, "duoble")


def test_a_lesson_that_is_not_found_is_never_guessed(mine, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("autograde.checking.lessons._CHECKOUT", tmp_path)
    before = mine.read_bytes()
    for change in (repair_notebook, reset_notebook):
        with pytest.raises(CourseError, match="was not found: get the course anew"):
            change(mine)
    assert mine.read_bytes() == before
