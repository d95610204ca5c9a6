"""Which of several cells with the same grade_id is the one that is graded."""

from collections.abc import Sequence

from autograde.grading.key import NotebookKey


def superfluous_copies(
    grade_ids: Sequence[str | None], changed: Sequence[bool], key: NotebookKey
) -> list[int]:
    """The positions of the copies that are not graded, in order.

    `grade_ids` has the grade_id of every cell of a notebook, `changed` whether the student edited
    it. nbgrader's DeduplicateIds keeps the last copy of everything. Here

    - of a cell that the student fills in, the last one that was edited counts, else the last: a
      pasted, untouched copy does not hide an answer;
    - of a cell that the instructor owns, the first one behind the cell that precedes it in the
      assignment counts, else the last: a test pasted at the end of the notebook does not see
      names that later exercises have changed.
    """
    places: dict[str, list[int]] = {}
    for index, grade_id in enumerate(grade_ids):
        if grade_id is not None:
            places.setdefault(grade_id, []).append(index)
    chosen: dict[str, int] = {}
    previous = -1
    for cell in key.cells:
        copies = places.get(cell.grade_id)
        if not copies:
            continue
        if cell.solution:
            preferred = [index for index in copies if changed[index]][-1:]
        else:
            preferred = [index for index in copies if index > previous][:1]
        previous = chosen[cell.grade_id] = (preferred or copies[-1:])[0]
    return sorted(
        index for name, copies in places.items() for index in copies if index != chosen[name]
    )
