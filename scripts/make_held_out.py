"""Make the grader's held-out images: official test images that the students' subset lacks.

    python scripts/make_held_out.py                 # writes solutions/held_out.webp and .json

Needs the full data: `course data fetch`. Read them with
`course_lib.data.sheets.read_sheet(Path("solutions/held_out"))`. They belong to the grader and
are never released to students.
"""

import argparse
from pathlib import Path

from make_embedded import make_sheet

from course_lib.data import DataError, load_cifar10
from course_lib.data.sheets import write_sheet
from course_lib.data.subsets import held_out_indices

HELD_OUT = Path(__file__).parent.parent / "solutions" / "held_out"


def make_held_out(path: Path) -> None:
    """Write `path`.webp and `path`.json. Raises DataError without the full data."""
    data = load_cifar10("full", say=False)
    indices = held_out_indices(data.test_labels)
    write_sheet(path, make_sheet(data.test_images, data.test_labels, indices, "test"))
    print(f"{path}.webp: {path.with_suffix('.webp').stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--path", type=Path, default=HELD_OUT, help="default: %(default)s")
    try:
        make_held_out(parser.parse_args().path)
    except DataError as error:
        parser.exit(1, f"{error}\n")
