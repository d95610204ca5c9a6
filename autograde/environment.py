"""The process environment that nbgrader, torch and kernels need."""

import os
import sys
from pathlib import Path


def prepare_environment() -> None:
    """Set what this process and those that it starts need; call it before torch is imported.

    This interpreter's scripts come first on PATH: nbgrader starts the program `alembic` by name
    when it makes a gradebook, and without an activated environment that name is not on PATH.
    Idle OpenMP threads sleep: by default they spin, and where several processes train side by
    side they take the cores from each other.
    """
    scripts = str(Path(sys.executable).parent)
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if paths[0] != scripts:
        os.environ["PATH"] = os.pathsep.join([scripts, *paths])
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
