"""`course verify` proves a good lesson, and refuses one whose checks have a hole."""

import shutil

import pytest

from autograde.cli import main
from autograde.lessons.source import Lesson
from autograde.verify.calibration import Calibration, calibrate, record
from autograde.verify.lesson import verify_lesson
from autograde.verify.namespace import in_fork, in_forks
from autograde.verify.proofs import Proof
from autograde.verify.table import describe


@pytest.fixture
def copied(sample_lesson, tmp_path) -> Lesson:
    """A copy of the sample lesson that a test may spoil."""
    return Lesson(shutil.copytree(sample_lesson.folder, tmp_path / sample_lesson.name))


def test_a_good_lesson_is_proved_with_its_kill_table(sample_lesson):
    result = verify_lesson(sample_lesson)
    text = describe(result)
    assert result.ok and "proved" in text
    assert "6 / 6 points" in text and "0 / 6 points" in text
    assert "4 of 4 (100%) caught with their hint" in text
    assert "mean_tensor" in text


def spoil(lesson: Lesson, name: str, text: str) -> str:
    path = lesson.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    result = verify_lesson(Lesson(lesson.folder))
    assert not result.ok
    return describe(result)


def test_a_wrong_answer_that_passes_is_a_hole(copied):
    text = (
        "# cell: double\n# caught by: twice_the_input\n# hint: twice\ndef double(x): return x + x"
    )
    assert "not caught by twice_the_input" in spoil(copied, "wrong_answers/fine.py", text)


def test_a_wrong_answer_with_another_hint_is_a_hole(copied):
    text = "# cell: double\n# caught by: twice_the_input\n# hint: banana\ndef double(x): return x"
    assert "hint lacks 'banana'" in spoil(copied, "wrong_answers/odd.py", text)


def test_a_wrong_answer_that_keeps_too_many_points_is_a_hole(copied):
    header = "# cell: mean\n# caught by: mean_of_all_entries\n# hint: float\n"
    text = header + "def mean(x): return x.mean()"
    assert "keeps 0.5 of the points, expected 0" in spoil(copied, "wrong_answers/kept.py", text)


def test_a_right_answer_that_loses_points_is_a_hole(copied):
    text = "# cell: double\ndef double(x): return 2.01 * x"
    assert "a right answer loses points" in spoil(copied, "right_answers/near.py", text)


def test_a_check_that_no_wrong_answer_exercises_is_a_hole(copied):
    (copied.folder / "wrong_answers" / "double_in_place.py").unlink()
    result = verify_lesson(copied)
    assert not result.ok and result.idle_checks == ["leaves_the_input_alone"]


def test_a_release_that_earns_points_is_a_hole(copied):
    source = (copied.folder / "lesson.py").read_text()
    text = source.replace(
        "### BEGIN SOLUTION\n    return 2 * x", "return 2 * x\n    ### BEGIN SOLUTION"
    )
    assert "test_double earns 1" in spoil(copied, "lesson.py", text)


def test_a_cell_that_raises_is_a_hole(copied):
    source = (copied.folder / "lesson.py").read_text()
    assert "ZeroDivisionError" in spoil(copied, "lesson.py", source + "\n# %%\n1 / 0\n")


@pytest.mark.parametrize(
    ("cell", "complaint"),
    [
        ("import warnings\nwarnings.warn('old', DeprecationWarning)", "DeprecationWarning: old"),
        ("import sys\nprint('look', file=sys.stderr)", "on stderr: look"),
    ],
)
def test_a_cell_that_warns_is_a_hole(copied, cell, complaint):
    source = (copied.folder / "lesson.py").read_text()
    assert complaint in spoil(copied, "lesson.py", f"{source}\n# %%\n{cell}\n")


def test_an_answer_sees_the_notebook_but_cannot_change_it():
    shared = {"x": 1}

    def change() -> int:
        shared["x"] += 1
        return shared["x"]

    assert in_forks([change, change, change], jobs=2) == [2, 2, 2] and shared["x"] == 1


def test_torch_works_in_a_fork_of_a_process_that_has_used_it():
    import torch

    x = torch.randn(64, 64, requires_grad=True)
    (x @ x).sum().backward()

    def train() -> float:
        w = torch.randn(64, 64, requires_grad=True)
        (torch.nn.functional.conv2d(x[None, None], w[None, None, :3, :3]) ** 2).sum().backward()
        return float(w.grad.abs().sum())

    assert all(value > 0 for value in in_forks([train] * 3, jobs=2))


def test_an_answer_that_never_ends_is_stopped():
    def forever() -> None:
        while True:
            pass

    with pytest.raises(RuntimeError, match="out of time"):
        in_fork(forever, seconds=1)()


def test_a_bar_too_close_to_the_mean_is_not_calibrated():
    def calibration(bar: float) -> Calibration:
        return Calibration("net", "embedded", bar, (0.34, 0.35, 0.36, 0.35, 0.34, 0.36))

    assert calibration(0.30).ok and not calibration(0.33).ok


THRESHOLD = """

from autograde.sealed import threshold


@threshold("test_double", bars={"embedded": 0.5}, hint="Double it.")
def share_doubled(student):
    doubled = student.probe("import torch; y = double(torch.ones(4)) + 0.1 * torch.rand(4)")
    return float(doubled.tensor("y").mean()) / 2.1
"""


def test_recorded_accuracies_count_until_something_that_they_rest_on_changes(copied):
    checks = copied.folder / "checks.py"
    checks.write_text(checks.read_text() + THRESHOLD)

    def calibrated(seeds: int = 3, **options) -> Calibration:
        lesson = Lesson(copied.folder)
        (found,) = calibrate(lesson, data="embedded", seeds=seeds, jobs=2, **options)
        record(lesson, [found])
        return found

    measured = calibrated()
    assert measured.ok and len(set(measured.values)) == 3 and not measured.recorded
    assert calibrated().recorded and calibrated(seeds=2).recorded
    assert calibrated().values == pytest.approx(measured.values, abs=1e-4)
    assert not calibrated(anew=True).recorded and not calibrated(seeds=4).recorded
    lesson = copied.folder / "lesson.py"
    lesson.write_text(lesson.read_text().replace("return 2 * x", "return x + x"))
    assert not calibrated().recorded


def test_a_proof_is_kept_until_something_that_it_rests_on_changes(copied):
    proof = Proof(copied, "embedded", 10)
    assert proof.read() is None
    proof.keep("proved")
    assert Proof(copied, "embedded", 10).read() == "proved"
    assert Proof(copied, "full", 10).read() is None
    answer = next((copied.folder / "wrong_answers").glob("*.py"))
    answer.write_text(answer.read_text() + "\n")
    assert Proof(copied, "embedded", 10).read() is None


def test_an_unknown_lesson_is_one_line(capsys):
    assert main(["verify", "nonsense"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("course verify: there is no lesson") and error.count("\n") == 1
