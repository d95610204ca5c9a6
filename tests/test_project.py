"""The project's own files agree with each other."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from autograde.cli import COMMANDS

ROOT = Path(__file__).parents[1]
PYPI_NAME = {"pytorch": "torch"}  # conda's name -> PyPI's name


def requirements(lines: list[str]) -> dict[str, str]:
    """Name -> version range."""
    parts = (re.match(r"([a-zA-Z0-9_-]+)(.*)", line).groups() for line in lines)
    return {PYPI_NAME.get(name, name): version for name, version in parts}


@pytest.fixture(scope="module")
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def test_conda_and_pip_users_install_the_same_things(project):
    conda = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    named = requirements([line for line in conda if isinstance(line, str)])
    assert named.pop("python") == project["requires-python"]
    named.pop("pip")
    assert named == requirements(project["dependencies"])


def test_every_direct_dependency_has_a_tested_version(project):
    tested = (ROOT / "constraints.txt").read_text().lower()
    for name in requirements(project["dependencies"]):
        assert re.search(rf"^{re.escape(name)}==", tested, re.MULTILINE), name


def test_the_readme_and_ci_name_the_same_test_command():
    assert "make test" in (ROOT / "README.md").read_text()
    assert "make test" in (ROOT / ".ci" / "run").read_text()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command):
    result = subprocess.run(
        [sys.executable, "-m", "autograde", command, "--help"], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    assert "example: course" in result.stdout


def test_modules_stay_short():
    long = [
        path.relative_to(ROOT)
        for folder in ("autograde", "course_lib", "scripts", "benchmarks", "solutions")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "lesson.py" and len(path.read_text().splitlines()) > 300
    ]
    assert not long


def test_the_library_never_imports_the_grader():
    for path in (ROOT / "course_lib").rglob("*.py"):
        assert not re.search(r"^\s*(from|import) autograde", path.read_text(), re.MULTILINE), path
