"""A graded notebook taken apart: its exercises, each with what the student wrote for it."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograde.feedback.grades import CellGrade, NotebookGrades
from autograde.feedback.lesson import LessonText
from autograde.feedback.text import in_plain_text

_MAX_MESSAGE = 2000  # characters
_MAX_FRAMES = 5
# What a failed check raises: its words say everything, its name nothing.
_CHECKS = ("AssertionError", "ExpectationError", "SealedCheckFailed")
UNREADABLE = "NotebookUnreadable"  # of a placeholder, see autograde.grading.placeholder
_ENDINGS = ("CellTimeoutError", "DeadKernelError")
_FRAME = re.compile(r"Cell In\[(\d+)\], line (\d+)")
_DEFINED = re.compile(
    r"^(?:(?:async +)?def|class) +(\w+)|^(\w+) *(?::[^=\n]*)?=(?!=)", re.MULTILINE
)

Output = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """A cell of the graded notebook; `number` is its execution count.

    `says` are its errors in words, `frames` the student's lines that the first one came through.
    """

    kind: str
    source: str
    grade_id: str | None = None
    number: int | None = None
    outputs: tuple[Output, ...] = ()
    attachments: Mapping[str, Any] = field(default_factory=dict)
    says: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()

    @property
    def errors(self) -> list[Output]:
        return [output for output in self.outputs if output.get("output_type") == "error"]


@dataclass(frozen=True)
class Exercise:
    """A graded cell, and the student's cells for it.

    `says` and `frames` are those of the test, `printed` what else it put out. `answers` are the
    cells to be filled in; `begun` is false where all of them are as they were released. `others`
    are the student's further cells, and those of the lesson that use what the student wrote.
    """

    grade_id: str
    grade: CellGrade
    begun: bool = True
    says: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    answers: tuple[Cell, ...] = ()
    printed: tuple[Output, ...] = ()
    others: list[Cell] = field(default_factory=list)
    comments: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.grade_id.removeprefix("test_")


class BrokenNotebook(Exception):  # noqa: N818  (as autograde.grading.notebook_file has it)
    """The graded file is no notebook; the text says why."""


def read_cells(data: bytes) -> list[Cell]:
    """The cells of a notebook file. Raises BrokenNotebook where it is none."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenNotebook("it is not JSON") from error
    cells = document.get("cells") if isinstance(document, dict) else None
    if not isinstance(cells, list):
        raise BrokenNotebook("it has no list of cells")
    return [_cell(cell) for cell in cells if isinstance(cell, dict)]


def read_exercises(
    cells: Sequence[Cell], lesson: LessonText, grades: NotebookGrades
) -> list[Exercise]:
    """The exercises in the order of the notebook, and then those graded but not found in it."""
    reader = _Reader(cells, lesson, grades)
    exercises: dict[str, Exercise] = {}
    answers: list[Cell] = []
    others: list[Cell] = []
    for cell in reader.cells:
        if cell.grade_id in grades.cells and cell.grade_id not in exercises:
            exercises[cell.grade_id] = reader.exercise(cell, answers, others)
            answers, others = [], []
        elif reader.is_answer(cell):
            answers.append(cell)
        elif reader.is_worth_showing(cell):
            # What follows a test, before the next answer, is about the exercise above.
            group = others if answers or not exercises else _last(exercises).others
            group.append(cell)
    if exercises:
        _last(exercises).others.extend([*answers, *others])
    missing = (name for name in grades.cells if name not in exercises)
    return [*exercises.values(), *(Exercise(name, grades.cells[name]) for name in missing)]


class _Reader:
    """Tells apart the cells of one notebook; `cells` are without what was hidden in them."""

    def __init__(self, cells: Iterable[Cell], lesson: LessonText, grades: NotebookGrades) -> None:
        self._lesson, self._grades = lesson, grades
        public = [self._public(cell) for cell in cells]
        self._own = {cell.number: cell for cell in public if self._is_own(cell)}
        self.cells = [self._with_errors(cell) if cell.errors else cell for cell in public]
        answers = (cell for cell in self.cells if self.is_answer(cell))
        names = {name for cell in answers for name in _defined_names(cell.source)}
        self._uses = re.compile(rf"(?<![.\w])(?:{'|'.join(sorted(names))})\b") if names else None

    def is_answer(self, cell: Cell) -> bool:
        """Whether it is a cell for the student to fill in."""
        source = self._lesson.cell(cell.grade_id)
        return source is not None and source.solution

    def is_worth_showing(self, cell: Cell) -> bool:
        """Whether the student wrote it, or it raised an error, or used what the student wrote."""
        if self._is_own(cell):
            return bool(cell.source.strip())
        used = self._uses is not None and self._uses.search(cell.source) is not None
        unlocked = cell.grade_id is None
        return bool(cell.errors) or (unlocked and used and bool(cell.outputs))

    def exercise(self, cell: Cell, answers: list[Cell], others: list[Cell]) -> Exercise:
        """The exercise that a graded cell closes, with the cells since the last one."""
        written = self.is_answer(cell)
        answers = [*answers, cell] if written else answers
        grade = self._grades.cells[cell.grade_id]
        names = dict.fromkeys([*(answer.grade_id for answer in answers), cell.grade_id])
        comments = (self._grades.comments.get(name) for name in names)
        exercise = Exercise(
            grade_id=cell.grade_id,
            grade=grade,
            begun=not answers or any(map(self._is_changed, answers)),
            answers=tuple(answers),
            others=others,
            comments=tuple(filter(None, comments)),
        )
        if written or not exercise.begun:
            return exercise
        hints, printed = _hints_and_prints(cell, grade)
        hints = map(self._lesson.censored, hints)
        says = tuple(dict.fromkeys([*cell.says, *hints]))
        told = "\n".join(says)  # a hint may name the line already
        frames = tuple(line for line in cell.frames if line not in told)
        return replace(exercise, says=says, frames=frames, printed=tuple(printed))

    def _with_errors(self, cell: Cell) -> Cell:
        says = dict.fromkeys(self._lesson.censored(_words(error)) for error in cell.errors)
        return replace(cell, says=tuple(says), frames=tuple(self._frames(cell.errors[0])))

    def _frames(self, error: Output) -> list[str]:
        # Of a traceback only the numbers are used: its text shows lines of tests, hidden or not.
        trace = error.get("traceback")
        text = in_plain_text(trace if isinstance(trace, list) else [], "\n")
        lines = []
        for number, line in _FRAME.findall(text):
            cell = self._own.get(int(number))
            rows = cell.source.split("\n") if cell else []
            if 0 < int(line) <= len(rows):
                lines.append(rows[int(line) - 1].strip())
        return lines[-_MAX_FRAMES:]

    def _public(self, cell: Cell) -> Cell:
        source = self._lesson.cell(cell.grade_id)
        if source is not None and not source.solution:
            return replace(cell, source=source.released)
        return replace(cell, source=self._lesson.without_regions(cell.source))

    def _is_own(self, cell: Cell) -> bool:
        if self._lesson.cell(cell.grade_id) is not None:
            return self.is_answer(cell)
        return cell.source.strip() not in self._lesson.released

    def _is_changed(self, answer: Cell) -> bool:
        source = self._lesson.cell(answer.grade_id)
        return source is None or answer.source.strip() != source.released.strip()


def _cell(data: Mapping[str, Any]) -> Cell:
    """A cell of a file that students may have had their hands on: nothing is what it should be."""
    metadata, outputs = data.get("metadata"), data.get("outputs")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    number, attachments = data.get("execution_count"), data.get("attachments")
    return Cell(
        kind=str(data.get("cell_type")),
        source=in_plain_text(data.get("source")),
        grade_id=grade_id if isinstance(grade_id, str) else None,
        number=number if isinstance(number, int) else None,
        outputs=tuple(each for each in outputs if isinstance(each, dict))
        if isinstance(outputs, list)
        else (),
        attachments=attachments if isinstance(attachments, dict) else {},
    )


def _hints_and_prints(cell: Cell, grade: CellGrade) -> tuple[list[str], list[Output]]:
    """What a test printed: the hint of a partial credit, and the rest without points."""
    printed = [
        output
        for output in cell.outputs
        if output.get("output_type") in ("stream", "display_data", "execute_result")
        and not _is_number(output)
    ]
    partial = 0 < grade.score < grade.max_score and not cell.errors
    if partial and printed and printed[-1].get("output_type") == "stream":
        hint = in_plain_text(printed.pop().get("text")).strip()
        return [hint[-_MAX_MESSAGE:]] if hint else [], printed
    return [], printed


def _is_number(output: Output) -> bool:
    """Whether it is the result by which a test cell gives its points."""
    data = output.get("data")
    try:
        float(in_plain_text(data.get("text/plain")) if isinstance(data, dict) else "")
    except ValueError:
        return False
    return True


def _words(error: Output) -> str:
    """What an error says: the words of a failed check, otherwise with the error's name."""
    name, text = in_plain_text(error.get("ename")), in_plain_text(error.get("evalue")).strip()
    if name == "AssertionError" and not text:
        return "A check failed, and says no more than that."
    if name == "NotImplementedError" and not text:
        return "A cell still has its NotImplementedError: take it out when the code is there."
    if not (text and name in (*_CHECKS, *_ENDINGS)):
        text = f"{name}: {text}" if text else name
    return text[:_MAX_MESSAGE]


def _defined_names(source: str) -> set[str]:
    return {name for match in _DEFINED.findall(source) for name in match if name}


def unreadable(cells: Iterable[Cell]) -> str:
    """Why the notebook that was handed in could not be graded at all, "" where it could."""
    errors = (error for cell in cells for error in cell.errors)
    names = (error for error in errors if error.get("ename") == UNREADABLE)
    return next((in_plain_text(error.get("evalue"))[:_MAX_MESSAGE] for error in names), "")


def _last(exercises: Mapping[str, Exercise]) -> Exercise:
    return exercises[next(reversed(exercises))]
