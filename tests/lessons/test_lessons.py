"""One source gives the instructor's notebook, the student's notebook and the test namespace."""

import os
import subprocess
import sys

import nbformat
import pytest

from autograde.lessons.answers import right_answers, wrong_answers
from autograde.lessons.build import build, instructor_notebook, is_current, released_text
from autograde.lessons.course import create_course
from autograde.lessons.source import Lesson, all_lessons, find_lessons, strip_solution
from course_lib.errors import CourseError


@pytest.fixture(scope="module")
def release(sample_lesson):
    return nbformat.reads(released_text(sample_lesson), as_version=4)


def sources(notebook) -> str:
    return "\n".join(cell.source for cell in notebook.cells)


def test_the_release_holds_no_solution_and_no_hidden_test(release):
    assert "return 2 * x" not in sources(release)
    assert "HIDDEN" not in sources(release) and "grade_in_namespace" not in sources(release)


def test_the_release_keeps_signature_and_docstring(release):
    cell = next(c for c in release.cells if c.metadata.get("nbgrader", {}).get("solution"))
    assert cell.source == (
        'def double(x):\n    """Return a new tensor, twice `x`."""\n'
        "    # YOUR CODE HERE\n    raise NotImplementedError()"
    )


def test_verify_strips_solutions_exactly_as_nbgrader_does(sample_lesson, release):
    released = [c.source for c in release.cells if c.cell_type == "code"]
    assert [strip_solution(cell.source) for cell in sample_lesson.cells] == released


def test_every_test_cell_of_the_instructor_ends_in_its_sealed_checks(sample_lesson):
    tests = [c for c in instructor_notebook(sample_lesson).cells if "points" in str(c.metadata)]
    assert [c.source.splitlines()[-2] for c in tests] == [
        f'grade_in_namespace(globals(), lesson="01_sample", test="{name}", points={points})'
        for name, points in (("test_double", 2), ("test_mean", 4))
    ]


def test_cell_ids_follow_grade_ids_and_content(sample_lesson):
    ids = [cell.id for cell in sample_lesson.notebook.cells]
    assert ids[1:4:2] == ["setup", "double"] and len(set(ids)) == len(ids)
    again = Lesson(sample_lesson.folder)
    assert [cell.id for cell in again.notebook.cells] == ids


def test_a_second_build_changes_nothing_and_a_stale_lesson_is_noticed(sample_lesson, tmp_path):
    assert build(sample_lesson, tmp_path) and not build(sample_lesson, tmp_path)
    assert is_current(sample_lesson, tmp_path)
    path = tmp_path / "lessons" / sample_lesson.name / f"{sample_lesson.name}.ipynb"
    path.write_text(path.read_text().replace("Double", "Triple"))
    assert not is_current(sample_lesson, tmp_path)


def test_a_test_cell_without_a_sealed_check_is_refused(sample_lesson, tmp_path):
    folder = tmp_path / "01_sample"
    folder.mkdir()
    (folder / "lesson.py").write_bytes((sample_lesson.folder / "lesson.py").read_bytes())
    (folder / "checks.py").write_text("")
    with pytest.raises(CourseError, match="test_double, test_mean"):
        instructor_notebook(Lesson(folder))


def test_answers_carry_what_verify_needs(sample_lesson):
    wrong = {answer.name: answer for answer in wrong_answers(sample_lesson)}
    tensor = wrong["mean_tensor"]
    assert (tensor.cell, tensor.test, tensor.credit) == ("mean", "test_mean", 0.5)
    assert (tensor.caught_by, tensor.hint) == ("mean_of_all_entries", "Python float")
    assert all(answer.credit == 1 for answer in right_answers(sample_lesson))


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("# cell: triple", "names no solution cell"),
        ("# cell: double\n# test: test_triple", "is no test cell"),
        ("# cell: double\n# caught by: nothing", "must name a sealed check"),
        ("# cell: double\n# caught by: twice_the_input", "words of the hint"),
    ],
)
def test_a_wrong_answer_with_a_wrong_header_is_refused(sample_lesson, tmp_path, header, words):
    folder = tmp_path / "01_sample"
    (folder / "wrong_answers").mkdir(parents=True)
    for name in ("lesson.py", "checks.py"):
        (folder / name).write_bytes((sample_lesson.folder / name).read_bytes())
    (folder / "wrong_answers" / "x.py").write_text(header + "\ndef double(x): pass\n")
    with pytest.raises(CourseError, match=words):
        wrong_answers(Lesson(folder))


def test_a_lesson_is_found_by_name_or_number_and_a_typo_gets_a_suggestion():
    assert [lesson.name for lesson in find_lessons(["02"])] == ["02_training_by_hand"]
    with pytest.raises(CourseError, match="did you mean 02_training_by_hand"):
        find_lessons(["02_training_by_hands"])


def test_a_folder_without_lessons_is_said(tmp_path):
    with pytest.raises(CourseError, match="no lessons"):
        all_lessons(tmp_path)


def test_init_makes_a_course_directory_and_never_overwrites_one(sample_lesson, tmp_path):
    create_course(tmp_path / "class", [sample_lesson])
    made = {p.relative_to(tmp_path / "class").parts[0] for p in (tmp_path / "class").rglob("*")}
    assert made >= {"nbgrader_config.py", "source", "release", "submitted", "keys", "gradebook.db"}
    assert not list((tmp_path / "class" / "release").rglob("checks.py"))
    with pytest.raises(CourseError, match="not an empty directory"):
        create_course(tmp_path / "class", [sample_lesson])


def test_what_lessons_import_raises_no_warning():
    # `course verify` runs all other cells with warnings as errors, in a process that has imported
    # everything already.
    program = (
        "import sys\n"
        "for source in sys.stdin.read().split('\\0'):\n"
        "    exec(source, {'__name__': '__main__'})\n"
    )
    setups = [cell.source for lesson in all_lessons() for cell in lesson.cells[:1]]
    subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        input="\0".join(setups),
        text=True,
        check=True,
        env=os.environ | {"GROUND_UP_DATA": "embedded"},
    )
