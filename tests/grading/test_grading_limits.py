"""What a notebook may take is bounded; a dead kernel is replaced where that is cheap."""

import os
import signal
import threading

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde.grading.history import History
from autograde.grading.kernel import NotebookKernel
from autograde.grading.limits import Limits
from autograde.kernels.errors import TemplateLost
from autograde.kernels.launch import Template

DEATH = "import os\nos._exit(1)"


@pytest.fixture
def kernel_of(tmp_path):
    """Makes a kernel for a notebook of cells, in `tmp_path`."""

    def make(*sources: str, seed: int | None = None, **limits) -> NotebookKernel:
        notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
        return NotebookKernel(notebook, tmp_path, Limits(**limits), seed)

    return make


def run(kernel: NotebookKernel) -> list[str]:
    """Run all cells of the kernel's notebook; how they ended."""
    return [kernel.run_cell(i, cell.source) for i, cell in enumerate(kernel.notebook.cells)]


def words(kernel: NotebookKernel, index: int) -> str:
    """The last error or text of a cell."""
    last = kernel.notebook.cells[index].outputs[-1]
    return last.evalue if last.output_type == "error" else last.text


def test_a_notebook_has_no_more_than_its_time(kernel_of):
    loop = "import time\nwhile True: time.sleep(0.1)"
    with kernel_of(loop, "print('on')", cell_seconds=100, notebook_seconds=3) as kernel:
        assert run(kernel) == ["timeout", "timeout"]
        assert words(kernel, 0) == "The 3 seconds that the whole notebook may take were over."
        assert kernel.alive


@pytest.mark.parametrize("where", ["here", "in a child"])
def test_a_kernel_that_takes_too_much_memory_is_ended(kernel_of, where):
    eat = "hoard = []\nwhile True: hoard.append(b'x' * 2**20)"
    if where == "in a child":
        eat = f"import os\nif os.fork() == 0: exec({eat!r})\nos.wait()"
    with kernel_of(eat, memory_bytes=10**9) as kernel:
        assert run(kernel) == ["killed"]
        assert words(kernel, 0).endswith("it took more than 0.931323 GB of memory.")
        assert not kernel.alive


def test_an_array_that_is_far_too_large_is_an_error_like_any_other(kernel_of):
    huge = "import numpy as np\nnp.ones(10**11)"
    with kernel_of(huge, "print('on')") as kernel:
        assert run(kernel) == ["done", "done"]
        assert "Unable to allocate" in words(kernel, 0)
        assert words(kernel, 1) == "on\n"


def test_a_flood_of_messages_is_stopped_and_the_rest_runs(kernel_of):
    flood = "from IPython.display import display\nwhile True: display(1)"
    with kernel_of(flood, "print('on')", output_messages=500) as kernel:
        assert run(kernel) == ["killed", "done"]
        assert words(kernel, 0) == (
            "The cell was stopped: it sent more than 500 messages of output."
        )
        assert words(kernel, 1) == "on\n"
        assert len(kernel.notebook.cells[0].outputs) <= 501


def test_a_dead_kernel_is_replaced_by_one_that_ran_the_cells_before(kernel_of):
    with kernel_of("x = [1]", DEATH, "print(x)") as kernel:
        history = History()
        history.add("x = [1]", 0.1)
        assert [kernel.run_cell(0, "x = [1]"), kernel.run_cell(1, DEATH)] == ["done", "killed"]
        assert history.restore(kernel)
        assert kernel.run_cell(2, "print(x)") == "done"
        assert words(kernel, 2) == "[1]\n"
        assert words(kernel, 1).startswith("The Python process ended here")  # still


def test_long_training_is_not_done_again(kernel_of):
    with kernel_of(DEATH) as kernel:
        history = History()
        history.add("train()", 1000.0)
        run(kernel)
        assert not history.restore(kernel)
        assert not kernel.alive


def test_who_kills_kernels_again_and_again_gets_no_more(kernel_of):
    with kernel_of(DEATH) as kernel:
        history = History()
        restored = []
        for _ in range(5):
            run(kernel)
            restored.append(history.restore(kernel))
        assert restored == [True, True, True, False, False]


def test_what_sandboxed_code_wrote_is_there_afterwards(kernel_of, tmp_path):
    (tmp_path / "given.txt").write_text("given")
    write = "import os\nos.mkdir('a')\nopen('a/b.txt', 'w').write(open('given.txt').read() * 2)"
    with kernel_of(write, DEATH) as kernel:
        assert run(kernel) == ["done", "killed"]
        assert not (tmp_path / "a").exists()
    assert (tmp_path / "a" / "b.txt").read_text() == "givengiven"


@pytest.mark.parametrize("sandbox", [True, False])
def test_the_same_seed_gives_the_same_random_numbers(kernel_of, sandbox):
    draw = (
        "import random, numpy, torch\n"
        "print(random.random(), numpy.random.rand(), torch.rand(1).item())"
    )
    seen = []
    for seed in (5, 5, 6, None, None):
        with kernel_of(draw, seed=seed, sandbox=sandbox) as kernel:
            assert run(kernel) == ["done"]
            seen.append(words(kernel, 0))
    assert seen[0] == seen[1]
    assert len(set(seen)) == 4
    assert len({number for line in seen[1:] for number in line.split()}) == 12


def test_the_sandbox_hides_the_machine_and_nothing_that_a_lesson_needs(kernel_of, tmp_path):
    look = "import os\nprint(os.getcwd(), sorted(os.listdir('/')), os.environ.get('HOME'))"
    work = "from course_lib.data import cifar10_loaders\nprint(len(cifar10_loaders(64)[0]))"
    with kernel_of(look, work) as kernel:
        assert run(kernel) == ["done", "done"]
        assert str(tmp_path.parent) not in words(kernel, 0)
        assert words(kernel, 1).split()[-1].isdecimal()
        nbformat.validate(kernel.notebook)


def test_a_lost_template_is_no_death_of_the_students(kernel_of, monkeypatch):
    with Template.start() as template:
        monkeypatch.setenv("GROUND_UP_TEMPLATE", template.address)
        sleep = "import time\ntime.sleep(60)"
        with pytest.raises(TemplateLost), kernel_of(sleep) as kernel:
            threading.Timer(0.5, os.kill, (template.pid, signal.SIGKILL)).start()
            kernel.run_cell(0, sleep)
            pytest.fail("the cell ended as if nothing had happened")
