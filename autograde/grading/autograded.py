"""Writing the autograded directory, as nbgrader's autograde would leave it behind."""

import os
import shutil
import tempfile
from pathlib import Path

from autograde.grading.course_directory import Course
from autograde.grading.grade import GradedSubmission
from autograde.grading.key import AssignmentKey
from autograde.grading.submission import Submission


def write_autograded(
    course: Course, key: AssignmentKey, submission: Submission, graded: GradedSubmission
) -> Path:
    """Write a graded submission's folder; what was there is replaced as a whole or not at all.

    It holds the student's files, the instructor's over them, what the code wrote, and the graded
    notebooks. Raises OSError where the disk refuses.
    """
    target = course.autograded(key.name, submission.student)
    target.parent.mkdir(parents=True, exist_ok=True)
    texts = {f"{name}.ipynb": text for name, text in graded.notebooks.items()}
    notebooks = {name: text.encode("utf-8", "replace") for name, text in texts.items()}
    files = {**submission.files, **key.files, **graded.written, **notebooks}
    building = Path(tempfile.mkdtemp(prefix=".grading-", dir=target.parent))
    try:
        building.chmod(0o777 & ~_umask())
        for name, data in files.items():
            _write(building / name, data)
        _set_permissions(building, course)
        _replace(target, building)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return target


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        pass  # a student's file where the instructor has a folder, or the reverse


def _replace(target: Path, building: Path) -> None:
    """Put `building` in the place of `target`, if need be moving that out of the way first."""
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=".graded-before-", dir=target.parent))
        target.rename(old / "old")
        building.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        building.rename(target)


def _set_permissions(folder: Path, course: Course) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            Path(parent, name).chmod(course.permissions)
        if course.is_group_shared:
            path = Path(parent)
            path.chmod((path.stat().st_mode | 0o2770) & 0o2777)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
