"""expect: passes on what is right, teaches on what is wrong, survives whatever it is given."""

import math
import pickle
import warnings

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

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


class TestShape:
    def test_names_the_function_that_was_not_called(self):
        with pytest.raises(ExpectationError, match="the function add_one itself"):
            expect.shape("scores", add_one, (2, 3))

    def test_tells_a_wrong_order_from_a_wrong_number_of_values(self):
        with pytest.raises(ExpectationError, match="order"):
            expect.shape("x", torch.ones(32, 32, 3), (3, 32, 32))
        with pytest.raises(ExpectationError, match="arranged"):
            expect.shape("x", torch.ones(6), (2, 3))

    def test_takes_arrays_and_sizes(self):
        expect.shape("x", np.ones((2, 3)), torch.ones(2, 3).shape)
        expect.shape("x", torch.ones(5), 5)


class TestClose:
    def test_asks_for_the_shape_first(self):
        with pytest.raises(ExpectationError, match=r"has shape \(2, 1\), expected \(2,\)"):
            expect.close("x", torch.ones(2, 1), torch.ones(2))

    def test_shows_the_largest_difference_and_its_place(self):
        value = torch.zeros(2, 3)
        value[0, 1], value[1, 2] = 0.5, 3.0
        with pytest.raises(ExpectationError) as caught:
            expect.close("x", value, torch.zeros(2, 3))
        assert caught.value.came.startswith("differs at 2 of 6 values, most at [1, 2], by 3")

    @pytest.mark.parametrize("strange", [math.nan, math.inf, -math.inf])
    def test_names_values_that_are_not_finite(self, strange):
        value = torch.tensor([1.0, strange, 5.0])
        with pytest.raises(ExpectationError, match=r"NaN or infinity at 1 of 3 .* at \[1\]"):
            expect.close("x", value, torch.ones(3))

    def test_names_a_common_factor(self):
        expected = torch.tensor([1.0, -2.0, 0.0, 5.0])
        with pytest.raises(ExpectationError, match="Every value is 2 times the expected one"):
            expect.close("w.grad", 2 * expected, expected)
        with pytest.raises(ExpectationError, match="Every value is zero"):
            expect.close("w.grad", 0 * expected, expected)

    def test_forgives_precision_history_and_kind(self):
        expect.close("x", torch.ones(2, dtype=torch.float64, requires_grad=True), torch.ones(2))
        expect.close("x", np.ones(2, dtype=np.float32), torch.ones(2))
        expect.close("x", torch.tensor(1.0), 1)
        expect.close("x", np.float32(1.0), 1.0)
        expect.close("x", [torch.ones(()), 2.0], [1.0, 2.0])

    def test_does_not_take_a_list_for_a_tensor(self):
        with pytest.raises(ExpectationError, match=r"is the list .* expected a tensor"):
            expect.close("x", [1.0, 1.0], torch.ones(2))

    @given(
        value=st.floats(-1e6, 1e6),
        expected=st.floats(-1e6, 1e6),
        rtol=st.floats(0, 0.1),
        atol=st.floats(0, 0.1),
    )
    def test_is_the_rule_that_it_documents(self, value, expected, rtol, atol):
        gap, bound = abs(value - expected), atol + rtol * abs(expected)
        if math.isclose(gap, bound, rel_tol=1e-9):
            return  # rounding decides
        try:
            expect.close("x", value, expected, rtol=rtol, atol=atol)
            passed = True
        except ExpectationError:
            passed = False
        assert passed == (gap <= bound)

    @given(
        st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32), min_size=1, max_size=8)
    )
    def test_every_tensor_is_close_to_itself(self, values):
        expect.close("x", torch.tensor(values), torch.tensor(values), rtol=0, atol=0)

    @given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=8), st.data())
    def test_one_wrong_value_is_found_wherever_it_is(self, values, data):
        index = data.draw(st.integers(0, len(values) - 1))
        wrong = torch.tensor(values)
        wrong[index] += 1
        with pytest.raises(ExpectationError, match=rf"differs at 1 of {len(values)} .*\[{index}\]"):
            expect.close("x", wrong, torch.tensor(values))


class TestEqual:
    @pytest.mark.parametrize(
        "value, expected",
        [
            (3, 3),
            (np.int64(3), 3),
            (torch.tensor(3), 3),
            (np.True_, True),
            ("a", "a"),
            (torch.Size([2, 3]), (2, 3)),
            (torch.tensor([1, 2]), torch.tensor([1, 2])),
            ([torch.ones(2), "a"], [torch.ones(2), "a"]),
            ({"a": [1]}, {"a": [1]}),
            (torch.float32, torch.float32),
            (None, None),
            (10**40, 10**40),
        ],
    )
    def test_passes_on_equal_values(self, value, expected):
        expect.equal("x", value, expected)

    @pytest.mark.parametrize(
        "value, expected",
        [
            ("3", 3),
            (2**53 + 1, 2**53),
            (torch.tensor([2**53 + 1]), torch.tensor([2**53])),
            (torch.ones(1, 2), torch.ones(2)),
            ([1, 2], [1, 2, 3]),
            ({"a": 1}, {"b": 1}),
            (torch.tensor([1, 2]), [1, 2]),
            (math.nan, math.nan),
        ],
    )
    def test_fails_on_others(self, value, expected):
        with pytest.raises(ExpectationError):
            expect.equal("x", value, expected)

    def test_is_not_fooled_by_an_object_that_equals_everything(self):
        class Agreeable:
            def __eq__(self, other):
                return True

            __hash__ = None

        for expected in (3, "a", [1], torch.ones(2), None):
            with pytest.raises(ExpectationError):
                expect.equal("x", Agreeable(), expected)

    def test_tells_a_list_from_a_tuple(self):
        with pytest.raises(ExpectationError, match="it is a list and should be a tuple"):
            expect.equal("x", [1, 2], (1, 2))

    def test_shows_the_first_difference_of_long_lists(self):
        value = list(range(100))
        expected = [*range(99), 7]
        with pytest.raises(ExpectationError, match=r"differs first at \[99\]: 99 came, expected 7"):
            expect.equal("order", value, expected)


class TestNumbers:
    @pytest.mark.parametrize("value", [math.nan, torch.tensor(math.nan)])
    def test_nan_clears_no_bar(self, value):
        for check, bounds in [(expect.at_least, [0]), (expect.at_most, [0])]:
            with pytest.raises(ExpectationError, match="is nan"):
                check("accuracy", value, *bounds)
        with pytest.raises(ExpectationError, match="is nan"):
            expect.between("accuracy", value, 0, 1)

    def test_a_bool_is_no_accuracy(self):
        with pytest.raises(ExpectationError, match="expected a single number"):
            expect.at_least("accuracy", True, 0.4)

    def test_never_says_that_a_number_is_too_small_for_the_same_number(self):
        with pytest.raises(ExpectationError, match=r"is 0.39999999, expected at least 0.4"):
            expect.at_least("accuracy", 0.39999999, 0.4)

    @given(st.floats(allow_nan=False), st.floats(allow_nan=False))
    def test_at_least_and_at_most_are_the_comparisons(self, value, bar):
        for check, holds in ((expect.at_least, value >= bar), (expect.at_most, value <= bar)):
            if holds:
                check("x", value, bar)
            else:
                with pytest.raises(ExpectationError):
                    check("x", value, bar)


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

    def test_stands_alone_in_a_notebook(self):
        from IPython.core.interactiveshell import InteractiveShell
        from traitlets.config import Config

        shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
        shown = []
        shell._showtraceback = lambda kind, value, lines: shown.extend(lines)
        code = "from course_lib import expect\nexpect.equal('x', 3, 4, look='Count again.')"
        result = shell.run_cell(code)
        assert isinstance(result.error_in_exec, ExpectationError)
        assert shown == ["x is 3, expected 4.", "Count again."]
