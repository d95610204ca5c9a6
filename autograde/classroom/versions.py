"""What grades depend on besides the submission and the key: the software that gives them."""

import functools
import platform
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import autograde
import course_lib

_PACKAGES = ("torch", "torchvision", "numpy", "ipykernel", "nbgrader", "ground-up")
_SOURCES = "sources of ground-up"  # which can differ where the version number does not
_SOURCE_FOLDERS = (
    "autograde/classroom",
    "autograde/grading",
    "autograde/kernels",
    "autograde/sandbox",
    "autograde/sealed",
    "course_lib",
)


@functools.cache
def versions() -> Mapping[str, str]:
    """The versions in this process, by name; found without importing the packages."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {
        "Python": python,
        **{name: _version(name) for name in _PACKAGES},
        _SOURCES: _source_digest(),
    }


def difference(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What another process has that we have not, as words that follow "has"; empty if nothing."""
    return ", ".join(
        f"{name} {theirs.get(name, 'missing')} instead of {value}"
        for name, value in ours.items()
        if theirs.get(name) != value
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _source_digest() -> str:
    """The start of the SHA-256 of the modules that decide grades."""
    roots = {package.__name__: Path(package.__file__).parent for package in (autograde, course_lib)}
    digest = sha256()
    for folder in _SOURCE_FOLDERS:
        package, *rest = folder.split("/")
        for path in sorted(roots[package].joinpath(*rest).rglob("*.py")):
            data = path.read_bytes()
            digest.update(f"{folder}/{path.name}:{len(data)}\n".encode())
            digest.update(data)
    return digest.hexdigest()[:12]
