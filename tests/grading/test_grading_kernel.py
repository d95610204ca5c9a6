"""The kernel runs whatever a student wrote, says how it ended, and goes on where it can."""

import io
import os
import tarfile
import time
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde.grading.kernel import NotebookKernel
from autograde.grading.kernel_process import unpack
from autograde.grading.limits import Limits
from autograde.sealed.student import StudentGone

# For the cells that do not end. Ordinary ones get the default: the machine may be busy.
SHORT = 2.0


class Run:
    """The cells of a notebook, run one after the other."""

    def __init__(self, folder: Path, *sources: str, limits: Limits):
        self.notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
        with NotebookKernel(self.notebook, folder, limits) as kernel:
            self.endings = []
            for index, source in enumerate(sources):
                self.endings.append(kernel.run_cell(index, source))
            self.alive = kernel.alive

    def text(self, index: int) -> str:
        outputs = self.notebook.cells[index].outputs
        return "".join(output.text for output in outputs if output.output_type == "stream")

    def errors(self, index: int) -> list[str]:
        outputs = self.notebook.cells[index].outputs
        return [output.ename for output in outputs if output.output_type == "error"]


@pytest.fixture
def run(tmp_path):
    return lambda *sources, **limits: Run(tmp_path, *sources, limits=Limits(**limits))


def test_cells_share_a_process_and_their_outputs_are_kept(run):
    result = run("x = 20", "print(x + 1)\nx + 2")
    assert result.endings == ["done", "done"]
    assert result.text(1) == "21\n"
    assert result.notebook.cells[1].outputs[-1].data == {"text/plain": "22"}
    nbformat.validate(result.notebook)


def test_an_error_costs_its_own_cell(run):
    result = run("1 / 0", "print('on')")
    assert result.errors(0) == ["ZeroDivisionError"]
    assert result.text(1) == "on\n"


def test_an_infinite_loop_is_interrupted_and_the_rest_runs(run):
    result = run("while True: pass", "print('on')", cell_seconds=SHORT)
    assert result.endings == ["timeout", "done"]
    assert result.errors(0)[-1] == "CellTimeoutError"
    assert result.text(1) == "on\n"


def test_a_loop_that_ignores_interrupts_is_killed(run, monkeypatch):
    monkeypatch.setattr("autograde.grading.kernel._INTERRUPT_SECONDS", 1.0)
    stubborn = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass"
    result = run(stubborn, "print('on')", cell_seconds=SHORT)
    assert result.endings == ["timeout", "killed"]
    assert result.errors(1) == ["DeadKernelError"]
    assert not result.alive


def test_a_cell_that_ends_the_process_is_told_from_the_cells_behind_it(run):
    result = run("print('last words', flush=True)\nimport os\nos._exit(0)", "1", "")
    assert result.endings == ["killed", "killed", "done"]
    assert "ended here" in result.notebook.cells[0].outputs[-1].evalue
    assert "had ended before" in result.notebook.cells[1].outputs[-1].evalue


def test_sys_exit_is_an_error_like_any_other(run):
    result = run("import sys\nsys.exit(3)", "print('on')")
    assert result.endings == ["done", "done"]
    assert result.errors(0) == ["SystemExit"]
    assert result.text(1) == "on\n"


def test_input_is_an_error_not_a_wait(run):
    result = run("name = input('Your name? ')", "print('on')")
    assert result.errors(0) == ["StdinNotImplementedError"]
    assert result.text(1) == "on\n"


def test_a_hundred_megabytes_of_text_are_cut_with_a_note(run):
    flood = "for _ in range(100):\n    print('x' * 1_000_000)"
    result = run(flood, "print('on')", output_bytes=10_000)
    assert result.endings == ["done", "done"]
    assert len(result.text(0)) < 20_000
    assert "more bytes of output were cut" in result.text(0)
    assert result.text(1) == "on\n"


def test_many_cells_cannot_put_out_without_end(run):
    result = run(*["print('x' * 1000)"] * 20, output_bytes=1000)
    assert sum(len(result.text(index)) for index in range(20)) < 15_000


def test_a_flood_of_figures_is_cut_and_what_decides_the_points_is_not(run):
    flood = (
        "from IPython.display import HTML, display\nfor _ in range(200): display(HTML('x' * 1000))"
    )
    result = run(f"{flood}\n0.5", f"{flood}\nassert False, 'no'", output_bytes=50_000)
    kinds = [output.output_type for output in result.notebook.cells[0].outputs]
    assert 0 < kinds.count("display_data") <= 50
    assert "execute_result" in kinds
    assert result.errors(1) == ["AssertionError"]


def test_a_line_of_megabytes_takes_no_time_to_tidy(run):
    result = run("print('x' * 3_000_000)\nprint('\\r' * 1_000_000)", output_bytes=5_000_000)
    assert result.text(0) == "x" * 3_000_000 + "\n\r\n"


def test_many_lines_are_cut_as_nbgrader_cuts_them(run):
    result = run("for i in range(5000): print(i)", output_lines=100)
    assert result.text(0).count("\n") < 110
    assert "... Output truncated ..." in result.text(0)


def test_a_progress_bar_leaves_its_last_state(run):
    result = run("for i in range(50): print(f'\\r{i} of 49', end='', flush=True)\nprint()")
    assert result.text(0) == "49 of 49\n"


def test_an_error_that_ipython_was_told_not_to_show_is_recorded(run):
    hide = "get_ipython().showtraceback = lambda *a, **k: None"
    assert run(hide, "assert False, 'no'").errors(1) == ["AssertionError"]


def test_an_error_that_only_a_forged_reply_tells_is_cut(run):
    forge = """
session = get_ipython().kernel.session
send, error = session.send, {"status": "error", "ename": "E" * 3_000_000, "evalue": "x" * 3_000_000}
session.send = lambda stream, kind, content=None, *arguments, **options: send(
    stream, kind, error if kind == "execute_reply" else content, *arguments, **options
)
"""
    (error,) = run(forge).notebook.cells[0].outputs
    assert (error.ename, error.evalue) == ("E" * 20_000, "x" * 20_000)


def test_messages_that_student_code_makes_up_are_no_outputs(run):
    noise = """
kernel = get_ipython().kernel
for content in ({}, {"name": 1}, [], None):
    for kind in ("stream", "display_data", "error", "status", "comm_open", "update_display_data"):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent())
kernel.iopub_socket.send_multipart([b"no", b"message"])
print("on")
"""
    result = run(noise, "print('on')")
    assert result.endings == ["done", "done"]
    assert result.text(1) == "on\n"


def test_the_environment_says_what_runs_and_on_which_data(tmp_path):
    limits = Limits(data="full", threads=3)
    names = ("NBGRADER_EXECUTION", "GROUND_UP_DATA", "OMP_NUM_THREADS")
    result = Run(tmp_path, f"import os\nprint([os.environ[n] for n in {names}])", limits=limits)
    assert result.text(0) == "['autograde', 'full', '3']\n"


def test_the_cell_runs_in_the_folder_of_the_submission(run, tmp_path):
    (tmp_path / "data.txt").write_text("here")
    assert run("print(open('data.txt').read())").text(0) == "here\n"


@pytest.mark.parametrize("name", ["short", "long" * 20])
def test_a_kernel_leaves_nothing_in_the_temporary_folder(run, tmp_path, monkeypatch, name):
    scratch = tmp_path / name  # Unix sockets have no room for a long path
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    assert run("print('on')").text(0) == "on\n"
    assert list(scratch.iterdir()) == []


def test_files_that_cannot_be_unpacked_are_left_out_and_counted(tmp_path):
    (tmp_path / "folder").mkdir()
    archive = io.BytesIO()
    headers = {"ground_up_left_out": "2"}
    with tarfile.open(fileobj=archive, mode="w", pax_headers=headers) as tar:
        for name in ("folder", "kept.txt", "../outside.txt", "kept.txt/below.txt"):
            tar.addfile(tarfile.TarInfo(name))
    assert unpack(archive, tmp_path) == 5
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "kept.txt"]
    assert not (tmp_path.parent / "outside.txt").exists()


def publishing(value: str) -> str:
    """Code that sends the value of an expression as evidence."""
    return f"display({{'application/x-ground-up-evidence': {value}}}, raw=True)"


def test_a_probe_brings_its_first_evidence_and_leaves_no_trace(tmp_path):
    notebook = new_notebook(cells=[new_code_cell(), new_code_cell()])
    with NotebookKernel(notebook, tmp_path, Limits()) as kernel:
        kernel.run_cell(0, "x = 5")
        assert kernel.execute_probe(f"{publishing('str(x)')}; {publishing('str(x + 1)')}") == "5"
        assert kernel.execute_probe("x + 1") is None
        kernel.run_cell(1, "print('x + 1' in In)")
        assert notebook.cells[1].outputs[0].text == "False\n"


def test_megabytes_of_input_travel_beside_the_code(tmp_path):
    length = "str(len(get_ipython().kernel.get_parent()['buffers'][0]))"
    with NotebookKernel(new_notebook(), tmp_path, Limits()) as kernel:
        assert kernel.execute_probe(publishing(length), os.urandom(3_000_000)) == "3000000"


def test_a_probe_that_hangs_or_kills_is_told_apart(tmp_path):
    with NotebookKernel(new_notebook(), tmp_path, Limits(cell_seconds=SHORT)) as kernel:
        with pytest.raises(StudentGone) as hung:
            kernel.execute_probe("while True: pass")
        assert hung.value.outcome == "timeout"
        assert kernel.alive
        with pytest.raises(StudentGone) as died:
            kernel.execute_probe("import os; os._exit(1)")
        assert died.value.outcome == "killed"
        with pytest.raises(StudentGone, match="had ended"):
            kernel.execute_probe("1")


def test_a_dead_kernel_is_noticed_long_before_the_time_limit(run):
    start = time.monotonic()
    run("import os; os.kill(os.getpid(), 9)", cell_seconds=100)
    assert time.monotonic() - start < 50
