"""The template: what it keeps out of its memory, and what it leaves behind (nothing)."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from warm_kernel import names_in, started, template, texts, use, wait_until_gone

from autograde.environment import prepare_environment
from autograde.kernels import launch
from autograde.kernels.errors import TemplateLost
from autograde.kernels.launch import Template, can_fork

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")


def test_thirty_kernels_leave_nothing_behind(monkeypatch, tmp_path):
    use(monkeypatch)
    scratch = Path(tempfile.mkdtemp(prefix="k-", dir="/tmp"))  # short enough for sockets
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    sizes = []
    for _ in range(30):
        texts("import torch\nprint(torch.ones(3).sum())", cwd=str(tmp_path))
        sizes.append((psutil.Process().num_fds(), psutil.Process(template().pid).num_fds()))
    assert sizes[1] == sizes[-1]  # the first one may open something for good
    assert psutil.Process(template().pid).children() == []
    assert names_in(scratch) == set()
    scratch.rmdir()


def test_what_a_kernel_started_ends_with_it(monkeypatch):
    use(monkeypatch)
    code = (
        "import subprocess\nsleeps = [subprocess.Popen(['sleep', '1000']).pid,\n"
        "  int(subprocess.run('sleep 1000 >/dev/null & echo $!', shell=True,\n"
        "                     stdout=subprocess.PIPE).stdout)]\nprint(*sleeps)"
    )
    pids = [int(word) for word in texts(code)[0].split()]
    wait_until_gone(*pids)
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_the_end_of_the_template_ends_its_kernels_and_is_told_from_theirs(monkeypatch):
    async def lose(own: Template) -> int:
        async with started() as kernel:
            psutil.Process(own.pid).kill()
            status = await kernel.provisioner._kernel.ended()
            assert kernel.provisioner.template_lost
            wait_until_gone(kernel.provisioner.pid)
            return status

    with Template.start() as own:
        use(monkeypatch, address=own.address)
        assert asyncio.run(lose(own)) == -signal.SIGKILL
        with pytest.raises(TemplateLost, match="no process to fork kernels from"):
            texts("1")


def test_a_template_that_ends_in_the_usual_way_ends_daemons_too(monkeypatch):
    async def start_daemon(own: Template) -> list[int]:
        async with started() as kernel:
            code = "import subprocess\nprint(int(subprocess.run(" + (
                "'setsid sleep 1000 >/dev/null & echo $!', shell=True, stdout=-1).stdout))"
            )
            daemon = int((await kernel.run(code)).text)
            own.close()
            return [daemon, kernel.provisioner.pid]

    with Template.start() as own:
        use(monkeypatch, address=own.address)
        pids = asyncio.run(start_daemon(own))
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_a_template_of_this_process_is_started_once_and_again_when_lost(monkeypatch):
    monkeypatch.setattr(launch, "_own", [])
    monkeypatch.delenv(launch.ADDRESS_VARIABLE, raising=False)
    first = launch.template_address()
    assert launch.template_address() == first
    psutil.Process(launch._own[0].pid).kill()
    launch._own[0]._process.wait()
    second = launch.template_address()
    assert second != first
    monkeypatch.setattr(launch, "_last_change", time.time)  # an author is at work on course_lib
    assert launch.template_address() not in (first, second)
    for each in launch._own:
        each.close()


def test_a_program_that_starts_kernels_need_not_import_torch():
    code = "import sys, autograde.kernels.provisioner\nassert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


CLIENT = """
import asyncio, os, sys
from jupyter_client.manager import AsyncKernelManager
from autograde.kernels import launch
async def main():
    manager = AsyncKernelManager()
    await manager.start_kernel()
    print(launch._own[0].pid, manager.provisioner.pid, launch._own[0]._folder.name, flush=True)
    sys.stdin.read()
asyncio.run(main())
"""


def test_a_client_that_is_killed_leaves_no_process():
    prepare_environment()
    environment = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": "ground-up-warm"}
    environment.pop(launch.ADDRESS_VARIABLE, None)
    client = subprocess.Popen(
        [sys.executable, "-c", CLIENT],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with client:
        own, kernel, folder = client.stdout.readline().split()
        client.kill()
    wait_until_gone(int(own), int(kernel))
    assert not psutil.pid_exists(int(kernel))
    assert not Path(folder).exists()


def test_secrets_of_starter_and_kernels_are_not_in_its_memory(monkeypatch, tmp_path):
    starters, kernels = os.urandom(16).hex(), os.urandom(16).hex()
    monkeypatch.setenv("OF_THE_STARTER", starters)
    with Template.start() as own:
        use(monkeypatch, address=own.address)
        environment = {**os.environ, "OF_THE_KERNEL": kernels}
        assert texts("import os\nprint(os.environ['OF_THE_KERNEL'])", env=environment)
        memory = memory_of(own.pid)
        assert b"ipykernel" in memory  # it can be read at all
        assert starters.encode() not in memory
        assert kernels.encode() not in memory
        names = set(psutil.Process(own.pid).environ())
    assert names <= launch._INHERITED | set(launch._OWN) | {n for n in names if n[:3] == "LC_"}


def memory_of(pid: int) -> bytes:
    """All that a process may write to, and the names of the files that it has in its memory."""
    maps = Path(f"/proc/{pid}/maps").read_text()
    parts = [maps.encode()]
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps.splitlines():
            first, last = (int(number, 16) for number in line.split()[0].split("-"))
            if line.split()[1].startswith("rw") and "[v" not in line:
                memory.seek(first)
                parts.append(memory.read(last - first))
    return b"".join(parts)


def test_what_grades_is_not_among_its_modules(monkeypatch):
    use(monkeypatch)
    ours = "('autograde', 'solutions')"
    code = f"import sys\nprint(*[name for name in sys.modules if name.startswith({ours})])"
    modules = texts(code)[0].split()
    assert modules
    assert all(
        name == "autograde" or name.startswith(("autograde.kernels", "autograde.sandbox"))
        for name in modules
    )


def test_a_process_with_threads_is_not_forked():
    code = (
        "import threading\nfrom autograde.kernels.template import _unfit\nassert not _unfit()\n"
        "end = threading.Event()\nthreading.Thread(target=end.wait).start()\n"
        "unfit = _unfit()\nend.set()\nassert '2 threads' in unfit"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_only_the_user_of_the_template_may_enter_its_folder():
    assert Path(template().address).parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_another_user_gets_no_kernel():
    folder = Path(template().address).parent
    other = (
        "import os, socket, sys\nos.setuid(65534)\n"
        "s = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)\n"
        "s.connect(sys.argv[1])\nassert s.recv(100) == b''"
    )
    folder.chmod(0o711)
    Path(template().address).chmod(0o777)
    try:
        subprocess.run([sys.executable, "-c", other, template().address], check=True)
    finally:
        folder.chmod(0o700)


def test_a_client_that_asks_for_nothing_leaves_nothing():
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.connect(template().address)
        assert b"pid" in connection.recv(100)
        (child,) = psutil.Process(template().pid).children()
    wait_until_gone(child.pid)
