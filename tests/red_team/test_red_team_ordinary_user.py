"""The red team once more, against a grader that is no superuser."""

import os
import subprocess
import sys
from pathlib import Path

import ordinary_user
import pytest
from sandboxed import needs_root, needs_sandbox


@pytest.mark.slow
@needs_root
@needs_sandbox
def test_it_gains_and_harms_nothing_where_an_ordinary_user_grades():
    here = Path(__file__).parent
    program = [
        sys.executable,
        str(here.parent / "ordinary_user.py"),
        sys.executable,
        "-m",
        "pytest",
    ]
    options = ["-q", "-m", "slow", "-p", "no:cacheprovider", "--no-header"]
    done = subprocess.run(
        [*program, *options, str(here / "test_red_team.py")],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/tmp"},
        cwd=ordinary_user.CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
