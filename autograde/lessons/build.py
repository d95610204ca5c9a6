"""From `solutions/` to the instructor's notebooks and the lessons that students open."""

import tempfile
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograde.environment import prepare_environment
from autograde.lessons.colab import colab_cells
from autograde.lessons.source import CHECKOUT, Lesson
from course_lib.errors import CourseError

_HIDDEN_TESTS = """\
### BEGIN HIDDEN TESTS
from autograde.sealed.in_process import grade_in_namespace
grade_in_namespace(globals(), lesson="{lesson}", test="{test}", points={points})
### END HIDDEN TESTS"""


def instructor_notebook(lesson: Lesson) -> NotebookNode:
    """The lesson with its solutions, each guarded test cell ending in the call of its checks.

    Raises CourseError for a test cell without a sealed check, or a check without a test cell.
    """
    guarded, tests = lesson.checks.tests(), {cell.grade_id for cell in lesson.tests}
    if guarded != tests:
        names = ", ".join(sorted(guarded ^ tests))
        raise CourseError(f"{lesson.name}: test cells and sealed checks do not match: {names}")
    notebook = deepcopy(lesson.notebook)
    for cell in notebook.cells:
        metadata = cell.metadata.get("nbgrader", {})
        if metadata.get("grade") and cell.cell_type == "code":
            hidden = _HIDDEN_TESTS.format(
                lesson=lesson.name, test=metadata["grade_id"], points=metadata["points"]
            )
            cell.source = f"{cell.source}\n{hidden}"
    notebook.cells[1:1] = colab_cells(lesson.name, lesson.folder.parents[1])  # below the title
    return notebook


def write_instructor_notebook(lesson: Lesson, directory: Path) -> Path:
    """Write `directory/NAME/NAME.ipynb`, nbgrader's layout of `source/`; return its path."""
    path = directory / lesson.name / f"{lesson.name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(instructor_notebook(lesson), path)
    return path


def generate_release(course: Path, lesson_name: str) -> Path:
    """Run nbgrader's generate_assignment in a course directory; return the released notebook.

    Raises CourseError where nbgrader gives up; its log tells the details.
    """
    from nbgrader.converters import GenerateAssignment
    from nbgrader.converters.base import NbGraderException
    from nbgrader.coursedir import CourseDirectory

    prepare_environment()
    directory = CourseDirectory(root=str(course), assignment_id=lesson_name)
    try:
        GenerateAssignment(coursedir=directory, force=True).start()
    except NbGraderException as error:
        raise CourseError(f"nbgrader could not release {lesson_name}: {error}") from error
    return course / "release" / lesson_name / f"{lesson_name}.ipynb"


def released_text(lesson: Lesson) -> str:
    """The student's notebook of a lesson, as the text of its .ipynb file."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        write_instructor_notebook(lesson, course / "source")
        return generate_release(course, lesson.name).read_text(encoding="utf-8")


def lesson_path(lesson: Lesson, checkout: Path = CHECKOUT) -> Path:
    """Where the student's notebook of a lesson is committed."""
    return checkout / "lessons" / lesson.name / f"{lesson.name}.ipynb"


def build(lesson: Lesson, checkout: Path = CHECKOUT) -> bool:
    """Make the instructor's and the student's notebook; return whether the latter changed."""
    write_instructor_notebook(lesson, checkout / "build" / "source")
    text, path = released_text(lesson), lesson_path(lesson, checkout)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True


def is_current(lesson: Lesson, checkout: Path = CHECKOUT) -> bool:
    """Whether the committed lesson is what its source gives."""
    path = lesson_path(lesson, checkout)
    return path.exists() and path.read_text(encoding="utf-8") == released_text(lesson)
