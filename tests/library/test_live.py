"""live: a run of training while it goes, told now and then, and in one line when it is over."""

import itertools
import re

import IPython.display
import pytest

from course_lib import live, training
from course_lib.plots import loss_and_accuracy
from course_lib.plots.picture import TEXT_VARIABLE
from course_lib.training import History

HTML, TEXT = "text/html", "text/plain"


class Clock:
    """Stands for time.perf_counter."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Output:
    """Stands for an output of a notebook that is drawn anew: its `frames`."""

    def __init__(self):
        self.frames = []

    def display(self, data, raw, display_id):
        self.frames.append(data)
        return self

    def update(self, data, raw):
        self.frames.append(data)


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(live.time, "perf_counter", clock)
    return clock


@pytest.fixture
def output(monkeypatch):
    output = Output()
    monkeypatch.setattr(IPython.display, "display", output.display)
    monkeypatch.setattr(training, "in_watched_notebook", lambda: True)
    return output


def train(history, clock, steps, seconds=0.1):
    """Log so many steps, each of which takes so many seconds."""
    for _ in range(steps):
        clock.now += seconds
        history.log(loss=1 / clock.now)


def test_says_how_far_it_is_and_how_long_it_will_take_on_this_machine(output, clock):
    history = History(steps=101)
    train(history, clock, 5)
    (frame,) = output.frames
    assert frame[TEXT] == "Step 5 of 101: 10 s left of 10 s on this machine"
    assert frame[TEXT] in frame[HTML]
    assert '<progress value="5" max="101"' in frame[HTML]
    train(history, clock, 50)
    assert re.search(r": [56] s left of 10 s on this machine$", output.frames[-1][TEXT])


def test_shows_the_curves_with_their_description(output, clock):
    history = History(steps=100)
    train(history, clock, 5)
    description = re.search(r'<img alt="([^"]*)"', output.frames[0][HTML]).group(1)
    assert description == loss_and_accuracy(history).description


def test_shows_the_curves_in_text_where_that_is_asked_for(output, clock, monkeypatch):
    monkeypatch.setenv(TEXT_VARIABLE, "1")
    train(History(steps=100), clock, 5)
    assert "<pre>loss" in output.frames[0][HTML]
    assert "<img" not in output.frames[0][HTML]


def test_ends_in_one_line(output, clock):
    history = History(steps=50)
    train(history, clock, 50)
    assert output.frames[-1] == {HTML: "<small>50 steps in 5 s.</small>", TEXT: "50 steps in 5 s."}
    frames = len(output.frames)
    history.log(validation=0.5)
    train(history, clock, 5)  # more steps than were planned
    assert len(output.frames) == frames


def test_draws_about_once_a_second(output, clock):
    train(History(steps=10_000), clock, 1000, seconds=0.01)
    assert 9 <= len(output.frames) <= 11


def test_slow_drawing_takes_a_tenth_of_the_time_and_is_not_counted_as_training(
    output, clock, monkeypatch
):
    drawn = []

    def draw_slowly(history):
        clock.now += 2.0
        drawn.append(clock.now)
        return loss_and_accuracy(history)

    monkeypatch.setattr("course_lib.plots.loss_and_accuracy", draw_slowly)
    train(History(steps=501), clock, 500)
    gaps = [later - sooner for sooner, later in itertools.pairwise(drawn)]
    assert len(gaps) == 3
    assert min(gaps[1:]) >= 20.0
    assert "of 50 s on this machine" in output.frames[-1][TEXT]


def test_a_short_run_shows_nothing(output, clock):
    train(History(steps=20), clock, 20, seconds=0.01)
    assert output.frames == []


def test_a_history_that_knows_no_number_of_steps_shows_nothing(output, clock):
    train(History(), clock, 100)
    assert output.frames == []


def test_where_nobody_watches_a_history_has_nothing_to_show(clock, monkeypatch):
    monkeypatch.setattr(IPython.display, "display", None)
    history = History(steps=10)
    train(history, clock, 10)
    assert history._live is None


@pytest.mark.parametrize("steps", [0, -1, 2.5, "10", True])
def test_steps_must_be_a_number_of_steps(steps):
    with pytest.raises(ValueError, match="1 or more"):
        History(steps=steps)


@pytest.mark.parametrize(
    "seconds, words", [(0.0, "1 s"), (8.4, "8 s"), (99.4, "99 s"), (99.5, "2 min"), (200, "3 min")]
)
def test_a_duration_is_said_in_few_words(seconds, words):
    assert live.duration(seconds) == words


def test_the_axis_of_a_planned_run_has_room_for_all_of_it():
    history = History(steps=40)
    history.log(loss=1.0)
    (axes,) = loss_and_accuracy(history).axes
    assert axes.get_xlim()[1] >= 40
