"""The outputs of a cell: kept within bounds while they arrive, and tidied afterwards."""

import json
from typing import Any

from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import LimitOutput

_MAX_TEXT = 20_000  # of an error or a result that arrives after the budget is spent
_OUTPUT_BYTES = 200  # of an output in a notebook that has nothing in it
_CELLS_WORTH = 10  # what all cells of a notebook may put out, in budgets of one cell


class BoundedClient(NotebookClient):
    """An nbclient that keeps at most `budget` bytes of outputs for each cell, and ten times that
    for all together.

    The first error and the last result always arrive, cut to a readable size, because they decide
    the points.
    Widgets are not followed: what they print is an ordinary output.
    """

    def __init__(self, notebook: NotebookNode, budget: int, **options: Any) -> None:
        super().__init__(notebook, **options)
        self.budget, self._total_left, self._left = budget, _CELLS_WORTH * budget, 0
        self.begin_cell()

    def begin_cell(self) -> None:
        """Forget what the last cell has used."""
        self._left, self.bytes_cut = min(self.budget, self._total_left), 0
        self.clear_before_next_output = False

    def process_message(self, msg: dict[str, Any], cell: NotebookNode, cell_index: int) -> Any:
        """nbclient's, for a message that fits into what is left of the budget."""
        content, kind = msg["content"], msg["msg_type"]
        if kind == "stream":
            content["name"] = "stderr" if content["name"] == "stderr" else "stdout"
            content["text"] = self._fitting(str(content["text"]))
            if not content["text"]:
                return None
        elif kind in ("display_data", "update_display_data"):
            if not self._fits(content):
                return None
        elif kind == "execute_result" and not self._fits(content):
            cell["outputs"] = [each for each in cell.outputs if each.output_type != kind]
            content["data"] = {"text/plain": str(content["data"].get("text/plain"))[:_MAX_TEXT]}
            content["metadata"] = {}
        elif kind == "error" and not self._fits(content):
            if any(each.output_type == kind for each in cell.outputs):
                return None
            content["traceback"] = ["".join(map(str, content["traceback"]))[-_MAX_TEXT:]]
            content["evalue"] = str(content["evalue"])[:_MAX_TEXT]
            content["ename"] = str(content["ename"])[:_MAX_TEXT]
        return super().process_message(msg, cell, cell_index)

    def handle_comm_msg(self, *_: Any) -> None:
        """Widget messages are dropped: their state knows no bounds."""

    def _fitting(self, text: str) -> str:
        kept = text[: self._left]
        self._spend(len(kept))
        self.bytes_cut += len(text) - len(kept)
        return kept

    def _fits(self, content: Any) -> bool:
        size = len(json.dumps(content, ensure_ascii=False)) + _OUTPUT_BYTES
        if size > self._left:
            self.bytes_cut += size
            return False
        self._spend(size)
        return True

    def _spend(self, size: int) -> None:
        self._left -= size
        self._total_left -= size


def tidy(cell: NotebookNode, bytes_cut: int, max_lines: int) -> None:
    """Join the streams of a cell, undo painted-over progress bars, say what was cut, and keep
    `max_lines` lines of text as nbgrader's LimitOutput does."""
    joined: list[NotebookNode] = []
    for output in cell.outputs:
        last = joined[-1] if joined else None
        same = last is not None and output.output_type == last.output_type == "stream"
        if same and output.name == last.name:
            last["text"] += output.text
        else:
            joined.append(output)
    for output in joined:
        if output.output_type == "stream":
            output["text"] = "\n".join(map(_last_painted, output.text.split("\n")))
    cell["outputs"] = joined
    LimitOutput(max_lines=max_lines).preprocess_cell(cell, {}, 0)
    if bytes_cut:
        note = f"\n[{bytes_cut:,} more bytes of output were cut]\n"
        cell.outputs.append(new_output("stream", name="stdout", text=note))


def _last_painted(line: str) -> str:
    """A line without what a progress bar has painted over: what follows its last return."""
    return line[:-1].rpartition("\r")[2] + line[-1:]


def error_output(name: str, message: str) -> NotebookNode:
    """An error among a cell's outputs, shown as its message alone."""
    return new_output("error", ename=name, evalue=message, traceback=message.splitlines())


def as_display(output: NotebookNode) -> NotebookNode:
    """An execute_result as a plain display, which nbgrader does not read points from."""
    return new_output("display_data", data=output.data, metadata=output.get("metadata", {}))
