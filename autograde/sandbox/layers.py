"""Which layers of the sandbox this machine gives to this user, found by trying them."""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from course_lib.errors import CourseError

# Settings that forbid user namespaces: the value that does, and what allows them.
_SETTINGS = {
    "kernel/unprivileged_userns_clone": ("0", "sysctl kernel.unprivileged_userns_clone=1"),
    "kernel/apparmor_restrict_unprivileged_userns": (
        "1",
        "sysctl kernel.apparmor_restrict_unprivileged_userns=0, or a profile for this Python alone "
        "(docs/security.md)",
    ),
    "user/max_user_namespaces": ("0", "sysctl user.max_user_namespaces=10000"),
}
_LINE_BYTES = 4096


@dataclass(frozen=True)
class Layer:
    """One layer of the sandbox; without a `required` one nothing runs in a sandbox."""

    name: str
    required: bool
    works: bool
    detail: str
    remedy: str = ""


def examine() -> tuple[Layer, ...]:
    """Try every layer, in a process that ends. Takes about a tenth of a second."""
    if sys.platform != "linux":
        remedy = "grade on Linux; or code that you trust, with --sandbox none"
        return (Layer("namespaces", True, False, "only Linux has what they need", remedy),)
    return _namespaces(), _landlock(), _seccomp()


def require_sandbox() -> None:
    """Raises CourseError, with the way out, where this machine has no sandbox for this user."""
    layer = _namespaces() if sys.platform == "linux" else examine()[0]
    if not layer.works:
        raise CourseError(f"students' code has no sandbox here: {layer.detail}. {layer.remedy}")


def _namespaces() -> Layer:
    from autograde.sandbox import linux

    if problem := _try_to_enter():
        return Layer("namespaces", True, False, _with_bubblewrap(problem), _remedy())
    whose = "a user id of its own" if linux.has_mount_power() else "this user's id"
    detail = f"each kernel has files, processes and a network of its own, and {whose}"
    return Layer("namespaces", True, True, detail)


def _landlock() -> Layer:
    from autograde.sandbox import landlock

    if version := landlock.version():
        return Layer("landlock", False, True, f"version {version}: files are guarded twice")
    remedy = "boot Linux 5.13 or newer with lsm=landlock among its parameters"
    return Layer("landlock", False, False, "this Linux has none", remedy)


def _seccomp() -> Layer:
    from autograde.sandbox import seccomp

    if problem := seccomp.problem():
        remedy = "apt install libseccomp2; pip install -e '.[instructor]' -c constraints.txt"
        return Layer("seccomp", False, False, problem, remedy)
    return Layer("seccomp", False, True, "dangerous system calls are refused")


def _try_to_enter() -> str:
    """What keeps a process of this user out of a sandbox; empty if nothing does."""
    from autograde.sandbox import entry
    from autograde.sandbox.policy import Policy

    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as report, tempfile.TemporaryDirectory() as folder:
        pid = os.fork()
        if not pid:
            try:
                entry.enter(Policy(workspace=folder, sockets=folder), [writer])
            except Exception as error:
                os.write(writer, str(error).encode()[:_LINE_BYTES])
            os._exit(0)
        os.close(writer)
        problem = report.read().decode(errors="replace")
        status = os.waitpid(pid, 0)[1]
    return problem or (f"the attempt ended with status {status}" if status else "")


def _with_bubblewrap(problem: str) -> str:
    """Add why bubblewrap is no help, where it is installed: it may be allowed what we are not."""
    if not (program := shutil.which("bwrap")):
        return problem
    return f"{problem.rstrip('.')}. {program} is not used: docs/security.md says why"


def _remedy() -> str:
    for name, (value, remedy) in _SETTINGS.items():
        setting = Path("/proc/sys", name)
        if setting.exists() and setting.read_text().strip() == value:
            return remedy
    return (
        "in a container, allow user namespaces and a /proc of one's own (docker run "
        "--security-opt seccomp=unconfined --security-opt systempaths=unconfined); or grade code "
        "that you trust with --sandbox none"
    )
