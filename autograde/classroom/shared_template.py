"""The one process of this machine that the kernels of all workers are forked from."""

from autograde.kernels.launch import Template


class SharedTemplate:
    """A template that is started when it is first wanted, and again where it was lost."""

    def __init__(self) -> None:
        self._templates: list[Template] = []  # an older one may still have kernels in work

    def begin(self) -> None:
        """Have it started, without waiting until it is ready."""
        if not self._templates or not self._templates[-1].is_current:
            self._templates.append(Template.begin())

    def address(self) -> str:
        """Where the template is to be had. Raises TemplateLost where none can be started."""
        self.begin()
        self._templates[-1].wait_until_ready()
        return self._templates[-1].address

    def close(self) -> None:
        """End the template, and with it its kernels."""
        while self._templates:
            self._templates.pop().close()
