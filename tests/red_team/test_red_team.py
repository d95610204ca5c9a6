"""Hostile submissions gain nothing and harm nothing; odd ones that are right lose nothing."""

import pytest
import red_class
from attack import ATTACKS, Attack, all_attacks, read_attack
from nbformat.v4 import new_code_cell, new_notebook
from sandboxed import needs_sandbox

from autograde.grading.kernel import NotebookKernel
from autograde.grading.limits import Limits
from autograde.sandbox import environment

pytestmark = [pytest.mark.slow, needs_sandbox]

FAMILIES = sorted(path.name for path in ATTACKS.iterdir() if any(path.glob("*.py")))


@pytest.fixture(params=FAMILIES)
def family(request) -> red_class.RedClass:
    return red_class.graded(request.param)


@pytest.mark.parametrize("attack", all_attacks(), ids=lambda each: f"{each.family}-{each.name}")
def test_an_attack_earns_what_is_owed_and_is_told(attack: Attack):
    entry = red_class.graded(attack.family).entries[attack.student]
    assert entry["status"] == "graded", entry["flags"]
    cells = [cell for notebook in entry["notebooks"] for cell in notebook["cells"]]
    points = {cell["grade_id"]: (cell["score"], cell["message"]) for cell in cells}
    assert entry["score"] == attack.points, (points, entry["flags"])
    if attack.flag:
        assert attack.flag in "\n".join(entry["flags"])
    else:
        assert entry["flags"] == []


def test_nobody_is_lost(family):
    assert family.returncode == 0, family.printed


def test_neighbours_get_what_they_get_without_attackers(family):
    def result(entry):
        return {name: value for name, value in entry.items() if name != "seconds"}

    assert {name: result(entry) for name, entry in family.neighbours.items()} == {
        name: result(entry) for name, entry in family.alone.items()
    }
    assert [entry["score"] for entry in family.neighbours.values()] == [10.0, 8.0]


def test_the_rows_of_others_stay_as_they_were(family):
    assert family.rows_before <= family.rows


def test_no_file_outside_is_changed(family):
    assert family.changed == []


def test_no_process_is_left(family):
    assert family.left == []


@pytest.mark.parametrize("name", ["secrets_in_the_environment", "secrets_in_own_memory"])
def test_a_secret_would_be_found_were_the_environment_passed_on(name, tmp_path, monkeypatch):
    attack = read_attack(ATTACKS / "stealing" / f"{name}.py")
    code = f"{attack.body}\nprint('double' in globals())"

    def found() -> str:
        notebook = new_notebook(cells=[new_code_cell(code)])
        with NotebookKernel(notebook, tmp_path, Limits()) as kernel:
            kernel.run_cell(0, code)
        return notebook.cells[0].outputs[0].text

    for variable, value in red_class.SECRET.items():
        monkeypatch.setenv(variable, value)
    assert found() == "False\n"
    monkeypatch.setattr(environment, "_NAMES", {*environment._NAMES, *red_class.SECRET})
    assert found() == "True\n"
