"""The matplotlib side of a picture. Imported only where matplotlib is wanted."""

import base64
import io
import sys
from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure


class FigurePicture(Figure):
    """A matplotlib figure with a `description` in one sentence and a `text` to fall back on.

    pyplot does not know it: it is freed like any object, and Jupyter shows it once, as the value
    of a cell or where `show` is called.
    """

    def __init__(
        self, description: str, write: Callable[[], str], size: tuple[float, float], dpi: int
    ) -> None:
        super().__init__(figsize=size, dpi=dpi, layout="constrained", facecolor="white")
        self.description = description
        self._write = write

    @property
    def text(self) -> str:
        """The same picture in plain text."""
        return self._write()

    def __repr__(self) -> str:
        return self.description

    __str__ = __repr__

    def show(self, warn: bool = True) -> None:
        """Show it now: in a notebook as an image, elsewhere as text."""
        if type(sys.stdout).__module__.startswith("ipykernel"):
            from IPython.display import display

            display(self)
        else:
            print(f"{self.description}\n\n{self.text}")

    def png(self) -> bytes:
        """The picture as a PNG file, its description inside."""
        buffer = io.BytesIO()
        self.savefig(buffer, format="png", metadata={"Description": self.description})
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        """What Jupyter shows. The description doubles as the image's alternative text."""
        image = base64.b64encode(self.png()).decode("ascii")
        data = {"image/png": image, "text/plain": self.description}
        return data, {"image/png": {"alt": self.description}}
