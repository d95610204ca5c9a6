"""What is known of CIFAR-10: its classes, its sizes and its checksums.

Source: A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
"""

from dataclasses import dataclass
from math import prod

CLASSES = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)


@dataclass(frozen=True)
class ArrayFact:
    """The shape of a uint8 array and the SHA-256 of its bytes in C order."""

    shape: tuple[int, ...]
    sha256: str

    @property
    def nbytes(self) -> int:
        """Its size in bytes: one per element."""
        return prod(self.shape)


# The official training batches 1 to 5 in order, and the official test batch.
# Images are N x C x H x W.
ARRAYS = {
    "train_images": ArrayFact(
        (50_000, 3, 32, 32), "9d5c2eddadb0deff02c14c350c0385aab7b1d5ff1edfeb4997c8dc8644960111"
    ),
    "train_labels": ArrayFact(
        (50_000,), "2b7cd2f24487317614016b72ffd53071c3062f592f0eb300c18a770d41ae1253"
    ),
    "test_images": ArrayFact(
        (10_000, 3, 32, 32), "177777c33ba79825320efa646ad04a94bdc3c80e4ebe3bd21724f8cdfd4b9d56"
    ),
    "test_labels": ArrayFact(
        (10_000,), "cec8a24a1e92aa2ecaa0bbd3dbfa86bf6cd8759fbd209a832824c8cf0afca9d5"
    ),
}
