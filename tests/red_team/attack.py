"""The attacks: each is a file that says what it does, what it must earn, and whom to tell.

`attacks/FAMILY/NAME.py` begins with a docstring, followed by lines of comment:

- `# gains:` what it tries to gain;
- `# score:` what it must earn: `untouched`, `honest`, or a number of points and words that say
  what for;
- `# base:` the notebook that it is put into, `untouched` or `honest`; without this line untouched
  where that is its score, honest otherwise;
- `# flag:` words that an instructor must be told, nothing where there is nothing to tell.

Then come cells in percent format: `# %%` in front of the base's cells, `# %% last` behind them,
`# %% cell: GRADE_ID` in the place of an answer. What cannot be said in cells is a function
`hand_in(folder, notebook)` instead, which changes a submission's folder; `notebook` is its first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from grading_course import answered, cell_of
from grading_course import hand_in as hand_in_files
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

ATTACKS = Path(__file__).parent / "attacks"
HONEST_POINTS = 10.0  # of the 13 of ps1 that need no person
_SECTION = re.compile(r"^# %% ?(.*)\n", re.MULTILINE)
_FIELD = re.compile(r"^# (gains|score|base|flag): ?(.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """One attack; `does` and `gains` are prose, `points` what it must earn, `body` its code."""

    path: Path
    does: str
    gains: str
    score: str
    base: str
    flag: str
    body: str

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def family(self) -> str:
        return self.path.parent.name

    @property
    def student(self) -> str:
        """The folder that it is handed in as: in the alphabet between the neighbours'."""
        return f"mallory-{self.name}"

    @property
    def points(self) -> float:
        known = {"untouched": 0.0, "honest": HONEST_POINTS}
        return known[self.score] if self.score in known else float(self.score.split()[0])

    def hand_in(self, course: Path) -> None:
        """Put it into the course's submitted/."""
        base = {name: based_on(self.base, course, name) for name in ("ps1", "ps2")}
        function = self._function()
        if function is None:
            _put_in(base["ps1"], self.body)
        folder = hand_in_files(course, self.student, base["ps1"], base["ps2"])
        if function is not None:
            function(folder, base["ps1"])

    def _function(self) -> Callable[[Path, NotebookNode], None] | None:
        if "\ndef hand_in(" not in self.body:
            return None
        names: dict[str, Any] = {"__name__": self.name}
        exec(compile(self.body, str(self.path), "exec"), names)
        return names["hand_in"]


def read_attack(path: Path) -> Attack:
    """Read the file of an attack. Raises ValueError where it does not say what it must."""
    _, does, body = path.read_text(encoding="utf-8").split('"""', 2)
    fields = dict(_FIELD.findall(body))
    missing = {"gains", "score", "flag"} - fields.keys()
    if missing:
        raise ValueError(f"{path} does not say its {', '.join(sorted(missing))}")
    base = "untouched" if fields["score"] == "untouched" else "honest"
    fields = {"base": base, **{name: text.strip() for name, text in fields.items()}}
    return Attack(path, does=" ".join(does.split()), body=_FIELD.sub("", body), **fields)


def all_attacks(*families: str) -> list[Attack]:
    """The attacks of these families, by default of all."""
    attacks = [read_attack(path) for path in sorted(ATTACKS.glob("*/*.py"))]
    return [attack for attack in attacks if not families or attack.family in families]


def based_on(base: str, course: Path, name: str) -> NotebookNode:
    """The released notebook, with the right answers if `base` is "honest"."""
    if base == "honest":
        return answered(course, name)
    return nbformat.read(course / "release" / "ps1" / f"{name}.ipynb", as_version=4)


def _put_in(notebook: NotebookNode, body: str) -> None:
    """Put cells in percent format into a notebook."""
    _, *parts = _SECTION.split(body)
    first = []
    for place, source in zip(parts[::2], parts[1::2], strict=True):
        if place.startswith("cell: "):
            cell_of(notebook, place.removeprefix("cell: "))["source"] = source.strip()
        elif place == "last":
            notebook.cells.append(new_code_cell(source.strip()))
        else:
            first.append(new_code_cell(source.strip()))
    notebook.cells[:0] = first
