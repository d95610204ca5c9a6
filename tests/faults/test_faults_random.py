"""Processes die at random moments of a run with real kernels: a plain rerun heals it."""

import sys
from pathlib import Path

import pytest
from random_kills import Class, kill_at_random, make_class

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's templates"),
]

KILLS = 6  # benchmarks/faults.py takes as many as it is told
SCHEDULERS = 2


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Class:
    return make_class(tmp_path_factory.mktemp("class"))


def test_any_process_may_be_killed(made, tmp_path: Path):
    *_, campaign = kill_at_random(made, tmp_path, KILLS)
    assert campaign.kills.total() == KILLS
    assert not campaign.losses


def test_the_scheduler_of_a_cluster_may_be_killed(made, tmp_path: Path):
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    from scheduler_kills import kill_schedulers

    *_, campaign = kill_schedulers(made, tmp_path, SCHEDULERS)
    assert campaign.kills["scheduler"] > 0
    assert not campaign.losses
