"""Worker processes: one that dies takes nobody's grade with it, and none is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from grading_course import CHECKS, answered, hand_in, make_course

from autograde.classroom import shared_template
from autograde.classroom.class_run import prepare_class
from autograde.classroom.shared_template import SharedTemplate
from autograde.grading.report import SubmissionReport
from autograde.kernels.errors import KernelError, TemplateLost
from autograde.kernels.launch import can_fork

# A check does in its worker what the answer of `double` to 5 asks for: -1 takes the process down,
# as the system does to one for which there is no memory; -2 says who it is, and waits for "go on";
# -3 takes more memory than a worker may have.
CHECKS_WITH_ORDERS = CHECKS.replace(
    '    evidence = student.probe("y = double(x)", x=x)\n',
    """\
    import os, pathlib, time

    course = pathlib.Path(__file__).parents[2]
    order = student.probe("y = double(5)").number("y")
    if order == -1:
        os.kill(os.getpid(), 9)
    if order == -2:
        (course / f"waiting-{os.getpid()}").touch()
        while not (course / "go on").exists():
            time.sleep(0.02)
    if order == -3:
        bytes(6 * 2**30)
    evidence = student.probe("y = double(x)", x=x)
""",
)
DEADLY, WAITING, GREEDY = (
    f"def double(x):\n    return {order} if x == 5 else 2 * x" for order in (-1, -2, -3)
)
PATIENCE = 240  # seconds; for what takes a few on a machine with nothing else to do


def wait_until(happened: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, f"waited {PATIENCE} s for {what}"
        time.sleep(0.05)


def make_class(folder: Path, **answers: str) -> Path:
    """A course with one submission for each keyword, whose value is the answer to `double`."""
    course = make_course(folder / "tiny", checks=CHECKS_WITH_ORDERS)
    for student, answer in answers.items():
        given = {"double": answer} if answer else {}
        hand_in(course, student, answered(course, answers=given))
    return course


def grade(course: Path, **limits: int) -> dict[str, SubmissionReport]:
    class_run = prepare_class(course, "ps1", jobs=2, limits=limits)
    return {report.student: report for report in class_run.grade()}


def waiting(course: Path) -> list[int]:
    """The workers that wait for "go on"."""
    return [int(path.name.partition("-")[2]) for path in course.glob("waiting-*")]


def test_a_submission_that_kills_workers_is_found_out_and_costs_no_other(tmp_path):
    course = make_class(tmp_path, alice="", deadly=DEADLY, zoe="")
    reports = grade(course)
    assert {student: report.status for student, report in reports.items()} == {
        "alice": "graded",
        "deadly": "error",
        "zoe": "graded",
    }
    assert "worker process died twice" in reports["deadly"].flags[0]
    assert reports["alice"].score == reports["zoe"].score == 10


def test_what_a_killed_worker_had_in_work_is_graded_by_another(tmp_path):
    course = make_class(tmp_path, alice="", slow=WAITING, zoe="")

    def kill() -> None:
        wait_until(lambda: waiting(course), "the slow submission to be in work")
        os.kill(waiting(course)[0], signal.SIGKILL)
        (course / "go on").touch()

    killer = threading.Thread(target=kill)
    killer.start()
    reports = grade(course)
    killer.join()
    assert {report.status for report in reports.values()} == {"graded"}
    assert {report.score for report in reports.values()} == {10}


@pytest.mark.skipif(sys.platform != "linux", reason="the limit needs Linux")
def test_a_check_that_takes_too_much_memory_fails_and_costs_no_other(tmp_path):
    course = make_class(tmp_path, alice="", greedy=GREEDY, zoe="")
    reports = grade(course, memory_bytes=2**30)
    statuses = {student: report.status for student, report in reports.items()}
    assert statuses == {"alice": "graded", "greedy": "error", "zoe": "graded"}
    assert reports["greedy"].flags[0].startswith("error: MemoryError")


class Startless:
    """In the place of a template's class: the first `failures` starts end in `problem`."""

    address, is_current = "its socket", True

    def __init__(self, failures: int, problem: Exception) -> None:
        self.left, self.problem = failures, problem

    def begin(self) -> "Startless":
        if isinstance(self.problem, OSError):
            self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        if self.left:
            self.left -= 1
            raise self.problem


@pytest.mark.parametrize("problem", [TemplateLost("it ended"), OSError(11, "no processes")])
def test_a_template_that_cannot_be_started_is_tried_once_more(monkeypatch, problem):
    monkeypatch.setattr(shared_template, "Template", Startless(1, problem))
    assert SharedTemplate().address() == "its socket"
    monkeypatch.setattr(shared_template, "Template", Startless(2, problem))
    with pytest.raises(KernelError, match=r"it ended|no processes"):
        SharedTemplate().address()
    monkeypatch.setattr(shared_template, "Template", Startless(1, problem))
    template = SharedTemplate()
    template.begin()  # whose failure is not told yet
    assert template.address() == "its socket"


@pytest.mark.skipif(not can_fork(), reason="templates need Linux")
def test_a_template_that_is_lost_is_replaced():
    template = SharedTemplate()
    try:
        first = template.address()
        assert template.address() == first
        os.kill(template._templates[0].pid, signal.SIGKILL)
        wait_until(lambda: not template._templates[0].is_current, "the template to die")
        second = template.address()
        assert second != first
        assert Path(second).exists()
    finally:
        template.close()
    assert not Path(first).exists()
    assert not Path(second).exists()


class Grading:
    """A `course grade` under way: `quick` is graded at once, `slow` waits for ever."""

    def __init__(self, folder: Path) -> None:
        self.mark = uuid.uuid4().hex
        self.course = make_class(folder, quick="", slow=WAITING)
        self.scratch = folder / "t"
        self.scratch.mkdir()
        command = ["autograde", "grade", "ps1", "--course-dir", str(self.course), "--jobs", "2"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env={**os.environ, "COURSE_TEST_MARK": self.mark, "TMPDIR": str(self.scratch)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A shell that runs the tests in the background has them ignore Ctrl-C.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        wait_until(lambda: waiting(self.course), "the slow submission to be in work")
        wait_until(self.is_graded, "the quick submission to be graded")

    def is_graded(self) -> bool:
        return (self.course / "autograded" / "quick" / "ps1").is_dir()

    def left_over(self) -> list[str]:
        """The processes that this grading started and that are still there."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("COURSE_TEST_MARK") == self.mark:
                    found.append(" ".join(process.cmdline()))
            except psutil.Error:
                continue
        return found


@pytest.fixture
def grading(tmp_path):
    under_way = Grading(tmp_path)
    yield under_way
    under_way.process.kill()
    under_way.process.communicate()


def test_ctrl_c_keeps_what_is_done_and_ends_everything(grading):
    grading.process.send_signal(signal.SIGINT)
    output, _ = grading.process.communicate(timeout=PATIENCE)
    assert grading.process.returncode == 130
    assert "ps1: 2 to grade, 0 cached; 2 at a time" in output
    assert "stopped: 1 done and kept, 1 left" in output
    assert "Traceback" not in output
    wait_until(lambda: not grading.left_over(), "its processes to end")
    left = {path.name for path in grading.scratch.iterdir()}
    assert not {name for name in left if not name.startswith("torchinductor_")}  # torch's own
    plan = prepare_class(grading.course, "ps1").plan
    assert ([report.student for report in plan.standing], plan.to_grade) == (["quick"], ["slow"])


def test_no_process_outlives_a_coordinator_that_is_killed(grading):
    grading.process.kill()
    wait_until(lambda: not grading.left_over(), "its processes to end")
    (grading.course / "go on").touch()
    reports = grade(grading.course)
    assert {student: (report.status, report.score) for student, report in reports.items()} == {
        "quick": ("cached", 10),
        "slow": ("graded", 10),
    }
