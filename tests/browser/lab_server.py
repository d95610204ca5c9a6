"""A real JupyterLab, started by `course lab` as a person starts it, in a home of its own."""

import os
import queue
import re
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\S+token=\w+")  # with the page to open, and the token
_SETTINGS = Path(".jupyter/lab/user-settings/@jupyterlab/apputils-extension")
_NO_NEWS = '{"fetchNews": "false", "checkForUpdates": false}'  # it asks at its first start
_START_SECONDS, _STOP_SECONDS = 300, 60  # only to notice that it hangs


@contextmanager
def course_lab(directory: Path, home: Path, *options: str) -> Iterator[str]:
    """Run `course lab` in `directory`; give the address that it prints, which ends in its token.

    Nothing of the user's home is read or written: `home`, a folder to be made, stands for it.
    Raises RuntimeError, with the end of what it printed, where it does not start.
    """
    (home / _SETTINGS).mkdir(parents=True)
    (home / _SETTINGS / "notification.jupyterlab-settings").write_text(_NO_NEWS)
    command = [sys.executable, "-m", "autograde", "lab", "--no-browser", "--allow-root"]
    process = subprocess.Popen(
        [*command, f"--port={_free_port()}", *options],
        cwd=directory,
        env=_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield _address(process)
    finally:
        process.terminate()  # which ends its kernels too
        try:
            process.wait(_STOP_SECONDS)
        finally:
            process.kill()


def _environment(home: Path) -> dict[str, str]:
    ours = ("JUPYTER", "IPYTHON", "XDG_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "HOME": str(home), "GROUND_UP_DATA": "embedded"}


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _address(process: subprocess.Popen[str]) -> str:
    """Read what the process prints, to its end so that it never waits; return the address in it."""
    found: queue.Queue[str] = queue.Queue()
    last_lines: deque[str] = deque(maxlen=20)

    def read() -> None:
        for line in process.stdout:
            last_lines.append(line)
            if match := _ADDRESS.search(line):
                found.put(match[0])
        found.put("")

    threading.Thread(target=read, daemon=True).start()
    if not (address := found.get(timeout=_START_SECONDS)):
        raise RuntimeError(f"`course lab` did not start:\n{''.join(last_lines)}")
    return address
