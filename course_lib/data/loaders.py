"""Batches from memory: a loader that indexes one tensor, and the loaders of CIFAR-10.

Why it is fast: a standard DataLoader fetches, converts and normalises one image at a time and then
stacks them. Here a batch is one indexing operation on the tensor of all images, and
one conversion. `benchmarks/loader.py` measures both.
"""

import contextlib
import functools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from course_lib.data.arrays import Cifar10, load_cifar10
from course_lib.data.facts import CLASSES
from course_lib.data.split import split_indices

_VALIDATION_SHARE = 50  # one image in 50: 1,000 of 50,000


class Statistics(NamedTuple):
    """Mean and standard deviation of each channel, for pixels in [0, 1]: float32 (C,) each."""

    mean: Tensor
    std: Tensor


class ArrayDataset(Dataset):
    """Images in one tensor (N, C, H, W), as a map-style data set of pairs (image, label).

    uint8 images come out as float32 in [0, 1], or normalised with `statistics` if there are any;
    images of any other type come out as they are. `indices` (M,) chooses some, in that order,
    without copying the images. `train` is False for test images, as in torchvision's CIFAR10.
    Raises ValueError if there are not as many labels as images.
    """

    classes = CLASSES

    def __init__(
        self,
        images: Tensor | np.ndarray,
        labels: Tensor | np.ndarray,
        *,
        train: bool = True,
        indices: Tensor | np.ndarray | None = None,
        statistics: Statistics | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        self.images = torch.as_tensor(images, device=device)
        self.labels = torch.as_tensor(labels, device=device)
        if len(self.images) != len(self.labels):
            raise ValueError(
                f"{len(self.images):,} images but {len(self.labels):,} labels: "
                "each image needs one label."
            )
        if self.labels.dtype == torch.uint8:  # cross-entropy wants int64
            self.labels = self.labels.long()
        self.train = train
        self.indices = None if indices is None else torch.as_tensor(indices, device=device)
        self.statistics = statistics
        self._scale, self._shift = _scale_and_shift(statistics, device)

    def __len__(self) -> int:
        return len(self.labels if self.indices is None else self.indices)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        """The pair at `index`: image (C, H, W) and label ()."""
        if not -len(self) <= index < len(self):
            raise IndexError(f"index {index} is out of range for {len(self)} images")
        images, labels = self.batch(torch.tensor([index % len(self)]))
        return images[0], labels[0]

    def batch(self, positions: Tensor) -> tuple[Tensor, Tensor]:
        """The images (B, C, H, W) and labels (B,) at `positions` (B,), int64 from 0 up."""
        positions = positions.to(self.labels.device)
        if self.indices is not None:
            positions = self.indices.index_select(0, positions)
        with _one_thread():
            images = self.images.index_select(0, positions)
            if images.dtype == torch.uint8:
                images = images.float().mul_(self._scale).add_(self._shift)
        return images, self.labels.index_select(0, positions)


class ArrayLoader(DataLoader):
    """A DataLoader over images in memory that makes each batch with one indexing operation.

    Arguments as for `ArrayDataset`; `ArrayLoader(x, y, batch_size=8)` is enough for a test. Yields
    pairs (images (B, C, H, W), labels (B,)); the last batch is smaller if it does not come out
    even. With `shuffle`, each pass has a new order, drawn from a generator that starts at `seed`:
    the same seed gives the same batches, pass after pass.
    Raises ValueError if the batch size is not a positive integer, or no label fits an image.
    """

    dataset: ArrayDataset

    def __init__(
        self,
        images: Tensor | np.ndarray,
        labels: Tensor | np.ndarray,
        batch_size: int = 64,
        shuffle: bool = False,
        *,
        seed: int = 0,
        train: bool = True,
        indices: Tensor | np.ndarray | None = None,
        statistics: Statistics | None = None,
        device: torch.device | str = "cpu",
    ) -> None:
        if not isinstance(batch_size, int) or batch_size < 1:
            raise ValueError(f"batch_size={batch_size!r}: choose a positive integer.")
        dataset = ArrayDataset(
            images, labels, train=train, indices=indices, statistics=statistics, device=device
        )
        generator = torch.Generator().manual_seed(seed)
        super().__init__(dataset, batch_size, shuffle=shuffle, generator=generator)

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        # Drawn here and not at the first batch, so that the order of passes decides.
        order = torch.tensor(list(self.sampler), dtype=torch.int64)
        return map(self.dataset.batch, order.split(self.batch_size) if len(order) else ())


def channel_statistics(images: np.ndarray, indices: np.ndarray) -> Statistics:
    """Mean and (population) standard deviation of the channels of `images[indices]`.

    Takes images uint8 (N, C, H, W). Counts how often each of the 256 values occurs, which is exact,
    and so comes out the same on every machine.
    """
    pixels = torch.as_tensor(images)
    counts = torch.zeros(pixels.shape[1], 256, dtype=torch.int64)
    for positions in torch.as_tensor(indices).split(1_000):  # keeps the memory small
        some = pixels.index_select(0, positions)
        for channel in range(pixels.shape[1]):
            counts[channel] += torch.bincount(some[:, channel].flatten(), minlength=256)
    share = counts.double() / counts.sum(1, keepdim=True)
    values = torch.arange(256, dtype=torch.float64) / 255
    mean = share @ values
    variance = (share * (values - mean[:, None]) ** 2).sum(1)
    return Statistics(mean.float(), variance.sqrt().float())


def cifar10_loaders(
    batch_size: int = 64,
    *,
    source: str = "auto",
    seed: int = 0,
    device: torch.device | str = "cpu",
    validation: int | None = None,
    normalise: bool = True,
    say: bool = True,
) -> tuple[ArrayLoader, ArrayLoader, ArrayLoader]:
    """Loaders of CIFAR-10 for training, validation and testing.

    Each yields x float32 (B, 3, 32, 32) and y int64 (B,) on `device`. The training images are
    split by a fixed seed, `validation` of them (by default one in 50: 1,000 of the full data) for
    validation. Pixels are normalised by channel with statistics of the training images
    alone, or in [0, 1] if `normalise` is False. Only training is shuffled, from `seed`.
    `source` and `say` are those of `load_cifar10`. Raises DataError as it does, and ValueError for
    a split or a batch size that cannot be.
    """
    data = load_cifar10(source, say=say)
    train, held_back, statistics = _training_split(data, validation, normalise=normalise)
    # Moved once, so that both parts of the split share one tensor on the device.
    images = torch.as_tensor(data.train_images, device=device)
    common = {"batch_size": batch_size, "statistics": statistics, "device": device}
    return (
        ArrayLoader(images, data.train_labels, indices=train, shuffle=True, seed=seed, **common),
        ArrayLoader(images, data.train_labels, indices=held_back, **common),
        ArrayLoader(data.test_images, data.test_labels, train=False, **common),
    )


def cifar10_dataset(
    split: str,
    *,
    source: str = "auto",
    validation: int | None = None,
    normalise: bool = True,
    say: bool = True,
) -> ArrayDataset:
    """CIFAR-10's "train", "validation" or "test" images as a Dataset for a standard DataLoader.

    The same images and values as those of `cifar10_loaders`. Raises ValueError for another split.
    """
    if split not in ("train", "validation", "test"):
        raise ValueError(f'split="{split}" is unknown: choose "train", "validation" or "test".')
    data = load_cifar10(source, say=say)
    train, held_back, statistics = _training_split(data, validation, normalise=normalise)
    if split == "test":
        return ArrayDataset(data.test_images, data.test_labels, train=False, statistics=statistics)
    indices = train if split == "train" else held_back
    return ArrayDataset(
        data.train_images, data.train_labels, indices=indices, statistics=statistics
    )


def denormalise(x: Tensor, statistics: Statistics | None = None) -> Tensor:
    """Undo the normalisation of `cifar10_loaders`, for plotting: pixels in [0, 1].

    Takes and returns float (N, 3, H, W) or (3, H, W). Without `statistics` takes those of the data
    that "auto" gives; a loader's own are `loader.dataset.statistics`.
    """
    mean, std = _auto_statistics() if statistics is None else statistics
    mean, std = (value.to(x).view(-1, 1, 1) for value in (mean, std))
    return (x * std + mean).clamp(0, 1)


def _training_split(
    data: Cifar10, validation: int | None, *, normalise: bool
) -> tuple[np.ndarray, np.ndarray, Statistics | None]:
    """Training and validation positions, and the statistics of the former if they are wanted."""
    if validation is None:
        validation = len(data.train_labels) // _VALIDATION_SHARE
    train, held_back = split_indices(data.train_labels, validation)
    statistics = channel_statistics(data.train_images, train) if normalise else None
    return train, held_back, statistics


@functools.cache
def _auto_statistics() -> Statistics:
    _, _, statistics = _training_split(load_cifar10(say=False), None, normalise=True)
    return statistics


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch compute on this thread alone for a moment.

    A batch takes a tenth of a millisecond. Shared among threads it takes half as long on an idle
    machine, and many times as long on a busy one, where each step waits for the last thread.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _scale_and_shift(
    statistics: Statistics | None, device: torch.device | str
) -> tuple[Tensor, Tensor]:
    """What a pixel from 0 to 255 is multiplied by, and what is then added: (C, 1, 1) each."""
    mean, std = statistics or (torch.zeros(1), torch.ones(1))
    scale, shift = 1 / (255 * std), -mean / std
    return scale.view(-1, 1, 1).to(device), shift.view(-1, 1, 1).to(device)
