"""Sheets are lossless and checked; the embedded subset and the held-out set are what they say."""

import importlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from course_lib.data import DataError, load_cifar10
from course_lib.data.arrays import EMBEDDED
from course_lib.data.sheets import Sheet, read_sheet, write_sheet
from course_lib.data.subsets import embedded_indices, held_out_indices

ROOT = Path(__file__).parents[2]
HELD_OUT = ROOT / "solutions" / "held_out"


@pytest.fixture(scope="module")
def full():
    """All of CIFAR-10, where it is cached."""
    try:
        return load_cifar10("full", say=False)
    except DataError as error:
        pytest.skip(str(error))


@pytest.fixture
def sheet():
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (7, 3, 32, 32), dtype=np.uint8)
    return Sheet(images, np.arange(7, dtype=np.uint8), np.arange(7) * 1000, {"split": "test"})


def test_a_sheet_comes_back_bit_for_bit_even_if_its_last_row_is_not_full(tmp_path, sheet):
    write_sheet(tmp_path / "some", sheet, columns=3)
    back = read_sheet(tmp_path / "some")
    assert np.array_equal(back.images, sheet.images)
    assert back.images.dtype == back.labels.dtype == np.uint8
    assert np.array_equal(back.labels, sheet.labels)
    assert np.array_equal(back.indices, sheet.indices)
    assert back.provenance == sheet.provenance


def test_a_sheet_with_a_changed_label_or_other_pixels_is_refused(tmp_path, sheet):
    write_sheet(tmp_path / "right", sheet)
    other = Sheet(sheet.images[::-1].copy(), sheet.labels, sheet.indices, {})
    write_sheet(tmp_path / "other", other)
    description = json.loads((tmp_path / "right.json").read_text())
    shutil.copy(tmp_path / "right.json", tmp_path / "other.json")
    with pytest.raises(DataError, match="checksum"):
        read_sheet(tmp_path / "other")
    description["labels"][0] = 9
    (tmp_path / "right.json").write_text(json.dumps(description))
    with pytest.raises(DataError, match="checksum"):
        read_sheet(tmp_path / "right")


@pytest.mark.parametrize("suffix", [".webp", ".json"])
@pytest.mark.parametrize("damage", ["missing", "cut", "empty"])
def test_a_damaged_sheet_gives_one_line_with_a_way_out(tmp_path, sheet, suffix, damage):
    write_sheet(tmp_path / "some", sheet)
    path = (tmp_path / "some").with_suffix(suffix)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2] if damage == "cut" else b"")
    if damage == "missing":
        path.unlink()
    with pytest.raises(DataError, match="reinstall the course") as caught:
        read_sheet(tmp_path / "some")
    assert "\n" not in str(caught.value)


def test_the_embedded_subset_has_5000_and_1000_images_with_as_many_of_each_class():
    data = load_cifar10("embedded", say=False)
    assert data.train_images.shape == (5_000, 3, 32, 32)
    assert data.test_images.shape == (1_000, 3, 32, 32)
    assert np.bincount(data.train_labels).tolist() == [500] * 10
    assert np.bincount(data.test_labels).tolist() == [100] * 10


def test_the_embedded_subset_takes_less_than_16_megabytes_and_names_its_provenance():
    assert sum(path.stat().st_size for path in EMBEDDED.glob("*")) < 16e6
    for name in ("train", "test"):
        description = json.loads((EMBEDDED / f"{name}.json").read_text())
        assert "CIFAR-10" in description["provenance"]["dataset"]
        assert "Krizhevsky" in description["provenance"]["author"]
        assert len(set(description["indices"])) == len(description["labels"])


def test_the_held_out_images_are_balanced_and_not_among_the_embedded_ones():
    held_out, embedded = read_sheet(HELD_OUT), read_sheet(EMBEDDED / "test")
    assert held_out.images.shape == (1_000, 3, 32, 32)
    assert np.bincount(held_out.labels).tolist() == [100] * 10
    assert not set(held_out.indices.tolist()) & set(embedded.indices.tolist())
    known = {image.tobytes() for image in embedded.images}
    assert not any(image.tobytes() in known for image in held_out.images)


def test_the_embedded_sheets_hold_the_images_that_the_rule_picks_from_the_full_data(full):
    train, test = embedded_indices(full.train_labels, full.test_labels)
    for name, indices in (("train", train), ("test", test)):
        sheet = read_sheet(EMBEDDED / name)
        images, labels = getattr(full, f"{name}_images"), getattr(full, f"{name}_labels")
        assert np.array_equal(sheet.indices, indices)
        assert np.array_equal(sheet.images, images[indices])
        assert np.array_equal(sheet.labels, labels[indices])


def test_the_held_out_sheet_holds_the_images_that_the_rule_picks_from_the_full_data(full):
    sheet, indices = read_sheet(HELD_OUT), held_out_indices(full.test_labels)
    assert np.array_equal(sheet.indices, indices)
    assert np.array_equal(sheet.images, full.test_images[indices])
    assert np.array_equal(sheet.labels, full.test_labels[indices])


@pytest.mark.parametrize("name", ["make_embedded", "make_held_out"])
def test_without_the_full_data_the_scripts_say_in_one_line_what_to_do(name, tmp_path, monkeypatch):
    monkeypatch.setenv("GROUND_UP_CACHE", str(tmp_path / "empty"))
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    module = importlib.import_module(name)
    with pytest.raises(DataError, match="course data fetch"):
        getattr(module, name)(tmp_path / "made")
    assert not (tmp_path / "made").exists()
