"""`course feedback`: the feedback pages for students."""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.commands.arguments import add_course_dir, add_quiet
from autograde.commands.bars import progress_bar
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from autograde.feedback.class_pages import Page

_SCHEMA = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON", help="the assignment")
    add_course_dir(parser)
    parser.add_argument("--student", metavar="ID", help="only for this student")
    parser.add_argument("--force", action="store_true", help="also make what is up to date")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was done as JSON")
    add_quiet(parser)
    parser.epilog = "example: course feedback 01_tensors_and_autograd --course-dir my_class"


def run(args: argparse.Namespace) -> int:
    """Make the pages; 0 if all are there, 1 if one of them could not be made."""
    from autograde.classroom.course_directory import Course
    from autograde.feedback.class_pages import prepare_feedback
    from autograde.report.gradebook import require_assignment

    start = time.monotonic()
    if args.json and not args.json.resolve().parent.is_dir():
        raise CourseError(f"{args.json} cannot be written: its folder does not exist")
    course = Course.open(args.course_dir)
    require_assignment(course, args.lesson)
    feedback = prepare_feedback(course, args.lesson, args.student, args.force)
    total = len(feedback.notebooks)
    pages = list(progress_bar(feedback.make(), total=total, unit="page", quiet=args.quiet))
    if args.json:
        args.json.write_text(_as_json(args.lesson, pages), encoding="utf-8", errors="replace")
    if not args.quiet:
        print(*(page.path for page in pages if page.status != "error"), sep="\n")
        if len(pages) > 1:
            print(_summary(pages, time.monotonic() - start))
    broken = [page for page in pages if page.status == "error"]
    for page in broken:
        what = f"{page.notebook} of {page.student}"
        print(f"course feedback: no page for {what}: {page.message}", file=sys.stderr)
    return 1 if broken else 0


def _summary(pages: "Sequence[Page]", seconds: float) -> str:
    counts = Counter(page.status for page in pages)
    parts = [f"{counts['made']} of {len(pages)} pages made"]
    if counts["unchanged"]:
        parts.append(f"{counts['unchanged']} up to date (--force makes them again)")
    if counts["error"]:
        parts.append(f"{counts['error']} could not be made")
    return f"{'; '.join(parts)}; {seconds:.1f} s"


def _as_json(lesson: str, pages: "Sequence[Page]") -> str:
    entries = [
        {
            "student": page.student,
            "notebook": page.notebook,
            "status": page.status,
            "path": None if page.status == "error" else str(page.path),
            "message": page.message,
        }
        for page in pages
    ]
    document = {"schema": _SCHEMA, "assignment": lesson, "pages": entries}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
