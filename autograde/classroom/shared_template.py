"""The one process of this machine that the kernels of all workers are forked from."""

import contextlib

from autograde.kernels.errors import KernelError, KernelStartError
from autograde.kernels.launch import Template

_STARTS = 2  # a machine short of memory or processes may have some again by then


class SharedTemplate:
    """A template that is started when it is first wanted, and again where it was lost.

    A context manager that ends it.
    """

    def __init__(self) -> None:
        self._templates: list[Template] = []  # an older one may still have kernels in work

    def begin(self) -> None:
        """Have it started, without waiting until it is ready; `address` says what forbids it."""
        with contextlib.suppress(KernelError, OSError):
            self._newest()

    def address(self) -> str:
        """Where the template is to be had.

        Raises KernelError, in one line, where none can be started, nor at a second try.
        """
        for _ in range(_STARTS):
            try:
                template = self._newest()
                template.wait_until_ready()
                return template.address
            except KernelError as error:
                problem = error
            except OSError as error:
                problem = KernelStartError(
                    f"no process can be started to fork kernels from ({error}): "
                    "see what takes this machine's memory and processes, and try again"
                )
        raise problem

    def _newest(self) -> Template:
        """The template that runs and is up to date, started here if there is none."""
        if not self._templates or not self._templates[-1].is_current:
            self._templates.append(Template.begin())
        return self._templates[-1]

    def __enter__(self) -> "SharedTemplate":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the template, and with it its kernels."""
        while self._templates:
            self._templates.pop().close()
