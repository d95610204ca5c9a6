"""Private folders for Unix sockets."""

import os
import tempfile
from pathlib import Path

from autograde.kernels.errors import KernelStartError

# sockaddr_un.sun_path has 108 bytes on Linux, the last of them zero. Below the base come the
# folder's own name ("/ground-up-" and 8 letters) and a socket's name, such as "/kernel-5".
_MAX_BASE_BYTES = 107 - 19 - 20


def socket_folder() -> tempfile.TemporaryDirectory:
    """A new folder that only this user may enter, with a path short enough for sockets in it.

    It lies in the temporary folder, or in /run or /tmp where that one's path is too long. Raises
    KernelStartError where none of them can be used.
    """
    for base in (tempfile.gettempdir(), os.environ.get("XDG_RUNTIME_DIR"), "/tmp"):
        if base and len(os.fsencode(base)) <= _MAX_BASE_BYTES and os.access(base, os.W_OK):
            return tempfile.TemporaryDirectory(
                prefix="ground-up-", dir=Path(base), ignore_cleanup_errors=True
            )
    raise KernelStartError(
        f"no temporary folder has a path of at most {_MAX_BASE_BYTES} bytes, as Unix sockets need "
        "it: set TMPDIR to one that has"
    )
