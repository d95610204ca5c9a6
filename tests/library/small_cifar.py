"""A CIFAR-10 of 80 random images, and the archives that the real one comes in, for tests."""

import io
import json
import struct
import tarfile

import numpy as np
import pytest
from PIL import Image

from course_lib.data import cache, facts
from course_lib.data.sheets import sha256

BATCHES = 5


def make_arrays() -> dict[str, np.ndarray]:
    """60 training and 20 test images, six and two of each class, in no order."""
    random = np.random.default_rng(3)
    return {
        "train_images": random.integers(0, 256, (60, 3, 32, 32), dtype=np.uint8),
        "train_labels": random.permutation(np.arange(60, dtype=np.uint8) % 10),
        "test_images": random.integers(0, 256, (20, 3, 32, 32), dtype=np.uint8),
        "test_labels": random.permutation(np.arange(20, dtype=np.uint8) % 10),
    }


def use_instead(monkeypatch: pytest.MonkeyPatch, folder: object) -> dict[str, np.ndarray]:
    """Let the library take these images for the whole of CIFAR-10, and `folder` for its cache."""
    arrays = make_arrays()
    known = {name: facts.ArrayFact(each.shape, sha256(each)) for name, each in arrays.items()}
    monkeypatch.setattr(facts, "ARRAYS", known)
    monkeypatch.setenv("GROUND_UP_CACHE", str(folder))
    monkeypatch.delenv("GROUND_UP_DATA", raising=False)
    return arrays


def fill_cache(arrays: dict[str, np.ndarray]) -> None:
    """Put `arrays` in the cache as a fetch does."""
    with cache.fetching() as folder:
        cache.install(arrays, "a test", folder)


def npm_archive(arrays: dict[str, np.ndarray]) -> bytes:
    """The package as npm packs it: a PNG sheet for each batch, one image a row, and label lists."""
    files = {
        "train_lables.json": json.dumps(arrays["train_labels"].tolist()).encode(),
        "test_lables.json": json.dumps(arrays["test_labels"].tolist()).encode(),
        "test_batch.png": _sheet(arrays["test_images"]),
    }
    for number, images in enumerate(np.split(arrays["train_images"], BATCHES), start=1):
        files[f"data_batch_{number}.png"] = _sheet(images)
    return tar_gz({f"package/{name}": content for name, content in files.items()})


def official_archive(arrays: dict[str, np.ndarray]) -> bytes:
    """The official archive: batches pickled by Python 2 and NumPy 1."""
    files = {"test_batch": _batch(arrays["test_images"], arrays["test_labels"])}
    images = np.split(arrays["train_images"], BATCHES)
    labels = np.split(arrays["train_labels"], BATCHES)
    for number, (some, theirs) in enumerate(zip(images, labels, strict=True), start=1):
        files[f"data_batch_{number}"] = _batch(some, theirs)
    return tar_gz({f"cifar-10-batches-py/{name}": content for name, content in files.items()})


def tar_gz(files: dict[str, bytes]) -> bytes:
    """A gzipped tar archive of `files`, names and contents."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return content.getvalue()


def _sheet(images: np.ndarray) -> bytes:
    rows = images.transpose(0, 2, 3, 1).reshape(len(images), 1024, 3)
    content = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(rows)).save(content, "PNG")
    return content.getvalue()


def _batch(images: np.ndarray, labels: np.ndarray) -> bytes:
    """{"data": uint8 (N, 3072), "labels": list} as Python 2 pickles it, opcode by opcode.

    Python 3 writes text and bytes in other ways, so that its own pickles would prove little.
    """
    unsized = [_pickled_int(-1), _pickled_int(-1), _pickled_int(0)]
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n"
        + _pickled([_pickled_int(0)])
        + _pickled_text(b"b")
        + b"tR("
        + _pickled_int(1)
        + _pickled([_pickled_int(len(images)), _pickled_int(3072)])
        + b"cnumpy\ndtype\n"
        + _pickled([_pickled_text(b"u1"), _pickled_int(0), _pickled_int(1)])
        + b"R"
        + _pickled([_pickled_int(3), _pickled_text(b"|"), *[b"N"] * 3, *unsized])
        + b"b"
        + b"\x89"
        + _pickled_text(images.tobytes())
        + b"tb"
    )
    numbers = b"](" + b"".join(_pickled_int(label) for label in labels.tolist()) + b"e"
    items = _pickled_text(b"data") + array + _pickled_text(b"labels") + numbers
    return b"\x80\x02}(" + items + b"u."


def _pickled_int(value: int) -> bytes:
    return b"J" + struct.pack("<i", value)


def _pickled_text(value: bytes) -> bytes:
    """A `str` of Python 2."""
    return b"T" + struct.pack("<i", len(value)) + value


def _pickled(items: list[bytes]) -> bytes:
    """A tuple."""
    return b"(" + b"".join(items) + b"t"
