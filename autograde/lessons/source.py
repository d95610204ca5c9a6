"""Read a lesson from `solutions/`: its notebook and what its cells are for."""

import difflib
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograde.checks_folder import checks_path
from autograde.sealed import CheckSet, load_checks
from course_lib.errors import CourseError

CHECKOUT = Path(__file__).resolve().parents[2]
BEGIN_SOLUTION, END_SOLUTION = "BEGIN SOLUTION", "END SOLUTION"
STUB = "# YOUR CODE HERE\nraise NotImplementedError()"  # as nbgrader's ClearSolutions leaves it


@dataclass(frozen=True)
class Cell:
    """A code cell; `grade_id` is empty for one that nbgrader does not know."""

    source: str
    grade_id: str = ""
    is_solution: bool = False
    points: float | None = None

    @property
    def is_test(self) -> bool:
        return self.points is not None


@dataclass(frozen=True)
class Lesson:
    """A folder of `solutions/`: `lesson.py`, the checks, `wrong_answers/`, `right_answers/`."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @cached_property
    def notebook(self) -> NotebookNode:
        """The instructor's notebook, with stable cell ids. Raises CourseError if unreadable."""
        try:
            import jupytext
        except ImportError as error:
            raise CourseError(
                "lesson sources need jupytext: pip install 'ground-up[instructor]'"
            ) from error
        path = self.folder / "lesson.py"
        try:
            notebook = jupytext.read(path, fmt="py:percent")
        except Exception as error:
            raise CourseError(f"{path} is no notebook in the percent format: {error}") from error
        notebook.metadata = NotebookNode(
            kernelspec=notebook.metadata.get("kernelspec", {}),
            language_info={"name": "python"},
        )
        for cell in notebook.cells:
            cell.metadata.pop("lines_to_next_cell", None)  # jupytext's own note
        _set_stable_ids(notebook)
        notebook.nbformat, notebook.nbformat_minor = 4, 5
        nbformat.validate(notebook)
        return notebook

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The code cells, in order."""
        return tuple(_cell(cell) for cell in self.notebook.cells if cell.cell_type == "code")

    @cached_property
    def checks(self) -> CheckSet:
        """The sealed checks. Raises CourseError if the lesson has none."""
        path = checks_path(self.folder)
        if path is None:
            raise CourseError(f"{self.folder} has no checks.py and no checks/")
        return load_checks(path)

    @property
    def tests(self) -> tuple[Cell, ...]:
        """The test cells, in order."""
        return tuple(cell for cell in self.cells if cell.is_test)


def all_lessons(checkout: Path = CHECKOUT) -> list[Lesson]:
    """Every lesson of a checkout. Raises CourseError where there are none."""
    folders = sorted(path.parent for path in (checkout / "solutions").glob("*/lesson.py"))
    if not folders:
        raise CourseError(f"no lessons in {checkout / 'solutions'}: run this from a checkout")
    return [Lesson(folder) for folder in folders]


def find_lessons(names: list[str], checkout: Path = CHECKOUT) -> list[Lesson]:
    """The named lessons, all if none is named; a name may be shortened to its number."""
    lessons = all_lessons(checkout)
    return [_find(name, lessons) for name in names] if names else lessons


def _find(name: str, lessons: list[Lesson]) -> Lesson:
    for lesson in lessons:
        if name in (lesson.name, lesson.name.split("_")[0]):
            return lesson
    known = [lesson.name for lesson in lessons]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else f"the lessons are {', '.join(known)}"
    raise CourseError(f"there is no lesson {name!r}: {hint}")


def strip_solution(source: str) -> str:
    """A solution cell as the release shows it: every solution region replaced by the stub."""
    lines, inside = [], False
    for line in source.splitlines():
        if BEGIN_SOLUTION in line:
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + stub for stub in STUB.splitlines()]
            inside = True
        elif END_SOLUTION in line:
            inside = False
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def _cell(cell: NotebookNode) -> Cell:
    metadata = cell.metadata.get("nbgrader", {})
    return Cell(
        source=cell.source,
        grade_id=metadata.get("grade_id", ""),
        is_solution=metadata.get("solution", False),
        points=metadata.get("points") if metadata.get("grade") else None,
    )


def _set_stable_ids(notebook: NotebookNode) -> None:
    """Name each cell by its grade_id or its content, so that a rebuild changes what changed."""
    taken: set[str] = set()
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        stem = grade_id.replace("_", "-") or sha256(cell.source.encode()).hexdigest()[:12]
        number, name = 1, stem
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        cell.id = name[:64]
