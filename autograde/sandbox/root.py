"""A new root, in which only what is listed exists, and only private folders can be written."""

import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograde.sandbox import linux
from autograde.sandbox.policy import Policy
from autograde.sandbox.view import WORKSPACE, Mount

_OLD = "/.old"
_LINKS = {
    "/dev/fd": "/proc/self/fd",
    "/dev/stdin": "/proc/self/fd/0",
    "/dev/stdout": "/proc/self/fd/1",
    "/dev/stderr": "/proc/self/fd/2",
    "/dev/ptmx": "pts/ptmx",
}
_SAFE = linux.NO_SUID | linux.NO_DEVICES


def build(policy: Policy, mounts: Sequence[Mount], uid: int, users: int | None) -> None:
    """Make the new root this process's, which has a mount namespace of its own.

    The private folders belong to `uid`; the workspace has its files. `users` is a user namespace
    that shows the data's owner as `uid`, if they differ. A process of the new process namespace
    has to `seal` the root. Raises OSError, with errno ENOSPC where the workspace is too small.
    """
    workspace = os.path.realpath(policy.workspace)
    stage = os.path.realpath(policy.sockets)  # any folder will do
    linux.mount(None, "/", None, linux.RECURSIVE | linux.PRIVATE)
    linux.mount("tmpfs", stage, "tmpfs", _SAFE, "mode=755,size=4m,nr_inodes=1024")
    Path(stage + _OLD).mkdir()
    linux.pivot_root(stage, stage + _OLD)
    os.chdir("/")
    for mount in mounts:
        _mount(mount, policy.files, uid, users)
    _add_terminals()
    _add_settings(uid)
    Path("/proc").mkdir()
    _fill(Path(_OLD + workspace), uid)
    os.chdir(WORKSPACE)


def seal(mounts: Iterable[Mount]) -> None:
    """Mount /proc for this process's namespace, let go of the old root, and make this read-only.

    An ordinary user may mount /proc only while the machine's own can be seen whole.
    """
    linux.mount("proc", "/proc", "proc", _SAFE | linux.NO_EXEC | linux.READ_ONLY)
    linux.detach(_OLD)
    Path(_OLD).rmdir()
    for path in ("/", *(mount.path for mount in mounts if mount.kind == "empty")):
        flags = linux.REMOUNT | linux.BIND | linux.READ_ONLY | _SAFE
        linux.mount(None, path, None, flags)


def _mount(mount: Mount, files: int, uid: int, users: int | None) -> None:
    source, target = _OLD + mount.source, Path(mount.path)
    if mount.kind in ("private", "empty") or Path(source).is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    if mount.kind == "private":
        options = f"mode=700,size={mount.size},nr_inodes={files},uid={uid},gid={uid}"
        linux.mount("tmpfs", mount.path, "tmpfs", _SAFE, options)
    elif mount.kind == "empty":
        linux.mount("tmpfs", mount.path, "tmpfs", _SAFE, "mode=755,size=64k,nr_inodes=256")
    else:
        if mount.kind == "data" and users is not None:
            linux.bind_as(source, mount.path, users)
        else:
            linux.mount(source, mount.path, None, linux.BIND | linux.RECURSIVE)
        kept_out = linux.NO_EXEC if mount.kind == "device" else linux.NO_DEVICES
        linux.restrict_mounts(mount.path, linux.READ_ONLY | linux.NO_SUID | kept_out)


def _add_terminals() -> None:
    """Pseudo-terminals, which IPython runs shell commands in; the machine has a limited number."""
    Path("/dev/pts").mkdir()
    options = "newinstance,mode=600,ptmxmode=666,max=64"
    linux.mount("devpts", "/dev/pts", "devpts", linux.NO_SUID | linux.NO_EXEC, options)
    for path, target in _LINKS.items():
        Path(path).symlink_to(target)


def _add_settings(uid: int) -> None:
    """/etc from made-up text; of the machine's only where its libraries are."""
    Path("/etc").mkdir(exist_ok=True)
    texts = {
        "passwd": f"root:x:0:0::/:/bin/false\nstudent:x:{uid}:{uid}::/tmp:/bin/sh\n",
        "group": f"root:x:0:\nstudent:x:{uid}:\n",
        "hosts": "127.0.0.1 localhost\n::1 localhost\n",
        "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
    }
    for name, text in texts.items():
        Path("/etc", name).write_text(text, encoding="ascii")
    libraries = Path(_OLD, "etc/ld.so.cache")
    if libraries.exists():
        shutil.copyfile(libraries, "/etc/ld.so.cache")


def _fill(source: Path, uid: int) -> None:
    """Copy the files of a folder into the private workspace; links are left out."""
    for parent, folders, names in os.walk(source):
        target = WORKSPACE / Path(parent).relative_to(source)
        folders[:] = [name for name in folders if not Path(parent, name).is_symlink()]
        for name in folders:
            (target / name).mkdir()
            os.chown(target / name, uid, uid)
        for name in names:
            if stat.S_ISREG(Path(parent, name).lstat().st_mode):
                shutil.copyfile(Path(parent, name), target / name)
                os.chown(target / name, uid, uid)
