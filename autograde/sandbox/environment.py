"""The environment of a sandboxed kernel: what it needs, and nothing that is secret."""

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from autograde.sandbox.policy import Policy

# Of the environment in which the grader runs; no name of another kind is ever passed on.
_NAMES = {
    "CUDA_VISIBLE_DEVICES",
    "GROUND_UP_CACHE",
    "GROUND_UP_DATA",
    "HIP_VISIBLE_DEVICES",
    "LANG",
    "LANGUAGE",
    "MPLBACKEND",
    "NVIDIA_VISIBLE_DEVICES",
    "OPENBLAS_NUM_THREADS",
    "ROCR_VISIBLE_DEVICES",
}
_PREFIXES = ("LC_", "OMP_", "MKL_")
_ENVIRONMENT_START, _ENVIRONMENT_END = 47, 48  # of /proc/self/stat's fields after the name


def environment(policy: Policy, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The variables of a kernel under this policy; `extra` adds to them and wins."""
    passed = {
        name: value
        for name, value in os.environ.items()
        if name in _NAMES or name.startswith(_PREFIXES)
    }
    programs = [str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]
    own = {
        "PATH": os.pathsep.join(programs),
        "HOME": "/tmp",
        "TMPDIR": "/tmp",
        "USER": "student",
        "LOGNAME": "student",
        "SHELL": "/bin/sh",
    }
    hidden = {} if policy.gpu else {"CUDA_VISIBLE_DEVICES": ""}
    return {**passed, **own, **hidden, **(extra or {})}


def forget_first_environment() -> None:
    """Wipe the variables with which this process's program was started.

    /proc/self/environ shows them whatever `os.environ` has become, and a fork has its parent's.
    """
    for name, value in os.environ.items():
        os.putenv(name, value)  # moves what is still in use elsewhere
    status = Path("/proc/self/stat").read_text(encoding="utf-8", errors="replace")
    fields = status.rpartition(")")[2].split()
    start, end = int(fields[_ENVIRONMENT_START]), int(fields[_ENVIRONMENT_END])
    ctypes.memset(start, 0, end - start)
