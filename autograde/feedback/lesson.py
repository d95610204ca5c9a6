"""What of an assignment a student may read: the released cells, and what was hidden from them."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from traitlets.config import Config

from autograde.grading.key import NotebookKey, SourceCell
from autograde.grading.key_reader import read_key

_SHORTEST = 10  # characters of a hidden line that says something; shorter ones occur by chance
HIDDEN_NOTE = "[a line of a hidden test was cut]"


@dataclass(frozen=True)
class LessonText:
    """A notebook as it was released.

    `released` are the texts of its cells without a grade_id, `regions` the delimiters of hidden
    regions, `hidden` the lines that students were not given.
    """

    key: NotebookKey
    title: str
    released: frozenset[str]
    regions: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all of it."""
        parts = (self.title, sorted(self.released), self.regions, self.hidden, self.key)
        return sha256(repr(parts).encode("utf-8", "replace")).hexdigest()

    def cell(self, grade_id: str | None) -> SourceCell | None:
        """The instructor's cell of this name, if there is one."""
        return self.key.by_id.get(grade_id) if grade_id else None

    def without_regions(self, source: str) -> str:
        """A cell's source without hidden regions; one that never ends reaches to the last line."""
        for begin, end in self.regions:
            kept, inside = [], False
            for line in source.split("\n"):
                if not inside and begin in line:
                    inside = True
                elif inside and end in line:
                    inside = False
                elif not inside:
                    kept.append(line)
            source = "\n".join(kept)
        return source

    def censored(self, text: str) -> str:
        """A text without the lines that show a hidden one, such as those of a traceback."""
        if not self.shows_hidden(text):
            return text
        lines = text.split("\n")
        return "\n".join(HIDDEN_NOTE if self.shows_hidden(line) else line for line in lines)

    def shows_hidden(self, text: str) -> bool:
        """Whether a hidden line is in a text."""
        return any(line in text for line in self.hidden)


def read_lessons(
    gradebook: Gradebook, assignment: str, release: Path, config: Config
) -> dict[str, LessonText]:
    """The notebooks of an assignment by name. `release` is the folder of what was given out.

    Where it is gone, cells without a grade_id are taken for the student's own.
    """
    key = read_key(gradebook, assignment, {}, None, {}, config)
    regions = _delimiters(config)
    return {each.name: _read_lesson(each, release, regions) for each in key.notebooks}


def _read_lesson(
    key: NotebookKey, release: Path, regions: tuple[tuple[str, str], ...]
) -> LessonText:
    cells = _released_cells(release / f"{key.name}.ipynb")
    texts = ["".join(cell["source"]).strip() for cell in cells]
    titles = (
        match[1]
        for cell, text in zip(cells, texts, strict=True)
        if cell["cell_type"] == "markdown" and (match := re.match(r"# +(.+)", text))
    )
    return LessonText(
        key=key,
        title=next(titles, key.name),
        released=frozenset(texts),
        regions=regions,
        hidden=_hidden_lines(key.cells, texts),
    )


def _released_cells(path: Path) -> list[Mapping]:
    try:
        return json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _hidden_lines(cells: Iterable[SourceCell], released: Iterable[str]) -> tuple[str, ...]:
    cells = tuple(cells)
    known = {
        line.strip()
        for text in (*released, *(cell.released for cell in cells))
        for line in text.split("\n")
    }
    lines = {line.strip() for cell in cells for line in cell.source.split("\n")}
    telling = (line for line in lines - known if len(line) >= _SHORTEST)
    return tuple(sorted(telling))


def _delimiters(config: Config) -> tuple[tuple[str, str], ...]:
    tests, scheme = ClearHiddenTests(config=config), ClearMarkScheme(config=config)
    return (
        (tests.begin_test_delimeter, tests.end_test_delimeter),
        (scheme.begin_mark_scheme_delimeter, scheme.end_mark_scheme_delimeter),
    )
