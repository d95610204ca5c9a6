"""Grading a class: which submissions, in parallel, and the one writer of what comes out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from nbgrader.api import Gradebook

from autograde.classroom.autograded import autograded_files, holds
from autograde.classroom.cache import Cache, depends_on_load
from autograde.classroom.course_directory import Course, unknown_name
from autograde.classroom.fingerprint import Fingerprints
from autograde.classroom.gradebook import (
    StoredSubmission,
    lateness,
    open_gradebook,
    stored_submissions,
)
from autograde.classroom.run_lock import run_lock
from autograde.classroom.secret import course_secret
from autograde.classroom.workers import available_cores, grade_in_processes
from autograde.classroom.writer import Delivery, Writer, in_one_line
from autograde.grading.graded import GradedSubmission, failed_submission
from autograde.grading.key import AssignmentKey
from autograde.grading.key_reader import read_key
from autograde.grading.limits import Limits
from autograde.grading.report import SubmissionReport
from autograde.grading.submission import Submission, read_submission
from course_lib.errors import CourseError

STATE = ".grading"  # in a course directory: what is ours alone

# What grades submissions, somewhere: (key, limits, submissions, jobs) -> each with its result, in
# any order. It reads submissions only as fast as it can take them.
Grader = Callable[
    [AssignmentKey, Limits, Iterable[Submission], int],
    Iterator[tuple[Submission, GradedSubmission]],
]


@dataclass(frozen=True)
class Plan:
    """What is to be done about a class: whom to grade, whose kept result to write once more
    because the gradebook or the autograded directory lags behind, and what stands already."""

    to_grade: list[str] = field(default_factory=list)
    to_write: list[str] = field(default_factory=list)
    standing: list[SubmissionReport] = field(default_factory=list)


@dataclass(frozen=True)
class ClassRun:
    """A class to be graded: make one with `prepare_class`, and iterate over `grade()`."""

    course: Course
    key: AssignmentKey
    students: Sequence[str]
    limits: Limits
    jobs: int
    force: bool = False
    grade_all: Grader = grade_in_processes

    @cached_property
    def plan(self) -> Plan:
        """What is to be done, as things are when it is first asked for.

        A submission is not graded again while everything that its grade depends on is the same.
        """
        plan = Plan()
        with self._gradebook() as gradebook:
            stored = stored_submissions(gradebook, self.key.name)
        for student in self.students:
            report = None if self.force else self._standing(student, stored.get(student))
            if report is None:
                plan.to_grade.append(student)
            elif report.status == "cached":
                plan.standing.append(report)
            else:
                plan.to_write.append(student)
        return plan

    def grade(self) -> Iterator[SubmissionReport]:
        """Carry out the plan; yield the report of each submission when it is in the gradebook.

        A result is kept on disk the moment that it comes, and written with status "graded"; one
        that was kept before has status "cached". Nothing that one submission holds stops the
        others. After Ctrl-C what has come is written and yielded, and KeyboardInterrupt raised.
        Raises CourseError where another run of the course is at work, and where the system refuses
        what the run as a whole needs.
        """
        with _refusals_told(), run_lock(self.course.root / STATE):
            yield from self._grade()

    def _grade(self) -> Iterator[SubmissionReport]:
        yield from self.plan.standing
        if not (self.plan.to_write or self.plan.to_grade):
            return
        failures: list[SubmissionReport] = []
        with self._gradebook() as gradebook, Writer(self.course, self.key, gradebook) as writer:
            try:
                for delivery in self._deliveries(failures):
                    writer.put(delivery)
                    yield from writer.written()
            except KeyboardInterrupt:
                writer.finish()
                yield from writer.written()
                raise
            writer.finish()
            yield from writer.written()
        yield from failures

    def _deliveries(self, failures: list[SubmissionReport]) -> Iterator[Delivery]:
        """The kept results and then the new ones, to be written; what failed goes to `failures`."""
        to_grade = list(self.plan.to_grade)
        for submission in self._read(self.plan.to_write, failures):
            fingerprint = self._fingerprints.of(submission)
            kept = self._cache.read(submission.student, fingerprint)
            if kept is None:  # it has changed since the plan was made
                to_grade.append(submission.student)
            else:
                graded = replace(kept, report=replace(kept.report, status="cached"))
                yield Delivery(graded, autograded_files(self.key, submission, graded))
        submissions = self._read(to_grade, failures)
        for submission, graded in self.grade_all(self.key, self.limits, submissions, self.jobs):
            if graded.report.status == "error":
                failures.append(graded.report)
            else:
                yield self._keep(submission, graded)

    def _keep(self, submission: Submission, graded: GradedSubmission) -> Delivery:
        """Keep a new result before anything else is done with it."""
        files = autograded_files(self.key, submission, graded)
        try:
            self._cache.keep(self._fingerprints.of(submission), graded, files)
        except OSError as error:  # it may still be written
            flags = (*graded.report.flags, f"not kept for the next run: {in_one_line(error)}")
            graded = replace(graded, report=replace(graded.report, flags=flags))
        return Delivery(graded, files)

    def _standing(self, student: str, stored: StoredSubmission | None) -> SubmissionReport | None:
        """The kept report of a submission, None if it is to be graded.

        Its status is "cached" where the gradebook and the autograded directory tell the same.
        """
        try:
            fingerprint = self._fingerprints.of(self._read_one(student))
        except Exception:  # to be reported when it is graded
            return None
        entry = self._cache.find(student, fingerprint)
        if entry is None or depends_on_load(entry.report):
            return None  # what a busy machine may have decided may come out better now
        folder = self.course.autograded(self.key.name, student)
        agrees = stored is not None and stored.agrees(entry.report, entry.timestamp)
        if not (agrees and holds(folder, entry.folder)):
            intact = self._cache.read(student, fingerprint) is not None
            return entry.report if intact else None
        late = lateness(stored.seconds_late, stored.penalty)
        return replace(entry.report, status="cached", flags=(*entry.report.flags, *late))

    def _read(
        self, students: Sequence[str], failures: list[SubmissionReport]
    ) -> Iterator[Submission]:
        """Read submissions one after the other; what the system refuses goes to `failures`."""
        for student in students:
            try:
                yield self._read_one(student)
            except Exception as error:  # whatever it is, the others are graded
                failures.append(failed_submission(self.key, student, in_one_line(error)).report)

    def _read_one(self, student: str) -> Submission:
        names = [notebook.name for notebook in self.key.notebooks]
        folder = self.course.submitted(self.key.name, student)
        folder.lstat()  # raises where it has gone since the class was listed: that is no zero
        return read_submission(folder, student, names, self.course.ignore)

    def _gradebook(self) -> AbstractContextManager[Gradebook]:
        return open_gradebook(self.course.gradebook_url, self.course.course_id)

    @cached_property
    def _fingerprints(self) -> Fingerprints:
        return Fingerprints(self.key, self.limits)

    @cached_property
    def _cache(self) -> Cache:
        mode = 0o2770 if self.course.is_group_shared else 0o700
        return Cache(self.course.root / STATE, self.key.name, mode)


@contextmanager
def _refusals_told() -> Iterator[None]:
    """What the system refuses, such as room on a full disk, as one line for an instructor."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise CourseError(
            f"{error.filename or 'a file'} cannot be used ({reason}): mend that and try again"
        ) from error


@_refusals_told()
def prepare_class(
    course_dir: Path,
    assignment: str,
    *,
    students: Sequence[str] = (),
    limits: Mapping[str, Any] = MappingProxyType({}),
    jobs: int | None = None,
    force: bool = False,
    grade_all: Grader = grade_in_processes,
) -> ClassRun:
    """Find out what is to be graded, how, and by how many processes at a time.

    By default: all who handed something in; a process of this machine for each core. `limits` are
    fields of Limits; without `cell_seconds` among them a cell may run as long as the course's
    configuration says. Raises CourseError where the directory, the assignment or a student is none,
    where another run of the course is at work, and where the system refuses to read or write what
    is needed.
    """
    course = Course.open(course_dir)
    key = replace(_read_key(course, assignment), secret=course_secret(course.root / STATE))
    with run_lock(course.root / STATE):
        pass  # `grade` will hold it: this tells early who else does
    handed_in = course.students(assignment)
    if not handed_in:
        place = course.submitted(assignment, "STUDENT")
        raise CourseError(f"nobody has handed in {assignment}: submissions belong in {place}")
    known = set(handed_in)
    for student in students:
        if student not in known:
            raise CourseError(unknown_name(f"submission of {assignment} by", student, handed_in))
    chosen = sorted(set(students)) or handed_in
    cores = available_cores()
    jobs = jobs or min(cores, len(chosen))
    configured = {"cell_seconds": course.timeout} if course.timeout else {}
    rules = Limits(threads=max(1, cores // jobs), **{**configured, **limits})
    return ClassRun(course, key, chosen, rules, jobs, force, grade_all)


def _read_key(course: Course, assignment: str) -> AssignmentKey:
    release = f"release it first: nbgrader generate_assignment {assignment}"
    in_source = assignment in course.source_assignments()
    if not course.has_gradebook():
        what = release if in_source else "release an assignment first"
        raise CourseError(f"{course.root} has no gradebook: {what}")
    with open_gradebook(course.gradebook_url, course.course_id) as gradebook:
        known = [each.name for each in gradebook.assignments]
        if assignment not in known:
            if in_source:
                raise CourseError(f"{assignment} is not in the gradebook: {release}")
            everything = {*known, *course.source_assignments()}
            raise CourseError(unknown_name("assignment", assignment, everything))
        order, checks = course.cell_order(assignment), course.checks(assignment)
        files = course.source_files(assignment)
        key = read_key(gradebook, assignment, order, checks, files, course.config)
    if not key.notebooks:
        raise CourseError(f"{assignment} has no notebooks in the gradebook: {release}")
    if key.sealed_tests and checks is None:
        place = course.root / "keys" / assignment
        raise CourseError(
            f"the sealed checks of {assignment} are missing at {place}: "
            "make the course directory with `course init`, or copy them there"
        )
    return key
