"""Measure an epoch of our training loader against torchvision's CIFAR10 in a DataLoader.

    python benchmarks/loader.py

Both give shuffled, normalised float32 batches of the same training images (49,000 of the full
data if it is cached, else 4,900 of the embedded subset). torchvision's data set is the real class,
with ToTensor and Normalize, in a standard DataLoader with 0 and with 2 workers; the workers are
started before the clock. The runs take turns, so that whatever else the machine does hits all of
them alike; the table has the median of each.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterable

from course_lib.data import ArrayLoader, DataError, cifar10_loaders

# isort: split
# After course_lib, which makes torchvision importable beside a CPU build of torch.
import numpy as np
import torch
import torchvision
from torch.utils.data import DataLoader
from torchvision import transforms

BATCH_SIZE = 64
GOAL = 20


class TorchvisionCifar10(torchvision.datasets.CIFAR10):
    """torchvision's CIFAR10 on arrays that are in memory: no archive needed, the rest is its own.

    `data` is uint8 (N, 32, 32, 3) and `targets` a list, as its own constructor leaves them.
    """

    def __init__(
        self, data: np.ndarray, targets: list[int], transform: Callable[..., torch.Tensor]
    ) -> None:
        self.data = data
        self.targets = targets
        self.train = True
        self.transform = transform
        self.target_transform = None


def standard_dataset(loader: ArrayLoader) -> TorchvisionCifar10:
    """The training images of `loader` as torchvision's data set, in the same order."""
    ours = loader.dataset
    chosen = ours.images[ours.indices]
    mean, std = ours.statistics
    pipeline = transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize(mean.tolist(), std.tolist())]
    )
    data = chosen.permute(0, 2, 3, 1).contiguous().numpy()
    return TorchvisionCifar10(data, ours.labels[ours.indices].tolist(), pipeline)


def seconds(loader: Iterable) -> float:
    """Wall-clock time of one epoch; every batch is taken, nothing is computed with it."""
    start = time.perf_counter()
    for _ in loader:
        pass
    return time.perf_counter() - start


def check_same(loader: ArrayLoader, dataset: TorchvisionCifar10) -> None:
    """Raise unless both give the same images and labels, to within rounding."""
    for index in (0, 1, len(dataset) - 1):
        (ours, our_label), (theirs, their_label) = loader.dataset[index], dataset[index]
        torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-5)
        assert our_label == their_label


def measure(source: str, repeats: int) -> dict[str, list[float]]:
    """Seconds for an epoch, `repeats` times for each loader, in turns."""
    ours, _, _ = cifar10_loaders(BATCH_SIZE, source=source)
    dataset = standard_dataset(ours)
    check_same(ours, dataset)
    loaders = {"course_lib": ours}
    for workers in (0, 2):
        loaders[f"torchvision, {workers} workers"] = DataLoader(
            dataset,
            batch_size=BATCH_SIZE,
            shuffle=True,
            num_workers=workers,
            persistent_workers=workers > 0,
        )
    print(f"An epoch of {len(dataset):,} images in {len(ours)} batches of {BATCH_SIZE}, ", end="")
    print(f"{torch.get_num_threads()} threads, median of {repeats}, after one to warm up:")
    times: dict[str, list[float]] = {name: [] for name in loaders}
    for turn in range(repeats + 1):
        for name, loader in loaders.items():
            taken = seconds(loader)
            if turn:  # the first one starts the workers and reads the files
                times[name].append(taken)
    return times


def report(times: dict[str, list[float]]) -> float:
    """Print the table; returns how many times faster ours is than the better of the others."""
    medians = {name: statistics.median(values) for name, values in times.items()}
    best = min(median for name, median in medians.items() if name != "course_lib")
    print(f"\n{'loader':<24}{'median':>10}{'fastest':>10}{'slowest':>10}{'against ours':>14}")
    for name, values in times.items():
        figures = (medians[name], min(values), max(values))
        row = "".join(f"{figure:>8.3f} s" for figure in figures)
        print(f"{name:<24}{row}{medians[name] / medians['course_lib']:>13.1f}x")
    return best / medians["course_lib"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--source", default="auto", help="auto, embedded or full")
    parser.add_argument("--repeats", type=int, default=3, help="default: %(default)s")
    arguments = parser.parse_args()
    try:
        ratio = report(measure(arguments.source, arguments.repeats))
    except DataError as error:
        parser.exit(1, f"{error}\n")
    verdict = "reached" if ratio >= GOAL else "missed"
    print(
        f"\nours is {ratio:.0f} times faster than the better of the others; goal {GOAL}: {verdict}"
    )
    parser.exit(0 if ratio >= GOAL else 1)
