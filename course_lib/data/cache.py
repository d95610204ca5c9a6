"""The local cache: four .npy files and a manifest, complete or not there at all.

Everything is written to a temporary folder beside its place and renamed when it is whole, so a
process that is killed, or a disk that fills up, leaves nothing that could be read by mistake.
"""

import contextlib
import errno
import hashlib
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from course_lib.data import facts
from course_lib.data.errors import DataError
from course_lib.data.lock import exclusive

_FORMAT = 1
_MANIFEST = "manifest.json"
_TEMPORARY = "fetching-"
_CHUNK = 16 * 2**20
_NEEDED_MEGABYTES = 350  # what a fetch takes at its height, and some to spare


def cache_dir() -> Path:
    """The course's cache: GROUND_UP_CACHE, or `ground-up` in the user's cache directory.

    Raises DataError where there is neither that variable nor a home directory.
    """
    if own := os.environ.get("GROUND_UP_CACHE"):
        return Path(own).expanduser().absolute()
    user = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    if user and Path(user).is_absolute():
        return Path(user) / "ground-up"
    try:
        return Path.home() / ".cache" / "ground-up"
    except RuntimeError as error:
        raise DataError("No home directory: set GROUND_UP_CACHE to a folder.") from error


def data_dir() -> Path:
    """Where the full data lies once it is fetched."""
    return cache_dir() / "cifar10"


def damaged_dir() -> Path:
    """Where damaged data is set aside until the next successful fetch."""
    return cache_dir() / "cifar10.damaged"


def is_present() -> bool:
    """Whether there is something where the full data belongs, good or damaged."""
    try:
        return data_dir().exists()
    except PermissionError:  # a folder above it may not be entered
        return False


def find_problem(*, thorough: bool = False) -> str | None:
    """What is wrong with the cached data, in a few words, or None if nothing is.

    A look at the manifest, the sizes and the dates; the checksums too if `thorough`, or if a date
    has changed since the files were written.
    """
    try:
        manifest = json.loads((data_dir() / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT:
            return f"{_MANIFEST} has format {manifest['format']}, not {_FORMAT}"
        for name, fact in facts.ARRAYS.items():
            entry = manifest["files"][name]
            if problem := _find_file_problem(name, fact, entry, thorough=thorough):
                return problem
    except FileNotFoundError as error:
        return f"{Path(str(error.filename)).name} is missing"
    except OSError as error:
        return f"it cannot be read: {error.strerror}"
    except (ValueError, KeyError, TypeError):
        return f"{_MANIFEST} is not readable"
    return None


def open_arrays() -> dict[str, np.ndarray]:
    """The four arrays, memory-mapped: pages are read when used, shared between processes.

    Writing to one changes this process's copy only, never the file.
    """
    return {name: _open(name) for name in facts.ARRAYS}


def origin() -> str:
    """Where the cached data came from, as the manifest has it."""
    manifest = json.loads((data_dir() / _MANIFEST).read_text(encoding="utf-8"))
    return str(manifest["origin"])


def size() -> int:
    """Bytes that the cached data takes."""
    return sum(path.stat().st_size for path in data_dir().glob("*"))


def set_aside() -> Path | None:
    """Rename damaged data to `damaged_dir()`; None if it could not be renamed.

    Leaves it alone while another process is fetching, which may just have replaced it.
    """
    try:
        with exclusive(_lock_file(), wait=False) as held:
            if not held or not is_present() or find_problem() is None:
                return None
            return _move_aside()
    except OSError:
        return None


@contextlib.contextmanager
def fetching() -> Iterator[Path]:
    """Hold the cache for a fetch; yields an empty folder that is removed at the end.

    Waits for another process that is fetching, and removes what killed ones have left. Raises
    DataError, with a way out, for a full disk or a folder that cannot be written.
    """
    message = "Another process is fetching CIFAR-10: waiting for it."
    with (
        disk_errors_explained(),
        exclusive(_lock_file(), wait=True, on_wait=message),
    ):
        _remove_left_overs()
        folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=cache_dir()))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def tidy() -> None:
    """Remove what killed fetches have left, unless another process is fetching just now."""
    with contextlib.suppress(OSError), exclusive(_lock_file(), wait=False) as held:
        if held:
            _remove_left_overs()


def install(arrays: dict[str, np.ndarray], origin: str, folder: Path) -> None:
    """Write `arrays` and their manifest in `folder`, then rename them into place, all at once.

    Raises DataError if an array is not the one that `facts` describes. Call it inside `fetching`.
    """
    check(arrays)
    complete = folder / "cifar10"
    complete.mkdir()
    files = {}
    for name, array in arrays.items():
        path = complete / f"{name}.npy"
        _write_array(path, array)
        stat = path.stat()
        files[name] = {
            "bytes": stat.st_size,
            "modified_ns": stat.st_mtime_ns,
            "sha256": facts.ARRAYS[name].sha256,
        }
    fetched = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    manifest = {"format": _FORMAT, "origin": origin, "fetched": fetched, "files": files}
    with (complete / _MANIFEST).open("wb") as file:
        write(file, json.dumps(manifest, indent=2).encode())
    if is_present():
        _move_aside()
    complete.replace(data_dir())
    shutil.rmtree(damaged_dir(), ignore_errors=True)


def check(arrays: dict[str, np.ndarray]) -> None:
    """Raise DataError, with a short reason, unless these are the arrays that `facts` describes."""
    for name, fact in facts.ARRAYS.items():
        array = arrays[name]
        if array.shape != fact.shape or array.dtype != np.uint8:
            raise DataError(
                f"{name} came as {array.dtype} {array.shape}, expected uint8 {fact.shape}"
            )
        if hashlib.sha256(np.ascontiguousarray(array)).hexdigest() != fact.sha256:
            raise DataError(f"{name} came with the wrong SHA-256")


def write(file: IO[bytes], content: bytes | memoryview) -> None:
    """Write all of `content`, and to the disk: a full disk must show here, not later."""
    for start in range(0, len(content), _CHUNK):
        file.write(content[start : start + _CHUNK])
    file.flush()


@contextlib.contextmanager
def disk_errors_explained() -> Iterator[None]:
    """Turn an OSError into a DataError with a way out."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DataError(
                f"The disk of {cache_dir()} is full: free about {_NEEDED_MEGABYTES} MB or set "
                "GROUND_UP_CACHE to a folder elsewhere, then run `course data fetch` again."
            ) from error
        reason = error.strerror or error
        raise DataError(
            f"{cache_dir()} cannot be used ({reason}): set GROUND_UP_CACHE to a folder that you "
            "can write to, then run `course data fetch` again."
        ) from error


def warn(line: str) -> None:
    """Say a line that must not be missed, whatever else is silent."""
    print(line, file=sys.stderr)


def _lock_file() -> Path:
    return cache_dir() / "fetch.lock"


def _open(name: str) -> np.ndarray:
    return np.load(data_dir() / f"{name}.npy", mmap_mode="c", allow_pickle=False)


def _remove_left_overs() -> None:
    # Only the holder of the lock makes such folders: whoever holds it may remove any.
    for left_over in cache_dir().glob(f"{_TEMPORARY}*"):
        shutil.rmtree(left_over, ignore_errors=True)


def _move_aside() -> Path:
    shutil.rmtree(damaged_dir(), ignore_errors=True)
    data_dir().replace(damaged_dir())
    return damaged_dir()


def _find_file_problem(
    name: str, fact: facts.ArrayFact, entry: dict[str, Any], *, thorough: bool
) -> str | None:
    path = data_dir() / f"{name}.npy"
    stat = path.stat()
    if stat.st_size != entry["bytes"]:
        return f"{path.name} has {stat.st_size:,} bytes, expected {entry['bytes']:,}"
    try:
        array = _open(name)
    except (ValueError, EOFError):
        return f"{path.name} is not an array"
    if array.shape != fact.shape or array.dtype != np.uint8 or entry["sha256"] != fact.sha256:
        return f"{path.name} is another array than the one expected"
    changed = stat.st_mtime_ns != entry["modified_ns"]
    if (thorough or changed) and hashlib.sha256(array).hexdigest() != fact.sha256:
        return f"{path.name} does not have the right SHA-256"
    return None


def _write_array(path: Path, array: np.ndarray) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(array))
    with path.open("wb") as file:
        write(file, header.getvalue())
        write(file, np.ascontiguousarray(array).reshape(-1).data)
        os.fsync(file.fileno())
