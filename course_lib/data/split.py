"""Seeded, class-balanced choices that come out the same on every machine."""

import numpy as np

SPLIT_SEED = 231


def balanced_order(labels: np.ndarray, seed: int) -> np.ndarray:
    """Random order of the positions 0 to N - 1 of `labels` (N,), every prefix class-balanced.

    The classes take turns, so the counts in a prefix differ by one at most, as long as each
    class has images left. Sorts the raw output of PCG64, which NumPy promises never to change
    (NEP 19), where `Generator.permutation` may. Returns int64 (N,).
    """
    keys = np.random.PCG64(seed).random_raw(len(labels))
    shuffled = np.argsort(keys, kind="stable")
    turn = np.empty(len(labels), dtype=np.int64)
    for label in np.unique(labels):
        members = np.flatnonzero(labels[shuffled] == label)
        turn[members] = np.arange(len(members))
    return shuffled[np.argsort(turn, kind="stable")]


def split_indices(
    labels: np.ndarray, validation: int, seed: int = SPLIT_SEED
) -> tuple[np.ndarray, np.ndarray]:
    """Split N images into training and validation positions: disjoint, sorted, int64.

    `labels` (N,) keep the classes of the `validation` images balanced. Raises ValueError if that
    leaves either side empty.
    """
    if not 0 < validation < len(labels):
        raise ValueError(
            f"validation={validation} images out of {len(labels):,}: "
            f"choose between 1 and {len(labels) - 1:,}."
        )
    order = balanced_order(np.asarray(labels), seed)
    return np.sort(order[validation:]), np.sort(order[:validation])
