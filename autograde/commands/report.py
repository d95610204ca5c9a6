"""`course report`: a graded class at a glance."""

import argparse
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from autograde.commands.arguments import add_course_dir, add_quiet
from autograde.commands.bars import progress_bar
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from autograde.grading.report import ClassReport
    from autograde.report.overview import ClassOverview

_Each = TypeVar("_Each")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON", help="the assignment")
    add_course_dir(parser)
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        help="what `course grade --json FILE` wrote (what it keeps in the directory by default)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where the page goes (LESSON_report.html in the course directory by default)",
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a table as well")
    parser.add_argument(
        "--canvas", type=Path, metavar="FILE", help="write the grades as Canvas imports them"
    )
    parser.add_argument(
        "--moodle",
        type=Path,
        metavar="FILE",
        help="write the grades, with a line of feedback, as Moodle imports them",
    )
    add_quiet(parser)
    parser.epilog = (
        "example: course report 01_tensors_and_autograd --course-dir my_class --json grades.json"
    )


def run(args: argparse.Namespace) -> int:
    from autograde.classroom.course_directory import Course
    from autograde.report.gradebook import read_overview
    from autograde.report.page import render_page
    from autograde.report.tables import render_canvas, render_csv, render_moodle

    course = Course.open(args.course_dir)
    page = args.output or course.root / f"{args.lesson}_report.html"
    graded = _read(args.json, args.lesson) if args.json else None

    def progress(what: str, things: Sequence[_Each]) -> Iterable[_Each]:
        return progress_bar(things, desc=what, delay=2, quiet=args.quiet)

    overview = read_overview(course, args.lesson, graded, page, progress)
    made = f"{datetime.now():%-d %B %Y, %H:%M}"
    written = [_write(page, render_page(overview, made))]
    tables = (args.csv, render_csv), (args.canvas, render_canvas), (args.moodle, render_moodle)
    written += [_write(path, render(overview)) for path, render in tables if path]
    if not args.quiet:
        print(*written, sep="\n")
        if (args.canvas or args.moodle) and (left := _left_out(overview)):
            print(f"without a row for Canvas and Moodle: {left}")
    return 0


def _left_out(overview: "ClassOverview") -> str:
    """How many have no final grade, in words; "" if all have one."""
    by_hand = sum(each.waiting for each in overview.students)
    nothing = sum(not each.is_graded for each in overview.students)
    parts = [f"{by_hand} to grade by hand"] if by_hand else []
    return ", ".join(parts + ([f"{nothing} not graded"] if nothing else []))


def _read(path: Path, assignment: str) -> "ClassReport":
    """What `course grade --json` wrote about this assignment."""
    from autograde.grading.report import ClassReport

    try:
        graded = ClassReport.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CourseError(f"{path} cannot be read ({error.strerror}): check the name") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            f"{path} is not what `course grade --json {path}` writes: make it anew"
        ) from error
    if graded.assignment != assignment:
        raise CourseError(f"{path} is about {graded.assignment}: make one for {assignment}")
    return graded


def _write(path: Path, text: str) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise CourseError(f"{path} cannot be written ({error.strerror})") from error
    return path
