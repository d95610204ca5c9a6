"""Measure `course feedback` on a class of 100 against `nbgrader generate_feedback`, side by side.

    python benchmarks/feedback.py

The sample students of `course demo` hand in lesson 01 and are graded. Grading a hundred would take
long and is not what is measured here, so the class is made of copies of those few: their autograded
folders and their rows in the gradebook under new names, with every student's answers made
different, so that no work on one serves for another. Both commands start as an instructor starts
them, with everything cold; the time is from start to exit. CPU time is printed beside it: on a
machine that others use as well, it says more.
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
import uuid
from dataclasses import dataclass
from pathlib import Path

from autograde.classroom.workers import available_cores
from autograde.demo.sample_class import hand_in
from autograde.lessons.course import create_course
from autograde.lessons.source import find_lessons

GOAL = 10.0  # times faster
SCRIPTS = Path(sys.executable).parent
# Tables that hold a submission, each with the column that names its row in the one before.
TABLES = (
    ("submitted_assignment", "student_id"),
    ("submitted_notebook", "assignment_id"),
    ("grade", "notebook_id"),
    ("comment", "notebook_id"),
)


def graded_course(folder: Path) -> str:
    """Make a course directory with the sample students graded; return the assignment's name."""
    (lesson,) = find_lessons(["01"])
    create_course(folder, [lesson])
    hand_in(folder, lesson)
    run([str(SCRIPTS / "course"), "grade", lesson.name, "--quiet"], folder)
    return lesson.name


def replicate(course: Path, lesson: str, count: int) -> None:
    """Fill a class up to `count` students with copies of those who were graded."""
    graded = sorted(path.name for path in (course / "autograded").iterdir())
    with sqlite3.connect(course / "gradebook.db") as database:
        for position in range(len(graded), count):
            original, name = graded[position % len(graded)], f"copy{position:04}"
            copy_rows(database, original, name)
            source, target = (course / "autograded" / each / lesson for each in (original, name))
            shutil.copytree(source, target)
    for path in (course / "autograded").glob("*/*/*.ipynb"):
        make_different(path)


def copy_rows(database: sqlite3.Connection, original: str, name: str) -> None:
    """Copy a student's submissions in the gradebook to a student who is new in it."""
    database.execute("insert into student (id) values (?)", [name])
    new_ids = {original: name}
    for table, above in TABLES:
        cursor = database.execute(f"select * from {table}")
        columns = [column[0] for column in cursor.description]
        for values in cursor.fetchall():
            row = dict(zip(columns, values, strict=True))
            if row[above] in new_ids:
                new_ids[row["id"]] = uuid.uuid4().hex
                row |= {"id": new_ids[row["id"]], above: new_ids[row[above]]}
                places = ", ".join("?" * len(row))
                database.execute(f"insert into {table} values ({places})", list(row.values()))


def make_different(path: Path) -> None:
    """Let every answer in a notebook end with a line that no other has."""
    notebook = json.loads(path.read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = f"{''.join(cell['source'])}\n# {path.parts[-3]}"
    path.chmod(0o644)
    path.write_text(json.dumps(notebook), "utf-8")


@dataclass(frozen=True)
class Cost:
    """What a command took, in seconds."""

    wall: float
    cpu: float


def run(command: list[str], cwd: Path) -> Cost:
    """Run a command from start to exit."""
    path = os.pathsep.join([str(SCRIPTS), os.environ["PATH"]])
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, cwd=cwd, env={**os.environ, "PATH": path}, check=True)
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return Cost(time.perf_counter() - start, cpu)


def compare(folder: Path, count: int) -> bool:
    """Make the pages of one class with nbgrader and with ours; print the ratio."""
    ours, theirs = folder / "ours", folder / "theirs"
    lesson = graded_course(ours)
    replicate(ours, lesson, count)
    shutil.copytree(ours, theirs)
    command = [str(SCRIPTS / "nbgrader"), "generate_feedback", lesson, "--log-level=ERROR"]
    nbgrader = run(command, theirs)
    course = run([str(SCRIPTS / "course"), "feedback", lesson, "--quiet"], ours)
    again = run([str(SCRIPTS / "course"), "feedback", lesson, "--quiet"], ours)
    sizes = {each: page_sizes(each) for each in (ours, theirs)}
    same = sizes[ours].keys() == sizes[theirs].keys() and len(sizes[ours]) == count
    print(f"{count} submissions of {lesson}, {available_cores()} cores")
    for name, cost, where in (
        ("nbgrader generate_feedback", nbgrader, theirs),
        ("course feedback", course, ours),
        ("course feedback, again", again, ours),
    ):
        size = sum(sizes[where].values()) / len(sizes[where]) / 1000
        print(f"  {name:26}  {cost.wall:6.1f} s, {cost.cpu:5.1f} s of CPU", end="")
        print(f"  {1000 * cost.wall / count:5.0f} ms each, {size:4.0f} kB a page")
    print(f"  {nbgrader.wall / course.wall:.1f} times faster (goal {GOAL:g}), ", end="")
    print(f"{nbgrader.cpu / course.cpu:.1f} times by CPU, ", end="")
    print("the same pages" if same else "DIFFERENT pages")
    return same and nbgrader.wall / course.wall >= GOAL


def page_sizes(course: Path) -> dict[str, int]:
    """The sizes of the feedback pages in bytes, by their path in the course directory."""
    pages = (course / "feedback").glob("*/*/*.html")
    return {str(path.relative_to(course)): path.stat().st_size for path in pages}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100, help="students in the class (100)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        met = compare(Path(folder), args.count)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
