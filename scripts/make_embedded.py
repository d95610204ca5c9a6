"""Make the embedded subset of CIFAR-10 that ships with the course, from the full data.

    python scripts/make_embedded.py                 # writes course_lib/embedded/

Needs the full data: `course data fetch`. The choice is seeded (course_lib/data/subsets.py), so the
result is the same wherever it runs.
"""

import argparse
from pathlib import Path

import numpy as np

from course_lib.data import DataError, load_cifar10
from course_lib.data.arrays import EMBEDDED
from course_lib.data.sheets import Sheet, write_sheet
from course_lib.data.subsets import SUBSET_SEED, embedded_indices


def make_sheet(images: np.ndarray, labels: np.ndarray, indices: np.ndarray, split: str) -> Sheet:
    """The images at `indices` of the official `split`, "training" or "test"."""
    provenance = {
        "dataset": "CIFAR-10",
        "author": "A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009",
        "homepage": "https://www.cs.toronto.edu/~kriz/cifar.html",
        "split": split,
        "choice": f"class-balanced, seed {SUBSET_SEED}, see course_lib/data/subsets.py",
        "indices": f"positions in the official {split} set, batches in order, from 0",
    }
    return Sheet(np.ascontiguousarray(images[indices]), labels[indices], indices, provenance)


def make_embedded(folder: Path) -> None:
    """Write train and test sheets to `folder`. Raises DataError without the full data."""
    data = load_cifar10("full", say=False)
    train, test = embedded_indices(data.train_labels, data.test_labels)
    folder.mkdir(parents=True, exist_ok=True)
    write_sheet(
        folder / "train", make_sheet(data.train_images, data.train_labels, train, "training")
    )
    write_sheet(folder / "test", make_sheet(data.test_images, data.test_labels, test, "test"))
    for path in sorted(folder.glob("*")):
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=EMBEDDED, help="default: %(default)s")
    try:
        make_embedded(parser.parse_args().folder)
    except DataError as error:
        parser.exit(1, f"{error}\n")
