"""What a student's code left in its workspace, as a tar."""

import os
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path

from autograde.sandbox.policy import Policy

LEFT_OUT = "ground_up_left_out"  # of the tar's global headers: how many files were too much
_DEPTH = 32  # of folders in folders

Snapshot = dict[str, tuple[int, int, int]]


def snapshot(folder: str) -> Snapshot:
    """The regular files below a folder, and how to tell whether one is changed."""
    return {name: _state(status) for name, status in _files(folder)}


def pack(folder: str, before: Snapshot, policy: Policy, descriptor: int) -> None:
    """Write the regular files that are new or changed since `before` into an uncompressed tar.

    Within the policy's limits; folders, links, pipes and devices are left out, and so are files
    whose names are not UTF-8. How many files were left out is told in the tar's header LEFT_OUT.
    Nothing else may be using the folder. Raises OSError.
    """
    chosen, left_out, room = [], 0, policy.written_bytes
    for name, status in _files(folder):
        if before.get(name) == _state(status):
            continue
        fits = status.st_size <= room and len(chosen) < policy.written_files
        if fits and _is_text(name):
            chosen.append(name)
            room -= status.st_size
        else:
            left_out += 1
    headers = {LEFT_OUT: str(left_out)} if left_out else {}
    with (
        open(descriptor, "wb") as file,
        tarfile.open(
            fileobj=file, mode="w", format=tarfile.PAX_FORMAT, pax_headers=headers
        ) as archive,
    ):
        if left_out and not chosen:  # a header alone is no tar that Python would read
            itself = tarfile.TarInfo(".")
            itself.type = tarfile.DIRTYPE
            archive.addfile(itself)
        for name in chosen:
            with Path(folder, name).open("rb") as content:
                entry = tarfile.TarInfo(name)
                entry.size = os.fstat(content.fileno()).st_size
                archive.addfile(entry, content)


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """The regular files below a folder, with their paths in it."""
    waiting = [("", 0)]
    while waiting:
        parent, depth = waiting.pop()
        for entry in sorted(os.scandir(f"{folder}/{parent}"), key=lambda entry: entry.name):
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISREG(status.st_mode):
                yield parent + entry.name, status
            elif stat.S_ISDIR(status.st_mode) and depth < _DEPTH:
                waiting.append((f"{parent}{entry.name}/", depth + 1))


def _state(status: os.stat_result) -> tuple[int, int, int]:
    """Of these a program can set neither the inode nor the time of the last change."""
    return status.st_ino, status.st_size, status.st_ctime_ns


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
