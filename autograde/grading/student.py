"""The student behind a NotebookKernel, as a sealed check sees it."""

import base64
from typing import Any

from autograde.grading.kernel import NotebookKernel
from autograde.sealed.student import KernelStudent
from course_lib.evidence import EvidenceError

# __import__ leaves no name behind in the notebook, and survives a rebound `course_lib`.
_PROBE = (
    "__import__('course_lib.probe', fromlist=['publish_probe']).publish_probe({code!r}, "
    "__import__('base64').b64encode("
    "__import__('IPython').get_ipython().kernel.get_parent()['buffers'][0]"
    ").decode('ascii'), globals())"
)


class BufferedKernelStudent(KernelStudent):
    """A KernelStudent whose inputs travel beside the code instead of in it.

    1,000 images in the code take IPython 0.9 seconds to read, beside it 0.02.
    """

    def __init__(self, kernel: NotebookKernel, **options: Any) -> None:
        super().__init__(kernel.execute_probe, **options)
        self._kernel = kernel

    def _run(self, code: str, inputs: bytes) -> bytes:
        reply = self._kernel.execute_probe(_PROBE.format(code=code), [inputs])
        try:
            return base64.b64decode(reply or "", validate=True)
        except ValueError as error:
            raise EvidenceError("not base64") from error
