"""A submission folder is read without trusting any of it."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.utils import find_all_files

from autograde.grading.submission import read_submission

IGNORE = [".ipynb_checkpoints", "*.pyc", "__pycache__"]


@pytest.fixture
def folder(tmp_path) -> Path:
    path = tmp_path / "submitted" / "alice" / "ps1"
    path.mkdir(parents=True)
    (path / "ps1.ipynb").write_bytes(b"{}")
    return path


def read(folder: Path, *expected: str):
    return read_submission(folder, "alice", expected or ("ps1",), IGNORE)


def test_an_ordinary_submission_has_no_flags(folder):
    (folder / "helper.py").write_bytes(b"x = 1")
    submission = read(folder)
    assert submission.flags == ()
    assert submission.notebooks == {"ps1": b"{}"}
    assert submission.files == {"helper.py": b"x = 1"}


def test_files_in_folders_are_read_and_caches_are_not(folder):
    (folder / "data").mkdir()
    (folder / "data" / "a.csv").write_bytes(b"1")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "helper.pyc").write_bytes(b"0")
    assert read(folder).files == {"data/a.csv": b"1"}


def test_what_nbgrader_ignores_is_left_out(folder):
    ignore = [*IGNORE, "*.tmp", ".h*", "a[bc].txt", "da?a", "sub/x.py"]
    names = ["x.tmp", ".x.tmp", ".hidden", "ab.txt", "ad.txt", "X.TMP", "data/y.py", "sub/x.py"]
    for name in [*names, "sub/deep/x.tmp", "sub/deep/x.tmp2", "sub/data/z/z.py", "sub/b.ipynb"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"1")
    found = read_submission(folder, "alice", ("ps1",), ignore).files
    nbgraders = find_all_files(str(folder), [*ignore, "*.ipynb"])
    assert set(found) == {Path(name).relative_to(folder).as_posix() for name in nbgraders}
    assert set(found) == {".x.tmp", "ad.txt", "X.TMP", "sub/x.py", "sub/deep/x.tmp2"}


def test_a_folder_is_not_read_anew_for_each_of_its_files(folder, monkeypatch):
    for number in range(50):
        (folder / f"note{number}.txt").write_bytes(b"1")
    listed, scandir = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: listed.append(path) or scandir(path))
    assert len(read(folder).files) == 50
    assert len(listed) < 10


def test_a_missing_notebook_is_flagged(folder):
    submission = read(folder, "ps1", "ps2")
    assert submission.absent == {"ps2": "is missing"}
    assert submission.flags == ("ps2.ipynb is missing",)


@pytest.mark.parametrize(
    "name", ["ps1-final.ipynb", "PS1.ipynb", "ps1.ipynb.txt", "ps1.json", "ps1 (1).ipynb"]
)
def test_a_notebook_under_another_name_is_suggested(folder, name):
    (folder / "ps1.ipynb").rename(folder / name)
    (flag,) = read(folder).flags
    assert flag == f"ps1.ipynb is missing; {name} is there: rename it to ps1.ipynb and grade again"


def test_another_notebook_of_the_assignment_is_not_suggested(folder):
    assert "is there" not in read(folder, "ps1", "ps2").flags[0]


def test_an_empty_folder_is_flagged(folder):
    (folder / "ps1.ipynb").unlink()
    assert read(folder).flags == ("the folder is empty", "ps1.ipynb is missing")


def test_a_file_in_place_of_the_folder_is_flagged(folder):
    (folder / "ps1.ipynb").unlink()
    folder.rmdir()
    folder.write_bytes(b"zip")
    submission = read(folder)
    assert submission.flags == ("the submission is a file, not a folder",)
    assert submission.notebooks == {}


def test_a_directory_in_place_of_the_notebook_is_flagged(folder):
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").mkdir()
    assert read(folder).flags == ("ps1.ipynb is a directory",)


def test_a_symbolic_link_is_never_followed(folder, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"the solution")
    (folder / "ps1.ipynb").unlink()
    (folder / "ps1.ipynb").symlink_to(secret)
    (folder / "notes.txt").symlink_to(secret)
    submission = read(folder)
    assert submission.notebooks == {}
    assert submission.files == {}
    assert submission.flags == (
        "ps1.ipynb is a symbolic link, which is not followed",
        "notes.txt is a symbolic link, which is not followed: left out",
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_does_not_hang_the_grader(folder):
    (folder / "ps1.ipynb").unlink()
    os.mkfifo(folder / "ps1.ipynb")
    os.mkfifo(folder / "pipe")
    assert read(folder).flags == (
        "ps1.ipynb is not a regular file",
        "pipe is not a regular file: left out",
    )


def test_the_timestamp_is_read_as_nbgrader_reads_it(folder):
    (folder / "timestamp.txt").write_text("2025-03-01 12:30:00 CET\n")
    assert read(folder).timestamp == datetime(2025, 3, 1, 11, 30)


@pytest.mark.parametrize("text", ["yesterday", "2025-13-45", "\x00", "9" * 400, "1 2 3 4 5"])
def test_a_timestamp_that_is_none_is_flagged(folder, text):
    (folder / "timestamp.txt").write_text(text)
    submission = read(folder)
    assert submission.timestamp is None
    assert submission.flags[0].startswith("timestamp.txt is not a date")


def test_an_empty_timestamp_counts_as_none(folder):
    (folder / "timestamp.txt").write_text("\n")
    submission = read(folder)
    assert (submission.timestamp, submission.flags) == (None, ())
