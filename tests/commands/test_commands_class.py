"""`course demo`, `course feedback` and `course report` on a class of the sample lesson."""

import contextlib
import csv
import io
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograde.cli import main
from autograde.demo.sample_class import STUDENTS, solutions, substitute
from autograde.lessons import source
from course_lib.errors import CourseError

LESSON = "01_sample"


def course(*words: object) -> tuple[int, str]:
    """Run the command; its exit code and all that it printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        code = main([str(word) for word in words])
    return code, printed.getvalue()


@pytest.fixture(scope="module")
def demo(sample_lesson, tmp_path_factory) -> tuple[Path, str]:
    """A course directory that `course demo` made, and what it printed."""
    directory = tmp_path_factory.mktemp("demo") / "class"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "find_lessons", lambda names: [sample_lesson])
        code, text = course("demo", "--dir", directory)
    assert code == 0, text
    return directory, text


@pytest.fixture
def directory(demo, tmp_path) -> Path:
    """A copy of the graded course directory."""
    return Path(shutil.copytree(demo[0], tmp_path / "class"))


def test_the_demo_shows_the_range_of_what_is_handed_in(demo):
    directory, _ = demo
    document = json.loads((directory / f"{LESSON}_grades.json").read_text())
    scores = {entry["student"]: entry["score"] for entry in document["submissions"]}
    flags = {entry["student"]: entry["flags"] for entry in document["submissions"]}
    wanted = {
        "everything right": 6.0,
        "everything right, in other ways": 6.0,
        "the first half done": 2.0,
        "several misconceptions": 4.0,  # `double` is wrong
        "one misconception": 4.0,  # half of the points of `mean`
        "a file that was cut off": 0.0,
        "handed in untouched": 0.0,
        "tests tampered with": 2.0,  # `double` is solved
        "answers copied from student02": 6.0,
    }
    found = {student.description: scores[student.student_id] for student in STUDENTS}
    assert found == wanted
    flagged = {student.description for student in STUDENTS if flags[student.student_id]}
    assert flagged == {"a file that was cut off", "tests tampered with"}


def test_the_demo_prints_the_grades_and_paths_that_exist(demo):
    directory, text = demo
    for student in STUDENTS:
        assert re.search(rf"^{student.student_id} +\d", text, re.MULTILINE)
    lines = [line.strip() for line in text.splitlines() if not line.startswith("$")]
    paths = [Path(line) for line in lines if line.endswith(".html")]
    pages = {directory / "feedback" / s.student_id / LESSON / f"{LESSON}.html" for s in STUDENTS}
    assert set(paths) == {*pages, directory / f"{LESSON}_report.html"}
    assert all(path.is_file() for path in paths)


def test_a_feedback_page_has_the_hint(demo):
    directory, _ = demo
    page = directory / "feedback" / "student04" / LESSON / f"{LESSON}.html"
    assert "double changed its argument in place" in page.read_text()


def test_the_report_has_the_hints_and_links_to_pages_that_exist(demo):
    directory, _ = demo
    page = (directory / f"{LESSON}_report.html").read_text()
    assert "double changed its argument in place" in page
    links = re.findall(r'href="([^"]+)"', page)
    assert len(links) == len(STUDENTS)
    assert all((directory / link).is_file() for link in links)


def test_the_demo_leaves_a_directory_alone_that_is_in_use(sample_lesson, monkeypatch, tmp_path):
    monkeypatch.setattr(source, "find_lessons", lambda names: [sample_lesson])
    (tmp_path / "thesis.txt").write_text("mine")
    code, text = course("demo", "--dir", tmp_path)
    assert code == 1
    assert "is not an empty directory" in text
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_feedback_is_made_anew_for_one_student(directory):
    pages = sorted((directory / "feedback").glob("*/*/*.html"))
    for page in pages:
        page.write_text("old")
    code, text = course("feedback", LESSON, "--course-dir", directory, "--student", "student04")
    assert code == 0
    assert text.strip() == str(directory / "feedback" / "student04" / LESSON / f"{LESSON}.html")
    made = [page.parent.parent.name for page in pages if page.read_text() != "old"]
    assert made == ["student04"]


def test_one_page_that_cannot_be_made_does_not_stop_the_others(directory):
    broken = directory / "autograded" / "student01" / LESSON / f"{LESSON}.ipynb"
    broken.chmod(0o644)
    broken.write_text("{}")
    code, text = course("feedback", LESSON, "--course-dir", directory)
    assert code == 1
    assert "student01" in text
    assert "Traceback" not in text
    folders = {path.parent.parent.name for path in (directory / "feedback").glob("*/*/*.html")}
    assert folders == {student.student_id for student in STUDENTS} - {"student01"}


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["01_smaple"], "did you mean '01_sample'?"),
        ([LESSON, "--student", "zoe"], "nothing of zoe is graded"),
    ],
)
def test_feedback_for_what_is_not_there_gets_one_line(directory, words, complaint):
    code, text = course("feedback", *words, "--course-dir", directory)
    assert code == 1
    assert text.count("\n") == 1
    assert complaint in text


def test_the_report_goes_where_it_is_told_and_a_table_with_it(directory, tmp_path):
    page, table = tmp_path / "new" / "page.html", tmp_path / "new" / "table.csv"
    code, text = course(
        "report", LESSON, "--course-dir", directory, "--output", page, "--csv", table
    )
    assert code == 0
    assert text.split() == [str(page), str(table)]
    rows = {row["student"]: row for row in csv.DictReader(table.open())}
    assert rows["student05"]["test_mean"] == "2.0"
    assert rows["student01"]["score"] == "6.0"


def report(directory: Path, *words: object) -> str:
    """The report's page, without the time at which it was made."""
    page = directory / "page.html"
    code, text = course("report", LESSON, "--course-dir", directory, "--output", page, *words)
    assert code == 0, text
    return re.sub('<p class="made">.*?</p>', "", page.read_text())


def test_a_report_has_flags_and_times_from_the_kept_results_as_from_the_json_file(directory):
    page = report(directory)
    assert page == report(directory, "--json", directory / f"{LESSON}_grades.json")
    assert '<th scope="row">student08</th><td><ul class="flags">' in page
    assert "Grading time" in page


@pytest.mark.parametrize("what", ["results", "grade"])
def test_a_report_takes_no_kept_result_that_is_not_the_grade(directory, what):
    if what == "results":
        shutil.rmtree(directory / ".grading")
    else:
        with Gradebook(f"sqlite:///{directory / 'gradebook.db'}", "ground_up") as gradebook:
            gradebook.find_submission(LESSON, "student08").notebooks[0].grades[0].auto_score = 0.5
            gradebook.db.commit()
    page = report(directory)
    assert "Not all of these grades are from" in page
    assert '<th scope="row">student08</th><td><ul class="flags">' not in page
    assert "Grading time" not in page
    assert "double changed its argument in place" in page  # from the autograded notebook


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("student,score\n", "is not what `course grade --json"),
        ('{"schema": 2}', "is not what `course grade --json"),
        ("[]", "is not what `course grade --json"),
        ('{"schema": 1, "assignment": "02", "submissions": []}', "is about 02"),
        (None, "cannot be read"),
    ],
)
def test_a_result_file_that_is_none_gets_one_line(directory, tmp_path, content, complaint):
    file = tmp_path / "grades.json"
    if content is not None:
        file.write_text(content)
    code, text = course("report", LESSON, "--course-dir", directory, "--json", file)
    assert code == 1
    assert text.count("\n") == 1
    assert complaint in text


@pytest.mark.parametrize("command", ["feedback", "report"])
def test_a_directory_that_is_no_course_gets_one_line(tmp_path, command):
    code, text = course(command, LESSON, "--course-dir", tmp_path)
    assert code == 1
    assert "is not a course directory" in text


def test_an_answer_to_an_exercise_that_is_not_there_is_an_error(demo, sample_lesson):
    directory, _ = demo
    release = nbformat.read(directory / "release" / LESSON / f"{LESSON}.ipynb", 4)
    with pytest.raises(CourseError, match="no solution cell triple"):
        substitute(release, {"triple": "x = 3"})


def test_substituting_an_answer_changes_its_cell_alone(demo, sample_lesson):
    directory, _ = demo
    release = nbformat.read(directory / "release" / LESSON / f"{LESSON}.ipynb", 4)
    solved = substitute(release, {"double": solutions(sample_lesson)["double"]})
    changed = [
        old.metadata.nbgrader.grade_id
        for old, new in zip(release.cells, solved.cells, strict=True)
        if old != new
    ]
    assert changed == ["double"]
    assert "SOLUTION" not in solved.cells[3].source
