"""Two class runs of a course are never at work at once, and nobody is kept out for nothing."""

import errno
import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest
from grading_course import make_course
from made_up_grader import hand_in_class, made_up, run

from autograde.classroom.class_run import STATE, prepare_class
from autograde.classroom.run_lock import run_lock
from autograde.cli import main
from course_lib.errors import CourseError

HOLD = """
import sys, time
from pathlib import Path
from autograde.classroom.run_lock import run_lock

with run_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(1000)
"""


@pytest.fixture
def course(tmp_path) -> Path:
    folder = make_course(tmp_path / "tiny", checks="")
    hand_in_class(folder, 2)
    return folder


@pytest.fixture
def another(course):
    """Another process that is at work in the course."""
    command = [sys.executable, "-c", HOLD, str(course / STATE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_run_is_refused_in_one_line_that_names_the_first(course, another, capsys):
    assert main(["grade", "ps1", "--course-dir", str(course)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert (
        f"another `course grade` is at work in {course} (process {another.pid} on " in printed.err
    )
    assert ", since " in printed.err
    assert not (course / "autograded").exists()


def test_who_is_killed_keeps_nobody_out(course, another):
    another.kill()
    another.wait()
    assert {report.status for report in run(course).values()} == {"graded"}
    assert not (course / STATE / "running").exists()


def test_the_lock_is_held_until_the_last_is_written(course):
    reports = prepare_class(course, "ps1", grade_all=made_up).grade()
    next(reports)
    with pytest.raises(CourseError, match=f"process {os.getpid()} "):
        prepare_class(course, "ps1")
    assert len(list(reports)) == 1
    assert len(run(course)) == 2


def test_a_run_that_begins_between_is_refused_before_it_grades(course):
    late = prepare_class(course, "ps1", grade_all=made_up)
    with run_lock(course / STATE), pytest.raises(CourseError, match="is at work"):
        next(late.grade())
    assert not (course / "autograded").exists()


def test_another_course_is_another_matter(course, another, tmp_path):
    other = make_course(tmp_path / "other", checks="")
    hand_in_class(other, 1)
    assert len(run(other)) == 1


def test_where_files_cannot_be_locked_a_run_goes_on(course, another, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert len(run(course)) == 2
