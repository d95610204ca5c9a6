"""What code finds in a forked kernel is what it finds in an ordinary one."""

import asyncio
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import grading_course
import pytest
from warm_kernel import COLD, started, template, texts, use

from autograde.kernels.errors import KernelStartError
from autograde.kernels.launch import ADDRESS_VARIABLE, can_fork
from autograde.sandbox.policy import Policy

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")

SURROUNDINGS = """
import json, os, signal, sys, tempfile
ignored = ("JPY_PARENT_PID", "JUPYTER_DEFAULT_PROVISIONER_NAME", "GROUND_UP_TEMPLATE",
           "PYDEVD_USE_FRAME_EVAL")
print(json.dumps({
    "path": sys.path,
    "program": sys.argv[0],
    "arguments": sys.argv[1::2],
    "cwd": os.getcwd(),
    "environment": {k: v for k, v in os.environ.items() if k not in ignored},
    "leads": [os.getpid() == os.getsid(0) == os.getpgid(0)],
    "signals": {n: str(signal.getsignal(n)) for n in range(1, 32)},
    "mask": [int(n) for n in signal.pthread_sigmask(signal.SIG_BLOCK, [])],
    "stdin": sys.__stdin__.read(),
    "tmp": tempfile.gettempdir(),
    "main": __name__,
    "inherited": [n for n in range(3, 100) if os.path.exists(f"/proc/self/fd/{n}")
                  and os.get_inheritable(n)],
}))
"""


@pytest.fixture(autouse=True)
def warm(monkeypatch):
    use(monkeypatch)


def test_its_surroundings_are_the_same(monkeypatch, tmp_path):
    changed = {"PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path), "OF_THIS_KERNEL": "é"}
    options = {"cwd": str(tmp_path), "env": {**os.environ, **changed}}
    warm = json.loads(texts(SURROUNDINGS, **options)[0])
    use(monkeypatch, COLD)
    cold = json.loads(texts(SURROUNDINGS, **options)[0])
    assert warm == cold


DRAW = "import random, numpy, torch\nprint(random.random(), numpy.random.rand(), torch.rand(1))"


def test_every_kernel_draws_its_own_random_numbers():
    draws = [text.split() for _ in range(2) for text in texts(DRAW)]
    assert all(first != second for first, second in zip(*draws, strict=True))


def test_seeds_give_what_they_give_anywhere(monkeypatch):
    seeded = "import random, numpy, torch\nrandom.seed(1); numpy.random.seed(1)\n"
    code = f"{seeded}torch.manual_seed(1)\n{DRAW}"
    warm = texts(code)
    use(monkeypatch, COLD)
    assert warm == texts(code)
    assert warm[0].startswith(str(random.Random(1).random()))


@pytest.mark.parametrize("threads", ["1", "3"])
def test_torch_has_the_threads_that_the_environment_says(threads):
    environment = {**os.environ, "OMP_NUM_THREADS": threads}
    code = "import torch\nprint(torch.get_num_threads())"
    assert texts(code, env=environment) == [f"{threads}\n"]


def test_figures_are_shown():
    async def draw():
        async with started() as kernel:
            return await kernel.run("import matplotlib.pyplot as plt\nplt.plot([1, 2])")

    assert "image/png" in asyncio.run(draw()).shown


def test_training_works():
    code = (
        "import torch\nnet = torch.nn.Linear(3, 1)\n"
        "optimizer = torch.optim.Adam(net.parameters())\n"
        "net(torch.ones(2, 3)).sum().backward()\noptimizer.step()\n"
        "loader = torch.utils.data.DataLoader([1, 2, 3], num_workers=2)\nprint(len(list(loader)))"
    )
    assert texts(code) == ["3\n"]


def test_its_open_files_are_those_of_an_ordinary_kernel(monkeypatch):
    code = (
        "import json, os\n"
        "links = [f'/proc/self/fd/{n}' for n in os.listdir('/proc/self/fd')]\n"
        "print(json.dumps([os.readlink(each).partition('[')[0] for each in links\n"
        "                  if os.path.lexists(each)]))"
    )
    options = {"extra_arguments": ["--HistoryManager.hist_file=:memory:"]}
    warm = Counter(json.loads(texts(code, **options)[0]))
    use(monkeypatch, COLD)
    cold = Counter(json.loads(texts(code, **options)[0]))
    assert set(warm - cold) <= {os.devnull}


def test_what_template_and_starter_are_told_stays_with_them():
    names = (ADDRESS_VARIABLE, "JUPYTER_DEFAULT_PROVISIONER_NAME", "GROUND_UP_SANDBOX")
    environment = {**os.environ, **dict.fromkeys(names, "x")}
    code = f"import os\nprint([n for n in {names} if n in os.environ])"
    assert texts(code, env=environment) == ["[]\n"]


@pytest.fixture
def foreign(tmp_path, monkeypatch) -> str:
    """The name of a kernel that another program runs: this Python, by another name."""
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    program.chmod(0o755)
    folder = tmp_path / "jupyter" / "kernels" / "foreign"
    folder.mkdir(parents=True)
    argv = [str(program), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": "Foreign", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    return "foreign"


def test_another_kernel_is_started_as_usual(foreign):
    async def run():
        async with started(kernel_name=foreign) as kernel:
            assert isinstance(kernel.provisioner.process, subprocess.Popen)
            return await kernel.run("print('on')")

    assert asyncio.run(run()).text == "on\n"


def test_another_kernel_is_refused_where_a_sandbox_is_asked_for(foreign, tmp_path, monkeypatch):
    policy = Policy(workspace=str(tmp_path), sockets=str(tmp_path))
    with pytest.raises(KernelStartError, match="Foreign cannot be sandboxed"):
        texts("1", kernel_name=foreign, policy=policy)
    monkeypatch.setenv("GROUND_UP_SANDBOX", "1")
    with pytest.raises(KernelStartError, match="Foreign cannot be sandboxed"):
        texts("1", kernel_name=foreign)


def test_a_system_that_cannot_fork_gets_ordinary_kernels(monkeypatch):
    monkeypatch.setattr("autograde.kernels.provisioner.can_fork", lambda: False)

    async def run():
        async with started() as kernel:
            assert isinstance(kernel.provisioner.process, subprocess.Popen)
            return await kernel.run("print('on')")

    assert asyncio.run(run()).text == "on\n"


def test_plain_nbgrader_gives_the_same_scores(tmp_path, monkeypatch):
    scores = {}
    for name, address in (("cold", None), ("warm", template().address)):
        course = grading_course.make_course(tmp_path / name, checks="")
        wrong = grading_course.answered(course, answers={"double": "def double(x): return x"})
        grading_course.hand_in(course, "right")
        grading_course.hand_in(course, "wrong", first=wrong)
        if address:
            monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", "ground-up-warm")
            monkeypatch.setenv(ADDRESS_VARIABLE, address)
        run = grading_course.run(["nbgrader", "autograde", "ps1"], course)
        assert run.returncode == 0, run.stderr
        scores[name] = _scores(course)
    assert scores["cold"] == scores["warm"]
    assert len(set(scores["warm"].values())) > 1


def _scores(course: Path) -> dict[tuple[str, str], float]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions("ps1")
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
