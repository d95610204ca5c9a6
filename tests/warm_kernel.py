"""Kernels forked from one template, for the tests: started, asked, and ended."""

import asyncio
import atexit
import contextlib
import functools
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import psutil
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory

from autograde.kernels.launch import ADDRESS_VARIABLE, Template

WARM = "ground-up-warm"
COLD = "local-provisioner"
HANG_SECONDS = 120.0  # generous: only a test that would never end is ended by it


@functools.cache
def template() -> Template:
    """One for all tests that do not kill theirs."""
    started = Template.start()
    atexit.register(started.close)
    return started


def use(monkeypatch, provisioner: str = WARM, address: str | None = None) -> None:
    """Have every kernel manager of this test start its kernels this way."""
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(factory, "default_provisioner_name", provisioner)
    monkeypatch.setenv(ADDRESS_VARIABLE, address or template().address)


class Kernel:
    """A started kernel and a client of it."""

    def __init__(self, manager: AsyncKernelManager) -> None:
        self.manager = manager
        self.client = manager.client()
        self.client.start_channels()

    @property
    def provisioner(self) -> Any:
        return self.manager.provisioner

    async def run(self, code: str, on_text: Callable[[], Coroutine] | None = None) -> "Outcome":
        """Run code; at its first text output, do `on_text`."""
        outcome, pending = Outcome(), []

        def take(message: dict) -> None:
            outcome.add(message)
            if on_text and message["msg_type"] == "stream" and not pending:
                pending.append(asyncio.ensure_future(on_text()))

        reply = await self.client.execute_interactive(code, output_hook=take, allow_stdin=False)
        await asyncio.gather(*pending)
        outcome.error = reply["content"].get("ename")
        return outcome

    async def interrupted(self, code: str) -> "Outcome":
        """Run code that prints and then does not end; interrupt it."""
        return await self.run(code, on_text=self.manager.interrupt_kernel)

    async def dies_of(self, code: str) -> int:
        """Run code that ends the kernel; returns the exit status."""
        self.client.execute(code)
        return await self.provisioner.wait()


class Outcome:
    """What a cell put out: its text, the kinds of data it showed, and the name of its error."""

    def __init__(self) -> None:
        self.text = ""
        self.shown: set[str] = set()
        self.error: str | None = None

    def add(self, message: dict) -> None:
        content = message["content"]
        if message["msg_type"] == "stream":
            self.text += content["text"]
        self.shown |= set(content.get("data", {}))


@contextlib.asynccontextmanager
async def started(kernel_name: str = "python3", **options: Any) -> AsyncIterator[Kernel]:
    """A kernel that is ready; it is killed at the end."""
    manager = AsyncKernelManager(kernel_name=kernel_name)
    async with asyncio.timeout(HANG_SECONDS):
        try:
            await manager.start_kernel(**options)
            kernel = Kernel(manager)
            try:
                await kernel.client.wait_for_ready(timeout=HANG_SECONDS)
                yield kernel
            finally:
                kernel.client.stop_channels()
                await manager.shutdown_kernel(now=True)
        finally:
            with getattr(manager.provisioner, "written", None) or contextlib.nullcontext():
                pass


def texts(*codes: str, **options: Any) -> list[str]:
    """What the cells of a new kernel print; none may fail."""

    async def collect() -> list[str]:
        async with started(**options) as kernel:
            outcomes = [await kernel.run(code) for code in codes]
        assert [outcome.error for outcome in outcomes] == [None] * len(codes)
        return [outcome.text for outcome in outcomes]

    return asyncio.run(collect())


def wait_until_gone(*pids: int) -> None:
    """Wait until the processes have ended; zombies have."""
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(pid).wait(HANG_SECONDS)


def names_in(folder: str | Path) -> set[str]:
    return {entry.name for entry in Path(folder).iterdir()}
