"""Layers for a small directed graph, after Sugiyama, Tagawa and Toda (1981)."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_SWEEPS = 6


@dataclass(eq=False)
class Bend:
    """A place where an edge passes through a layer on its way to a later one."""

    inputs: list[Any]
    size: tuple[float, float] = (0.0, 0.0)


@dataclass
class Layout:
    """`layers` from the leaves to the result; each node's place across its layer in `slots`
    (0 is the first, fractions are between two); `edges` from node to node, bends in between."""

    layers: list[list[Any]]
    slots: dict[Any, float]
    edges: list[list[Any]]


def arrange(root: Any, nodes: Sequence[Any]) -> Layout:
    """Lay out the graph below `root`. `nodes` are all of its nodes, inputs first; a node has
    `inputs`, and each of them gets an edge."""
    level = {root: 0}
    for node in reversed(nodes):
        for each in node.inputs:
            level[each] = max(level.get(each, 0), level[node] + 1)
    layers: list[list[Any]] = [[] for _ in range(max(level.values()) + 1)]
    for node in nodes:
        layers[level[node]].append(node)
    edges, links = [], {}
    for node in nodes:
        links.setdefault(node, [])
        for each in dict.fromkeys(node.inputs):
            edge = [node]
            for depth in range(level[node] + 1, level[each]):
                bend = Bend([])
                layers[depth].append(bend)
                edge.append(bend)
            edge.append(each)
            for upper, lower in itertools.pairwise(edge):
                links.setdefault(upper, []).append(lower)
            edges.append(edge[::-1])
    slots = _order(layers, links)
    return Layout(layers[::-1], slots, edges)


def _order(layers: list[list[Any]], links: dict[Any, list[Any]]) -> dict[Any, float]:
    """Sort each layer by the mean place of its neighbours; return the places, from 0."""
    above: dict[Any, list[Any]] = {}
    for upper, lowers in links.items():
        for lower in lowers:
            above.setdefault(lower, []).append(upper)
    slots = {node: float(i) for layer in layers for i, node in enumerate(layer)}
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        neighbours = above if down else links
        for layer in layers if down else layers[::-1]:
            wanted = {node: _mean(slots, neighbours.get(node), slots[node]) for node in layer}
            layer.sort(key=wanted.__getitem__)
            _spread(layer, wanted, slots)
    lowest = min(slots.values())
    return {node: slot - lowest for node, slot in slots.items()}


def _mean(slots: dict[Any, float], nodes: list[Any] | None, otherwise: float) -> float:
    return sum(slots[node] for node in nodes) / len(nodes) if nodes else otherwise


def _spread(layer: list[Any], wanted: dict[Any, float], slots: dict[Any, float]) -> None:
    """Give the nodes of a sorted layer places near those wanted, at least 1 apart."""
    place, places = float("-inf"), []
    for node in layer:
        place = max(wanted[node], place + 1)
        places.append(place)
    pushed = sum(p - wanted[node] for p, node in zip(places, layer, strict=True)) / len(layer)
    for node, each in zip(layer, places, strict=True):
        slots[node] = each - pushed
