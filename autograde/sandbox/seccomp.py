"""A filter on system calls: what a student's code never needs, and what has broken kernels."""

import errno
import mmap
import socket

from autograde.sandbox import linux

try:
    import pyseccomp
except (ImportError, RuntimeError):  # RuntimeError: libseccomp itself is missing
    pyseccomp = None

_REFUSED = {
    "the view of files": "mount umount2 pivot_root move_mount open_tree open_tree_attr fsopen "
    "fsconfig fsmount fspick mount_setattr chroot name_to_handle_at open_by_handle_at quotactl "
    "quotactl_fd fanotify_init swapon swapoff acct",
    "namespaces": "unshare setns sethostname setdomainname",
    "other processes": "ptrace process_vm_readv process_vm_writev process_madvise kcmp "
    "pidfd_getfd migrate_pages move_pages",
    "keys of whoever grades": "keyctl add_key request_key",
    "memory that no limit counts": "shmget memfd_secret io_setup",
    "parts of the kernel that are often broken": "bpf perf_event_open userfaultfd io_uring_setup "
    "io_uring_enter io_uring_register modify_ldt lookup_dcookie nfsservctl vhangup",
    "the machine": "init_module finit_module delete_module kexec_load kexec_file_load reboot "
    "settimeofday clock_settime clock_adjtime adjtimex syslog iopl ioperm",
}
_FAMILIES = {socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK}
# Memory of these two belongs to no process: where it is not mapped, nobody sees who has it.
_SHARED_ANONYMOUS = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS
_UNSEEN_FILES = "memfd_create"
_TERMINAL_INPUT = {0x5412, 0x541C}  # TIOCSTI and TIOCLINUX type into a terminal
_LOW_HALF = 0xFFFFFFFF  # the kernel looks at no more of an ioctl's number


def problem() -> str:
    """What keeps system calls from being filtered; empty if nothing does."""
    return "" if pyseccomp else "pyseccomp or libseccomp is not installed"


def restrict(gpu: bool = False) -> None:
    """Filter this process's system calls, and its children's, for good.

    The drivers of a `gpu` need memory that the watch over a kernel's memory does not see; without
    one it is refused. Does nothing where there is no pyseccomp. Calls by the 32-bit entry kill the
    process. Needs no_new_privs. Raises OSError.
    """
    if pyseccomp is None:
        return
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refuse = pyseccomp.ERRNO(errno.EPERM)
    for names in _REFUSED.values():
        for name in names.split():
            if _is_known(name):
                rules.add_rule(refuse, name)
    if not gpu:
        rules.add_rule(refuse, _UNSEEN_FILES)
        shared = pyseccomp.Arg(3, pyseccomp.MASKED_EQ, _SHARED_ANONYMOUS, _SHARED_ANONYMOUS)
        rules.add_rule(refuse, "mmap", shared)
    _refuse_new_namespaces(rules)
    _refuse_socket_families(rules)
    for number in _TERMINAL_INPUT:
        match = pyseccomp.Arg(1, pyseccomp.MASKED_EQ, _LOW_HALF, number)
        rules.add_rule(refuse, "ioctl", match)
    rules.load()


def _is_known(name: str) -> bool:
    """Whether this architecture has the call, and libseccomp has heard of it."""
    try:
        return pyseccomp.resolve_syscall(pyseccomp.Arch().NATIVE, name) >= 0
    except (OSError, ValueError):
        return False


def _refuse_new_namespaces(rules: "pyseccomp.SyscallFilter") -> None:
    # clone3 has its flags in memory, where a filter cannot look: without it, libc takes clone.
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    for flag in (
        linux.NEW_USERS,
        linux.NEW_MOUNTS,
        linux.NEW_PROCESSES,
        linux.NEW_NETWORK,
        linux.NEW_IPC,
        linux.NEW_HOST_NAME,
        linux.NEW_CGROUPS,
    ):
        match = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flag, flag)
        rules.add_rule(pyseccomp.ERRNO(errno.EPERM), "clone", match)


def _refuse_socket_families(rules: "pyseccomp.SyscallFilter") -> None:
    """Only the common families: others, such as vsock, know no network namespaces."""
    refuse = pyseccomp.ERRNO(errno.EAFNOSUPPORT)
    last = max(_FAMILIES)
    for family in set(range(last)) - _FAMILIES:
        rules.add_rule(refuse, "socket", pyseccomp.Arg(0, pyseccomp.EQ, family))
    rules.add_rule(refuse, "socket", pyseccomp.Arg(0, pyseccomp.GT, last))
