"""Writing the autograded directory, as nbgrader's autograde would leave it behind."""

import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from autograde.classroom.course_directory import Course
from autograde.grading.graded import GradedSubmission
from autograde.grading.key import AssignmentKey
from autograde.grading.submission import Submission

_NOT_OURS = ".ipynb_checkpoints"  # of somebody who has opened a notebook there


def autograded_files(
    key: AssignmentKey, submission: Submission, graded: GradedSubmission
) -> dict[str, bytes]:
    """What belongs into a submission's autograded folder, by relative path.

    It holds the student's files, the instructor's over them, what the code wrote, and the graded
    notebooks. Of a file and a folder of the same name, what comes first in that order stays.
    """
    texts = {f"{name}.ipynb": text for name, text in graded.notebooks.items()}
    notebooks = {name: text.encode("utf-8", "replace") for name, text in texts.items()}
    files: dict[str, bytes] = {}
    folders: set[str] = set()
    for name, data in {**submission.files, **key.files, **graded.written, **notebooks}.items():
        path = PurePosixPath(name)
        above = {str(parent) for parent in path.parents}
        inside = not path.is_absolute() and ".." not in path.parts
        if inside and name not in folders and not above & files.keys():
            files[name] = data
            folders |= above
    return files


def write_autograded(
    course: Course, assignment: str, student: str, files: Mapping[str, bytes]
) -> Path:
    """Write a submission's autograded folder; what was there is replaced as a whole or not at all.

    What a run that was killed left half done beside it is removed. Raises OSError where the disk
    refuses.
    """
    target = course.autograded(assignment, student)
    building, old = _beside(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    for path in (building, old):
        shutil.rmtree(path, ignore_errors=True)
    try:
        building.mkdir()
        for name, data in files.items():
            path = building / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        _set_permissions(building, course)
        if target.exists():
            target.rename(old)
        building.rename(target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    return target


def holds(target: Path, digests: Mapping[str, str]) -> bool:
    """Whether an autograded folder holds these files, by their SHA-256, and nothing else, and
    nothing half done is beside it."""
    if any(map(os.path.lexists, _beside(target))):
        return False
    names = set()
    for parent, folders, files in os.walk(target):
        folders[:] = [name for name in folders if name != _NOT_OURS]
        names |= {os.path.relpath(os.path.join(parent, name), target) for name in files}  # noqa: PTH118
    try:
        return names == digests.keys() and all(
            sha256(Path(target, name).read_bytes()).hexdigest() == digest
            for name, digest in digests.items()
        )
    except OSError:
        return False


def _beside(target: Path) -> tuple[Path, Path]:
    """Where a folder is built, and where the one that it replaces is put meanwhile."""
    return (
        target.with_name(f".grading-{target.name}"),
        target.with_name(f".graded-before-{target.name}"),
    )


def _set_permissions(folder: Path, course: Course) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            Path(parent, name).chmod(course.permissions)
        if course.is_group_shared:
            path = Path(parent)
            path.chmod((path.stat().st_mode | 0o2770) & 0o2777)
