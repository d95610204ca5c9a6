"""`course lab`: JupyterLab on the lessons, or on a course directory with formgrader."""

import argparse
import contextlib
import os
import shlex
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograde.commands.arguments import add_course_dir
from autograde.kernels.errors import KernelError
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from autograde.checking.lessons import Lessons

# Markdown opens rendered, as the start page must; nobody is asked whether to fetch news.
_SETTINGS = Path(__file__).resolve().parents[1] / "jupyter"
_SETTINGS_VARIABLE = "JUPYTER_CONFIG_PATH"
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
    options = [f"--ServerApp.root_dir={directory}"]
    options += [f"--port={args.port}"] if args.port else []
    options += ["--no-browser"] if args.no_browser else []
    options += ["--allow-root"] if args.allow_root else []
    options += [f"--LabApp.default_url={page}"] if page else []
    options += [] if args.cold else [_WARM_KERNELS]
    if args.print_command:
        settings = f"{_SETTINGS_VARIABLE}={_settings_path()}"
        print(shlex.join(["env", settings, sys.executable, "-m", "jupyterlab", *options]))
        return 0
    os.chdir(directory)  # nbgrader reads the nbgrader_config.py of the working directory
    os.environ[_SETTINGS_VARIABLE] = _settings_path()
    if not args.cold:
        _begin_template()
    _start(options)
    return 0


def _start(options: list[str]) -> None:
    """Be JupyterLab until somebody ends it."""
    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(options)


def _settings_path() -> str:
    """Where Jupyter looks for settings beside its usual folders: first in ours."""
    return os.pathsep.join(filter(None, [str(_SETTINGS), os.environ.get(_SETTINGS_VARIABLE)]))


def _begin_template() -> None:
    """Have torch imported while JupyterLab starts: the first kernel need not wait for it."""
    from autograde.kernels.launch import can_fork, template_address

    def begin() -> None:
        with contextlib.suppress(KernelError):  # the first kernel tries again, and says why
            template_address()

    if can_fork():
        threading.Thread(target=begin, daemon=True).start()


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
