"""The process that a template forked, on its way to being a kernel."""

import atexit
import contextlib
import gc
import importlib.util
import os
import random
import sys
import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from socket import socket
from typing import NoReturn

from ipykernel.kernelapp import IPKernelApp
from tornado.ioloop import IOLoop

from autograde.kernels.messages import READY, Request, Streams, receive_request
from autograde.sandbox.policy import Policy
from autograde.sandbox.supervisor import close_all_but, die_with

_FAILED = 1
_SEED_VARIABLE = "GROUND_UP_SEED"  # 32 bits: more numpy does not take


def become_kernel(connection: socket, template: int) -> NoReturn:
    """Turn this process, forked by that of the pidfd `template`, into the kernel a client asks for.

    The client at `connection` is told when the kernel runs, or in one line why it could not start.
    """
    status = _FAILED
    try:
        os.setsid()  # as jupyter_client starts kernels: an interrupt reaches what they started
        die_with(template)
        atexit._clear()  # what the template has to do at its end; so multiprocessing's forks begin
        with connection:
            request, streams = receive_request(connection)
        streams = _take(streams)
        try:
            app = _kernel(request, streams)
        except BaseException as error:
            traceback.print_exc(file=sys.__stderr__)
            _report(streams.ready, f"{error or type(error).__name__}".encode())
            raise
        IOLoop.current().add_callback(_report, streams.ready, READY)
        app.start()
        status = 0
    except ConnectionError:
        pass  # the client hung up
    finally:
        atexit._run_exitfuncs()
        for stream in (sys.__stdout__, sys.__stderr__):
            with contextlib.suppress(Exception):
                stream.flush()
        os._exit(status)


def _take(streams: Streams) -> Streams:
    """Make the streams this process's own, and close every other descriptor."""
    for number, stream in enumerate((streams.stdin, streams.stdout, streams.stderr)):
        os.dup2(stream, number)
    kept = streams.numbers()[3:]
    close_all_but(kept)
    return Streams(0, 1, 2, *kept)


def _kernel(request: Request, streams: Streams) -> IPKernelApp:
    """Make this process as an ordinary kernel is before its loop starts."""
    gc.enable()
    template_path = _python_path(os.environ)
    os.environ.clear()
    os.environ.update(request.environment)
    os.chdir(request.cwd)
    if request.policy is not None:
        _isolate(Policy.from_json(request.policy), request, streams)
    tempfile.tempdir = None  # the template's
    sys.path[:] = [*_python_path(os.environ), *(p for p in sys.path if p not in template_path)]
    sys.argv = [importlib.util.find_spec("ipykernel_launcher").origin, *request.arguments]
    _prepare_libraries()
    # 1 is the parent that never ends: what has to end this process does so without polling.
    app = IPKernelApp.instance(parent_handle=1)
    app.initialize(request.arguments)
    _use_backend()
    return app


def _isolate(policy: Policy, request: Request, streams: Streams) -> None:
    """Enter the sandbox, with the sockets open that the kernel cannot create within."""
    from autograde.sandbox import entry, sockets

    connection_file = Path(request.arguments[request.arguments.index("-f") + 1])
    listeners = sockets.listen(connection_file)
    entry.enter(policy, [streams.ready, *listeners.values()], streams.written)
    sockets.adopt(listeners)


def _python_path(environment: Mapping[str, str]) -> list[str]:
    entries = environment.get("PYTHONPATH", "").split(os.pathsep)
    return [str(Path(entry).absolute()) for entry in entries if entry]


def _prepare_libraries() -> None:
    """Do what numpy and torch do as they are imported; `random` sees to itself after a fork.

    GROUND_UP_SEED, where it is set, seeds all three instead of chance.
    """
    import numpy as np
    import torch

    if seed := os.environ.pop(_SEED_VARIABLE, None):
        random.seed(int(seed))
        np.random.seed(int(seed))
        torch.default_generator.manual_seed(int(seed))
    else:
        np.random.seed()
        torch.default_generator.seed()
    threads = os.environ.get("OMP_NUM_THREADS", "").split(",")[0]
    if threads.isdecimal() and int(threads):
        torch.set_num_threads(int(threads))


def _use_backend() -> None:
    """Have matplotlib draw where MPLBACKEND says; ipykernel sets it if the client did not."""
    import matplotlib as mpl

    mpl.rcParams["backend"] = os.environ["MPLBACKEND"]


def _report(ready: int, words: bytes) -> None:
    """Tell the client, unless it is gone."""
    with contextlib.suppress(OSError):
        os.write(ready, words.partition(b"\n")[0])
    os.close(ready)
