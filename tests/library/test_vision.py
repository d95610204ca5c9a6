"""torchvision can be imported after course_lib, and is left alone where it needs no help."""

import importlib.machinery
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from course_lib import vision

USE_TRANSFORM = """
import torch
from torchvision.transforms import v2
crop = v2.Compose([v2.RandomCrop(32, padding=4), v2.ToDtype(torch.float32, scale=True)])
assert crop(torch.zeros(3, 32, 32, dtype=torch.uint8)).shape == (3, 32, 32)
"""


def run(program: str) -> str:
    """What `program` prints in a process of its own; its error is this test's error."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def unrepaired(monkeypatch):
    """As at the first import of course_lib, before anything imports torchvision."""
    monkeypatch.setattr(vision, "_library", None)
    for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
        monkeypatch.delitem(sys.modules, name)


def installed_with(folder: Path, content: bytes, monkeypatch) -> None:
    """Let torchvision be a folder whose compiled operators are `content`."""
    folder.mkdir()
    (folder / f"_C{importlib.machinery.EXTENSION_SUFFIXES[-1]}").write_bytes(content)
    monkeypatch.setattr(vision, "_folder", lambda: folder)


def test_torchvision_and_its_transforms_work_after_course_lib():
    run("import course_lib\nimport torchvision\n" + USE_TRANSFORM)


def test_torchvision_works_even_if_its_import_failed_before():
    failing = "try:\n    import torchvision\nexcept RuntimeError:\n    pass\n"
    run(failing + "import course_lib\nimport torchvision\n" + USE_TRANSFORM)


def test_importing_course_lib_does_not_import_torchvision():
    assert run("import sys, course_lib; print('torchvision' in sys.modules)") == "False\n"


def test_nothing_is_declared_beside_a_gpu_build_of_torch():
    program = (
        "import torch; torch.version.cuda = '13.0'\n"
        "from course_lib import vision\n"
        "print(vision.repair(), hasattr(torch.ops.torchvision, 'nms'))"
    )
    assert run(program) == "False False\n"


def test_nothing_is_done_where_torchvision_is_absent(unrepaired, monkeypatch):
    monkeypatch.setattr(vision, "_folder", lambda: None)
    assert vision.repair() is False
    assert str(vision.describe()).startswith("not installed")


def test_nothing_is_done_once_torchvision_is_imported(unrepaired, monkeypatch):
    monkeypatch.setitem(sys.modules, "torchvision", object())
    monkeypatch.setattr(vision, "_needs_repair", lambda: True)
    assert vision.repair() is False


def test_a_torchvision_built_for_the_cpu_needs_no_repair(unrepaired, monkeypatch, tmp_path):
    monkeypatch.setattr(torch.version, "cuda", None)
    installed_with(tmp_path / "cpu", b"...libtorch_cpu.so...libc10.so...", monkeypatch)
    assert vision._needs_repair() is False


@pytest.mark.parametrize("library", [b"libtorch_cuda.so", b"torch_cuda.dll"])
def test_a_torchvision_built_for_cuda_needs_it(unrepaired, monkeypatch, tmp_path, library):
    monkeypatch.setattr(torch.version, "cuda", None)
    installed_with(tmp_path / "cuda", b"\x7fELF..." + library + b"...", monkeypatch)
    assert vision._needs_repair() is True
    monkeypatch.setattr(torch.version, "hip", "6.4")
    assert vision._needs_repair() is False


def test_a_torchvision_without_compiled_operators_needs_it(unrepaired, monkeypatch, tmp_path):
    monkeypatch.setattr(torch.version, "cuda", None)
    monkeypatch.setattr(vision, "_folder", lambda: tmp_path)
    assert vision._needs_repair() is True


@pytest.mark.parametrize("error", [OSError, ImportError, ValueError, RuntimeError])
def test_a_repair_never_raises(unrepaired, monkeypatch, error):
    def fail():
        raise error("something")

    monkeypatch.setattr(vision, "_folder", fail)
    monkeypatch.setattr(torch.version, "cuda", None)
    assert vision.repair() is False


def test_the_description_is_one_line_that_names_state_and_version():
    printed = run("from course_lib import vision; print(vision.describe())")
    assert printed.count("\n") == 1
    state, _, detail = printed.partition(": ")
    assert state in ("healthy", "repaired")
    assert "torchvision 0." in detail


def test_a_torchvision_that_cannot_be_imported_is_called_broken_with_a_way_out(monkeypatch):
    monkeypatch.setattr(vision, "_folder", lambda: Path("somewhere"))
    monkeypatch.setitem(sys.modules, "torchvision", None)  # makes its import fail
    status = vision.describe()
    assert status.state == "broken"
    assert "reinstall" in status.detail
