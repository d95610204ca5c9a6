"""`course grade`: grade a class."""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from autograde.commands.arguments import add_course_dir
from autograde.commands.bars import progress_bar
from course_lib.errors import CourseError

if TYPE_CHECKING:
    from autograde.classroom.class_run import ClassRun, Grader
    from autograde.grading.report import SubmissionReport

_MAX_LINE = 100
_MAX_NAMES = 20
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
        "--force", action="store_true", help="also grade what is graded and has not changed"
    )
    parser.add_argument(
        "--timeout",
        type=_positive(float),
        metavar="SECONDS",
        help="how long one cell may run (Execute.timeout of nbgrader_config.py, else 120)",
    )
    parser.add_argument(
        "--notebook-timeout",
        type=_positive(float),
        metavar="SECONDS",
        help="how long all cells of a notebook may run together (1800)",
    )
    parser.add_argument(
        "--memory",
        type=_positive(float),
        metavar="GB",
        help="how much memory a notebook may take, in units of 2^30 bytes (8)",
    )
    parser.add_argument(
        "--sandbox",
        choices=("auto", "none"),
        default="auto",
        help="shut notebooks off from this machine, or trust them (auto: shut off)",
    )
    parser.add_argument("--gpu", action="store_true", help="let notebooks use the GPUs")
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="grade on the Dask cluster with this scheduler, such as tcp://10.0.0.1:8786",
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
    if args.json and not args.json.resolve().parent.is_dir():
        raise CourseError(f"{args.json} cannot be written: its folder does not exist")
    start = time.monotonic()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # names of students and files hold anything
    with _grader(args.scheduler) as grader:
        done = _grade(args, grader)
    if done is None:
        return _INTERRUPTED
    from autograde.grading.report import ClassReport

    report = ClassReport.of(args.lesson, done)
    if args.json:
        args.json.write_text(report.to_json(), encoding="utf-8", errors="replace")
    if not args.quiet:
        print(*table(report.submissions), sep="\n")
    print(summary(report.submissions, time.monotonic() - start))
    return 1 if any(submission.status == "error" for submission in report.submissions) else 0


def _grade(args: argparse.Namespace, grader: "Grader") -> "list[SubmissionReport] | None":
    """Grade whom the arguments name; None after Ctrl-C, which is then told."""
    from autograde.classroom.class_run import prepare_class

    class_run = prepare_class(
        args.course_dir,
        args.lesson,
        students=args.student,
        limits=_limits(args),
        jobs=args.jobs,
        force=args.force,
        grade_all=grader,
    )
    if not args.quiet:
        print(announcement(class_run, args.scheduler), flush=True)
    done: list[SubmissionReport] = []
    try:
        for submission in _with_progress(class_run, args.quiet):
            done.append(submission)
    except KeyboardInterrupt:
        left = len(class_run.students) - len(done)
        print(f"stopped: {len(done)} done and kept, {left} left; run the command again for them")
        return None
    return done


def announcement(class_run: "ClassRun", scheduler: str | None) -> str:
    """One line about what will be done."""
    plan, limits = class_run.plan, class_run.limits
    parts = [
        f"{len(plan.to_grade)} to grade, {len(class_run.students) - len(plan.to_grade)} cached"
    ]
    if plan.to_write:
        parts.append(f"{len(plan.to_write)} of them to be written again")
    if plan.to_grade:
        parts.append(f"on {scheduler}" if scheduler else f"{class_run.jobs} at a time")
        parts.append("in a sandbox" if limits.sandbox else "without a sandbox")
    return f"{class_run.key.name}: {'; '.join(parts)}"


def table(submissions: "Iterable[SubmissionReport]") -> list[str]:
    """Lines with the score of each student, what did not pass, and what to look at."""
    submissions = list(submissions)
    width = max([len("student"), *(len(each.student) for each in submissions)])
    lines = [f"{'student':{width}}  {'score':>7}  {'max':>7}"]
    for each in submissions:
        score = "error" if each.status == "error" else f"{each.score:.1f}"
        note = "  (cached)" if each.status == "cached" else ""
        lines.append(f"{each.student:{width}}  {score:>7}  {each.max_score:7.1f}{note}")
        lines += [_indented(width, remark) for remark in _remarks(each)]
    return lines


def summary(submissions: "Iterable[SubmissionReport]", seconds: float) -> str:
    """One line about the class, and one that names those who could not be graded."""
    submissions = list(submissions)
    states = [each.status for each in submissions]
    scores = [each.score for each in submissions if each.status != "error"]
    graded, failed = (
        states.count("graded"),
        [each for each in submissions if each.status == "error"],
    )
    parts = [f"{graded} graded"]
    if "cached" in states:
        parts.append(f"{states.count('cached')} cached (--force grades them again)")
    if scores:
        parts.append(f"mean {sum(scores) / len(scores):.1f} of {submissions[0].max_score:.1f}")
    if by_hand := sum(each.needs_manual_grade for each in submissions):
        parts.append(f"{by_hand} with answers to grade by hand (nbgrader's formgrader)")
    pace = f" ({60 * graded / seconds:.0f} submissions/min)" if graded and seconds else ""
    line = f"{'; '.join(parts)}; {seconds:.1f} s{pace}"
    if failed:
        line += f"\n{len(failed)} could not be graded: run the command again for {_names(failed)}"
    return line


def _names(submissions: "Sequence[SubmissionReport]") -> str:
    names = [each.student for each in submissions[:_MAX_NAMES]]
    left = len(submissions) - len(names)
    return ", ".join(names) + (f" and {left} others" if left else "")


def _limits(args: argparse.Namespace) -> "dict[str, object]":
    """The limits that were asked for, by the names of their fields."""
    limits = {
        "cell_seconds": args.timeout,
        "notebook_seconds": args.notebook_timeout,
        "memory_bytes": args.memory and int(args.memory * 2**30),
        "data": args.data,
        "sandbox": args.sandbox != "none",
        "gpu": args.gpu,
    }
    return {name: value for name, value in limits.items() if value is not None}


@contextmanager
def _grader(scheduler: str | None) -> "Iterator[Grader]":
    """Where the work is done: on a cluster, or on this machine.

    What kernels are forked from begins here: it takes as long as all other preparations together.
    """
    if scheduler:
        from autograde.cluster.grader import grade_on_cluster

        yield grade_on_cluster(scheduler)
        return
    from autograde.classroom.shared_template import SharedTemplate
    from autograde.kernels.launch import can_fork

    with SharedTemplate() as template:
        if can_fork():
            template.begin()
        from autograde.classroom.workers import grade_in_processes

        yield partial(grade_in_processes, template=template)


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


def _with_progress(class_run: "ClassRun", quiet: bool) -> "Iterator[SubmissionReport]":
    """The reports as they come; where somebody watches, with a bar on stderr that tells the time
    left. What needed no grading is not in the bar's pace."""
    standing = len(class_run.plan.standing)
    total = len(class_run.students)
    quiet = quiet or standing == total
    with progress_bar(total=total, initial=standing, unit=" submissions", quiet=quiet) as bar:
        for number, report in enumerate(class_run.grade()):
            if number >= standing:
                bar.update()
            yield report


def _positive(number: type) -> type:
    """An argparse type: a number above zero."""

    def convert(text: str) -> int | float:
        value = number(text)
        if not value > 0:
            raise argparse.ArgumentTypeError(f"{text} is not above zero")
        return value

    convert.__name__ = number.__name__  # argparse names it in its message
    return convert  # type: ignore[return-value]
