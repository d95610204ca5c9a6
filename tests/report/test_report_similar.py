"""Similar submissions: a copy is found under other names, right answers alone are not."""

import random

import pytest

from autograde.report.signs import signs_by_line
from autograde.report.similar import Line, side_by_side, similar_pairs

CELL = ("ps1", "standardise")
GIVEN = "def standardise(x):\n    raise NotImplementedError"
COPIED = '''\
def standardise(x):
    """Make the columns comparable."""
    result = torch.zeros_like(x)
    for column in range(x.shape[1]):
        values = x[:, column]
        low, high = values.min(), values.max()
        middle = (low + high) / 2
        spread = (high - low) / 2 + 1e-7
        result[:, column] = (values - middle) / spread
    return result.clamp(-1, 1)
'''
RENAMED = """\
def standardise(x):
    # my own idea
    out = torch.zeros_like(x)

    for j in range(x.shape[1]):
        v = x[:, j]
        a, b = v.min(), v.max()
        m = (a + b) / 2
        s = (b - a) / 2 + 1e-7
        out[:, j] = (v - m) / s
    return out.clamp(-1, 1)
"""
USUAL = """\
def standardise(x):
    mean = x.mean(dim=0, keepdim=True)
    std = x.std(dim=0, keepdim=True, unbiased=False)
    return (x - mean) / (std + 1e-7)
"""


def others(count: int) -> dict[str, str]:
    """Answers of people who worked alone: every one another way through the same calls."""
    rng = random.Random(5)
    calls = ["mean", "std", "sum", "abs", "sqrt", "pow", "view", "add", "sub", "div", "exp", "log"]
    answers = {}
    for n in range(count):
        lines = [
            f"    x = x.{rng.choice(calls)}({rng.randint(0, 9)}) "
            f"{rng.choice('+-*/')} torch.{rng.choice(calls)}(x)[{rng.randint(0, 9)}:]"
            for _ in range(8)
        ]
        answers[f"other{n:02d}"] = "\n".join(["def standardise(x):", *lines, "    return x"])
    return answers


def found(answers: dict[str, str], solution: str = USUAL, given: str = GIVEN):
    return similar_pairs({CELL: answers}, {CELL: given}, {CELL: solution})


@pytest.mark.parametrize("count", [1, 8, 60])
def test_a_renamed_copy_is_found_in_a_class_of_any_size(count):
    (pair,) = found({"ann": COPIED, "ben": RENAMED} | others(count))
    assert (pair.left, pair.right) == ("ann", "ben")
    (answer,) = pair.answers
    assert (answer.cell, answer.holders, answer.students) == (CELL, 2, count + 2)
    assert answer.likeness == pytest.approx(1.0)
    assert answer.usual < 0.7


def test_people_who_worked_alone_are_not_reported():
    assert found(others(60)) == ()


def test_two_short_right_answers_are_not_reported():
    short = "def standardise(x):\n    return x - x.mean(dim=0)"
    class_of_30 = {"ann": short, "ben": short} | others(28)
    answers = {("ps1", f"e{n}"): class_of_30 for n in range(12)}  # nor are a dozen of them
    assert similar_pairs(answers, {}, {}) == ()


def test_untouched_answers_are_not_reported():
    given = COPIED.replace("clamp(-1, 1)", "clamp(...)")
    assert found({"ann": given, "ben": given} | others(10), given=given) == ()


def test_the_authors_own_solution_is_nobodys_secret():
    mine = USUAL + "    return x * 2 + x.sum(0) - x.max() + x.min() * 3 - x.abs().mean() / 4\n"
    assert found({"ann": mine, "ben": mine} | others(10), solution=mine) == ()
    assert len(found({"ann": mine, "ben": mine} | others(10), solution="")) == 1


def test_what_many_write_is_usual():
    many = {f"same{n}": COPIED for n in range(6)}
    assert found(many | others(10)) == ()
    few = {f"same{n}": COPIED for n in range(3)}
    assert [(pair.left, pair.right) for pair in found(few | others(10))] == [
        ("same0", "same1"),
        ("same0", "same2"),
        ("same1", "same2"),
    ]


def test_many_small_likenesses_add_up():
    """Every answer is that of some ten students; only two of them share all answers."""
    rng = random.Random(1)
    ways = list(others(10).values()) * 10
    cells = [("ps1", f"e{n}") for n in range(12)]
    answers = {}
    for cell in cells:
        rng.shuffle(ways)
        answers[cell] = {f"s{n:02d}": way for n, way in enumerate(ways)}
        answers[cell]["s99"] = answers[cell]["s98"]
    (pair,) = similar_pairs(answers, {}, {})
    assert (pair.left, pair.right) == ("s98", "s99")
    assert [answer.cell for answer in pair.answers] == cells
    theirs = {cell: answers[cell]["s98"] for cell in cells}
    assert similar_pairs(answers, {}, theirs) == ()  # unless it is the author's own answer


def test_the_order_of_the_class_makes_no_difference():
    answers = {"ann": COPIED, "ben": RENAMED} | others(20)
    assert found(answers) == found(dict(reversed(answers.items())))


@pytest.mark.parametrize(
    "source",
    ["", "(" * 5000, "'''", "x = \x00", "  a\n b", "?x", "é = 'ü' \ud800", "x = 1\r\n"],
    ids=["empty", "open", "text", "null", "layout", "magic", "surrogate", "windows"],
)
def test_code_that_is_no_python_is_no_obstacle(source):
    left, _ = side_by_side(source, COPIED)
    assert "\n".join(line.text for line in left) == source
    found({"ann": source, "ben": source + COPIED} | others(5))


def test_signs_forget_names_texts_and_layout_and_keep_what_is_done():
    signs = signs_by_line("total = torch.sum(values, dim=1)  # all\nprint('a')")
    assert signs == signs_by_line('t=torch.sum( v , axis=1 )\nprint("b")')
    assert signs[0] != signs_by_line("t = torch.mean(v, axis=1)")[0]
    assert signs[0] != signs_by_line("t = torch.sum(v, axis=2)")[0]


def test_lines_that_agree_are_marked():
    left, right = side_by_side("a = 1\n# mine\nb = a.sum()", "c = 2\n\nd = c.sum()")
    assert left == (Line("a = 1", False), Line("# mine", False), Line("b = a.sum()", True))
    assert [line.alike for line in right] == [False, False, True]
