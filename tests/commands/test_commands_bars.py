"""Long work shows how far it is and how long the rest takes, where somebody watches."""

import threading
from types import SimpleNamespace

import pytest

from autograde.cli import main
from autograde.commands import bars
from autograde.commands.bars import progress_bar
from autograde.lessons import build, source
from autograde.verify import lesson as verification
from autograde.verify import proofs, table


@pytest.fixture
def terminal(capsys, monkeypatch) -> pytest.CaptureFixture[str]:
    """What is printed, where standard error is a terminal."""
    watched = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(bars, "sys", SimpleNamespace(stderr=watched))
    return capsys


@pytest.fixture
def lessons(monkeypatch) -> list:
    """Two lessons that need no work to be built."""
    two = [SimpleNamespace(name="01_first"), SimpleNamespace(name="02_second")]
    monkeypatch.setattr(source, "find_lessons", lambda names: two)
    monkeypatch.setattr(build, "build", lambda lesson: lesson is two[0])
    monkeypatch.setattr(build, "is_current", lambda lesson: True)
    return two


def test_a_bar_tells_how_far_it_is_and_the_time_left(terminal):
    threads = threading.active_count()
    for _ in progress_bar(range(4), quiet=False, mininterval=0):
        assert threading.active_count() == threads  # whoever forks keeps them all
    shown = terminal.readouterr().err
    assert "2/4 [" in shown
    assert "it/s]" in shown
    assert shown.endswith("\r")  # it is gone


def test_who_wants_no_bar_is_shown_none(terminal):
    assert list(progress_bar(range(4), quiet=True)) == [0, 1, 2, 3]
    assert terminal.readouterr().err == ""


def test_no_bar_gets_into_a_file(capsys):
    assert list(progress_bar(range(4), quiet=False)) == [0, 1, 2, 3]
    assert capsys.readouterr().err == ""


def test_build_says_what_it_did_below_its_bar(lessons, terminal):
    assert main(["build"]) == 0
    out, err = terminal.readouterr()
    assert out == "01_first: built\n02_second: unchanged\n"
    assert "/2 [" in err


@pytest.mark.parametrize("words", [["build"], ["build", "--check"]])
def test_a_quiet_build_prints_nothing(lessons, terminal, words):
    assert main([*words, "--quiet"]) == 0
    assert terminal.readouterr() == ("", "")


@pytest.fixture
def verified(lessons, monkeypatch) -> dict[str, bool]:
    """By lesson, whether it is proved."""
    states = {"01_first": True, "02_second": True}
    proof = SimpleNamespace(read=lambda: None, keep=lambda text: None)
    monkeypatch.setattr(proofs, "Proof", lambda *_: proof)
    monkeypatch.setattr(
        verification,
        "verify_lesson",
        lambda lesson, **_: SimpleNamespace(name=lesson.name, ok=states[lesson.name]),
    )
    monkeypatch.setattr(table, "describe", lambda result: f"about {result.name}")
    return states


def test_verify_counts_the_lessons(verified, terminal):
    assert main(["verify"]) == 0
    out, err = terminal.readouterr()
    assert "2 of 2 lessons proved" in out
    assert "02_second:  50%" in err


def test_verify_tells_quietly_of_what_is_not_proved_alone(verified, terminal):
    assert main(["verify", "--quiet"]) == 0
    assert terminal.readouterr() == ("", "")
    verified["02_second"] = False
    assert main(["verify", "--quiet"]) == 1
    out, err = terminal.readouterr()
    assert "about 02_second" in out and "about 01_first" not in out
    assert err == ""
