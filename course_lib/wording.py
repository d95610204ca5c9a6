"""How `course_lib.expect` reads, compares and words a student's value, which may be anything."""

import numbers
import reprlib
import warnings
from typing import Any

import numpy as np
import torch

_MANY = 8  # of two longer sequences, only the first difference is shown
_PLAIN_NAMES = {str: "string", float: "number", int: "number"}
_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 200
_SHORT.maxlist = _SHORT.maxtuple = _SHORT.maxdict = _SHORT.maxset = 12


def is_tensor(value: Any) -> bool:
    """Whether `value` is a torch tensor or a NumPy array."""
    return isinstance(value, torch.Tensor | np.ndarray)


def sizes(expected: Any) -> tuple[int, ...]:
    """A shape, however it is written, as a plain tuple."""
    return (expected,) if isinstance(expected, int) else tuple(int(size) for size in expected)


def shape(found: tuple[int, ...]) -> str:
    """A shape in words."""
    return str(found) if found else "() (a single number)"


def as_numbers(value: Any) -> torch.Tensor | None:
    """`value` as a float64 or complex128 tensor on the CPU, without history; None if it is none."""
    try:
        with warnings.catch_warnings():  # a list of tensors that require grad warns
            warnings.simplefilter("ignore")
            tensor = _to_tensor(value)
    except (TypeError, ValueError, OverflowError):  # strings, objects, rows of unequal length
        return None
    if tensor is None:
        return None
    return tensor.to(torch.complex128 if tensor.is_complex() else torch.float64)


def _to_tensor(value: Any) -> torch.Tensor | None:
    if isinstance(value, torch.Tensor):
        value = value.detach()
        return (value if value.layout is torch.strided else value.to_dense()).cpu()
    if isinstance(value, np.ndarray):
        return torch.from_numpy(value.copy())  # a copy: torch takes no negative strides
    if not isinstance(value, np.generic | numbers.Number | list | tuple):
        return None
    try:
        tensor = torch.tensor(value)
    except RuntimeError:  # an integer of more than 64 bits
        return None
    if not (tensor.is_floating_point() or tensor.is_complex()):
        return tensor
    # Again in the precision of a Python float: torch's default is half of it.
    return torch.tensor(value, dtype=torch.complex128 if tensor.is_complex() else torch.float64)


def same(value: Any, expected: Any) -> bool:
    """`value == expected` as one bool: containers entry by entry, tensors value by value."""
    if is_tensor(value) or is_tensor(expected):
        return _same_tensor(value, expected)
    if isinstance(expected, numbers.Number | np.generic):
        return isinstance(value, numbers.Number | np.generic) and bool(value == expected)
    if isinstance(expected, list | tuple | dict):
        base = next(kind for kind in (list, tuple, dict) if isinstance(expected, kind))
        if not isinstance(value, base) or len(value) != len(expected):
            return False
        if base is dict:
            return all(key in value and same(value[key], expected[key]) for key in expected)
        return all(same(one, other) for one, other in zip(value, expected, strict=True))
    return value is expected or (isinstance(value, type(expected)) and bool(value == expected))


def _same_tensor(value: Any, expected: Any) -> bool:
    if isinstance(value, list | tuple) or isinstance(expected, list | tuple):
        return False
    if isinstance(value, np.ndarray) and isinstance(expected, np.ndarray):
        return np.array_equal(value, expected)  # arrays may hold strings, tensors cannot
    one, other = _to_tensor(value), _to_tensor(expected)
    if one is None or other is None or one.shape != other.shape:
        return False
    if one.dtype != other.dtype:
        one, other = as_numbers(one), as_numbers(other)
    return bool((one == other).all())


def contrast(value: Any, expected: Any) -> tuple[str, str | None]:
    """For two values that are not the same: what came against what was expected, and a hint."""
    found, wanted = short(value), short(expected)
    hint = None
    if isinstance(value, list | tuple) and isinstance(expected, list | tuple):
        if same(list(value), list(expected)):
            kinds = type(value).__name__, type(expected).__name__
            hint = f"The entries agree, but it is {a(kinds[0])} and should be {a(kinds[1])}."
        elif max(len(value), len(expected)) > _MANY and type(value) is type(expected):
            return _first_difference(value, expected), "Compare the two, entry by entry."
    if is_tensor(value) and is_tensor(expected) and tuple(value.shape) == tuple(expected.shape):
        one, other = as_numbers(value), as_numbers(expected)
        came, advice = difference(one, other, 0.0, 0.0)
        if came:
            return came, advice or hint
    if found == wanted or is_tensor(value) or is_tensor(expected):
        found, wanted = describe(value), describe(expected)
    return f"is {describe(value) if callable(value) else found}, expected {wanted}", hint


def _first_difference(value: Any, expected: Any) -> str:
    if len(value) != len(expected):
        return f"has {len(value)} entries, expected {len(expected)}: {short(expected)}"
    pairs = enumerate(zip(value, expected, strict=True))
    index, pair = next((i, pair) for i, pair in pairs if not same(*pair))
    return f"differs first at [{index}]: {short(pair[0])} came, expected {short(pair[1])}"


def difference(
    found: torch.Tensor, wanted: torch.Tensor, rtol: float, atol: float
) -> tuple[str, str | None]:
    """How two `as_numbers` of one shape differ ("" if they do not), and a hint if there is one."""
    if found.is_complex() != wanted.is_complex():
        found, wanted = found.to(torch.complex128), wanted.to(torch.complex128)
    bad = ~torch.isclose(found, wanted, rtol=rtol, atol=atol, equal_nan=True)
    if not bad.any():
        return "", None
    strange = bad & ~torch.isfinite(found)
    distance = torch.where(bad, (found - wanted).abs().nan_to_num(torch.inf), -1.0)
    flat = strange.flatten().nonzero()[0] if strange.any() else distance.argmax()
    at = tuple(int(i) for i in torch.unravel_index(flat.squeeze(), found.shape))
    one, other = found[at].item(), wanted[at].item()
    hint = None
    if strange.any():
        hint = "Look for a division by zero, a log of zero, or a learning rate that is too high."
    if found.ndim == 0:
        return f"is {digits(one, other)}, expected {digits(other, one)}", hint
    against = f"{digits(one, other)} came, expected {digits(other, one)}"
    if strange.any():
        count = f"{int(strange.sum())} of {found.numel()} values"
        return f"has NaN or infinity at {count}, first at {list(at)}: {against}", hint
    count = f"differs at {int(bad.sum())} of {found.numel()} values"
    came = f"{count}, most at {list(at)}, by {distance[at].item():.3g}: {against}"
    return came + _common_factor(found, wanted), hint


def _common_factor(found: torch.Tensor, wanted: torch.Tensor) -> str:
    """A sentence for values that are all the same multiple of the expected ones."""
    if found.numel() < 2 or found.is_complex():
        return ""
    if not found.any():
        return ". Every value is zero"
    ratio = ((found * wanted).sum() / (wanted * wanted).sum()).item()
    if abs(ratio - 1) > 0.01 and torch.allclose(found, ratio * wanted, rtol=1e-3):
        return f". Every value is {digits(ratio)} times the expected one"
    return ""


def digits(value: Any, *others: Any) -> str:
    """A number in six digits, or in all of them where six cannot tell it from `others`."""
    value = value.item() if hasattr(value, "item") else value
    if not isinstance(value, float):
        return short(value)
    text = f"{value:.6g}"
    return repr(value) if any(f"{float(o):.6g}" == text and o != value for o in others) else text


def describe(value: Any) -> str:
    """What `value` is, in plain words with an article."""
    if value is None:
        return "None"
    if isinstance(value, torch.Tensor) and value.ndim == 0:
        return f"the single number {value.item()} in a tensor of dtype {value.dtype}"
    if isinstance(value, torch.Tensor | np.ndarray):
        kind = "a tensor" if isinstance(value, torch.Tensor) else "a NumPy array"
        return f"{kind} of shape {tuple(value.shape)} and dtype {value.dtype}"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if callable(value) and hasattr(value, "__name__"):
        return f"the function {value.__name__} itself, not what it returns"
    if isinstance(value, bool | numbers.Number | str | list | tuple | dict):
        return f"the {_PLAIN_NAMES.get(type(value), type(value).__name__)} {short(value)}"
    return f"{a(type(value).__name__)} object"


def short(value: Any) -> str:
    """`repr(value)` on one line, cut where it is long; never raises."""
    try:
        return " ".join(_SHORT.repr(value).split())
    except Exception:
        return f"{a(type(value).__name__)} that cannot be printed"


def raised(error: BaseException) -> str:
    """An exception as "KeyError: 'w1'", cut where it is long."""
    try:
        message = str(error).strip()
    except Exception:
        message = ""
    first = message.splitlines()[0][:300] if message else ""
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def a(noun: str) -> str:
    """`noun` with its article."""
    return f"{'an' if noun[:1].lower() in tuple('aeiou') else 'a'} {noun}"
