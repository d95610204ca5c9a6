"""The table of attacks in docs/red_team.md, made from their files.

`PYTHONPATH=tests python tests/red_team/table.py` writes it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from attack import ATTACKS, HONEST_POINTS, Attack, all_attacks
from nbgrader_outcomes import OUTCOMES

PAGE = Path(__file__).parents[2] / "docs" / "red_team.md"
_BEGIN, _END = "<!-- made by tests/red_team/table.py -->\n", "<!-- end -->\n"


def tables() -> str:
    """Markdown: a table for each family, with nbgrader's outcome where it is known."""
    outcomes = json.loads(OUTCOMES.read_text())
    families = sorted(path.name for path in ATTACKS.iterdir() if any(path.glob("*.py")))
    return "\n".join("\n".join([*_table(family, outcomes), ""]) for family in families)


def page(text: str) -> str:
    """The page with its tables renewed."""
    head, _, rest = text.partition(_BEGIN)
    _, _, tail = rest.partition(_END)
    return f"{head}{_BEGIN}\n{tables()}\n{_END}{tail}"


def _table(family: str, outcomes: dict[str, str]) -> Iterator[str]:
    attacks = all_attacks(family)
    known = {f"{each.family}/{each.name}" for each in attacks} & outcomes.keys()
    yield from (f"### {family.capitalize()}: {len(attacks)}", "")
    columns = ["attack", "what it does", "owed", *["nbgrader gives"] * bool(known), "ours"]
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for attack in attacks:
        theirs = [outcomes.get(f"{family}/{attack.name}", "not run")] * bool(known)
        cells = [attack.name.replace("_", " "), attack.does, _owed(attack), *theirs, _ours(attack)]
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _owed(attack: Attack) -> str:
    words = attack.score.partition(" ")[2] if attack.score[0].isdigit() else attack.score
    return f"{attack.points:g} of {HONEST_POINTS:g}" + (f": {words}" if words else "")


def _ours(attack: Attack) -> str:
    told = f"“{attack.flag}”" if attack.flag else "nothing to tell"
    return f"{attack.points:g}; {told}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
