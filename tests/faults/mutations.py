"""Notebooks that nobody would hand in: real ones broken in every way, and ones that are made up."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

# What stands in the text for what Python's own JSON writer cannot write: nesting that is too deep
# for it, and numbers of thousands of digits.
_WRITTEN_OUT = {
    "@deep lists@": "[" * 500 + "]" * 500,
    "@deep objects@": '{"a":' * 500 + "1" + "}" * 500,
    "@deeper@": "[" * 20_000 + "]" * 20_000,
    "@large@": "9" * 3000,
    "@larger@": "9" * 5000,
    "@infinite@": "1e999",
}
# One of each kind that may stand where it does not belong.
ODD_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1.5,
    10**40,
    float("nan"),
    float("-inf"),
    "",
    "\ud800",
    "\0\x1b[31m\u202e",
    "code",
    [],
    [[]],
    [None, "a", {}],
    {},
    {"a": {"b": 1}},
    *_WRITTEN_OUT,
)
# fmt: off
_NAMES = (
    "attachments", "cell_type", "cells", "checksum", "data", "execution_count", "grade", "grade_id",
    "id", "kernelspec", "language", "locked", "metadata", "name", "nbformat", "nbformat_minor",
    "nbgrader", "output_type", "outputs", "points", "schema_version", "solution", "source", "tags",
    "task", "text", "traceback", "worksheets", "input",
)
_WORDS = (
    "python3", "code", "markdown", "raw", "heading", "stream", "error", "execute_result", "double",
    "test_double", "test_parts", "why", "image/png", "text/plain", "skip-execution",
)
# fmt: on

_names = st.sampled_from(_NAMES) | st.text(max_size=5)
_atoms = (
    st.sampled_from(ODD_VALUES)
    | st.sampled_from(_WORDS)
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=20)
)
_values = st.recursive(
    _atoms,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_names, inner, max_size=5),
    max_leaves=12,
)
_nbgrader = st.dictionaries(_names, _values, max_size=8) | _values
_cells = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | _values},
    optional={
        "source": st.text(max_size=40) | st.lists(st.text(max_size=10), max_size=3) | _values,
        "metadata": st.fixed_dictionaries({"nbgrader": _nbgrader}) | _values,
        "outputs": st.lists(_values, max_size=3) | _values,
        "execution_count": _values,
        "id": st.text(max_size=10) | _values,
        "attachments": _values,
    },
)
_made_up = st.fixed_dictionaries(
    {"nbformat": st.sampled_from([1, 2, 3, 4, 4, 4, 5, 99]) | _values},
    optional={
        "cells": st.lists(_cells | _values, max_size=5) | _values,
        "metadata": _values,
        "nbformat_minor": st.integers(-1, 9) | _values,
        "worksheets": st.lists(st.fixed_dictionaries({"cells": st.lists(_cells)}), max_size=2),
    },
)


def to_bytes(document: Any) -> bytes:
    """The document as JSON, however strange its values are."""
    text = json.dumps(document)
    for name, written in _WRITTEN_OUT.items():
        text = text.replace(json.dumps(name), written)
    return text.encode()


def made_up() -> st.SearchStrategy[bytes]:
    """Notebooks that share with real ones no more than the names of some fields."""
    return _made_up.map(to_bytes)


def everywhere_odd(document: Any) -> Iterator[bytes]:
    """The document with each odd value in every place, one after the other."""
    for number in range(len(list(_places(document)))):
        for value in ODD_VALUES:
            changed = copy.deepcopy(document)
            parent, key = list(_places(changed))[number]
            parent[key] = value
            yield to_bytes(changed)


@st.composite
def rearranged(draw: st.DrawFn, document: Any) -> bytes:
    """The document with parts replaced, deleted, duplicated and exchanged."""
    changed = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 4))):
        places = list(_places(changed))
        if not places:
            break
        (parent, key), (other, place) = (
            places[draw(st.integers(0, len(places) - 1))] for _ in range(2)
        )
        change = draw(st.sampled_from(["replace", "delete", "duplicate", "copy", "exchange"]))
        if change == "replace":
            parent[key] = draw(_values)
        elif change == "delete":
            del parent[key]
        elif change == "duplicate" and isinstance(parent, list):
            parent.insert(key, copy.deepcopy(parent[key]))
        elif change == "duplicate":
            parent[draw(_names)] = copy.deepcopy(parent[key])
        else:
            parts = copy.deepcopy(parent[key]), copy.deepcopy(other[place])
            parent[key] = parts[1]
            if change == "exchange":
                other[place] = parts[0]
    return to_bytes(changed)


@st.composite
def flipped(draw: st.DrawFn, data: bytes) -> bytes:
    """The bytes with some changed, cut out, put in and repeated."""
    changed = bytearray(data)
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, max(0, len(changed) - 1)))
        end = start + draw(st.integers(1, 40))
        change = draw(st.sampled_from(["change", "cut", "insert", "repeat", "break off"]))
        if change == "change" and changed:
            changed[start] ^= draw(st.integers(1, 255))
        elif change == "cut":
            del changed[start:end]
        elif change == "insert":
            changed[start:start] = draw(st.binary(min_size=1, max_size=8))
        elif change == "repeat":
            changed[start:start] = changed[start:end]
        elif change == "break off":
            del changed[start:]
    return bytes(changed)


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a document, as the container and the key in it."""
    keys = list(node) if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], (dict, list)):
            yield from _places(node[key])
