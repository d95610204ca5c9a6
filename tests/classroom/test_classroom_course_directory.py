"""A course directory is read as nbgrader reads it; what is wrong with one is said in one line."""

import shutil
import sys
from pathlib import Path

import pytest
from grading_course import hand_in, make_course, run
from made_up_grader import made_up

from autograde.classroom.class_run import prepare_class
from autograde.classroom.course_directory import Course
from autograde.cli import main
from course_lib.errors import CourseError


@pytest.fixture
def course(tmp_path) -> Path:
    folder = make_course(tmp_path / "tiny")
    hand_in(folder, "alice")
    return folder


def refusal(folder: Path, assignment: str = "ps1", **options) -> str:
    with pytest.raises(CourseError) as raised:
        prepare_class(folder, assignment, **options)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_folder_that_is_no_course_directory(tmp_path):
    assert "is not a course directory" in refusal(tmp_path)
    assert list(tmp_path.iterdir()) == []  # and it is not made one


def test_a_folder_that_is_not_there(tmp_path):
    assert "is not a folder" in refusal(tmp_path / "nowhere")


def test_an_unknown_assignment_gets_a_suggestion(course):
    assert "did you mean 'ps1'?" in refusal(course, "ps2")
    assert "there are ps1" in refusal(course, "homework")


def test_an_assignment_that_was_not_released(course):
    shutil.copytree(course / "source" / "ps1", course / "source" / "ps9")
    assert "nbgrader generate_assignment ps9" in refusal(course, "ps9")


def test_a_course_without_a_gradebook(course):
    (course / "gradebook.db").unlink()
    assert "nbgrader generate_assignment ps1" in refusal(course)
    assert not (course / "gradebook.db").exists()


def test_a_gradebook_that_is_no_database(course):
    (course / "gradebook.db").write_bytes(b"this is no database" * 100)
    assert "cannot be used" in refusal(course)


def test_a_database_url_that_is_none(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.db_url = "grades"\n')
    assert "db_url is no database URL" in refusal(course)


def test_a_database_whose_driver_is_missing_does_not_show_its_password(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.db_url = "mysql+nodriver://u:secret@host/grades"\n')
    assert "secret" not in refusal(course)


def test_a_configuration_that_cannot_be_read(course):
    (course / "nbgrader_config.py").write_text("c = get_config(\n")
    assert "nbgrader_config.py cannot be read (SyntaxError" in refusal(course)


def test_missing_sealed_checks(course):
    (course / "keys" / "ps1" / "checks.py").unlink()
    assert "course init" in refusal(course)


def test_nobody_has_handed_in(course):
    shutil.rmtree(course / "submitted")
    assert "nobody has handed in ps1" in refusal(course)


def test_a_student_who_has_not_handed_in_gets_a_suggestion(course):
    assert "did you mean 'alice'?" in refusal(course, students=["alicia"])


def test_the_command_says_it_in_one_line_and_fails(course, capsys):
    assert main(["grade", "ps2", "--course-dir", str(course)]) == 1
    output = capsys.readouterr()
    assert output.err == "course grade: there is no assignment 'ps2': did you mean 'ps1'?\n"
    assert output.out == ""


def test_a_place_for_the_json_that_is_none_is_noticed_before_grading(course, capsys):
    there = str(course / "nowhere" / "out.json")
    assert main(["grade", "ps1", "--course-dir", str(course), "--json", there]) == 1
    assert "cannot be written" in capsys.readouterr().err
    assert not (course / "autograded").exists()


@pytest.mark.parametrize("option", [["--jobs", "0"], ["--timeout", "-1"], ["--timeout", "soon"]])
def test_options_that_make_no_sense_are_refused(course, option, capsys):
    with pytest.raises(SystemExit) as left:
        main(["grade", "ps1", "--course-dir", str(course), *option])
    assert left.value.code == 2


def test_students_are_the_folders_below_submitted(course):
    for student in ("bob", "carol-2", "d.e", "x@y.org"):
        hand_in(course, student)
    (course / "submitted" / "ps1").write_text("a stray file")
    (course / "submitted" / "empty").mkdir()
    assert Course.open(course).students("ps1") == ["alice", "bob", "carol-2", "d.e", "x@y.org"]


def test_who_cannot_be_looked_up_is_told_and_costs_no_other(course):
    """As with a folder without permissions, for the superuser too."""
    submitted = course / "submitted"
    (submitted / "bob").symlink_to("bob")
    reports = prepare_class(course, "ps1", grade_all=made_up).grade()
    assert {each.student: each.status for each in reports} == {"alice": "graded", "bob": "error"}
    submitted.rename(course / "elsewhere")
    submitted.symlink_to("submitted")
    assert "submitted cannot be used" in refusal(course)


def test_names_that_look_like_patterns_are_names(course):
    hand_in(course, "b[o]b*")
    assert "b[o]b*" in Course.open(course).students("ps1")
    assert Course.open(course).students("ps?") == []


def test_excluded_students_are_left_out(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.student_id_exclude = "bob,carol"\n')
    hand_in(course, "bob")
    assert Course.open(course).students("ps1") == ["alice"]


def test_renamed_directories_and_another_structure(course):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.submitted_directory = "handed_in"\n')
        config.write('c.CourseDirectory.autograded_directory = "graded"\n')
        structure = "{nbgrader_step}/{assignment_id}/{student_id}"
        config.write(f'c.CourseDirectory.directory_structure = "{structure}"\n')
    (course / "handed_in" / "ps1").mkdir(parents=True)
    (course / "submitted" / "alice" / "ps1").rename(course / "handed_in" / "ps1" / "alice")
    opened = Course.open(course)
    assert opened.students("ps1") == ["alice"]
    assert opened.submitted("ps1", "alice") == course / "handed_in" / "ps1" / "alice"
    assert opened.autograded("ps1", "alice") == course / "graded" / "ps1" / "alice"


def test_the_database_may_lie_elsewhere(course, tmp_path):
    (tmp_path / "data").mkdir()
    (course / "gradebook.db").rename(tmp_path / "data" / "grades.db")
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f'c.CourseDirectory.db_url = "sqlite:///{tmp_path}/data/grades.db"\n')
    assert prepare_class(course, "ps1").key.max_score == 13


def test_a_relative_database_is_in_the_course_directory_wherever_one_stands(course, monkeypatch):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.CourseDirectory.db_url = "sqlite:///gradebook.db"\n')
    monkeypatch.chdir(Path(sys.executable).parent)
    assert prepare_class(course, "ps1").key.max_score == 13


def test_the_configuration_of_the_working_directory_does_not_count(course, tmp_path, monkeypatch):
    (tmp_path / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.submitted_directory = "elsewhere"\n'
    )
    monkeypatch.chdir(tmp_path)
    assert Course.open(course).students("ps1") == ["alice"]


def test_time_limits_come_from_the_option_the_configuration_or_here(course):
    assert prepare_class(course, "ps1").limits.cell_seconds == 120
    with (course / "nbgrader_config.py").open("a") as config:
        config.write("c.Execute.timeout = 45\n")
    assert prepare_class(course, "ps1").limits.cell_seconds == 45
    assert prepare_class(course, "ps1", limits={"cell_seconds": 5}).limits.cell_seconds == 5


def test_cores_are_shared_out_among_jobs(course, monkeypatch):
    monkeypatch.setattr("autograde.classroom.class_run.available_cores", lambda: 8)
    for student in ("bob", "carol", "dave"):
        hand_in(course, student)
    default, two = prepare_class(course, "ps1"), prepare_class(course, "ps1", jobs=2)
    assert (default.jobs, default.limits.threads) == (4, 2)
    assert (two.jobs, two.limits.threads) == (2, 4)


def test_files_that_are_left_to_the_student_are_not_overwritten(course):
    assert "data.txt" in Course.open(course).source_files("ps1")
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('c.Autograde.exclude_overwriting = {"ps1": ["data.txt"]}\n')
    assert Course.open(course).source_files("ps1") == {}


def test_it_works_where_no_environment_is_activated(course, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    result = run(["autograde", "grade", "nothing", "--course-dir", str(course)], course)
    assert "there is no assignment 'nothing'" in result.stderr
