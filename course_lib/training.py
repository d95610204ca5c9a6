"""Small pieces of a training run: accuracy, evaluation, a history of the run, a progress bar."""

import math
import sys
from collections.abc import Callable, Iterable
from typing import Any

import torch
from torch import Tensor, nn
from tqdm import tqdm

from course_lib.live import LiveRun
from course_lib.watching import in_watched_notebook, in_watched_terminal


def accuracy(scores: Tensor, labels: Tensor) -> float:
    """The share of images, from 0 to 1, whose highest score is that of their label.

    scores: (N, C), labels: (N,). Raises ValueError for other shapes and for N = 0.
    """
    if scores.ndim != 2 or labels.shape != scores.shape[:1]:
        came = f"{tuple(scores.shape)} and {tuple(labels.shape)}"
        raise ValueError(f"scores are (N, C) and labels (N,), not {came}")
    if len(labels) == 0:
        raise ValueError("the accuracy over no images at all is undefined")
    return _count_correct(scores, labels) / len(labels)


def evaluate(
    loader: Iterable[tuple[Tensor, Tensor]],
    score_fn: Callable[[Tensor], Tensor],
    device: torch.device | str = "cpu",
) -> float:
    """The accuracy of `score_fn` over every image of `loader`, each counted once.

    `score_fn` is a module or a function from images (N, C, H, W) to scores (N, classes). A module
    is evaluated in eval mode, and then put back into the modes it was in. Raises ValueError if
    the loader is empty.
    """
    modules = list(score_fn.modules()) if isinstance(score_fn, nn.Module) else []
    modes = [module.training for module in modules]
    correct, total = 0, 0
    try:
        for module in modules:
            module.training = False
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                correct += _count_correct(score_fn(x), y)
                # The last batch may be smaller: count images, never average batches.
                total += len(y)
    finally:
        for module, mode in zip(modules, modes, strict=True):
            module.training = mode
    if total == 0:
        raise ValueError("the loader gives no images, so there is no accuracy")
    return correct / total


def _count_correct(scores: Tensor, labels: Tensor) -> int:
    return int((scores.argmax(dim=1) == labels).sum())


class History:
    """What a run measured: the loss at each step, an accuracy at each epoch, or anything else.

    history.log(loss=loss) after each step, history.log(validation=accuracy) after each epoch. Only
    plain floats are kept, so a loss that is logged does not keep its graph alive.

    History(steps=231) knows how many steps the run will have. A notebook that someone watches then
    shows, while the run goes, how far it is, how long it will take, and the curves so far.
    """

    def __init__(self, steps: int | None = None) -> None:
        """Raises ValueError if `steps`, the planned number of steps, is not a positive integer."""
        if steps is not None and (type(steps) is not int or steps < 1):
            raise ValueError(f"steps is how many steps the run will have, 1 or more, not {steps!r}")
        self.planned_steps = steps
        self._values: dict[str, list[float]] = {}
        self._steps: dict[str, list[int]] = {}
        self._live = LiveRun(steps) if steps and in_watched_notebook() else None

    def log(self, **values: float | Tensor) -> None:
        """Append one number to each named series. Raises ValueError for what is no number."""
        numbers = {name: _to_float(name, value) for name, value in values.items()}
        for name, number in numbers.items():
            self._values.setdefault(name, []).append(number)
        # A step is one entry of the longest series, in practice one batch.
        step = max(map(len, self._values.values()), default=0)
        for name in numbers:
            self._steps.setdefault(name, []).append(step)
        if self._live:
            self._live.update(self, step)

    @property
    def names(self) -> list[str]:
        """The names of the series, in the order in which they began."""
        return list(self._values)

    def series(self, name: str) -> list[float]:
        """The numbers logged under `name`. Raises KeyError if there are none."""
        return list(self._values[self._known(name)])

    def steps(self, name: str) -> list[int]:
        """For each number of a series, the step after which it was logged: 1, 2, 3, ..."""
        return list(self._steps[self._known(name)])

    def to_text(self) -> str:
        """A table, one line a series: how many numbers, the first, the last, the range."""
        rows = [f"{'series':<16}{'count':>7}{'first':>10}{'last':>10}{'lowest':>10}{'highest':>10}"]
        for name, values in self._values.items():
            finite = [value for value in values if math.isfinite(value)] or [math.nan]
            shown = [values[0], values[-1], min(finite), max(finite)]
            numbers = "".join(f"{value:>10.4g}" for value in shown)
            rows.append(f"{name:<16}{len(values):>7}{numbers}")
        return "\n".join(rows) if self._values else "nothing logged yet"

    def __repr__(self) -> str:
        return self.to_text()

    def _known(self, name: str) -> str:
        if name not in self._values:
            known = ", ".join(self._values) or "nothing yet"
            raise KeyError(f"no series {name!r}; logged so far: {known}")
        return name


def _to_float(name: str, value: Any) -> float:
    try:
        return float(value.detach() if isinstance(value, Tensor) else value)
    except (TypeError, ValueError, RuntimeError):
        raise ValueError(f"{name} must be a single number, not {type(value).__name__}") from None


class _Bar(tqdm):
    """A bar whose figures are redrawn with it: at every step would flood a notebook."""

    def set_postfix(self, *figures: Any, refresh: bool = False, **more: Any) -> None:
        super().set_postfix(*figures, refresh=refresh, **more)


def progress(iterable: Iterable, *, total: int | None = None, description: str = "") -> tqdm:
    """Go through `iterable` with a progress bar; the bar's `set_postfix(loss=...)` adds figures.

    The bar goes to standard output (nbgrader takes anything on standard error for a failure) and
    is plain text, so it needs no widgets. Where nobody watches, there is no bar: under nbgrader,
    and where the output is neither a terminal nor a notebook.
    """
    return _Bar(
        iterable,
        total=total,
        desc=description or None,
        file=sys.stdout,
        disable=not (in_watched_notebook() or in_watched_terminal()),
        mininterval=0.5,
        ncols=80,
    )
