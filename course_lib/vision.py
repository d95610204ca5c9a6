"""Make torchvision importable beside a CPU build of torch.

torchvision on PyPI is compiled against the CUDA build of torch. Beside a CPU build its compiled
operators cannot be loaded, and `import torchvision` stops at "operator torchvision::nms does not
exist". Everything in Python still works (data sets, transforms, models): only the two operators
that torchvision registers in Python need to be declared before it is imported.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import mmap
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# From torchvision/csrc/ops/nms.cpp and quantized/cpu/qnms_kernel.cpp.
_SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)
# What a compiled library that needs the CUDA build of torch names: a .so, or a .pyd on Windows.
_CUDA_LIBRARIES = (b"libtorch_cuda.", b"torch_cuda.dll")

# The declarations last as long as this object.
_library: Any = None


@dataclass(frozen=True)
class VisionStatus:
    """What is known of torchvision: `state` is healthy, repaired, broken or not installed."""

    state: str
    detail: str

    def __str__(self) -> str:
        return f"{self.state}: {self.detail}" if self.detail else self.state


class _BeforeTorchvision(importlib.abc.MetaPathFinder):
    """Finds nothing; that torchvision is looked for is the moment to repair it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "torchvision":
            sys.meta_path.remove(self)
            repair()


def repair_when_needed() -> None:
    """Have `repair` run when torchvision is imported, so that nobody else waits for torch."""
    sys.meta_path.insert(0, _BeforeTorchvision())


def repair() -> bool:
    """Declare the operators that torchvision misses; True if that was needed and done.

    Cheap, because it reads the compiled library's bytes and does not import torchvision. Does
    nothing where torchvision is absent, imported already, built for the CPU, or where torch has
    a GPU build. Never raises.
    """
    global _library
    if _library is not None:
        return True
    try:
        if "torchvision" in sys.modules or not _needs_repair():
            return False
        import torch

        library = torch.library.Library("torchvision", "FRAGMENT")
        for schema in _SCHEMAS:
            library.define(schema)
    except Exception:  # a repair that fails must not cost more than torchvision itself
        return False
    _library = library
    return True


def describe() -> VisionStatus:
    """Import torchvision, which takes about a second, and say in what state it is."""
    if _folder() is None:
        return VisionStatus("not installed", "`pip install torchvision` installs it")
    try:
        import torchvision
    except Exception as error:
        first_line = (str(error).splitlines() or [""])[0]
        way_out = "reinstall torch and torchvision together, from the same source"
        return VisionStatus("broken", f"{type(error).__name__}: {first_line} ({way_out})")
    version = torchvision.__version__
    if _library is None:
        return VisionStatus("healthy", f"torchvision {version}")
    import torch

    detail = (
        f"torchvision {version} is built for CUDA and torch {torch.__version__} is not; data sets, "
        "transforms and models work, torchvision.ops does not"
    )
    return VisionStatus("repaired", detail)


def _needs_repair() -> bool:
    import torch

    if torch.version.cuda is not None or torch.version.hip is not None:
        return False
    folder = _folder()
    return folder is not None and _built_for_cuda(folder)


def _folder() -> Path | None:
    """Where torchvision is installed, without importing it."""
    spec = importlib.util.find_spec("torchvision")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent


def _built_for_cuda(folder: Path) -> bool:
    """Whether torchvision's operators need the CUDA build of torch, or are missing altogether."""
    for suffix in importlib.machinery.EXTENSION_SUFFIXES:
        path = folder / f"_C{suffix}"
        if path.is_file():
            with (
                path.open("rb") as file,
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content,
            ):
                return any(content.find(name) >= 0 for name in _CUDA_LIBRARIES)
    return True
