"""What a template, its kernels and their clients say to each other.

A kernel has one connection, a Unix socket that keeps messages apart (SOCK_SEQPACKET):

1. The client sends a `Request` with the kernel's streams. The forked kernel reads it; the template
   never does, so nothing of one kernel is in the memory that the next is forked from.
2. The template answers with the pid and a pidfd of the fork, or with the reason why there is none.
3. The kernel writes READY into the pipe that came with the request, or one line that says what
   went wrong.
4. The template tells the status with which the kernel ended. The kernel's pid stays taken until
   the client hangs up; a client that hangs up earlier has the kernel killed.
"""

import json
import os
import socket
from dataclasses import asdict, dataclass

SOCKET_NAME = "template"  # in the template's folder
READY = b"ready"
# More than any message has; the text of a request travels in a file of its own.
_MESSAGE_BYTES = 4096
_DESCRIPTORS = 8


@dataclass(frozen=True)
class Request:
    """The kernel that a client asks for.

    `arguments` are those of ipykernel_launcher, `environment` replaces the template's as a whole.
    `policy` is a Policy in JSON, or None for a kernel without a sandbox.
    """

    arguments: list[str]
    environment: dict[str, str]
    cwd: str
    policy: str | None = None


@dataclass(frozen=True)
class Streams:
    """The open files that a kernel gets: file descriptors of the process that holds them."""

    stdin: int
    stdout: int
    stderr: int
    ready: int
    written: int | None = None

    def numbers(self) -> list[int]:
        numbers = [self.stdin, self.stdout, self.stderr, self.ready]
        return numbers if self.written is None else [*numbers, self.written]


def send_request(connection: socket.socket, request: Request, streams: Streams) -> None:
    """Send a request; the client keeps its own copies of the streams."""
    with os.fdopen(os.memfd_create("request"), "wb", buffering=0) as text:
        text.write(json.dumps(asdict(request)).encode())
        socket.send_fds(connection, [b"{}"], [text.fileno(), *streams.numbers()])


def receive_request(connection: socket.socket) -> tuple[Request, Streams]:
    """Wait for the client's request. Raises ConnectionError if it hung up instead."""
    _, (text, *numbers) = receive(connection)
    with os.fdopen(text, "rb") as file:
        file.seek(0)
        return Request(**json.load(file)), Streams(*numbers)


def send_fork(connection: socket.socket, pid: int, pidfd: int) -> None:
    socket.send_fds(connection, [json.dumps({"pid": pid}).encode()], [pidfd])


def send_refusal(connection: socket.socket, reason: str) -> None:
    connection.send(json.dumps({"refused": reason}).encode())


def send_status(connection: socket.socket, status: int) -> None:
    connection.send(json.dumps({"status": status}).encode())


def receive(connection: socket.socket) -> tuple[dict, list[int]]:
    """The next message, and the descriptors that came with it.

    Raises BlockingIOError if there is none yet and the socket does not block, ConnectionError if
    the other side is gone.
    """
    flags = socket.MSG_CMSG_CLOEXEC
    data, descriptors, _, _ = socket.recv_fds(connection, _MESSAGE_BYTES, _DESCRIPTORS, flags)
    if not data:
        raise ConnectionResetError("the other side hung up")
    return json.loads(data), descriptors
