"""`course check`: a student's own look at a notebook."""

import argparse
import os
import shlex
import sys
from textwrap import indent
from typing import TYPE_CHECKING

from autograde.commands.arguments import add_quiet
from autograde.commands.bars import progress_bar
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from autograde.checking.released import Released
    from autograde.checking.run import Visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "notebook", metavar="NOTEBOOK|LESSON", help="a notebook, or the name or number of a lesson"
    )
    parser.add_argument(
        "--timeout",
        type=float,
        default=300,
        metavar="SECONDS",
        help="how long one cell may run (default 300)",
    )
    parser.add_argument(
        "--data",
        choices=("embedded", "full"),
        default="embedded",
        help="the images to train on (default embedded, as in grading)",
    )
    parser.add_argument(
        "--repair",
        action="store_true",
        help="first mend what editing broke in the file: your answers and cells stay, and the old "
        "file is kept beside it",
    )
    add_quiet(parser)
    parser.epilog = "example: course check 02\nexample: course check 02 --repair"


def run(args: argparse.Namespace) -> int:
    from autograde.checking.lessons import lesson_notebook
    from autograde.checking.notebook import read_notebook
    from autograde.checking.released import released_lesson
    from autograde.checking.repair import repair
    from autograde.checking.run import run_visible_tests
    from autograde.grading.limits import Limits

    path = lesson_notebook(args.notebook)
    if args.repair:
        from autograde.checking.changes import repair_notebook, told

        done = told(path, repair_notebook(path), "it needs no repair")
        if not args.quiet:
            print(done, flush=True)
    notebook, remarks = read_notebook(path)
    released = released_lesson(path, notebook)
    repaired = repair(notebook, released.notebook if released else None)
    limits = Limits(cell_seconds=args.timeout, threads=os.cpu_count() or 1, data=args.data)
    if not args.quiet:
        print(f"{path}: running it from top to bottom", flush=True)
    with progress_bar(unit="cell", quiet=args.quiet) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        folder = path.resolve().parent
        results = run_visible_tests(repaired.notebook, repaired.key, folder, limits, progress)
    notes = [*remarks, *repaired.notes]
    if notes and released:
        notes.append(f"`course check {shlex.quote(args.notebook)} --repair` mends the file itself")
    is_done = all(result.outcome in ("passed", "manual") for result in results)
    if not (args.quiet and is_done):
        print(_table(results, notes))
    if released:
        _remember(released, results)
    return 0 if is_done else 1


def _remember(released: "Released", results: "list[Visible]") -> None:
    """Keep the outcomes for `course progress`; a check is worth no less where that fails."""
    from autograde.checking.progress import remember

    try:
        outcomes = {result.exercise: result.outcome for result in results}
        remember(released.lessons, released.name, outcomes)
    except CourseError as error:
        print(f"The progress is not remembered: {error}.", file=sys.stderr)


def _table(results: "list[Visible]", notes: list[str]) -> str:
    lines = [f"  note: {note}" for note in notes]
    width = max(len(result.exercise) for result in results)
    for result in results:
        points = f"{result.points:g} point{'s' if result.points != 1 else ''}"
        lines.append(f"  {result.outcome:<12} {result.exercise:<{width}}  {points}")
        if result.message:
            lines.append(indent(result.message, " " * 15))
        if result.above:
            lines.append(indent(f"In a cell above it, {result.above}", " " * 15))
    passed = sum(result.outcome == "passed" for result in results)
    judged = sum(result.outcome != "manual" for result in results)
    lines.append(f"{passed} of {judged} exercises pass the tests in the notebook.")
    if passed == judged:
        lines.append("Grading tries them on further inputs, which no notebook shows.")
    return "\n".join(lines)
