"""Sheets: a set of small images as one lossless WebP picture, with a JSON file beside it.

The picture holds the images in rows of `columns`, so that it can be looked at. The JSON file
holds labels, official indices, provenance, and the SHA-256 of the decoded arrays.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from course_lib.data.errors import DataError

_FORMAT = "ground-up sheet 1"


@dataclass(frozen=True)
class Sheet:
    """Images uint8 (N, 3, H, W), labels uint8 (N,), their official `indices` int64 (N,)."""

    images: np.ndarray
    labels: np.ndarray
    indices: np.ndarray
    provenance: dict[str, Any]


def sha256(array: np.ndarray) -> str:
    """SHA-256 of an array's bytes in C order, in hexadecimal."""
    return hashlib.sha256(np.ascontiguousarray(array)).hexdigest()


def write_sheet(path: Path, sheet: Sheet, columns: int = 50) -> None:
    """Write `path`.webp and `path`.json."""
    count, channels, height, width = sheet.images.shape
    rows = -(-count // columns)
    padded = np.zeros((rows * columns, channels, height, width), dtype=np.uint8)
    padded[:count] = sheet.images
    grid = padded.reshape(rows, columns, channels, height, width).transpose(0, 3, 1, 4, 2)
    picture = Image.fromarray(np.ascontiguousarray(grid).reshape(rows * height, columns * width, 3))
    picture.save(path.with_suffix(".webp"), lossless=True, quality=100, method=6, exact=True)
    description = {
        "format": _FORMAT,
        "provenance": sheet.provenance,
        "shape": list(sheet.images.shape),
        "columns": columns,
        "sha256": {"images": sha256(sheet.images), "labels": sha256(sheet.labels)},
        "labels": sheet.labels.tolist(),
        "indices": sheet.indices.tolist(),
    }
    # One line for each key: the lists are too long to give each number its own.
    lines = [f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in description.items()]
    path.with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def read_sheet(path: Path) -> Sheet:
    """Read what `write_sheet` wrote at `path` (the name without .webp or .json).

    Raises DataError if a file is missing or if the decoded arrays have other checksums.
    """
    try:
        description = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        count, channels, height, width = description["shape"]
        with Image.open(path.with_suffix(".webp")) as picture:
            pixels = np.asarray(picture.convert("RGB"))
        columns = description["columns"]
        grid = pixels.reshape(-1, height, columns, width, channels).transpose(0, 2, 4, 1, 3)
        images = np.ascontiguousarray(grid).reshape(-1, channels, height, width)[:count]
        labels = np.array(description["labels"], dtype=np.uint8)
        indices = np.array(description["indices"], dtype=np.int64)
        expected = description["sha256"]
        intact = {"images": sha256(images), "labels": sha256(labels)} == expected
        provenance = description["provenance"]
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise DataError(f"{path}.webp cannot be read ({error}): reinstall the course.") from error
    if not intact:
        raise DataError(f"{path}.webp does not have its checksum: reinstall the course.")
    return Sheet(images, labels, indices, provenance)
