"""Arguments that several commands take."""

import argparse
from pathlib import Path


def add_course_dir(parser: argparse.ArgumentParser, purpose: str = "") -> None:
    """Add `--course-dir DIR`, an nbgrader course directory; `purpose` says what for."""
    parser.add_argument(
        "--course-dir",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=f"the course directory{purpose} (this directory by default)",
    )


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """Add `--quiet`."""
    parser.add_argument("--quiet", action="store_true", help="print nothing unless it fails")
