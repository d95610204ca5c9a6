"""Measure `course grade` through a Dask cluster of this machine against `--jobs`.

    python benchmarks/cluster.py

The same class, submissions of lesson 01 made from its answers right and wrong, is graded by
`course grade --jobs 2` and by `course grade --scheduler ADDRESS` with a scheduler and two workers
of this machine. A cluster stands before a class is graded, so its start is not in the figures,
and each of its workers has graded one submission before the clock starts. The runs take turns.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograde.commands.worker import command
from autograde.demo.sample_class import STUDENTS
from autograde.environment import prepare_environment
from autograde.lessons.source import find_lessons

LESSON = "01_tensors_and_autograd"
JOBS = 2
GOAL = 1.15
_START_SECONDS = 120.0


def make_class(folder: Path, count: int) -> Path:
    """A course directory with `count` submissions; none is cut off, which would cost nothing."""
    import nbformat

    course = folder / "course"
    subprocess.run([*_COURSE, "init", str(course), "--lesson", LESSON], check=True, stdout=_QUIET)
    [lesson] = find_lessons([LESSON])
    release = nbformat.read(course / "release" / LESSON / f"{LESSON}.ipynb", as_version=4)
    makers = [student.make for student in STUDENTS if "cut off" not in student.description]
    for index in range(count):
        handed_in = course / "submitted" / f"student{index:03}" / LESSON
        handed_in.mkdir(parents=True)
        text = makers[index % len(makers)](lesson, release)
        (handed_in / f"{LESSON}.ipynb").write_text(text, encoding="utf-8")
    return course


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A scheduler and its workers on this machine; gives the address."""
    file = folder / "scheduler.json"
    listen = ["--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"]
    log = (folder / "cluster.log").open("w")
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "dask", "scheduler", *listen, "--scheduler-file", str(file)],
        stderr=log,
    )
    workers = None
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not file.exists() or not file.stat().st_size:
            if time.monotonic() > deadline:
                raise TimeoutError(f"no scheduler: see {folder / 'cluster.log'}")
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        workers = subprocess.Popen(command(address, JOBS), stderr=log)
        yield address
    finally:
        for process in filter(None, (workers, scheduler)):
            process.terminate()
            process.wait()


def seconds(course: Path, *options: str) -> tuple[float, dict[str, float]]:
    """Wall-clock time of one `course grade --force`, and the scores by student."""
    result = course / "result.json"
    start = time.perf_counter()
    arguments = [LESSON, "--course-dir", str(course), "--force", "--quiet", "--json", str(result)]
    subprocess.run([*_COURSE, "grade", *arguments, *options], check=True, stdout=_QUIET)
    taken = time.perf_counter() - start
    submissions = json.loads(result.read_text())["submissions"]
    return taken, {each["student"]: each["score"] for each in submissions}


def measure(course: Path, address: str, repeats: int) -> dict[str, list[float]]:
    """Seconds for the class, `repeats` times each way, in turns; the scores must be the same."""
    ways = {f"--jobs {JOBS}": ["--jobs", str(JOBS)], "--scheduler": ["--scheduler", address]}
    some = [f"--student=student{index:03}" for index in range(2 * JOBS)]
    seconds(course, *ways["--scheduler"], *some)  # every worker has imported torch by now
    times: dict[str, list[float]] = {name: [] for name in ways}
    scores = []
    for _ in range(repeats):
        for name, options in ways.items():
            taken, found = seconds(course, *options)
            times[name].append(taken)
            scores.append(found)
            print(f"{name:<16}{taken:>8.1f} s", flush=True)
    if any(found != scores[0] for found in scores):
        raise SystemExit("the scores differ")
    return times


_COURSE = [sys.executable, "-m", "autograde"]
_QUIET = subprocess.DEVNULL

if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--submissions", type=int, default=40, help="default: %(default)s")
    parser.add_argument("--repeats", type=int, default=3, help="default: %(default)s")
    arguments = parser.parse_args()
    prepare_environment()
    with tempfile.TemporaryDirectory() as scratch:
        course = make_class(Path(scratch), arguments.submissions)
        with cluster(Path(scratch)) as address:
            times = measure(course, address, arguments.repeats)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"\n{arguments.submissions} submissions of {LESSON}, median of {arguments.repeats}:")
    for name, median in medians.items():
        print(f"{name:<16}{median:>8.1f} s")
    here, there = medians.values()
    ratio = there / here
    verdict = "reached" if ratio <= GOAL else "missed"
    print(f"the cluster takes {ratio:.2f} times as long; at most {GOAL}: {verdict}")
    parser.exit(0 if ratio <= GOAL else 1)
