"""The process environment that nbgrader and its kernels need."""

import os
import sys
from pathlib import Path


def make_programs_findable() -> None:
    """Put this interpreter's scripts first on PATH.

    nbgrader starts the program `alembic` by name when it makes a gradebook; without an activated
    environment that name is not on PATH.
    """
    scripts = str(Path(sys.executable).parent)
    paths = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if paths[0] != scripts:
        os.environ["PATH"] = os.pathsep.join([scripts, *paths])
