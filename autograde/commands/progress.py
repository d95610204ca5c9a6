"""`course progress`: what a student has done, and what is next."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograde.checking.progress import LessonProgress

_SCHEMA = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print it as JSON")
    parser.epilog = "example: course progress"


def run(args: argparse.Namespace) -> int:
    from autograde.checking.lessons import Lessons
    from autograde.checking.progress import next_lesson, read_progress

    lessons = read_progress(Lessons.around(Path.cwd()))
    next_one = next_lesson(lessons)
    for lesson in lessons:
        if lesson.remark:
            print(f"course progress: {lesson.remark}", file=sys.stderr)
    if args.json:
        print(_as_json(lessons, next_one))
    else:
        print(_table(lessons))
        print(_next_words(next_one))
    return 0


def _table(lessons: "Sequence[LessonProgress]") -> str:
    width = max(len(lesson.lesson) for lesson in lessons)
    lines = [f"{'lesson':<{width}}  passed    last checked"]
    for lesson in lessons:
        passed = f"{lesson.passed} of {len(lesson.exercises)}"
        state = "  done" if lesson.is_done else ""
        lines.append(f"{lesson.lesson:<{width}}  {passed:<8}  {lesson.checked or 'never'}{state}")
    return "\n".join(lines)


def _next_words(lesson: "LessonProgress | None") -> str:
    if lesson is None:
        return "All lessons are done."
    number = lesson.lesson.split("_")[0]
    what = f"{lesson.next_exercise} in {lesson.lesson}" if lesson.next_exercise else lesson.lesson
    return f"Next: {what} (`course lab {number}`, then `course check {number}`)"


def _as_json(lessons: "Sequence[LessonProgress]", next_one: "LessonProgress | None") -> str:
    entries = [
        {**asdict(lesson), "passed": lesson.passed, "done": lesson.is_done} for lesson in lessons
    ]
    following = next_one and {"lesson": next_one.lesson, "exercise": next_one.next_exercise}
    return json.dumps({"schema": _SCHEMA, "lessons": entries, "next": following}, indent=1)
