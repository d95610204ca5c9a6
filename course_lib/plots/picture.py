"""A picture that says in words what it shows, drawn by matplotlib or, failing that, in text."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 96
TEXT_VARIABLE = "GROUND_UP_TEXT_PLOTS"

# Okabe and Ito, "Color Universal Design" (2008): told apart by colour-blind readers too.
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
YELLOW, BLUE, VERMILION, PURPLE = "#F0E442", "#0072B2", "#D55E00", "#CC79A7"
DARK_VERMILION = "#A34700"  # on white, small letters need more contrast
LINE_COLOURS = (BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY)


class Picture(Protocol):
    """What every plot returns: a matplotlib figure or, where there is none, text."""

    description: str

    @property
    def text(self) -> str:
        """The picture in plain text."""

    def show(self) -> None:
        """Show it now, wherever in a cell or in a program that is."""


class TextPicture:
    """A picture in plain text: `description` in one sentence, and the `text` itself."""

    def __init__(self, description: str, text: str) -> None:
        self.description, self.text = description, text

    def __repr__(self) -> str:
        return f"{self.description}\n\n{self.text}"

    def show(self) -> None:
        """Print it."""
        print(self)


def make_picture(
    description: str,
    size: tuple[float, float],
    draw: Callable[["Figure"], Any],
    write: Callable[[], str],
) -> Picture:
    """Draw a figure of `size` (width, height in inches), or write it where that is impossible.

    It is impossible without matplotlib, and unwanted where GROUND_UP_TEXT_PLOTS=1.
    """
    if os.environ.get(TEXT_VARIABLE, "0") not in ("", "0"):
        return TextPicture(description, write())
    try:
        from course_lib.plots.figure import FigurePicture
    except ImportError:
        return TextPicture(description, write())
    picture = FigurePicture(description, write, size, DOTS_PER_INCH)
    draw(picture)
    return picture
