"""Make the submissions of a sample class from a released lesson and the answers kept with it."""

import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograde.lessons.answers import Answer, right_answers, wrong_answers
from autograde.lessons.source import BEGIN_SOLUTION, END_SOLUTION, Lesson
from course_lib.errors import CourseError

Make = Callable[[Lesson, NotebookNode], str]


@dataclass(frozen=True)
class SampleStudent:
    """A made-up student: `make` gives the text of the .ipynb file that they hand in."""

    student_id: str
    description: str
    make: Make


def substitute(notebook: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """A copy of `notebook` in which the solution cell with each grade_id has the given source.

    Raises CourseError where the notebook has no such solution cell.
    """
    copy = deepcopy(notebook)
    left = dict(answers)
    for cell in copy.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("solution") and metadata.get("grade_id") in left:
            cell.source = left.pop(metadata["grade_id"]).rstrip("\n")
    if left:
        raise CourseError(f"the notebook has no solution cell {', '.join(sorted(left))}")
    return copy


def solutions(lesson: Lesson) -> dict[str, str]:
    """The author's own answer to each exercise, by the grade_id of its solution cell."""
    return {
        cell.grade_id: "\n".join(
            line
            for line in cell.source.splitlines()
            if BEGIN_SOLUTION not in line and END_SOLUTION not in line
        )
        for cell in lesson.cells
        if cell.is_solution
    }


def perfect(lesson: Lesson, release: NotebookNode) -> str:
    """Every exercise as the author solves it."""
    return _text(substitute(release, solutions(lesson)))


def differently_right(lesson: Lesson, release: NotebookNode) -> str:
    """Every exercise right, and in another way than the author's where one is kept."""
    return _text(substitute(release, _other_answers(lesson)))


def copied(lesson: Lesson, release: NotebookNode) -> str:
    """What `differently_right` hands in, with a word above each answer."""
    words = {cell: f"# my own way\n{source}" for cell, source in _other_answers(lesson).items()}
    return _text(substitute(release, words))


def half_done(lesson: Lesson, release: NotebookNode) -> str:
    """The first half of the exercises solved, the others never begun."""
    solved = list(solutions(lesson).items())
    return _text(substitute(release, dict(solved[: (len(solved) + 1) // 2])))


def one_misconception(lesson: Lesson, release: NotebookNode) -> str:
    """One wrong answer, of the misconceptions that have a number; all else is right."""
    return _text(substitute(release, solutions(lesson) | _wrong(lesson, 1, first=False)))


def misconceptions(lesson: Lesson, release: NotebookNode) -> str:
    """A wrong answer to every other exercise."""
    count = (len(solutions(lesson)) + 1) // 2
    return _text(substitute(release, solutions(lesson) | _wrong(lesson, count, first=True)))


def untouched(lesson: Lesson, release: NotebookNode) -> str:
    """Handed in as it was released."""
    return _text(release)


def cut_off(lesson: Lesson, release: NotebookNode) -> str:
    """A good notebook of which only the first third arrived: it is not JSON any more."""
    text = perfect(lesson, release)
    return text[: len(text) // 3]


def tampered(lesson: Lesson, release: NotebookNode) -> str:
    """Only the first exercise is solved; of the other tests one is emptied and given 100 points,
    and the last one is removed."""
    first = dict(list(solutions(lesson).items())[:1])
    notebook = substitute(release, first)
    tests = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    tests[-2].source = "pass"
    tests[-2].metadata["nbgrader"]["points"] = 100
    notebook.cells.remove(tests[-1])
    return _text(notebook)


STUDENTS = (
    SampleStudent("student01", "everything right", perfect),
    SampleStudent("student02", "everything right, in other ways", differently_right),
    SampleStudent("student03", "the first half done", half_done),
    SampleStudent("student04", "several misconceptions", misconceptions),
    SampleStudent("student05", "one misconception", one_misconception),
    SampleStudent("student06", "a file that was cut off", cut_off),
    SampleStudent("student07", "handed in untouched", untouched),
    SampleStudent("student08", "tests tampered with", tampered),
    SampleStudent("student09", "answers copied from student02", copied),
)

# Enough to show the range where grading one submission means training nets.
FEW_STUDENTS = tuple(STUDENTS[index] for index in (0, 3, 7))


def hand_in(
    course: Path, lesson: Lesson, students: Sequence[SampleStudent] = STUDENTS
) -> list[Path]:
    """Put the students' submissions of a released lesson into a course directory."""
    release = nbformat.read(course / "release" / lesson.name / f"{lesson.name}.ipynb", as_version=4)
    paths = []
    for student in students:
        folder = course / "submitted" / student.student_id / lesson.name
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{lesson.name}.ipynb"
        path.write_text(student.make(lesson, release), encoding="utf-8")
        paths.append(path)
    return paths


def _other_answers(lesson: Lesson) -> dict[str, str]:
    """An answer to each exercise, other than the author's where one is kept."""
    return solutions(lesson) | {answer.cell: answer.source for answer in right_answers(lesson)}


def _wrong(lesson: Lesson, count: int, *, first: bool) -> dict[str, str]:
    """Wrong answers to `count` exercises spread over the lesson, by their solution cell."""
    by_cell: dict[str, list[Answer]] = {}
    for answer in wrong_answers(lesson):
        by_cell.setdefault(answer.cell, []).append(answer)
    for answers in by_cell.values():  # those in the misconception bank are the common ones
        answers.sort(key=lambda answer: (answer.misconception is None, answer.name))
    cells = [cell for cell in solutions(lesson) if cell in by_cell]
    chosen = cells[:: max(1, len(cells) // count)][:count] if first else cells[-count:]
    return {cell: by_cell[cell][0 if first else -1].source for cell in chosen}


def _text(notebook: NotebookNode) -> str:
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
