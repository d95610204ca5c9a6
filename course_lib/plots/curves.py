"""Curves over a training run or over anything else, and histograms of weights."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from course_lib.plots import text
from course_lib.plots.picture import BLUE, LINE_COLOURS, VERMILION, Picture, make_picture
from course_lib.training import History

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LINE_STYLES = ("-", "--", ":", "-.")
_FEW = 20  # points that are drawn as markers too
_NOISY = 60  # points from which a running mean is drawn over the values


@dataclass(frozen=True)
class _Series:
    name: str
    steps: list[float]
    values: list[float]

    @property
    def is_loss(self) -> bool:
        return "loss" in self.name.lower()

    @property
    def broken(self) -> float | None:
        """The first step whose value is NaN or infinite."""
        pairs = zip(self.steps, self.values, strict=True)
        return next((step for step, value in pairs if not math.isfinite(value)), None)

    def sentence(self) -> str:
        first, last = self.values[0], self.values[-1]
        name = self.name.replace("_", " ")
        if self.broken is not None:
            return f"{name} is no longer finite from step {self.broken:g}"
        if len(self.values) == 1:
            return f"{name} is {last:.3g}"
        verb = "falls" if last < first else "rises" if last > first else ""
        return (
            f"{name} {verb} from {first:.3g} to {last:.3g}" if verb else f"{name} stays {last:.3g}"
        )


def loss_and_accuracy(history: History | Mapping[str, Sequence[float]]) -> Picture:
    """The series of a run over its steps: losses in one panel, everything else in another.

    `history` is a History or a mapping of names to numbers; a name with "loss" in it is a loss.
    In a mapping, a series shorter than the longest is spread evenly over it, as accuracies
    measured once an epoch are. Raises ValueError where there is nothing to draw.
    """
    series = _all_series(history)
    if not series:
        raise ValueError("there is nothing to draw yet: log something with history.log(loss=...)")
    by_kind = [[s for s in series if s.is_loss], [s for s in series if not s.is_loss]]
    panels = [panel for panel in by_kind if panel]
    sentence = "; ".join(s.sentence() for s in series)
    steps = max(s.steps[-1] for s in series)
    planned = history.planned_steps if isinstance(history, History) else None

    def draw(figure: "Figure") -> None:
        row = figure.subplots(1, len(panels), squeeze=False)[0]
        for axes, panel in zip(row, panels, strict=True):
            _draw_panel(axes, panel, max(steps, planned or 0))

    def write() -> str:
        return "\n\n".join(text.chart(s.name, s.steps, s.values) for s in series)

    description = f"Over {steps:g} step{'s' * (steps > 1)}: {sentence}."
    return make_picture(description, (4.6 * len(panels) + 0.6, 3.2), draw, write)


def _all_series(history: History | Mapping[str, Sequence[float]]) -> list[_Series]:
    if isinstance(history, History):
        return [_Series(n, list(history.steps(n)), history.series(n)) for n in history.names]
    numbers = {name: [float(value) for value in values] for name, values in history.items()}
    longest = max(map(len, numbers.values()), default=0)
    return [
        _Series(name, [longest * (i + 1) / len(values) for i in range(len(values))], values)
        for name, values in numbers.items()
        if values
    ]


def _draw_panel(axes: "Axes", panel: list[_Series], last_step: float) -> None:
    for index, series in enumerate(panel):
        colour = LINE_COLOURS[index % len(LINE_COLOURS)]
        line = {"color": colour, "linestyle": _LINE_STYLES[index % len(_LINE_STYLES)]}
        label = series.name.replace("_", " ")
        if len(series.values) >= _NOISY:
            axes.plot(series.steps, series.values, color=colour, alpha=0.3, linewidth=0.8)
            width = len(series.values) // 20
            ends = series.steps[width - 1 :]
            smooth = _running_mean(series.values, width)
            axes.plot(ends, smooth, **line, label=f"{label}, mean of {width} steps")
        else:
            marker = "o" if len(series.values) <= _FEW else None
            axes.plot(series.steps, series.values, **line, marker=marker, label=label)
        if series.broken is not None:
            _mark_broken(axes, series)
    axes.set_xlabel("step")
    if len(panel) == 1:
        axes.set_title(panel[0].name.replace("_", " "))
    axes.set_xlim(0, 1.03 * last_step)
    axes.locator_params(axis="x", integer=True)
    axes.margins(y=0.08)
    if len(panel) > 1 or len(panel[0].values) >= _NOISY:
        axes.legend(frameon=False)
    _soften(axes)


def _soften(axes: "Axes") -> None:
    """Let the curves stand out against their surroundings."""
    axes.grid(alpha=0.25)
    axes.spines[["top", "right"]].set_visible(False)


def _running_mean(values: Sequence[float], width: int) -> np.ndarray:
    return np.convolve(values, np.full(width, 1 / width), mode="valid")


def _mark_broken(axes: "Axes", series: _Series) -> None:
    axes.axvline(series.broken, color=VERMILION, linewidth=1)
    axes.text(
        series.broken,
        0.05,
        " not finite from here",
        transform=axes.get_xaxis_transform(),
        rotation="vertical",  # to the right of the line there are no values to hide
        verticalalignment="bottom",
    )


def lines(
    series: Mapping[str, Sequence[float]],
    *,
    x: Sequence[float] | None = None,
    xlabel: str = "",
    ylabel: str = "",
    log: bool = False,
) -> Picture:
    """Named series of numbers in one panel, each over `x`, or over 0, 1, 2, ... without it.

    `log` draws the vertical axis in powers of ten. Numbers may be tensors of one entry. Raises
    ValueError where there is nothing to draw or a series is longer than `x`.
    """
    named = [(name, [float(value) for value in values]) for name, values in series.items()]
    named = [(name, values) for name, values in named if values]
    if not named:
        raise ValueError("there is nothing to draw: every series is empty")
    longest = max(len(values) for _, values in named)
    places = [float(place) for place in x] if x is not None else [float(i) for i in range(longest)]
    if longest > len(places):
        raise ValueError(f"a series has {longest} values, x only {len(places)}")
    drawn = [_Series(name, places[: len(values)], values) for name, values in named]

    def draw(figure: "Figure") -> None:
        axes = figure.subplots()
        for index, one in enumerate(drawn):
            colour = LINE_COLOURS[index % len(LINE_COLOURS)]
            style = _LINE_STYLES[index % len(_LINE_STYLES)]
            marker = "o" if len(one.values) <= _FEW else None
            axes.plot(
                one.steps, one.values, color=colour, linestyle=style, marker=marker, label=one.name
            )
        if log:
            axes.set_yscale("log", nonpositive="mask")
        if all(place.is_integer() for place in places):
            axes.locator_params(axis="x", integer=True)  # there is no layer 2.5
        axes.set_xlabel(xlabel)
        axes.set_ylabel(ylabel)
        axes.legend(frameon=False)
        _soften(axes)

    def write() -> str:
        axis = xlabel or "position"
        return "\n\n".join(text.chart(one.name, one.steps, one.values, axis=axis) for one in drawn)

    what = f"{ylabel or 'Values'} over {xlabel or 'position'}"
    return make_picture(
        f"{what[0].upper()}{what[1:]}: {'; '.join(one.sentence() for one in drawn)}.",
        (5.6, 3.4),
        draw,
        write,
    )


def weight_histograms(
    tensors: Mapping[str, torch.Tensor] | Iterable[tuple[str, torch.Tensor]], bins: int = 40
) -> Picture:
    """One histogram for each named tensor, with its mean and standard deviation.

    `tensors` is a mapping, or pairs such as `net.named_parameters()` gives. Raises ValueError
    where there are no tensors.
    """
    pairs = tensors.items() if isinstance(tensors, Mapping) else tensors
    named = [(name, _flat(tensor)) for name, tensor in pairs]
    if not named:
        raise ValueError("there are no tensors to draw: the net has no parameters yet")
    columns = min(4, len(named))
    rows = math.ceil(len(named) / columns)
    spreads = "; ".join(f"{name}, {_spread(values)}" for name, values in named)

    def draw(figure: "Figure") -> None:
        grid = figure.subplots(rows, columns, squeeze=False).ravel()
        for axes, (name, values) in zip(grid, named, strict=False):
            axes.hist(values, bins=bins, color=BLUE)
            axes.set_title(f"{name}\n{_spread(values)}", fontsize=9)
            axes.tick_params(labelsize=8)
            axes.locator_params(nbins=4)
            axes.spines[["top", "right"]].set_visible(False)
        for axes in grid[len(named) :]:
            axes.set_visible(False)

    def write() -> str:
        lines = []
        for name, values in named:
            counts, edges = np.histogram(values, bins=bins)
            scale = f"{edges[0]:>9.3g} |{text.shades(counts.tolist())}| {edges[-1]:.3g}"
            lines += [f"{name}: {_spread(values)}", scale]
        return "\n".join(lines)

    description = f"Histograms of values: {spreads}."
    return make_picture(description, (2.4 * columns, 2.1 * rows), draw, write)


def _flat(tensor: torch.Tensor) -> np.ndarray:
    """The finite values of a tensor, as float64."""
    values = torch.as_tensor(tensor).detach().to("cpu", torch.float64).flatten().numpy()
    return values[np.isfinite(values)]


def _spread(values: np.ndarray) -> str:
    if not values.size:
        return "no finite values"
    return f"mean {values.mean():.2g}, std {values.std():.2g}"
