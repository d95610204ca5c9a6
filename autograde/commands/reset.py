"""`course reset`: a lesson, or one exercise of it, blank again; the old answer is kept."""

import argparse
import sys

from course_lib.errors import CourseError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "notebook", metavar="NOTEBOOK|LESSON", help="a notebook, or the name or number of a lesson"
    )
    parser.add_argument(
        "exercise", nargs="?", metavar="EXERCISE", help="only this one; all of it by default"
    )
    parser.epilog = (
        "The old notebook is kept beside the new one, with the day in its name.\n\n"
        "example: course reset 02\nexample: course reset 02 two_layer_fc"
    )


def run(args: argparse.Namespace) -> int:
    from autograde.checking.changes import reset_exercise, reset_notebook, told
    from autograde.checking.lessons import lesson_notebook
    from autograde.checking.progress import forget

    path, exercise = lesson_notebook(args.notebook), args.exercise or ""
    change = reset_exercise(path, exercise) if exercise else reset_notebook(path)
    print(told(path, change, f"{exercise or 'every exercise'} is blank already"))
    try:
        forget(change.released.lessons, change.released.name, exercise)
    except CourseError as error:
        print(f"The progress is not remembered: {error}.", file=sys.stderr)
    return 0
