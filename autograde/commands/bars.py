"""Progress on standard error, where somebody watches."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm


def progress_bar(things: Iterable | None = None, *, quiet: bool, **options: Any) -> "tqdm":
    """`things` with a tqdm bar that tells the time left and goes when it is done.

    Nothing is shown if `quiet`, or where standard error is no terminal. `options` are tqdm's.
    """
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own: `course verify` forks
    hidden = quiet or not sys.stderr.isatty()
    return tqdm(things, disable=hidden, leave=False, **options)
