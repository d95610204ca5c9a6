"""The sandbox's tests once more, as an ordinary user, where pytest runs as the superuser."""

import os
import subprocess
import sys
from pathlib import Path

import ordinary_user
from sandboxed import needs_root, needs_sandbox

HERE = Path(__file__).parent


@needs_root
@needs_sandbox
def test_the_sandbox_holds_for_an_ordinary_user(tmp_path):
    others = sorted(str(path) for path in HERE.glob("test_sandbox_*.py") if path != Path(__file__))
    program = [sys.executable, ordinary_user.__file__, sys.executable, "-m", "pytest"]
    options = ["-q", "-x", "-p", "no:cacheprovider", "--no-header"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/tmp"}
    done = subprocess.run(
        [*program, *options, *others],
        env=environment,
        cwd=ordinary_user.CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
