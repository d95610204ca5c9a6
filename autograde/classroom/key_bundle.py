"""An assignment key as one piece of data, with the sealed checks in it instead of their path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from autograde.grading.key import AssignmentKey


@dataclass(frozen=True)
class KeyBundle:
    """A key for a machine that does not see our files.

    `files` are those that its sealed checks need, which are the folder that they are in and the
    held-out images beside it, by path relative to the folder above; `checks` is the path of the
    checks among them.
    """

    key: AssignmentKey
    checks: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, key: AssignmentKey) -> "KeyBundle":
        """Read the files of a key. Raises OSError where one cannot be read."""
        if key.checks is None:
            return cls(key)
        checks = key.checks.resolve()
        root = checks.parents[1]
        files = {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(checks)}
        return cls(replace(key, checks=None), checks.relative_to(root).as_posix(), files)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the files."""
        digest = sha256()
        for name, data in self.files.items():
            digest.update(f"{name}:{len(data)}\n".encode())
            digest.update(data)
        return digest.hexdigest()

    def unpack(self, folder: Path) -> None:
        """Write the files into a folder."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def unpacked_in(self, folder: Path) -> AssignmentKey:
        """The key as it was, but that its checks are where `unpack` put them."""
        return replace(self.key, checks=folder / self.checks) if self.checks else self.key


def _files(checks: Path) -> Iterator[Path]:
    for path in sorted(checks.parent.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            yield path
    yield from sorted(checks.parents[1].glob("held_out*"))
