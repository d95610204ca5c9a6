"""Whatever is handed in as a notebook is read, or refused with one clear line."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde.grading.notebook_file import UnreadableNotebook, read_notebook, write_notebook

BAD_INPUT = Path(__file__).parent / "bad_input"
REASONS = {
    "not_json": "is not JSON",
    "cut_short": "is not JSON",
    "a_list": "is JSON but no notebook (it holds a list)",
    "a_string": "is JSON but no notebook (it holds a string)",
    "other_json": "is JSON but no notebook",
    "no_list_of_cells": "without a list of cells",
    "cells_are_an_object": "without a list of cells",
    "from_the_future": "is not a valid notebook",
    "binary": "binary data",
    "empty": "is empty",
}


def as_bytes(document: object) -> bytes:
    return json.dumps(document).encode()


def notebook_of(*cells: object, **members: object) -> bytes:
    return as_bytes(
        {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 4} | members
    )


def test_every_file_of_bad_input_has_a_reason():
    assert {path.stem for path in BAD_INPUT.glob("*.ipynb")} == set(REASONS)


@pytest.mark.parametrize("name", REASONS)
def test_what_is_no_notebook_is_refused_in_one_line(name):
    with pytest.raises(UnreadableNotebook) as refusal:
        read_notebook((BAD_INPUT / f"{name}.ipynb").read_bytes())
    assert REASONS[name] in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_json_nested_without_end_is_refused():
    with pytest.raises(UnreadableNotebook, match="is not JSON"):
        read_notebook(b'{"cells": ' + b"[" * 200_000)


def test_a_notebook_of_version_3_is_read_as_version_4():
    cell = {
        "cell_type": "code",
        "language": "python",
        "input": "x = 1",
        "outputs": [],
        "metadata": {},
    }
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    notebook, _ = read_notebook(as_bytes(old))
    assert notebook.nbformat == 4
    assert [each.source for each in notebook.cells] == ["x = 1"]


def test_a_byte_order_mark_does_not_matter():
    notebook, _ = read_notebook(b"\xef\xbb\xbf" + notebook_of())
    assert notebook.cells == []


def test_outputs_are_dropped_however_many_there_are():
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 1_000_000}
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "execution_count": 1}
    notebook, remarks = read_notebook(notebook_of(cell | {"outputs": [output] * 60}))
    assert notebook.cells[0].outputs == []
    assert remarks == []


@pytest.mark.parametrize("outputs", [7, "text", [None], {"a": 1}, [{"output_type": "smell"}]])
def test_outputs_that_are_none_do_not_matter(outputs):
    cell = {"cell_type": "code", "source": "1", "metadata": {}, "execution_count": 1}
    notebook, _ = read_notebook(notebook_of(cell | {"outputs": outputs}))
    assert notebook.cells[0].outputs == []


def test_cells_that_are_none_are_left_out_and_said_so():
    good = {"cell_type": "markdown", "source": "text", "metadata": {}}
    notebook, remarks = read_notebook(
        notebook_of(good, {"cell_type": "sound", "source": "", "metadata": {}})
    )
    assert [cell.source for cell in notebook.cells] == ["text"]
    assert remarks == ["cell 2 is not a cell: left out"]


@pytest.mark.parametrize("source", [None, 7, {"a": 1}, ["x = 1\n", None], "x = '\ud800'"])
def test_any_source_becomes_text_that_a_file_can_hold(source):
    cell = {
        "cell_type": "code",
        "source": source,
        "metadata": {},
        "outputs": [],
        "execution_count": 1,
    }
    try:
        notebook, _ = read_notebook(notebook_of(cell))
    except UnreadableNotebook:
        return
    write_notebook(notebook).encode()
    assert all(isinstance(each.source, str) for each in notebook.cells)


def test_cells_get_ids_of_their_own_that_are_the_same_each_time():
    cell = {"cell_type": "markdown", "source": "", "metadata": {}, "id": "same"}
    data = notebook_of(cell, cell, cell, nbformat_minor=5)
    first, second = read_notebook(data)[0], read_notebook(data)[0]
    ids = [each.id for each in first.cells]
    assert len(set(ids)) == 3
    assert ids == [each.id for each in second.cells]
    nbformat.validate(first)


def test_what_is_written_is_a_valid_notebook():
    notebook, _ = read_notebook(nbformat.writes(new_notebook(cells=[new_code_cell("1")])).encode())
    notebook.cells[0].outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="half a pair \ud83d")
    ]
    text = write_notebook(notebook)
    nbformat.validate(nbformat.reads(text, as_version=4))
    assert "half a pair ?" in text
