"""`course report`: a graded class at a glance."""

import argparse
from datetime import datetime
from pathlib import Path

from autograde.commands.arguments import add_course_dir
from course_lib.errors import CourseError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON", help="the assignment")
    add_course_dir(parser)
    parser.add_argument(
        "--json",
        type=Path,
        metavar="FILE",
        help="what `course grade --json FILE` wrote: adds hints and flags",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where the page goes (LESSON_report.html in the course directory by default)",
    )
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a table as well")
    parser.epilog = (
        "example: course report 01_tensors_and_autograd --course-dir my_class --json grades.json"
    )


def run(args: argparse.Namespace) -> int:
    from autograde.grading.course_directory import Course
    from autograde.report.gradebook import read_overview
    from autograde.report.page import render_csv, render_page

    course = Course.open(args.course_dir)
    page = args.output or course.root / f"{args.lesson}_report.html"
    graded = _read(args.json, args.lesson) if args.json else None
    overview = read_overview(course, args.lesson, graded, page)
    made = f"{datetime.now():%-d %B %Y, %H:%M}"
    _write(page, render_page(overview, made))
    if args.csv:
        _write(args.csv, render_csv(overview))
    return 0


def _read(path: Path, assignment: str) -> "ClassReport":  # noqa: F821
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


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise CourseError(f"{path} cannot be written ({error.strerror})") from error
    print(path)
