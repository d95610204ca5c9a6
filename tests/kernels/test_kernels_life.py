"""Forked kernels live and die as ordinary ones: interrupts, deaths, restarts, shutdowns."""

import asyncio
import os
import signal
import subprocess
from pathlib import Path

import nbformat
import pytest
import zmq.asyncio
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from warm_kernel import Kernel, started, texts, use

from autograde.kernels.errors import KernelStartError
from autograde.kernels.forked import ForkedKernel
from autograde.kernels.launch import can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


@pytest.fixture(autouse=True)
def warm(monkeypatch):
    use(monkeypatch)


@pytest.mark.parametrize(
    "endless",
    [
        "while True: pass",
        "import subprocess\nsubprocess.run(['sleep', '1000'])",
        "import torch\na = torch.randn(500, 500)\nwhile True: a = (a @ a).tanh()",
    ],
)
def test_an_interrupt_ends_the_cell_and_the_next_one_runs(endless):
    async def interrupt():
        async with started() as kernel:
            first = await kernel.interrupted(f"print('runs', flush=True)\n{endless}")
            return first, await kernel.run("print('on')")

    first, second = asyncio.run(interrupt())
    assert first.error == "KeyboardInterrupt"
    assert (second.error, second.text) == (None, "on\n")


def test_an_interrupt_reaches_what_the_kernel_started():
    waits = (
        "import subprocess, time\np = subprocess.Popen(['sleep', '1000'])\n"
        "print('runs', flush=True)\nwhile True: time.sleep(1)"
    )

    async def interrupt():
        async with started() as kernel:
            assert (await kernel.interrupted(waits)).error == "KeyboardInterrupt"
            return await kernel.run("print(p.wait())")

    assert asyncio.run(interrupt()).text == f"{-signal.SIGINT}\n"


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("import os\nos._exit(3)", 3),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", -signal.SIGKILL),
        ("import ctypes\nctypes.string_at(0)", -signal.SIGSEGV),
    ],
)
def test_a_death_is_seen_with_its_status_and_is_no_loss_of_the_template(code, status):
    async def die():
        async with started() as kernel:
            assert await kernel.manager.is_alive()
            assert await kernel.dies_of(code) == status
            assert not await kernel.manager.is_alive()
            assert not kernel.provisioner.template_lost

    asyncio.run(die())


@pytest.mark.parametrize("now", [True, False])
def test_a_restart_keeps_the_connection_and_forgets_the_names(now):
    async def restart():
        async with started() as kernel:
            await kernel.run("x = 1")
            before = Path(kernel.manager.connection_file).read_text(), kernel.provisioner.pid
            await kernel.manager.restart_kernel(now=now)
            await kernel.client.wait_for_ready(timeout=60)
            after = Path(kernel.manager.connection_file).read_text(), kernel.provisioner.pid
            assert before[0] == after[0]
            assert before[1] != after[1]
            return await kernel.run("x")

    assert asyncio.run(restart()).error == "NameError"


def test_a_dead_kernel_can_be_restarted():
    async def restart():
        async with started() as kernel:
            kernel.client.execute("import os\nos._exit(1)")
            await kernel.provisioner._kernel.ended()
            await kernel.manager.restart_kernel()
            await kernel.client.wait_for_ready(timeout=60)
            return await kernel.run("print('on')")

    assert asyncio.run(restart()).text == "on\n"


def test_a_manager_can_start_a_kernel_again_after_a_shutdown():
    async def again():
        async with started() as kernel:
            await kernel.manager.shutdown_kernel(now=True)
            kernel.manager.context = zmq.asyncio.Context()  # it has destroyed its own
            await kernel.manager.start_kernel()
            second = Kernel(kernel.manager)
            await second.client.wait_for_ready(timeout=60)
            outcome = await second.run("print('on')")
            second.client.stop_channels()
            return outcome

    assert asyncio.run(again()).text == "on\n"


def test_a_shutdown_lets_the_kernel_finish(tmp_path):
    farewell = (
        f"import atexit, pathlib\natexit.register(pathlib.Path({str(tmp_path)!r}, 'f').touch)"
    )

    async def shut_down():
        async with started() as kernel:
            await kernel.run(farewell)
            process = kernel.provisioner._kernel
            await kernel.manager.shutdown_kernel()
            assert process.poll() == 0

    asyncio.run(shut_down())
    assert (tmp_path / "f").exists()


def test_a_kernel_that_ignores_all_that_can_be_ignored_is_killed():
    stubborn = (
        "import signal\n"
        "for s in (signal.SIGINT, signal.SIGTERM): signal.signal(s, signal.SIG_IGN)\n"
        "print('runs', flush=True)\nwhile True: pass"
    )

    async def kill():
        async with started() as kernel:
            process, runs = kernel.provisioner._kernel, asyncio.Event()

            async def note():
                runs.set()

            cell = asyncio.ensure_future(kernel.run(stubborn, on_text=note))
            await runs.wait()
            await kernel.manager.shutdown_kernel(now=True)
            cell.cancel()
            return process.poll()

    assert asyncio.run(kill()) == -signal.SIGKILL


def notebook(*sources: str) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_code_cell(source) for source in sources])


def test_nbclient_runs_notebooks_on_it(tmp_path):
    done = notebook("x = 20", "print(x + 1)\nx + 2")
    client = NotebookClient(done, resources={"metadata": {"path": str(tmp_path)}})
    client.execute(cleanup_kc=False)
    assert isinstance(client.km.provisioner.process, ForkedKernel)
    client._cleanup_kernel()
    assert done.cells[1].outputs[0].text == "21\n"
    assert done.cells[1].outputs[1].data == {"text/plain": "22"}
    nbformat.validate(done)


def test_nbclient_is_told_of_a_death():
    with pytest.raises(DeadKernelError):
        NotebookClient(notebook("import os\nos._exit(1)")).execute()


def test_a_kernel_that_cannot_start_says_why_in_a_line(tmp_path):
    with pytest.raises(KernelStartError, match=r"No such file or directory.*gone"):
        texts("1", cwd=str(tmp_path / "gone"))


def test_outputs_of_the_process_itself_go_where_the_starter_says(tmp_path):
    code = "import os, sys\nos.write(sys.stderr._original_stdstream_copy, b'words')"
    # ipykernel leaves the descriptors alone where it thinks that it is under test
    environment = {name: os.environ[name] for name in os.environ if "PYTEST" not in name}
    with (tmp_path / "log").open("wb") as log:
        texts(code, stdout=subprocess.DEVNULL, stderr=log, env=environment)
    assert (tmp_path / "log").read_bytes() == b"words"


def test_the_connection_file_and_the_sockets_are_private():
    async def look():
        async with started() as kernel:
            file = Path(kernel.manager.connection_file)
            modes = [path.stat().st_mode & 0o077 for path in (file, file.parent)]
            assert kernel.manager.transport == "ipc"
            assert Path(kernel.manager.ip).parent == file.parent
            return modes

    assert asyncio.run(look()) == [0, 0]
