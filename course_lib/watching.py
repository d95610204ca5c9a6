"""Whether anybody looks at the output while it is written. What nobody sees costs nothing."""

import os
import sys

_GRADING = "NBGRADER_EXECUTION"  # set by nbgrader, by `course grade` and by `course check`


def in_watched_notebook() -> bool:
    """Whether this is a notebook that someone may have in front of them, and not one in grading."""
    is_notebook = type(sys.stdout).__module__.startswith("ipykernel")
    return is_notebook and not os.environ.get(_GRADING)


def in_watched_terminal() -> bool:
    """Whether standard output is a terminal, and no notebook in grading."""
    return sys.stdout.isatty() and not os.environ.get(_GRADING)
