"""Grading submissions on a Dask cluster: the half of it that runs in the coordinator."""

import itertools
from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from autograde.classroom.key_bundle import KeyBundle
from autograde.classroom.versions import versions
from autograde.grading.graded import GradedSubmission, failed_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.limits import Limits
from autograde.grading.submission import Submission
from course_lib.errors import CourseError

try:
    from distributed import Client, Future, KilledWorker

    from autograde.cluster.members import Members, connect
    from autograde.cluster.worker import Refusal, bundle_task, grade_task
except ImportError as error:
    raise CourseError(
        f"a Dask cluster needs {error.name}: pip install -e '.[cluster]' -c constraints.txt"
    ) from error

if TYPE_CHECKING:
    from autograde.classroom.class_run import Grader

Result = tuple[Submission, GradedSubmission]

_PER_SLOT = 2  # the one in work, and one that is there when it is done
_POLL_SECONDS = 1.0  # how often to look which workers there are while none is done
_RESULT_SECONDS = 60.0  # to fetch a result from the worker that has it
_DIED = "each worker that graded it died, perhaps for want of memory"


def grade_on_cluster(address: str, patience: float = 60.0) -> "Grader":
    """A grader that hands submissions to the workers of the Dask scheduler at `address`, such as
    tcp://10.0.0.1:8786; its `jobs` is not used.

    A submission whose worker dies goes to another one. The one that kills every worker it comes
    to is reported with status "error", and no other suffers. Grading raises CourseError where the
    scheduler cannot be reached or is lost, where there is no worker for `patience` seconds, and
    where the cluster has other versions than this process.
    """

    def grade(
        key: AssignmentKey, limits: Limits, submissions: Iterable[Submission], jobs: int
    ) -> Iterator[Result]:
        bundle = KeyBundle.of(key)
        client = connect(address)
        try:
            members = Members(client, address, patience)
            members.admit_first()
            yield from _Run(client, members, bundle, limits).grade(submissions)
        except OSError as error:
            raise CourseError(
                f"the connection to the scheduler at {address} is lost: "
                "what is graded is kept; run the command again for the rest"
            ) from error
        finally:
            client.close()

    return grade


class _Run:
    """Submissions on their way to the workers and back."""

    def __init__(self, client: Client, members: Members, bundle: KeyBundle, limits: Limits) -> None:
        self._client, self._members, self._key = client, members, bundle.key
        self._fixed = (client.submit(bundle_task, bundle, pure=False), limits, dict(versions()))
        self._in_work: dict[str, tuple[Future, Submission]] = {}
        self._done: SimpleQueue[Future] = SimpleQueue()

    def grade(self, submissions: Iterable[Submission]) -> Iterator[Result]:
        """Grade submissions; those that failed together with others then get another chance one
        at a time, because dask blames all that a dying worker had."""
        suspects: list[Submission] = []
        for submission, result in self._grade(iter(submissions)):
            if isinstance(result, str):
                suspects.append(submission)
            else:
                yield submission, result
        for suspect in suspects:
            for submission, result in self._grade(iter([suspect])):
                if isinstance(result, str):
                    result = failed_submission(self._key, submission.student, result)
                yield submission, result

    def _grade(
        self, submissions: Iterator[Submission]
    ) -> Iterator[tuple[Submission, GradedSubmission | str]]:
        """Grade submissions, a few at a time; yield each with its result, or why there is none."""
        while True:
            room = max(1, _PER_SLOT * self._members.slots()) - len(self._in_work)
            for submission in itertools.islice(submissions, max(0, room)):
                self._submit(submission)
            if not self._in_work:
                return
            try:
                future = self._done.get(timeout=_POLL_SECONDS)
            except Empty:
                continue
            _, submission = self._in_work.pop(future.key)
            result = _result(future)
            if isinstance(result, Refusal):
                self._members.refuse(result.worker, result.difference)
                self._submit(submission)
            else:
                yield submission, result

    def _submit(self, submission: Submission) -> None:
        # Not a pure function to dask: two identical submissions are two tasks.
        future = self._client.submit(grade_task, *self._fixed, submission, pure=False)
        self._in_work[future.key] = future, submission
        future.add_done_callback(self._done.put)


def _result(future: Future) -> GradedSubmission | Refusal | str:
    """What a task that is done returned, or why it returned nothing.

    Raises ConnectionError where the scheduler is gone, which is when dask cancels tasks.
    """
    if future.cancelled():
        raise ConnectionError
    try:
        return future.result(timeout=_RESULT_SECONDS)
    except KilledWorker:
        return _DIED
    except Exception as error:
        return f"{type(error).__name__}: {' '.join(str(error).split()):.300}"
