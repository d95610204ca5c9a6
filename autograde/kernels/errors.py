"""Why there is no kernel."""


class KernelError(RuntimeError):
    """A kernel cannot be had; the text is one line that says why, for the user's eyes."""


class KernelStartError(KernelError):
    """A kernel could not be started as it was asked for."""


class TemplateLost(KernelError):  # noqa: N818  (it is lost, and no kernel is in error)
    """The process that kernels are forked from is gone, and its kernels with it.

    No code in a kernel is at fault: start another template and do again what was lost.
    """
