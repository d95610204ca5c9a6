"""`course init`: a new nbgrader course directory with the lessons released in it."""

import argparse
from pathlib import Path

from autograde.commands.arguments import add_quiet
from autograde.commands.bars import progress_bar


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", type=Path, metavar="DIR", help="a new or empty directory")
    parser.add_argument(
        "--lesson",
        action="append",
        default=[],
        metavar="LESSON",
        help="release this lesson (repeatable; all lessons by default)",
    )
    add_quiet(parser)
    parser.epilog = "example: course init my_class --lesson 01_tensors_and_autograd"


def run(args: argparse.Namespace) -> int:
    from autograde.lessons.course import create_course
    from autograde.lessons.source import find_lessons

    lessons = find_lessons(args.lesson)
    create_course(args.directory, progress_bar(lessons, unit="lesson", quiet=args.quiet))
    if args.quiet:
        return 0
    print(f"{args.directory}: released {', '.join(lesson.name for lesson in lessons)}")
    print(f"Give students the notebooks in {args.directory / 'release'}.")
    print(f"Put what they hand in at {args.directory / 'submitted'}/STUDENT/LESSON/LESSON.ipynb,")
    print(f"then: course grade {lessons[0].name} --course-dir {args.directory}")
    return 0
