"""What code in a sandbox can read and write, and what is kept of it."""

import os
import stat
import sys
import tarfile
from pathlib import Path

import pytest
from sandboxed import ROOT, Sandbox, error_of, needs_root, needs_sandbox, run

import course_lib
from autograde.sandbox.view import WORKSPACE, WRITABLE
from autograde.sandbox.written import LEFT_OUT

pytestmark = needs_sandbox

CHECKOUT = Path(__file__).resolve().parents[2]


def readable(paths: list[str]) -> list[str]:
    return [path for path in paths if os.access(path, os.R_OK)]


def names(folder: str | Path) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def test_the_machines_files_are_not_there(tmp_path):
    neighbour = tmp_path / "other_submission.py"
    neighbour.write_text("print(42)")
    secrets = [CHECKOUT / "solutions", CHECKOUT / "pyproject.toml", CHECKOUT / "autograde"]
    paths = [str(path) for path in (neighbour, *secrets, "/etc/hostname", "/proc/1/environ")]
    paths += ["/etc/shadow"] if ROOT else []
    assert set(readable(paths)) >= set(paths) - {"/proc/1/environ"}
    assert run(lambda: readable(paths)).value == []


def test_only_what_is_listed_exists():
    tops = set(run(lambda: names("/")).value)
    allowed = {"usr", "bin", "sbin", "lib", "lib32", "lib64", "etc", "dev", "proc", "sys", "tmp"}
    allowed |= {"home", "nix"}
    folders = [sys.prefix, sys.base_prefix, Path(course_lib.__file__)]
    allowed |= {Path(folder).resolve().parts[1] for folder in folders}
    assert tops <= allowed


def test_the_course_library_and_its_data_are_readable():
    data = Path(course_lib.__file__).parent / "embedded" / "test.webp"
    assert run(lambda: len(data.read_bytes())).value == data.stat().st_size


def test_what_the_policy_names_is_readable_and_stays_as_it_is(tmp_path):
    (tmp_path / "images.npy").write_bytes(b"pixels")

    def probe() -> list:
        file = tmp_path / "images.npy"
        return [file.read_text(), error_of(file.write_text, "x"), error_of(file.unlink)]

    outcome = run(probe, readable=(str(tmp_path),))
    assert outcome.value == ["pixels", "OSError", "OSError"]


def test_a_hidden_folder_in_a_readable_one_is_empty(tmp_path):
    (tmp_path / "gradebook").mkdir()
    (tmp_path / "gradebook" / "grades.db").write_text("A")
    (tmp_path / "data").write_text("pixels")
    outcome = run(
        lambda: [names(tmp_path), names(tmp_path / "gradebook")],
        readable=(str(tmp_path),),
        hidden=(str(tmp_path / "gradebook"),),
    )
    assert outcome.value == [["data", "gradebook"], []]


def test_nothing_but_the_private_folders_can_be_written():
    def probe() -> list[str]:
        found = []
        for folder, folders, _ in os.walk("/"):
            if folder in ("/usr", "/lib", "/proc", "/sys"):
                found += [folder] * (not error_of(Path(folder, "x").write_text, ""))
                folders.clear()
            elif folder in WRITABLE:
                folders.clear()
            elif not error_of(Path(folder, "x").write_text, ""):
                found.append(folder)
        return found

    assert run(probe).value == []
    assert run(lambda: [error_of(Path(each, "x").write_text, "") for each in WRITABLE]).value == [
        "",
        "",
        "",
    ]


def test_every_mount_that_is_not_private_is_read_only():
    def probe() -> list[str]:
        mounts = [line.split() for line in Path("/proc/self/mountinfo").read_text().splitlines()]
        return [mount[4] for mount in mounts if "ro" not in mount[5].split(",")]

    assert set(run(probe).value) == {*WRITABLE, "/dev/pts"}


def test_the_sockets_folder_can_be_read_but_not_written():
    def probe() -> list:
        here = box.sockets
        changes = [
            error_of((here / "bomb").write_text, "x"),
            error_of(os.mkfifo, here / "fifo"),
            error_of(os.symlink, "/etc/shadow", here / "link"),
            error_of((here / "kernel.json").unlink),
            error_of((here / "kernel.json").write_text, "{}"),
            error_of(here.chmod, 0o777),
        ]
        return [(here / "kernel.json").read_text(), *changes]

    box = Sandbox(probe)
    (box.sockets / "kernel.json").write_text("{1}")
    with box:
        assert box.value() == ["{1}", *["OSError"] * 6]


def test_the_workspace_is_a_private_copy():
    def probe() -> list:
        Path("cell.txt").write_text("changed")
        return [
            str(Path.cwd()),
            Path("data/x.bin").read_text(),
            stat.S_IMODE(Path().stat().st_mode),
        ]

    with Sandbox(probe, {"cell.txt": b"as it was", "data/x.bin": b"1"}) as box:
        assert box.value() == [WORKSPACE, "1", 0o700]
        box.wait()
        assert (box.workspace / "cell.txt").read_text() == "as it was"


def test_links_in_the_workspace_are_left_out(tmp_path):
    (tmp_path / "key").write_text("secret")
    box = Sandbox(lambda: names("."), {"a.txt": b""})
    (box.workspace / "link").symlink_to(tmp_path / "key")
    (box.workspace / "folder").symlink_to(tmp_path)
    with box:
        assert box.value() == ["a.txt"]


def test_what_was_written_is_kept():
    def probe() -> None:
        Path("kept.txt").read_text()
        Path("old.txt").write_text("new")
        Path("out").mkdir()
        Path("out/model.pt").write_bytes(b"weights")
        Path("link").symlink_to("/etc/passwd")
        os.mkfifo("fifo")
        os.link("out/model.pt", "twin.pt")
        Path(os.fsdecode(b"bad-\xff-name")).write_text("")

    outcome = run(probe, {"kept.txt": b"1", "old.txt": b"old"})
    weights = b"weights"
    assert outcome.written == {"old.txt": b"new", "out/model.pt": weights, "twin.pt": weights}
    assert outcome.left_out == 1


def test_what_was_written_is_kept_within_limits():
    def probe() -> None:
        for name, size in {"a": 60, "b": 60, "c": 40, "d": 0, "e": 0}.items():
            Path(name).write_bytes(bytes(size))

    outcome = run(probe, written_bytes=100, written_files=3)
    assert {name: len(data) for name, data in outcome.written.items()} == {"a": 60, "c": 40, "d": 0}
    assert outcome.left_out == 2


def test_where_all_that_was_written_is_too_much_that_can_be_read():
    with Sandbox(lambda: Path("large").write_bytes(bytes(60)), written_bytes=50) as box:
        box.value()
        box.wait()
        box.tar.seek(0)
        with tarfile.open(fileobj=box.tar) as archive:
            assert [entry.name for entry in archive if entry.isreg()] == []
            assert archive.pax_headers == {LEFT_OUT: "1"}


def test_folders_without_end_do_not_keep_the_rest_from_being_kept():
    def probe() -> None:
        Path("a.txt").write_text("1")
        for _ in range(3000):
            Path("deeper").mkdir()
            os.chdir("deeper")

    assert run(probe).written == {"a.txt": b"1"}


def test_what_a_killed_kernel_wrote_is_kept():
    def probe() -> None:
        Path("a.txt").write_text("1")
        os.kill(os.getpid(), 9)

    outcome = run(probe)
    assert outcome.exit == -9
    assert outcome.written == {"a.txt": b"1"}


def test_a_submission_that_does_not_fit_is_told():
    with pytest.raises(AssertionError, match="SandboxError: The files of the submission are too"):
        run(lambda: None, {"big": bytes(2**20)}, workspace_bytes=2**16)


@needs_root
def test_every_kernel_has_a_user_of_its_own():
    first, second = run(os.getuid).value, run(os.getuid).value
    assert first != second
    assert 0x70000000 <= first < 0x80000000
