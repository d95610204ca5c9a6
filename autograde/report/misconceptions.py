"""What students were told, counted: which misconceptions a class has, and how many have each."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograde.grading.report import CellReport, SubmissionReport

_LONGEST = 300  # characters of a message
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")

Cell = tuple[str, str]  # the names of a notebook and, in it, of a cell


@dataclass(frozen=True)
class Misconception:
    """A message that `count` students got, in the wording of the first of them."""

    text: str
    count: int


def misconceptions(
    reports: Iterable[SubmissionReport],
) -> Mapping[Cell, tuple[Misconception, ...]]:
    """Those of each cell, the most frequent first.

    Messages are one where their first lines differ in numbers alone: it says what was wrong, the
    lines below often say with which values.
    """
    wordings: dict[Cell, dict[str, str]] = {}
    counts: dict[Cell, Counter[str]] = {}
    for report in reports:
        if report.status == "error":
            continue
        for notebook in report.notebooks:
            if all(cell.outcome == "missing" for cell in notebook.cells):
                continue  # the flags tell why there is no notebook
            for cell in notebook.cells:
                if text := what_was_said(cell):
                    place, key = (notebook.name, cell.grade_id), _NUMBER.sub("#", _first_line(text))
                    wordings.setdefault(place, {}).setdefault(key, text)
                    counts.setdefault(place, Counter())[key] += 1
    return {
        place: tuple(Misconception(wordings[place][key], n) for key, n in counter.most_common())
        for place, counter in counts.items()
    }


def what_was_said(cell: CellReport) -> str:
    """What a student was told, "" if nothing; unfinished work is called by one name."""
    if cell.outcome in ("passed", "manual"):
        return ""
    text = cell.message.strip()
    if text.startswith("NotImplementedError"):
        return "Not begun."
    if not text:
        return f"{cell.outcome.capitalize()}."
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + " ..."


def _first_line(text: str) -> str:
    return text.partition("\n")[0].strip()
