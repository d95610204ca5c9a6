"""Forked kernels in a sandbox: the same life, and what they wrote comes back."""

import asyncio
import os
import signal
import tarfile
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import zmq
from warm_kernel import HANG_SECONDS, names_in, started, texts, use, wait_until_gone

from autograde.kernels import client
from autograde.kernels.errors import KernelStartError
from autograde.kernels.folders import socket_folder
from autograde.kernels.launch import Template, can_fork
from autograde.sandbox.environment import environment
from autograde.sandbox.policy import Policy

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


@pytest.fixture
def options(monkeypatch, tmp_path):
    """How to start a kernel in a sandbox; skips where this machine gives none."""
    use(monkeypatch)
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "data.txt").write_text("data")
    with socket_folder() as sockets:
        policy = Policy(str(workspace), sockets)
        chosen = {"policy": policy, "env": environment(policy), "cwd": str(workspace)}
        try:
            texts("1", **chosen)
        except KernelStartError as error:
            pytest.skip(f"no sandbox on this machine: {error}")
        yield chosen


def test_it_runs_in_a_copy_of_its_workspace_and_what_it_wrote_comes_back(options):
    code = "print(open('data.txt').read())\nopen('new.txt', 'w').write('of the kernel')"

    async def run():
        async with started(**options) as kernel:
            assert (await kernel.run(code)).text == "data\n"
            await kernel.manager.shutdown_kernel(now=True)
            with tarfile.open(fileobj=kernel.provisioner.written) as archive:
                return {name: archive.extractfile(name).read() for name in archive.getnames()}

    assert asyncio.run(run()) == {"new.txt": b"of the kernel"}
    assert names_in(options["cwd"]) == {"data.txt"}


def test_its_machine_is_not_the_starters(options):
    code = "import os, socket\nprint(os.getpid() < 10, socket.gethostname())"
    assert texts(code, **options) == ["True student\n"]


@pytest.mark.parametrize(
    "endless",
    [
        "while True: pass",
        "import subprocess\nsubprocess.run(['sleep', '1000'])",
        "import torch\na = torch.randn(500, 500)\nwhile True: a = (a @ a).tanh()",
    ],
)
def test_an_interrupt_ends_the_cell_and_the_next_one_runs(options, endless):
    async def interrupt():
        async with started(**options) as kernel:
            first = await kernel.interrupted(f"print('runs', flush=True)\n{endless}")
            return first, await kernel.run("print('on')")

    first, second = asyncio.run(interrupt())
    assert first.error == "KeyboardInterrupt"
    assert (second.error, second.text) == (None, "on\n")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("import os\nos._exit(3)", 3),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        ("import ctypes\nctypes.string_at(0)", -signal.SIGSEGV),
    ],
)
def test_a_death_is_seen_with_its_status_and_what_was_written(options, code, status):
    async def die():
        async with started(**options) as kernel:
            assert await kernel.dies_of(f"open('new.txt', 'w').close()\n{code}") == status
            assert not kernel.provisioner.template_lost
            with tarfile.open(fileobj=kernel.provisioner.written) as archive:
                return archive.getnames()

    assert asyncio.run(die()) == ["new.txt"]


@pytest.mark.parametrize("now", [True, False])
def test_a_restart_starts_from_the_files_of_the_workspace(options, now):
    async def restart():
        async with started(**options) as kernel:
            await kernel.run("import os\nos.remove('data.txt')")
            await kernel.manager.restart_kernel(now=now)
            await kernel.client.wait_for_ready(timeout=60)
            return await kernel.run("print(open('data.txt').read())")

    assert asyncio.run(restart()).text == "data\n"


def test_kernels_draw_their_own_random_numbers(options):
    code = "import random, numpy, torch\nprint(random.random(), numpy.random.rand(), torch.rand(1))"
    draws = [text.split() for _ in range(2) for text in texts(code, **options)]
    assert all(first != second for first, second in zip(*draws, strict=True))


def test_the_end_of_the_template_ends_all_of_it(options, monkeypatch):
    async def lose(own: Template) -> list[int]:
        async with started(**options) as kernel:
            await kernel.run("import subprocess\nsubprocess.Popen(['sleep', '1000'])")
            pids = [each.pid for each in psutil.Process(own.pid).children(recursive=True)]
            psutil.Process(own.pid).kill()
            await kernel.provisioner._kernel.ended()
            assert kernel.provisioner.template_lost
            return pids

    with Template.start() as own:
        use(monkeypatch, address=own.address)
        pids = asyncio.run(lose(own))
        assert len(pids) > 2
        wait_until_gone(*pids)


def test_a_client_that_hangs_up_ends_all_of_it(options):
    async def hang_up() -> list[int]:
        async with started(**options) as kernel:
            kernels = psutil.Process(kernel.provisioner.pid)
            await kernel.run("import subprocess\nsubprocess.Popen(['sleep', '1000'])")
            pids = [kernels.pid, *(each.pid for each in kernels.children(recursive=True))]
            kernel.provisioner._kernel.close()
            wait_until_gone(*pids)
            return pids

    assert len(asyncio.run(hang_up())) > 2


def test_a_sandbox_that_cannot_be_had_is_no_kernel_without_one(options):
    Path(options["cwd"], "much").write_bytes(bytes(1_000_000))
    small = replace(options["policy"], workspace_bytes=4096)
    with pytest.raises(KernelStartError, match="too much for 4096 bytes"):
        texts("1", **{**options, "policy": small})


def test_the_variable_shuts_in_every_kernel(options, monkeypatch):
    monkeypatch.setenv("GROUND_UP_SANDBOX", "1")
    monkeypatch.setenv("A_SECRET", "s")
    code = "import os\nprint(os.getpid() < 10, 'A_SECRET' in os.environ, os.listdir())"
    assert texts(code, cwd=options["cwd"]) == ["True False ['data.txt']\n"]


def test_the_environment_is_what_it_was_given(options):
    code = "import os\nprint(sorted(os.environ))"
    names = set(eval(texts(code, **options)[0]))
    of_ipykernel = {"CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "GIT_PAGER", "MPLBACKEND", "PAGER"}
    assert names <= set(options["env"]) | of_ipykernel | {"TERM", "PYDEVD_USE_FRAME_EVAL"}
    assert os.environ.keys() - names


def test_a_message_that_is_too_long_is_not_received(options, monkeypatch):
    monkeypatch.setattr(client, "_MESSAGE_BYTES", 2**20)

    async def first_after(code):
        async with started(**options) as kernel:
            socket = kernel.client.iopub_channel.socket
            monitor = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
            tasks = {
                "printed": asyncio.ensure_future(kernel.run(code)),
                "cut off": asyncio.ensure_future(monitor.poll(HANG_SECONDS * 1000)),
            }
            await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_COMPLETED)
            done = [name for name, task in tasks.items() if task.done()]
            for task in tasks.values():
                task.cancel()
            socket.disable_monitor()
            return done

    assert asyncio.run(first_after("print('x' * 2**19)")) == ["printed"]
    assert asyncio.run(first_after("print('x' * 2**21)")) == ["cut off"]
