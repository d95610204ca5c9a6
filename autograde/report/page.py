"""The report as one HTML page that needs nothing else."""

from functools import partial
from pathlib import Path
from statistics import median

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from autograde.report.histogram import histogram
from autograde.report.item_map import Item, item_map
from autograde.report.overview import ClassOverview, StudentResult
from autograde.report.tables import format_points

_TEMPLATE = Path(__file__).with_name("class_page.html")
_NO_NUMBER = "–"
# How discrimination is read: R. L. Ebel and D. A. Frisbie, Essentials of Educational Measurement,
# 1991; and alpha: J. C. Nunnally, Psychometric Theory, 1978.
_WEAK, _GOOD = 0.2, 0.4
_DEPENDABLE = 0.7
_ENOUGH = 30  # students, below which the page warns of chance
_LINES_SHOWN = 60  # of an answer
_HINTS_SHOWN = 5  # of an exercise


def render_page(overview: ClassOverview, made: str = "") -> str:
    """The page as HTML. `made` says when, in the words to be shown.

    Everything that comes from students is escaped, and the page's own policy forbids scripts and
    whatever lies outside of it.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["points"] = lambda x: _NO_NUMBER if x is None else format_points(x)
    environment.filters["duration"] = format_duration
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        overview=overview,
        made=made,
        histogram=histogram(overview.shares),
        item_map=_item_map(overview),
        reliability=read_reliability(overview),
        few=0 < overview.reliability.students < _ENOUGH,
        many=len({result.exercise.notebook for result in overview.exercises}) > 1,
        waiting=sum(student.waiting for student in overview.students),
        middle=median(seconds for seconds, _ in overview.seconds) if overview.seconds else None,
        bar=_bar,
        accuracy_bar=partial(_bar, digits=1),
        remarks=_remarks,
        read_discrimination=read_discrimination,
        lines_shown=_LINES_SHOWN,
        hints_shown=_HINTS_SHOWN,
    )


def format_duration(seconds: float) -> str:
    """A time in the unit that suits it: "12 s", "3.5 min" or "2.1 h"."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.1f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"


def read_discrimination(value: float | None) -> str:
    """The corrected item-total correlation, as it is shown, in a word."""
    if value is None:
        return "not defined"
    value = round(value, 2)
    if value < 0:
        return "negative"
    return "weak" if value < _WEAK else "fair" if value < _GOOD else "good"


def read_reliability(overview: ClassOverview) -> str:
    """Cronbach's alpha in plain sentences."""
    found = overview.reliability
    if found.alpha is None:
        return (
            "Reliability (Cronbach's alpha) is not defined: it takes two exercises or more, and "
            "three students or more whose scores differ."
        )
    begin = (
        f"Reliability (Cronbach's alpha) is {found.alpha:.2f}, from {found.exercises} exercises "
        f"and {found.students} students. "
    )
    if found.alpha < 0:
        return begin + (
            "Below 0 the exercises contradict each other: who did well in one did badly in "
            "another. Look at those with negative discrimination."
        )
    if found.alpha < _DEPENDABLE:
        return begin + (
            f"It says how far the exercises agree on who did well, 1 being fully. Below "
            f"{_DEPENDABLE} a difference of a few points between two students may well be chance."
        )
    return begin + (
        f"It says how far the exercises agree on who did well, 1 being fully. From {_DEPENDABLE} "
        "on, the order of the scores is commonly relied on; exercises that build on each other "
        "raise it by themselves."
    )


def _item_map(overview: ClassOverview) -> Markup | None:
    items = [
        Item(number, result.exercise.name, result.share, result.discrimination)
        for number, result in enumerate(overview.exercises, start=1)
        if result.share is not None and result.discrimination is not None
    ]
    return item_map(items) if items else None


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
