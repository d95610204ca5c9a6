"""CIFAR-10 from the official archive: address, file names and MD5 as torchvision has them."""

import gzip
import hashlib
import http.client
import pickle
import tarfile
import urllib.request
import zlib
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import IO, Any

import numpy as np
from tqdm import tqdm

from course_lib.data import cache
from course_lib.data.errors import DataError

ORIGIN = "the official archive"
_TIMEOUT_SECONDS = 10
_CHUNK = 2**20

_UNREADABLE = (
    tarfile.TarError,
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    pickle.UnpicklingError,
)
# All that the archive's pickles need. NumPy 1, which wrote them, called `numpy._core` `numpy.core`.
_RECONSTRUCT = np.empty(0, dtype=np.uint8).__reduce__()[0]
_ALLOWED_GLOBALS = {
    ("numpy.core.multiarray", "_reconstruct"): _RECONSTRUCT,
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
}


def fetch(folder: Path, *, progress: bool) -> dict[str, np.ndarray]:
    """Download the archive to `folder` and decode it: the arrays of `facts`, not yet checked.

    Raises DataError with the reason if that cannot be done, and OSError if the disk is the reason.
    """
    try:
        from torchvision.datasets import CIFAR10
    except Exception as error:
        raise DataError(f"torchvision cannot be imported ({type(error).__name__})") from error
    archive = folder / "archive.tar.gz"
    if _download(CIFAR10.url, archive, progress=progress) != CIFAR10.tgz_md5:
        raise DataError("what came has the wrong MD5")
    train = [f"{CIFAR10.base_folder}/{name}" for name, _ in CIFAR10.train_list]
    test = [f"{CIFAR10.base_folder}/{name}" for name, _ in CIFAR10.test_list]
    return _decode(archive, train, test, progress=progress)


def _download(url: str, path: Path, *, progress: bool) -> str:
    """Write what is at `url` to `path`; returns its MD5."""
    try:
        response = urllib.request.urlopen(url, timeout=_TIMEOUT_SECONDS)
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise DataError(str(getattr(reason, "strerror", None) or reason)) from error
    digest = hashlib.md5(usedforsecurity=False)
    total = int(response.headers.get("Content-Length") or 0) or None
    with (
        response,
        path.open("wb") as file,
        tqdm(
            desc="official archive", total=total, unit="B", unit_scale=True, disable=not progress
        ) as bar,
    ):
        for chunk in _chunks(response):
            cache.write(file, chunk)
            digest.update(chunk)
            bar.update(len(chunk))
    return digest.hexdigest()


def _chunks(response: HTTPResponse) -> Iterator[bytes]:
    while True:
        try:
            chunk = response.read(_CHUNK)
        except (OSError, http.client.HTTPException) as error:
            raise DataError(f"the connection broke off ({error})") from error
        if not chunk:
            return
        yield chunk


def _decode(
    archive: Path, train: list[str], test: list[str], *, progress: bool
) -> dict[str, np.ndarray]:
    """The arrays in the archive's members `train` and `test`, in that order."""
    batches = {}
    wanted = {*train, *test}
    try:
        with (
            tarfile.open(archive, "r:gz") as members,
            tqdm(desc="decoding", total=len(wanted), unit="batch", disable=not progress) as bar,
        ):
            for member in members:  # in the archive's order: a .gz cannot be read out of order
                if member.name in wanted:
                    batches[member.name] = _read_batch(members.extractfile(member))
                    bar.update()
        arrays = {}
        for split, names in (("train", train), ("test", test)):
            images = np.concatenate([batches[name][0] for name in names])
            arrays[f"{split}_images"] = images.reshape(-1, 3, 32, 32)
            arrays[f"{split}_labels"] = np.concatenate([batches[name][1] for name in names])
    except _UNREADABLE as error:
        raise DataError(f"the archive cannot be read ({error})") from error
    except (KeyError, ValueError, TypeError) as error:
        raise DataError(f"the archive is not CIFAR-10 as expected ({error!r})") from error
    return arrays


def _read_batch(file: IO[bytes] | None) -> tuple[np.ndarray, np.ndarray]:
    """Images (N, 3072), channel by channel, and labels (N,) of a batch pickled by Python 2."""
    batch = _Unpickler(file, encoding="bytes").load()
    return batch[b"data"], np.array(batch[b"labels"], dtype=np.uint8)


class _Unpickler(pickle.Unpickler):
    """Knows arrays and plain data: a pickle can otherwise run any code."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _ALLOWED_GLOBALS[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"it names {module}.{name}") from None
