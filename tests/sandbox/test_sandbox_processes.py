"""Processes in a sandbox: what they can do to each other and to others, and how they end."""

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sandboxed import HANG_SECONDS, Sandbox, error_of, needs_sandbox, run

pytestmark = needs_sandbox

PTRACE_ATTACH = 16


def wait_for_end_of(pipe: int) -> None:
    """Wait until every process that has the other end of a pipe is gone."""
    assert select.select([pipe], [], [], HANG_SECONDS)[0], "a process outlived its sandbox"
    assert os.read(pipe, 1) == b""


def test_only_its_own_processes_are_seen():
    seen = run(lambda: [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]).value
    assert sorted(seen) == [1, 2]


def test_kill_reaches_nobody_outside():
    neighbour = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    pids = [os.getpid(), neighbour.pid]
    try:
        errors = run(lambda: [error_of(os.kill, pid, signal.SIGKILL) for pid in pids]).value
        assert set(errors) == {"ProcessLookupError"}
        run(lambda: error_of(os.kill, -1, signal.SIGKILL))
        assert neighbour.poll() is None
    finally:
        neighbour.communicate(b"\n")


def test_neither_supervising_process_can_be_stopped_or_traced():
    def probe() -> list:
        libc = ctypes.CDLL(None, use_errno=True)
        for number in signal.valid_signals():
            error_of(os.kill, 1, number)
        reads = [error_of(Path("/proc/1", name).read_bytes) for name in ("environ", "mem", "maps")]
        return [libc.ptrace(PTRACE_ATTACH, 1, 0, 0), *reads, Path("/proc/1/stat").exists()]

    with Sandbox(probe) as box:
        assert box.value() == [-1, *["PermissionError"] * 3, True]
        assert box.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM])
def test_a_death_by_a_signal_is_relayed(number):
    assert run(lambda: os.kill(os.getpid(), number)).exit == -number


def test_an_exit_status_is_relayed():
    assert run(lambda: os._exit(7)).exit == 7


def test_signals_reach_the_kernel_and_what_it_started():
    def probe() -> list:
        signal.signal(signal.SIGINT, lambda *_: None)
        child = subprocess.Popen(["/bin/sleep", str(HANG_SECONDS)])
        os.write(ready, b".")
        return [child.wait(), os.getsid(0) == os.getpid()]

    heard, ready = os.pipe()
    os.set_inheritable(ready, True)
    with Sandbox(probe, keep=[ready]) as box:
        os.close(ready)
        os.read(heard, 1)
        os.kill(box.pid, signal.SIGINT)
        assert box.value() == [-signal.SIGINT, True]
    os.close(heard)


def test_sigterm_ends_the_sandbox_whatever_the_kernel_does():
    def probe() -> None:
        Path("a.txt").write_text("1")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        os.write(ready, b".")
        while True:
            time.sleep(1)

    heard, ready = os.pipe()
    with Sandbox(probe, keep=[ready]) as box:
        os.close(ready)
        assert os.read(heard, 1) == b"."
        os.kill(box.pid, signal.SIGTERM)
        assert box.wait() == -signal.SIGKILL
        assert box.written() == ({"a.txt": b"1"}, 0)
    os.close(heard)


@pytest.mark.parametrize("end", ["its kernel", "its supervisor", "the supervisor's starter"])
def test_nothing_outlives_the_sandbox(end):
    def probe() -> None:
        if not os.fork():
            os.setsid()  # a daemon, which no signal to the kernel's group reaches
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            os.write(alive, b".")
            while True:
                time.sleep(1)
        while end != "its kernel":
            time.sleep(1)
        os.read(go, 1)

    gone, alive = os.pipe()
    go, tell = os.pipe()
    box = Sandbox(probe, keep=[alive, go])
    if end == "the supervisor's starter":
        starter = os.fork()
        if not starter:
            box.__enter__()
            time.sleep(HANG_SECONDS)
            os._exit(0)
        victim = starter
    else:
        box.__enter__()
        victim = box.pid
    os.close(alive)
    assert os.read(gone, 1) == b"."
    if end == "its kernel":
        os.write(tell, b".")
    else:
        os.kill(victim, signal.SIGKILL)
    wait_for_end_of(gone)
    if end == "the supervisor's starter":
        os.waitpid(starter, 0)
    box.__exit__()
    for number in (gone, go, tell):
        os.close(number)


def test_orphans_are_buried():
    """The first process takes them, so a hundred of them do not use up the limit."""

    def probe() -> int:
        for _ in range(60):
            if not os.fork():
                os.fork()
                os._exit(0)
            os.wait()
        deadline = time.monotonic() + HANG_SECONDS
        while len(processes()) > 2 and time.monotonic() < deadline:
            os.sched_yield()
        return len(processes())

    def processes() -> list[Path]:
        return [path for path in Path("/proc").iterdir() if path.name.isdigit()]

    assert run(probe, processes=20).value == 2
