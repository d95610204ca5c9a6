"""A graded class as data: what the report page and the CSV table show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean, median

from autograde.grading.report import ClassReport, SubmissionReport
from autograde.report.items import Rows, cronbach_alpha, discriminations
from autograde.report.misconceptions import Cell, Misconception, misconceptions, what_was_said
from autograde.report.similar import SimilarPair

_PLACES = 20  # in a leaderboard
_FAULT = "grading failed, so this is not a grade: run `course grade` again"


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

    `score` is after the `late_penalty`. `feedback` pairs notebook names with the addresses of
    pages, `told` cells with what was said about them.
    """

    student_id: str
    name: str = ""
    email: str = ""
    lms_user_id: str = ""
    score: float | None = None
    late_penalty: float = 0.0
    marks: tuple[Mark, ...] = ()
    flags: tuple[str, ...] = ()
    feedback: tuple[tuple[str, str], ...] = ()
    told: tuple[tuple[Cell, str], ...] = ()

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

    `share`, its difficulty, is the part of the points that was earned, 0 to 1, None where nobody
    was graded yet; `full` counts full marks among `graded`. `discrimination` is None where it is
    not defined.
    """

    exercise: Exercise
    graded: int
    full: int
    share: float | None
    waiting: int = 0
    misconceptions: tuple[Misconception, ...] = ()
    discrimination: float | None = None


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
class Reliability:
    """How far the total score can be trusted: Cronbach's `alpha`, None where it is not defined,
    of so many `exercises` and `students`."""

    alpha: float | None
    exercises: int
    students: int


@dataclass(frozen=True)
class ClassOverview:
    """A class and an assignment; `students` and `exercises` are in the order to be shown.

    `is_reported` says whether `course grade` tells of the whole class; `seconds` (of each
    submission that was graded, with its student) come from that alone.
    `similar` is None where answers were not compared.
    """

    assignment: str
    max_score: float
    students: tuple[StudentResult, ...]
    exercises: tuple[ExerciseResult, ...]
    reliability: Reliability
    is_reported: bool = False
    seconds: tuple[tuple[float, str], ...] = ()
    leaderboards: tuple[Leaderboard, ...] = ()
    similar: tuple[SimilarPair, ...] | None = None

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
    told: Iterable[SubmissionReport] = (),
) -> ClassOverview:
    """Put a class together from the gradebook and what `course grade --json` wrote.

    `exercises` are those of the assignment, in order. Where there is no `graded`, `told` says
    what students were told.
    """
    reports = {each.student: each for each in (graded.submissions if graded else told)}
    marked = [_reported(student, reports.get(student.student_id)) for student in students]
    known = {student.student_id for student in marked}
    marked += [  # those whom grading could not even enter into the gradebook
        _reported(StudentResult(name), report)
        for name, report in reports.items()
        if name not in known
    ]
    marked.sort(key=lambda student: student.student_id)
    analysed, rows = _complete(exercises, marked)
    values = dict(zip(analysed, discriminations(rows), strict=False))
    said = misconceptions(reports.values())
    results = [
        replace(
            _result(exercise, marked),
            misconceptions=said.get((exercise.notebook, exercise.grade_id), ()),
            discrimination=values.get(exercise),
        )
        for exercise in exercises
    ]
    return ClassOverview(
        assignment=assignment,
        max_score=sum(exercise.max_score for exercise in exercises),
        students=tuple(marked),
        exercises=tuple(results),
        reliability=Reliability(cronbach_alpha(rows), len(analysed), len(rows)),
        is_reported=graded is not None,
        seconds=_seconds(graded.submissions if graded else ()),
        leaderboards=_leaderboards(exercises, reports.values()),
    )


def _reported(student: StudentResult, report: SubmissionReport | None) -> StudentResult:
    if report is None:
        return student
    fault = (_FAULT,) if report.status == "error" else ()
    told = tuple(
        ((notebook.name, cell.grade_id), what_was_said(cell))
        for notebook in report.notebooks
        for cell in notebook.cells
    )
    return replace(student, flags=(*student.flags, *fault, *report.flags), told=told)


def _complete(
    exercises: Iterable[Exercise], students: Iterable[StudentResult]
) -> tuple[list[Exercise], Rows]:
    """The exercises that wait for nobody, and the points in them of all who were graded."""
    graded = [{mark.exercise: mark for mark in each.marks} for each in students if each.is_graded]
    analysed = [
        exercise
        for exercise in exercises
        if not any(exercise in marks and marks[exercise].waiting for marks in graded)
    ]
    whole = [marks for marks in graded if all(exercise in marks for exercise in analysed)]
    return analysed, [[marks[exercise].score for exercise in analysed] for marks in whole]


def _seconds(reports: Iterable[SubmissionReport]) -> tuple[tuple[float, str], ...]:
    """The longest first; a report that was kept from an earlier run took no time in this one."""
    times = [(each.seconds, each.student) for each in reports if each.status == "graded"]
    return tuple(sorted(times, key=lambda each: (-each[0], each[1])))


def _result(exercise: Exercise, students: Iterable[StudentResult]) -> ExerciseResult:
    marks = [mark for student in students for mark in student.marks if mark.exercise == exercise]
    done = [mark.score for mark in marks if not mark.waiting]
    points = exercise.max_score
    return ExerciseResult(
        exercise,
        graded=len(done),
        full=sum(score >= points for score in done),
        share=sum(done) / (len(done) * points) if done and points else None,
        waiting=len(marks) - len(done),
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
