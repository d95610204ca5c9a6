"""Sealed checks inside a notebook's own kernel, for plain `nbgrader autograde`.

The hidden-test region of a test cell calls `grade_in_namespace`. Here the verdict shares a process
with the student's code: the scores are the same as the grader's, the protection is nbgrader's.
"""

import os
from pathlib import Path
from typing import Any

from autograde.checks_folder import checks_path
from autograde.sealed.checks import CheckSet, load_checks
from autograde.sealed.student import NamespaceStudent
from course_lib.errors import CourseError

_loaded: dict[Path, CheckSet] = {}


class SealedCheckFailed(AssertionError):  # noqa: N818
    """A sealed check did not agree; the text is its hint."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the hint alone, without the frames of the grader."""
        return str(self).splitlines()


def grade_in_namespace(
    namespace: dict[str, Any], *, lesson: str, test: str, points: float
) -> float | None:
    """Judge a test cell over the names of this process.

    Returns None for full credit and the points for partial credit, which is how nbgrader reads the
    last expression of a test cell. Raises SealedCheckFailed for none.
    """
    path = find_checks(lesson)
    if path not in _loaded:
        _loaded[path] = load_checks(path)
    student = NamespaceStudent(namespace, data=data_in_use())
    judgement = _loaded[path].judge(test, student)
    if judgement.credit == 1:
        return None
    if judgement.credit == 0:
        raise SealedCheckFailed(judgement.hint)
    print(judgement.hint)
    return points * judgement.credit


def find_checks(lesson: str) -> Path:
    """The checks in `keys/LESSON` of the course directory around the working directory, or in
    `solutions/LESSON` of the checkout. Raises CourseError if there are neither."""
    here = Path.cwd()
    checkout = Path(__file__).resolve().parents[2]
    for root in (here, *here.parents, checkout):
        for folder in ("keys", "solutions"):
            if path := checks_path(root / folder / lesson):
                return path
    raise CourseError(
        f"no sealed checks for {lesson} around {here}: make the course directory with `course init`"
    )


def data_in_use() -> str:
    """Which CIFAR-10 a notebook of this process trains on: "embedded" or "full"."""
    from course_lib import data

    choice = os.environ.get("GROUND_UP_DATA", "auto")
    return choice if choice in ("embedded", "full") else data.status().source
