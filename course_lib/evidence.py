"""Evidence: the values that cross from a student's process to the verifier.

A mapping of names to tensors, numbers, strings, lists and mappings becomes one safetensors
blob: tensors as tensors, everything else as JSON in its header. Nothing is pickled, so reading
evidence never runs code.
"""

import json
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import safetensors
import safetensors.torch
import torch

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 8
MAX_ITEMS = 10_000
MAX_TEXT = 20_000
_HEADER_LENGTH_BYTES = 8  # safetensors begins with the header's length, little-endian


class EvidenceError(ValueError):
    """The bytes are no evidence, or more than is allowed."""


@dataclass(frozen=True)
class Opaque:
    """Stands for a value that cannot cross over: only the name of its type does."""

    type_name: str


def encode(values: dict[str, Any]) -> bytes:
    """Encode `values`; what is neither tensor nor plain data becomes `Opaque`.

    Raises EvidenceError if the result would be larger than MAX_BYTES.
    """
    tensors: dict[str, torch.Tensor] = {}
    plain = {name: _to_plain(value, tensors, 0) for name, value in values.items()}
    size = sum(tensor.nbytes for tensor in tensors.values())
    if size > MAX_BYTES:
        raise EvidenceError(f"{size:,} bytes of tensors are more than the {MAX_BYTES:,} allowed")
    return safetensors.torch.save(tensors, metadata={"values": json.dumps(plain)})


def decode(data: bytes, max_bytes: int = MAX_BYTES + 2**20) -> dict[str, Any]:
    """Decode what `encode` made. Raises EvidenceError for anything else."""
    if len(data) > max_bytes:
        raise EvidenceError(f"{len(data):,} bytes are more than the {max_bytes:,} allowed")
    try:
        length = int.from_bytes(data[:_HEADER_LENGTH_BYTES], "little")
        header = json.loads(data[_HEADER_LENGTH_BYTES : _HEADER_LENGTH_BYTES + length])
        plain = json.loads(header["__metadata__"]["values"])
        tensors = safetensors.torch.load(data)
        return {str(name): _from_plain(value, tensors, 0) for name, value in plain.items()}
    except EvidenceError:
        raise
    except (
        safetensors.SafetensorError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise EvidenceError(f"not evidence: {type(error).__name__}") from error


def _to_plain(value: Any, tensors: dict[str, torch.Tensor], depth: int) -> Any:
    """`value` as JSON data, its tensors moved to `tensors`."""
    if depth > MAX_DEPTH:
        return {"$opaque": type(value).__name__}
    if value is None or type(value) is bool or isinstance(value, np.bool_):
        return None if value is None else bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        number = float(value)
        return number if math.isfinite(number) else {"$float": str(number)}
    if isinstance(value, str):
        return str(value[:MAX_TEXT])
    if isinstance(value, np.ndarray):
        value = _tensor_from_array(value)
    if isinstance(value, torch.Tensor):
        return _store(value, tensors)
    if isinstance(value, (list, tuple, torch.Size)) and len(value) <= MAX_ITEMS:
        return [_to_plain(item, tensors, depth + 1) for item in value]
    if isinstance(value, dict) and len(value) <= MAX_ITEMS:
        pairs = [[str(key), _to_plain(item, tensors, depth + 1)] for key, item in value.items()]
        return {"$mapping": pairs}
    return {"$opaque": type(value).__name__}


def _tensor_from_array(array: np.ndarray) -> Any:
    try:
        return torch.from_numpy(np.ascontiguousarray(array))
    except TypeError:  # strings, objects: nothing that torch knows
        return array.tolist() if array.dtype.kind in "US" else None


def _store(tensor: torch.Tensor, tensors: dict[str, torch.Tensor]) -> dict[str, str]:
    try:
        key = f"tensor_{len(tensors)}"
        # A clone, because safetensors refuses tensors that share memory.
        tensors[key] = tensor.detach().cpu().contiguous().clone()
    except (RuntimeError, NotImplementedError, TypeError):
        return {"$opaque": type(tensor).__name__}
    return {"$tensor": key}


def _from_plain(value: Any, tensors: dict[str, torch.Tensor], depth: int) -> Any:
    if depth > MAX_DEPTH + 1:
        raise EvidenceError("nested too deeply")
    if isinstance(value, list):
        return [_from_plain(item, tensors, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if "$tensor" in value:
        return tensors[value["$tensor"]]
    if "$float" in value:
        return float(value["$float"])
    if "$opaque" in value:
        return Opaque(str(value["$opaque"])[:100])
    return {str(key): _from_plain(item, tensors, depth + 1) for key, item in value["$mapping"]}
