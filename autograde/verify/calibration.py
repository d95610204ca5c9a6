"""Measure accuracy thresholds over many seeds instead of guessing them."""

import json
import math
import statistics
from dataclasses import dataclass
from typing import Any

from autograde.lessons.source import Cell, Lesson
from autograde.sealed import NamespaceStudent
from autograde.sealed.checks import Threshold
from autograde.verify.digest import RECORD, training_digest
from autograde.verify.namespace import execute, in_forks, new_namespace

TRAINING_SECONDS = 3600  # for one seed: ten epochs on all of CIFAR-10 take minutes
DEVIATIONS = 4.0  # how far above the bar the right solution must be


@dataclass(frozen=True)
class Calibration:
    """Accuracies, 0 to 1, of the solution over several seeds against one bar.

    `digest` is that of everything they rest on; `recorded` that they were measured before.
    """

    threshold: str
    data: str
    bar: float
    values: tuple[float, ...]
    digest: str = ""
    recorded: bool = False

    @property
    def mean(self) -> float:
        return statistics.fmean(self.values)

    @property
    def deviation(self) -> float:
        """The sample standard deviation; 0 for a single value."""
        return statistics.stdev(self.values) if len(self.values) > 1 else 0.0

    @property
    def margin(self) -> float:
        """By how many standard deviations the mean clears the bar."""
        distance = self.mean - self.bar
        return distance / self.deviation if self.deviation else math.copysign(math.inf, distance)

    @property
    def ok(self) -> bool:
        return min(self.values) >= self.bar and self.margin >= DEVIATIONS


def record(lesson: Lesson, calibrations: list[Calibration]) -> None:
    """Keep a calibration with its lesson, in `calibration.json`, one entry per bar and data."""
    path = lesson.folder / RECORD
    kept = _read_record(lesson)
    for c in calibrations:
        kept.setdefault(c.threshold, {})[c.data] = {
            "bar": c.bar,
            "mean": round(c.mean, 4),
            "deviation": round(c.deviation, 4),
            "accuracies": [round(value, 4) for value in c.values],
            "digest": c.digest,
        }
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def calibrate(
    lesson: Lesson, *, data: str, seeds: int, jobs: int, anew: bool = False
) -> list[Calibration]:
    """Train the solution with each seed and measure what every threshold measures.

    What the lesson's record holds for at least as many seeds, and nothing that it rests on has
    changed since, is not measured again, unless `anew`.
    """
    record = {} if anew else _read_record(lesson)
    found, missing = {}, []
    for threshold in lesson.checks.thresholds:
        sources = [cell.source for cell in _cells_that_matter(lesson, threshold.test)]
        digest = training_digest(lesson, threshold, sources)
        entry = record.get(threshold.name, {}).get(data, {})
        values = tuple(entry.get("accuracies", ()))
        known = entry.get("digest") == digest and len(values) >= seeds
        if not known:
            missing += [(threshold, seed) for seed in range(1, seeds + 1)]
        found[threshold.name] = (threshold, digest, values if known else None)
    tasks = [_Run(lesson, threshold, seed, data) for threshold, seed in missing]
    measured = list(zip(missing, in_forks(tasks, jobs, seconds=TRAINING_SECONDS), strict=True))
    return [
        Calibration(
            name,
            data,
            threshold.bars[data],
            values or tuple(value for (t, _), value in measured if t is threshold),
            digest,
            recorded=values is not None,
        )
        for name, (threshold, digest, values) in found.items()
    ]


def _read_record(lesson: Lesson) -> dict[str, dict[str, dict[str, Any]]]:
    """Threshold -> data -> what was measured."""
    path = lesson.folder / RECORD
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@dataclass(frozen=True)
class _Run:
    """One training of the solution with one seed."""

    lesson: Lesson
    threshold: Threshold
    seed: int
    data: str

    def __call__(self) -> float:
        from course_lib.device import seed_everything

        namespace = new_namespace()
        for cell in _cells_that_matter(self.lesson, self.threshold.test):
            error = execute(cell.source, namespace, cell.grade_id or "cell")
            if error and not cell.is_test:
                raise RuntimeError(f"{cell.grade_id}: {error}")
            if cell.grade_id == "setup":
                seed_everything(self.seed)
                _reseed_loader(namespace, self.seed)
        return self.threshold.measure(NamespaceStudent(namespace, seed=self.seed, data=self.data))


def _cells_that_matter(lesson: Lesson, test: str) -> list[Cell]:
    """What a test's accuracy depends on: the locked cells (among them `setup`), the solution cells
    and the test itself; not the experiments and the other tests."""
    end = [cell.grade_id for cell in lesson.cells].index(test)
    before = [cell for cell in lesson.cells[:end] if cell.grade_id and not cell.is_test]
    return [*before, lesson.cells[end]]


def _reseed_loader(namespace: dict[str, Any], seed: int) -> None:
    """Let the order of the training batches vary with the seed too."""
    generator = getattr(namespace.get("loader_train"), "generator", None)
    if generator is not None:
        generator.manual_seed(seed)
