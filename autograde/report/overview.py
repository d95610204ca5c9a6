"""A graded class as data: what the report page and the CSV table show."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

from autograde.grading.report import CellReport, ClassReport, SubmissionReport

_HINTS_PER_EXERCISE = 3
_PLACES = 20  # in a leaderboard
_LONGEST_HINT = 300  # characters
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?")
_FAULT = "grading failed, so this is not a grade: run `course grade` again"

_Hints = dict[tuple[str, str], list[tuple[str, int]]]  # by notebook and grade_id: text, how often


@dataclass(frozen=True)
class Exercise:
    """A cell with points: two notebooks of an assignment may use the same grade_id."""

    notebook: str
    grade_id: str
    max_score: float

    @property
    def name(self) -> str:
        return self.grade_id.removeprefix("test_")


@dataclass(frozen=True)
class Mark:
    """The points of one student in one exercise; `waiting` for a person to grade it."""

    exercise: Exercise
    score: float
    waiting: bool = False


@dataclass(frozen=True)
class StudentResult:
    """One student. `marks` is empty and `score` None where nothing has been graded.

    `score` is after the `late_penalty`. `feedback` maps notebook names to the addresses of pages.
    """

    student_id: str
    name: str = ""
    score: float | None = None
    late_penalty: float = 0.0
    marks: tuple[Mark, ...] = ()
    flags: tuple[str, ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()

    @property
    def is_graded(self) -> bool:
        return self.score is not None

    @property
    def waiting(self) -> bool:
        """Whether a person has still to grade a part of it."""
        return any(mark.waiting for mark in self.marks)


@dataclass(frozen=True)
class ExerciseResult:
    """How the class did in one exercise.

    `share` is the part of the points that was earned, 0 to 1, None where nobody was graded yet;
    `full` counts full marks among `graded`. `hints` are the most frequent messages and how many
    students got each.
    """

    exercise: Exercise
    graded: int
    full: int
    share: float | None
    waiting: int = 0
    hints: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Place:
    """A place in a leaderboard; those with the same `accuracy`, 0 to 1, share a `rank`."""

    rank: int
    student_id: str
    accuracy: float


@dataclass(frozen=True)
class Leaderboard:
    """The best of a class in one exercise, the best first."""

    exercise: Exercise
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ClassOverview:
    """A class and an assignment; `students` and `exercises` are in the order to be shown."""

    assignment: str
    max_score: float
    students: tuple[StudentResult, ...]
    exercises: tuple[ExerciseResult, ...]
    has_hints: bool = False
    leaderboards: tuple[Leaderboard, ...] = ()

    @property
    def scores(self) -> list[float]:
        return [student.score for student in self.students if student.score is not None]

    @property
    def mean(self) -> float | None:
        return mean(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        return median(self.scores) if self.scores else None

    @property
    def shares(self) -> list[float]:
        """Each score as a part of the points that there are, 0 to 1; extra credit stops at 1."""
        return [min(1.0, s / self.max_score) if self.max_score else 0.0 for s in self.scores]

    @property
    def flagged(self) -> list[StudentResult]:
        return [student for student in self.students if student.flags]


def summarise(
    assignment: str,
    exercises: Sequence[Exercise],
    students: Iterable[StudentResult],
    graded: ClassReport | None = None,
) -> ClassOverview:
    """Put a class together from the gradebook and what `course grade --json` wrote.

    `exercises` are those of the assignment, in order.
    """
    reports = {report.student: report for report in graded.submissions} if graded else {}
    marked = [_with_flags(student, reports.get(student.student_id)) for student in students]
    known = {student.student_id for student in marked}
    marked += [  # those whom grading could not even enter into the gradebook
        _with_flags(StudentResult(name), report)
        for name, report in reports.items()
        if name not in known
    ]
    marked.sort(key=lambda student: student.student_id)
    hints = _hints(reports.values())
    return ClassOverview(
        assignment=assignment,
        max_score=sum(exercise.max_score for exercise in exercises),
        students=tuple(marked),
        exercises=tuple(_result(exercise, marked, hints) for exercise in exercises),
        has_hints=graded is not None,
        leaderboards=_leaderboards(exercises, reports.values()),
    )


def _with_flags(student: StudentResult, report: SubmissionReport | None) -> StudentResult:
    if report is None:
        return student
    fault = (_FAULT,) if report.status == "error" else ()
    return replace(student, flags=(*student.flags, *fault, *report.flags))


def _result(exercise: Exercise, students: Iterable[StudentResult], hints: _Hints) -> ExerciseResult:
    marks = [mark for student in students for mark in student.marks if mark.exercise == exercise]
    done = [mark.score for mark in marks if not mark.waiting]
    points = exercise.max_score
    return ExerciseResult(
        exercise,
        graded=len(done),
        full=sum(score >= points for score in done),
        share=sum(done) / (len(done) * points) if done and points else None,
        waiting=len(marks) - len(done),
        hints=tuple(hints.get((exercise.notebook, exercise.grade_id), ())),
    )


def _leaderboards(
    exercises: Iterable[Exercise], reports: Iterable[SubmissionReport]
) -> tuple[Leaderboard, ...]:
    """One for each exercise in which an accuracy was measured for it."""
    measured: dict[tuple[str, str], list[tuple[float, str]]] = {}
    for report in reports:
        for notebook in report.notebooks:
            for cell in notebook.cells:
                if cell.accuracy is not None and report.status != "error":
                    entries = measured.setdefault((notebook.name, cell.grade_id), [])
                    entries.append((cell.accuracy, report.student))
    boards = []
    for exercise in exercises:
        if entries := measured.get((exercise.notebook, exercise.grade_id)):
            entries.sort(key=lambda entry: (-entry[0], entry[1]))
            values = [accuracy for accuracy, _ in entries]
            ranked = [Place(values.index(value) + 1, student, value) for value, student in entries]
            boards.append(Leaderboard(exercise, tuple(ranked[:_PLACES])))
    return tuple(boards)


def _hints(reports: Iterable[SubmissionReport]) -> _Hints:
    """The most frequent messages of each cell; those that differ in numbers alone are one."""
    wordings: dict[tuple[str, str], dict[str, str]] = {}
    counts: dict[tuple[str, str], Counter[str]] = {}
    for report in reports:
        if report.status == "error":
            continue
        for notebook in report.notebooks:
            if all(cell.outcome == "missing" for cell in notebook.cells):
                continue  # the flags tell why there is no notebook
            for cell in notebook.cells:
                if text := _hint(cell):
                    place, key = (notebook.name, cell.grade_id), _NUMBER.sub("#", text)
                    wordings.setdefault(place, {}).setdefault(key, text)
                    counts.setdefault(place, Counter())[key] += 1
    return {
        place: [(wordings[place][key], n) for key, n in counter.most_common(_HINTS_PER_EXERCISE)]
        for place, counter in counts.items()
    }


def _hint(cell: CellReport) -> str:
    """What a student was told, "" if nothing; unfinished work is called by one name."""
    if cell.outcome in ("passed", "manual"):
        return ""
    text = cell.message.strip()
    if text.startswith("NotImplementedError"):
        return "Not begun."
    if not text:
        return f"{cell.outcome.capitalize()}."
    return text if len(text) <= _LONGEST_HINT else text[:_LONGEST_HINT].rstrip() + " ..."
