"""The disk is full at any write, or a submission cannot be read: a plain rerun heals it."""

import shutil
import sys
from pathlib import Path

import pytest
from breaking import (
    Fault,
    Trap,
    can_mount,
    disk_full,
    in_child,
    leave_room,
    mount_small_disk,
    unreadable,
)
from disturbed import (
    Said,
    assert_healed,
    copy,
    grade,
    make_fresh,
    make_graded,
    struck_at_every_moment,
    undisturbed_outcome,
)
from made_up_grader import outcome

# The tests try every so manieth moment, and every so many pages of room; the campaign in
# benchmarks/faults.py tries all.
STEP, PAGES = 7, 11
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork and Linux's mounts")


@pytest.fixture(scope="module", params=[make_fresh, make_graded], ids=["fresh", "graded"])
def course(request, tmp_path_factory) -> Path:
    return request.param(tmp_path_factory.mktemp("class") / "tiny")


def assert_told(said: Said) -> None:
    """Whatever went wrong was told in words, with a way out."""
    if said.code:
        assert "run the command again" in said.text or said.text.startswith("course grade: ")
    else:
        assert "error" not in said.text


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_a_full_disk_at_any_change_of_a_file_costs_nothing(course, tmp_path, lasting):
    def at_every_moment() -> int:
        expected = undisturbed_outcome(course, tmp_path / "undisturbed")
        there, trap, failures = tmp_path / "disturbed", Trap(tmp_path / "disturbed"), 0
        for there, said in struck_at_every_moment(course, there, trap, disk_full, step=STEP, lasting=lasting):
            assert_told(said)
            assert_healed(there, expected)
            failures += said.code
        return failures

    assert in_child(at_every_moment) > 3


@pytest.mark.skipif(not can_mount(), reason="this user may not mount a small disk")
def test_a_disk_with_too_little_room_costs_nothing(course, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()

    def with_ever_more_room() -> int:
        expected = undisturbed_outcome(course, tmp_path / "undisturbed")
        mount_small_disk(disk)
        failures = 0
        for pages in range(0, 1000, PAGES):
            there = copy(course, disk / "tiny")
            leave_room(disk, pages)
            said = grade(there)
            leave_room(disk, None)
            assert_told(said)
            if said.code == 0:
                assert outcome(there) == expected
                return failures
            assert_healed(there, expected)
            failures += 1
        raise AssertionError("a thousand pages are not enough")

    assert in_child(with_ever_more_room) > 1


@pytest.mark.parametrize("vanishes", [False, True], ids=["unreadable", "vanishing"])
def test_a_submission_that_cannot_be_read_is_an_error_and_no_zero(course, tmp_path, vanishes):
    there, elsewhere = tmp_path / "disturbed", tmp_path / "elsewhere"
    submission = there / "submitted" / "student00"

    def vanish() -> None:
        if submission.exists():
            submission.rename(elsewhere)

    fault: Fault = vanish if vanishes else unreadable

    def at_every_moment() -> int:
        expected = undisturbed_outcome(course, tmp_path / "undisturbed")
        trap, failures = Trap(there / "submitted", looks=True), 0
        for _, said in struck_at_every_moment(course, there, trap, fault, step=STEP):
            assert_told(said)
            assert "not a folder" not in said.text
            if vanishes:
                shutil.rmtree(submission, ignore_errors=True)
                elsewhere.rename(submission)
            assert_healed(there, expected)
            failures += said.code
        return failures

    assert in_child(at_every_moment) > 1
