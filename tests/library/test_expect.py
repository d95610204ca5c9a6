"""expect: passes on what is right, teaches on what is wrong, survives whatever it is given."""

import math
import pickle
import warnings

import numpy as np
import pytest
import torch

from course_lib import expect
from course_lib.expect import ExpectationError

LOOK = "Look at the last line."


class Hostile:
    """A student's object that fails whenever it is touched."""

    def __eq__(self, other):
        raise KeyError("no comparison")

    __hash__ = None

    def __bool__(self):
        raise ValueError("no truth")

    def __repr__(self):
        raise RuntimeError("no text")

    def __len__(self):
        raise RuntimeError("no length")


def add_one(x):
    return x + 1


def refuse(x):
    raise ValueError(f"{x} is refused")


def leaf_tensor():
    return torch.ones(3, requires_grad=True)


def with_gradient(value):
    tensor = leaf_tensor()
    tensor.grad = torch.full((3,), value)
    return tensor


SAME = torch.ones(2)

# name of the check, arguments that pass, arguments that fail, what came, what was expected
CASES = [
    ("shape", ("x", torch.ones(2, 3), (2, 3)), ("x", torch.ones(2, 4), (2, 3)), "(2, 4)", "(2, 3)"),
    ("close", ("x", 1.0, 1.0), ("x", 1.5, 1.0), "1.5", "1"),
    ("equal", ("x", [1, 2], [1, 2]), ("x", [1, 3], [1, 2]), "[1, 3]", "[1, 2]"),
    (
        "dtype",
        ("x", torch.ones(2), torch.float32),
        ("x", torch.ones(2).double(), torch.float32),
        "torch.float64",
        "torch.float32",
    ),
    ("same_object", ("x", SAME, SAME), ("x", SAME.clone(), SAME), "same values", "very object"),
    ("instance", ("x", 3, int), ("x", [3], int), "the list [3]", "an int"),
    ("at_least", ("x", 0.4, 0.4), ("x", 0.31, 0.4), "0.31", "at least 0.4"),
    ("at_most", ("x", 0.4, 0.4), ("x", 0.5, 0.4), "0.5", "at most 0.4"),
    ("between", ("x", 0.4, 0.4, 0.5), ("x", 0.6, 0.4, 0.5), "0.6", "between 0.4 and 0.5"),
    ("leaf", ("x", leaf_tensor()), ("x", leaf_tensor() * 2), "an operation (Mul)", "a leaf"),
    ("gradient", ("x", with_gradient(1.0)), ("x", leaf_tensor()), "is None", "a gradient"),
]


@pytest.mark.parametrize(
    "check, right, wrong, came, expected", CASES, ids=[case[0] for case in CASES]
)
class TestEveryCheck:
    def test_passes_in_silence_on_what_is_right(self, check, right, wrong, came, expected):
        assert getattr(expect, check)(*right) is None

    def test_says_what_was_checked_what_came_and_where_to_look(
        self, check, right, wrong, came, expected
    ):
        with pytest.raises(ExpectationError) as caught:
            getattr(expect, check)(*wrong, look=LOOK)
        first, last = str(caught.value).splitlines()
        assert first.startswith("x")
        assert came in first
        assert expected in first
        assert first.endswith(".")
        assert last == LOOK == caught.value.look

    def test_has_a_hint_of_its_own(self, check, right, wrong, came, expected):
        with pytest.raises(ExpectationError) as caught:
            getattr(expect, check)(*wrong)
        assert caught.value.look

    def test_calls_a_missing_value_a_missing_value(self, check, right, wrong, came, expected):
        with pytest.raises(ExpectationError, match="is None") as caught:
            getattr(expect, check)("x", None, *wrong[2:], look=LOOK)
        assert "return" in caught.value.look


ODD_VALUES = [
    None,
    Hostile(),
    "text",
    "",
    [],
    [1, "a"],
    [[1, 2], [3]],
    (),
    {"a": 1},
    {1, 2},
    object(),
    torch.Tensor,
    add_one,
    True,
    10**40,
    math.nan,
    1j,
    b"bytes",
    np.array(["a", "b"]),
    np.array([object()]),
    np.float32(1),
    np.ones(3)[::-1],
    np.zeros(0),
    torch.tensor(1.0),
    torch.ones(0),
    torch.ones(2, dtype=torch.complex64),
    torch.ones(2, dtype=torch.bfloat16),
    torch.ones(2, device="meta"),
    torch.eye(2).to_sparse(),
    torch.ones(2, requires_grad=True) * 2,
    torch.nn.Linear(2, 2),
]
EXPECTED_VALUES = [torch.ones(2), torch.tensor(1.0), 1.0, 3, "text", [1, 2], (2, 3), {"a": 1}, None]


@pytest.mark.parametrize("value", ODD_VALUES, ids=lambda value: type(value).__name__)
def test_an_odd_value_raises_nothing_but_an_expectation_error(value):
    calls = [
        lambda: expect.shape("x", value, (2, 3)),
        lambda: expect.dtype("x", value, torch.float32),
        lambda: expect.instance("x", value, torch.nn.Conv2d),
        lambda: expect.at_least("x", value, 0.4),
        lambda: expect.at_most("x", value, 0.4),
        lambda: expect.between("x", value, 0.4, 0.5),
        lambda: expect.true(value, "it holds"),
        lambda: expect.leaf("x", value),
        lambda: expect.gradient("x", value),
        lambda: expect.raises(ValueError, value, 1),
    ]
    for other in EXPECTED_VALUES:
        calls += [
            lambda other=other: expect.close("x", value, other),
            lambda other=other: expect.equal("x", value, other),
            lambda other=other: expect.same_object("x", value, other),
        ]
    for call in calls:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a warning would be red text under a student's cell
            try:
                call()
            except ExpectationError as error:
                assert len(str(error)) < 1000
                assert error.look


class TestTrueAndRaises:
    def test_true_states_what_does_not_hold(self):
        expect.true(1 < 2, "one is less than two")
        with pytest.raises(ExpectationError) as caught:
            expect.true(False, "the loss falls", came="it went from 2 to 3", look=LOOK)
        assert str(caught.value) == f'"the loss falls" does not hold: it went from 2 to 3.\n{LOOK}'

    def test_raises_gives_back_what_was_raised(self):
        assert str(expect.raises(ValueError, refuse, 3)) == "3 is refused"

    def test_raises_names_the_call_what_came_and_what_was_expected(self):
        with pytest.raises(ExpectationError, match=r"add_one\(\.\.\.\) raised nothing, .*KeyError"):
            expect.raises(KeyError, add_one, 1)
        with pytest.raises(ExpectationError) as caught:
            expect.raises(KeyError, refuse, 1, look=LOOK)
        assert str(caught.value).splitlines() == [
            "refuse(...) raised ValueError: 1 is refused, expected KeyError.",
            LOOK,
        ]


class TestGraph:
    def test_leaf_says_which_of_the_two_fails(self):
        with pytest.raises(ExpectationError, match="does not require grad"):
            expect.leaf("w", torch.ones(3))
        with pytest.raises(ExpectationError, match="result of an operation"):
            expect.leaf("w", torch.ones(3, requires_grad=True) * 0.1)

    def test_gradient_tells_none_from_zero_from_nan(self):
        with pytest.raises(ExpectationError, match=r"w\.grad is None"):
            expect.gradient("w", leaf_tensor())
        with pytest.raises(ExpectationError, match="zero everywhere"):
            expect.gradient("w", with_gradient(0.0))
        with pytest.raises(ExpectationError, match="NaN"):
            expect.gradient("w", with_gradient(math.nan))

    @pytest.mark.filterwarnings("error")  # torch warns where .grad of such a tensor is read
    def test_gradient_explains_a_tensor_that_is_no_leaf(self):
        with pytest.raises(ExpectationError, match="only leaves keep a gradient"):
            expect.gradient("w", leaf_tensor() * 2)

    def test_same_object_notices_a_rebound_parameter(self):
        w = leaf_tensor()
        with pytest.raises(ExpectationError, match="change the old one in place"):
            expect.same_object("w", w - 0, w)


class TestExpectationError:
    def test_is_an_assertion_error_that_can_be_pickled(self):
        error = ExpectationError("scores", "has shape (1,), expected (2,)", LOOK)
        again = pickle.loads(pickle.dumps(error))
        assert isinstance(again, AssertionError)
        assert (again.checked, again.came, again.look) == (error.checked, error.came, LOOK)
        assert str(again) == f"scores has shape (1,), expected (2,).\n{LOOK}"
