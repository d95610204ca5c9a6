"""Writing grades into nbgrader's gradebook, many submissions in one commit.

The rows come out as nbgrader's autograde leaves them. They are written as rows: nbgrader's own
functions commit several times for each submission and load its cells one by one.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, is_solution, is_task
from sqlalchemy import insert, select, update
from traitlets.config import Config

from autograde.classroom.gradebook import lateness, seconds_late
from autograde.grading.graded import GradedSubmission
from autograde.grading.report import CellReport

Row = dict[str, Any]

_GRADED, _COMMENTED = ("GradeCell", "TaskCell"), ("SolutionCell", "TaskCell")


def save_grades(
    gradebook: Gradebook,
    assignment: str,
    batch: Sequence[GradedSubmission],
    config: Config | None = None,
    create_students: bool = True,
) -> list[tuple[str, ...]]:
    """Write the grades of some submissions in one commit; return the remarks on their lateness.

    Manual scores and extra credit stay. `config` is nbgrader's, for the late penalty. Where an
    exception leaves this function, no grade was written; without `create_students`, MissingEntry
    for a student whom the gradebook does not know.
    """
    try:
        saving = _Saving(gradebook, assignment, batch)
        saving.find_students(create_students)
        saving.find_submissions()
        saving.write_grades()
        saving.write_comments()
        remarks = saving.write_penalties(config)
        gradebook.db.commit()
    except BaseException:
        gradebook.db.rollback()
        raise
    return remarks


class _Saving:
    """One batch on its way into the database. Mappings of rows are by id unless said otherwise."""

    def __init__(
        self, gradebook: Gradebook, assignment: str, batch: Sequence[GradedSubmission]
    ) -> None:
        self.session, self.batch = gradebook.db, batch
        columns = (Assignment.id, Assignment.duedate)
        query = select(*columns).where(Assignment.name == assignment)
        self.assignment, self.due = self.session.execute(query).one()
        query = select(Notebook.id, Notebook.name).where(Notebook.assignment_id == self.assignment)
        self.names: dict[str, str] = dict(self.session.execute(query).all())
        columns = (BaseCell.id, BaseCell.notebook_id, BaseCell.name, BaseCell.type)
        query = select(*columns).where(BaseCell.notebook_id.in_(self.names))
        self.cells = self.session.execute(query).all()

    def find_students(self, create: bool) -> None:
        """See to it that the gradebook knows the students."""
        wanted = [graded.report.student for graded in self.batch]
        query = select(Student.id).where(Student.id.in_(wanted))
        known = set(self.session.scalars(query))
        unknown = [{"id": student} for student in wanted if student not in known]
        if unknown and not create:
            raise MissingEntry(f"No such student: {unknown[0]['id']}")
        self._insert(Student, unknown)

    def find_submissions(self) -> None:
        """The rows of the submissions and of their notebooks; those that are missing are made."""
        students = [graded.report.student for graded in self.batch]
        where = SubmittedAssignment.student_id.in_(students)
        where &= SubmittedAssignment.assignment_id == self.assignment
        self.submissions = {
            row["student_id"]: row for row in self._rows(SubmittedAssignment, where)
        }
        new, changed = [], []
        for graded in self.batch:
            student, row = graded.report.student, {"timestamp": graded.timestamp}
            if student in self.submissions:
                row["id"] = self.submissions[student]["id"]
                changed += [row] if graded.timestamp else []
            else:
                row |= {"id": new_uuid(), "student_id": student, "assignment_id": self.assignment}
                new.append(row)
            known = self.submissions.setdefault(student, {"extension": None, **row})
            known["timestamp"] = graded.timestamp or known["timestamp"]
        self._insert(SubmittedAssignment, new)
        self._update(SubmittedAssignment, changed)
        ids = [row["id"] for row in self.submissions.values()]
        where = SubmittedNotebook.assignment_id.in_(ids)
        found = self._rows(SubmittedNotebook, where)
        self.notebooks = {(row["assignment_id"], row["notebook_id"]): row["id"] for row in found}
        new = [
            {"id": new_uuid(), "assignment_id": submission, "notebook_id": notebook}
            for submission in ids
            for notebook in self.names
            if (submission, notebook) not in self.notebooks
        ]
        self._insert(SubmittedNotebook, new)
        self.notebooks |= {(row["assignment_id"], row["notebook_id"]): row["id"] for row in new}

    def write_grades(self) -> None:
        """Set the scores of the autograder, and whether a person has to look."""
        stored = self._stored(Grade)
        self.scores = dict.fromkeys(self.notebooks.values(), 0.0)
        new, changed = [], []
        for graded, notebook, submitted in self._notebooks():
            reports = {report.name: report for report in graded.report.notebooks}
            cells = {cell.grade_id: cell for cell in reports[self.names[notebook]].cells}
            handed_in = self.names[notebook] in graded.notebooks
            for cell_id, _, name, kind in self._cells_of(notebook, _GRADED):
                old = stored.get((submitted, cell_id), _NO_GRADE)
                row = _grade(cells[name], old, handed_in, kind == "TaskCell")
                self.scores[submitted] += _score({**old, **row})
                if old is _NO_GRADE:
                    new.append(
                        {"id": new_uuid(), "notebook_id": submitted, "cell_id": cell_id, **row}
                    )
                else:
                    changed.append({"id": old["id"], **row})
        self._insert(Grade, new)
        self._update(Grade, changed)

    def write_comments(self) -> None:
        """Set the autograder's comments: on an untouched answer, or none."""
        stored = self._stored(Comment)
        new, changed = [], []
        for graded, notebook, submitted in self._notebooks():
            comments = _auto_comments(graded.notebooks.get(self.names[notebook]))
            for cell_id, _, name, _ in self._cells_of(notebook, _COMMENTED):
                row = {"auto_comment": comments[name]} if name in comments else {}
                old = stored.get((submitted, cell_id))
                if old is None:
                    ids = {"id": new_uuid(), "notebook_id": submitted, "cell_id": cell_id}
                    new.append({**ids, "auto_comment": None, **row})
                elif row:
                    changed.append({"id": old["id"], **row})
        self._insert(Comment, new)
        self._update(Comment, changed)

    def write_penalties(self, config: Config | None) -> list[tuple[str, ...]]:
        """Set the late penalty of each notebook as the configured plugin has it."""
        preprocessor = AssignLatePenalties(config=config)
        preprocessor.init_plugin()
        rows, totals = [], dict.fromkeys(self.submissions, 0.0)
        for graded, notebook, submitted in self._notebooks():
            student, score = graded.report.student, self.scores[submitted]
            late, penalty = self._seconds_late(student), None
            if late > 0 and self.names[notebook] in graded.notebooks:
                penalty = preprocessor.plugin_inst.late_submission_penalty(student, score, late)
            if penalty is not None:
                penalty = min(max(penalty, 0), score)
                totals[student] += penalty
            rows.append({"id": submitted, "late_submission_penalty": penalty})
        self._update(SubmittedNotebook, rows)
        students = [graded.report.student for graded in self.batch]
        return [lateness(self._seconds_late(student), totals[student]) for student in students]

    def _notebooks(self) -> Iterator[tuple[GradedSubmission, str, str]]:
        """Each submission with the ids of a notebook and of the submitted notebook."""
        for graded in self.batch:
            submission = self.submissions[graded.report.student]["id"]
            for notebook in self.names:
                yield graded, notebook, self.notebooks[submission, notebook]

    def _cells_of(self, notebook: str, kinds: Sequence[str]) -> list[Any]:
        return [cell for cell in self.cells if cell[1] == notebook and cell[3] in kinds]

    def _seconds_late(self, student: str) -> float:
        row = self.submissions[student]
        return seconds_late(row["timestamp"], self.due, row["extension"])

    def _stored(self, model: type) -> dict[tuple[str, str], Row]:
        """The grades or comments that there are, by submitted notebook and cell."""
        rows = self._rows(model, model.notebook_id.in_(list(self.notebooks.values())))
        return {(row["notebook_id"], row["cell_id"]): row for row in rows}

    def _rows(self, model: type, where: Any) -> list[Row]:
        table = model.__table__
        return [dict(row) for row in self.session.execute(select(table).where(where)).mappings()]

    def _insert(self, model: type, rows: list[Row]) -> None:
        if rows:
            self.session.execute(insert(model), rows)

    def _update(self, model: type, rows: list[Row]) -> None:
        if rows:
            self.session.execute(update(model), rows)


_NO_GRADE: Row = {"manual_score": None, "extra_credit": None}


def _grade(cell: CellReport, old: Row, handed_in: bool, is_task: bool) -> Row:
    """What the autograder sets of a grade. A notebook that was not handed in needs nobody."""
    by_hand = old["manual_score"] is not None
    if not handed_in:
        needs_person = False
    elif by_hand and is_task:  # a graded task stays graded
        needs_person = old["needs_manual_grade"]
    else:
        needs_person = cell.manual or by_hand
    auto_score = None if cell.manual else cell.score
    return {"auto_score": auto_score, "needs_manual_grade": needs_person}


def _score(grade: Row) -> float:
    """What a grade counts: nbgrader.api.Grade.score."""
    given = [each for each in (grade["manual_score"], grade["auto_score"]) if each is not None]
    return given[0] + (grade["extra_credit"] or 0.0) if given else 0.0


def _auto_comments(text: str | None) -> Mapping[str, str | None]:
    """nbgrader's comment for each cell that a student fills in: on an untouched one, or none.

    `text` is an autograded notebook.
    """
    comments = {}
    for data in json.loads(text)["cells"] if text else []:
        if "nbgrader" not in data["metadata"]:
            continue
        cell: NotebookNode = from_dict({**data, "source": "".join(data["source"])})
        if is_solution(cell) or is_task(cell):
            meta = cell.metadata.nbgrader
            untouched = meta.get("checksum") == compute_checksum(cell) and not is_task(cell)
            comments[meta.grade_id] = "No response." if untouched else None
    return comments
