"""Mend a student's notebook that was broken by editing, against the lesson as it was released.

What the instructor owns is put back; answers, extra cells and outputs are the student's and stay.
"""

import copy
from dataclasses import dataclass, field

from jupyter_client.kernelspec import KernelSpecManager
from nbformat import NotebookNode

from autograde.checking.notebook import parse_notebook
from autograde.checking.notebook_json import NotebookJson, give_back
from autograde.checking.repair import released_key
from autograde.grading.copies import superfluous_copies
from autograde.grading.sanitise import grade_id_of

_LOCKS = ("deletable", "editable")


@dataclass(frozen=True)
class Mended:
    """A notebook in order, and a line for each thing that was not; without any, none was."""

    notebook: NotebookNode
    notes: tuple[str, ...]


def mend(content: bytes, name: str, released: NotebookNode) -> Mended:
    """The notebook that `content` holds, in the shape of the released one.

    Raises CourseError for what is no notebook; `name` goes into the error.
    """
    notebook, remarks = parse_notebook(content, name)
    document = NotebookJson(content, notebook)
    outputs = document.outputs()
    work = _Mending(notebook, released, [*remarks, *document.complaints()])
    work.adopt()
    work.leave_one_of_each()
    work.put_back_missing()
    work.put_back_changed()
    work.mend_kernel()
    give_back(outputs, notebook)
    return Mended(notebook, tuple(work.notes))


@dataclass
class _Mending:
    """One notebook under repair; each step tells in `notes` what it did."""

    notebook: NotebookNode
    released: NotebookNode
    notes: list[str]
    owned: dict[str, NotebookNode] = field(init=False)  # the cells that grading knows

    def __post_init__(self) -> None:
        self.owned = {name: cell for cell in self.released.cells if (name := grade_id_of(cell))}

    def adopt(self) -> None:
        """Give cells that lost their name in grading, or have a strange one, theirs again.

        They are recognised by the id that Jupyter gave them.
        """
        present = {grade_id_of(cell) for cell in self.notebook.cells}
        names = {cell.id: name for name, cell in self.owned.items() if name not in present}
        for number, cell in enumerate(self.notebook.cells, start=1):
            own = grade_id_of(cell)
            strange = own not in self.owned and cell.metadata.pop("nbgrader", None)
            if strange and cell.id not in names:
                what = f"the cell {own!r:.60}" if own else f"cell {number}"
                self.notes.append(f"{what} is not part of the lesson: an ordinary cell now")
            if own not in self.owned and cell.id in names:
                cell.metadata["nbgrader"] = {"grade_id": names[cell.id]}
                self.notes.append(f"{names[cell.id]} had lost its name: it has it again")

    def leave_one_of_each(self) -> None:
        """Make all but one copy of a cell ordinary ones: the copy that grading would take stays."""
        key, cells = released_key(self.released), self.notebook.cells
        ids = [grade_id_of(cell) for cell in cells]
        changed = [
            name is not None and _text(cell) != _text(self.owned[name])
            for cell, name in zip(cells, ids, strict=True)
        ]
        copies = superfluous_copies(ids, changed, key)
        for index in copies:
            for entry in ("nbgrader", *_LOCKS):
                cells[index].metadata.pop(entry, None)
        self.notes += [
            f"{name} was there {ids.count(name)} times: one counts, the others are ordinary cells"
            for name in dict.fromkeys(ids[index] for index in copies)
        ]

    def put_back_missing(self) -> None:
        """Insert what is gone at its place in the lesson.

        A blank answer comes ahead of the student's own cells there, a test behind them: an answer
        that stands in another cell is then neither replaced nor missed.
        """
        order = [grade_id_of(cell) or cell.id for cell in self.released.cells]
        for position, name in enumerate(order):
            if name not in self.owned or name in self._places():
                continue
            cell = copy.deepcopy(self.owned[name])
            blank = bool(cell.metadata.nbgrader.get("solution"))
            self.notes.append(f"{name} was missing: {'a blank one' if blank else 'it'} is back")
            places = self._places()
            previous = next((places[each] for each in order[position::-1] if each in places), -1)
            following = (places[each] for each in order[position:] if each in places)
            next_one = next((each for each in following if each > previous), None)
            end = len(self.notebook.cells) if next_one is None else next_one
            self._insert(previous + 1 if blank else end, cell)

    def _insert(self, index: int, cell: NotebookNode) -> None:
        taken = {own.id for own in self.notebook.cells}
        while cell.id in taken:
            cell["id"] += "-again"
        self.notebook.cells.insert(index, cell)

    def _places(self) -> dict[str, int]:
        """Where each cell of the lesson is, by its name, else by its id."""
        cells = self.notebook.cells
        return {grade_id_of(cell) or cell.id: index for index, cell in enumerate(cells)}

    def put_back_changed(self) -> None:
        """Put back the text of locked cells, and the kind and the metadata of all."""
        for cell in self.notebook.cells:
            if (name := grade_id_of(cell)) is None:
                continue
            original, changed = self.owned[name], []
            if original.metadata.nbgrader.get("locked") and _text(cell) != _text(original):
                cell["source"] = original.source
                changed.append("was changed")
            if cell.cell_type != original.cell_type:
                changed.append(f"was a {cell.cell_type} cell")
                _change_kind(cell, original.cell_type)
            adopted = set(cell.metadata["nbgrader"]) == {"grade_id"}  # and told already
            if _put_back_metadata(cell, original) and not adopted:
                changed.append("had other metadata")
            if changed:
                self.notes.append(f"{name} {' and '.join(changed)}: it is as released again")

    def mend_kernel(self) -> None:
        """Name the lesson's kernel where there is none that this machine can start."""
        own = self.notebook.metadata.get("kernelspec")
        name = own.get("name") if isinstance(own, dict) else None
        known = (
            "python",
            *KernelSpecManager().find_kernel_specs(),
        )  # "python" is this Python's own
        if name not in known:
            spec = copy.deepcopy(self.released.metadata.kernelspec)
            self.notebook.metadata["kernelspec"] = spec
            was = f"{name!r:.60}, which is not installed" if name else "not named"
            self.notes.append(f"the kernel was {was}: it is {spec.name!r} again")


def _text(cell: NotebookNode) -> str:
    return cell.source.strip()


def _put_back_metadata(cell: NotebookNode, original: NotebookNode) -> bool:
    """Put back what is not the student's of the metadata; whether something differed."""
    own, released = cell.metadata, original.metadata
    # Without an entry a cell may be deleted and edited; Jupyter sometimes writes that down.
    locks = [name for name in _LOCKS if own.get(name, True) != released.get(name, True)]
    for name in locks:
        own[name] = released.get(name, True)
    differed = bool(locks) or own["nbgrader"] != released["nbgrader"]
    own["nbgrader"] = copy.deepcopy(released["nbgrader"])
    return differed


def _change_kind(cell: NotebookNode, kind: str) -> None:
    cell["cell_type"] = kind
    for entry in ("attachments", "outputs", "execution_count"):
        cell.pop(entry, None)
    if kind == "code":
        cell.update(outputs=[], execution_count=None)
