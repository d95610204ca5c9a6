"""The disk is full, a submission cannot be read, the coordinator dies: a plain rerun heals it."""

import sys
from pathlib import Path

import pytest
from breaking import can_mount
from disturbed import make_fresh, make_graded
from sweeps import SWEEPS, jumping_clock, small_disk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs fork and Linux's mounts"),
]

STEP = 7  # benchmarks/faults.py leaves no moment out


@pytest.fixture(scope="module", params=[make_fresh, make_graded])
def course(request, tmp_path_factory) -> Path:
    return request.param(tmp_path_factory.mktemp("class") / "tiny")


@pytest.mark.parametrize("sweep", SWEEPS)
def test_a_fault_at_any_moment_costs_nothing(course, tmp_path, sweep):
    if sweep is small_disk and not can_mount():
        pytest.skip("this user may not mount a small disk")
    tally = sweep(course, tmp_path, STEP)
    assert tally.runs > 1
    assert (tally.failed > 0) == (sweep is not jumping_clock)
