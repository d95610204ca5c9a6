"""What a notebook's kernel has run, to bring another one to the same state."""

from autograde.grading.kernel import NotebookKernel

# Running the earlier cells again must be cheap: beside it the rest of the notebook may take long.
_MAX_SECONDS = 30.0
_MAX_RESTARTS = 3


class History:
    """The cells that ended by themselves, in order, with the seconds that they took.

    The cell that killed its kernel is not among them, so it is not run again.
    """

    def __init__(self) -> None:
        self._cells: list[str] = []
        self._seconds, self._restarts = 0.0, 0

    def add(self, code: str, seconds: float) -> None:
        if code.strip():
            self._cells.append(code)
            self._seconds += seconds

    def restore(self, kernel: NotebookKernel) -> bool:
        """Start a new kernel in the place of a dead one and run the cells again, if that is cheap.

        Returns whether the kernel is in the state that the dead one had before the cell that killed
        it.
        """
        affordable = self._seconds < min(_MAX_SECONDS, kernel.seconds_left / 2)
        if not affordable or self._restarts == _MAX_RESTARTS:
            return False
        self._restarts += 1
        kernel.replace()
        return all(kernel.rerun(code) == "done" for code in self._cells)
