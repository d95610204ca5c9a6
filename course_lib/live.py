"""A run of training while it goes: how far it is, how long it will take, and its curves."""

import time
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course_lib.training import History

_FIRST_SECONDS = 0.3  # before the first frame: enough steps to judge the speed by
_FRAME_SECONDS = 1.0  # between two frames, at least
_MOST_DRAWING = 0.1  # the share of the time that may go into drawing

_FRAME = """\
<div>
<progress value="{done}" max="{steps}" aria-label="training"></progress> {line}<br>
{curves}
</div>"""
_IMAGE = '<img alt="{alt}" src="data:image/png;base64,{png}">'


class LiveRun:
    """Shows a History in a notebook: one output, drawn anew now and then, one line in the end.

    A run of less than a moment shows nothing. The first step is not timed: it takes longer.
    """

    def __init__(self, steps: int) -> None:
        self.steps = steps
        self._began = self._next_frame = 0.0
        self._output: Any = None

    def update(self, history: "History", done: int) -> None:
        """After step number `done`; each is told once or several times, in order."""
        now = time.perf_counter()
        if not self._began:
            self._began, self._next_frame = now, now + _FIRST_SECONDS
        elif done >= self.steps:
            self._end(done, now - self._began)
        elif now >= self._next_frame and done > 1:
            is_first = self._output is None  # the first takes longer: matplotlib loads its fonts
            self._draw(history, done, now - self._began)
            cost = time.perf_counter() - now
            wait = _FRAME_SECONDS if is_first else max(_FRAME_SECONDS, cost / _MOST_DRAWING)
            self._next_frame = now + cost + wait
            self._began += cost  # what is timed is the training

    def _draw(self, history: "History", done: int, seconds: float) -> None:
        from course_lib.plots import loss_and_accuracy

        whole = seconds * self.steps / (done - 1)
        left = duration(whole * (self.steps - done) / self.steps)
        line = f"Step {done:,} of {self.steps:,}: {left} left of {duration(whole)} on this machine"
        picture = loss_and_accuracy(history)
        curves = f"<pre>{escape(picture.text)}</pre>"
        if hasattr(picture, "_repr_mimebundle_"):  # matplotlib is there
            data, _ = picture._repr_mimebundle_()
            curves = _IMAGE.format(alt=escape(picture.description), png=data["image/png"])
        html = _FRAME.format(done=done, steps=self.steps, line=line, curves=curves)
        self._show(html, line)

    def _end(self, done: int, seconds: float) -> None:
        if self._output is not None:
            line = f"{done:,} steps in {duration(seconds)}."
            self._show(f"<small>{line}</small>", line)
            self._output = None

    def _show(self, html: str, plain: str) -> None:
        from IPython.display import display

        data = {"text/html": html, "text/plain": plain}
        if self._output is None:
            self._output = display(data, raw=True, display_id=True)
        else:
            self._output.update(data, raw=True)


def duration(seconds: float) -> str:
    """A time that was measured or is expected, in a reader's words: "8 s", "3 min"."""
    return f"{max(1, round(seconds))} s" if seconds < 99.5 else f"{round(seconds / 60)} min"
