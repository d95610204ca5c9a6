"""training: accuracy, evaluation, histories that keep no graph, progress bars that keep quiet."""

import gc
import io
import math
import sys
import weakref

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from torch import nn

from course_lib.training import History, accuracy, evaluate, progress


@st.composite
def scores_and_labels(draw):
    """Scores (N, C) without ties, and labels (N,)."""
    rows, classes = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    order = draw(st.permutations(range(rows * classes)))
    scores = torch.tensor(order, dtype=torch.float32).view(rows, classes)
    labels = draw(arrays.arrays(np.int64, rows, elements=st.integers(0, classes - 1)))
    return scores, torch.from_numpy(labels)


class TestAccuracy:
    @given(scores_and_labels())
    def test_is_the_share_of_images_whose_highest_score_is_their_label(self, pair):
        scores, labels = pair
        rows = zip(scores.tolist(), labels.tolist(), strict=True)
        right = sum(row.index(max(row)) == label for row, label in rows)
        assert accuracy(scores, labels) == right / len(labels)

    @given(scores_and_labels(), st.floats(0.1, 10), st.floats(-5, 5))
    def test_does_not_change_when_all_scores_are_scaled_and_shifted(self, pair, scale, shift):
        scores, labels = pair
        moved = scores.double() * scale + shift
        assert accuracy(moved, labels) == accuracy(scores, labels)

    def test_is_a_plain_float(self):
        scores = torch.eye(3, requires_grad=True)
        assert type(accuracy(scores, torch.tensor([0, 1, 0]))) is float
        assert accuracy(scores, torch.tensor([0, 1, 0])) == 2 / 3

    @pytest.mark.parametrize(
        "scores, labels",
        [((4, 3), (3,)), ((4, 3), (4, 1)), ((4,), (4,)), ((0, 3), (0,))],
    )
    def test_refuses_other_shapes_in_one_line(self, scores, labels):
        with pytest.raises(ValueError) as caught:
            accuracy(torch.zeros(scores), torch.zeros(labels, dtype=torch.long))
        assert "\n" not in str(caught.value)


def batches(scores, labels, size):
    """A loader whose images are their own scores."""
    return list(zip(scores.split(size), labels.split(size), strict=True))


class TestEvaluate:
    @given(scores_and_labels(), st.integers(1, 12))
    def test_counts_every_image_once_however_the_batches_fall(self, pair, size):
        scores, labels = pair
        assert evaluate(batches(scores, labels, size), lambda x: x) == accuracy(scores, labels)

    def test_does_not_average_uneven_batches(self):
        scores, labels = torch.eye(2)[[0, 0, 0, 0, 0]], torch.tensor([0, 0, 0, 0, 1])
        assert evaluate(batches(scores, labels, 4), lambda x: x) == 0.8

    def test_builds_no_graph(self):
        w = torch.eye(2, requires_grad=True)
        graphs = []

        def scores_of(x):
            graphs.append((x @ w).requires_grad)
            return x @ w

        evaluate(batches(torch.eye(2), torch.tensor([0, 1]), 2), scores_of)
        assert graphs == [False]

    def test_evaluates_a_module_in_eval_mode_and_restores_each_of_its_modes(self):
        seen = []

        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.frozen = nn.Dropout(0.9).eval()
                self.dropout = nn.Dropout(0.9)

            def forward(self, x):
                seen.append((self.training, self.dropout.training))
                return self.dropout(x)

        net = Net()
        assert evaluate(batches(torch.eye(5), torch.arange(5), 2), net) == 1.0
        assert seen == [(False, False)] * 3
        assert (net.training, net.dropout.training, net.frozen.training) == (True, True, False)

    def test_restores_the_modes_after_a_crash(self):
        net = nn.Sequential(nn.Linear(3, 2))
        with pytest.raises(RuntimeError):
            evaluate(batches(torch.eye(2), torch.arange(2), 2), net)
        assert net.training
        assert net[0].training

    def test_refuses_an_empty_loader(self):
        with pytest.raises(ValueError, match="no images"):
            evaluate([], lambda x: x)


class TestHistory:
    def test_keeps_series_in_order_as_plain_floats(self):
        history = History()
        history.log(loss=torch.tensor(2.5, requires_grad=True), accuracy=0.25)
        history.log(loss=np.float32(1.5))
        assert history.names == ["loss", "accuracy"]
        assert history.series("loss") == [2.5, 1.5]
        assert [type(value) for value in history.series("loss")] == [float, float]

    def test_keeps_no_graph_alive(self):
        history, w = History(), torch.ones(3, requires_grad=True)
        loss = (w * 2).sum()
        graph = weakref.ref(loss)
        history.log(loss=loss)
        del loss
        gc.collect()
        assert graph() is None
        assert history.series("loss") == [6.0]

    def test_knows_after_which_step_an_epoch_was_measured(self):
        history = History()
        for epoch in range(2):
            for _ in range(3):
                history.log(loss=1.0)
            history.log(validation=0.1 * epoch)
        assert history.steps("loss") == [1, 2, 3, 4, 5, 6]
        assert history.steps("validation") == [3, 6]

    def test_gives_copies(self):
        history = History()
        history.log(loss=1.0)
        history.series("loss").append(9.0)
        assert history.series("loss") == [1.0]

    def test_shows_each_series_in_one_line_even_where_it_is_not_finite(self):
        history = History()
        assert history.to_text() == "nothing logged yet"
        history.log(loss=2.0)
        history.log(loss=math.nan)
        history.log(loss=0.5)
        line = history.to_text().splitlines()[1]
        assert line.split() == ["loss", "3", "2", "0.5", "0.5", "2"]

    @pytest.mark.parametrize("value", [torch.ones(2), None, "high", [1.0, 2.0]])
    def test_refuses_what_is_no_number_and_logs_nothing(self, value):
        history = History()
        with pytest.raises(ValueError, match="loss must be a single number"):
            history.log(accuracy=0.5, loss=value)
        assert history.names == []

    def test_names_the_series_that_exist(self):
        history = History()
        history.log(loss=1.0)
        with pytest.raises(KeyError, match="loss"):
            history.series("los")


class Terminal(io.StringIO):
    def isatty(self):
        return True


class TestProgress:
    @pytest.mark.parametrize("terminal", [True, False])
    def test_gives_every_item_in_order(self, monkeypatch, terminal):
        monkeypatch.setattr(sys, "stdout", Terminal() if terminal else io.StringIO())
        assert list(progress(iter("abc"), total=3)) == ["a", "b", "c"]

    def test_draws_on_a_terminal_and_never_on_standard_error(self, monkeypatch, capsys):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        bar = progress(range(5), description="epoch 1")
        for i in bar:
            bar.set_postfix(loss=i)
        assert "epoch 1" in terminal.getvalue()
        assert "5/5" in terminal.getvalue()
        assert "loss=4" in terminal.getvalue()
        assert capsys.readouterr().err == ""

    def test_is_silent_in_a_pipe(self, capsys):
        bar = progress(range(5), description="epoch 1")
        for i in bar:
            bar.set_postfix(loss=i)
        assert capsys.readouterr() == ("", "")

    def test_is_silent_under_nbgrader(self, monkeypatch):
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert list(progress(range(5))) == [0, 1, 2, 3, 4]
        assert terminal.getvalue() == ""

    def test_does_not_flood_a_notebook_with_figures(self, monkeypatch):
        monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        bar = progress(range(2000))
        for i in bar:
            bar.set_postfix(loss=i)
        assert terminal.getvalue().count("\r") < 200
