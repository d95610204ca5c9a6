"""Which images of CIFAR-10 the course ships: the embedded subset, and the grader's held-out set."""

import numpy as np

from course_lib.data.split import balanced_order

SUBSET_SEED = 10
EMBEDDED_TRAIN = 5_000
EMBEDDED_TEST = 1_000
HELD_OUT = 1_000


def embedded_indices(
    train_labels: np.ndarray, test_labels: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Official indices of the embedded training and test images, sorted, int64.

    Takes the labels of the full data, (50000,) and (10000,).
    """
    train = balanced_order(train_labels, SUBSET_SEED)[:EMBEDDED_TRAIN]
    test = balanced_order(test_labels, SUBSET_SEED)[:EMBEDDED_TEST]
    return np.sort(train), np.sort(test)


def held_out_indices(test_labels: np.ndarray) -> np.ndarray:
    """Official test indices of the held-out images, sorted, int64: none of them is embedded."""
    order = balanced_order(test_labels, SUBSET_SEED)
    return np.sort(order[EMBEDDED_TEST : EMBEDDED_TEST + HELD_OUT])
