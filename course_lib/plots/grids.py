"""Pictures of images: a batch with its labels and predictions, and the filters of a first layer."""

import importlib
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from course_lib.plots import text
from course_lib.plots.picture import BLACK, DARK_VERMILION, DOTS_PER_INCH, Picture, make_picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_MOST_ROWS = 8
_SIDE, _GAP, _LINE = 100, 10, 16  # of an image, between two, and of a title's line; in dots
_RIGHT, _WRONG = "✓", "✗"


def images(
    x: Any,
    labels: Any = None,
    predictions: Any = None,
    classes: Sequence[str] | None = None,
    columns: int = 8,
    normalised: bool = True,
) -> Picture:
    """A grid of images, at most eight rows of them, with their labels and predictions.

    x: (N, C, H, W) with one or three channels, or one image (C, H, W); uint8, or float, of which
    `normalised` says whether to undo the normalisation of the course's loaders. labels and
    predictions: (N,). A right prediction carries a tick, a wrong one a cross and the true label.
    `classes` names the labels; without it they are those of CIFAR-10. Raises ValueError for
    other shapes.
    """
    pixels = _pixels(x, normalised)
    total, pixels = len(pixels), pixels[: columns * _MOST_ROWS]
    truths = _names("labels", labels, total, classes)
    guesses = _names("predictions", predictions, total, classes)
    titles = [_title(truths, guesses, index) for index in range(len(pixels))]
    wrong = [bool(guesses and truths) and guesses[i] != truths[i] for i in range(len(pixels))]

    def write() -> str:
        words = [title.strip().replace("\n", " ") for title in titles]
        plain = [each.replace(_RIGHT, "right:").replace(_WRONG, "wrong:") for each in words]
        rows = [f"[{i}] {title}" for i, title in enumerate(plain)]
        first = [text.image(image) for image in pixels[:4]]
        return text.beside(first) + ("\n" + "\n".join(rows) if any(words) else "")

    description = _describe(len(pixels), total, truths, guesses, sum(wrong))
    lines = max(title.count("\n") + 1 if title else 0 for title in titles)
    return _grid(pixels, titles, wrong, columns, _LINE * lines, description, write)


def first_layer_filters(w: Any, columns: int = 8) -> Picture:
    """The filters of a first convolution as images, each on its own scale with zero as mid-grey.

    w: (F, C, k, k) with one or three input channels. Raises ValueError for other shapes.
    """
    weights = torch.as_tensor(w).detach().to("cpu", torch.float32)
    if weights.ndim != 4 or weights.shape[1] not in (1, 3):
        raise ValueError(
            f"filters are (F, C, k, k) with C = 1 or 3, not {tuple(weights.shape)}: only those of "
            "a first layer look at colours"
        )
    largest = weights.abs().amax(dim=(1, 2, 3), keepdim=True).clamp_min(1e-12)
    pixels = (0.5 + 0.5 * weights / largest).permute(0, 2, 3, 1).numpy()
    total, pixels = len(pixels), pixels[: columns * _MOST_ROWS]

    def write() -> str:
        rows = [["filter", "lowest", "highest"]]
        for i, each in enumerate(weights[: len(pixels)]):
            rows.append([f"[{i}]", f"{each.min().item():.3g}", f"{each.max().item():.3g}"])
        return text.table(rows)

    size = f"{weights.shape[2]} x {weights.shape[3]}"
    shown = f"{len(pixels)} of {total}" if total > len(pixels) else f"{total}"
    description = f"{shown} filters of {size} pixels, largest weight {weights.abs().max():.3g}."
    nothing = [""] * len(pixels), [False] * len(pixels)
    return _grid(pixels, *nothing, columns, 0, description, write)


def _grid(
    pixels: np.ndarray,
    titles: list[str],
    wrong: list[bool],
    columns: int,
    title_height: int,
    description: str,
    write: Callable[[], str],
) -> Picture:
    """A picture of images (N, H, W, C) in rows of `columns`, `title_height` in dots.

    Every pixel becomes a square of the same whole number of dots. There are no axes: a pair for
    each image takes ten times as long.
    """
    columns = min(columns, len(pixels))
    scale = max(1, _SIDE // max(pixels.shape[1:3]))
    height, width = (scale * length for length in pixels.shape[1:3])
    across, down = max(width, _SIDE) + _GAP, title_height + height + _GAP  # from one to the next
    total = across * columns, down * math.ceil(len(pixels) / columns)

    def draw(figure: "Figure") -> None:
        from matplotlib.text import Text

        figure.set_layout_engine(None)  # it would draw everything twice
        for i, (image, title, is_wrong) in enumerate(zip(pixels, titles, wrong, strict=True)):
            row, column = divmod(i, columns)
            left = across * column + (across - width) // 2
            top = total[1] - down * row - title_height - _GAP // 2
            square = image.repeat(scale, axis=0).repeat(scale, axis=1)
            figure.figimage(square.squeeze(), left, top - height, cmap="gray", vmin=0, vmax=1)
            colour = DARK_VERMILION if is_wrong else BLACK
            place = (left + width / 2) / total[0], (top + _GAP // 2) / total[1]
            figure.add_artist(Text(*place, title, fontsize=8, color=colour, ha="center"))

    size = total[0] / DOTS_PER_INCH, total[1] / DOTS_PER_INCH
    return make_picture(description, size, draw, write)


def _pixels(x: Any, normalised: bool) -> np.ndarray:
    """Images as float arrays (N, H, W, C) from 0 to 1."""
    batch = torch.as_tensor(x).detach().cpu()
    batch = batch[None] if batch.ndim == 3 else batch
    if batch.ndim != 4 or batch.shape[1] not in (1, 3) or len(batch) == 0:
        last = batch.ndim == 4 and batch.shape[3] in (1, 3)
        hint = ": x.permute(0, 3, 1, 2) puts the channels first" if last else ""
        raise ValueError(f"images are (N, C, H, W) with C = 1 or 3, not {tuple(x.shape)}{hint}")
    if not batch.is_floating_point():
        batch = batch.float() / 255
    elif normalised and batch.shape[1] == 3:
        batch = importlib.import_module("course_lib.data").denormalise(batch.float())
    return batch.float().clamp(0, 1).permute(0, 2, 3, 1).numpy()


def _names(what: str, values: Any, total: int, classes: Sequence[str] | None) -> list[str]:
    """The class names of labels or predictions (N,), or their numbers where they have no name."""
    if values is None:
        return []
    numbers = torch.atleast_1d(torch.as_tensor(values)).detach().cpu()
    if numbers.shape != (total,):
        raise ValueError(f"{what} are one number an image, ({total},), not {tuple(numbers.shape)}")
    if classes is None:
        classes = importlib.import_module("course_lib.data").CLASSES
    return [classes[n] if 0 <= n < len(classes) else str(n) for n in map(int, numbers)]


def _title(truths: list[str], guesses: list[str], index: int) -> str:
    if truths and guesses:
        if truths[index] == guesses[index]:
            return f"{_RIGHT} {guesses[index]}\n"
        return f"{_WRONG} {guesses[index]}\nis {truths[index]}"
    return (truths or guesses or [""] * (index + 1))[index]


def _describe(shown: int, total: int, truths: list[str], guesses: list[str], wrong: int) -> str:
    count = f"{shown} of {total} images" if total > shown else f"{total} images"
    count = "One image" if total == 1 else count
    if truths and guesses:
        return f"{count}: {shown - wrong} predicted right, {wrong} wrong."
    names = (truths or guesses)[:shown]
    return f"{count}: {', '.join(names)}." if names else f"{count}."
