"""Which files of the machine a sandboxed process may see, and where its own are."""

import importlib.util
import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograde.sandbox.policy import Policy

WORKSPACE = "/home/student/work"
WRITABLE = (WORKSPACE, "/tmp", "/dev/shm")
_SYSTEM = (
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/nix/store",
    "/etc/alternatives",  # where Debian's links to BLAS lead
    "/sys/devices/system",  # how many cores there are
)
_HIDDEN = ("/usr/local/etc",)  # Jupyter's settings there may name a database's password
_OF_A_PREFIX = ("bin", "include", "lib", "lib64", "pyvenv.cfg")
_SITES = ("site-packages", "dist-packages")
_DEVICES = ("null", "full", "random", "urandom")
# Mapped by many, zero is memory that no limit counts; drivers of GPUs may want it.
_ZERO = "/dev/zero"
_GPUS = ("nvidia*", "dri", "kfd")

Kind = Literal["tree", "data", "device", "private", "empty"]


@dataclass(frozen=True)
class Mount:
    """One thing in the new root, at `path`.

    A tree of the machine, read-only, from `source`; data, which is a tree that the kernel's user
    may read even if it is closed to others; a device; a private folder of `size` bytes; or an
    empty folder that hides what would be there.
    """

    path: str
    kind: Kind
    source: str = ""
    size: int = 0


def mounts(policy: Policy) -> list[Mount]:
    """All that the sandbox mounts, each after what it lies in."""
    sizes = (policy.workspace_bytes, policy.tmp_bytes, policy.shared_memory_bytes)
    private = [Mount(path, "private", size=n) for path, n in zip(WRITABLE, sizes, strict=True)]
    devices = [f"/dev/{name}" for name in _DEVICES] + (
        [_ZERO, *gpu_devices()] if policy.gpu else []
    )
    trees = [*_SYSTEM, *_interpreter(), *_course_lib(), policy.sockets]
    trees += ["/sys"] if policy.gpu else []
    hidden = [*policy.hidden, *_HIDDEN, *_checkouts()]
    wanted = {mount.path: mount for mount in private}
    wanted |= {path: Mount(path, "device", path) for path in devices}
    wanted |= {path: Mount(path, "tree", os.path.realpath(path)) for path in _existing(trees)}
    wanted |= {p: Mount(p, "data", os.path.realpath(p)) for p in _existing(policy.readable)}
    wanted |= {path: Mount(path, "empty") for path in _existing(hidden) if Path(path).is_dir()}
    return list(_needed(wanted[path] for path in sorted(wanted)))


def gpu_devices() -> list[str]:
    """The device nodes of NVIDIA's, AMD's and Intel's GPUs."""
    return [str(path) for pattern in _GPUS for path in Path("/dev").glob(pattern)]


def _needed(ordered: Iterable[Mount]) -> Iterator[Mount]:
    """Without trees that are in a tree already, and without hiding what nothing shows."""
    kept: list[Mount] = []
    for mount in ordered:
        above = [each for each in kept if mount.path.startswith(each.path + "/")]
        shown = bool(above) and above[-1].kind in ("tree", "data")
        if shown == (mount.kind == "empty") or mount.kind in ("private", "device"):
            kept.append(mount)
    yield from kept


def _existing(paths: Iterable[str]) -> list[str]:
    return [os.path.normpath(Path(path).absolute()) for path in paths if Path(path).exists()]


def _interpreter() -> Iterator[str]:
    """What this Python runs from: not all that its prefix may hold, such as Jupyter's settings."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    prefixes |= {os.path.realpath(prefix) for prefix in prefixes}
    yield from (f"{prefix}/{name}" for prefix in prefixes for name in _OF_A_PREFIX)
    paths = sysconfig.get_paths()
    yield from (paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    yield from site.getsitepackages()
    if site.ENABLE_USER_SITE:
        yield site.getusersitepackages()


def _course_lib() -> list[str]:
    """The library's own folder, which an editable install leaves in the checkout."""
    return list(importlib.util.find_spec("course_lib").submodule_search_locations)


def _checkouts() -> list[str]:
    """The folders with the course's sources; none where its packages are installed for good."""
    parents = [Path(package).parent for package in _course_lib()]
    return [str(parent) for parent in parents if parent.name not in _SITES]
