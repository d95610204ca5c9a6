"""Pictures in plain ASCII, for where there is no display."""

import math
from collections.abc import Sequence

import numpy as np

_SHADES = " .:-=+*#%@"


def chart(
    title: str,
    steps: Sequence[float],
    values: Sequence[float],
    height: int = 6,
    width: int = 60,
    axis: str = "step",
) -> str:
    """A line chart of `values` over `steps`: points averaged into `width` columns.

    `axis` is the name of the horizontal axis.
    """
    points = [(s, v) for s, v in zip(steps, values, strict=True) if math.isfinite(v)]
    if not points:
        return f"{title}: no finite values"
    first, last = points[0][0], points[-1][0]
    columns: list[list[float]] = [[] for _ in range(min(width, len(points)))]
    for step, value in points:
        share = (step - first) / (last - first) if last > first else 0.0
        columns[min(int(share * len(columns)), len(columns) - 1)].append(value)
    means = [sum(column) / len(column) if column else None for column in columns]
    drawn = [mean for mean in means if mean is not None]
    low, high = min(drawn), max(drawn)
    rows = [[" "] * len(columns) for _ in range(height)]
    for column, mean in enumerate(means):
        if mean is not None:
            share = (mean - low) / (high - low) if high > low else 0.0
            rows[height - 1 - round(share * (height - 1))][column] = "*"
    labels = [f"{high:.4g}", *[""] * (height - 2), f"{low:.4g}"]
    lines = [f"{label:>9} |{''.join(row)}" for label, row in zip(labels, rows, strict=True)]
    ruler = f"{'':>9} +{'-' * len(columns)}"
    return "\n".join([title, *lines, ruler, f"{'':>11}{axis} {first:g} to {last:g}"])


def shades(values: Sequence[float]) -> str:
    """One character a value, the darker the higher; from zero to the largest."""
    largest = max((value for value in values if math.isfinite(value)), default=0.0)
    steps = len(_SHADES) - 1
    return "".join(
        _SHADES[math.ceil(value / largest * steps)] if largest > 0 and value > 0 else " "
        for value in values
    )


def image(pixels: np.ndarray, width: int = 18, height: int = 9) -> list[str]:
    """Lines of characters for an image (H, W, C) or (H, W) from 0 to 1, bright as dense."""
    grey = pixels.mean(axis=-1) if pixels.ndim == 3 else pixels
    rows = np.array_split(np.arange(grey.shape[0]), min(height, grey.shape[0]))
    columns = np.array_split(np.arange(grey.shape[1]), min(width, grey.shape[1]))
    cells = np.array([[grey[np.ix_(row, column)].mean() for column in columns] for row in rows])
    levels = np.clip(np.nan_to_num(cells) * (len(_SHADES) - 1), 0, len(_SHADES) - 1)
    return ["".join(_SHADES[round(level)] for level in row) for row in levels]


def beside(blocks: Sequence[Sequence[str]], gap: int = 2) -> str:
    """Blocks of lines set side by side."""
    height = max(map(len, blocks), default=0)
    widths = [max(map(len, block), default=0) for block in blocks]
    return "\n".join(
        (" " * gap)
        .join(
            (block[row] if row < len(block) else "").ljust(width)
            for block, width in zip(blocks, widths, strict=True)
        )
        .rstrip()
        for row in range(height)
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells in columns: the first column to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if i else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
