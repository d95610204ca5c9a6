"""Read a class out of nbgrader's gradebook, whatever course it is."""

import os
from pathlib import Path
from urllib.parse import quote

from nbgrader.api import Gradebook, SubmittedAssignment

from autograde.grading.course_directory import Course, unknown_name
from autograde.grading.gradebook import open_gradebook
from autograde.grading.report import ClassReport
from autograde.report.feedback import feedback_pages
from autograde.report.overview import ClassOverview, Exercise, Mark, StudentResult, summarise
from course_lib.errors import CourseError


def read_overview(
    course: Course, assignment: str, graded: ClassReport | None, page: Path
) -> ClassOverview:
    """The class as the gradebook has it, with the hints and flags of `graded`.

    `page` is where the report will lie: links to feedback pages are relative to it. Raises
    CourseError for an assignment that is not in the gradebook.
    """
    require_assignment(course, assignment)
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        exercises = _exercises(course, gradebook, assignment)
        submissions = {
            submission.student.id: submission
            for submission in gradebook.assignment_submissions(assignment)
        }
        students = [
            StudentResult(student.id, _name(student.first_name, student.last_name))
            if student.id not in submissions
            else _student(course, submissions[student.id], page)
            for student in gradebook.students
        ]
    return summarise(assignment, exercises, students, graded)


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


def _student(course: Course, submission: SubmittedAssignment, page: Path) -> StudentResult:
    student = submission.student
    marks = [
        Mark(
            Exercise(notebook.name, grade.name, grade.max_score),
            grade.score,
            bool(grade.needs_manual_grade),
        )
        for notebook in submission.notebooks
        for grade in notebook.grades
    ]
    penalty = submission.late_submission_penalty or 0.0
    pages = feedback_pages(course, submission.name, student.id)
    return StudentResult(
        student_id=student.id,
        name=_name(student.first_name, student.last_name),
        score=max(0.0, submission.score - penalty),
        late_penalty=penalty,
        marks=tuple(marks),
        feedback=tuple((path.stem, _address(path, page)) for path in pages),
    )


def _name(first: str | None, last: str | None) -> str:
    return " ".join(part for part in (first, last) if part)


def _address(path: Path, page: Path) -> str:
    """A link from the page to the file: relative, so that the folder can be moved."""
    relative = os.path.relpath(path.resolve(), page.resolve().parent)
    return quote(Path(relative).as_posix())
