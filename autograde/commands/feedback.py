"""`course feedback`: the feedback pages for students."""

import argparse
import sys

from autograde.commands.arguments import add_course_dir


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON", help="the assignment")
    add_course_dir(parser)
    parser.add_argument("--student", metavar="ID", help="only for this student")
    parser.add_argument("--quiet", action="store_true", help="print nothing unless it fails")
    parser.epilog = "example: course feedback 01_tensors_and_autograd --course-dir my_class"


def run(args: argparse.Namespace) -> int:
    from autograde.grading.course_directory import Course
    from autograde.report.feedback import feedback_pages, make_feedback
    from autograde.report.gradebook import require_assignment

    course = Course.open(args.course_dir)
    require_assignment(course, args.lesson)
    made: list[str] = []

    def progress(path: str) -> None:
        made.append(path)
        if sys.stdout.isatty() and not args.quiet:
            print(f"page {len(made)}\r", end="", flush=True)

    make_feedback(course, args.lesson, args.student, progress)
    if args.quiet:
        return 0
    students = [args.student] if args.student else course.students(args.lesson)
    for student in students:
        for page in feedback_pages(course, args.lesson, student):
            print(page)
    return 0
