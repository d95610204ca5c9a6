"""A class graded by `course grade`: as nbgrader would, and whatever is handed in."""

import shutil
from pathlib import Path

import pytest
from grading_course import POINTS, answered, grade, hand_in, make_course, run, submissions
from nbgrader.api import Gradebook

LATE = """
c.LateSubmissionPlugin.penalty_method = "zero"
"""


def stored(course: Path) -> dict[tuple[str, str], tuple]:
    """(student, cell) -> (auto score, manual score, needs a person, comment, late penalty)."""
    found = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "tiny") as gradebook:
        for submission in gradebook.assignment_submissions("ps1"):
            for notebook in submission.notebooks:
                comments = {comment.name: comment.auto_comment for comment in notebook.comments}
                for row in notebook.grades:
                    found[submission.student.id, row.name] = (
                        row.auto_score,
                        row.manual_score,
                        row.needs_manual_grade,
                        comments.get(row.name),
                        notebook.late_submission_penalty,
                    )
    return found


def hand_in_class(course: Path) -> None:
    """Submissions that nbgrader can grade too."""
    mixed = {
        "double": "def double(x):\n    return 6",
        "mean": "import statistics\nmean = statistics.median",
        "sign": "def sign(x):\n    return 1",
        "parts": "first = second = 1",
    }
    hand_in(course, "right")
    hand_in(course, "mixed", answered(course, answers=mixed))
    silent = answered(course, answers={"why": "YOUR ANSWER HERE"})
    hand_in(course, "silent", silent, files={"timestamp.txt": b"2025-02-01 00:00:00 UTC"})
    (hand_in(course, "half", files={"notes.txt": b"mine"}) / "ps2.ipynb").unlink()


@pytest.fixture(scope="module")
def graded_twice(tmp_path_factory) -> tuple[Path, Path]:
    """The same class graded by `course grade` and by `nbgrader autograde`."""
    ours = make_course(tmp_path_factory.mktemp("class") / "ours", LATE)
    with Gradebook(f"sqlite:///{ours / 'gradebook.db'}", "tiny") as gradebook:
        gradebook.update_or_create_assignment("ps1", duedate="2025-01-01 00:00:00 UTC")
    hand_in_class(ours)
    theirs = Path(shutil.copytree(ours, ours.parent / "theirs"))
    result = grade(ours)
    assert result.returncode == 0, result.stdout + result.stderr
    result = run(["nbgrader", "autograde", "ps1"], theirs)
    assert result.returncode == 0, result.stdout + result.stderr
    return ours, theirs


def test_both_graders_leave_the_same_gradebook(graded_twice):
    ours, theirs = map(stored, graded_twice)
    assert ours == theirs
    assert ours["mixed", "test_double"][0] == 0
    assert ours["mixed", "test_mean"][0] == 2
    assert ours["mixed", "test_parts"][0] == 1
    assert ours["silent", "why"][:4] == (0, None, False, "No response.")
    assert ours["right", "why"][:3] == (None, None, True)
    assert ours["half", "test_zero"][:3] == (0, None, False)
    assert ours["silent", "test_zero"][4] == 1


def test_both_graders_leave_the_same_files(graded_twice):
    def files(course: Path) -> dict[str, int]:
        folder = course / "autograded"
        return {
            str(path.relative_to(folder)): path.stat().st_mode
            for path in folder.rglob("*")
            if not path.name.startswith(".nbgrader")
        }

    ours, theirs = map(files, graded_twice)
    assert ours == theirs
    assert "half/ps1/notes.txt" in ours
    assert (
        graded_twice[0] / "autograded/half/ps1/data.txt"
    ).read_text() == "the instructor's data\n"


def test_the_json_says_what_the_gradebook_says(graded_twice):
    course, _ = graded_twice
    scores = {key: row[0] or 0.0 for key, row in stored(course).items()}
    for student, entry in submissions(course).items():
        cells = [cell for notebook in entry["notebooks"] for cell in notebook["cells"]]
        assert {cell["grade_id"]: cell["max_score"] for cell in cells} == POINTS
        assert {(student, cell["grade_id"]): cell["score"] for cell in cells} == {
            key: score for key, score in scores.items() if key[0] == student
        }
        assert entry["score"] == sum(cell["score"] for cell in cells)
        assert entry["max_score"] == sum(POINTS.values())


def test_lateness_is_flagged(graded_twice):
    assert submissions(graded_twice[0])["silent"]["flags"] == ["late: 744.0 hours, 10 points off"]


def test_nbgraders_feedback_shows_the_hint_and_export_the_scores(graded_twice):
    ours, _ = graded_twice
    for command in (["generate_feedback", "ps1"], ["export", "--to", "grades.csv"]):
        result = run(["nbgrader", *command], ours)
        assert result.returncode == 0, result.stderr
    page = (ours / "feedback" / "mixed" / "ps1" / "ps1.html").read_text()
    assert "This is the median" in page
    rows = (ours / "grades.csv").read_text().splitlines()
    assert len(rows) == 1 + len(submissions(ours))


def test_a_second_run_grades_nobody_and_tells_the_same(graded_twice):
    ours, _ = graded_twice
    before = submissions(ours)
    result = grade(ours)
    again = submissions(ours)
    assert "4 cached" in result.stdout
    assert {entry["status"] for entry in again.values()} == {"cached"}
    for entries in (before, again):
        for entry in entries.values():
            entry["status"] = "told apart above"
    assert again == before
