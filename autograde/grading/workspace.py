"""The folder in which a submission's notebooks run."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograde.grading.key import AssignmentKey
from autograde.grading.submission import Submission

# What a submission's code may leave behind in the autograded directory.
MAX_WRITTEN_BYTES = 20_000_000
MAX_WRITTEN_FILES = 1000


def fill_workspace(folder: Path, submission: Submission, key: AssignmentKey) -> Mapping[str, bytes]:
    """Put the instructor's files and the student's into the folder; return what is there.

    An instructor's file replaces a student's of the same name, as nbgrader has it. The notebooks
    are there as they were handed in, without the restored hidden tests.
    """
    notebooks = {f"{name}.ipynb": data for name, data in submission.notebooks.items()}
    there: dict[str, bytes] = {}
    for files in (key.files, submission.files, notebooks):
        for name, data in files.items():
            if name in there:
                continue
            path = folder / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            except (FileExistsError, NotADirectoryError, IsADirectoryError):
                continue  # a student's file where the instructor has a folder, or the reverse
            there[name] = data
    return there


def written_files(folder: Path, before: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """The files that are new or changed since `fill_workspace`, and a remark if not all are kept.

    nbgrader leaves them in the autograded directory too. Links are not followed, notebooks and
    caches not taken.
    """
    written: dict[str, bytes] = {}
    left_out, room = 0, MAX_WRITTEN_BYTES
    for path in _regular_files(folder):
        name, size = path.relative_to(folder).as_posix(), path.stat().st_size
        old = before.get(name)
        if old is not None and size == len(old) and path.read_bytes() == old:
            continue
        if size > room or len(written) >= MAX_WRITTEN_FILES:
            left_out += 1
            continue
        written[name] = path.read_bytes()
        room -= size
    remark = f"{left_out} of the files that the notebook wrote are left out: too much"
    return written, [remark] if left_out else []


def _regular_files(folder: Path) -> Iterator[Path]:
    """The files below a folder that may be read, but no notebooks and no caches."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _CACHES)
        for name in sorted(names):
            path = Path(parent, name)
            regular = path.is_file() and not path.is_symlink() and os.access(path, os.R_OK)
            if regular and path.suffix not in (".ipynb", ".pyc"):
                yield path


_CACHES = ("__pycache__", ".ipynb_checkpoints")
