"""What a notebook shows when a cell with checks has run: that they hold, or what is wrong.

Only where someone watches. Everywhere else an error is plain text, and a test that passes is
silent.
"""

from html import escape
from typing import Any

from course_lib.hints import hints_for
from course_lib.watching import in_watched_notebook

# Words carry the meaning, the colour of the bar only repeats it. Dark vermilion has enough contrast
# with a light and with a dark page.
_FRAME = """\
<div style="border: 1px solid #a34700; border-left-width: 6px; padding: 8px 12px; max-width: 60em">
<p style="margin: 0"><strong>{checked}</strong> {came}</p>
{look}</div>"""
_LOOK = '<p style="margin: 8px 0 0 0; white-space: pre-line"><em>Where to look:</em> {look}</p>\n'


class _Notebook:
    """A notebook's shell, and how the checks of the cell that is running have gone so far."""

    def __init__(self, shell: Any) -> None:
        self.held, self.failed = 0, None
        shell.events.register("post_run_cell", self.conclude)

    def conclude(self, result: Any) -> None:
        """Say how the checks of a cell ended; IPython calls this when it has run."""
        held, failed, self.held, self.failed = self.held, self.failed, 0, None
        if result is None or not (held or failed):
            return
        if failed and result.error_in_exec is failed:
            _show(as_html(failed), str(failed))
            if hints := hints_for(result.info.raw_cell):
                _show(hints, "The exercise has hints to unfold.", kind="text/markdown")
        elif result.success and not failed:
            said = f"The test passes ({held} check{'s' * (held > 1)})."
            _show(f"<small>✓ {said}</small>", said)


_notebook: _Notebook | None = None


def note(failed: Exception | None = None) -> None:
    """A check has held, or it has `failed`."""
    global _notebook
    if _notebook is None and in_watched_notebook():
        from IPython import get_ipython

        shell = get_ipython()
        _notebook = _Notebook(shell) if shell else None
    if _notebook is not None:
        _notebook.held += failed is None
        _notebook.failed = failed


def is_shown(error: Exception) -> bool:
    """Whether the notebook will show this error once its cell has ended."""
    return _notebook is not None and _notebook.failed is error


def as_html(error: Any) -> str:
    """An ExpectationError in a frame. Whatever comes from the student is escaped."""
    look = _LOOK.format(look=escape(error.look)) if error.look else ""
    return _FRAME.format(checked=escape(error.checked), came=escape(error.finding), look=look)


def _show(rich: str, plain: str, kind: str = "text/html") -> None:
    from IPython.display import display

    display({kind: rich, "text/plain": plain}, raw=True)
