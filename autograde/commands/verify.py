"""`course verify`: solutions pass, stubs fail, wrong answers are caught."""

import argparse
import os
import sys
import time

from autograde.commands.arguments import add_quiet
from autograde.commands.bars import progress_bar

CALIBRATION_SEEDS = {"embedded": 10, "full": 1}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="all lessons by default")
    parser.add_argument("--data", choices=("embedded", "full"), default="embedded")
    parser.add_argument(
        "--seeds",
        type=int,
        help="trainings per accuracy threshold (10 on the embedded data, 1 on the full data; "
        "0 leaves them out)",
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes (one per core by default)"
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="measure the thresholds anew and keep them in solutions/LESSON/calibration.json; "
        "without it, what is kept there counts until something that it rests on changes",
    )
    parser.add_argument(
        "--force", action="store_true", help="prove again what is proved and has not changed"
    )
    add_quiet(parser)
    parser.epilog = "example: course verify 02_training_by_hand --data full"


def run(args: argparse.Namespace) -> int:
    from autograde.lessons.source import find_lessons
    from autograde.verify.calibration import record
    from autograde.verify.lesson import verify_lesson
    from autograde.verify.proofs import Proof
    from autograde.verify.table import describe

    seeds = CALIBRATION_SEEDS[args.data] if args.seeds is None else args.seeds
    lessons, proved = find_lessons(args.lessons), []
    with progress_bar(total=len(lessons), unit="lesson", quiet=args.quiet) as bar:
        for lesson in lessons:
            bar.set_description(lesson.name)
            proof = Proof(lesson, args.data, seeds)
            text = None if args.force or args.record else proof.read()
            if text is not None:
                bar.total -= 1  # it is not in the bar's pace
                text += "\n  proved before, nothing has changed since"
                proved.append(True)
            else:
                start = time.monotonic()
                result = verify_lesson(
                    lesson, data=args.data, seeds=seeds, jobs=args.jobs, calibrate_anew=args.record
                )
                if args.record:
                    record(lesson, result.calibrations)
                text = describe(result)
                if result.ok:
                    proof.keep(text)
                text += f"\n  {time.monotonic() - start:.0f} s"
                proved.append(result.ok)
                bar.update()
            if not (args.quiet and proved[-1]):
                bar.write(text + "\n")
                sys.stdout.flush()
    if not (args.quiet and all(proved)):
        print(f"{sum(proved)} of {len(proved)} lessons proved")
    return 0 if all(proved) else 1
