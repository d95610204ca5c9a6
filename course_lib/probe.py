"""Run a probe: a short snippet of the verifier's, in the process where the student's code lives.

Nothing here decides anything. A probe only reports what the student's code did with the
verifier's inputs; the verdict is reached in another process, from a reference that never comes
here. Code that tampers with this module can therefore only change what is reported about itself.
"""

import base64
import contextlib
import io
import random
import symtable
import traceback
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from course_lib import evidence

MIME_TYPE = "application/x-ground-up-evidence"
_MAX_PRINTED = 10_000
_FILENAME = "<probe>"


def run_probe(code: str, inputs: bytes, namespace: dict[str, Any]) -> bytes:
    """Run `code` on decoded `inputs` beside a notebook's `namespace`; return encoded evidence.

    The snippet sees the notebook's names, its inputs, and `notebook`, the namespace itself, in
    which it may rebind a name that the student's functions look up. Whatever it rebinds there is
    put back afterwards, and the random generators continue as if it had never run.
    The evidence is {"values": the names that the snippet assigned, "printed": str,
    "error": None or {"type", "message", "line"}}.
    """
    scratch = {**namespace, **evidence.decode(inputs), "notebook": namespace}
    printed = io.StringIO()
    error = None
    quiet = contextlib.redirect_stderr(io.StringIO())  # a warning is no evidence
    with _unchanged(namespace), _random_states_kept(), contextlib.redirect_stdout(printed), quiet:
        try:
            exec(compile(code, _FILENAME, "exec"), scratch)
        except (Exception, SystemExit) as raised:
            error = _describe(raised)
    values = {name: scratch[name] for name in _assigned_names(code) if name in scratch}
    report = {"values": values, "printed": printed.getvalue()[:_MAX_PRINTED], "error": error}
    return evidence.encode(report)


def publish_probe(code: str, namespace: dict[str, Any]) -> None:
    """Run a probe in a kernel; its evidence leaves as a display message, in base64.

    The inputs came as the buffer of the execute request: written into the code, the bytes of 1,000
    images take IPython a second to read.
    """
    from IPython import get_ipython
    from IPython.display import publish_display_data

    inputs = bytes(get_ipython().kernel.get_parent()["buffers"][0])
    blob = run_probe(code, inputs, namespace)
    publish_display_data({MIME_TYPE: base64.b64encode(blob).decode("ascii")})


def _assigned_names(code: str) -> list[str]:
    """The public names that a snippet assigns at its top level."""
    table = symtable.symtable(code, _FILENAME, "exec")
    return [
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned()
        and not (symbol.is_imported() or symbol.is_namespace())
        and not symbol.get_name().startswith("_")
    ]


def _describe(raised: BaseException) -> dict[str, str]:
    """Type, message and last line of the student's own code of an exception."""
    frames = [f for f in traceback.extract_tb(raised.__traceback__) if f.filename != _FILENAME]
    own = [
        f for f in frames if "site-packages" not in f.filename and "course_lib" not in f.filename
    ]
    try:
        message = str(raised)
    except Exception:
        message = ""
    return {
        "type": type(raised).__name__,
        "message": message[:2000],
        "line": (own[-1].line or "") if own else "",
    }


@contextlib.contextmanager
def _unchanged(namespace: dict[str, Any]) -> Iterator[None]:
    before = dict(namespace)
    try:
        yield
    finally:
        for name in [name for name in namespace if name not in before]:
            del namespace[name]
        for name, value in before.items():
            if namespace.get(name) is not value:
                namespace[name] = value


@contextlib.contextmanager
def _random_states_kept() -> Iterator[None]:
    python, array, tensor = random.getstate(), np.random.get_state(), torch.get_rng_state()
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(array)
        torch.set_rng_state(tensor)
