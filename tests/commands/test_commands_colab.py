"""Lessons of a course that is on GitHub open in Colab; all others are as they were."""

import shutil
from pathlib import Path

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from autograde.lessons.build import instructor_notebook
from autograde.lessons.source import Lesson, all_lessons

ADDRESS = "https://github.com/owner/a.course"


@pytest.fixture
def published(sample_lesson, tmp_path) -> Lesson:
    """The sample lesson in a course with an address."""
    shutil.copytree(sample_lesson.folder.parent, tmp_path / "solutions")
    urls = f'[project.urls]\nRepository = "{ADDRESS}.git"\n'
    (tmp_path / "pyproject.toml").write_text(urls)
    return all_lessons(tmp_path)[0]


def test_a_published_lesson_links_to_colab_below_its_title(published):
    title, link, *_ = instructor_notebook(published).cells
    assert title.source.startswith("# ")
    page = f"owner/a.course/blob/main/lessons/{published.name}/{published.name}.ipynb"
    assert f"(https://colab.research.google.com/github/{page})" in link.source


@pytest.mark.parametrize("is_installed", [True, False])
def test_the_first_cell_installs_course_lib_where_it_is_missing_alone(
    published, monkeypatch, is_installed
):
    setup = instructor_notebook(published).cells[2].source
    lines = []
    shell = type("Shell", (), {"run_line_magic": lambda self, *words: lines.append(words)})()
    if not is_installed:
        monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    exec(TransformerManager().transform_cell(setup), {"get_ipython": lambda: shell})
    wanted = [("pip", f"install --quiet --no-deps git+{ADDRESS}")]
    assert lines == ([] if is_installed else wanted)


@pytest.mark.parametrize(
    "project", ["", '[project.urls]\nRepository = "https://elsewhere.org/owner/course"\n', None]
)
def test_a_course_that_is_not_on_github_has_no_such_cells(published, sample_lesson, project):
    file = Path(published.folder.parents[1], "pyproject.toml")
    file.unlink()
    if project is not None:
        file.write_text(project)
    assert instructor_notebook(published).cells == instructor_notebook(sample_lesson).cells
    assert len(instructor_notebook(published).cells) == len(sample_lesson.notebook.cells)
