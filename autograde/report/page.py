"""The report as one HTML page that needs nothing else, and as a CSV table."""

import csv
import io
from functools import partial
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from autograde.report.histogram import histogram
from autograde.report.overview import ClassOverview, StudentResult

_TEMPLATE = Path(__file__).with_name("class_page.html")
_NO_NUMBER = "–"
_FORMULA_STARTS = ("=", "+", "-", "@")  # a spreadsheet would run what follows


def render_page(overview: ClassOverview, made: str = "") -> str:
    """The page as HTML. `made` says when, in the words to be shown.

    Everything that comes from students is escaped, and the page's own policy forbids scripts and
    whatever lies outside of it.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["points"] = format_points
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        overview=overview,
        made=made,
        histogram=histogram(overview.shares),
        many=len({result.exercise.notebook for result in overview.exercises}) > 1,
        waiting=sum(student.waiting for student in overview.students),
        bar=_bar,
        accuracy_bar=partial(_bar, digits=1),
        remarks=_remarks,
    )


def render_csv(overview: ClassOverview) -> str:
    """One row for each student: score, penalty, remarks, and the points of every exercise."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    exercises = [result.exercise for result in overview.exercises]
    many = len({exercise.notebook for exercise in exercises}) > 1
    names = [f"{each.notebook}/{each.grade_id}" if many else each.grade_id for each in exercises]
    fixed = ["student", "name", "score", "max_score", "late_penalty", "needs_manual_grade", "flags"]
    rows.writerow([*fixed, *map(_plain, names)])
    for student in overview.students:
        scores = {mark.exercise: mark.score for mark in student.marks}
        points = [scores.get(exercise, "") for exercise in exercises]
        graded = student.is_graded
        rows.writerow(
            [
                _plain(student.student_id),
                _plain(student.name),
                student.score if graded else "",
                overview.max_score,
                student.late_penalty if graded else "",
                str(student.waiting).lower() if graded else "",
                _plain("; ".join(student.flags)),
                *points,
            ]
        )
    return out.getvalue()


def format_points(value: float | None) -> str:
    """Points with at most two decimals; a dash for None."""
    return _NO_NUMBER if value is None else f"{round(value, 2):g}"


def _bar(share: float | None, digits: int = 0) -> Markup:
    """A share, 0 to 1, as a bar and in per cent with so many `digits` after the point."""
    if share is None:
        return Markup(_NO_NUMBER)
    width = 100 * min(1.0, max(0.0, share))
    track = f'<span class="track"><i style="width: {width:.0f}%"></i></span>'
    return Markup(f"{track}{share:.{digits}%}")


def _remarks(student: StudentResult) -> str:
    if not student.is_graded:
        return "not graded" if student.flags else "nothing handed in"
    remarks = []
    if student.late_penalty:
        remarks.append(f"late: {format_points(student.late_penalty)} taken off")
    if student.waiting:
        remarks.append("waits for a grade by hand")
    if student.flags:
        remarks.append("flagged")
    return ", ".join(remarks)


def _plain(text: str) -> str:
    """Text on one line that no spreadsheet takes for a formula."""
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
