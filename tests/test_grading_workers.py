"""Worker processes: one that dies takes nobody's grade with it, and none is left behind."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import psutil
import pytest
from grading_course import CHECKS, answered, hand_in, make_course

from autograde.grading.classroom import prepare_class

# A check that takes its own process down, as one would that needs more memory than there is.
DEADLY = CHECKS.replace(
    '    evidence = student.probe("y = double(x)", x=x)\n',
    '    evidence = student.probe("y = double(x)", x=x)\n'
    '    if evidence.number("y") == -1:\n'
    "        import os\n\n        os.kill(os.getpid(), 9)\n",
)
SLOW = "import time\nopen('started', 'w').close()\ntime.sleep(600)"
PATIENCE = 120  # seconds; for what takes one or two on a machine with nothing else to do


def test_a_worker_that_dies_is_found_out_and_costs_no_other_submission(tmp_path):
    course = make_course(tmp_path / "tiny", checks=DEADLY)
    deadly = {"double": "def double(x):\n    return 6 if x == 3 else -1"}
    hand_in(course, "alice")
    hand_in(course, "deadly", answered(course, answers=deadly))
    hand_in(course, "zoe")
    reports = {report.student: report for report in prepare_class(course, "ps1", jobs=2).grade()}
    assert {student: report.status for student, report in reports.items()} == {
        "alice": "graded",
        "deadly": "error",
        "zoe": "graded",
    }
    assert "worker process died" in reports["deadly"].flags[0]
    assert reports["alice"].score == reports["zoe"].score == 10


class Grading:
    """A `course grade` under way: `quick` is graded at once, `slow` sleeps for ten minutes."""

    def __init__(self, folder: Path) -> None:
        self.mark, self.course = uuid.uuid4().hex, make_course(folder / "tiny", checks="")
        self.scratch = folder / "t"
        self.scratch.mkdir()
        hand_in(self.course, "quick")
        hand_in(self.course, "slow", answered(self.course, answers={"parts": SLOW}))
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
        self.wait_until(lambda: any(self.scratch.rglob("started")), "the slow submission to start")
        self.wait_until(self.is_graded, "the quick submission to be graded")

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

    @staticmethod
    def wait_until(happened, what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, f"waited {PATIENCE} s for {what}"
            time.sleep(0.1)


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
    assert "stopped: 1 done and kept, 1 left" in output
    assert "Traceback" not in output
    grading.wait_until(lambda: not grading.left_over(), "its processes to end")
    assert list(grading.scratch.iterdir()) == []
    statuses = [
        report.status for report in prepare_class(grading.course, "ps1", students=["quick"]).grade()
    ]
    assert statuses == ["cached"]


def test_no_process_outlives_a_coordinator_that_is_killed(grading):
    grading.process.kill()
    grading.wait_until(lambda: not grading.left_over(), "its processes to end")
    assert grading.is_graded()
