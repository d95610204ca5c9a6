"""plots: the graph of autograd, its layout, and the charts and shades of plain text."""

import itertools

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given
from hypothesis import strategies as st

from course_lib import plots
from course_lib.plots import text
from course_lib.plots.layout import arrange


def small_graph():
    w = torch.ones(3, 4, requires_grad=True)
    b = torch.zeros(4, requires_grad=True)
    x = torch.ones(2, 3)
    h = (x @ w + b).relu()
    loss = h.sum()
    return plots.autograd_graph(loss, {"w": w, "b": b, "x": x, "h": h, "loss": loss})


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
