"""Evidence crosses from the student's process unchanged, and nothing else can."""

import json
import pickle

import numpy as np
import pytest
import safetensors.torch
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib import evidence
from course_lib.evidence import EvidenceError, Opaque, decode, encode

plain_data = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=8), plain_data, max_size=4))
def test_plain_data_comes_back_equal(values):
    assert repr(decode(encode(values))) == repr(values)  # repr, because nan != nan


@pytest.mark.parametrize(
    "dtype", [torch.float32, torch.float64, torch.int64, torch.uint8, torch.bool, torch.bfloat16]
)
def test_tensors_keep_shape_type_and_values(dtype):
    tensor = torch.arange(6).reshape(2, 3).to(dtype)
    back = decode(encode({"t": tensor}))["t"]
    assert back.dtype == dtype and torch.equal(back, tensor)


def test_tensors_that_share_memory_or_require_grad_cross_over():
    base = torch.randn(3, 4, requires_grad=True)
    back = decode(encode({"base": base, "view": base.t(), "nested": {"row": [base[0]]}}))
    assert torch.equal(back["view"], base.detach().t())
    assert torch.equal(back["nested"]["row"][0], base.detach()[0])


def test_numpy_values_become_tensors_and_numbers():
    back = decode(encode({"a": np.arange(3), "x": np.float32(0.5), "b": np.bool_(True)}))
    assert torch.equal(back["a"], torch.arange(3)) and back["x"] == 0.5 and back["b"] is True


def test_an_object_crosses_as_the_name_of_its_type_alone():
    class Secret:
        def __repr__(self):
            raise RuntimeError("never called")

    assert decode(encode({"value": Secret(), "type": int}))["value"] == Opaque("Secret")


def test_a_list_that_contains_itself_ends():
    endless: list = []
    endless.append(endless)
    assert "value" in decode(encode({"value": endless}))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff" * 64,
        pickle.dumps({"values": 1}),
        safetensors.torch.save({"t": torch.ones(2)}),
        safetensors.torch.save({}, metadata={"values": "[1, 2]"}),
        safetensors.torch.save({}, metadata={"values": json.dumps({"x": {"$tensor": "none"}})}),
        safetensors.torch.save({}, metadata={"values": json.dumps({"x": {"$mapping": 3}})}),
        safetensors.torch.save({}, metadata={"values": "[" * 5000}),
    ],
)
def test_anything_else_is_refused_as_no_evidence(data):
    with pytest.raises(EvidenceError):
        decode(data)


def test_too_much_is_refused_on_both_sides(monkeypatch):
    blob = encode({"t": torch.zeros(1000)})
    with pytest.raises(EvidenceError, match="more than"):
        decode(blob, max_bytes=100)
    monkeypatch.setattr(evidence, "MAX_BYTES", 100)
    with pytest.raises(EvidenceError, match="allowed"):
        encode({"t": torch.zeros(1000)})
