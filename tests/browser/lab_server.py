"""A real JupyterLab, started by `course lab` as a person starts it, in a home of its own."""

import os
import queue
import re
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/\S*token=(\w+)")
_START_SECONDS, _STOP_SECONDS = 300, 60  # only to notice that it hangs


@dataclass(frozen=True)
class Lab:
    """A JupyterLab that runs: its address, without the last slash, and the token that it wants."""

    root: str
    token: str

    def address(self, page: str = "") -> str:
        """Of a page, without the tabs of earlier ones; of that on which JupyterLab opens."""
        return f"{self.root}/{page}?token={self.token}" + ("&reset" if page else "")


@contextmanager
def course_lab(directory: Path, home: Path, *options: str) -> Iterator[Lab]:
    """Run `course lab` in `directory` until the block ends.

    Nothing of the user's home is read or written: `home`, a folder to be made, stands for it.
    Raises RuntimeError, with the end of what it printed, where it does not start.
    """
    home.mkdir()
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
        yield _lab(process)
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


def _lab(process: subprocess.Popen[str]) -> Lab:
    """Read what the process prints, to its end so that it never waits; return what it tells."""
    found: queue.Queue[Lab | None] = queue.Queue()
    last_lines: deque[str] = deque(maxlen=20)

    def read() -> None:
        for line in process.stdout:
            last_lines.append(line)
            if match := _ADDRESS.search(line):
                found.put(Lab(*match.groups()))
        found.put(None)

    threading.Thread(target=read, daemon=True).start()
    if not (lab := found.get(timeout=_START_SECONDS)):
        raise RuntimeError(f"`course lab` did not start:\n{''.join(last_lines)}")
    _wait_until_it_listens(lab)
    return lab


def _wait_until_it_listens(lab: Lab) -> None:
    """It prints its address a moment before."""
    address = urlsplit(lab.root)
    for _ in range(_START_SECONDS):
        try:
            socket.create_connection((address.hostname, address.port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(1)
    raise RuntimeError(f"`course lab` does not listen at {lab.root}")
