"""Measure `course grade` on a class.

    python benchmarks/grading.py light    # lesson 01 against serial `nbgrader autograde`
    python benchmarks/grading.py heavy    # lesson 02 against the CPU time of the cells themselves

The class is made of the sample students of `course demo` that nbgrader can grade too; every
notebook is made different, so that no result of one serves for another. Both commands start as an
instructor starts them, with everything cold; the time is from start to exit.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from autograde.classroom.workers import available_cores
from autograde.demo import sample_class
from autograde.lessons.course import create_course
from autograde.lessons.source import find_lessons

KINDS = [
    sample_class.perfect,
    sample_class.differently_right,
    sample_class.half_done,
    sample_class.misconceptions,
    sample_class.one_misconception,
    sample_class.untouched,
]
GOALS = {"light": 10.0, "heavy": 1.2}
SCRIPTS = Path(sys.executable).parent


def make_class(course: Path, number: str, count: int) -> str:
    """Make a course directory with `count` different submissions; return the assignment's name."""
    (lesson,) = find_lessons([number])
    create_course(course, [lesson])
    release = nbformat.read(course / "release" / lesson.name / f"{lesson.name}.ipynb", as_version=4)
    texts = [kind(lesson, release) for kind in KINDS]
    for position in range(count):
        notebook = nbformat.reads(texts[position % len(texts)], as_version=4)
        notebook.cells.append(nbformat.v4.new_markdown_cell(f"Handed in by number {position}."))
        folder = course / "submitted" / f"student{position:04}" / lesson.name
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{lesson.name}.ipynb")
    return lesson.name


def seconds(command: list[str], cwd: Path) -> float:
    """The wall-clock time of a command, from start to exit."""
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, env={**os.environ, "PATH": path}, check=True)
    return time.perf_counter() - start


def scores(course: Path) -> dict[tuple[str, str], float]:
    """Each student's score for each cell, in the gradebook."""
    query = """
        select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade
        join submitted_notebook on grade.notebook_id = submitted_notebook.id
        join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
        join base_cell on grade.cell_id = base_cell.id
    """
    with sqlite3.connect(course / "gradebook.db") as database:
        return {(student, cell): score for student, cell, score in database.execute(query)}


def light(folder: Path, count: int) -> bool:
    """Grade the same class with nbgrader and with ours; print the ratio."""
    ours, theirs = folder / "ours", folder / "theirs"
    lesson = make_class(ours, "01", count)
    shutil.copytree(ours, theirs)
    serial = seconds([str(SCRIPTS / "nbgrader"), "autograde", lesson, "--log-level=ERROR"], theirs)
    course = seconds([str(SCRIPTS / "course"), "grade", lesson, "--quiet"], ours)
    same = scores(ours) == scores(theirs)
    print(f"{count} submissions of {lesson}, {available_cores()} cores")
    print(f"  nbgrader autograde, serial  {serial:7.1f} s  {serial / count:6.2f} s each")
    print(f"  course grade                {course:7.1f} s  {course / count:6.2f} s each")
    print(f"  {serial / course:.1f} times faster (goal {GOALS['light']:g}), ", end="")
    print(f"scores {'the same' if same else 'DIFFERENT'} in {len(scores(ours))} cells")
    return same and serial / course >= GOALS["light"]


def heavy(folder: Path, count: int) -> bool:
    """Grade a class whose notebooks train nets; compare with what their cells alone need."""
    course = folder / "ours"
    lesson = make_class(course, "02", count)
    notebooks = sorted((course / "submitted").glob("*/*/*.ipynb"))
    needed = [cpu_seconds(path) for path in notebooks[: len(KINDS)]]
    total = sum(needed[position % len(KINDS)] for position in range(count))
    wall = seconds([str(SCRIPTS / "course"), "grade", lesson, "--quiet"], course)
    ratio = wall / (total / available_cores())
    print(f"{count} submissions of {lesson}, {available_cores()} cores")
    print(f"  CPU time of the cells       {total:7.1f} s, over the cores", end="")
    print(f" {total / available_cores():7.1f} s")
    print(f"  course grade                {wall:7.1f} s")
    print(f"  {ratio:.2f} times as long (goal {GOALS['heavy']:g})")
    return ratio <= GOALS["heavy"]


def cpu_seconds(path: Path) -> float:
    """CPU time of a notebook's cells, run one after the other in an ordinary kernel, on one thread
    as the grader runs them. The start of the kernel and the imports of its first cell are not
    counted: they are not the student's."""
    notebook = nbformat.read(path, as_version=4)
    clock = "import time, course_lib.data, torch._dynamo\n_start = time.process_time()"
    stop = "import json\nprint(json.dumps(time.process_time() - _start))"
    notebook.cells.insert(0, nbformat.v4.new_code_cell(clock))
    notebook.cells.append(nbformat.v4.new_code_cell(stop))
    os.environ.update(OMP_NUM_THREADS="1", GROUND_UP_DATA="embedded")
    NotebookClient(notebook, timeout=600, allow_errors=True).execute(cwd=str(path.parent))
    return json.loads(notebook.cells[-1].outputs[0].text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=sorted(GOALS))
    parser.add_argument("--count", type=int, help="submissions (40 light ones, 20 heavy ones)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        if args.kind == "light":
            met = light(Path(folder), args.count or 40)
        else:
            met = heavy(Path(folder), args.count or 20)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
