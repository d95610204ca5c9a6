"""The half of `cluster` that runs in the workers.

The scheduler imports this module too, to read the tasks: it stays free of torch until it grades.
"""

import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from distributed import get_worker

from autograde.classroom.key_bundle import KeyBundle
from autograde.classroom.versions import difference, versions
from autograde.grading.key import AssignmentKey
from autograde.grading.limits import Limits
from autograde.grading.submission import Submission

if TYPE_CHECKING:
    from autograde.grading.graded import GradedSubmission


@dataclass(frozen=True)
class Refusal:
    """What a worker returns that has other versions than the coordinator."""

    worker: str
    difference: str


def bundle_task(bundle: KeyBundle) -> KeyBundle:
    """The bundle itself: as the result of a task it reaches a worker once, from the nearest
    worker that has it, and is made anew where all of those are lost."""
    return bundle


def grade_task(
    bundle: KeyBundle, limits: Limits, wanted: Mapping[str, str], submission: Submission
) -> "GradedSubmission | Refusal":
    """Grade a submission in this worker, if its versions are those `wanted`."""
    worker = get_worker()
    if differing := difference(wanted, versions()):
        return Refusal(worker.address, differing)
    import torch

    from autograde.grading.grade import grade_submission

    # Dask removes this folder when the worker ends, and after a kill when the next one starts.
    tempfile.tempdir = worker.local_directory
    torch.set_num_threads(limits.threads)
    return grade_submission(_key(bundle), submission, limits)


_unpacked: dict[str, Path] = {}
_unpacking = threading.Lock()


def _key(bundle: KeyBundle) -> AssignmentKey:
    """The key, with the files of its bundle in a private folder of this worker's."""
    with _unpacking:
        folder = _unpacked.get(bundle.digest)
        if folder is None:
            folder = Path(tempfile.mkdtemp(prefix="key-"))
            bundle.unpack(folder)
            _unpacked[bundle.digest] = folder
    return bundle.unpacked_in(folder)
