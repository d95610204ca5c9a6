"""Grading submissions in several processes of this machine."""

import atexit
import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import NoReturn

from autograde.classroom.shared_template import SharedTemplate
from autograde.grading.graded import GradedSubmission, failed_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.limits import Limits
from autograde.grading.submission import Submission
from autograde.kernels.launch import ADDRESS_VARIABLE, TemplateLost, can_fork
from autograde.sandbox.layers import require_sandbox
from course_lib.errors import CourseError

Result = tuple[Submission, GradedSubmission]

_STOP_SECONDS = 10.0  # for a worker to end its kernel before it is killed
_ORPHAN_SECONDS = 3.0  # the same, where there is nobody left to kill it
_STARTS = 3  # of a worker; each may need another process that workers are forked from
# Of memory that can be written a worker may have as much as a notebook, and this; torch alone has
# 0.7 GB of it.
_OWN_BYTES = 4 * 2**30
# Imported once, by the process that workers are forked from.
_PRELOADED = ["autograde.grading.grade"]


def grade_in_processes(
    key: AssignmentKey,
    limits: Limits,
    submissions: Iterable[Submission],
    jobs: int,
    template: SharedTemplate | None = None,
) -> Iterator[Result]:
    """Grade submissions in `jobs` processes; yield each with its result as it is done.

    Kernels come from the `template`, which may have begun before; it is closed at the end.

    `submissions` is read as workers become free, so a lazy one keeps few in memory. A worker that
    dies is replaced, and so is the template that their kernels are forked from. What was in work
    then is graded again when all else is done, alone: that a machine ran out of memory need not be
    the fault of who was in work. What is lost twice is reported with status "error". Raises
    CourseError where the limits ask for a sandbox and this machine has none.
    """
    if limits.sandbox:
        require_sandbox()
    lost: list[Submission] = []
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as scratch:
        pool = _Pool(key, limits, scratch, template or SharedTemplate())
        try:
            for submission, graded in pool.run(submissions, jobs):
                if graded is None:
                    lost.append(submission)
                else:
                    yield submission, graded
            for submission, graded in pool.run(lost, 1):
                reason = "the worker process died twice, perhaps for want of memory"
                yield submission, graded or failed_submission(key, submission.student, reason)
        finally:
            pool.stop()


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Worker:
    """A process that grades one submission at a time."""

    def __init__(self, key: AssignmentKey, limits: Limits, scratch: str) -> None:
        context = multiprocessing.get_context(_start_method())
        self.connection, far_end = context.Pipe()
        arguments = (far_end, dict(os.environ), scratch, key, limits)
        self.process = context.Process(target=_work, args=arguments, daemon=False)
        self.process.start()
        far_end.close()  # so that the worker's death is the end of the connection
        self.submission: Submission | None = None

    def begin(self, submission: Submission, template: str) -> None:
        """Have a submission graded, in kernels from the template at this address."""
        self.submission = submission
        with contextlib.suppress(OSError):  # it has died: `result` will say so
            self.connection.send((submission, template))

    def result(self) -> GradedSubmission | None:
        """The result that has come; None where the worker or the template has died instead."""
        try:
            return self.connection.recv()
        except (EOFError, OSError):
            return None


class _Pool:
    """Worker processes that have the key, and put what they need on disk into `scratch`."""

    def __init__(
        self, key: AssignmentKey, limits: Limits, scratch: str, template: SharedTemplate
    ) -> None:
        self._prepare = (key, limits, scratch)
        self._workers: list[_Worker] = []
        self._template = template if can_fork() else None

    def run(
        self, submissions: Iterable[Submission], at_once: int
    ) -> Iterator[tuple[Submission, GradedSubmission | None]]:
        """Grade submissions; the result is None where one was lost."""
        waiting = iter(submissions)
        idle = deque(self._workers[:at_once])
        busy: dict[Connection, _Worker] = {}
        while True:
            while len(busy) < at_once and (submission := next(waiting, None)) is not None:
                worker = idle.popleft() if idle else self._new_worker()
                self._begin(worker, submission)
                busy[worker.connection] = worker
            if not busy:
                return
            done = [busy.pop(connection) for connection in wait(list(busy))]
            results = [(worker.submission, worker.result()) for worker in done]
            for worker, (_, graded) in zip(done, results, strict=True):
                if graded is None:
                    self._remove(worker)
                elif (submission := next(waiting, None)) is not None:
                    self._begin(worker, submission)
                    busy[worker.connection] = worker
                else:
                    idle.append(worker)
            yield from results

    def stop(self) -> None:
        """End the workers, and with them their kernels, without waiting for their work."""
        for worker in self._workers:
            worker.process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for worker in self._workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        if self._template is not None:
            self._template.close()

    def _begin(self, worker: _Worker, submission: Submission) -> None:
        worker.begin(submission, self._template.address() if self._template else "")

    def _new_worker(self) -> _Worker:
        """Start a worker. Raises CourseError where the system refuses again and again."""
        if self._template is not None:  # it takes as long as the first worker
            self._template.begin()
        for _ in range(_STARTS):
            try:
                self._workers.append(_Worker(*self._prepare))
                return self._workers[-1]
            except (EOFError, OSError) as error:  # what workers are forked from has died
                reason = error
        raise CourseError(
            f"no process can be started to grade in ({reason!r}): "
            "see what takes this machine's memory and processes, and try again"
        )

    def _remove(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)


def _start_method() -> str:
    """How workers start: forked from a process that has everything imported and has done nothing
    else, or each on its own where the system has no such way."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return "spawn"
    multiprocessing.set_forkserver_preload(_PRELOADED)
    return "forkserver"


def _work(
    connection: Connection,
    environment: dict[str, str],
    scratch: str,
    key: AssignmentKey,
    limits: Limits,
) -> None:
    """What a worker process does: grade what comes, until the connection ends."""
    tempfile.tempdir = scratch
    os.environ.clear()  # the process that it was forked from may be older than the coordinator's
    os.environ.update(environment)
    _limit_memory(limits.memory_bytes + _OWN_BYTES)
    # Ctrl-C reaches every process of the group, and the coordinator decides what it means. Not
    # SIG_IGN, which kernels would inherit.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import torch

    from autograde.grading.grade import grade_submission

    torch.set_num_threads(limits.threads)
    # On the way out there is nothing to unwind, and torch must not be cut short cleaning up.
    atexit.register(signal.signal, signal.SIGTERM, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        while True:
            submission, os.environ[ADDRESS_VARIABLE] = connection.recv()
            try:
                graded = grade_submission(key, submission, limits)
            except TemplateLost:  # another one will be there the next time
                graded = None
            connection.send(graded)


def _limit_memory(size: int) -> None:
    """Have a check that hostile evidence makes insatiable fail, and not the machine.

    Only what can be written counts: torch reserves far more addresses than it uses. Kernels that
    are forked from a template are none of this process's children, and have limits of their own.
    """
    if sys.platform == "linux":
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        size = size if hard == resource.RLIM_INFINITY else min(size, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (size, hard))


def _leave(*_: object) -> NoReturn:
    """Unwind the work that is going on, which ends its kernel."""
    raise SystemExit(1)


def _end_with_parent() -> None:
    """Leave no worker behind when the coordinator is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_ORPHAN_SECONDS)
        os._exit(1)
