"""The secret of a course, from which the random numbers of grading come."""

import contextlib
import os
import secrets
from pathlib import Path

_BYTES = 32


def course_secret(folder: Path) -> bytes:
    """The secret kept in `folder`, made when it is first asked for.

    With it a rerun draws the same random inputs, which no student can know beforehand. Raises
    OSError where it can be neither read nor made.
    """
    path = folder / "secret"
    with contextlib.suppress(FileNotFoundError):
        if len(secret := path.read_bytes()) == _BYTES:
            return secret
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"secret.{os.getpid()}"
    descriptor = os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor)
        file.write(secrets.token_bytes(_BYTES))
    new.replace(path)
    return path.read_bytes()
