"""Results of grading, kept by content: what was graded once is not graded again.

A cache is a folder with one file for each student of an assignment, so a newer result takes the
place of an older one. An entry is a zip: `report.json` says what it is, the numbered members hold
the notebooks and the files. Nothing in it is executable, and a damaged one is as good as none.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from autograde.grading.graded import GradedSubmission
from autograde.grading.report import SubmissionReport

_FORMAT = 1
_HEADER = "report.json"
# What reading a file can raise that somebody has cut short, changed or taken away.
_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True)
class Entry:
    """A kept result without its files; `folder` maps the paths of the autograded directory to
    the SHA-256 of what belongs there."""

    report: SubmissionReport
    timestamp: datetime | None
    folder: Mapping[str, str]


class Cache:
    """The kept results of one assignment, in `root`, a folder that is ours alone.

    Folders are made with this `mode`, files with what the process's umask leaves.
    """

    def __init__(self, root: Path, assignment: str, mode: int = 0o700) -> None:
        self.folder = root / "results" / assignment
        self._mode = mode

    def find(self, student: str, fingerprint: str | None = None) -> Entry | None:
        """The entry of a student, if it has this fingerprint and is undamaged as far as read.

        Without a fingerprint the last one, whatever it was made from.
        """
        try:
            with zipfile.ZipFile(self._path(student)) as archive:
                header = _header(archive, fingerprint)
                return Entry(_report(header), _timestamp(header), dict(header["folder"]))
        except _DAMAGE:
            return None

    def read(self, student: str, fingerprint: str) -> GradedSubmission | None:
        """The whole result of a student, if there is one with this fingerprint, undamaged."""
        try:
            with zipfile.ZipFile(self._path(student)) as archive:
                header = _header(archive, fingerprint)
                data = [archive.read(str(n)) for n in range(len(archive.namelist()) - 1)]
                names = header["notebooks"]
                notebooks = {name: text.decode() for name, text in zip(names, data, strict=False)}
                written = dict(zip(header["written"], data[len(names) :], strict=True))
                return GradedSubmission(_report(header), notebooks, written, _timestamp(header))
        except _DAMAGE:
            return None

    def keep(self, fingerprint: str, graded: GradedSubmission, folder: Mapping[str, bytes]) -> None:
        """Keep a result, on disk when this returns; `folder` is what is to be in the autograded
        directory. A result with status "error" is not kept. Raises OSError where the disk refuses.
        """
        if graded.report.status == "error":
            return
        header = {
            "format": _FORMAT,
            "fingerprint": fingerprint,
            "report": graded.report.to_dict(),
            "timestamp": graded.timestamp and graded.timestamp.isoformat(),
            "notebooks": list(graded.notebooks),
            "written": list(graded.written),
            "folder": {name: sha256(data).hexdigest() for name, data in folder.items()},
        }
        contents = [text.encode("utf-8", "replace") for text in graded.notebooks.values()]
        contents += graded.written.values()
        for path in (*reversed(self.folder.parents[:2]), self.folder):
            if not path.is_dir():
                path.mkdir(exist_ok=True)
                path.chmod(self._mode)
        path = self._path(graded.report.student)
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                archive.writestr(_HEADER, json.dumps(header))
                for number, data in enumerate(contents):
                    archive.writestr(str(number), data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)

    def _path(self, student: str) -> Path:
        """Named by a digest: a student's name may be too long, or odd, for a file's."""
        return self.folder / f"{sha256(student.encode('utf-8', 'surrogateescape')).hexdigest()}.zip"


def depends_on_load(report: SubmissionReport) -> bool:
    """Whether a result might be another one on a machine with less, or more, to do.

    So it is where a time limit struck, or where the process was killed, which the system also does
    for want of memory. Such a result counts and is written, and the next run grades it again.
    """
    lost = ("timeout", "killed")
    return any(cell.outcome in lost for cell in report.cells) or any(
        flag.partition(":")[0] in lost for flag in report.flags
    )


def _header(archive: zipfile.ZipFile, fingerprint: str | None) -> dict[str, Any]:
    """Raises LookupError where the entry is about something else."""
    header = json.loads(archive.read(_HEADER))
    if header["format"] != _FORMAT or fingerprint not in (None, header["fingerprint"]):
        raise LookupError("another result")
    return header


def _report(header: Mapping[str, Any]) -> SubmissionReport:
    return SubmissionReport.from_dict(header["report"])


def _timestamp(header: Mapping[str, Any]) -> datetime | None:
    text = header["timestamp"]
    return datetime.fromisoformat(text) if text else None
