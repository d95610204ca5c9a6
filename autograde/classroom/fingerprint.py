"""What a grade depends on, in one number: the key under which the cache keeps a result."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from autograde.classroom.key_bundle import KeyBundle
from autograde.classroom.versions import versions
from autograde.grading.key import AssignmentKey
from autograde.grading.limits import Limits
from autograde.grading.submission import Submission

# How the work is shared out, and no rule of grading: `--student` and `--jobs` change it.
_NO_RULES = ("threads", "startup_seconds")


class Fingerprints:
    """Fingerprints of the submissions of one assignment, graded with these limits.

    They cover the assignment with its sealed checks, held-out images and instructor's files, the
    versions of what runs the code, our own sources, and the limits but for the share of the
    machine. Raises OSError where the checks cannot be read.
    """

    def __init__(self, key: AssignmentKey, limits: Limits) -> None:
        common = [
            dict(versions()),
            [asdict(notebook) for notebook in key.notebooks],
            _digests(key.files),
            KeyBundle.of(key).digest,
            {name: value for name, value in asdict(limits).items() if name not in _NO_RULES},
        ]
        self._common = _digest(common)

    def of(self, submission: Submission) -> str:
        """The fingerprint of one submission, with every byte of it: 64 hexadecimal digits."""
        content = [
            self._common,
            submission.student,
            _digests(submission.notebooks),
            dict(submission.absent),
            _digests(submission.files),
            str(submission.timestamp),
            submission.flags,
        ]
        return _digest(content)


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in files.items()}


def _digest(content: Any) -> str:
    """The SHA-256 of plain data; of mappings, whatever their order."""
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
