"""Print what was verified."""

from collections.abc import Iterable, Sequence

from autograde.verify.calibration import DEVIATIONS, Calibration
from autograde.verify.lesson import AnswerResult, LessonResult
from autograde.verify.namespace import TestResult


def describe(result: LessonResult) -> str:
    """A lesson's result as text, its kill table included."""
    parts = [f"{result.lesson} ({result.data} data)"]
    parts += [f"  FAILED  {cell}" for cell in result.failed_cells]
    parts += [f"  solution       {_points(result.solution)}", *_tests(result.solution, 1.0)]
    parts += [f"  release        {_points(result.release)}", *_tests(result.release, 0.0)]
    if result.right or result.wrong:
        parts += [f"  right answers  {_share(result.right)} keep full marks"]
        parts += _problems(result.right)
        parts += [f"  wrong answers  {_share(result.wrong)} caught with their hint"]
        parts += [*_kill_table(result.wrong), *_problems(result.wrong)]
    parts += [f"  FAILED  no wrong answer exercises {name}" for name in result.idle_checks]
    parts += [f"  threshold      {_calibration(c)}" for c in result.calibrations]
    parts += [f"  {'proved' if result.ok else 'NOT PROVED'}"]
    return "\n".join(parts)


def _points(tests: Sequence[TestResult]) -> str:
    earned = sum(test.points * test.credit for test in tests)
    return f"{earned:g} / {sum(test.points for test in tests):g} points in {len(tests)} tests"


def _tests(tests: Iterable[TestResult], credit: float) -> Iterable[str]:
    for test in tests:
        if test.credit != credit:
            hints = [f"{name}: {j.hint}" for name, j in test.judgements.items() if j.credit < 1]
            yield f"  FAILED  {test.test} earns {test.credit:g}: {test.error} {' '.join(hints)}"


def _share(answers: Sequence[AnswerResult]) -> str:
    good = sum(not answer.problem for answer in answers)
    percent = f" ({good / len(answers):.0%})" if answers else ""
    return f"{good} of {len(answers)}{percent}"


def _problems(answers: Iterable[AnswerResult]) -> list[str]:
    return [f"  FAILED  {a.answer.name}: {a.problem}" for a in answers if a.problem]


def _kill_table(answers: Sequence[AnswerResult]) -> list[str]:
    """One row a wrong answer: which tests catch it."""
    rows = [("answer", "bank", "visible tests", "sealed check", "caught")]
    for answer in answers:
        bank = str(answer.answer.misconception or "")
        visible = "fail" if answer.result.error else "pass"
        caught = "NO" if answer.problem else "yes"
        rows.append((answer.answer.name, bank, visible, answer.answer.caught_by, caught))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "    "
        + "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _calibration(c: Calibration) -> str:
    spread = f"{c.margin:.1f} deviations above" if c.deviation else "no spread"
    recorded = ", as recorded" if c.recorded else ""
    verdict = "ok" if c.ok else f"FAILED, {DEVIATIONS:g} are needed"
    return (
        f"{c.threshold}: bar {c.bar:.1%}, mean {c.mean:.1%}, deviation {c.deviation:.1%}, "
        f"least {min(c.values):.1%} over {len(c.values)} seeds ({spread}{recorded}): {verdict}"
    )
