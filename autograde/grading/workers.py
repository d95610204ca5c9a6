"""Grading submissions in several processes of this machine."""

import atexit
import itertools
import multiprocessing
import os
import signal
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for_connection
from typing import NoReturn

from autograde.grading.grade import GradedSubmission, failed_submission, grade_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.limits import Limits
from autograde.grading.submission import Submission

Result = tuple[Submission, GradedSubmission]

_STOP_SECONDS = 10.0  # for a worker to end its kernel before it is killed
_ORPHAN_SECONDS = 3.0  # the same, where there is nobody left to kill it


def grade_in_processes(
    key: AssignmentKey, limits: Limits, submissions: Iterable[Submission], jobs: int
) -> Iterator[Result]:
    """Grade submissions in `jobs` processes; yield each with its result as it is done.

    `submissions` is read as workers become free, so a lazy one keeps few in memory. A worker that
    dies is replaced: the submissions that were in work are then graded one at a time, so that the
    one that kills workers is found out and reported with status "error", and no other suffers.
    """
    waiting, suspects = iter(submissions), deque[Submission]()
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as scratch:
        while True:
            pool = _Pool(key, limits, jobs, scratch)
            try:
                while suspects:
                    yield from pool.run([suspects.popleft()], 1)
                yield from pool.run(waiting, jobs)
                return
            except _WorkerDied as death:
                suspects.extend(death.in_work if len(death.in_work) > 1 else [])
                if len(death.in_work) == 1:
                    reason = "the worker process died, perhaps for want of memory"
                    guilty = death.in_work[0]
                    yield guilty, failed_submission(key, guilty.student, reason)
            finally:
                pool.stop()


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _WorkerDied(Exception):  # noqa: N818
    def __init__(self, in_work: list[Submission]) -> None:
        super().__init__(f"{len(in_work)} submissions were in work")
        self.in_work = in_work


class _Pool:
    """Worker processes that have the key, and put what they need on disk into `scratch`."""

    def __init__(self, key: AssignmentKey, limits: Limits, jobs: int, scratch: str) -> None:
        self._pool = ProcessPoolExecutor(
            jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start_worker,
            initargs=(key, limits, scratch),
        )

    def run(self, submissions: Iterable[Submission], at_once: int) -> Iterator[Result]:
        submissions = iter(submissions)
        in_work: dict[Future[GradedSubmission], Submission] = {}
        while True:
            for submission in itertools.islice(submissions, at_once - len(in_work)):
                try:
                    in_work[self._pool.submit(_grade, submission)] = submission
                except BrokenProcessPool:
                    raise _WorkerDied([*in_work.values(), submission]) from None
            if not in_work:
                return
            done, _ = wait(in_work, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    result = future.result()
                except BrokenProcessPool:
                    raise _WorkerDied(list(in_work.values())) from None
                yield in_work.pop(future), result

    def stop(self) -> None:
        """End the workers, and with them their kernels, without waiting for their work."""
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for process in processes:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.is_alive():
                process.kill()


_shared: tuple[AssignmentKey, Limits]  # what a worker process grades with


def _start_worker(key: AssignmentKey, limits: Limits, scratch: str) -> None:
    """Prepare a worker process."""
    global _shared
    _shared, tempfile.tempdir = (key, limits), scratch
    # Ctrl-C reaches every process of the group, and the coordinator decides what it means. Not
    # SIG_IGN, which kernels would inherit.
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import torch

    torch.set_num_threads(limits.threads)
    # On the way out there is nothing to unwind, and torch must not be cut short cleaning up.
    atexit.register(signal.signal, signal.SIGTERM, signal.SIG_IGN)


def _leave(*_: object) -> NoReturn:
    """Unwind the work that is going on, which ends its kernel."""
    raise SystemExit(1)


def _end_with_parent() -> None:
    """Leave no worker behind when the coordinator is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for_connection([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_ORPHAN_SECONDS)
        os._exit(1)


def _grade(submission: Submission) -> GradedSubmission:
    key, limits = _shared
    return grade_submission(key, submission, limits)
