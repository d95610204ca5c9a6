"""What `course grade` says about a class, and which limits its options set."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from grading_course import make_course
from made_up_grader import hand_in_class, made_up

from autograde.classroom.workers import grade_in_processes
from autograde.cli import main
from autograde.commands import grade
from autograde.grading.limits import Limits


@pytest.fixture
def course(tmp_path) -> Path:
    folder = make_course(tmp_path / "tiny", checks="")
    hand_in_class(folder, 3)
    return folder


@pytest.fixture
def command(course, monkeypatch, capsys):
    """Runs `course grade ps1` with a grader; its exit code and what it printed."""

    def run(*options: str, grader=made_up) -> tuple[int, str]:
        monkeypatch.setattr(grade, "_grader", lambda scheduler: nullcontext(grader))
        code = main(["grade", "ps1", "--course-dir", str(course), *options])
        return code, capsys.readouterr().out

    return run


def test_the_first_line_says_what_will_be_done_and_the_last_what_was(command, course):
    code, first = command("--jobs", "2")
    assert code == 0
    assert first.startswith("ps1: 3 to grade, 0 cached; 2 at a time; in a sandbox\n")
    assert "3 graded; mean" in first.splitlines()[-1]
    assert "submissions/min)" in first.splitlines()[-1]
    (course / "autograded" / "student00" / "ps1" / "ps1.ipynb").unlink()
    _, again = command("--sandbox", "none", "--student", "student00", "--student", "student01")
    assert again.startswith("ps1: 2 to grade, 0 cached; ")  # other limits
    _, again = command("--sandbox", "none", "--student", "student00")
    assert again.startswith("ps1: 0 to grade, 1 cached\n")
    assert "1 cached (--force grades them again)" in again


def test_what_is_to_be_written_again_is_announced(command, course):
    command()
    (course / "autograded" / "student00" / "ps1" / "ps1.ipynb").unlink()
    _, text = command()
    assert text.startswith("ps1: 0 to grade, 3 cached; 1 of them to be written again\n")


def test_quiet_prints_the_summary_alone(command):
    code, text = command("--quiet")
    assert (code, text.count("\n")) == (0, 1)
    assert text.startswith("3 graded; ")


def test_those_that_could_not_be_graded_are_named(command):
    def failing(*arguments):
        for submission, graded in made_up(*arguments):
            is_odd = submission.student == "student01"
            report = replace(graded.report, status="error") if is_odd else graded.report
            yield submission, replace(graded, report=report)

    code, text = command("--quiet", grader=failing)
    assert code == 1
    assert text.splitlines()[-1] == "1 could not be graded: run the command again for student01"


def test_ctrl_c_says_what_is_kept(command):
    def stopped(*arguments):
        yield next(made_up(*arguments))
        raise KeyboardInterrupt

    code, text = command(grader=stopped)
    assert code == 130
    assert text.endswith("stopped: 1 done and kept, 2 left; run the command again for them\n")


def test_options_set_limits(command):
    found = []

    def noting(key, limits, submissions, jobs):
        found.append(replace(limits, threads=1))
        return made_up(key, limits, submissions, jobs)

    options = "--timeout 5 --notebook-timeout 60 --memory 1.5 --gpu --data full --sandbox none"
    command(*options.split(), grader=noting)
    expected = {"cell_seconds": 5, "notebook_seconds": 60, "memory_bytes": 3 * 2**29}
    assert found == [Limits(**expected, gpu=True, data="full", sandbox=False)]


def test_a_scheduler_picks_the_cluster():
    pytest.importorskip("distributed")
    with grade._grader("tcp://127.0.0.1:1") as grader:
        assert grader.__module__ == "autograde.cluster.grader"
    with grade._grader(None) as grader:
        assert grader.func is grade_in_processes
