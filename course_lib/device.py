"""Which device to compute on, what is on it, why not the GPU; and seeds for all of them."""

import os
import platform
import random
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

_MAX_SEED = 2**32 - 1  # NumPy's limit; torch would take more
_DRIVER = Path("/proc/driver/nvidia/version")
_PROCESSORS = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class DeviceDescription:
    """A device, its name, its memory in bytes (0 if unknown), and what speaks against it if any."""

    device: torch.device
    name: str
    memory: int
    problem: str | None = None

    def __str__(self) -> str:
        memory = f", {self.memory / 2**30:.1f} GiB of memory" if self.memory else ""
        problem = f", not usable: {self.problem}" if self.problem else ""
        return f"{self.device}: {self.name}{memory}{problem}"


def pick_device(*, say: bool = True) -> torch.device:
    """The first device that works: a CUDA GPU, Apple's GPU, else the CPU.

    Prints one line with its name and memory, and for the CPU also why there is no GPU, unless
    `say` is False. The device has an index, so that it equals the `.device` of its tensors.
    """
    chosen = next(each for each in describe_devices() if each.problem is None)
    if say:
        reason = f". {explain_no_gpu()}" if chosen.device.type == "cpu" else "."
        print(f"Device {chosen}{reason}")
    return chosen.device


def describe_devices() -> list[DeviceDescription]:
    """All devices of this machine that torch sees, the best first, the CPU last."""
    found = []
    if torch.cuda.is_available():
        count = torch.cuda.device_count()
        # The current device first, because CUDA's own default is what tensors go to.
        order = sorted(range(count), key=lambda index: index != torch.cuda.current_device())
        found += [_describe_cuda(index) for index in order]
    if torch.backends.mps.is_available():
        device = torch.device("mps", 0)
        memory = torch.mps.recommended_max_memory()
        found.append(DeviceDescription(device, "Apple GPU", memory, _find_problem(device)))
    threads = torch.get_num_threads()
    name = f"{_processor_name()}, {threads} thread{'s' if threads > 1 else ''}"
    found.append(DeviceDescription(torch.device("cpu"), name, _main_memory()))
    return found


def explain_no_gpu() -> str:
    """One sentence on why torch computes on the CPU here, with a way out where there is one."""
    for each in describe_devices()[:-1]:
        if each.problem:
            return f"The GPU ({each.name}) does not work with this torch: {each.problem}"
    if sys.platform == "darwin":
        built = torch.backends.mps.is_built()
        reason = "needs macOS 14 or newer" if built else "is not in this build of torch"
        return f"No GPU: Apple's GPU {reason}."
    if torch.version.cuda is None and torch.version.hip is None:
        if not _has_nvidia_driver():
            return "No GPU: the machine has no NVIDIA driver (and torch is a build for the CPU)."
        return (
            f"No GPU: this torch ({torch.__version__}) is a build for the CPU; "
            "https://pytorch.org/get-started has one for CUDA."
        )
    if torch.version.hip is not None:
        return "No GPU: ROCm sees no device."
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES")
    if hidden is not None:
        return f'No GPU: CUDA_VISIBLE_DEVICES="{hidden}" leaves none to see.'
    if not _has_nvidia_driver():
        return "No GPU: no NVIDIA driver was found."
    return f"No GPU: {_cuda_error()}"


def seed_everything(seed: int) -> None:
    """Seed Python's `random`, NumPy's global generator, and torch on every device.

    Raises ValueError for a seed that is no integer from 0 to 2**32 - 1.
    """
    if not isinstance(seed, (int, np.integer)) or not 0 <= seed <= _MAX_SEED:
        raise ValueError(f"seed={seed!r}: choose an integer from 0 to {_MAX_SEED:,}.")
    random.seed(int(seed))
    np.random.seed(int(seed))
    torch.manual_seed(int(seed))  # covers the GPUs too


def _describe_cuda(index: int) -> DeviceDescription:
    device = torch.device("cuda", index)
    properties = torch.cuda.get_device_properties(index)
    return DeviceDescription(
        device, properties.name, properties.total_memory, _find_problem(device)
    )


def _find_problem(device: torch.device) -> str | None:
    """Compute something: a GPU that torch sees may be too old for this build, or full."""
    try:
        torch.ones(1, device=device).add_(1).item()
    except (RuntimeError, AssertionError) as error:
        return _first_line(error)
    return None


def _cuda_error() -> str:
    """What CUDA says when it is asked to start."""
    try:
        torch.cuda.init()
    except (RuntimeError, AssertionError) as error:
        return _first_line(error)
    return "CUDA sees no device."


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _has_nvidia_driver() -> bool:
    return _DRIVER.exists() or shutil.which("nvidia-smi") is not None


def _processor_name() -> str:
    try:
        lines = _PROCESSORS.read_text(encoding="utf-8").splitlines()
    except OSError:  # not Linux
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return (names or [platform.processor() or platform.machine()])[0]


def _main_memory() -> int:
    """Bytes of main memory, 0 where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
