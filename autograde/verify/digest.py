"""What a proof rests on, as a digest: while the digest is the same, the proof need not be redone.

A change that a digest misses would leave a proof standing that no longer holds.
"""

import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import torch

import autograde
import course_lib
from autograde.lessons.source import Lesson
from autograde.sealed.checks import Threshold

RECORD = "calibration.json"  # beside lesson.py: what was measured, and not what it rests on
_PROVERS = ("lessons", "sealed", "verify")
_COURSE_LIB = Path(course_lib.__file__).parent
_AUTOGRADE = Path(autograde.__file__).parent


def lesson_digest(lesson: Lesson) -> str:
    """Of all that `course verify` looks at: the lesson, the library, the checks' machinery."""
    folders = (lesson.folder, _COURSE_LIB, *(_AUTOGRADE / name for name in _PROVERS))
    return _digest([*_files(folders), *_held_out(lesson)], [])


def training_digest(lesson: Lesson, threshold: Threshold, sources: Iterable[str]) -> str:
    """Of what an accuracy rests on: the cells whose `sources` are run for it, the bars and how it
    is measured, and the library, all but its pictures."""
    library = [file for file in _files([_COURSE_LIB]) if "plots" not in file.parts]
    machinery = [*_files([_AUTOGRADE / "sealed"]), _AUTOGRADE / "verify" / "calibration.py"]
    files = [*library, *machinery, *_held_out(lesson)]
    return _digest(files, [lesson.checks.digest, threshold.name, *sources])


def _held_out(lesson: Lesson) -> list[Path]:
    return sorted(lesson.folder.parent.glob("held_out.*"))


def _files(folders: Iterable[Path]) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path.name != RECORD
    ]


def _digest(files: Iterable[Path], texts: Iterable[str]) -> str:
    """SHA-256 of files, of texts, and of the versions that numbers depend on."""
    whole = sha256()
    for part in (f"{sys.version_info.major}.{sys.version_info.minor}", torch.__version__, *texts):
        whole.update(sha256(part.encode()).digest())
    for file in files:
        whole.update(sha256(file.name.encode() + b"\0" + file.read_bytes()).digest())
    return whole.hexdigest()
