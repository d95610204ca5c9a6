"""Item analysis: against numbers worked out by hand, against numpy, and where it is undefined."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograde.report.item_map import Item, describe_items, item_map
from autograde.report.items import cronbach_alpha, discriminations
from autograde.report.overview import Exercise, Mark, StudentResult, summarise
from autograde.report.page import format_duration, read_discrimination

# Two items, 1 2 3 and 1 3 2: both have the variance 2/3, and their sum, 2 5 5, has 2.
BY_HAND = [[1.0, 1.0], [2.0, 3.0], [3.0, 2.0]]

matrices = st.integers(2, 6).flatmap(
    lambda items: st.lists(
        st.lists(st.integers(0, 8).map(lambda n: n / 4), min_size=items, max_size=items),
        min_size=3,
        max_size=30,
    )
)


def test_discrimination_and_alpha_are_those_worked_out_by_hand():
    assert discriminations(BY_HAND) == pytest.approx([0.5, 0.5])
    assert cronbach_alpha(BY_HAND) == pytest.approx(2 / 1 * (1 - (2 / 3 + 2 / 3) / 2))


def test_the_item_itself_is_left_out_of_the_total():
    rows = [[0.0, 2.0], [4.0, 1.0], [8.0, 0.0]]  # with itself the first item would correlate at +1
    assert discriminations(rows) == pytest.approx([-1.0, -1.0])
    assert cronbach_alpha(rows) < 0.8


@given(matrices)
def test_they_agree_with_numpy(rows):
    points = np.array(rows)
    k, total = points.shape[1], points.sum(axis=1)
    for item, found in enumerate(discriminations(rows)):
        rest = total - points[:, item]
        if np.ptp(points[:, item]) == 0 or np.ptp(rest) == 0:
            assert found is None
        else:
            expected = np.corrcoef(points[:, item], rest)[0, 1]
            assert found == pytest.approx(expected, abs=1e-9)
    if np.ptp(total) == 0:
        assert cronbach_alpha(rows) is None
    else:
        of_items = points.var(axis=0, ddof=1).sum()
        expected = k / (k - 1) * (1 - of_items / total.var(ddof=1))
        assert cronbach_alpha(rows) == pytest.approx(expected, abs=1e-9)


def test_what_is_undefined_is_no_number():
    assert discriminations([]) == [] and cronbach_alpha([]) is None
    assert discriminations([[1.0, 2.0], [2.0, 1.0]]) == [None, None]  # two students
    assert discriminations([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]) == [None, None]  # all equal
    assert cronbach_alpha([[1.0], [2.0], [3.0]]) is None  # one item


def test_rounding_is_no_difference_between_students():
    rows = [[0.0, 0.1, 0.2], [1.0, 0.3, 0.0], [2.0, 0.0, 0.3]]  # 0.1 + 0.2 is not 0.3 in binary
    assert discriminations(rows)[0] is None


def test_an_exercise_that_waits_for_a_person_is_left_out_of_the_analysis():
    one, two, essay = (Exercise("ps", name, 4.0) for name in ("one", "two", "essay"))
    students = [
        StudentResult(
            f"s{x:.0f}", score=x + y, marks=(Mark(one, x), Mark(two, y), Mark(essay, 0.0, x == 2))
        )
        for x, y in BY_HAND
    ]
    found = summarise("ps", [one, two, essay], students)
    first, second, third = (each.discrimination for each in found.exercises)
    assert (first, second) == (pytest.approx(0.5), pytest.approx(0.5)) and third is None
    assert (found.reliability.exercises, found.reliability.students) == (2, 3)


def test_discrimination_has_a_word_beside_its_number():
    words = [read_discrimination(value) for value in (None, -0.1, 0.1, 0.196, 0.4)]
    assert words == ["not defined", "negative", "weak", "fair", "good"]  # 0.196 is shown as 0.20


def test_the_map_draws_every_exercise_and_none_over_another():
    items = [Item(n, f"e{n}", 1.0, 0.3) for n in range(1, 16)]
    discs = item_map(items).split("<circle ")[1:]
    assert len({disc.partition(" r=")[0] for disc in discs}) == len(discs) == 15
    assert "15 e15: 100%, 0.30" in describe_items(items)


def test_the_map_goes_below_zero_only_where_an_exercise_does():
    assert ">-0.4<" not in item_map([Item(1, "a", 0.5, 0.3)])
    assert ">-0.4<" in item_map([Item(1, "a", 0.5, -0.3)])
    assert ">-1<" in item_map([Item(1, "a", 0.5, -0.7)])


def test_durations_are_in_the_unit_that_suits_them():
    assert [format_duration(each) for each in (9.4, 150, 7560)] == ["9 s", "2.5 min", "2.1 h"]
