"""Grading a class: which submissions, in parallel, and the one writer of what comes out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nbgrader.api import Gradebook

from autograde.grading.autograded import write_autograded
from autograde.grading.course_directory import Course, unknown_name
from autograde.grading.grade import GradedSubmission, failed_submission
from autograde.grading.gradebook import open_gradebook, save_grades, stored_report
from autograde.grading.key import AssignmentKey
from autograde.grading.key_reader import read_key
from autograde.grading.limits import Limits
from autograde.grading.report import SubmissionReport
from autograde.grading.submission import Submission, read_submission, read_timestamp
from autograde.grading.workers import available_cores, grade_in_processes
from course_lib.errors import CourseError

# What grades submissions, somewhere: (key, limits, submissions, jobs) -> each with its result, in
# any order. It reads submissions only as fast as it can take them.
Grader = Callable[
    [AssignmentKey, Limits, Iterable[Submission], int],
    Iterator[tuple[Submission, GradedSubmission]],
]


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

    def grade(self) -> Iterator[SubmissionReport]:
        """Grade every submission; yield its report when it is in the gradebook.

        A submission that nbgrader too would leave alone, because it was graded and has not
        become newer, is yielded with status "cached". Nothing that one submission holds stops the
        others. Whoever stops iterating keeps what was yielded.
        """
        with open_gradebook(self.course.gradebook_url, self.course.course_id) as gradebook:
            to_grade = []
            for student in self.students:
                stored = None if self.force else self._stored(gradebook, student)
                if stored is None:
                    to_grade.append(student)
                else:
                    yield stored
            failures: list[SubmissionReport] = []
            submissions = self._read(to_grade, failures)
            for result in self.grade_all(self.key, self.limits, submissions, self.jobs):
                yield self._write(gradebook, *result)
            yield from failures

    def _read(
        self, students: Sequence[str], failures: list[SubmissionReport]
    ) -> Iterator[Submission]:
        """Read submissions one after the other; what the system refuses goes to `failures`."""
        names = [notebook.name for notebook in self.key.notebooks]
        for student in students:
            folder = self.course.submitted(self.key.name, student)
            try:
                yield read_submission(folder, student, names, self.course.ignore)
            except Exception as error:  # whatever it is, the others are graded
                failures.append(failed_submission(self.key, student, _in_one_line(error)).report)

    def _write(
        self, gradebook: Gradebook, submission: Submission, graded: GradedSubmission
    ) -> SubmissionReport:
        """Write what grading concluded. The folder comes last: it is what a rerun looks for."""
        report = graded.report
        if report.status == "error":
            return report
        try:
            course, name = self.course, self.key.name
            remarks = save_grades(gradebook, name, graded, course.config, course.creates_students)
            write_autograded(self.course, self.key, submission, graded)
        except Exception as error:  # a locked database, a full disk: this one is to be retried
            return failed_submission(self.key, report.student, _in_one_line(error)).report
        return replace(report, flags=(*report.flags, *remarks))

    def _stored(self, gradebook: Gradebook, student: str) -> SubmissionReport | None:
        """The stored report, unless the submission has become newer since it was graded."""
        autograded = self.course.autograded(self.key.name, student)
        if not autograded.is_dir():
            return None
        new, _ = read_timestamp(self.course.submitted(self.key.name, student))
        old, _ = read_timestamp(autograded)
        if new is not None and old is not None and new > old:
            return None
        return stored_report(gradebook, self.key, student)


def prepare_class(
    course_dir: Path,
    assignment: str,
    *,
    students: Sequence[str] = (),
    seconds: float | None = None,
    data: str = "embedded",
    jobs: int | None = None,
    force: bool = False,
    grade_all: Grader = grade_in_processes,
) -> ClassRun:
    """Find out what is to be graded, how, and by how many processes at a time.

    By default: all who handed something in; a process of this machine for each core; as many
    `seconds` for a cell as the course's configuration says. Raises CourseError where the directory,
    the assignment or a student is none.
    """
    course = Course.open(course_dir)
    key = _read_key(course, assignment)
    handed_in = course.students(assignment)
    if not handed_in:
        place = course.submitted(assignment, "STUDENT")
        raise CourseError(f"nobody has handed in {assignment}: submissions belong in {place}")
    for student in students:
        if student not in handed_in:
            raise CourseError(unknown_name(f"submission of {assignment} by", student, handed_in))
    chosen = sorted(set(students)) or handed_in
    cores = available_cores()
    jobs = jobs or min(cores, len(chosen))
    limits = Limits(
        cell_seconds=seconds or course.timeout or Limits.cell_seconds,
        threads=max(1, cores // jobs),
        data=data,
    )
    return ClassRun(course, key, chosen, limits, jobs, force, grade_all)


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


def _in_one_line(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split()):.300}"
