"""How much memory a kernel and its processes occupy."""

import contextlib

import psutil


def memory_of(pid: int) -> int:
    """Bytes of the process `pid` and of all that descend from it; 0 where it is gone.

    Pages that a forked process still shares with its parent count for both. Files that are mapped
    and shared memory do not count: the sizes of the sandbox's folders bound them, and its filter of
    system calls refuses what lies in no folder.
    """
    total = 0
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        for each in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += _private(each)
    return total


def own_memory() -> int:
    """Bytes of this process alone."""
    return _private(psutil.Process())


def _private(process: psutil.Process) -> int:
    memory = process.memory_info()
    return max(0, memory.rss - memory.shared)
