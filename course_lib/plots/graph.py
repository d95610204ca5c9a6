"""The autograd graph of a small expression: leaves, operations, result."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch

from course_lib.plots.layout import Layout, arrange
from course_lib.plots.picture import BLUE, GREEN, Picture, make_picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_MOST_NODES = 40
_WIDEST = 11.0  # inches: a longer chain runs from top to bottom
_LETTER, _LINE = 0.088, 0.17  # inches: a character and a line of the labels
_GAP_ALONG, _GAP_ACROSS = 0.45, 0.22  # inches between boxes
_MARGIN = 0.2  # inches
_NARROWEST = 4.4  # inches: room for the legend
_LEGEND = "Square boxes (green) are leaves. Gradients flow against the arrows."
_LOOKS = {  # face, edge, line width, radius of the corners
    "leaf": ("#D9F0E8", GREEN, 2.2, 0.0),
    "operation": ("#F4F4F4", "0.35", 1.0, 0.14),
    "result": ("#DCEBF5", BLUE, 2.2, 0.14),
}


@dataclass(eq=False)
class Node:
    """A leaf, an operation or the result, and the nodes that it was computed from."""

    kind: str  # "leaf", "operation" or "result"
    label: str
    inputs: list["Node"] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of its box in inches."""
        lines = self.label.split("\n")
        return max(map(len, lines)) * _LETTER + 0.2, len(lines) * _LINE + 0.16


def autograd_graph(
    tensor: torch.Tensor, names: Mapping[str, torch.Tensor] | None = None
) -> Picture:
    """The graph that `backward` would walk from `tensor`: data flows along the arrows, gradients
    against them.

    `names` names tensors, {"w": w, "loss": loss}: leaves, intermediate results or `tensor` itself.
    Those that the graph does not contain are listed below it. Raises ValueError where there is
    no graph, or one of more than 40 nodes.
    """
    names = {k: v for k, v in (names or {}).items() if isinstance(v, torch.Tensor)}
    if not tensor.requires_grad:
        raise ValueError(
            "this tensor has no graph: neither it nor anything it was computed from requires grad"
        )
    root, outside = _read(tensor, names)
    nodes = _all_nodes(root)
    layout = arrange(root, nodes)
    note = f"Not in the graph: {', '.join(outside)}." if outside else ""
    across = sum(max(node.size[0] for node in layer) + _GAP_ALONG for layer in layout.layers)
    sideways = across <= _WIDEST
    places, size = _places(layout, sideways, 0.5 if outside else 0.35)

    def draw(figure: "Figure") -> None:
        figure.set_layout_engine("none")  # the places are exact already
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set(xlim=(0, size[0]), ylim=(0, size[1]))
        _draw_edges(axes, layout, places, sideways)
        for node in nodes:
            _draw_box(axes, node, places[node])
        axes.text(0.15, 0.1, f"{_LEGEND}\n{note}".strip(), fontsize=8, color="0.25")

    def write() -> str:
        return "\n".join([*_tree(root, "", set()), *([note] if note else [])])

    return make_picture(_describe(root, nodes), size, draw, write)


def _read(tensor: torch.Tensor, names: dict[str, torch.Tensor]) -> tuple[Node, list[str]]:
    """The nodes of the graph, from its result, and the names that it does not contain."""
    own = {id(named): name for name, named in names.items()}
    makers = {name: named.grad_fn for name, named in names.items() if named.grad_fn}
    made_by = {id(maker): name for name, maker in makers.items()}
    # The list and `makers` keep the functions alive, so that their ids stay theirs.
    functions, nodes = [], {}
    found: set[str] = set()

    def leaf(variable: torch.Tensor) -> Node:
        name = own.get(id(variable), "")
        found.add(name)
        return Node("leaf", f"{name or 'leaf'}\n{_shape(variable)}")

    def visit(function: Any) -> Node:
        if id(function) in nodes:
            return nodes[id(function)]
        functions.append(function)
        if len(functions) > _MOST_NODES:
            raise ValueError(
                f"the graph has more than {_MOST_NODES} nodes: draw that of a smaller expression"
            )
        if hasattr(function, "variable"):  # AccumulateGrad, which stands before a leaf
            node = leaf(function.variable)
        else:
            name = made_by.get(id(function), "")
            found.add(name)
            inside = name and names[name] is not tensor
            label = _operation(function)
            node = Node("operation", f"{label}\n{name} {_shape(names[name])}" if inside else label)
            node.inputs = [visit(each) for each, _ in function.next_functions if each is not None]
        nodes[id(function)] = node
        return node

    if tensor.grad_fn is None:
        return leaf(tensor), [name for name in names if name not in found]
    name = own.get(id(tensor), "result")
    root = Node("result", f"{name}\n{_shape(tensor)}", [visit(tensor.grad_fn)])
    return root, [each for each in names if each not in found]


def _operation(function: Any) -> str:
    """MulBackward0 as Mul."""
    return re.sub(r"Backward\d*$", "", function.name().split("::")[-1])


def _shape(tensor: torch.Tensor) -> str:
    return str(tuple(tensor.shape))


def _describe(root: Node, nodes: list[Node]) -> str:
    name = root.label.split("\n")[0]
    if root.kind == "leaf":
        return f"The autograd graph of {name}: it is a leaf, so there is nothing before it."
    leaves = [node.label.replace("\n", " ") for node in nodes if node.kind == "leaf"]
    steps = [node.label.split("\n")[0] for node in nodes if node.kind == "operation"]
    return f"The autograd graph of {name}: from {', '.join(leaves)} through {', '.join(steps)}."


def _all_nodes(root: Node) -> list[Node]:
    """Every node once, inputs before what is computed from them."""
    ordered: dict[Node, None] = {}

    def visit(node: Node) -> None:
        if node not in ordered:
            for each in node.inputs:
                visit(each)
            ordered[node] = None

    visit(root)
    return list(ordered)


def _tree(node: Node, indent: str, seen: set[Node]) -> list[str]:
    """An indented tree from the result to the leaves; what is shared is written out once."""
    label = node.label.replace("\n", " ")
    if node in seen and node.inputs:
        return [f"{indent}{label} (as above)"]
    seen.add(node)
    lines = [f"{indent}{label}{' [leaf]' if node.kind == 'leaf' else ''}"]
    return lines + [line for each in node.inputs for line in _tree(each, indent + "  ", seen)]


def _places(
    layout: Layout, sideways: bool, legend: float
) -> tuple[dict[Any, tuple[float, float]], tuple[float, float]]:
    """The centre of each node and the size of the figure, in inches, with `legend` inches free
    at the bottom."""
    along = 0 if sideways else 1  # the coordinate of `size` that the layers run along
    depths = [max(node.size[along] for node in layer) for layer in layout.layers]
    breadth = max(node.size[1 - along] for layer in layout.layers for node in layer) + _GAP_ACROSS
    places, position = {}, _MARGIN
    for layer, depth in zip(layout.layers, depths, strict=True):
        for node in layer:
            across = (layout.slots[node] + 0.5) * breadth
            middle = position + depth / 2
            places[node] = (middle, across) if sideways else (across, middle)
        position += depth + _GAP_ALONG
    length, widest = position - _GAP_ALONG + _MARGIN, (max(layout.slots.values()) + 1) * breadth
    width, height = (length, widest) if sideways else (widest, length)
    size = (max(width, _NARROWEST), height + legend)
    shift = (size[0] - width) / 2
    return {node: (x + shift, size[1] - y) for node, (x, y) in places.items()}, size


def _draw_edges(
    axes: "Axes",
    layout: Layout,
    places: dict[Any, tuple[float, float]],
    sideways: bool,
) -> None:
    for edge in layout.edges:
        points = [_side(edge[0], places, sideways, leaving=True)]
        points += [places[bend] for bend in edge[1:-1]]
        points.append(_side(edge[-1], places, sideways, leaving=False))
        xs, ys = zip(*points[:-1], strict=True)
        axes.plot(xs, ys, color="0.35", linewidth=1.2)
        arrow = {"arrowstyle": "-|>", "color": "0.35", "shrinkA": 0, "shrinkB": 0, "linewidth": 1.2}
        axes.annotate("", xy=points[-1], xytext=points[-2], arrowprops=arrow)


def _side(
    node: Node, places: dict[Any, tuple[float, float]], sideways: bool, leaving: bool
) -> tuple[float, float]:
    """The middle of the side of a box where an edge leaves or enters it."""
    (x, y), (width, height) = places[node], node.size
    sign = 1 if leaving else -1
    return (x + sign * width / 2, y) if sideways else (x, y - sign * height / 2)


def _draw_box(axes: "Axes", node: Node, place: tuple[float, float]) -> None:
    """A leaf has square corners and a thick edge, an operation round ones, the result both."""
    from matplotlib.patches import FancyBboxPatch

    (x, y), (width, height) = place, node.size
    face, edge, line, corner = _LOOKS[node.kind]
    box = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle=f"round,pad=0,rounding_size={corner}",
        facecolor=face,
        edgecolor=edge,
        linewidth=line,
    )
    axes.add_patch(box)
    axes.text(x, y, node.label, ha="center", va="center", fontsize=10, linespacing=1.25)
