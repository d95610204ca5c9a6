"""Measure how `course grade` grows with the class, and what grading an unchanged class again costs.

    python benchmarks/class_runs.py                   # 10, 40, 160 and 640 submissions of lesson 01
    python benchmarks/class_runs.py --sizes 5 20      # the last size is also graded again

Classes are made as in benchmarks/grading.py, and graded by the command as an instructor starts it.
The pace is the time from the first result to the last, by the times of the kept results: what a
run needs to start is told apart. Memory is the peak of the coordinator alone.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from grading import SCRIPTS, make_class

from autograde.classroom.workers import available_cores

GOALS = {"pace": 1.10, "megabytes": 50.0, "cache": 0.02}
_POLL_SECONDS = 0.05  # between two looks at the coordinator's memory


@dataclass(frozen=True)
class Run:
    """One run: wall-clock time from start to exit, and the coordinator's peak memory."""

    seconds: float
    megabytes: float


def grade(course: Path, lesson: str) -> Run:
    """Run `course grade`; it must succeed."""
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    command = [str(SCRIPTS / "course"), "grade", lesson, "--quiet"]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=course, env={**os.environ, "PATH": path})
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _peak_megabytes(process.pid))
        time.sleep(_POLL_SECONDS)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return Run(seconds, peak)


def _peak_megabytes(pid: int) -> float:
    """The largest resident memory that a process has had; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def pace(course: Path) -> float:
    """Seconds per submission, from the first result to the last.

    As many are in work at a time as there are cores, and the first as many come at once.
    """
    times = sorted(path.stat().st_mtime for path in (course / ".grading").rglob("*.zip"))
    return (times[-1] - times[0]) / (len(times) - available_cores())


def part_of(whole: Path, lesson: str, count: int, folder: Path) -> Path:
    """A copy of a course directory with its first `count` submissions."""
    shutil.copytree(whole, folder, ignore=shutil.ignore_patterns("submitted"))
    for student in sorted((whole / "submitted").iterdir())[:count]:
        shutil.copytree(student, folder / "submitted" / student.name)
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 40, 160, 640])
    sizes = parser.parse_args().sizes
    paces, runs = [], []
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        whole = Path(folder, "whole")
        lesson = make_class(whole, "01", max(sizes))
        print(f"{'submissions':>11} {'seconds':>9} {'s each':>8} {'pace':>6} {'coordinator':>12}")
        for size in sizes:
            course = part_of(whole, lesson, size, Path(folder, f"class{size}"))
            run = grade(course, lesson)
            runs.append(run)
            paces.append(pace(course))
            each = f"{paces[-1]:8.3f} {paces[-1] / paces[0]:6.2f}"
            print(f"{size:11} {run.seconds:9.1f} {each} {run.megabytes:9.0f} MB", flush=True)
        again = min(grade(course, lesson).seconds for _ in range(3))
    growth = max(run.megabytes for run in runs) - runs[0].megabytes
    ratio = again / runs[-1].seconds
    slower = max(paces) / paces[0]
    print(f"slowest pace {slower:.2f} of the first (goal {GOALS['pace']:g})")
    print(f"the coordinator grows by {growth:.0f} MB (goal {GOALS['megabytes']:g})")
    print(f"{sizes[-1]} unchanged submissions again: {again:.2f} s, ", end="")
    print(f"{ratio:.1%} of the first run (goal {GOALS['cache']:.0%})")
    goals = (GOALS["pace"], GOALS["megabytes"], GOALS["cache"])
    return 0 if all(a <= b for a, b in zip((slower, growth, ratio), goals, strict=True)) else 1


if __name__ == "__main__":
    sys.exit(main())
