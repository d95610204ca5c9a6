"""Kernels for every Jupyter program, forked from a template instead of started anew.

    JUPYTER_DEFAULT_PROVISIONER_NAME=ground-up-warm nbgrader autograde ps1

Only Python kernels of this interpreter can be forked; every other kernel is started as usual.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any, BinaryIO

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from autograde.kernels.client import WarmKernelClient
from autograde.kernels.errors import KernelStartError
from autograde.kernels.folders import socket_folder
from autograde.kernels.forked import ForkedKernel
from autograde.kernels.launch import can_fork, template_address
from autograde.kernels.messages import Request
from autograde.sandbox.policy import Policy

SANDBOX_VARIABLE = "GROUND_UP_SANDBOX"

# What concerns whoever starts kernels; kernels that a kernel starts are ordinary ones.
_OF_WHO_STARTS_KERNELS = (
    "GROUND_UP_SANDBOX",
    "GROUND_UP_TEMPLATE",
    "JPY_PARENT_PID",
    "JUPYTER_DEFAULT_PROVISIONER_NAME",
)
_FORKED_WITH = {"cwd", "env", "extra_arguments", "kernel_id", "stderr", "stdout"}
_SHUTDOWN_SECONDS = 0.5
_PACK_SECONDS = 10.0
_KILL_SECONDS = 5.0


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel by having a template fork it, and is in all else as LocalProvisioner.

    `KernelManager.start_kernel(policy=Policy(...))` shuts the kernel into a sandbox; so does the
    environment variable GROUND_UP_SANDBOX=1, with the default policy for the working directory.
    `template_lost` tells that a kernel ended because its template did. `written` is a tar file of
    what a kernel with a policy wrote, complete from `wait` on; who gave the policy closes it. What
    a kernel writes that the variable shut in goes with its sandbox.
    """

    written: BinaryIO | None = None
    _folder: TemporaryDirectory | None = None
    _kernel: ForkedKernel | None = None
    _forks = False

    @property
    def template_lost(self) -> bool:
        return self._kernel is not None and self._kernel.template_lost

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Raises KernelStartError if a kernel that cannot be forked is to be sandboxed."""
        policy: Policy | None = kwargs.pop("policy", None)
        self._discard_written()
        sandboxed = policy is not None or os.environ.get(SANDBOX_VARIABLE) == "1"
        self._forks = can_fork() and self._is_ours() and _can_fork_with(kwargs)
        if not self._forks:
            if sandboxed:
                raise KernelStartError(
                    f"the kernel {self.kernel_spec.display_name} cannot be sandboxed as it was "
                    "asked for: only kernels of this Python can, on Linux"
                )
            return await super().pre_launch(**kwargs)
        if policy is not None:
            self.written = TemporaryFile()  # noqa: SIM115 (the reader closes it)
        elif sandboxed:
            policy = Policy(_folder(kwargs), self._own_folder())
            kwargs["env"] = _sandboxed_environment(policy, kwargs.get("env", os.environ))
        self._use_sockets(policy)
        return {**await super().pre_launch(**kwargs), "policy": policy}

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Raises TemplateLost, or KernelStartError with one line that says why."""
        if not self._forks:
            return await super().launch_kernel(cmd, **kwargs)
        policy: Policy | None = kwargs["policy"]
        self.cwd = _folder(kwargs)
        request = Request(
            arguments=cmd[cmd.index("ipykernel_launcher") + 1 :],
            environment=_without(kwargs["env"], _OF_WHO_STARTS_KERNELS),
            cwd=self.cwd,
            policy=policy.to_json() if policy else None,
        )
        self._kernel = self.process = None
        address = await asyncio.to_thread(template_address)
        with _output(kwargs.get("stdout"), 1) as stdout, _output(kwargs.get("stderr"), 2) as stderr:
            written = self.written.fileno() if self.written else None
            try:
                self._kernel = await ForkedKernel.start(address, request, stdout, stderr, written)
            except BaseException:
                await self.cleanup()  # nobody else does, for a kernel that did not start
                raise
        self.process = self._kernel
        self.pid = self.pgid = self._kernel.pid
        return self.connection_info

    async def wait(self) -> int | None:
        """As LocalProvisioner, without polling; `written` is complete when it returns."""
        if not self._runs_forked():
            return await super().wait()
        status = await self._kernel.ended()
        await super().wait()
        self._kernel.close()
        if self.written is not None:
            self.written.seek(0)  # the position is the sandbox's, too
        return status

    async def kill(self, restart: bool = False) -> None:
        """Returns when the kernel is dead; a sandbox first gets the time to pack what it wrote."""
        if not self._runs_forked():
            return await super().kill(restart)
        if self.written is not None:
            self._kernel.terminate()
            if await self._ends_within(_PACK_SECONDS):
                return None
        await super().kill(restart)
        await self._ends_within(_KILL_SECONDS)
        return None

    async def shutdown_requested(self, restart: bool = False) -> None:
        """Wait a moment: the kernel manager, which only polls, may then find the kernel ended."""
        if self._runs_forked():
            await self._ends_within(_SHUTDOWN_SECONDS)

    async def cleanup(self, restart: bool = False) -> None:
        """End what still runs and, unless a restart follows, remove the sockets' folder."""
        if not restart:
            if self._runs_forked():
                await self.kill()
                await self.wait()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None
        await super().cleanup(restart)

    def _discard_written(self) -> None:
        if self.written is not None:
            self.written.close()
            self.written = None

    def _runs_forked(self) -> bool:
        return self._kernel is not None and self.process is self._kernel

    async def _ends_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._kernel.ended()
        return self._kernel.poll() is not None

    def _is_ours(self) -> bool:
        """Whether the kernel is ipykernel in this interpreter."""
        python, *words = self.kernel_spec.argv
        version = sys.version_info
        here = (sys.executable, "python", f"python{version[0]}", f"python{version[0]}.{version[1]}")
        words = [word for word in words if not word.startswith("-X")]
        return python in here and words[:3] == ["-m", "ipykernel_launcher", "-f"]

    def _use_sockets(self, policy: Policy | None) -> None:
        """Have the kernel manager use Unix sockets: no ports to race for.

        They and the connection file of a sandboxed kernel lie in the folder of its policy.
        """
        manager = self.parent
        if manager.client_factory is AsyncKernelClient:
            manager.client_factory = WarmKernelClient
        if policy is None and manager.transport == "ipc" and Path(manager.ip).parent.is_dir():
            return  # chosen by the manager, or by us before a restart
        folder = policy.sockets if policy else self._own_folder()
        manager.transport, manager.ip = "ipc", f"{folder}/k"
        manager.cache_ports = False
        chosen = manager.connection_file
        if policy or not chosen or not Path(chosen).parent.is_dir():
            manager.connection_file = f"{folder}/kernel.json"

    def _own_folder(self) -> str:
        if self._folder is None:
            self._folder = socket_folder()
        return self._folder.name


def _folder(options: Mapping[str, Any]) -> str:
    return str(Path(options.get("cwd") or Path.cwd()).absolute())


def _can_fork_with(options: Mapping[str, Any]) -> bool:
    """Whether a fork can have what Popen would be given."""
    streams = (options.get("stdout"), options.get("stderr"))
    return options.keys() <= _FORKED_WITH and not {subprocess.PIPE, subprocess.STDOUT} & {*streams}


def _sandboxed_environment(policy: Policy, given: Mapping[str, str]) -> dict[str, str]:
    from autograde.sandbox.environment import environment

    nbgraders = {name: value for name, value in given.items() if name.startswith("NBGRADER_")}
    return environment(policy, nbgraders)


def _without(environment: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in names}


@contextlib.contextmanager
def _output(stream: IO | int | None, default: int) -> Iterator[int]:
    """The file descriptor of an output as Popen takes it."""
    if stream == subprocess.DEVNULL:
        with Path(os.devnull).open("wb") as nothing:
            yield nothing.fileno()
    elif stream is None:
        yield default
    else:
        yield stream if isinstance(stream, int) else stream.fileno()
