"""A Jupyter client that does not wait longer than it must for a kernel that runs already."""

import asyncio
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous import AsyncKernelClient

# A message that a subscription came too late for never comes: ask again after so long.
_ASK_AGAIN_SECONDS = 0.05
_REPLY_SECONDS = 1.0
# A kernel that sends more at once is not heard again. IPython collects what is printed for 0.2
# seconds; the largest evidence of a probe has 65 MiB (course_lib.evidence), and 87 MiB as text.
_MESSAGE_BYTES = 512 * 2**20


class WarmKernelClient(AsyncKernelClient):
    """As its base class, whose `wait_for_ready` sleeps 0.2 seconds to see whether all is quiet.

    Here a kernel is ready when it answered a request on the shell channel and this client saw it
    fall idle again on the iopub channel. It takes no message of more than 512 MiB: what a
    kernel sends must not fill the memory of this process.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Raises RuntimeError if the kernel dies or is not ready within `timeout` seconds."""
        try:
            async with asyncio.timeout(timeout):
                while not await self._answers():
                    if not await self._async_is_alive():
                        raise RuntimeError("Kernel died before replying to kernel_info")
        except TimeoutError:
            raise RuntimeError(f"Kernel didn't respond in {timeout} seconds") from None

    def _create_connected_socket(self, *arguments: Any, **options: Any) -> zmq.Socket:
        self.context.setsockopt(zmq.MAXMSGSIZE, _MESSAGE_BYTES)  # before it is connected
        return super()._create_connected_socket(*arguments, **options)

    async def _answers(self) -> bool:
        """Ask for the kernel's description; False if something of the answer stays away."""
        request = self.kernel_info()
        try:
            reply = {}
            while not _answer(reply, request):
                reply = await self.shell_channel.get_msg(timeout=_REPLY_SECONDS)
            status = {}
            while not (_answer(status, request) and _says_idle(status)):
                status = await self.iopub_channel.get_msg(timeout=_ASK_AGAIN_SECONDS)
        except Empty:
            return False
        self._handle_kernel_info_reply(reply)
        return True


def _answer(message: dict, request: str) -> bool:
    return message.get("parent_header", {}).get("msg_id") == request


def _says_idle(message: dict) -> bool:
    return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
