"""Grading one submission: a function of the submission, the key and the limits, and no database."""

import functools
import hmac
import tempfile
import time
import traceback
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from autograde.checks_folder import check_files
from autograde.grading.cells import (
    GradedCell,
    grade_absent,
    grade_answer,
    grade_test,
    left_to_a_person,
)
from autograde.grading.graded import GradedSubmission, failed_submission
from autograde.grading.history import History
from autograde.grading.kernel import Ending, NotebookKernel
from autograde.grading.key import AssignmentKey, NotebookKey, SourceCell
from autograde.grading.limits import Limits
from autograde.grading.notebook_file import UnreadableNotebook, read_notebook, write_notebook
from autograde.grading.placeholder import placeholder_notebook
from autograde.grading.report import CellReport, NotebookReport, SubmissionReport, printable
from autograde.grading.sanitise import grade_id_of, sanitise
from autograde.grading.submission import Submission
from autograde.grading.tampering import tampering
from autograde.grading.workspace import fill_workspace, written_files
from autograde.kernels.errors import KernelError, TemplateLost
from autograde.sealed import CheckSet, Judgement, KernelStudent, load_checks

_FULL_CREDIT = Judgement(1.0)
# What a sealed check raises that has not reckoned with such an answer.
_STUMBLES = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
_NO_MEMORY = "DefaultCPUAllocator: can't allocate memory"  # torch raises no MemoryError


@dataclass(frozen=True)
class _GradedNotebook:
    report: NotebookReport
    text: str | None = None
    flags: tuple[str, ...] = ()


def grade_submission(
    key: AssignmentKey, submission: Submission, limits: Limits
) -> GradedSubmission:
    """Grade one submission.

    What the student did costs points and is flagged. A test over whose answer a sealed check
    stumbles is left to a person. Whatever else goes wrong, a fault of this grader, gives a report
    with status "error", and nothing to write.
    Raises TemplateLost where kernels can no longer be forked: it is to be graded with another one.
    """
    start = time.monotonic()
    try:
        graded = _grade(key, submission, limits)
    except TemplateLost:
        raise
    except Exception as fault:
        graded = failed_submission(key, submission.student, _describe(fault))
    seconds = time.monotonic() - start
    return replace(graded, report=replace(graded.report, seconds=seconds))


def _grade(key: AssignmentKey, submission: Submission, limits: Limits) -> GradedSubmission:
    with tempfile.TemporaryDirectory(prefix="course-grade-", ignore_cleanup_errors=True) as folder:
        workspace = Path(folder)
        before = fill_workspace(workspace, submission, key)
        graded = [
            _grade_notebook(key, notebook, submission, limits, workspace)
            for notebook in key.notebooks
        ]
        written, flags = written_files(workspace, before)
    found = [flag for notebook in graded for flag in notebook.flags]
    report = SubmissionReport(
        submission.student,
        "graded",
        key.max_score,
        tuple(notebook.report for notebook in graded),
        flags=tuple(dict.fromkeys(map(printable, [*submission.flags, *found, *flags]))),
    )
    notebooks = {each.report.name: each.text for each in graded if each.text is not None}
    return GradedSubmission(report, notebooks, written, submission.timestamp)


def _grade_notebook(
    key: AssignmentKey, notebook_key: NotebookKey, submission: Submission, limits: Limits, cwd: Path
) -> _GradedNotebook:
    name = notebook_key.name
    if name not in submission.notebooks:
        reason = f"{name}.ipynb {submission.absent.get(name, 'is missing')}"
        return _GradedNotebook(_nothing(notebook_key, reason))
    try:
        notebook, remarks = read_notebook(submission.notebooks[name])
    except UnreadableNotebook as problem:
        reason = f"{name}.ipynb {problem}"
        text = write_notebook(placeholder_notebook(notebook_key, reason))
        return _GradedNotebook(_nothing(notebook_key, reason), text, (reason,))
    if not notebook.cells:
        remarks.append("has no cells")
    clean = sanitise(notebook, notebook_key)
    seeds = [_seed(key, submission, name, purpose) for purpose in (b"checks", b"kernel")]
    run = _NotebookRun(clean.notebook, notebook_key, _checks(key), limits, seeds[0])
    with NotebookKernel(clean.notebook, cwd, limits, seeds[1]) as kernel:
        cells = run.grade_cells(kernel)
    if left_out := kernel.files_left_out:
        remarks.append(f"wrote more than is kept; files left out: {left_out}")
    found = tampering(clean.notebook, notebook_key, submission.files)
    flags = (*(f"{name}.ipynb {each}" for each in remarks), *clean.flags, *found, *run.flags)
    return _GradedNotebook(NotebookReport(name, cells), write_notebook(clean.notebook), flags)


def _seed(key: AssignmentKey, submission: Submission, name: str, purpose: bytes) -> int | None:
    """The seed of random numbers in grading a notebook: a rerun gives the same score.

    Who does not know the secret cannot tell what it will be, and not from another purpose's
    either. Without a secret there is none.
    """
    if not key.secret:
        return None
    parts = [purpose, submission.student.encode(), name.encode(), submission.notebooks[name]]
    return int.from_bytes(hmac.digest(key.secret, b"\0".join(parts), "sha256")[:4])


def _nothing(key: NotebookKey, reason: str) -> NotebookReport:
    return NotebookReport(key.name, tuple(grade_absent(cell, reason) for cell in key.graded_cells))


class _NotebookRun:
    """Runs the cells of a sanitised notebook in order and grades those that have points."""

    def __init__(
        self,
        notebook: NotebookNode,
        key: NotebookKey,
        checks: CheckSet | None,
        limits: Limits,
        seed: int | None,
    ) -> None:
        self.notebook, self.key, self.checks = notebook, key, checks
        self.limits, self.seed = limits, seed
        self.flags: list[str] = []

    def grade_cells(self, kernel: NotebookKernel) -> tuple[CellReport, ...]:
        """The reports of the graded cells, in the order of the key."""
        graded: dict[str, GradedCell] = {}
        student = KernelStudent(kernel.execute_probe, seed=self.seed, data=self.limits.data)
        history = History()
        for index, cell in enumerate(self.notebook.cells):
            source = self.key.by_id.get(grade_id_of(cell) or "")
            code = self._code(cell, source)
            ending = self._run_cell(kernel, index, code, history)
            if source is not None and source.is_test:
                judgement = self._judge(source, kernel, student)
                result = grade_test(cell, source, ending, judgement or _FULL_CREDIT)
                by_hand = judgement is None and result.report.score > 0
                graded[source.grade_id] = left_to_a_person(result) if by_hand else result
            elif source is not None and source.is_graded:
                graded[source.grade_id] = grade_answer(cell, source)
        self.flags += [each.flag for each in graded.values() if each.flag]
        if kernel.unasked_evidence:
            self.flags.append(f"tampering: {self.key.name}.ipynb sent evidence of its own")
        return tuple(graded[cell.grade_id].report for cell in self.key.graded_cells)

    def _code(self, cell: NotebookNode, source: SourceCell | None) -> str:
        """What of a cell is run: nothing of a text."""
        if cell.cell_type != "code":
            return ""
        tags = cell.metadata.get("tags")
        if isinstance(tags, list) and "skip-execution" in tags:
            return ""  # as nbclient does; sanitising leaves no tags on a test
        return source.executed if source is not None and source.is_test else cell.source

    def _run_cell(
        self, kernel: NotebookKernel, index: int, code: str, history: "History"
    ) -> Ending:
        where = f"{self.key.name}.ipynb, cell {index + 1}"
        if code.strip() and not kernel.alive and history.restore(kernel):
            self.flags.append(f"restarted: {where}, in a new kernel that ran the cells before it")
        was_alive, start = kernel.alive, time.monotonic()
        cell = self.notebook.cells[index]
        ending = kernel.run_cell(index, code) if cell.cell_type == "code" else "done"
        if ending == "done":
            history.add(code, time.monotonic() - start)
        elif was_alive:
            self.flags.append(f"{ending}: {where}")
        if was_alive and kernel.bytes_cut:
            self.flags.append(f"output cut: {where}, {kernel.bytes_cut / 1e6:.1f} MB")
        return ending

    def _judge(
        self, source: SourceCell, kernel: NotebookKernel, student: KernelStudent
    ) -> Judgement | None:
        """What the sealed checks of a test say; a dead kernel has lost its points already.

        None where a check stumbles. It may be the check's fault, and it may be what the student
        wants: they neither lose points by it nor get them, nor stay without a grade.
        """
        sealed = self.checks is not None and source.grade_id in self.checks.tests()
        if source.is_sealed and not sealed:
            raise LookupError(f"no sealed check is declared for {source.grade_id}")
        if not sealed or not kernel.alive:
            return _FULL_CREDIT
        try:
            judgement = self.checks.judge(source.grade_id, student)
        except KernelError:
            raise
        except _STUMBLES as stumble:
            if _NO_MEMORY in str(stumble):
                raise
            what = f"a sealed check of {source.grade_id} stumbled over the answer"
            self.flags.append(f"by hand: {what}: {_describe(stumble)}")
            return None
        if judgement.outcome != "judged":
            self.flags.append(f"{judgement.outcome}: during the sealed checks of {source.grade_id}")
        return judgement


def _checks(key: AssignmentKey) -> CheckSet | None:
    if key.checks is None:
        return None
    states = [file.stat() for file in check_files(key.checks)]
    return _load_checks(key.checks, *((each.st_mtime_ns, each.st_size) for each in states))


@functools.lru_cache(maxsize=4)
def _load_checks(path: Path, *states: tuple[int, int]) -> CheckSet:
    """Load checks once for as long as their files do not change."""
    return load_checks(path)


def _describe(fault: Exception) -> str:
    """A fault in one line: what, and the innermost place in a file."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    text = " ".join(str(fault).split())
    return f"{type(fault).__name__}: {text:.300}{where}"
