"""Shut a forked process into a sandbox before it runs a student's code (Linux 5.12 or newer).

Nothing here starts another program: what the process has imported stays imported. docs/security.md
says what is promised, and by which layer.
"""

import errno
import os
import resource
import signal
import socket
import stat
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from autograde.sandbox import landlock, linux, root, seccomp, supervisor, view, written
from autograde.sandbox.environment import forget_first_environment
from autograde.sandbox.policy import Policy
from course_lib.errors import CourseError

_STUDENT = 1000  # the user id that a sandbox without a superuser shows
_NAMESPACES = (
    linux.NEW_MOUNTS
    | linux.NEW_NETWORK
    | linux.NEW_PROCESSES
    | linux.NEW_IPC
    | linux.NEW_HOST_NAME
    | linux.NEW_CGROUPS
)
_WAY_OUT = "`course doctor` tells more; grade code that you trust with --sandbox none"


class SandboxError(CourseError):
    """The sandbox cannot be had; the message names what is missing, and a way out."""


def enter(policy: Policy, keep: Sequence[int] = (), tar: int | None = None) -> None:
    """Isolate this process, which must be a fork with one thread, before it runs untrusted code.

    Returns in a child of it, whose working directory is the private workspace; all descriptors
    are closed but the standard streams and `keep`. This process itself watches the child, relays
    signals to its process group, and never returns: it ends as the child does. SIGTERM ends the
    sandbox at once. When all processes in it are dead, the files that they wrote are packed into
    `tar`, a descriptor that the child does not get; only SIGKILL prevents that.

    Nothing of the machine can be written: Unix sockets in `policy.sockets` must be bound before
    (see `sockets.listen`).

    Raises SandboxError; the process is then isolated in part and must end.
    """
    try:
        _enter(policy, keep, tar)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            size = f"{policy.workspace_bytes} bytes in {policy.files} files"
            raise SandboxError(f"The files of the submission are too much for {size}.") from error
        raise SandboxError(f"The sandbox cannot be made: {error}. {_WAY_OUT}.") from error


def _enter(policy: Policy, keep: Sequence[int], tar: int | None) -> None:
    _refuse_folders(keep)
    supervisor.close_all_but([*keep, *([] if tar is None else [tar])])
    _prefer_for_killing()
    uid = policy.first_uid + os.getpid()
    superuser = linux.has_mount_power() and _is_mapped(uid)
    mounts = view.mounts(policy)
    users = None
    if superuser:
        _give_away(policy.sockets, uid)
        users = linux.translate_owner(os.geteuid(), uid) if policy.readable else None
    _unshare(superuser)
    if not superuser:
        uid = _STUDENT
    linux.raise_loopback()
    socket.sethostname("student")
    root.build(policy, mounts, uid, users)
    before = written.snapshot(view.WORKSPACE) if tar is not None else {}
    pids = supervisor.fork_into_namespace()
    if pids is not None:
        supervisor.close_all_but([] if tar is None else [tar])
        pack = partial(written.pack, view.WORKSPACE, before, policy, tar)
        supervisor.supervise(*pids, pack if tar is not None else lambda: None)
    supervisor.close_all_but(keep)
    root.seal(mounts)
    forget_first_environment()
    _limit(policy)
    _drop_privileges(uid if superuser else None, _gpu_groups() if policy.gpu else [])
    landlock.restrict(view.WRITABLE, ["/dev"])
    seccomp.restrict(policy.gpu)


def _refuse_folders(descriptors: Sequence[int]) -> None:
    """From an open folder a process reaches what lies above it, whatever its root is."""
    for number in descriptors:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise SandboxError(f"File descriptor {number} is a folder: it leads out of a sandbox.")


def _prefer_for_killing() -> None:
    """Where the machine runs out of memory, this process goes first, not the grader."""
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _is_mapped(uid: int) -> bool:
    """Whether a user id exists here; a container may have few."""
    lines = Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()
    ranges = [[int(number) for number in line.split()] for line in lines]
    return any(first <= uid < first + count for first, _, count in ranges)


def _give_away(folder: str, uid: int) -> None:
    """Let the kernel's user reach its connection file and its sockets, which stay read-only."""
    for path in (folder, *(entry.path for entry in os.scandir(folder))):
        os.chown(path, uid, uid, follow_symlinks=False)


def _unshare(superuser: bool) -> None:
    """Move into new namespaces; an ordinary user needs one of users before all others."""
    parent, uid, gid = os.getppid(), os.geteuid(), os.getegid()
    try:
        linux.unshare(_NAMESPACES if superuser else _NAMESPACES | linux.NEW_USERS)
    except OSError as error:
        whose = "" if superuser else "user "
        raise SandboxError(
            f"This machine gives no {whose}namespaces to this user: {error}. {_WAY_OUT}."
        ) from error
    linux.prctl(linux.SET_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    if superuser:
        return
    settings = {
        "self/setgroups": "deny",
        "self/uid_map": f"{_STUDENT} {uid} 1",
        "self/gid_map": f"{_STUDENT} {gid} 1",
        "sys/user/max_user_namespaces": "0",  # of the new namespace: there are none within it
    }
    for name, value in settings.items():
        Path("/proc", name).write_text(value, encoding="ascii")


def _limit(policy: Policy) -> None:
    """Set this process's resource limits, which its children inherit and nobody can raise.

    CUDA reserves far more addresses than memory, so with a GPU only what is writable counts.
    """
    memory = resource.RLIMIT_DATA if policy.gpu else resource.RLIMIT_AS
    limits = {
        memory: policy.memory_bytes,
        resource.RLIMIT_NPROC: policy.processes,
        resource.RLIMIT_NOFILE: policy.open_files,
        resource.RLIMIT_FSIZE: policy.file_bytes,
        resource.RLIMIT_CPU: policy.cpu_seconds,
        resource.RLIMIT_MSGQUEUE: 0,
        # 0 would still hand a crash to a program of the machine that collects them: core(5).
        resource.RLIMIT_CORE: 1,
    }
    for name, value in limits.items():
        highest = resource.getrlimit(name)[1]
        value = value if highest == resource.RLIM_INFINITY else min(value, highest)
        resource.setrlimit(name, (value, value))


def _gpu_groups() -> list[int]:
    """The groups that may use the GPUs."""
    return sorted({Path(device).stat().st_gid for device in view.gpu_devices()} - {0})


def _drop_privileges(uid: int | None, groups: list[int]) -> None:
    """Become the user `uid`, if one is given, without capabilities or a way to new ones."""
    linux.drop_bounding_capabilities()
    if uid is not None:
        os.setgroups(groups)
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        linux.prctl(linux.SET_DUMPABLE, 1)  # or /proc/self would be the superuser's
        linux.prctl(linux.SET_DEATH_SIGNAL, signal.SIGKILL)  # forgotten with the old user
    linux.drop_capabilities()
    linux.prctl(linux.SET_NO_NEW_PRIVILEGES, 1)
