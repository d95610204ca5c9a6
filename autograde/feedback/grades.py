"""What the gradebook says of each submitted notebook, read with three queries for a class.

nbgrader's own way asks the database anew for every cell of every student.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Select, select


@dataclass(frozen=True)
class CellGrade:
    """The points of one graded cell; `waiting` where a person has still to give them."""

    score: float
    max_score: float
    waiting: bool = False


@dataclass(frozen=True)
class NotebookGrades:
    """One student's notebook in the gradebook; mappings are by grade_id.

    `penalty` is taken off the points for handing in late.
    """

    student: str
    name: str
    notebook: str
    penalty: float = 0.0
    cells: Mapping[str, CellGrade] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)

    @property
    def max_score(self) -> float:
        return sum(cell.max_score for cell in self.cells.values())

    @property
    def points(self) -> float:
        """The points before the penalty."""
        return sum(cell.score for cell in self.cells.values())

    @property
    def score(self) -> float:
        """The points that count: a penalty takes off no more than there is."""
        return max(0.0, self.points - self.penalty)

    @property
    def waiting(self) -> int:
        """How many cells a person has still to grade."""
        return sum(cell.waiting for cell in self.cells.values())


def read_grades(
    gradebook: Gradebook, assignment: str, student: str | None = None
) -> list[NotebookGrades]:
    """All submitted notebooks of an assignment, or those of one student, by names."""

    def rows(query: Select) -> list:
        query = query.where(Assignment.name == assignment)
        query = query.where(Student.id == student) if student is not None else query
        return gradebook.db.execute(query).all()

    cells: dict[str, dict[str, CellGrade]] = {}
    points = (Grade.score, Grade.max_score, Grade.needs_manual_grade)
    for notebook, name, score, max_score, waiting in rows(
        _of_notebooks(SubmittedNotebook.id, BaseCell.name, *points)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
    ):
        cells.setdefault(notebook, {})[name] = CellGrade(score, max_score, bool(waiting))
    comments: dict[str, dict[str, str]] = {}
    for notebook, name, text in rows(
        _of_notebooks(SubmittedNotebook.id, BaseCell.name, Comment.comment)
        .join(Comment, Comment.notebook_id == SubmittedNotebook.id)
        .join(BaseCell, BaseCell.id == Comment.cell_id)
    ):
        if text and text.strip():
            comments.setdefault(notebook, {})[name] = text
    names = (Student.first_name, Student.last_name)
    penalty = SubmittedNotebook.late_submission_penalty
    notebooks = _of_notebooks(SubmittedNotebook.id, Student.id, Notebook.name, penalty, *names)
    return [
        NotebookGrades(
            student=student_id,
            name=" ".join(part for part in (first, last) if part),
            notebook=notebook,
            penalty=taken_off or 0.0,
            cells=cells.get(key, {}),
            comments=comments.get(key, {}),
        )
        for key, student_id, notebook, taken_off, first, last in rows(
            notebooks.order_by(Student.id, Notebook.name)
        )
    ]


def _of_notebooks(*columns: object) -> Select:
    """A query of submitted notebooks, with their students and assignments."""
    return (
        select(*columns)
        .select_from(SubmittedNotebook)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
    )
