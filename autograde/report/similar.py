"""Submissions that are more alike than their neighbours, found in the students' own code.

The likeness of two answers is rapidfuzz's normalised Indel similarity of their signs: twice the
longest common subsequence over both lengths, 0 to 1. Right answers are alike by nature, so what
counts is how rare a likeness is in the class: see `similar_pairs`.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy as np
from rapidfuzz.distance import Indel, LCSseq
from rapidfuzz.process import cdist

from autograde.report.misconceptions import Cell
from autograde.report.signs import Signs, signs_by_line

# Measured on classes made of the answers kept with the eleven lessons, where every 10th sign of
# an answer is changed at random, as people differ, and every 17th of a copied one: of 11 copied
# submissions 10, 11, 11 and 11 are found in classes of 8, 30, 100 and 300, and of all honest pairs
# none passes by its rarity (the nearest lacks 4 bits). 72 of 550,000 pass by the signs: they have
# a long answer from one author. A copy of the author's own solution is never found.
LIKE = 0.9  # two answers below this likeness are taken for different ones
_BEYOND = 30.0  # signs beyond the usual, about four lines of code: small classes know no rarity
_SHORTEST = 20  # signs: two lines have few ways to be written
_LONGEST = 800  # signs: of a longer answer the beginning stands for all, to bound the time
_COMPANY = 3  # other students, beyond whom a way to write an answer is usual
_MOST = 20  # pairs to show, the rarest first

Answers = Mapping[Cell, Mapping[str, str]]  # the source of an exercise, by student
Progress = Callable[[Iterable[Cell]], Iterable[Cell]]


@dataclass(frozen=True)
class Line:
    """A line of an answer; `alike` where the other answer has its like."""

    text: str
    alike: bool


@dataclass(frozen=True)
class Likeness:
    """Two alike answers to one exercise, 0 to 1, as `usual` likeness is.

    Of `students` who were compared, `holders`, these two among them, have an answer that is as
    alike to one of both.
    """

    cell: Cell
    likeness: float
    usual: float
    holders: int
    students: int
    left: tuple[Line, ...]
    right: tuple[Line, ...]


@dataclass(frozen=True)
class SimilarPair:
    """Two students, and the exercises in which their answers are alike."""

    left: str
    right: str
    answers: tuple[Likeness, ...]


@dataclass(frozen=True)
class _Compared:
    """The answers to one exercise: matrices over `students`. `rarity` in bits and `beyond` in
    signs are 0 where two answers are not alike."""

    students: list[str]
    likeness: np.ndarray
    usual: np.ndarray
    holders: np.ndarray
    rarity: np.ndarray
    beyond: np.ndarray


def similar_pairs(
    answers: Answers,
    given: Mapping[Cell, str],
    solutions: Mapping[Cell, str],
    progress: Progress = lambda cells: cells,
) -> tuple[SimilarPair, ...]:
    """The pairs of students whose answers are alike as few others are, the rarest first.

    `given` is what the lesson gives of each answer: its lines do not count, nor does a likeness
    that the author's own of `solutions` has as well. Alike answers of which h in n students have
    their like are log2(n / h) bits rare, and exercises add up. In k exercises one of N pairs of
    people who work independently has t bits with a chance of at most N * 2**(k - t), by Markov's
    inequality: each exercise has them with the chance h / n, so that 2**bits is expected to be
    below 2. A pair that has at least log2(N) + k bits is reported. So is one with _BEYOND signs
    more in common than usual, which is the likeness of either answer to its fourth nearest
    neighbour.
    """
    compared = {}
    for cell in progress(list(answers)):
        frame = set(signs_by_line(given.get(cell, "")).values())
        signs = {text: _own(text, frame) for text in answers[cell].values()}
        own = {student: signs[text] for student, text in sorted(answers[cell].items())}
        own = {student: signs for student, signs in own.items() if len(signs) >= _SHORTEST}
        if len(own) > 2:
            compared[cell] = _compare(own, _own(solutions.get(cell, ""), frame))
    students = len({student for each in answers.values() for student in each})
    enough = log2(max(1, students * (students - 1) / 2)) + len(compared)
    found = [
        (pair, rarity)
        for pair, (rarity, beyond) in _totals(compared.values()).items()
        if rarity >= enough or beyond >= _BEYOND
    ]
    found.sort(key=lambda each: (-round(each[1], 6), each[0]))
    return tuple(_shown(pair, compared, answers) for pair, _ in found[:_MOST])


def _own(source: str, frame: set[Signs]) -> Signs:
    lines = (line for line in signs_by_line(source).values() if line not in frame)
    return tuple(sign for line in lines for sign in line)[:_LONGEST]


def _compare(own: Mapping[str, Signs], solution: Signs) -> _Compared:
    *texts, last = _as_texts([*own.values(), solution])
    n = len(texts)
    likeness = _likeness(texts, texts)
    to_solution = _likeness(texts, [last])[:, 0]
    in_order = np.sort(likeness, axis=1)
    nearest = in_order[:, -min(_COMPANY + 2, n)]  # the very nearest is the answer itself
    typical = np.maximum(nearest, to_solution)
    usual = np.maximum.outer(typical, typical)
    closer = [
        np.searchsorted(row, each - 1e-9) for row, each in zip(in_order, likeness, strict=True)
    ]
    holders = n - np.stack(closer)
    holders = np.maximum(holders, holders.T)
    special = likeness > np.maximum.outer(to_solution, to_solution)
    alike = (likeness >= LIKE) & special & ~np.eye(n, dtype=bool)
    length = np.array([len(each) for each in texts])
    beyond = np.minimum.outer(length, length) * np.maximum(likeness - usual, 0)
    return _Compared(
        list(own),
        likeness,
        usual,
        holders,
        rarity=np.where(alike, np.log2(n / holders), 0),
        beyond=np.where(alike, beyond, 0),
    )


def _as_texts(answers: Iterable[Signs]) -> list[str]:
    """One character for each sign: rapidfuzz need not hash the characters of a text."""
    numbers: dict[str, int] = {}
    return [
        "".join(chr(numbers.setdefault(sign, len(numbers)) % sys.maxunicode) for sign in signs)
        for signs in answers
    ]


def _likeness(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    return cdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float64)


def _totals(compared: Iterable[_Compared]) -> dict[tuple[str, str], tuple[float, float]]:
    """The rarity and the signs beyond the usual of each pair over all exercises."""
    totals: dict[tuple[str, str], tuple[float, float]] = {}
    for found in compared:
        for i, j in np.argwhere(np.triu(found.rarity) > 0):
            pair = found.students[i], found.students[j]
            rarity, beyond = totals.get(pair, (0.0, 0.0))
            totals[pair] = rarity + found.rarity[i, j], beyond + found.beyond[i, j]
    return totals


def _shown(
    pair: tuple[str, str], compared: Mapping[Cell, _Compared], answers: Answers
) -> SimilarPair:
    parts = []
    for cell, found in compared.items():
        if not set(pair) <= set(found.students):
            continue
        place = tuple(map(found.students.index, pair))
        if found.rarity[place] > 0:
            likeness, usual = float(found.likeness[place]), float(found.usual[place])
            counts = int(found.holders[place]), len(found.students)
            texts = (answers[cell][student] for student in pair)
            parts.append(Likeness(cell, likeness, usual, *counts, *side_by_side(*texts)))
    return SimilarPair(*pair, tuple(parts))


def side_by_side(left: str, right: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Both answers in lines, those marked that say the same in the same order."""
    signs = signs_by_line(left), signs_by_line(right)
    blocks = LCSseq.opcodes(*(list(lines.values()) for lines in signs))
    same = [block for block in blocks if block.tag == "equal"]
    alike_left = {n for block in same for n in range(block.src_start, block.src_end)}
    alike_right = {n for block in same for n in range(block.dest_start, block.dest_end)}
    return _marked(left, signs[0], alike_left), _marked(right, signs[1], alike_right)


def _marked(source: str, signs: Mapping[int, Signs], alike: set[int]) -> tuple[Line, ...]:
    marked = {row for position, row in enumerate(signs) if position in alike}
    return tuple(Line(text, row in marked) for row, text in enumerate(source.split("\n")))
