"""CIFAR-10 as arrays, from the cache or from the embedded subset, and a word on which it is."""

import functools
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from course_lib.data import cache
from course_lib.data.errors import DataError
from course_lib.data.sheets import Sheet, read_sheet

EMBEDDED = Path(__file__).parent.parent / "embedded"
_SOURCES = ("auto", "embedded", "full")


@dataclass(frozen=True)
class Cifar10:
    """Images uint8 (N, 3, 32, 32) and labels uint8 (N,), of `source` "full" or "embedded"."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    source: str


@dataclass(frozen=True)
class DataStatus:
    """What there is of CIFAR-10 on this machine.

    `source` is what "auto" gives: full or embedded. `cache_state` is verified, damaged or absent;
    `cache_detail` says where the data came from, or what is wrong with it.
    """

    source: str
    forced: str | None
    cache: Path | None
    cache_state: str
    cache_detail: str
    cache_bytes: int
    embedded_state: str
    embedded_bytes: int

    def __str__(self) -> str:
        forced = f" (GROUND_UP_DATA={self.forced})" if self.forced else ""
        full = self.cache_state
        if self.cache_bytes:
            full += f", {self.cache_bytes / 1e6:.1f} MB"
        if self.cache_detail:
            full += f", {self.cache_detail}"
        return (
            f"in use:   {self.source}{forced}\n"
            f"full:     {full}\n"
            f"embedded: {self.embedded_state}, {self.embedded_bytes / 1e6:.1f} MB\n"
            f"cache:    {self.cache or 'none: no home directory, set GROUND_UP_CACHE'}"
        )


def load_cifar10(source: str = "auto", *, say: bool = True) -> Cifar10:
    """CIFAR-10, and one printed line on which part of it this is (unless `say` is False).

    "full" is all of it, memory-mapped from the cache; "embedded" is the class-balanced subset
    that ships with the course; "auto" is the full data if it is cached, else the subset, unless
    the environment variable GROUND_UP_DATA says embedded or full. Nothing is ever downloaded here:
    `course data fetch` does that. Damaged data in the cache is set aside, and that is always said.
    Raises DataError for another source, and if "full" is wanted and not there.
    """
    forced = _forced() if source == "auto" else None
    wanted = forced or source
    if wanted not in _SOURCES:
        raise DataError(f'source="{source}" is unknown: choose "auto", "embedded" or "full".')
    data = None if wanted == "embedded" else _from_cache(required=wanted == "full")
    if data is None:
        data = _from_embedded()
    if say:
        print(_line(data, reason=f" (GROUND_UP_DATA={forced})" if forced else ""))
    return data


def status() -> DataStatus:
    """Look at everything, checksums included (a fraction of a second); change nothing."""
    forced = _forced()
    state, detail, size, folder = _cache_state()
    try:
        _read_embedded()
        embedded = "verified"
    except DataError as error:
        embedded = f"damaged ({error})"
    source = "full" if state == "verified" else "embedded"
    return DataStatus(
        source=forced or source,
        forced=forced,
        cache=folder,
        cache_state=state,
        cache_detail=detail,
        cache_bytes=size,
        embedded_state=embedded,
        embedded_bytes=sum(path.stat().st_size for path in EMBEDDED.glob("*")),
    )


def _forced() -> str | None:
    """What GROUND_UP_DATA demands, or None if it leaves the choice."""
    value = os.environ.get("GROUND_UP_DATA") or "auto"
    if value not in _SOURCES:
        raise DataError(f"GROUND_UP_DATA={value} is unknown: set it to auto, embedded or full.")
    return None if value == "auto" else value


def _cache_state() -> tuple[str, str, int, Path | None]:
    try:
        folder = cache.cache_dir()
    except DataError:
        return "absent", "", 0, None
    if not cache.is_present():
        return "absent", "`course data fetch` brings it", 0, folder
    if problem := cache.find_problem(thorough=True):
        return "damaged", f"{problem}; `course data fetch` brings it again", 0, folder
    return "verified", f"from {cache.origin()}", cache.size(), folder


def _from_cache(*, required: bool) -> Cifar10 | None:
    """The cached data; None if there is none and it is not `required`."""
    present = _is_cached()
    problem = cache.find_problem() if present else None
    if present and problem is None:
        return Cifar10(**cache.open_arrays(), source="full")
    if problem is not None:
        line = _damage_line(problem)
        if required:
            raise DataError(line)
        cache.warn(line)
    elif required:
        raise DataError(
            f"The full CIFAR-10 is not in {cache.cache_dir()}: `course data fetch` brings it."
        )
    return None


def _damage_line(problem: str) -> str:
    folder = cache.data_dir()
    aside = cache.set_aside()
    moved = f" It was moved to {aside}." if aside else ""
    return (
        f"The full CIFAR-10 in {folder} is damaged ({problem}).{moved} "
        "`course data fetch` brings it again."
    )


@functools.cache
def _read_embedded() -> tuple[Sheet, Sheet]:
    """Training and test sheet of the embedded subset, decoded once in a process."""
    return read_sheet(EMBEDDED / "train"), read_sheet(EMBEDDED / "test")


def _from_embedded() -> Cifar10:
    train, test = _read_embedded()
    # Copies, so that writing to them does not change what the next caller gets.
    return Cifar10(
        train_images=train.images.copy(),
        train_labels=train.labels.copy(),
        test_images=test.images.copy(),
        test_labels=test.labels.copy(),
        source="embedded",
    )


def _line(data: Cifar10, reason: str) -> str:
    counts = f"{len(data.train_labels):,} training and {len(data.test_labels):,} test images"
    if data.source == "full":
        return f"CIFAR-10: all of it, {counts}, from the local cache{reason}."
    line = f"CIFAR-10: the embedded subset, {counts}{reason}."
    return line if _is_cached() else f"{line} `course data fetch` gets all 60,000."


def _is_cached() -> bool:
    try:
        return cache.is_present()
    except DataError:
        return False
