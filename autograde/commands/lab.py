"""`course lab`: JupyterLab on the lessons, or on a course directory with formgrader."""

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograde.commands.arguments import add_course_dir
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from autograde.checking.lessons import Lessons

# Kernels that are not this Python's, and all where there is no fork, start as usual nevertheless.
_WARM_KERNELS = "--KernelProvisionerFactory.default_provisioner_name=ground-up-warm"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", nargs="?", metavar="LESSON", help="open this lesson")
    parser.add_argument(
        "--instructor",
        action="store_true",
        help="open a course directory instead; formgrader is in the menu Nbgrader",
    )
    add_course_dir(parser, " for --instructor")
    parser.add_argument("--port", type=int, help="listen on this port")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    parser.add_argument(
        "--allow-root", action="store_true", help="start as root, as containers need it"
    )
    parser.add_argument(
        "--cold",
        action="store_true",
        help="start each kernel anew, instead of forking it from a process that has imported torch",
    )
    parser.add_argument(
        "--print-command", action="store_true", help="print what would be started, and stop"
    )
    parser.epilog = "example: course lab 01\nexample: course lab --instructor --course-dir my_class"


def run(args: argparse.Namespace) -> int:
    directory, page = _course(args) if args.instructor else _lessons(args)
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={directory}"]
    command += [f"--port={args.port}"] if args.port else []
    command += ["--no-browser"] if args.no_browser else []
    command += ["--allow-root"] if args.allow_root else []
    command += [f"--LabApp.default_url={page}"] if page else []
    command += [] if args.cold else [_WARM_KERNELS]
    if args.print_command:
        print(shlex.join(command))
        return 0
    os.chdir(directory)  # nbgrader reads the nbgrader_config.py of the working directory
    sys.stdout.flush()
    return os.execv(command[0], command)  # so that Ctrl-C reaches JupyterLab alone


def _lessons(args: argparse.Namespace) -> tuple[Path, str]:
    """The folder to open, and the address of the page in it."""
    from autograde.checking.lessons import Lessons

    lessons = Lessons.around(Path.cwd())
    if not args.lesson:
        return lessons.folder, _start_page(lessons, write=not args.print_command)
    lesson = lessons.path(args.lesson).relative_to(lessons.folder)
    return lessons.folder, f"/lab/tree/{quote(lesson.as_posix())}"


def _start_page(lessons: "Lessons", *, write: bool) -> str:
    """The address of the page to begin on, made anew; JupyterLab's own where that fails."""
    from autograde.checking.start_page import START_PAGE, write_start_page

    try:
        if write:
            write_start_page(lessons)
    except CourseError as error:
        print(f"course lab: it opens without its start page: {error}", file=sys.stderr)
        return ""
    return f"/lab/tree/{START_PAGE}"


def _course(args: argparse.Namespace) -> tuple[Path, str]:
    directory = args.course_dir.resolve()
    if args.lesson:
        raise CourseError("--instructor opens a course directory: leave the lesson out")
    if not (directory / "nbgrader_config.py").is_file():
        raise CourseError(
            f"{args.course_dir} is no course directory (it has no nbgrader_config.py): "
            "`course init DIR` makes one"
        )
    return directory, ""
