"""The one writer of a class run: results into the gradebook, in batches, and into autograded/."""

import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nbgrader.api import Gradebook

from autograde.classroom.autograded import write_autograded
from autograde.classroom.course_directory import Course
from autograde.classroom.save_grades import save_grades
from autograde.grading.graded import GradedSubmission, failed_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.report import SubmissionReport

# A batch is written when it is this large, or when its first result has waited this long.
BATCH = 20
BATCH_SECONDS = 1.0


@dataclass(frozen=True)
class Delivery:
    """A result to be written; `files` are for the autograded directory."""

    graded: GradedSubmission
    files: Mapping[str, bytes]


class Writer:
    """Writes what it is given, in a thread of its own; use it as a context manager.

    Leaving the context writes the rest. What cannot be written is reported with status "error";
    all else of the same batch is written.
    """

    def __init__(self, course: Course, key: AssignmentKey, gradebook: Gradebook) -> None:
        self._course, self._key, self._gradebook = course, key, gradebook
        # A full queue makes whoever puts wait: results are large, and memory is bounded.
        self._waiting: queue.Queue[Delivery | None] = queue.Queue(2 * BATCH)
        self._written: queue.SimpleQueue[SubmissionReport] = queue.SimpleQueue()
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="gradebook writer")

    def __enter__(self) -> "Writer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()

    def put(self, delivery: Delivery) -> None:
        self._waiting.put(delivery)

    def written(self) -> Iterator[SubmissionReport]:
        """The reports of what was written since the last time, without waiting."""
        while not self._written.empty():
            yield self._written.get()

    def finish(self) -> None:
        """Write the rest, and return when that is done."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def _run(self) -> None:
        try:
            while batch := self._next_batch():
                for report in self._write(batch):
                    self._written.put(report)
        finally:
            self._gradebook.db.remove()  # this thread's session

    def _next_batch(self) -> list[Delivery]:
        """What is there to be written; nothing at the end."""
        batch: list[Delivery] = []
        deadline = 0.0
        while len(batch) < BATCH and not self._ended:
            patience = max(0.0, deadline - time.monotonic()) if batch else None
            try:
                delivery = self._waiting.get(timeout=patience)
            except queue.Empty:
                break
            if delivery is None:
                self._ended = True
            else:
                deadline = deadline or time.monotonic() + BATCH_SECONDS
                batch.append(delivery)
        return batch

    def _write(self, batch: Sequence[Delivery]) -> Iterator[SubmissionReport]:
        """Write a batch, one by one where it fails as a whole."""
        try:
            remarks = self._save(batch)
        except Exception as error:
            if len(batch) == 1:  # a locked database: this one is to be retried
                yield self._fail(batch[0].graded.report.student, error)
                return
            for each in batch:
                yield from self._write([each])
            return
        for delivery, late in zip(batch, remarks, strict=True):
            yield self._write_folder(delivery, late)

    def _fail(self, student: str, error: Exception) -> SubmissionReport:
        return failed_submission(self._key, student, in_one_line(error)).report

    def _save(self, batch: Sequence[Delivery]) -> list[tuple[str, ...]]:
        course, graded = self._course, [each.graded for each in batch]
        return save_grades(
            self._gradebook, self._key.name, graded, course.config, course.creates_students
        )

    def _write_folder(self, delivery: Delivery, late: tuple[str, ...]) -> SubmissionReport:
        report = delivery.graded.report
        try:
            write_autograded(self._course, self._key.name, report.student, delivery.files)
        except Exception as error:  # a full disk
            return self._fail(report.student, error)
        return replace(report, flags=(*report.flags, *late))


def in_one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split()):.300}"
