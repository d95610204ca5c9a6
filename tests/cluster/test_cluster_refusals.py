"""Which clusters are refused, and what is compared and sent."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from dask_cluster import PATIENCE, Cluster

import autograde
import course_lib
from autograde.classroom.key_bundle import KeyBundle
from autograde.classroom.versions import difference, versions
from autograde.cluster import members
from autograde.cluster.grader import grade_on_cluster
from autograde.grading.key import AssignmentKey, NotebookKey
from autograde.grading.limits import Limits
from autograde.grading.submission import Submission
from course_lib.errors import CourseError

KEY = AssignmentKey("ps1", (NotebookKey("ps1", {}, ()),))


def statuses(address: str, submissions, patience: float = PATIENCE) -> list[tuple[str, str]]:
    """Grade submissions that have no notebook, which needs no kernel."""
    results = grade_on_cluster(address, patience)(KEY, Limits(), submissions, 1)
    return [(submission.student, graded.report.status) for submission, graded in results]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with Cluster(tmp_path_factory.mktemp("cluster")) as made:
        made.add_worker()
        yield made


@pytest.fixture(scope="module")
def other_version(tmp_path_factory) -> dict[str, str]:
    """The environment of a process that has another version of one of our modules."""
    folder = tmp_path_factory.mktemp("other")
    for package in (autograde, course_lib):
        source = Path(package.__file__).parent
        no_data = shutil.ignore_patterns("embedded", "__pycache__")
        shutil.copytree(source, folder / source.name, ignore=no_data)
    with (folder / "autograde" / "grading" / "cells.py").open("a") as file:
        file.write("# another version\n")
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def test_versions_that_differ_are_named():
    ours = {"Python": "3.11", "torch": "2.13.0", "sources": "aa"}
    assert difference(ours, dict(ours)) == ""
    assert difference(ours, ours | {"torch": "2.12.0"}) == "torch 2.12.0 instead of 2.13.0"
    assert "Python missing instead of 3.11, torch missing" in difference(ours, {})


def test_versions_are_those_of_what_gives_grades():
    names = {"Python", "torch", "nbgrader", "ipykernel", "ground-up", "sources of ground-up"}
    assert names <= set(versions())


def test_a_worker_of_another_version_that_is_there_stops_the_run(cluster, other_version):
    odd = cluster.add_worker(**other_version)
    with pytest.raises(CourseError) as refusal:
        statuses(cluster.address, [Submission("alice")])
    line = str(refusal.value)
    assert line.startswith("the worker at tcp://127.0.0.1:")
    assert f"instead of {versions()['sources of ground-up']}: install the same there" in line
    odd.terminate()
    odd.wait(PATIENCE)
    cluster.wait_for_workers(1)


def test_a_worker_of_another_version_that_comes_later_is_sent_away(cluster, other_version, caplog):
    started = []

    def submissions() -> Iterator[Submission]:
        yield Submission("alice")
        started.append(cluster.add_worker(**other_version))
        for student in ("bob", "carol", "dora", "erik", "fay"):
            yield Submission(student)

    found = statuses(cluster.address, submissions())
    assert sorted(found) == [
        (student, "graded") for student in ("alice", "bob", "carol", "dora", "erik", "fay")
    ]
    started[0].wait(PATIENCE)
    [line] = {record.message for record in caplog.records if record.name == members.__name__}
    assert "has sources of ground-up" in line
    cluster.wait_for_workers(1)


def test_a_scheduler_without_workers(tmp_path):
    with Cluster(tmp_path) as cluster, pytest.raises(CourseError, match="has had no workers"):
        statuses(cluster.address, [Submission("alice")], patience=0.5)


def test_workers_that_leave_for_good(tmp_path):
    with Cluster(tmp_path) as cluster:
        worker = cluster.add_worker()

        def submissions() -> Iterator[Submission]:
            yield Submission("alice")
            worker.terminate()
            worker.wait(PATIENCE)
            cluster.wait_for_workers(0)
            yield Submission("bob")

        with pytest.raises(CourseError, match="has had no workers"):
            statuses(cluster.address, submissions(), patience=1)


def test_nobody_listens(monkeypatch):
    monkeypatch.setattr(members, "_CONNECT_SECONDS", 1.0)
    with socket.socket() as taken:  # bound, and not listening
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(CourseError, match="no Dask scheduler answers at tcp:"):
            statuses(address, [])


@pytest.mark.parametrize("address", ["foo://127.0.0.1:8786", "10.0.0.1"])
def test_an_address_that_is_none(address, monkeypatch):
    monkeypatch.setattr(members, "_CONNECT_SECONDS", 1.0)
    with pytest.raises(CourseError, match="no Dask scheduler answers at"):
        statuses(address, [])


def test_a_bundle_holds_the_checks_and_the_held_out_images(tmp_path):
    keys = tmp_path / "keys"
    checks = keys / "ps1" / "checks"
    checks.mkdir(parents=True)
    (checks / "__pycache__").mkdir()
    files = {
        "ps1/checks/nets.py": b"1",
        "ps1/calibration.json": b"2",
        "held_out.json": b"3",
        "held_out.webp": b"4",
    }
    others = {"ps1/checks/__pycache__/nets.pyc": b"5", "ps2/checks.py": b"6"}
    for name, data in {**files, **others}.items():
        (keys / name).parent.mkdir(exist_ok=True)
        (keys / name).write_bytes(data)
    bundle = KeyBundle.of(AssignmentKey("ps1", (), checks))
    assert bundle.files == files
    assert bundle.key.checks is None
    unpacked = tmp_path / "unpacked"
    bundle.unpack(unpacked)
    assert bundle.unpacked_in(unpacked).checks == unpacked / "ps1" / "checks"
    assert {
        path.relative_to(unpacked).as_posix(): path.read_bytes()
        for path in unpacked.rglob("*")
        if path.is_file()
    } == files


def test_the_digest_of_a_bundle_is_of_its_files(tmp_path):
    checks = tmp_path / "keys" / "ps1" / "checks.py"
    checks.parent.mkdir(parents=True)
    checks.write_text("a = 1")
    first = KeyBundle.of(AssignmentKey("ps1", (), checks)).digest
    assert KeyBundle.of(AssignmentKey("ps1", (), checks)).digest == first
    checks.write_text("a = 2")
    assert KeyBundle.of(AssignmentKey("ps1", (), checks)).digest != first


def test_a_key_without_checks_is_a_bundle_without_files(tmp_path):
    bundle = KeyBundle.of(KEY)
    bundle.unpack(tmp_path)
    assert (bundle.files, bundle.unpacked_in(tmp_path)) == ({}, KEY)
