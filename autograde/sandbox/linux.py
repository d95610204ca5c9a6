"""The system calls of Linux that a sandbox needs and Python does not have."""

import ctypes
import fcntl
import os
import socket
import struct
from pathlib import Path

# From linux/sched.h.
NEW_MOUNTS, NEW_HOST_NAME, NEW_IPC = 0x00020000, 0x04000000, 0x08000000
NEW_USERS, NEW_PROCESSES, NEW_NETWORK, NEW_CGROUPS = 0x10000000, 0x20000000, 0x40000000, 0x02000000

# From linux/mount.h.
READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC = 1, 2, 4, 8
REMOUNT, BIND, RECURSIVE, PRIVATE = 32, 4096, 16384, 1 << 18

# From linux/prctl.h.
SET_DEATH_SIGNAL, SET_DUMPABLE, DROP_BOUNDING, SET_NO_NEW_PRIVILEGES, AMBIENT = 1, 4, 24, 38, 47
_AMBIENT_CLEAR_ALL = 4

_SYS_ADMIN = 21  # the capability to mount, from linux/capability.h
_CAPABILITY_VERSION_3 = 0x20080522
# The numbers of these calls are the same on every architecture.
_SYS_OPEN_TREE, _SYS_MOVE_MOUNT, _SYS_MOUNT_SETATTR = 428, 429, 442
_AT_CWD, _AT_EMPTY_PATH, _AT_RECURSIVE = -100, 0x1000, 0x8000
_CLONE, _CLOSE_ON_EXEC, _MOVE_FROM_EMPTY_PATH = 1, 0x80000, 4
_MAP_IDS = 0x100000
_DETACH = 2
_GET_INTERFACE_FLAGS, _SET_INTERFACE_FLAGS, _INTERFACE_UP = 0x8913, 0x8914, 1

_libc = ctypes.CDLL(None, use_errno=True)


def unshare(namespaces: int) -> None:
    """Move this process into new namespaces; for processes, its children. Raises OSError."""
    _check(_libc.unshare(namespaces), "unshare")


def mount(
    source: str | None, target: str, kind: str | None = None, flags: int = 0, options: str = ""
) -> None:
    """Mount; a `source` or `kind` that the call ignores may be None. Raises OSError."""
    data = os.fsencode(options) if options else None
    result = _libc.mount(_path(source), _path(target), _path(kind), ctypes.c_ulong(flags), data)
    _check(result, f"mount {target}")


def restrict_mounts(target: str, flags: int) -> None:
    """Set flags on a mount and all below it (needs Linux 5.12). Raises OSError."""
    attributes = struct.pack("=QQQQ", flags, 0, 0, 0)
    result = syscall(
        _SYS_MOUNT_SETATTR, _AT_CWD, _path(target), _AT_RECURSIVE, attributes, len(attributes)
    )
    _check(result, f"mount_setattr {target}")


def bind_as(source: str, target: str, users: int) -> None:
    """Bind a tree whose owners are translated by a user namespace (needs Linux 5.12).

    Where its file system cannot do that, the owners stay as they are. Raises OSError.
    """
    flags = _CLONE | _CLOSE_ON_EXEC | _AT_RECURSIVE
    tree = syscall(_SYS_OPEN_TREE, _AT_CWD, _path(source), flags)
    _check(tree, f"open_tree {source}")
    try:
        attributes = struct.pack("=QQQQ", _MAP_IDS, 0, 0, users)
        where = _AT_EMPTY_PATH | _AT_RECURSIVE
        syscall(_SYS_MOUNT_SETATTR, tree, b"", where, attributes, len(attributes))
        result = syscall(_SYS_MOVE_MOUNT, tree, b"", _AT_CWD, _path(target), _MOVE_FROM_EMPTY_PATH)
        _check(result, f"move_mount {target}")
    finally:
        os.close(tree)


def translate_owner(owner: int, uid: int) -> int:
    """A user namespace, as a descriptor, that shows the files of `owner` as those of `uid`.

    Needs the superuser's power. Raises OSError.
    """
    ready, begun = os.pipe()
    go, end = os.pipe()
    if not (pid := os.fork()):
        os.close(end)
        unshare(NEW_USERS)
        os.write(begun, b".")
        os.read(go, 1)  # until the other side is done, or gone
        os._exit(0)
    try:
        os.close(begun)
        if not os.read(ready, 1):
            raise OSError("a user namespace cannot be made")
        for name in ("uid_map", "gid_map"):
            Path(f"/proc/{pid}/{name}").write_text(f"{owner} {uid} 1", encoding="ascii")
        return os.open(f"/proc/{pid}/ns/user", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        for number in (ready, go, end):
            os.close(number)
        os.waitpid(pid, 0)


def pivot_root(new: str, old: str) -> None:
    """Make `new` the root of this mount namespace and put the old one at `old`."""
    _check(_libc.pivot_root(_path(new), _path(old)), "pivot_root")


def detach(target: str) -> None:
    """Unmount a tree, even if something in it is in use."""
    _check(_libc.umount2(_path(target), _DETACH), f"umount {target}")


def prctl(option: int, value: int = 0) -> None:
    """Change a property of this process. Raises OSError."""
    arguments = (ctypes.c_ulong(each) for each in (value, 0, 0, 0))
    _check(_libc.prctl(option, *arguments), f"prctl {option}")


def syscall(number: int, *arguments: int | bytes | None) -> int:
    """Any system call; -1 is a failure, and `ctypes.get_errno` tells which."""
    wide = (ctypes.c_long(each) if isinstance(each, int) else each for each in arguments)
    return _libc.syscall(ctypes.c_long(number), *wide)


def raise_loopback() -> None:
    """Switch on the loopback interface of a new network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sH22x", b"lo", 0)
        answer = fcntl.ioctl(any_socket, _GET_INTERFACE_FLAGS, request)
        flags = struct.unpack("16sH22x", answer)[1]
        request = struct.pack("16sH22x", b"lo", flags | _INTERFACE_UP)
        fcntl.ioctl(any_socket, _SET_INTERFACE_FLAGS, request)


def has_mount_power() -> bool:
    """Whether this process may mount; user id 0 alone does not tell, in a container."""
    status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace")
    effective = status.partition("CapEff:")[2].split()[0]
    return bool(int(effective, 16) >> _SYS_ADMIN & 1)


def drop_bounding_capabilities() -> None:
    """Give up every capability that a program could grant; needs CAP_SETPCAP."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text(encoding="ascii"))
    for capability in range(last + 1):
        prctl(DROP_BOUNDING, capability)


def drop_capabilities() -> None:
    """Empty the ambient, effective, permitted and inheritable sets."""
    prctl(AMBIENT, _AMBIENT_CLEAR_ALL)
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    _check(_libc.capset(header, struct.pack("=6I", *[0] * 6)), "capset")


def _path(text: str | None) -> bytes | None:
    return None if text is None else os.fsencode(text)


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
