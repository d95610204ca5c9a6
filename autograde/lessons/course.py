"""Make an nbgrader course directory with lessons released in it."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from autograde.lessons.build import generate_release, write_instructor_notebook
from autograde.lessons.source import Lesson
from course_lib.errors import CourseError

_CONFIG = '''\
"""nbgrader's configuration of this course directory."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "ground_up"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# Where Release and Collect of formgrader put lessons and fetch what students submit. A folder that
# students' accounts share with yours makes them work; with this one they reach nobody else.
c.Exchange.root = str(Path(__file__).resolve().parent / "exchange")

# A warning or a progress bar on stderr costs no points.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s).*"

# Seconds for one cell: the slowest ones train a net.
c.Execute.timeout = 300

# Every notebook is graded on the images that ship with the course; "full" for all of CIFAR-10.
os.environ.setdefault("GROUND_UP_DATA", "embedded")

# nbgrader starts the program `alembic` by name.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
'''


def create_course(directory: Path, lessons: Iterable[Lesson]) -> None:
    """Make `directory` an nbgrader course directory in which `lessons` are released.

    It holds nbgrader_config.py, source/, release/, submitted/, exchange/ (formgrader warns without
    one), gradebook.db, and keys/ with what the sealed checks need. Raises CourseError if the
    directory is not empty.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise CourseError(f"{directory} is not an empty directory: choose another one")
    directory.mkdir(parents=True, exist_ok=True)
    for name in ("submitted", "exchange"):
        (directory / name).mkdir()
    (directory / "nbgrader_config.py").write_text(_CONFIG, encoding="utf-8")
    for lesson in lessons:
        write_instructor_notebook(lesson, directory / "source")
        copy_keys(lesson, directory / "keys")
        generate_release(directory, lesson.name)


def copy_keys(lesson: Lesson, keys: Path) -> None:
    """Copy a lesson's sealed checks, and the held-out images that they share, into `keys`."""
    folder, checks = keys / lesson.name, lesson.checks.path
    folder.mkdir(parents=True, exist_ok=True)
    if checks.is_dir():
        shutil.copytree(checks, folder / checks.name, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(checks, folder)
    for path in lesson.folder.parent.glob("held_out*"):
        shutil.copy(path, keys / path.name)
