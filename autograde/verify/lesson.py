"""Verify one lesson: solution, release, right answers, wrong answers, thresholds."""

import os
from dataclasses import dataclass, field
from typing import Any

from autograde.lessons.answers import Answer, right_answers, wrong_answers
from autograde.lessons.source import Lesson, strip_solution
from autograde.verify.calibration import Calibration, calibrate
from autograde.verify.namespace import (
    TestResult,
    execute,
    in_fork,
    in_forks,
    new_namespace,
    run_test,
)

WALK_SECONDS = 7200


@dataclass(frozen=True)
class AnswerResult:
    """How one right or wrong answer did in the test that it is written for."""

    answer: Answer
    result: TestResult

    @property
    def problem(self) -> str:
        """What is wrong with the checks, "" if nothing is."""
        credit, expected = self.result.credit, self.answer.credit
        if not self.answer.caught_by:
            return "" if credit == 1 else f"a right answer loses points: {self._complaint()}"
        judgement = self.result.judgements[self.answer.caught_by]
        if judgement.credit == 1:
            return f"not caught by {self.answer.caught_by}"
        if self.answer.hint.lower() not in judgement.hint.lower():
            return f"hint lacks {self.answer.hint!r}: {judgement.hint!r}"
        if abs(credit - expected) > 1e-9:
            return f"keeps {credit:g} of the points, expected {expected:g}"
        return ""

    def _complaint(self) -> str:
        hints = [j.hint for j in self.result.judgements.values() if j.credit < 1]
        return self.result.error or " ".join(hints)


@dataclass
class LessonResult:
    """Everything that `course verify` finds out about a lesson."""

    lesson: str
    data: str
    solution: list[TestResult] = field(default_factory=list)
    failed_cells: list[str] = field(default_factory=list)
    release: list[TestResult] = field(default_factory=list)
    right: list[AnswerResult] = field(default_factory=list)
    wrong: list[AnswerResult] = field(default_factory=list)
    idle_checks: list[str] = field(default_factory=list)
    calibrations: list[Calibration] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return (
            not self.failed_cells
            and not self.idle_checks
            and all(test.credit == 1 for test in self.solution)
            and all(test.credit == 0 for test in self.release)
            and not any(answer.problem for answer in self.right + self.wrong)
            and all(calibration.ok for calibration in self.calibrations)
        )


def verify_lesson(
    lesson: Lesson,
    *,
    data: str = "embedded",
    seeds: int = 10,
    jobs: int = 2,
    calibrate_anew: bool = False,
) -> LessonResult:
    """Prove a lesson on the given data. `seeds` 0 leaves the calibration out.

    Answers right and wrong are tried on the embedded data alone: what they show does not depend on
    the data, and there are hundreds of them. Everything runs in copies of this process, so nothing
    of the lesson stays behind.
    """
    os.environ["GROUND_UP_DATA"] = data
    os.environ["MPLBACKEND"] = "agg"
    walks = (lambda: _walk(lesson, data, jobs), lambda: _walk_release(lesson, data))
    result, release = (in_fork(walk, seconds=WALK_SECONDS, threads=None)() for walk in walks)
    result.release = release
    result.idle_checks = sorted(
        {check.name for check in lesson.checks.checks}
        - {answer.caught_by for answer in wrong_answers(lesson)}
    )
    if seeds:
        result.calibrations = calibrate(
            lesson, data=data, seeds=seeds, jobs=jobs, anew=calibrate_anew
        )
    return result


def _walk(lesson: Lesson, data: str, jobs: int) -> LessonResult:
    """Run the solution from top to bottom, where no cell may so much as warn; before each solution
    cell try the answers to it."""
    found = LessonResult(lesson.name, data)
    answers = {True: right_answers(lesson), False: wrong_answers(lesson)}
    if data != "embedded":
        answers = {True: [], False: []}
    namespace = new_namespace()
    for position, cell in enumerate(lesson.cells):
        if cell.is_solution:
            for right, kept in ((True, found.right), (False, found.wrong)):
                tasks = [
                    _Attempt(lesson, answer, position, namespace, data)
                    for answer in answers[right]
                    if answer.cell == cell.grade_id
                ]
                kept += in_forks(tasks, jobs)
        if cell.is_test:
            found.solution.append(run_test(cell, namespace, lesson.checks, data, strict=True))
            continue
        name = cell.grade_id or f"cell {position + 1}"
        if error := execute(cell.source, namespace, name, strict=True):
            found.failed_cells.append(f"code cell {position + 1}: {error}")
    return found


def _walk_release(lesson: Lesson, data: str) -> list[TestResult]:
    """Run the untouched release from top to bottom."""
    results, namespace = [], new_namespace()
    for cell in lesson.cells:
        if cell.is_test:
            results.append(run_test(cell, namespace, lesson.checks, data))
        else:
            execute(strip_solution(cell.source), namespace, cell.grade_id or "cell")
    return results


@dataclass(frozen=True)
class _Attempt:
    """Put an answer in the place of a solution cell and go on to the test that it is for."""

    lesson: Lesson
    answer: Answer
    position: int
    namespace: dict[str, Any]
    data: str

    def __call__(self) -> AnswerResult:
        execute(self.answer.source, self.namespace, self.answer.name)
        for cell in self.lesson.cells[self.position + 1 :]:
            if cell.grade_id == self.answer.test:
                result = run_test(cell, self.namespace, self.lesson.checks, self.data)
                return AnswerResult(self.answer, result)
            execute(cell.source, self.namespace, cell.grade_id or "cell")
        raise ValueError(f"{self.answer.test} does not come after {self.answer.cell}")
