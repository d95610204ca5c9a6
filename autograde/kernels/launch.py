"""Start templates, each a process of its own, and end them."""

import atexit
import contextlib
import importlib.util
import os
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from autograde.kernels.errors import TemplateLost
from autograde.kernels.folders import socket_folder
from autograde.kernels.messages import SOCKET_NAME

ADDRESS_VARIABLE = "GROUND_UP_TEMPLATE"

# What a template gets to see of its starter's environment, apart from LC_*: it may hold secrets.
_INHERITED = {
    "CONDA_PREFIX",
    "CUDA_VISIBLE_DEVICES",
    "HOME",
    "LANG",
    "LD_LIBRARY_PATH",
    "MPLCONFIGDIR",
    "PATH",
    "PYTHONHASHSEED",
    "PYTHONPATH",
    "TMPDIR",
    "TZ",
    "USER",
    "VIRTUAL_ENV",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
}
_OWN = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as ipykernel sets it
    "OMP_WAIT_POLICY": "PASSIVE",  # kernels side by side must not spin; read by libgomp at import
    "OPENBLAS_NUM_THREADS": "1",  # or numpy starts threads as it is imported
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # ipykernel imports a debugger, which would warn
    "TORCHINDUCTOR_CACHE_DIR": ".",  # its own folder, which goes with it
    "PYTORCH_NVML_BASED_CUDA_CHECK": "1",  # to ask for a GPU must not initialise CUDA
}
_END_SECONDS = 10.0


class Template:
    """A process that kernels are forked from; a context manager that ends it.

    `address` is the path of its socket: the value of GROUND_UP_TEMPLATE for processes whose
    kernels it is to fork.
    """

    def __init__(
        self, process: subprocess.Popen, folder: TemporaryDirectory, last_change: float
    ) -> None:
        self._process, self._folder, self._last_change = process, folder, last_change
        self._ready = False
        self.pid = process.pid
        self.address = str(Path(folder.name, SOCKET_NAME))

    @classmethod
    def start(cls) -> "Template":
        """Start a template and wait until it is ready. Raises TemplateLost if it ends instead."""
        template = cls.begin()
        template.wait_until_ready()
        return template

    @classmethod
    def begin(cls) -> "Template":
        """Start a template, which takes some seconds to be ready."""
        folder, last_change = socket_folder(), _last_change()
        process = subprocess.Popen(
            [sys.executable, "-m", "autograde.kernels.template", folder.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder.name,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for the starter
        )
        return cls(process, folder, last_change)

    def wait_until_ready(self) -> None:
        """Raises TemplateLost if it ends instead; it said on standard error why."""
        if not self._ready and self._process.stdout.readline() != b"ready\n":
            self.close()
            raise TemplateLost(
                "the process that kernels are forked from ended as it started; "
                "`course doctor` examines what it imports"
            )
        self._ready = True

    @property
    def is_current(self) -> bool:
        """Whether it runs, with course_lib as it is now: authors change it while they use it."""
        return self._process.poll() is None and _last_change() == self._last_change

    def close(self) -> None:
        """End the template and its kernels, and wait for that."""
        if not self._ready:  # it imports, and would not listen for some seconds
            self._process.kill()
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._folder.cleanup()

    def __enter__(self) -> "Template":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


_own: list[Template] = []
_lock = threading.Lock()


def template_address() -> str:
    """The address of the template for this process's kernels.

    GROUND_UP_TEMPLATE names it; without it this process has one of its own, which is started here
    the first time, and again where it was lost or course_lib has changed. Raises TemplateLost as
    `Template.start` does.
    """
    if address := os.environ.get(ADDRESS_VARIABLE):
        return address
    with _lock:
        if not _own or not _own[-1].is_current:
            _own.append(Template.start())
            atexit.register(_own[-1].close)
        return _own[-1].address


def can_fork() -> bool:
    """Whether this system has what templates need (Linux has)."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def _last_change() -> float:
    """When a module of course_lib was last changed, in seconds since 1970."""
    (folder,) = importlib.util.find_spec("course_lib").submodule_search_locations
    return max(module.stat().st_mtime for module in Path(folder).rglob("*.py"))


def _environment() -> dict[str, str]:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name in _INHERITED or name.startswith("LC_")
    }
    return {**inherited, **_OWN}
