"""The class as CSV: a full table, and what Canvas and Moodle import."""

import csv
import io
from collections.abc import Iterable, Sequence

from autograde.report.overview import ClassOverview, Exercise, StudentResult

_FORMULA_STARTS = ("=", "+", "-", "@")  # a spreadsheet would run what follows
_NO_MARKUP = str.maketrans("<>", "‹›")  # Moodle may take a feedback text for HTML


def format_points(value: float) -> str:
    """Points with at most two decimals."""
    return f"{round(value, 2):g}"


def render_csv(overview: ClassOverview) -> str:
    """One row for each student: score, penalty, remarks, and the points of every exercise."""
    exercises = [result.exercise for result in overview.exercises]
    fixed = ["student", "name", "score", "max_score", "late_penalty", "needs_manual_grade", "flags"]
    rows = [[*fixed, *_names(exercises)]]
    for student in overview.students:
        scores = {mark.exercise: mark.score for mark in student.marks}
        graded = student.is_graded
        rows.append(
            [
                student.student_id,
                student.name,
                student.score if graded else "",
                overview.max_score,
                student.late_penalty if graded else "",
                str(student.waiting).lower() if graded else "",
                "; ".join(student.flags),
                *(scores.get(exercise, "") for exercise in exercises),
            ]
        )
    return _csv(rows)


def settled(overview: ClassOverview) -> list[StudentResult]:
    """Those whose score is final: graded, with nothing that waits for a person.

    Both systems take an empty grade for "delete what is there", so others have no row at all.
    """
    return [each for each in overview.students if each.is_graded and not each.waiting]


def render_canvas(overview: ClassOverview) -> str:
    """A CSV for Canvas's gradebook: Grades, Import.

    Canvas finds students by ID, which is the gradebook's `lms_user_id`, else by SIS Login ID,
    else by name, and the assignment by its name (instructure/canvas-lms, gradebook_importer.rb).
    """
    fixed = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    rows = [
        [*fixed, overview.assignment],
        ["    Points Possible", "", "", "", "", format_points(overview.max_score)],
    ]
    for student in settled(overview):
        name = student.name or student.student_id
        rows.append([name, student.lms_user_id, "", student.student_id, "", _score(student)])
    return _csv(rows)


def render_moodle(overview: ClassOverview) -> str:
    """A CSV for Moodle's gradebook: Grades, Import, CSV file.

    There one says which column identifies students (username, ID number or email address) and
    which columns are the grade and its feedback (moodle/moodle, grade/import/csv). Grade and
    feedback belong together: Moodle deletes the grade where only the feedback is imported.
    """
    name = overview.assignment
    rows = [["Username", "ID number", "Email address", name, f"{name} (Feedback)"]]
    for student in settled(overview):
        identity = [student.student_id, student.lms_user_id, student.email]
        rows.append([*identity, _score(student), _feedback(student)])
    return _csv(rows)


def _score(student: StudentResult) -> str:
    return format_points(student.score or 0.0)


def _feedback(student: StudentResult) -> str:
    """The points of each exercise, with the first line of what was wrong."""
    said = dict(student.told)
    parts = []
    for mark in student.marks:
        exercise = mark.exercise
        points = f"{format_points(mark.score)} of {format_points(exercise.max_score)}"
        hint = said.get((exercise.notebook, exercise.grade_id), "").partition("\n")[0]
        new = hint and not any(hint in part for part in parts)  # a lost notebook is one reason
        parts.append(f"{exercise.name}: {points}" + (f" ({hint})" if new else ""))
    if student.late_penalty:
        parts.append(f"late: {format_points(student.late_penalty)} taken off")
    return "; ".join(parts).translate(_NO_MARKUP)


def _names(exercises: Sequence[Exercise]) -> list[str]:
    many = len({exercise.notebook for exercise in exercises}) > 1
    return [f"{each.notebook}/{each.grade_id}" if many else each.grade_id for each in exercises]


def _csv(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerows([[_plain(each) for each in row] for row in rows])
    return out.getvalue()


def _plain(value: object) -> object:
    """Text on one line that no spreadsheet takes for a formula; a number as it is."""
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
