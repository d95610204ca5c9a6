"""On nbgrader's own fixtures `course grade` leaves behind what `nbgrader autograde` does."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pytest
from grading_course import grade, submissions
from nbgrader_fixtures import (
    Assignment,
    Graded,
    grade_fixtures,
    make_class,
    notebooks_in,
    releasable,
    shipped,
)

IMPATIENT = "c.Execute.timeout = 2"  # seconds; those fixtures take more than twice that
AUTOTESTS = ("apps/autotests.yml",)
SOURCE, RELEASE = ("source",), ("release",)
DOWNLOADED = "ps1_hacker_attempt_2016-01-30-20-30-10_problem1"


def versions(stem: str, *names: str) -> tuple[str, ...]:
    """The fixtures with these names behind a common stem."""
    return tuple(f"{stem}-{name}.ipynb" for name in names)


def autotest(kind: str, *handed_in: str) -> Assignment:
    """A fixture for nbgrader's generated tests, and what was handed in for it."""
    stem = f"apps/autotest-{kind}"
    return Assignment(f"{stem}.ipynb", versions(stem, *handed_in), AUTOTESTS)


CHANGED = ("changed", "grade-cell-changed", "locked-cell-changed")
CHEATS = ("cheat-attempt", "cheat-attempt-alternative")
AUTOTEST_VERSIONS = (
    *versions("apps/autotest-hashed", "changed", "unchanged"),
    *versions("apps/autotest-hidden", "changed-right", "changed-wrong", "unchanged"),
    *versions("apps/autotest-multi", "changed", "unchanged"),
    *versions("apps/autotest-simple", "changed", "unchanged"),
)
# nbgrader gives up on a class in which one of these is handed in. Why, and what it scores here.
REFUSED = {
    "apps/test-v0.ipynb": ("old metadata", 3),
    "apps/test-v1.ipynb": ("old metadata", 3),
    "apps/test-v2.ipynb": ("old metadata", 3),
    "apps/test-v0-invalid.ipynb": ("old metadata, and a cell without a grade_id", 3),
    "apps/too-new.ipynb": ("metadata of a later version", 0),
    f"docs/downloaded/ps1/archive/{DOWNLOADED}.ipynb": ("old metadata", 3),
    "preprocessors/bad-markdown-cell-1.ipynb": ("a test that is text", 1),
    "preprocessors/bad-markdown-cell-2.ipynb": ("an answer without a grade_id", 1),
    "preprocessors/blank-grade-id.ipynb": ("a test without a grade_id", 1),
    "preprocessors/blank-points.ipynb": ("a test without points", 1),
    "preprocessors/cell-type-changed.ipynb": ("a locked text that has become code", 1),
    "preprocessors/duplicate-grade-ids.ipynb": ("two cells with the same grade_id", 1),
    "preprocessors/submitted-answer-cell-type-changed.ipynb": ("an answer that is text", 1),
    "preprocessors/submitted-grade-cell-type-changed.ipynb": ("a test that is text", 1),
}
PREPROCESSORS = [name for name in REFUSED if name.startswith("preprocessors/")]
ASSIGNMENTS = (
    Assignment(
        "apps/test.ipynb",
        (
            *versions("apps/test", "with-output", "hidden-tests", "no-metadata"),
            "apps/test-no-metadata-autotest.ipynb",
            "preprocessors/test.ipynb",
            *(name for name in REFUSED if name.startswith("apps/")),
        ),
    ),
    Assignment("apps/test-with-output.ipynb", ("apps/test.ipynb",)),
    Assignment("apps/test-hidden-tests.ipynb"),
    Assignment("preprocessors/test.ipynb", ("apps/test.ipynb",)),
    Assignment("preprocessors/test_taskcell.ipynb", ("preprocessors/test.ipynb",)),
    autotest("hashed", "changed", "unchanged"),
    autotest("hidden", "changed-right", "changed-wrong", "unchanged"),
    autotest("multi", "changed", "unchanged"),
    autotest("simple", "changed", "unchanged"),
    *(Assignment(name, own=SOURCE) for name in AUTOTEST_VERSIONS),
    Assignment("apps/submitted-unchanged.ipynb", versions("apps/submitted", *CHANGED, *CHEATS)),
    *(Assignment(name, own=SOURCE) for name in versions("apps/submitted", *CHANGED, *CHEATS)),
    Assignment(
        "preprocessors/submitted-unchanged.ipynb",
        (*versions("preprocessors/submitted", *CHANGED), *PREPROCESSORS),
    ),
    *(Assignment(name, own=SOURCE) for name in versions("preprocessors/submitted", *CHANGED)),
    Assignment("preprocessors/manually-graded-code-cell.ipynb"),
    Assignment("apps/open_relative_file.ipynb", files=("apps/data.txt",), own=RELEASE),
    Assignment("apps/timeout.ipynb", config=IMPATIENT),
    Assignment("apps/infinite-loop.ipynb", config=IMPATIENT, own=RELEASE),
    Assignment("apps/infinite-loop-with-output.ipynb", config=IMPATIENT, own=RELEASE),
    Assignment("apps/side-effects.ipynb", own=RELEASE),
    Assignment("apps/validating-environment-variable.ipynb", own=RELEASE),
    Assignment("apps/validation-zero-points.ipynb"),
    Assignment("preprocessors/header.ipynb", own=RELEASE),
    Assignment("preprocessors/infinite-recursion.ipynb", own=RELEASE),
    Assignment("preprocessors/long-output.ipynb", own=RELEASE),
    Assignment("preprocessors/no-cell-type.ipynb", own=RELEASE),
    Assignment("preprocessors/warning-pattern.ipynb", own=RELEASE),
    Assignment("docs/source/header.ipynb", own=RELEASE),
    Assignment(
        "docs/source/ps1",
        ("docs/submitted/bitdiddle/ps1", "docs/submitted/hacker/ps1", "docs/release/ps1"),
    ),
    Assignment("docs/source/ps1_autotest", ("docs/release/ps1",), AUTOTESTS),
    Assignment("docs/release/ps1", own=SOURCE),
    Assignment("docs/submitted/bitdiddle/ps1", own=SOURCE),
    Assignment("docs/submitted/hacker/ps1", own=SOURCE),
    Assignment(
        "docs/source/ps1/problem1.ipynb",
        tuple(name for name in REFUSED if name.startswith("docs/")),
        own=RELEASE,
    ),
)
SUBMISSIONS = {
    (assignment.source, student): fixture
    for assignment in ASSIGNMENTS
    for student, fixture in assignment.submissions.items()
}

# Where we differ on purpose: a graded cell that the student deleted. nbgrader leaves it without a
# score, for a person to look at (unless OverwriteCells.add_missing_cells is set, when it does as we
# do); we put the test back and run it, so that deleting a test does not change what it finds.
_DELETED = "tests are deleted: nbgrader gives no score, we put them back"
DIFFERENT = {
    ("apps/test.ipynb", "apps/test-no-metadata.ipynb"): _DELETED,
    ("apps/test.ipynb", "apps/test-no-metadata-autotest.ipynb"): _DELETED,
    ("docs/source/ps1_autotest", "docs/release/ps1"): _DELETED,
}


@pytest.fixture(scope="module")
def classes(request) -> Iterator[dict[str, Future[Graded]]]:
    """Each assignment that a test asks for, graded twice; two assignments at a time."""
    items = [item for item in request.session.items if item.path == request.path]
    parameters = [getattr(item, "callspec", None) for item in items]
    wanted = {each.params.get("source") for each in parameters if each is not None}
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield {
            each.source: pool.submit(grade_fixtures, each)
            for each in ASSIGNMENTS
            if each.source in wanted
        }


@pytest.mark.parametrize(
    ("source", "student"), [key for key, name in SUBMISSIONS.items() if name not in REFUSED]
)
def test_the_gradebook_and_the_files_are_as_nbgrader_leaves_them(classes, source, student):
    graded = classes[source].result()
    theirs, ours = graded.theirs[student], graded.ours[student]
    assert theirs.files == ours.files
    if (source, SUBMISSIONS[source, student]) in DIFFERENT:
        missing = {key for key, row in theirs.rows.items() if row != ours.rows[key]}
        assert missing
        assert {row.auto_score for key, row in theirs.rows.items() if key in missing} == {None}
        restored = {f"restored: {grade_id}" for _, grade_id in missing}
        assert restored <= set(graded.reports[student].flags)
    else:
        assert theirs == ours


@pytest.mark.parametrize(
    ("source", "student"), [key for key, name in SUBMISSIONS.items() if name in REFUSED]
)
def test_what_nbgrader_gives_up_on_is_graded_among_the_others(classes, source, student):
    graded = classes[source].result()
    _, score = REFUSED[SUBMISSIONS[source, student]]
    assert student not in graded.theirs
    assert (graded.reports[student].status, graded.ours[student].score) == ("graded", score)


def test_the_command_reports_it_in_plain_words(tmp_path):
    course = tmp_path / "course"
    make_class(Assignment("preprocessors/submitted-unchanged.ipynb", tuple(PREPROCESSORS)), course)
    result = grade(course)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    found = {name: entry["flags"] for name, entry in submissions(course).items()}
    unflagged = {name for name, flags in found.items() if not flags}
    assert unflagged == {"release", "source"}
    for flags in found.values():
        assert all(flag[:30] in result.stdout for flag in flags)


def test_every_fixture_is_here():
    """A later nbgrader may ship others, and be able to release what it cannot today."""
    everything = shipped()
    sources = {name for each in ASSIGNMENTS for name in notebooks_in(each.source)}
    handed_in = {name for each in SUBMISSIONS.values() for name in notebooks_in(each)}
    assert sources | handed_in == everything
    assert not [name for name in sorted(everything - sources) if releasable(name)]
