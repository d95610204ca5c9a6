"""What a lesson does works in a sandbox."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sandboxed import needs_sandbox

pytestmark = needs_sandbox

EXPECTED = {
    "train": True,
    "load_with_workers": 4950.0,
    "multiply_with_numpy": 300.0**3,
    "draw": True,
    "use_temporary_files": "kept",
    "use_processes": [1, 2, 3],
    "run_programs": ["student", "3"],
    "save_and_load": True,
}


@pytest.fixture(scope="module")
def given() -> dict:
    """What sandbox_computing.py prints; one process, because importing torch takes long."""
    program = Path(__file__).parents[1] / "sandbox_computing.py"
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", EXPECTED)
def test_it_works_in_a_sandbox(given, name):
    assert given[name] == EXPECTED[name]


def test_the_images_can_be_read(given):
    assert isinstance(given["count_images"], int), given["count_images"]
    assert given["count_images"] > 1000
