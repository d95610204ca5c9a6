"""What a sandbox refuses: the network, new privileges, and the kernel's dangerous calls."""

import ctypes
import errno
import fcntl
import os
import pty
import signal
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sandboxed import Sandbox, error_of, needs_root, needs_sandbox, run

from autograde.sandbox import entry, landlock, linux, seccomp

pytestmark = needs_sandbox

needs_seccomp = pytest.mark.skipif(bool(seccomp.problem()), reason=seccomp.problem())
needs_landlock = pytest.mark.skipif(not landlock.version(), reason="this Linux has no Landlock")
SYS_CLONE = 56
X86 = os.uname().machine == "x86_64"
NUMBERS = {  # of x86-64
    "ptrace": 101,
    "io_setup": 206,
    "pivot_root": 155,
    "chroot": 161,
    "mount": 165,
    "add_key": 248,
    "keyctl": 250,
    "unshare": 272,
    "perf_event_open": 298,
    "open_by_handle_at": 304,
    "setns": 308,
    "process_vm_writev": 311,
    "bpf": 321,
    "userfaultfd": 323,
    "io_uring_setup": 425,
    "move_mount": 429,
    "fsopen": 430,
    "pidfd_getfd": 438,
    "mount_setattr": 442,
}


def errno_of_call(number: int, *arguments: int) -> str:
    result = linux.syscall(number, *arguments)
    return "" if result >= 0 else errno.errorcode[ctypes.get_errno()]


def in_a_fork(function: Callable[[], bool]) -> bool:
    """What a function returns in a process of its own, which it may restrict."""
    pid = os.fork()
    if not pid:
        try:
            os._exit(0 if function() else 1)
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_no_server_of_the_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as tcp, socket.socket(socket.AF_UNIX) as abstract:
        abstract.bind("\0ground-up-test")
        abstract.listen()
        address = tcp.getsockname()

        def probe() -> list[str]:
            local = socket.socket(socket.AF_UNIX)
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            return [
                error_of(socket.create_connection, address, 1),
                error_of(local.connect, "\0ground-up-test"),
                error_of(udp.sendto, b"x", ("192.0.2.1", 53)),
            ]

        assert probe()[:2] == ["", ""]
        refused = "ConnectionRefusedError"
        assert run(probe).value[:2] == [refused, refused]
        assert run(probe).value[2] == "OSError"


def test_the_loopback_is_private_and_works():
    def probe() -> bytes:
        with socket.create_server(("127.0.0.1", 0)) as server:
            client = socket.create_connection(server.getsockname())
            client.sendall(b"hello")
            return server.accept()[0].recv(5).decode()

    assert run(probe).value == "hello"
    assert run(lambda: [name for _, name in socket.if_nameindex()]).value == ["lo"]


@needs_seccomp
def test_only_common_families_of_sockets_can_be_made():
    vsock, alg, packet, bluetooth = 40, 38, 17, 31
    families = (vsock, vsock | 2**32, alg, packet, bluetooth)
    number = {"x86_64": 41, "aarch64": 198}[os.uname().machine]
    refused = run(lambda: [errno_of_call(number, family, 2, 0) for family in families]).value
    assert set(refused) == {"EAFNOSUPPORT"}


def test_no_capability_is_left():
    def probe() -> dict[str, str]:
        lines = Path("/proc/self/status").read_text().splitlines()
        fields = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        return {name: fields[name] for name in fields if name.startswith(("Cap", "NoNew"))}

    found = run(probe).value
    assert found.pop("NoNewPrivs") == "1"
    assert set(found) == {"CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"}
    assert set(found.values()) == {"0" * 16}


@needs_seccomp
@pytest.mark.skipif(not X86, reason="the numbers are those of x86-64")
@pytest.mark.parametrize("name", NUMBERS)
def test_a_dangerous_call_is_refused(name):
    assert run(lambda: errno_of_call(NUMBERS[name], 0, 0, 0, 0, 0)).value == "EPERM"


@needs_seccomp
@pytest.mark.skipif(not X86, reason="the numbers are those of x86-64")
def test_no_process_can_be_made_in_new_namespaces():
    flags = linux.NEW_USERS | signal.SIGCHLD
    assert run(lambda: errno_of_call(SYS_CLONE, flags, 0, 0, 0, 0)).value == "EPERM"
    assert run(lambda: errno_of_call(435, 0, 0)).value == "ENOSYS"  # clone3


@needs_seccomp
@pytest.mark.skipif(not X86, reason="the numbers are those of x86-64")
def test_calls_by_another_architectures_numbers_kill():
    x32 = 0x40000000
    assert run(lambda: linux.syscall(x32 | NUMBERS["keyctl"], 0)).exit == -signal.SIGSYS


def test_nothing_can_be_mounted_nor_a_namespace_made_by_programs():
    commands = (["mount", "-t", "tmpfs", "x", "/tmp"], ["unshare", "-Ur", "true"], ["umount", "/"])

    def probe() -> list[int]:
        return [subprocess.run(each, stderr=subprocess.DEVNULL).returncode for each in commands]

    assert 0 not in run(probe).value


def test_without_seccomp_an_ordinary_user_still_gets_no_namespaces(monkeypatch):
    monkeypatch.setattr(seccomp, "pyseccomp", None)
    monkeypatch.setattr(linux, "has_mount_power", lambda: False)
    assert run(lambda: error_of(linux.unshare, linux.NEW_USERS)).value == "OSError"


def test_setuid_programs_give_nothing():
    def probe() -> list:
        found = [path for path in Path("/usr/bin").iterdir() if path.stat().st_mode & stat.S_ISUID]
        flags = os.statvfs("/usr/bin").f_flag
        mine = Path("mine")
        mine.write_bytes(Path("/usr/bin/id").read_bytes())
        mine.chmod(0o4755)
        user = subprocess.run(["./mine", "-u"], capture_output=True, text=True).stdout
        return [bool(found), bool(flags & os.ST_NOSUID), int(user) == os.getuid()]

    assert run(probe).value[1:] == [True, True]


def test_devices_are_few_and_none_can_be_made():
    def probe() -> list:
        made = error_of(os.mknod, "disk", stat.S_IFBLK | 0o600, os.makedev(254, 0))
        return [sorted(path.name for path in Path("/dev").iterdir()), made]

    names, made = run(probe).value
    plain = {"null", "full", "random", "urandom", "shm", "pts"}
    assert set(names) == plain | {"fd", "ptmx", "stdin", "stdout", "stderr"}
    assert made == "PermissionError"


def test_a_terminal_works_and_cannot_be_typed_into():
    def probe() -> list:
        leader, follower = pty.openpty()
        os.write(leader, b"typed\n")
        return [os.read(follower, 6).decode(), error_of(fcntl.ioctl, follower, 0x5412, b"x")]

    assert run(probe).value[0] == "typed\n"
    if not seccomp.problem():
        assert run(probe).value[1] == "PermissionError"


def test_an_open_folder_is_refused():
    folder = os.open("/", os.O_RDONLY)
    with pytest.raises(AssertionError, match=r"SandboxError: File descriptor .* is a folder"):
        run(lambda: None, keep=[folder])
    os.close(folder)


def test_descriptors_that_are_not_kept_are_closed():
    secret = os.open("/etc/passwd", os.O_RDONLY)
    kept = os.open("/dev/null", os.O_RDONLY)
    box = Sandbox(
        lambda: [error_of(os.fstat, each) for each in (kept, secret, box.tar.fileno())], keep=[kept]
    )
    with box:
        assert box.value() == ["", "OSError", "OSError"]
    os.close(secret)
    os.close(kept)


@needs_landlock
def test_landlock_holds_where_a_mount_is_wrong(monkeypatch):
    monkeypatch.setattr(linux, "restrict_mounts", lambda target, flags: None)
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:  # what is in /tmp may be written
        file = Path(folder, "labels")
        file.write_text("3")
        outcome = run(lambda: error_of(file.write_text, "4"), readable=(folder,))
    assert outcome.value == "PermissionError"


@needs_landlock
def test_landlock_alone_keeps_files_from_being_written(tmp_path):
    (tmp_path / "mine").mkdir()

    def probe() -> bool:
        linux.prctl(linux.SET_NO_NEW_PRIVILEGES, 1)
        landlock.restrict([str(tmp_path / "mine")], ["/dev"])
        (tmp_path / "mine" / "a").write_text("1")
        Path("/dev/null").write_text("1")
        return error_of((tmp_path / "b").write_text, "1") == "PermissionError"

    assert in_a_fork(probe)


def test_refusal_by_the_machine_names_what_is_missing_and_a_way_out(monkeypatch):
    def refuse(_: int) -> None:
        raise PermissionError(errno.EPERM, "unshare: Operation not permitted")

    monkeypatch.setattr(linux, "unshare", refuse)
    with pytest.raises(AssertionError, match=r"gives no .*namespaces .* --sandbox none\.\n$"):
        run(lambda: None)


@needs_root
def test_a_superuser_without_room_for_another_user_is_an_ordinary_one(monkeypatch):
    monkeypatch.setattr(entry, "_is_mapped", lambda uid: False)
    assert run(os.getuid).value == 1000


def test_the_name_of_the_machine_is_hidden():
    assert run(socket.gethostname).value == "student"
