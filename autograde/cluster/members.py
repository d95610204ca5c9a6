"""Which processes of a Dask cluster may grade: those that have the coordinator's versions."""

import logging
import time

from distributed import Client

from autograde.classroom.versions import difference, versions
from course_lib.errors import CourseError

_log = logging.getLogger(__name__)
_CONNECT_SECONDS = 10.0
# Where a scheduler is lost it logs a traceback, and we say it in one line.
logging.getLogger("distributed.client").setLevel(logging.CRITICAL)


def connect(address: str) -> Client:
    """Connect to a scheduler. Raises CourseError where none answers."""
    try:
        return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except Exception as error:  # dask has no base class for an address it does not understand
        reason = " ".join(str(error).split())
        raise CourseError(
            f"no Dask scheduler answers at {address} ({reason:.200}): "
            "start one with `dask scheduler`, or correct the address"
        ) from error


class Members:
    """The workers of a scheduler, which come and go. `patience` is how many seconds to do without
    any of them."""

    def __init__(self, client: Client, address: str, patience: float) -> None:
        self._client, self._address, self._patience = client, address, patience
        self._admitted: set[str] = set()
        self._refused: set[str] = set()
        self._last_seen = time.monotonic()

    def admit_first(self) -> None:
        """Wait for a worker. Raises CourseError where none comes, and where the scheduler or a
        worker that is there has other versions than this process."""
        if differing := difference(versions(), self._scheduler_versions()):
            raise CourseError(_refusal(f"the scheduler at {self._address}", differing))
        try:
            self._client.wait_for_workers(1, timeout=self._patience)
        except TimeoutError as error:
            raise CourseError(self._no_workers()) from error
        for worker, differing in self._differences(set(self._client.nthreads())).items():
            if differing:
                raise CourseError(_refusal(f"the worker at {worker}", differing))
            self._admitted.add(worker)

    def slots(self) -> int:
        """How many submissions the workers can grade at a time.

        Admits or refuses those that have come. Raises CourseError where there has been none for
        as long as patience lasts, and OSError where the scheduler is gone.
        """
        threads = self._client.nthreads()
        new = set(threads) - self._admitted - self._refused
        for worker, differing in self._differences(new).items():
            if differing:
                self.refuse(worker, differing)
            else:
                self._admitted.add(worker)
        self._admitted &= set(threads)
        if self._admitted:
            self._last_seen = time.monotonic()
        elif time.monotonic() - self._last_seen > self._patience:
            raise CourseError(self._no_workers())
        return sum(threads[worker] for worker in self._admitted)

    def refuse(self, worker: str, differing: str) -> None:
        """Have the scheduler dismiss a worker that came later than the work began."""
        if worker in self._refused:
            return
        self._refused.add(worker)
        self._admitted.discard(worker)
        _log.warning("%s", _refusal(f"the worker at {worker}", differing))
        self._client.retire_workers([worker])

    def _scheduler_versions(self) -> dict[str, str]:
        try:
            return self._client.run_on_scheduler(versions)
        except ImportError:  # we are not installed there
            return {}

    def _differences(self, workers: set[str]) -> dict[str, str]:
        """How each of these workers differs; those that have left meanwhile are not in it."""
        if not workers:
            return {}
        answers = self._client.run(versions, workers=sorted(workers), on_error="return")
        return {
            worker: difference(versions(), {} if isinstance(answer, Exception) else answer)
            for worker, answer in answers.items()
            if not isinstance(answer, OSError)
        }

    def _no_workers(self) -> str:
        return (
            f"the scheduler at {self._address} has had no workers for {self._patience:g} s: "
            f"start some with `course worker {self._address}`; what is graded is kept"
        )


def _refusal(who: str, differing: str) -> str:
    return f"{who} has {differing}: install the same there (docs/cluster.md)"
