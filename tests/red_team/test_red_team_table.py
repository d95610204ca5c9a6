"""docs/red_team.md tells of the attacks that there are."""

import json

from attack import all_attacks
from nbgrader_outcomes import FAMILIES, OUTCOMES
from table import PAGE, page


def test_the_table_is_made_from_the_attacks():
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "PYTHONPATH=tests python tests/red_team/table.py renews it"


def test_nbgraders_outcomes_are_those_of_attacks_that_are_safe_to_run():
    known = json.loads(OUTCOMES.read_text())
    assert known.keys() == {f"{each.family}/{each.name}" for each in all_attacks(*FAMILIES)}


def test_there_are_sixty_attacks_and_no_two_do_the_same():
    attacks = all_attacks()
    assert len(attacks) >= 60
    assert len({attack.does for attack in attacks}) == len(attacks)
