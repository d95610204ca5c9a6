"""`course worker`: what it starts."""

import argparse
import os

import pytest

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

from autograde.commands import worker
from course_lib.errors import CourseError


def option(command: list[str], name: str) -> str | None:
    return command[command.index(name) + 1] if name in command else None


def test_it_becomes_a_dask_worker(monkeypatch, capsys):
    started = []
    monkeypatch.setattr(os, "execv", lambda path, arguments: started.append((path, arguments)))
    parser = argparse.ArgumentParser()
    worker.add_arguments(parser)
    worker.run(parser.parse_args(["tcp://10.0.0.1:8786", "--jobs", "3"]))
    [(path, arguments)] = started
    assert path == arguments[0]
    assert arguments[1:6] == ["-P", "-m", "dask", "worker", "tcp://10.0.0.1:8786"]
    assert "dask worker tcp://10.0.0.1:8786" in capsys.readouterr().out


def test_one_process_with_one_thread_for_each_submission():
    three, all_cores = (worker.command("tcp://10.0.0.1:8786", jobs) for jobs in (3, None))
    assert option(three, "--nworkers") == "3"
    assert option(all_cores, "--nworkers") == "-1"
    assert option(three, "--nthreads") == option(all_cores, "--nthreads") == "1"


def test_beside_a_scheduler_of_this_machine_it_listens_to_this_machine_alone():
    assert option(worker.command("localhost:8786"), "--host") == "127.0.0.1"
    assert option(worker.command("tcp://10.0.0.1:8786"), "--host") is None
    assert option(worker.command("tcp://10.0.0.1:8786", host="10.0.0.2"), "--host") == "10.0.0.2"


@pytest.mark.parametrize("address", ["", "10.0.0.1", "foo://10.0.0.1:8786"])
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(CourseError, match="give one like tcp://"):
        worker.command(address)


def test_no_jobs_are_refused():
    with pytest.raises(CourseError, match="at least 1"):
        worker.command("tcp://10.0.0.1:8786", 0)
