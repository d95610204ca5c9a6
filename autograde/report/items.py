"""How well the exercises measured: item analysis of classical test theory.

An item is an exercise, a row holds the points of one student in every item. What is undefined,
because too few students or nothing but equal scores leave it so, is None, never a number.
"""

from collections.abc import Sequence
from math import fsum
from statistics import correlation, pvariance

FEWEST = 3  # students: any two lie on a line
_DIGITS = 9  # of a sum of points: what differs beyond is rounding, not a difference

Rows = Sequence[Sequence[float]]


def discriminations(rows: Rows) -> list[float | None]:
    """For each item the corrected item-total correlation, -1 to 1.

    It is r(X_i, T - X_i), Pearson's correlation of the points in the item with the points in all
    others: the item itself is left out of the total, or it would agree with itself (S. Henrysson,
    Correction of item-total correlations in item analysis, Psychometrika 28, 1963).
    """
    items = range(len(rows[0]) if rows else 0)
    return [_corrected_item_total(rows, item) for item in items]


def cronbach_alpha(rows: Rows) -> float | None:
    """The reliability of the total score, at most 1; negative where items contradict each other.

    It is k / (k - 1) * (1 - sum of var(X_i) / var(T)) for k items with the total T (L. J. Cronbach,
    Coefficient alpha and the internal structure of tests, Psychometrika 16, 1951).
    """
    k = len(rows[0]) if rows else 0
    totals = [_total(row) for row in rows]
    if k < 2 or not _varies(totals):
        return None
    of_items = fsum(pvariance(column) for column in zip(*rows, strict=True))
    return k / (k - 1) * (1 - of_items / pvariance(totals))


def _corrected_item_total(rows: Rows, item: int) -> float | None:
    points = [row[item] for row in rows]
    rest = [_total([*row[:item], *row[item + 1 :]]) for row in rows]
    return correlation(points, rest) if _varies(points) and _varies(rest) else None


def _total(points: Sequence[float]) -> float:
    return round(fsum(points), _DIGITS)


def _varies(values: Sequence[float]) -> bool:
    return len(values) >= FEWEST and len(set(values)) > 1
