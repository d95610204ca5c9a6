"""A gradebook in PostgreSQL: the same grades as in SQLite, and lost connections cost nothing."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from grading_course import make_course, release
from made_up_grader import hand_in_class, made_up, outcome, run
from sqlalchemy import create_engine, text

from autograde.classroom.save_grades import _Saving

STUDENTS = 6
_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND datname = current_database()
"""


class Server:
    """A PostgreSQL server on a Unix socket in a folder of its own."""

    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self.programs, self.folder, self.user = programs, folder, user
        self.url = f"postgresql+psycopg://grader@/postgres?host={folder}"

    def run(self, program: str, *options: str) -> None:
        log = self.folder / f"{program}.log"
        with log.open("a") as output:
            done = subprocess.run(
                [self.programs / program, "-D", self.folder / "data", *options],
                user=self.user,
                cwd=self.folder,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
            )
        assert done.returncode == 0, log.read_text()

    def start(self) -> None:
        log = str(self.folder / "server.log")
        self.run("pg_ctl", "start", "-w", "-l", log, "-o", f"-k {self.folder} -h '' -c fsync=off")

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-w", "-m", "immediate")

    def execute(self, statement: str) -> None:
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="no driver for PostgreSQL: pip install -e '.[postgres]'")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    path = os.pathsep.join([*map(str, folders), os.environ["PATH"]])
    found = shutil.which("initdb", path=path)
    if found is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    user = _ordinary_user() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        if user:
            shutil.chown(folder, user)
        server = Server(Path(found).resolve().parent, Path(folder), user)
        server.run("initdb", "-U", "grader", "-A", "trust", "-E", "UTF8", "--no-sync")
        server.start()
        yield server
        server.stop()


def _ordinary_user() -> str:
    """PostgreSQL refuses to run as root."""
    names = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres or nobody")


@pytest.fixture
def course(server, tmp_path) -> Path:
    """A course with an empty gradebook in PostgreSQL."""
    server.execute("DROP SCHEMA public CASCADE")
    server.execute("CREATE SCHEMA public")
    folder = make_course(
        tmp_path / "tiny", f"c.CourseDirectory.db_url = {server.url!r}\n", checks=""
    )
    (folder / "gradebook.db").unlink()
    shutil.rmtree(folder / "release")  # or nbgrader leaves it, and the gradebook, alone
    release(folder)
    hand_in_class(folder, STUDENTS)
    return folder


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> tuple[dict, dict]:
    """What the same class leaves behind with SQLite."""
    course = make_course(tmp_path_factory.mktemp("sqlite") / "tiny", checks="")
    hand_in_class(course, STUDENTS)
    run(course)
    return outcome(course)


def test_the_gradebook_is_the_same_as_in_sqlite(course, server, expected):
    reports = run(course)
    assert {report.status for report in reports.values()} == {"graded"}
    assert outcome(course, server.url) == expected
    assert {report.status for report in run(course).values()} == {"cached"}
    run(course, force=True)
    assert outcome(course, server.url) == expected


def test_connections_that_are_lost_between_two_results_cost_nothing(course, server, expected):
    def losing(*arguments):
        for result in made_up(*arguments):
            yield result
            server.execute(_OTHERS)

    reports = run(course, grader=losing)
    assert {report.status for report in reports.values()} == {"graded"}
    assert outcome(course, server.url) == expected


def test_a_connection_that_is_lost_in_a_transaction_costs_nothing(
    course, server, expected, monkeypatch
):
    write, lost = _Saving.write_grades, []

    def losing(saving):
        if not lost:
            lost.append(server.execute(_OTHERS))
        write(saving)

    monkeypatch.setattr(_Saving, "write_grades", losing)
    reports = run(course)
    assert lost
    assert {report.status for report in reports.values()} == {"graded"}
    assert outcome(course, server.url) == expected


def test_a_server_that_goes_away_costs_nothing(course, server, expected):
    def losing(*arguments):
        server.stop()
        yield from made_up(*arguments)

    reports = run(course, grader=losing)
    server.start()
    assert {report.status for report in reports.values()} == {"error"}
    assert {report.status for report in run(course).values()} == {"cached"}
    assert outcome(course, server.url) == expected
