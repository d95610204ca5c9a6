"""A submission as it lies in `submitted/STUDENT/ASSIGNMENT`, read without trusting any of it."""

import difflib
import fnmatch
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader.utils import parse_utc

MAX_FILE_BYTES = 100_000_000  # nbgrader's default of CourseDirectory.max_file_size
# Of all files together; a kernel's working directory holds 512 MiB in 16,384 files (Policy).
MAX_BYTES = 300_000_000
MAX_FILES = 10_000
# Copies of a file lie elsewhere, and on Linux a whole path has at most 4095 bytes.
MAX_NAME_BYTES = 1000
_SHOWN = 200  # characters of a name
_NEAR = 0.5  # how alike two names must be to suggest one for the other, 0 to 1


@dataclass(frozen=True)
class Submission:
    """What one student handed in for one assignment.

    `notebooks` maps the names that the assignment expects to bytes; `absent` maps those that
    could not be had to the reason. `files` are all other files, by path relative to the folder.
    `timestamp` is in UTC without a time zone, as nbgrader keeps it.
    """

    student: str
    notebooks: Mapping[str, bytes] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    timestamp: datetime | None = None
    flags: tuple[str, ...] = ()


def read_submission(
    folder: Path, student: str, expected: Iterable[str], ignore: Sequence[str] = ()
) -> Submission:
    """Read a submission; `expected` are the names of the assignment's notebooks.

    Symbolic links are never followed, and neither directories nor devices read. Raises OSError
    where the system refuses to read a file, which is no fault of the student's.
    """
    if not folder.is_dir():
        return Submission(
            student,
            absent=dict.fromkeys(expected, "missing"),
            flags=("the submission is a file, not a folder",),
        )
    flags = [] if any(folder.iterdir()) else ["the folder is empty"]
    notebooks, absent = {}, {}
    for name in expected:
        path = folder / f"{name}.ipynb"
        problem = _why_not_readable(path)
        if problem:
            absent[name] = problem
            flags.append(f"{path.name} {problem}{_suggestion(path, expected)}")
        else:
            notebooks[name] = path.read_bytes()
    files, left_out, room = {}, 0, MAX_BYTES
    for path in sorted(_files(folder, [*ignore, "*.ipynb"])):
        name, problem = path.relative_to(folder).as_posix(), _why_not_readable(path)
        if len(os.fsencode(name)) > MAX_NAME_BYTES:
            problem = "has too long a name"
        if problem or path.stat().st_size > MAX_FILE_BYTES:
            flags.append(f"{name:.{_SHOWN}} {problem or 'is too large'}: left out")
        elif path.stat().st_size > room or len(files) == MAX_FILES:
            left_out += 1
        else:
            files[name] = path.read_bytes()
            room -= len(files[name])
    flags += [f"{left_out} of the files are left out: too much"] if left_out else []
    timestamp, remark = read_timestamp(folder)
    flags += [remark] if remark else []
    return Submission(student, notebooks, absent, files, timestamp, tuple(flags))


def read_timestamp(folder: Path) -> tuple[datetime | None, str]:
    """When the submission was handed in (UTC), from its timestamp.txt; and a remark if that file
    cannot be understood."""
    path = folder / "timestamp.txt"
    if _why_not_readable(path):
        return None, ""
    text = path.read_bytes()[:200].decode("utf-8", "replace").strip()
    if not text:
        return None, ""
    try:
        return parse_utc(text), ""
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None, f"timestamp.txt is not a date: {text!r:.60}"


def _files(folder: Path, ignore: Sequence[str]) -> Iterator[Path]:
    """All below a folder but folders, and but what has a name that is to be ignored.

    As nbgrader's `find_all_files`, which reads a folder anew for each file in it: of a folder with
    20,000 files that takes minutes.
    """
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_ignored(name, ignore)]
        yield from (Path(parent, name) for name in names if not _is_ignored(name, ignore))


def _is_ignored(name: str, ignore: Sequence[str]) -> bool:
    """Whether a shell in the folder would expand one of the patterns to this name."""
    hidden = name.startswith(".")
    patterns = [pattern for pattern in ignore if pattern.startswith(".") or not hidden]
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def _why_not_readable(path: Path) -> str:
    """Why a path is not a regular file, as words that follow its name; empty if it is one."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return "is missing"
    if stat.S_ISLNK(mode):
        return "is a symbolic link, which is not followed"
    if stat.S_ISDIR(mode):
        return "is a directory"
    return "" if stat.S_ISREG(mode) else "is not a regular file"


def _suggestion(wanted: Path, expected: Iterable[str]) -> str:
    """Name the file of the folder that is probably the one meant."""
    if wanted.exists():
        return ""
    known = {f"{name}.ipynb" for name in expected}
    others = [
        path.name
        for path in wanted.parent.iterdir()
        if path.is_file() and path.name not in known and path.name != "timestamp.txt"
    ]
    near = difflib.get_close_matches(wanted.name, others, n=1, cutoff=_NEAR)
    near = near or [name for name in others if name.endswith(".ipynb")][:1]
    return f"; {near[0]} is there: rename it to {wanted.name} and grade again" if near else ""
