"""`course verify`: solutions pass, stubs fail, wrong answers are caught."""

import argparse
import os
import time

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
        help="keep the calibration in solutions/LESSON/calibration.json",
    )
    parser.epilog = "example: course verify 02_training_by_hand --data full"


def run(args: argparse.Namespace) -> int:
    from autograde.lessons.source import find_lessons
    from autograde.verify.calibration import record
    from autograde.verify.lesson import verify_lesson
    from autograde.verify.table import describe

    seeds = CALIBRATION_SEEDS[args.data] if args.seeds is None else args.seeds
    proved = []
    for lesson in find_lessons(args.lessons):
        start = time.monotonic()
        result = verify_lesson(lesson, data=args.data, seeds=seeds, jobs=args.jobs)
        if args.record:
            record(lesson, result.calibrations)
        print(describe(result))
        print(f"  {time.monotonic() - start:.0f} s\n", flush=True)
        proved.append(result.ok)
    print(f"{sum(proved)} of {len(proved)} lessons proved")
    return 0 if all(proved) else 1
