"""Which device is picked, what is said of it, and what a seed covers."""

import random

import numpy as np
import pytest
import torch

from course_lib import device
from course_lib.device import (
    DeviceDescription,
    describe_devices,
    explain_no_gpu,
    pick_device,
    seed_everything,
)

CPU = DeviceDescription(torch.device("cpu"), "a processor, 2 threads", 8 * 2**30)


def gpu(problem: str | None = None) -> DeviceDescription:
    return DeviceDescription(torch.device("cuda", 0), "a GPU", 16 * 2**30, problem)


@pytest.fixture
def no_gpu(monkeypatch):
    """A Linux machine on which torch, a CUDA build, sees no GPU."""
    monkeypatch.setattr(device.sys, "platform", "linux")
    monkeypatch.setattr(device, "describe_devices", lambda: [CPU])
    monkeypatch.setattr(torch.version, "cuda", "13.0")
    monkeypatch.setattr(torch.version, "hip", None)
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.setattr(device, "_has_nvidia_driver", lambda: True)


def test_the_picked_device_computes_and_equals_the_device_of_its_tensors():
    picked = pick_device(say=False)
    x = torch.ones(2, device=picked)
    assert x.device == picked
    assert (x + x).sum().item() == 4


def test_one_line_says_which_device_what_is_on_it_and_why_there_is_no_gpu(no_gpu, capsys):
    assert pick_device() == torch.device("cpu")
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "cpu: a processor, 2 threads, 8.0 GiB of memory" in said
    assert "No GPU:" in said
    pick_device(say=False)
    assert capsys.readouterr().out == ""


def test_a_gpu_that_works_is_picked_and_named(monkeypatch, capsys):
    monkeypatch.setattr(device, "describe_devices", lambda: [gpu(), CPU])
    assert pick_device() == torch.device("cuda", 0)
    assert capsys.readouterr().out == "Device cuda:0: a GPU, 16.0 GiB of memory.\n"


def test_a_gpu_that_does_not_work_is_passed_over_and_the_line_says_why(monkeypatch, capsys):
    monkeypatch.setattr(device, "describe_devices", lambda: [gpu("no kernel image"), CPU])
    assert pick_device() == torch.device("cpu")
    said = capsys.readouterr().out
    assert "The GPU (a GPU) does not work with this torch: no kernel image" in said


def test_the_cpu_is_always_described_last_and_always_usable():
    last = describe_devices()[-1]
    assert last.device == torch.device("cpu")
    assert last.problem is None
    assert last.memory > 2**28
    assert f"{torch.get_num_threads()} thread" in last.name


def test_a_gpu_is_described_by_name_and_memory_and_tried_out(monkeypatch):
    class Properties:
        name = "a GPU"
        total_memory = 16 * 2**30

    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "current_device", lambda: 1)
    monkeypatch.setattr(torch.cuda, "get_device_properties", lambda index: Properties)
    tried = []
    monkeypatch.setattr(device, "_find_problem", tried.append)
    found = describe_devices()
    assert [str(each.device) for each in found[:2]] == ["cuda:1", "cuda:0"]
    assert str(found[0]) == "cuda:1: a GPU, 16.0 GiB of memory"
    assert tried[:2] == [torch.device("cuda", 1), torch.device("cuda", 0)]


def test_a_device_that_cannot_compute_has_a_problem_of_one_line():
    assert device._find_problem(torch.device("cpu")) is None
    problem = device._find_problem(torch.device("meta"))
    assert problem
    assert "\n" not in problem


def test_why_not_the_gpu_with_a_cpu_build_of_torch(no_gpu, monkeypatch):
    monkeypatch.setattr(torch.version, "cuda", None)
    assert "is a build for the CPU; https://pytorch.org" in explain_no_gpu()
    monkeypatch.setattr(device, "_has_nvidia_driver", lambda: False)
    assert "has no NVIDIA driver" in explain_no_gpu()


def test_why_not_the_gpu_with_a_cuda_build_of_torch(no_gpu, monkeypatch):
    def too_old():
        raise RuntimeError("The NVIDIA driver on your system is too old\nand so on")

    monkeypatch.setattr(torch.cuda, "init", too_old)
    assert explain_no_gpu() == "No GPU: The NVIDIA driver on your system is too old"
    monkeypatch.setattr(device, "_has_nvidia_driver", lambda: False)
    assert explain_no_gpu() == "No GPU: no NVIDIA driver was found."
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "")
    assert explain_no_gpu() == 'No GPU: CUDA_VISIBLE_DEVICES="" leaves none to see.'


def test_why_not_the_gpu_on_a_mac(no_gpu, monkeypatch):
    monkeypatch.setattr(device.sys, "platform", "darwin")
    monkeypatch.setattr(torch.backends.mps, "is_built", lambda: True)
    assert "macOS 14" in explain_no_gpu()
    monkeypatch.setattr(torch.backends.mps, "is_built", lambda: False)
    assert "not in this build" in explain_no_gpu()


def draw() -> tuple[object, ...]:
    return random.random(), np.random.rand(), torch.rand(()).item()


def test_a_seed_covers_python_numpy_and_torch():
    seed_everything(7)
    first = draw()
    draw()
    seed_everything(7)
    again = draw()
    seed_everything(8)
    other = draw()
    assert first == again
    assert all(a != b for a, b in zip(first, other, strict=True))


def test_a_seed_covers_the_gpus(monkeypatch):
    seeded = []
    monkeypatch.setattr(torch.cuda, "manual_seed_all", seeded.append)
    monkeypatch.setattr(torch.cuda, "_is_in_bad_fork", lambda: False)
    seed_everything(7)
    assert seeded == [7]


def test_a_seed_of_numpy_is_taken():
    seed_everything(np.int64(3))
    first = draw()
    seed_everything(3)
    assert draw() == first


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "7", None])
def test_a_seed_that_numpy_cannot_take_is_refused_before_anything_is_seeded(seed):
    before = random.getstate()
    with pytest.raises(ValueError, match="from 0 to 4,294,967,295"):
        seed_everything(seed)
    assert random.getstate() == before
