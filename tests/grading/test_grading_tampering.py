"""Code that reaches for the grader's machinery is told, and what students write is not."""

import pytest
from grading_course import answered, cell_of, make_course
from nbformat.v4 import new_code_cell

from autograde.classroom.class_run import prepare_class
from autograde.grading.tampering import tampering
from autograde.lessons.answers import right_answers, wrong_answers
from autograde.lessons.source import Lesson, all_lessons

TOLD = {
    "get_ipython().ast_transformers.append(x)": "how IPython reads cells",
    "getattr(shell, 'input_transformers_post')": "how IPython reads cells",
    "import course_lib.expect as p\np.check = None": "course_lib.expect: replaces",
    "import numpy as np\nnp.allclose = lambda *_: True": "numpy: replaces",
    "from torch import nn\nsetattr(nn.Module, '__call__', f)": "torch.Module: replaces",
    "import builtins\ndel builtins.len": "builtins: replaces",
    "import torch\ntorch.Tensor.sum += 1": "torch.Tensor: replaces",
    "class A:\n    def __eq__(self, other): return True": "equals everything",
    "import sys\nsys.settrace(f)": "frames, traces",
    "sys.modules['torch'] = x": "modules and builtins",
    "%%time\n_thread.interrupt_main()": "processes and signals",
}
INNOCENT = [
    "import sys\ncolab = 'google.colab' in sys.modules",
    "import torch\ntorch.backends.cudnn.deterministic = True\nx = torch.ones(3)\nx.grad = None",
    "class A:\n    def __eq__(self, other): return self.x == other.x",
    "import numpy as np\nnp.random.seed(5)\na = np.ones(3)\na[0] = 2",
    "self.signal = 3\nnew_signals = signal + 1",
    "def broken(:",
    "%matplotlib inline",
    "",
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = make_course(tmp_path_factory.mktemp("course") / "tiny")
    (folder / "submitted" / "alice" / "ps1").mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def remarks(course):
    """What is said about a notebook with a cell of one's own."""
    key = prepare_class(course, "ps1").key.notebooks[0]

    def find(code: str, files: dict[str, bytes] | None = None) -> list[str]:
        notebook = answered(course)
        notebook.cells.insert(0, new_code_cell(code))
        return tampering(notebook, key, files or {})

    return find


@pytest.mark.parametrize("code", TOLD)
def test_what_reaches_for_the_machinery_is_told(remarks, code):
    (remark,) = remarks(code)
    assert remark.startswith("tampering: ps1.ipynb, cell 1 touches ")
    assert TOLD[code] in remark


@pytest.mark.parametrize("code", INNOCENT)
def test_what_students_write_is_not(remarks, code):
    assert remarks(code) == []


def test_modules_beside_the_notebook_are_looked_at(remarks):
    files = {"helper.py": b"import atexit", "data.txt": b"import atexit"}
    assert remarks("x = 1", files) == ["tampering: helper.py touches processes and signals"]


def test_what_the_instructor_wrote_is_not_the_students(course):
    key = prepare_class(course, "ps1").key.notebooks[0]
    notebook = answered(course)
    cell_of(notebook, "setup")["source"] = "import atexit"
    assert tampering(notebook, key, {}) == []
    cell_of(notebook, "double")["source"] = "import atexit"
    assert len(tampering(notebook, key, {})) == 1


@pytest.mark.parametrize("lesson", all_lessons(), ids=lambda lesson: lesson.name)
def test_no_answer_to_an_exercise_is_suspected(remarks, lesson: Lesson):
    answers = [*right_answers(lesson), *wrong_answers(lesson)]
    assert answers
    suspected = {answer.name: found for answer in answers if (found := remarks(answer.source))}
    assert suspected == {}
