"""`course grade`: grade a class."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.commands.arguments import add_course_dir
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from autograde.grading.report import SubmissionReport

_MAX_LINE = 100
_INTERRUPTED = 130  # what shells say after Ctrl-C


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", metavar="LESSON", help="the assignment to grade")
    add_course_dir(parser)
    parser.add_argument(
        "--student",
        action="append",
        default=[],
        metavar="ID",
        help="grade this student only (repeatable)",
    )
    parser.add_argument(
        "--jobs",
        type=_positive(int),
        metavar="N",
        help="how many submissions at a time (one per core)",
    )
    parser.add_argument(
        "--force", action="store_true", help="also grade what is graded and has not become newer"
    )
    parser.add_argument(
        "--timeout",
        type=_positive(float),
        metavar="SECONDS",
        help="how long one cell may run (Execute.timeout of nbgrader_config.py, else 120)",
    )
    parser.add_argument(
        "--data",
        choices=("embedded", "full"),
        default="embedded",
        help="the CIFAR-10 that notebooks train on (embedded)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")
    parser.add_argument("--quiet", action="store_true", help="print the summary only")
    parser.epilog = "example: course grade 02_training_by_hand --course-dir my_class --jobs 4"


def run(args: argparse.Namespace) -> int:
    """Grade; 0 if every submission was graded, 1 if grading one of them failed."""
    from autograde.grading.classroom import prepare_class
    from autograde.grading.report import ClassReport

    if args.json and not args.json.resolve().parent.is_dir():
        raise CourseError(f"{args.json} cannot be written: its folder does not exist")
    start = time.monotonic()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # names of students and files hold anything
    class_run = prepare_class(
        args.course_dir,
        args.lesson,
        students=args.student,
        seconds=args.timeout,
        data=args.data,
        jobs=args.jobs,
        force=args.force,
    )
    progress = _with_progress(class_run.grade(), len(class_run.students), args.quiet)
    done: list[SubmissionReport] = []
    try:
        for submission in progress:
            done.append(submission)
    except KeyboardInterrupt:
        left = len(class_run.students) - len(done)
        print(f"stopped: {len(done)} done and kept, {left} left; run the command again for them")
        return _INTERRUPTED
    report = ClassReport.of(args.lesson, done)
    if args.json:
        args.json.write_text(report.to_json(), encoding="utf-8", errors="replace")
    if not args.quiet:
        print(*table(report.submissions), sep="\n")
    print(summary(report.submissions, time.monotonic() - start))
    return 1 if any(submission.status == "error" for submission in report.submissions) else 0


def table(submissions: "Iterable[SubmissionReport]") -> list[str]:
    """Lines with the score of each student, what did not pass, and what to look at."""
    submissions = list(submissions)
    width = max([len("student"), *(len(each.student) for each in submissions)])
    lines = [f"{'student':{width}}  {'score':>7}  {'max':>7}"]
    for each in submissions:
        score = "error" if each.status == "error" else f"{each.score:.1f}"
        note = "  (graded before)" if each.status == "cached" else ""
        lines.append(f"{each.student:{width}}  {score:>7}  {each.max_score:7.1f}{note}")
        lines += [_indented(width, remark) for remark in _remarks(each)]
    return lines


def summary(submissions: "Iterable[SubmissionReport]", seconds: float) -> str:
    """One line about the class."""
    submissions = list(submissions)
    states = [each.status for each in submissions]
    scores = [each.score for each in submissions if each.status != "error"]
    parts = [f"{states.count('graded')} graded"]
    if "cached" in states:
        parts.append(f"{states.count('cached')} graded before (--force grades them again)")
    if "error" in states:
        parts.append(f"{states.count('error')} could not be graded: run the command again")
    if scores:
        parts.append(f"mean {sum(scores) / len(scores):.1f} of {submissions[0].max_score:.1f}")
    if by_hand := sum(each.needs_manual_grade for each in submissions):
        parts.append(f"{by_hand} with answers to grade by hand (nbgrader's formgrader)")
    return f"{'; '.join(parts)}; {seconds:.0f} s"


def _remarks(submission: "SubmissionReport") -> Iterator[str]:
    for cell in submission.cells:
        if cell.outcome != "passed":
            first = cell.message.strip().splitlines()[:1]
            yield " ".join([f"{cell.grade_id}: {cell.outcome}.", *first])
    for flag in submission.flags:
        yield f"! {flag}"


def _indented(width: int, text: str) -> str:
    line = f"{'':{width}}  {text}"
    return line if len(line) <= _MAX_LINE else f"{line[: _MAX_LINE - 3]}..."


def _with_progress(
    reports: "Iterator[SubmissionReport]", total: int, quiet: bool
) -> "Iterator[SubmissionReport]":
    """The same reports; where somebody watches, a bar on stderr."""
    from tqdm import tqdm

    hidden = quiet or not sys.stderr.isatty()
    yield from tqdm(reports, total=total, unit="submission", disable=hidden)


def _positive(number: type) -> type:
    """An argparse type: a number above zero."""

    def convert(text: str) -> int | float:
        value = number(text)
        if not value > 0:
            raise argparse.ArgumentTypeError(f"{text} is not above zero")
        return value

    convert.__name__ = number.__name__  # argparse names it in its message
    return convert  # type: ignore[return-value]
