"""The sealed checks of a lesson: how a lesson declares them, and how they are judged."""

import importlib
import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from autograde.checks_folder import check_files
from autograde.sealed.evidence import BadEvidence
from autograde.sealed.student import Student, StudentGone, StudentRaised
from autograde.sealed.verdict import Verdict
from course_lib.evidence import EvidenceError

Check = Callable[[Student], Verdict]
Measure = Callable[[Student], float]


@dataclass(frozen=True)
class Judgement:
    """What all checks of one test cell conclude together.

    `check` is the name of the first check that did not agree; `outcome` is "judged", or "timeout"
    or "killed" where the student's process was lost; `accuracy` is for the leaderboard, if any.
    """

    credit: float
    hint: str = ""
    check: str = ""
    outcome: str = "judged"
    accuracy: float | None = None


@dataclass(frozen=True)
class SealedCheck:
    """One check: `test` is the grade_id of the test cell that it guards."""

    name: str
    test: str
    judge: Check

    def judgement(self, student: Student) -> Judgement:
        """Judge a student. What their code does wrong becomes a judgement; any other exception
        is a fault of the check and is raised."""
        try:
            verdict = self.judge(student)
        except StudentRaised as raised:
            where = f"\nIt came from the line: {raised.line.strip()}" if raised.line else ""
            return Judgement(0.0, f"Your code raised {raised}{where}", self.name)
        except BadEvidence as bad:
            return Judgement(0.0, str(bad), self.name)
        except EvidenceError as error:
            return Judgement(0.0, f"Your code's answer could not be read ({error}).", self.name)
        except StudentGone as gone:
            return Judgement(0.0, str(gone), self.name, gone.outcome)
        name = self.name if verdict.credit < 1 else ""
        return Judgement(verdict.credit, verdict.hint, name, accuracy=verdict.accuracy)


@dataclass(frozen=True)
class Threshold:
    """A bar that a measured accuracy must reach, one for each set of data.

    What is `ranked` comes into the lesson's leaderboard.
    """

    name: str
    test: str
    bars: Mapping[str, float]
    measure: Measure
    description: str
    hint: str
    ranked: bool = False

    def judge(self, student: Student) -> Verdict:
        """Right when the measured accuracy reaches the bar for the data in use."""
        value, bar = self.measure(student), self.bars[student.data]
        hint = f"{self.description}: {value:.1%}, expected {bar:.0%}. {self.hint}"
        verdict = Verdict.right() if value >= bar else Verdict.wrong(hint)
        return verdict.ranked_by(value) if self.ranked else verdict


@dataclass(frozen=True)
class CheckSet:
    """The checks of one lesson; `digest` is the SHA-256 of their source."""

    path: Path
    digest: str
    checks: tuple[SealedCheck, ...]
    thresholds: tuple[Threshold, ...] = field(default=())

    def tests(self) -> set[str]:
        """The grade_ids of the test cells that have a sealed check."""
        return {check.test for check in self.checks}

    def of(self, test: str) -> list[SealedCheck]:
        """The checks of one test cell, in order."""
        return [check for check in self.checks if check.test == test]

    def judge(self, test: str, student: Student) -> Judgement:
        """Run every check of a test cell; the first that does not agree gives the hint.

        What the student's code does wrong becomes a judgement; any other exception is a fault of
        the check and is raised.
        """
        worst, accuracy = Judgement(1.0), None
        for check in self.of(test):
            judgement = check.judgement(student)
            if judgement.accuracy is not None:
                accuracy = judgement.accuracy
            if judgement.credit < worst.credit:
                worst = judgement
            if worst.credit == 0:
                break
        return replace(worst, accuracy=accuracy)


def sealed(test: str) -> Callable[[Check], Check]:
    """Declare a sealed check for the test cell whose grade_id is `test`."""

    def declare(function: Check) -> Check:
        function.sealed_check = SealedCheck(function.__name__, test, function)  # type: ignore[attr-defined]
        return function

    return declare


def threshold(
    test: str, *, bars: Mapping[str, float], hint: str, ranked: bool = False
) -> Callable[[Measure], Measure]:
    """Declare a calibrated accuracy threshold for the test cell `test`.

    The decorated function measures the accuracy, 0 to 1, of what the student has trained by the
    time that the test cell has run; its docstring's first line says what it measures. `bars` maps
    "embedded" and "full" to the accuracy that must be reached. With `ranked`, `course report`
    makes a leaderboard of it.
    """

    def declare(function: Measure) -> Measure:
        description = (function.__doc__ or function.__name__).strip().splitlines()[0].rstrip(".")
        bar = Threshold(function.__name__, test, dict(bars), function, description, hint, ranked)
        function.sealed_threshold = bar  # type: ignore[attr-defined]
        function.sealed_check = SealedCheck(function.__name__, test, bar.judge)  # type: ignore[attr-defined]
        return function

    return declare


def load_checks(path: Path) -> CheckSet:
    """Load the sealed checks of a `checks.py`, or of the modules of a `checks/` folder.

    They come in the order of their lines, modules by name. The modules of a folder may import each
    other relatively.
    """
    files = check_files(path)
    digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    name = f"sealed_checks_{digest[:16]}"
    if path.is_dir():
        package = ModuleType(name)
        package.__path__ = [str(path)]
        sys.modules[name] = package
        modules = [importlib.import_module(f"{name}.{file.stem}") for file in files]
    else:
        modules = [_import_file(path, name)]
    members = [m for module in modules for m in vars(module).values() if _is_own(m, module)]
    return CheckSet(
        path=path,
        digest=digest,
        checks=tuple(m.sealed_check for m in members if hasattr(m, "sealed_check")),
        thresholds=tuple(m.sealed_threshold for m in members if hasattr(m, "sealed_threshold")),
    )


def _is_own(member: object, module: ModuleType) -> bool:
    """Whether a module defines a function, rather than importing it from another."""
    return getattr(member, "__module__", None) == module.__name__


def _import_file(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses in a checks.py look their module up
    spec.loader.exec_module(module)
    return module
