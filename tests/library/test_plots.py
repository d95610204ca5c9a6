"""plots: each picture can be drawn, says in words what it shows, and has a text to fall back on."""

import base64
import io
import itertools
import subprocess
import sys

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from course_lib import plots
from course_lib.plots import text
from course_lib.plots.layout import arrange
from course_lib.plots.picture import TEXT_VARIABLE, TextPicture
from course_lib.training import History

CLASSES = ("cat", "dog", "ship")


def history():
    run = History()
    for epoch in range(3):
        for step in range(40):
            run.log(loss=2.0 / (1 + epoch * 40 + step))
        run.log(validation_accuracy=0.1 + 0.1 * epoch)
    return run


def small_graph():
    w = torch.ones(3, 4, requires_grad=True)
    b = torch.zeros(4, requires_grad=True)
    x = torch.ones(2, 3)
    h = (x @ w + b).relu()
    loss = h.sum()
    return plots.autograd_graph(loss, {"w": w, "b": b, "x": x, "h": h, "loss": loss})


PICTURES = {
    "loss_and_accuracy": lambda: plots.loss_and_accuracy(history()),
    "lines": lambda: plots.lines(
        {"tanh": [1.0, 0.5, 0.2], "ReLU": [1.0, 0.9]}, xlabel="layer", ylabel="std", log=True
    ),
    "images": lambda: plots.images(
        torch.rand(3, 3, 32, 32), [0, 1, 2], [0, 1, 1], classes=CLASSES, normalised=False
    ),
    "weight_histograms": lambda: plots.weight_histograms({"w1": torch.randn(30, 20)}),
    "first_layer_filters": lambda: plots.first_layer_filters(torch.randn(6, 3, 5, 5)),
    "autograd_graph": small_graph,
}


@pytest.fixture(params=PICTURES, ids=str)
def make(request, monkeypatch):
    monkeypatch.delenv(TEXT_VARIABLE, raising=False)

    def make_the_same_again():
        torch.manual_seed(0)
        return PICTURES[request.param]()

    return make_the_same_again


@pytest.mark.filterwarnings("error")
class TestEveryPicture:
    def test_is_shown_by_jupyter_with_its_description_as_alternative_text(self, make):
        from IPython.core.formatters import DisplayFormatter

        picture = make()
        data, metadata = DisplayFormatter().format(picture)
        image = Image.open(io.BytesIO(base64.b64decode(data["image/png"])))
        assert len(np.unique(np.asarray(image.convert("RGB")).reshape(-1, 3), axis=0)) > 10
        assert image.text["Description"] == picture.description
        assert data["text/plain"] == picture.description
        assert metadata["image/png"]["alt"] == picture.description

    def test_describes_itself_in_one_sentence(self, make):
        description = make().description
        assert description.endswith(".")
        assert "\n" not in description
        assert repr(make()) == description

    def test_is_unknown_to_pyplot(self, make):
        import matplotlib.pyplot as plt

        make().png()
        assert plt.get_fignums() == []

    def test_becomes_text_where_that_is_asked_for(self, make, monkeypatch):
        figure = make()
        monkeypatch.setenv(TEXT_VARIABLE, "1")
        assert type(make()) is TextPicture
        assert make().description == figure.description
        assert make().text == figure.text
        assert make().text.isascii()

    def test_becomes_text_without_matplotlib(self, make, monkeypatch):
        loaded = [name for name in sys.modules if name.startswith("matplotlib.")]
        for name in ["matplotlib", "matplotlib.figure", *loaded]:
            monkeypatch.setitem(sys.modules, name, None)
        monkeypatch.delitem(sys.modules, "course_lib.plots.figure", raising=False)
        assert type(make()) is TextPicture

    def test_prints_its_text_where_there_is_no_notebook(self, make, capsys):
        picture = make()
        picture.show()
        assert capsys.readouterr().out == f"{picture.description}\n\n{picture.text}\n"


def test_lines_are_described_over_their_own_axis():
    rates = [torch.tensor(0.1), 0.01]
    picture = plots.lines({"rate": rates}, x=[0, 5], xlabel="epoch", ylabel="learning rate")
    assert picture.description == "Learning rate over epoch: rate falls from 0.1 to 0.01."
    assert "epoch 0 to 5" in picture.text


@pytest.mark.parametrize(
    ("series", "x", "complaint"),
    [({}, None, "nothing to draw"), ({"a": []}, None, "empty"), ({"a": [1, 2]}, [0], "x only 1")],
)
def test_lines_refuse_what_cannot_be_drawn(series, x, complaint):
    with pytest.raises(ValueError, match=complaint):
        plots.lines(series, x=x)


def test_importing_plots_imports_no_matplotlib():
    code = "import sys; import course_lib.plots; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def texts_of(figure):
    """Every piece of text in a figure's axes."""
    return [t.get_text() for axes in figure.axes for t in [axes.title, *axes.texts]]


def titles_of(grid):
    """The titles of a grid's images."""
    return [text.get_text() for text in grid.axes[0].texts]


class TestLossAndAccuracy:
    def test_draws_losses_and_accuracies_apart_on_the_same_steps(self):
        loss, other = plots.loss_and_accuracy(history()).axes
        assert len(loss.lines[0].get_xdata()) == 120
        assert list(other.lines[0].get_xdata()) == [40, 80, 120]
        assert loss.get_xlim() == other.get_xlim()

    def test_spreads_the_shorter_series_of_a_mapping(self):
        _, other = plots.loss_and_accuracy({"loss": [3, 2, 1, 0], "accuracy": [0.1, 0.2]}).axes
        assert list(other.lines[0].get_xdata()) == [2, 4]

    def test_tells_the_series_of_a_panel_apart_without_colour(self):
        (axes,) = plots.loss_and_accuracy({"train": [1, 2], "validation": [1, 3]}).axes
        assert len({line.get_linestyle() for line in axes.lines}) == 2
        assert [t.get_text() for t in axes.get_legend().get_texts()] == ["train", "validation"]

    def test_says_where_a_loss_is_no_longer_finite(self):
        picture = plots.loss_and_accuracy({"loss": [2.0, 9.0, float("inf"), float("nan")]})
        assert "not finite from here" in " ".join(texts_of(picture))
        assert "no longer finite from step 3" in picture.description

    def test_refuses_an_empty_history(self):
        for empty in (History(), {}, {"loss": []}):
            with pytest.raises(ValueError, match="nothing to draw"):
                plots.loss_and_accuracy(empty)


class TestImages:
    def test_marks_right_and_wrong_predictions_without_colour(self):
        picture = PICTURES["images"]()
        assert [text.strip() for text in titles_of(picture)] == ["✓ cat", "✓ dog", "✗ dog\nis ship"]
        assert picture.description == "3 images: 2 predicted right, 1 wrong."
        assert "[2] wrong: dog is ship" in picture.text

    def test_draws_the_pixels_that_it_was_given(self):
        x = torch.zeros(1, 3, 4, 4, dtype=torch.uint8)
        x[0, 0, 1, 2] = 255  # one red pixel in row 1, column 2
        (axes,) = plots.images(x).axes
        drawn = axes.images[0].get_array()
        assert drawn[1, 2].tolist() == [1, 0, 0]
        assert drawn.sum() == 1

    def test_undoes_the_normalisation_of_the_loaders(self, monkeypatch):
        import course_lib.data

        monkeypatch.setattr(course_lib.data, "denormalise", lambda x: x * 0 + 0.25)
        (axes,) = plots.images(torch.randn(1, 3, 4, 4)).axes
        assert np.all(axes.images[0].get_array() == 0.25)

    def test_names_the_classes_of_cifar10_by_itself(self):
        (axes,) = plots.images(torch.rand(3, 8, 8), 3, normalised=False).axes
        assert [text.get_text() for text in axes.texts] == ["cat"]

    def test_takes_arrays_grey_images_and_labels_without_a_name(self):
        x = np.random.default_rng(0).random((2, 1, 8, 8))
        assert titles_of(plots.images(x, np.array([1, 7]), classes=CLASSES)) == ["dog", "7"]

    def test_shows_no_more_than_eight_rows_and_says_so(self):
        picture = plots.images(torch.zeros(20, 3, 4, 4), columns=2, normalised=False)
        assert len(picture.axes[0].images) == 16
        assert picture.description == "16 of 20 images."

    def test_says_how_to_put_the_channels_first(self):
        with pytest.raises(ValueError, match="permute"):
            plots.images(torch.zeros(2, 32, 32, 3))

    @pytest.mark.parametrize("shape", [(2, 5, 8, 8), (8, 8), (0, 3, 8, 8)])
    def test_refuses_what_is_no_image(self, shape):
        with pytest.raises(ValueError, match=r"images are \(N, C, H, W\)"):
            plots.images(torch.zeros(shape))

    def test_refuses_labels_that_do_not_match(self):
        with pytest.raises(ValueError, match="labels are one number an image"):
            plots.images(torch.zeros(2, 3, 4, 4), [1, 2, 3], normalised=False)


class TestWeights:
    def test_histograms_take_a_module_s_named_parameters(self):
        net = torch.nn.Linear(5, 2)
        picture = plots.weight_histograms(net.named_parameters())
        assert [axes.get_title().split("\n")[0] for axes in picture.axes] == ["weight", "bias"]

    def test_histograms_count_every_finite_value(self):
        values = torch.tensor([0.0, 1.0, 1.0, float("nan")])
        (axes,) = plots.weight_histograms({"w": values}, bins=2).axes
        assert [bar.get_height() for bar in axes.patches] == [1, 2]

    def test_histograms_survive_constant_and_empty_tensors(self):
        tensors = {"zero": torch.zeros(4), "nan": torch.full((2,), float("nan"))}
        picture = plots.weight_histograms(tensors)
        assert picture.png()
        assert "nan: no finite values" in picture.text

    def test_histograms_refuse_nothing(self):
        with pytest.raises(ValueError, match="no tensors"):
            plots.weight_histograms({})

    def test_filters_put_zero_at_mid_grey_and_the_largest_weight_at_the_end(self):
        w = torch.zeros(1, 3, 2, 2)
        w[0, 0, 0, 1], w[0, 2, 1, 0] = 0.5, -0.25
        (axes,) = plots.first_layer_filters(w).axes
        drawn = axes.images[0].get_array()
        assert drawn[0, 0].tolist() == [0.5, 0.5, 0.5]
        assert drawn[0, 1].tolist() == [1.0, 0.5, 0.5]
        assert drawn[1, 0].tolist() == [0.5, 0.5, 0.25]

    def test_filters_refuse_those_of_a_later_layer(self):
        with pytest.raises(ValueError, match="first layer"):
            plots.first_layer_filters(torch.zeros(16, 32, 3, 3))


class TestAutogradGraph:
    def test_names_leaves_operations_and_what_is_left_out(self):
        assert small_graph().text.splitlines() == [
            "loss ()",
            "  Sum",
            "    Relu h (2, 4)",
            "      Add",
            "        Mm",
            "          w (3, 4) [leaf]",
            "        b (4,) [leaf]",
            "Not in the graph: x.",
        ]

    def test_draws_a_box_for_each_node_and_an_arrow_for_each_edge(self):
        (axes,) = small_graph().axes
        labels = [t.get_text() for t in axes.texts if t.get_text()]
        boxes = {"w\n(3, 4)", "b\n(4,)", "Mm", "Add", "Relu\nh (2, 4)", "Sum", "loss\n()"}
        assert boxes < set(labels)
        assert len(axes.patches) == len(boxes)
        assert len([t for t in axes.texts if not t.get_text()]) == 6

    def test_draws_a_shared_node_once(self):
        a = torch.tensor(2.0, requires_grad=True)
        b = a * 3
        picture = plots.autograd_graph(b * b + a, {"a": a, "b": b})
        labels = [t.get_text() for t in picture.axes[0].texts]
        assert labels.count("a\n()") == labels.count("Mul\nb ()") == 1
        assert "Mul b () (as above)" in picture.text

    def test_labels_fit_their_boxes_and_boxes_do_not_overlap(self):
        w1, b1 = torch.ones(3072, 40, requires_grad=True), torch.ones(40, requires_grad=True)
        w2 = torch.ones(40, 10, requires_grad=True)
        scores = (torch.ones(2, 3072) @ w1 + b1).relu() @ w2
        loss = F.cross_entropy(scores, torch.tensor([0, 1])) + 0.1 * (w1.square().sum() + b1.sum())
        figure = plots.autograd_graph(loss, {"weights_of_layer_1": w1, "w2": w2, "scores": scores})
        figure.png()
        (axes,) = figure.axes
        boxes = [patch.get_window_extent() for patch in axes.patches]
        labels = [t for t in axes.texts if t.get_text()][: len(boxes)]
        for box, label in zip(boxes, labels, strict=True):
            extent = label.get_window_extent()
            assert box.x0 <= extent.x0 <= extent.x1 <= box.x1
            assert box.y0 <= extent.y0 <= extent.y1 <= box.y1
        for i, box in enumerate(boxes):
            assert figure.bbox.x0 <= box.x0 <= box.x1 <= figure.bbox.x1
            assert figure.bbox.y0 <= box.y0 <= box.y1 <= figure.bbox.y1
            assert not any(box.overlaps(other) for other in boxes[i + 1 :])

    def test_a_leaf_has_a_graph_of_one_node(self):
        w = torch.ones(3, requires_grad=True)
        assert plots.autograd_graph(w, {"w": w}).text == "w (3,) [leaf]"

    def test_names_a_custom_function(self):
        class Double(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                return x * 2

            @staticmethod
            def backward(ctx, grad):
                return grad * 2

        x = torch.ones(2, requires_grad=True)
        assert "\n  Double\n" in plots.autograd_graph(Double.apply(x)).text

    def test_refuses_a_tensor_without_a_graph(self):
        with pytest.raises(ValueError, match="requires grad"):
            plots.autograd_graph(torch.ones(3))

    def test_refuses_a_graph_that_nobody_could_read(self):
        x = torch.ones(1, requires_grad=True)
        y = x
        for _ in range(200):
            y = y * 2
        with pytest.raises(ValueError, match="more than 40 nodes"):
            plots.autograd_graph(y)


class Dot:
    size = (1.0, 1.0)

    def __init__(self, inputs):
        self.inputs = inputs


@given(st.lists(st.sets(st.integers(0, 100), min_size=1, max_size=3), max_size=12))
def test_every_edge_of_a_layout_runs_one_layer_at_a_time_and_no_two_nodes_share_a_place(inputs):
    nodes = [Dot([])]
    for chosen in inputs:
        nodes.append(Dot([nodes[i % len(nodes)] for i in sorted(chosen)]))
    used = {id(each) for node in nodes for each in node.inputs}
    root = Dot([node for node in nodes if id(node) not in used])
    layout = arrange(root, [*nodes, root])
    level = {node: i for i, layer in enumerate(layout.layers) for node in layer}
    for edge in layout.edges:
        assert [level[node] for node in edge] == [level[edge[0]] + i for i in range(len(edge))]
    assert len(layout.edges) == sum(len(set(map(id, node.inputs))) for node in [*nodes, root])
    for layer in layout.layers:
        places = sorted(layout.slots[node] for node in layer)
        assert all(b - a > 0.999 for a, b in itertools.pairwise(places))


class TestText:
    @given(st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), min_size=1, max_size=200))
    def test_a_chart_fits_its_width_whatever_the_values(self, values):
        chart = text.chart("loss", range(1, len(values) + 1), values)
        assert all(len(line) <= 72 for line in chart.splitlines())

    def test_a_chart_of_a_falling_loss_falls(self):
        rows = text.chart("loss", range(6), [6, 5, 4, 3, 2, 1]).splitlines()[1:7]
        assert [row.index("*") for row in rows] == sorted(row.index("*") for row in rows)

    def test_shades_are_darkest_where_the_count_is_highest(self):
        assert text.shades([0, 1, 100]) == " .@"
        assert text.shades([0, 0]) == "  "
