"""`course doctor` says what works, what does not, and what to do."""

import json
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograde import doctor
from autograde.cli import main
from autograde.doctor import Finding, examine
from autograde.sandbox import layers
from course_lib import device, vision
from course_lib.vision import VisionStatus

STATES = ("ok", "warn", "fail")


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch, tmp_path):
    """No full data, whose checksums take a second."""
    monkeypatch.setenv("GROUND_UP_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("GROUND_UP_DATA", raising=False)


def finding(name: str) -> Finding:
    """The finding of a name; the worst one if there are several."""
    found = [each for each in examine() if each.name == name]
    return max(found, key=lambda each: STATES.index(each.state))


def test_this_environment_has_all_that_the_course_needs(capsys):
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "everything that the course needs works"
    begun = [line.split()[0] for line in lines[:-1] if not line.startswith(" ")]
    assert set(begun) <= set(STATES)


def test_what_warns_or_fails_says_what_to_do():
    assert all(each.remedy for each in examine() if each.state != "ok")


def test_json_has_the_same_findings(capsys):
    assert main(["doctor", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is True
    assert {each["state"] for each in document["findings"]} <= set(STATES)
    assert {"name", "state", "detail", "remedy"} == set(document["findings"][0])


def test_every_layer_of_the_sandbox_is_told():
    found = [each.detail for each in examine() if each.name == "sandbox"]
    assert [detail.partition(":")[0] for detail in found] == [
        layer.name for layer in layers.examine()
    ]


def test_a_missing_sandbox_is_not_passed_over(monkeypatch):
    missing = layers.Layer("namespaces", True, False, "not allowed", "sysctl them")
    monkeypatch.setattr(layers, "examine", lambda: (missing,))
    assert finding("sandbox").state == "warn"
    assert "cannot be graded safely" in finding("sandbox").detail
    assert finding("sandbox").remedy == "sysctl them"


def test_a_missing_package_fails(monkeypatch, capsys):
    version = metadata.version

    def without_nbgrader(name: str) -> str:
        if name == "nbgrader":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without_nbgrader)
    assert finding("packages").state == "fail"
    assert "nbgrader is missing" in finding("packages").detail
    assert main(["doctor"]) == 1
    assert "needs mending: packages" in capsys.readouterr().out


def test_a_version_outside_the_range_fails(monkeypatch):
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda n: "1.13" if n == "torch" else version(n))
    assert finding("packages").state == "fail"
    assert "torch 1.13 (not >=" in finding("packages").detail


def test_another_version_than_the_tested_one_is_named(monkeypatch):
    version = metadata.version
    monkeypatch.setattr(metadata, "version", lambda n: "99.0" if n == "tqdm" else version(n))
    assert finding("packages").state == "ok"
    assert "tqdm 99.0 (tested " in finding("packages").detail


def test_without_jupytext_only_instructors_are_warned(monkeypatch):
    version = metadata.version

    def without_jupytext(name: str) -> str:
        if name == "jupytext":
            raise metadata.PackageNotFoundError(name)
        return version(name)

    monkeypatch.setattr(metadata, "version", without_jupytext)
    assert finding("packages").state == "warn"
    assert "jupytext missing" in finding("packages").detail


def test_why_there_is_no_gpu_is_told(monkeypatch):
    cpu = device.describe_devices()[-1]
    monkeypatch.setattr(device, "describe_devices", lambda: [cpu])
    monkeypatch.setattr(device, "explain_no_gpu", lambda: "No GPU: it is on holiday.")
    assert finding("device").state == "ok"
    assert finding("device").detail.endswith("No GPU: it is on holiday.")


@pytest.mark.parametrize(
    ("state", "expected"),
    [("healthy", "ok"), ("repaired", "ok"), ("broken", "fail"), ("not installed", "fail")],
)
def test_torchvision_is_ok_if_it_can_be_imported(monkeypatch, state, expected):
    monkeypatch.setattr(vision, "describe", lambda: VisionStatus(state, "so it is"))
    assert finding("torchvision").state == expected


def test_a_kernel_of_another_environment_fails(monkeypatch, tmp_path):
    folder = tmp_path / "kernels" / "python3"
    folder.mkdir(parents=True)
    spec = {"argv": ["/elsewhere/bin/python", "-m", "x"], "display_name": "x", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert finding("kernel").state == "fail"
    assert "/elsewhere/bin/python" in finding("kernel").detail


def test_without_alembic_no_gradebook_can_be_made(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert finding("alembic").state == "fail"


def test_without_npm_the_course_works(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert finding("npm").state == "warn"


def test_full_data_that_is_demanded_and_absent_fails(monkeypatch):
    assert finding("full data").state == "ok"
    assert finding("full data").remedy == "course data fetch"
    monkeypatch.setenv("GROUND_UP_DATA", "full")
    assert finding("full data").state == "fail"


def test_a_setting_that_means_nothing_fails(monkeypatch):
    monkeypatch.setenv("GROUND_UP_DATA", "most")
    assert finding("data").state == "fail"
    assert "GROUND_UP_DATA=most" in finding("data").detail


def test_a_full_disk_warns(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: SimpleNamespace(free=10**6))
    assert finding("disk").state == "warn"


def test_a_look_that_goes_wrong_is_a_finding_and_the_others_go_on(monkeypatch):
    def breaks(path: Path) -> None:
        raise RuntimeError("the disk is on fire\nand more")

    monkeypatch.setattr(doctor.shutil, "disk_usage", breaks)
    assert finding("disk").state == "fail"
    assert finding("disk").detail == "RuntimeError: the disk is on fire"
    assert finding("python").state == "ok"
