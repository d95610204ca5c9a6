"""`course demo`: a sample class graded from end to end on the embedded data."""

import argparse
import shlex
import tempfile
import time
from pathlib import Path

from course_lib.errors import CourseError

_LESSONS = 2  # the first one with the whole class, the second with a few students


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dir",
        type=Path,
        metavar="DIR",
        help="make the course directory here (a new temporary directory by default)",
    )
    parser.add_argument(
        "--lesson",
        action="append",
        default=[],
        metavar="LESSON",
        help="show this lesson (repeatable; the first two by default)",
    )
    parser.epilog = "example: course demo --dir demo_class"


def run(args: argparse.Namespace) -> int:
    from autograde.demo.sample_class import FEW_STUDENTS, STUDENTS, hand_in
    from autograde.lessons.course import create_course
    from autograde.lessons.source import find_lessons

    start = time.monotonic()
    lessons = find_lessons(args.lesson)
    lessons = lessons if args.lesson else lessons[:_LESSONS]
    directory = args.dir or Path(tempfile.mkdtemp(prefix="ground-up-demo-"))
    chosen = [word for lesson in lessons for word in ("--lesson", lesson.name)]
    _say(["init", str(directory), *chosen])
    create_course(directory, lessons)
    reports = []
    for position, lesson in enumerate(lessons):
        students = STUDENTS if position == 0 else FEW_STUDENTS
        hand_in(directory, lesson, students)
        print(f"\n{len(students)} made-up students hand in {lesson.name}:")
        for student in students:
            print(f"  {student.student_id}  {student.description}")
        reports.append(_grade(lesson.name, directory))
    print(f"\nThe class at a glance, after {time.monotonic() - start:.0f} s:")
    print(*(f"  {report}" for report in reports), sep="\n")
    print("Look closer in formgrader:")
    print(f"  course lab --instructor --course-dir {shlex.quote(str(directory))}")
    return 0


def _grade(lesson: str, directory: Path) -> Path:
    """Grade one lesson, make its feedback and its report; return the report's path."""
    grades = directory / f"{lesson}_grades.json"
    where = ["--course-dir", str(directory)]
    _course(["grade", lesson, *where, "--json", str(grades)])
    _course(["feedback", lesson, *where])
    _course(["report", lesson, *where, "--json", str(grades)])
    return directory / f"{lesson}_report.html"


def _course(words: list[str]) -> None:
    """Show a command and run it, as an instructor would."""
    from autograde.cli import main

    _say(words)
    if main(words):
        raise CourseError(f"`course {words[0]}` failed: see above")


def _say(words: list[str]) -> None:
    print(f"\n$ course {shlex.join(words)}", flush=True)
