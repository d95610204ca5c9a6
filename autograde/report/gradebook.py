"""Read a class out of nbgrader's gradebook, whatever course it is."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from nbgrader.api import Gradebook, Student

from autograde.classroom.cache import Cache
from autograde.classroom.class_run import STATE
from autograde.classroom.course_directory import Course, unknown_name
from autograde.classroom.gradebook import lateness, open_gradebook, stored_submissions
from autograde.feedback.class_pages import feedback_pages
from autograde.feedback.grades import NotebookGrades, read_grades
from autograde.grading.report import ClassReport, SubmissionReport
from autograde.report.handed_in import answers, autograded_notebooks, lesson_notebooks, told
from autograde.report.misconceptions import Cell
from autograde.report.overview import ClassOverview, Exercise, Mark, StudentResult, summarise
from autograde.report.similar import SimilarPair, similar_pairs
from course_lib.errors import CourseError

_Each = TypeVar("_Each")
Progress = Callable[[str, Sequence[_Each]], Iterable[_Each]]  # what is done, and with what


def _unseen(_: str, things: Sequence[_Each]) -> Iterable[_Each]:
    return things


def read_overview(
    course: Course,
    assignment: str,
    graded: ClassReport | None,
    page: Path,
    progress: Progress = _unseen,
) -> ClassOverview:
    """The class as the gradebook has it, with the hints and flags of `graded`.

    Without `graded` they are those that `course grade` keeps in the course directory, and for a
    grade that is not from it the hints in the autograded notebook. Similar submissions are found
    in these notebooks. `page` is where the report will lie: links to feedback pages are relative
    to it. Raises CourseError for an assignment that is not in the gradebook.
    """
    require_assignment(course, assignment)
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        exercises = _exercises(course, gradebook, assignment)
        grades: dict[str, list[NotebookGrades]] = {}
        for notebook in read_grades(gradebook, assignment):
            grades.setdefault(notebook.student, []).append(notebook)
        students = [
            _graded(student, exercises, grades[student.student_id])
            if student.student_id in grades
            else student
            for student in map(_enrolled, gradebook.students)
        ]
        kept = {} if graded else _kept(course, gradebook, assignment, progress)
    own: dict[Cell, dict[str, str]] = {}
    reports = []
    for student in progress("reading submissions", [each for each in students if each.is_graded]):
        notebooks = autograded_notebooks(course, assignment, student.student_id)
        reports.append(kept.get(student.student_id) or told(student, notebooks))
        for cell, source in answers(notebooks).items():
            own.setdefault(cell, {})[student.student_id] = source
    students = [_with_feedback(course, assignment, student, page) for student in students]
    if kept and all(each.student in kept for each in reports):
        graded = ClassReport.of(assignment, reports)
    overview = summarise(assignment, exercises, students, graded, reports)
    return replace(overview, similar=_similar(course, assignment, own, progress))


def _kept(
    course: Course, gradebook: Gradebook, assignment: str, progress: Progress
) -> dict[str, SubmissionReport]:
    """What `course grade` last told of each student, where the gradebook has the same points."""
    cache, kept = Cache(course.root / STATE, assignment), {}
    stored = stored_submissions(gradebook, assignment)
    for student in progress("reading results", list(stored)):
        entry, grades = cache.find(student), stored[student]
        if entry is not None and grades.agrees(entry.report, entry.timestamp):
            late = lateness(grades.seconds_late, grades.penalty)
            kept[student] = replace(entry.report, flags=(*entry.report.flags, *late))
    return kept


def _similar(
    course: Course, assignment: str, own: dict[Cell, dict[str, str]], progress: Progress
) -> tuple[SimilarPair, ...]:
    given = answers(lesson_notebooks(course, assignment, "release"))
    solutions = answers(lesson_notebooks(course, assignment, "source"))
    places = {cell: place for place, cell in enumerate(solutions)}
    cells = sorted(own, key=lambda cell: (places.get(cell, len(places)), cell))
    in_order = {cell: own[cell] for cell in cells}
    return similar_pairs(
        in_order, given, solutions, lambda cells: progress("comparing answers", list(cells))
    )


def require_assignment(course: Course, assignment: str) -> None:
    """Raise CourseError, with the nearest name, for an assignment not in the gradebook."""
    if not course.has_gradebook():
        raise CourseError(f"{course.root} has no gradebook: run `course grade {assignment}` first")
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        known = [each.name for each in gradebook.assignments]
    if assignment not in known:
        raise CourseError(unknown_name("assignment", assignment, known))


def _exercises(course: Course, gradebook: Gradebook, assignment: str) -> list[Exercise]:
    """The graded cells from top to bottom of each notebook, the notebooks by name."""
    order, exercises = course.cell_order(assignment), []
    for notebook in gradebook.find_assignment(assignment).notebooks:
        place = {name: index for index, name in enumerate(order.get(notebook.name, ()))}
        graded = [
            Exercise(notebook.name, cell.name, cell.max_score)
            for cell in (*notebook.grade_cells, *notebook.task_cells)
        ]
        graded.sort(key=lambda each: (place.get(each.grade_id, len(place)), each.grade_id))
        exercises += graded
    return exercises


def _enrolled(student: Student) -> StudentResult:
    return StudentResult(
        student_id=student.id,
        name=" ".join(part for part in (student.first_name, student.last_name) if part),
        email=student.email or "",
        lms_user_id=student.lms_user_id or "",
    )


def _graded(
    student: StudentResult, exercises: Sequence[Exercise], notebooks: Sequence[NotebookGrades]
) -> StudentResult:
    marks = [
        Mark(Exercise(notebook.notebook, name, cell.max_score), cell.score, cell.waiting)
        for notebook in notebooks
        for name, cell in notebook.cells.items()
    ]
    places = {exercise: place for place, exercise in enumerate(exercises)}
    marks.sort(key=lambda mark: places.get(mark.exercise, len(places)))
    penalty = sum(notebook.penalty for notebook in notebooks)
    points = sum(mark.score for mark in marks)
    return replace(
        student, score=max(0.0, points - penalty), late_penalty=penalty, marks=tuple(marks)
    )


def _with_feedback(
    course: Course, assignment: str, student: StudentResult, page: Path
) -> StudentResult:
    pages = feedback_pages(course, assignment, student.student_id) if student.is_graded else ()
    links = tuple((path.stem, _address(path, page)) for path in pages)
    return replace(student, feedback=links)


def _address(path: Path, page: Path) -> str:
    """A link from the page to the file: relative, so that the folder can be moved."""
    relative = os.path.relpath(path.resolve(), page.resolve().parent)
    return quote(Path(relative).as_posix())
