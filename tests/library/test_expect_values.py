"""expect on shapes, values and numbers: what agrees, what does not, and what the message says."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib import expect
from course_lib.expect import ExpectationError


class TestShape:
    def test_names_the_function_that_was_not_called(self):
        with pytest.raises(ExpectationError, match="the function len itself"):
            expect.shape("scores", len, (2, 3))

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
