"""`course build`: solutions -> source notebooks -> lessons."""

import argparse

from autograde.commands.arguments import add_quiet
from autograde.commands.bars import progress_bar
from course_lib.errors import CourseError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="all lessons by default")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if lessons/ is out of date"
    )
    add_quiet(parser)
    parser.epilog = "example: course build 02_training_by_hand"


def run(args: argparse.Namespace) -> int:
    from autograde.lessons.build import build, is_current
    from autograde.lessons.source import find_lessons

    lessons = find_lessons(args.lessons)
    bar = progress_bar(lessons, unit="lesson", quiet=args.quiet)
    if args.check:
        stale = [lesson.name for lesson in bar if not is_current(lesson)]
        if stale:
            raise CourseError(f"out of date: {', '.join(stale)}; run `course build` and commit")
        if not args.quiet:
            print(f"{len(lessons)} lessons are up to date")
        return 0
    for lesson in bar:
        line = f"{lesson.name}: {'built' if build(lesson) else 'unchanged'}"
        if not args.quiet:
            bar.write(line)
    return 0
