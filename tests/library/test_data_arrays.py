"""Which data a reader gets: the cache, the embedded subset, or one clear line."""

import os
import subprocess
import urllib.request

import numpy as np
import pytest
import small_cifar

from course_lib.data import DataError, arrays, cache, load_cifar10, status
from course_lib.data.lock import exclusive


@pytest.fixture
def small(tmp_path, monkeypatch):
    """The arrays of a small CIFAR-10, with an empty cache for it."""
    return small_cifar.use_instead(monkeypatch, tmp_path / "cache")


@pytest.fixture
def cached(small):
    """The same, in the cache."""
    small_cifar.fill_cache(small)
    return small


def flip_a_byte(name: str, *, keep_date: bool = False) -> None:
    path = cache.data_dir() / name
    before = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    if keep_date:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def cut(name: str) -> None:
    path = cache.data_dir() / name
    path.write_bytes(path.read_bytes()[:-1])


DAMAGES = {
    "a changed byte": lambda: flip_a_byte("train_images.npy"),
    "a cut file": lambda: cut("test_images.npy"),
    "a missing file": lambda: (cache.data_dir() / "train_labels.npy").unlink(),
    "no manifest": lambda: (cache.data_dir() / "manifest.json").unlink(),
    "a manifest that is not JSON": lambda: (cache.data_dir() / "manifest.json").write_text("{"),
    "a manifest of another kind": lambda: (cache.data_dir() / "manifest.json").write_text("[1]"),
    "a file of another format": lambda: (cache.data_dir() / "train_images.npy").write_bytes(
        b"x" * (cache.data_dir() / "train_images.npy").stat().st_size
    ),
}


def test_with_nothing_cached_the_embedded_subset_is_used_and_the_line_says_how_to_get_the_rest(
    small, capsys
):
    data = load_cifar10()
    assert data.source == "embedded"
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "embedded subset, 5,000 training and 1,000 test images" in said
    assert "`course data fetch` gets all 60,000" in said


def test_reading_never_starts_a_download(small, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a download was started")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert load_cifar10(say=False).source == "embedded"
    with pytest.raises(DataError):
        load_cifar10("full", say=False)


def test_with_the_full_data_cached_it_is_used_and_said(cached, capsys):
    data = load_cifar10()
    assert data.source == "full"
    for name, array in cached.items():
        assert np.array_equal(getattr(data, name), array)
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "all of it, 60 training and 20 test images, from the local cache" in said


def test_say_false_prints_nothing(cached, capsys):
    load_cifar10(say=False)
    load_cifar10("embedded", say=False)
    assert capsys.readouterr() == ("", "")


def test_cached_arrays_are_memory_mapped_and_writing_to_them_never_reaches_the_file(cached):
    data = load_cifar10(say=False)
    assert isinstance(data.train_images, np.memmap)
    data.train_images[:] = 0
    assert np.array_equal(load_cifar10(say=False).train_images, cached["train_images"])
    assert cache.find_problem(thorough=True) is None


def test_the_embedded_subset_is_decoded_once_and_each_caller_has_a_copy_of_its_own(monkeypatch):
    decoded = []
    read = arrays.read_sheet
    monkeypatch.setattr(arrays, "read_sheet", lambda path: decoded.append(path) or read(path))
    arrays._read_embedded.cache_clear()
    first = load_cifar10("embedded", say=False)
    original = first.train_images[0].copy()
    first.train_images[:] = 0
    assert np.array_equal(load_cifar10("embedded", say=False).train_images[0], original)
    assert len(decoded) == 2  # training and test


@pytest.mark.parametrize(
    ("forced", "source"), [("embedded", "embedded"), ("full", "full"), ("auto", "full")]
)
def test_ground_up_data_decides_for_auto_and_the_line_names_it(
    cached, monkeypatch, capsys, forced, source
):
    monkeypatch.setenv("GROUND_UP_DATA", forced)
    assert load_cifar10().source == source
    said = capsys.readouterr().out
    assert (f"GROUND_UP_DATA={forced}" in said) == (forced != "auto")
    assert "course data fetch" not in said  # the full data is there already


def test_ground_up_data_leaves_an_explicit_source_alone(cached, monkeypatch):
    monkeypatch.setenv("GROUND_UP_DATA", "full")
    assert load_cifar10("embedded", say=False).source == "embedded"
    monkeypatch.setenv("GROUND_UP_DATA", "embedded")
    assert load_cifar10("full", say=False).source == "full"


def test_full_without_a_cache_is_refused_with_the_command_that_gets_it(small, monkeypatch):
    with pytest.raises(DataError, match="course data fetch"):
        load_cifar10("full")
    monkeypatch.setenv("GROUND_UP_DATA", "full")
    with pytest.raises(DataError, match="course data fetch"):
        load_cifar10()


def test_an_unknown_source_is_refused_with_the_choices(small, monkeypatch):
    with pytest.raises(DataError, match='"auto", "embedded" or "full"'):
        load_cifar10("everything")
    monkeypatch.setenv("GROUND_UP_DATA", "everything")
    with pytest.raises(DataError, match="auto, embedded or full"):
        load_cifar10()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_said_and_set_aside_and_the_embedded_subset_used(cached, capsys, damage):
    DAMAGES[damage]()
    assert load_cifar10(say=False).source == "embedded"
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "damaged" in said
    assert "`course data fetch` brings it again" in said
    assert not cache.is_present()
    assert cache.damaged_dir().is_dir()


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_wrong_with_a_damaged_cache_is_named(cached, damage):
    DAMAGES[damage]()
    name = "manifest" if "manifest" in damage else ".npy"
    assert name in cache.find_problem()


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_an_error_if_the_full_data_is_demanded(cached, damage):
    DAMAGES[damage]()
    with pytest.raises(DataError, match=r"damaged .* `course data fetch` brings it again"):
        load_cifar10("full")
    with pytest.raises(DataError, match="is not in"):
        load_cifar10("full")


def test_damaged_data_is_not_moved_while_another_process_is_fetching(cached, capsys):
    cut("train_images.npy")
    with exclusive(cache.cache_dir() / "fetch.lock", wait=False) as held:
        assert held
        assert load_cifar10(say=False).source == "embedded"
    assert "damaged" in capsys.readouterr().err
    assert cache.is_present()


def test_a_file_with_another_date_but_the_right_bytes_is_sound(cached, capsys):
    os.utime(cache.data_dir() / "train_images.npy", (0, 0))
    assert load_cifar10().source == "full"
    assert capsys.readouterr().err == ""


def test_status_checks_every_byte(cached):
    assert status().cache_state == "verified"
    flip_a_byte("test_images.npy", keep_date=True)
    after = status()
    assert after.cache_state == "damaged"
    assert "test_images.npy does not have the right SHA-256" in after.cache_detail
    assert after.source == "embedded"
    assert cache.is_present()  # status changes nothing


def test_status_says_what_is_in_use_where_and_how_large(cached, monkeypatch):
    full = status()
    assert (full.source, full.embedded_state, full.forced) == ("full", "verified", None)
    assert full.cache == cache.cache_dir()
    assert full.cache_bytes > sum(array.nbytes for array in cached.values())
    assert full.embedded_bytes > 5e6
    assert "from a test" in str(full)
    monkeypatch.setenv("GROUND_UP_DATA", "embedded")
    assert status().source == "embedded"
    assert "GROUND_UP_DATA=embedded" in str(status())


def test_status_of_an_empty_cache_names_the_command_that_fills_it(small):
    empty = status()
    assert (empty.source, empty.cache_state, empty.cache_bytes) == ("embedded", "absent", 0)
    assert "course data fetch" in str(empty)


def test_the_cache_is_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("GROUND_UP_CACHE", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache.cache_dir() == tmp_path / "own"
    monkeypatch.delenv("GROUND_UP_CACHE")
    if os.name != "nt":
        assert cache.cache_dir() == tmp_path / "xdg" / "ground-up"
        monkeypatch.delenv("XDG_CACHE_HOME")
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        assert cache.cache_dir() == tmp_path / "home" / ".cache" / "ground-up"


def test_without_a_home_directory_the_embedded_subset_works_and_full_says_what_to_set(monkeypatch):
    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    for name in ("GROUND_UP_CACHE", "GROUND_UP_DATA", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(cache.Path, "home", nowhere)
    assert load_cifar10(say=False).source == "embedded"
    assert status().cache is None
    with pytest.raises(DataError, match="set GROUND_UP_CACHE"):
        load_cifar10("full")
