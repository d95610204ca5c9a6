"""Every limit of a policy holds."""

import ctypes
import errno
import mmap
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import torch
from sandboxed import needs_sandbox, run

from autograde.sandbox import seccomp
from autograde.sandbox.view import WORKSPACE

pytestmark = needs_sandbox

needs_seccomp = pytest.mark.skipif(bool(seccomp.problem()), reason=seccomp.problem())

MEGABYTE = 2**20
FOLDERS = {
    WORKSPACE: "workspace_bytes",
    "/tmp": "tmp_bytes",
    "/dev/shm": "shared_memory_bytes",
}


def errno_of(function: Callable[[], object]) -> str:
    try:
        function()
    except OSError as error:
        return errno.errorcode[error.errno]
    return ""


@pytest.mark.parametrize(("folder", "rule"), FOLDERS.items())
def test_a_private_folder_is_as_large_as_it_may_be(folder, rule):
    def fill(megabytes: int) -> None:
        for number in range(megabytes):
            Path(folder, f"bomb{number}").write_bytes(bytes(MEGABYTE))

    assert run(lambda: errno_of(lambda: fill(3)), **{rule: 4 * MEGABYTE}).value == ""
    assert run(lambda: errno_of(lambda: fill(5)), **{rule: 4 * MEGABYTE}).value == "ENOSPC"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_private_folder_holds_as_many_files_as_it_may(folder):
    def fill(files: int) -> None:
        for number in range(files):
            Path(folder, f"bomb{number}").touch()

    assert run(lambda: errno_of(lambda: fill(10)), files=50).value == ""
    assert run(lambda: errno_of(lambda: fill(60)), files=50).value == "ENOSPC"


def test_a_file_is_as_large_as_it_may_be():
    def write(size: int) -> None:
        Path("big").write_bytes(bytes(size))

    assert run(lambda: errno_of(lambda: write(MEGABYTE)), file_bytes=2 * MEGABYTE).value == ""
    big = run(lambda: errno_of(lambda: write(3 * MEGABYTE)), file_bytes=2 * MEGABYTE)
    assert big.value == "EFBIG"


def test_memory_is_limited():
    def reserve(size: int) -> None:
        mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ).close()

    room = 64 * 2**30
    assert run(lambda: errno_of(lambda: reserve(room // 2)), memory_bytes=room).value == ""
    assert run(lambda: errno_of(lambda: reserve(room)), memory_bytes=room).value == "ENOMEM"


def test_with_a_gpu_the_limit_is_on_writable_memory():
    """CUDA reserves addresses without number, which cost nothing."""

    def reserve(protection: int) -> None:
        mmap.mmap(-1, 4 * 2**30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, protection).close()

    def probe() -> list[str]:
        protections = (mmap.PROT_READ, mmap.PROT_READ | mmap.PROT_WRITE)
        return [errno_of(partial(reserve, each)) for each in protections]

    assert run(probe, gpu=True, memory_bytes=4 * 2**30).value == ["", "ENOMEM"]


def test_open_files_are_limited():
    def probe() -> int:
        count = 0
        while not errno_of(lambda: os.open("/dev/null", os.O_RDONLY)):
            count += 1
        return count

    assert run(probe, open_files=40).value in range(30, 40)


def test_a_fork_bomb_is_bounded_and_leaves_nothing():
    def probe() -> list:
        children = 0
        while not (refused := errno_of(fork_one)):
            children += 1
        return [children, refused]

    def fork_one() -> None:
        if not os.fork():
            time.sleep(1000)

    outcome = run(probe, processes=25)
    count, refused = outcome.value
    assert count in range(15, 25)
    assert refused == "EAGAIN"
    assert outcome.exit == 0  # and `run` returned, so the thousand seconds did not pass


def test_cpu_time_is_limited():
    def probe() -> None:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass

    assert run(probe, cpu_seconds=1).exit == -signal.SIGKILL


def test_limits_cannot_be_raised():
    names = ("AS", "NPROC", "NOFILE", "FSIZE", "CPU", "CORE", "MSGQUEUE")

    def probe() -> list[str]:
        raised = []
        for name in names:
            limit = getattr(resource, f"RLIMIT_{name}")
            soft, hard = resource.getrlimit(limit)
            assert soft == hard
            try:
                resource.setrlimit(limit, (hard, hard + 1))
                raised.append(name)
            except (ValueError, PermissionError):
                pass
        return raised

    assert run(probe).value == []


def test_a_kernel_goes_first_when_memory_runs_out():
    assert run(lambda: Path("/proc/self/oom_score_adj").read_text()).value == "1000\n"


def test_a_crash_is_not_handed_to_the_machine():
    assert run(lambda: resource.getrlimit(resource.RLIMIT_CORE)).value == [1, 1]


@needs_seccomp
def test_no_memory_lies_where_no_limit_counts():
    anonymous = mmap.MAP_SHARED | mmap.MAP_ANONYMOUS

    def probe() -> list:
        libc = ctypes.CDLL(None, use_errno=True)
        shared = [libc.shmget(0, MEGABYTE, 0o1600), errno.errorcode[ctypes.get_errno()]]
        named = [errno_of(lambda: os.memfd_create("bomb")), Path("/dev/zero").exists()]
        return [*shared, *named, errno_of(lambda: mmap.mmap(-1, MEGABYTE, anonymous))]

    assert run(probe).value == [-1, "EPERM", "EPERM", False, "EPERM"]
    with_gpu = run(probe, gpu=True).value
    assert with_gpu == [-1, "EPERM", "", True, ""]  # its drivers need them


def test_processes_share_memory_as_python_and_torch_have_them_do():
    def probe() -> list[float]:
        number, values = multiprocessing.Value("d", 0.0), torch.zeros(1000).share_memory_()
        if not (pid := os.fork()):
            number.value, values[0] = 1.0, 2.0
            os._exit(0)
        os.waitpid(pid, 0)
        return [number.value, values[0].item()]

    assert run(probe).value == [1.0, 2.0]
