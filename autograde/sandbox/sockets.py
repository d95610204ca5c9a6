"""Unix sockets that a kernel listens on although it can create none itself."""

import json
import socket
from pathlib import Path

import zmq

_CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
_BACKLOG = 100  # connections that wait; what ZeroMQ has by default


def listen(connection_file: Path) -> dict[str, int]:
    """Bind the sockets of a connection file; returns descriptors by ZeroMQ's name of the address.

    Raises OSError, and ValueError where the file speaks of another transport.
    """
    connection = json.loads(connection_file.read_bytes())
    if connection["transport"] != "ipc":
        raise ValueError("a sandboxed kernel can be reached by the transport ipc alone")
    listeners = {}
    for channel in _CHANNELS:
        path = f"{connection['ip']}-{connection[f'{channel}_port']}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(path)
            listener.listen(_BACKLOG)
            listener.setblocking(False)
            listeners[f"ipc://{path}"] = listener.detach()
    return listeners


def adopt(listeners: dict[str, int]) -> None:
    """Have ZeroMQ take these descriptors, once each, where this process binds their addresses."""
    bind = zmq.Socket.bind
    waiting = dict(listeners)

    def bind_to_listener(self: zmq.Socket, address: str) -> object:
        descriptor = waiting.pop(address, None)
        if descriptor is not None:
            self.setsockopt(zmq.USE_FD, descriptor)
        return bind(self, address)

    zmq.Socket.bind = bind_to_listener
