"""Run the cells of a lesson in a namespace, without Jupyter, and judge its tests."""

import contextlib
import io
import linecache
import os
import pickle
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from autograde.lessons.source import Cell
from autograde.sealed import CheckSet, Judgement, NamespaceStudent

ANSWER_SECONDS = 300


@dataclass(frozen=True)
class TestResult:
    """How one test cell went: `error` is empty where its visible code ran clean."""

    test: str
    points: float
    error: str = ""
    judgements: dict[str, Judgement] = field(default_factory=dict)

    __test__ = False  # not for pytest to collect

    @property
    def credit(self) -> float:
        """The share of the points earned, 0 to 1."""
        if self.error:
            return 0.0
        return min((j.credit for j in self.judgements.values()), default=1.0)


def new_namespace() -> dict[str, Any]:
    return {"__name__": "__main__"}


def execute(
    source: str, namespace: dict[str, Any], name: str = "cell", *, strict: bool = False
) -> str:
    """Run a cell silently; return "" or the error that it raised, as `Type: message`.

    With `strict`, as our own cells are run, a warning is an error, and so is a word on stderr.
    """
    filename = f"<{name}>"
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(stdout))
        stack.enter_context(contextlib.redirect_stderr(stderr))
        if strict:
            stack.enter_context(warnings.catch_warnings())
            warnings.simplefilter("error")
        try:
            exec(compile(source, filename, "exec"), namespace)
        except (Exception, SystemExit) as error:
            return f"{type(error).__name__}: {error}"
    return f"on stderr: {stderr.getvalue().strip()}" if strict and stderr.getvalue() else ""


def run_test(
    cell: Cell, namespace: dict[str, Any], checks: CheckSet, data: str, *, strict: bool = False
) -> TestResult:
    """Run a test cell's visible code, then every sealed check of it."""
    error = execute(cell.source, namespace, cell.grade_id, strict=strict)
    judgements = {
        check.name: check.judgement(NamespaceStudent(namespace, data=data))
        for check in checks.of(cell.grade_id)
    }
    return TestResult(cell.grade_id, cell.points or 0.0, error, judgements)


def in_fork(
    task: Callable[[], Any], *, seconds: int = ANSWER_SECONDS, threads: int | None = 1
) -> Callable[[], Any]:
    """Start `task` in a forked copy of this process; return a function that waits for its result.

    The copy sees everything that the notebook has defined so far and can spoil none of it. Waiting
    raises RuntimeError with the traceback if the task raised or took more than `seconds`.
    `threads` None keeps torch's number of threads: only for a parent that has run no torch
    operation, since a thread pool does not survive a fork and a single thread needs none.
    """
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _run_in_child(task, writing, seconds, threads)
    os.close(writing)

    def wait() -> Any:
        with os.fdopen(reading, "rb") as pipe:
            received = pipe.read()
        os.waitpid(process, 0)
        ok, result = pickle.loads(received) if received else (False, "the process died")
        if not ok:
            raise RuntimeError(result)
        return result

    return wait


def in_forks(
    tasks: Iterable[Callable[[], Any]], jobs: int, *, seconds: int = ANSWER_SECONDS
) -> list[Any]:
    """The results of the tasks, each run in a fork for at most `seconds`, `jobs` at a time."""
    results, waiting = [], []
    for task in tasks:
        if len(waiting) == jobs:
            results.append(waiting.pop(0)())
        waiting.append(in_fork(task, seconds=seconds))
    return results + [wait() for wait in waiting]


def _run_in_child(task: Callable[[], Any], writing: int, seconds: int, threads: int | None) -> None:
    import torch

    if threads is not None:
        torch.set_num_threads(threads)
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(seconds)
    try:
        reply = (True, task())
    except BaseException:
        reply = (False, traceback.format_exc())
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump(reply, pipe)
    os._exit(0)


def _too_long(*_: object) -> None:
    raise TimeoutError("out of time")
