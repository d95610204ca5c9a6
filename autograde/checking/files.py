"""Write a student's files so that nothing is ever lost: as a whole, with the old one kept."""

import os
import shutil
from itertools import count
from pathlib import Path

from autograde.checking.lessons import SET_ASIDE
from course_lib.errors import CourseError


def write_whole(path: Path, text: str) -> None:
    """Write a file as a whole or not at all; it keeps its permissions.

    Raises CourseError where it cannot be written.
    """
    path = path.resolve()  # a link stays a link
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        _write(unfinished, text.encode("utf-8"), "wb")
        if path.exists():
            shutil.copymode(path, unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def keep_copy(path: Path, content: bytes, occasion: str) -> Path:
    """Keep `content`, what is in the file at `path`, beside it; returns where.

    For "repair" beside 01_x.ipynb that is 01_x.before-repair-1.ipynb, or the first number that is
    free. Raises CourseError where it cannot be written.
    """
    for number in count(1):
        kept = path.with_name(f"{path.stem}{SET_ASIDE}{occasion}-{number}{path.suffix}")
        try:
            _write(kept, content, "xb")
        except FileExistsError:
            continue
        except OSError as error:
            raise _unwritable(kept, error) from error
        return kept
    raise AssertionError("there is no last number")


def _write(path: Path, content: bytes, mode: str) -> None:
    """Write a file that outlives a power cut; none is left where that fails."""
    with path.open(mode) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _unwritable(path: Path, error: OSError) -> CourseError:
    return CourseError(f"{path} cannot be written ({error.strerror}): nothing was changed")
