"""What the visible tests of a lesson call: checks whose failures teach.

Every function takes first the name under which a student knows the value, passes in silence, and
raises ExpectationError otherwise. `look` says where to look. A student's value may be anything at
all: no function here raises anything but ExpectationError, whatever it is given.
"""

import functools
import math
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np
import torch

from course_lib import verdicts, wording
from course_lib.wording import as_numbers, describe, digits, same, sizes

_RETURNED = "Did your function return it? A function without a return line gives None."


class ExpectationError(AssertionError):
    """A check that failed: what was `checked`, what `came` against what was expected, and where
    to `look`."""

    def __init__(self, checked: str, came: str, look: str | None = None) -> None:
        super().__init__(checked, came, look)  # all three, so that it can be pickled
        self.checked, self.came, self.look = checked, came, look

    @property
    def finding(self) -> str:
        """What came against what was expected, as the end of a sentence."""
        return self.came if self.came.endswith((".", "!", "?")) else f"{self.came}."

    def __str__(self) -> str:
        text = f"{self.checked} {self.finding}"
        return f"{text}\n{self.look}" if self.look else text

    def _render_traceback_(self) -> list[str]:
        """IPython's hook: in a notebook the message stands alone, without the frames above it."""
        if verdicts.is_shown(self):
            return ["This test does not pass yet:"]
        return str(self).splitlines()


def _never_crashes(check: Callable[..., Any]) -> Callable[..., Any]:
    """Turn whatever a strange value makes `check` raise into an ExpectationError, and have a
    notebook tell how the check went."""

    @functools.wraps(check)
    def safe_check(*args: Any, **options: Any) -> Any:
        try:
            result = check(*args, **options)
        except ExpectationError as error:
            failed = error
        except Exception as error:
            checked = next((argument for argument in args if type(argument) is str), "This")
            came = f"could not be checked: {wording.raised(error)}"
            look = options.get("look") or "print(type(...)) shows what a value is."
            failed = ExpectationError(checked, came, look)
        else:
            verdicts.note()
            return result
        verdicts.note(failed)
        raise failed from None

    return safe_check


@_never_crashes
def shape(name: str, value: Any, expected: Any, *, look: str | None = None) -> None:
    """`value` is a tensor or an array whose shape is `expected`, such as (64, 10)."""
    wanted = sizes(expected)
    _require_tensor(name, value, f"a tensor of shape {wanted}", look)
    found = sizes(value.shape)
    if found != wanted:
        if sorted(found) == sorted(wanted):
            hint = "The sizes are right, their order is not."
        elif math.prod(found) == math.prod(wanted):
            hint = "The number of values is right, how they are arranged is not."
        else:
            hint = "Follow the shape from line to line: print(x.shape) shows it."
        came = f"has shape {wording.shape(found)}, expected {wording.shape(wanted)}"
        _fail(name, came, look or hint)


@_never_crashes
def close(
    name: str,
    value: Any,
    expected: Any,
    *,
    rtol: float = 1e-4,
    atol: float = 1e-5,
    look: str | None = None,
) -> None:
    """Numbers, tensors or arrays agree: same shape, |value - expected| <= atol + rtol |expected|.

    Precision, device and requires_grad may differ. NaN agrees with NaN alone.
    """
    wanted, found = as_numbers(expected), as_numbers(value)
    if wanted is None:
        raise TypeError(f"cannot compare with {describe(expected)}")
    if found is None or (isinstance(value, list | tuple) and wording.is_tensor(expected)):
        kind = f"a tensor of shape {sizes(wanted.shape)}" if wanted.ndim else "a number"
        _fail(name, f"is {describe(value)}, expected {kind}", _look_for(value, look))
    if found.shape != wanted.shape:
        shape(name, found, wanted.shape, look=look)
    came, hint = wording.difference(found, wanted, rtol, atol)
    if came:
        _fail(name, came, look or hint)


@_never_crashes
def equal(name: str, value: Any, expected: Any, *, look: str | None = None) -> None:
    """`value == expected`: numbers, strings, lists, bools, shapes; tensors value by value."""
    if not same(value, expected):
        came, hint = wording.contrast(value, expected)
        _fail(name, came, _look_for(value, look or hint))


@_never_crashes
def dtype(name: str, value: Any, expected: Any, *, look: str | None = None) -> None:
    """`value` is a tensor or an array whose dtype is `expected`, such as torch.float32."""
    _require_tensor(name, value, f"a tensor of dtype {expected}", look)
    if isinstance(value, np.ndarray) and isinstance(expected, torch.dtype):
        hint = "torch.from_numpy makes a tensor of it."
        _fail(name, f"is a NumPy array, expected a tensor of dtype {expected}", look or hint)
    if value.dtype != expected:
        hint = f"{name}.to({expected}) converts it." if isinstance(value, torch.Tensor) else None
        came = f"has dtype {value.dtype}, expected {expected}"
        _fail(name, came, look or hint or "Its astype method converts it.")


@_never_crashes
def same_object(name: str, value: Any, expected: Any, *, look: str | None = None) -> None:
    """`value is expected`: the very same object, not an equal one."""
    if value is not expected:
        twin = " with the same values" if same(value, expected) else ""
        hint = "An assignment makes a new object: change the old one in place."
        came = f"is {describe(value)}{twin}, but not the very object that was expected"
        _fail(name, came, _look_for(value, look or hint))


@_never_crashes
def instance(name: str, value: Any, cls: Any, *, look: str | None = None) -> None:
    """`value` is an instance of the class `cls`, or of one of a tuple of classes."""
    if not isinstance(value, cls):
        classes = cls if isinstance(cls, tuple) else (cls,)
        wanted = " or ".join(wording.a(each.__name__) for each in classes)
        hint = _look_for(value, look or "print(type(...)) shows what a value is.")
        _fail(name, f"is {describe(value)}, expected {wanted}", hint)


@_never_crashes
def at_least(name: str, value: Any, bar: float, *, look: str | None = None) -> None:
    """The number `value` is `bar` or more. NaN is not."""
    if not _one_number(name, value, look) >= bar:
        _fail(name, f"is {digits(value, bar)}, expected at least {digits(bar)}", look)


@_never_crashes
def at_most(name: str, value: Any, bar: float, *, look: str | None = None) -> None:
    """The number `value` is `bar` or less. NaN is not."""
    if not _one_number(name, value, look) <= bar:
        _fail(name, f"is {digits(value, bar)}, expected at most {digits(bar)}", look)


@_never_crashes
def between(name: str, value: Any, low: float, high: float, *, look: str | None = None) -> None:
    """The number `value` is from `low` to `high`, both included. NaN is not."""
    if not low <= _one_number(name, value, look) <= high:
        wanted = f"between {digits(low)} and {digits(high)}"
        _fail(name, f"is {digits(value, low, high)}, expected {wanted}", look)


@_never_crashes
def true(condition: Any, checked: str, *, came: str | None = None, look: str | None = None) -> None:
    """`condition` holds. `checked` is the statement that it stands for: "the loss falls"."""
    if not bool(condition):
        _fail(f'"{checked}"', f"does not hold: {came}" if came else "does not hold", look)


@_never_crashes
def raises(
    exception_class: type[BaseException],
    function: Callable[..., Any],
    *args: Any,
    look: str | None = None,
    **kwargs: Any,
) -> BaseException:
    """Calling `function(*args, **kwargs)` raises `exception_class`. Returns what was raised."""
    call = f"{getattr(function, '__name__', 'the function')}(...)"
    try:
        function(*args, **kwargs)
    except exception_class as raised:
        return raised
    except (Exception, SystemExit) as error:
        came = wording.raised(error)
    else:
        came = "nothing"
    look = look or f"Such a call should end in `raise {exception_class.__name__}(...)`."
    raise ExpectationError(call, f"raised {came}, expected {exception_class.__name__}", look)


@_never_crashes
def leaf(name: str, tensor: Any, *, look: str | None = None) -> None:
    """`tensor` requires grad and is a leaf of the graph: made directly, not computed."""
    _require_tensor(name, tensor, "a tensor that requires grad", look, torch.Tensor)
    if not tensor.requires_grad:
        hint = f"Call {name}.requires_grad_() once its values are final."
        _fail(name, "does not require grad, expected that it does", look or hint)
    if not tensor.is_leaf:
        made_by = tensor.grad_fn.name().removesuffix("0").removesuffix("Backward")
        hint = "Compute the values first, and call requires_grad_() last."
        _fail(name, f"is the result of an operation ({made_by}), expected a leaf", look or hint)


@_never_crashes
def gradient(name: str, tensor: Any, *, look: str | None = None) -> None:
    """`tensor.grad` is there, without NaN, and not all zero."""
    _require_tensor(name, tensor, "a tensor with a gradient", look, torch.Tensor)
    with warnings.catch_warnings():  # reading .grad of a non-leaf warns
        warnings.simplefilter("ignore")
        grad = tensor.grad
    if grad is None and tensor.requires_grad and not tensor.is_leaf:
        hint = f"{name} is the result of an operation, and only leaves keep a gradient."
        _fail(f"{name}.grad", "is None, expected a gradient", look or hint)
    if grad is None:
        hint = f"Was backward() called, and does the loss depend on {name}?"
        _fail(f"{name}.grad", "is None, expected a gradient", look or hint)
    grad = as_numbers(grad)
    if grad.isnan().any():
        _fail(f"{name}.grad", "has NaN in it, expected numbers", look)
    if not grad.any():
        hint = f"Zero everywhere means that {name} has no say in the loss."
        _fail(f"{name}.grad", "is zero everywhere, expected that some of it is not", look or hint)


def _fail(checked: str, came: str, look: str | None) -> NoReturn:
    raise ExpectationError(checked, came, look or "Read the exercise again, then print the value.")


def _look_for(value: Any, look: str | None) -> str | None:
    """Of a missing value there is only one thing to say."""
    return _RETURNED if value is None else look


def _require_tensor(
    name: str, value: Any, wanted: str, look: str | None, kinds: Any = (torch.Tensor, np.ndarray)
) -> None:
    if not isinstance(value, kinds):
        _fail(name, f"is {describe(value)}, expected {wanted}", _look_for(value, look))


def _one_number(name: str, value: Any, look: str | None) -> float:
    number = None if isinstance(value, bool | list | tuple) else as_numbers(value)
    if number is None or number.numel() != 1 or number.is_complex():
        _fail(name, f"is {describe(value)}, expected a single number", _look_for(value, look))
    return number.item()
