"""A histogram of scores as an inline SVG picture, with a description for those who cannot see."""

from collections.abc import Sequence
from math import ceil

from markupsafe import Markup, escape

BINS = 10
_WIDTH, _HEIGHT = 720, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 22, 46
_GAP = 6
_ROOM_FOR_TEXT = 24
_FLOOR = _HEIGHT - _BOTTOM


def count_shares(shares: Sequence[float]) -> list[int]:
    """How many of `shares`, each 0 to 1, fall into each tenth; 1 belongs to the last."""
    counts = [0] * BINS
    for share in shares:
        counts[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
    return counts


def describe(shares: Sequence[float]) -> str:
    """The histogram in words."""
    if not shares:
        return "No scores yet."
    parts = [
        f"{count} from {10 * tenth} to {10 * tenth + 10}%"
        for tenth, count in enumerate(count_shares(shares))
        if count
    ]
    students = "1 student" if len(shares) == 1 else f"{len(shares)} students"
    return f"Scores of {students} in per cent of the points: {', '.join(parts)}."


def histogram(shares: Sequence[float]) -> Markup:
    """The SVG element for `shares`, each 0 to 1, with a line at their mean."""
    counts = count_shares(shares)
    step = max(1, ceil(max(counts) / 4))
    top = step * max(1, ceil(max(counts) / step))
    scale = (_FLOOR - _TOP) / top
    column = (_WIDTH - _LEFT - _RIGHT) / BINS
    parts = [_grid(tick, _FLOOR - tick * scale) for tick in range(0, top + 1, step)]
    bars = [(_LEFT + i * column, n, n * scale) for i, n in enumerate(counts) if n]
    parts += [_bar(x, column, height) for x, _, height in bars]
    parts += [_tick(_LEFT + tenth * column, 10 * tenth) for tenth in range(BINS + 1)]
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{_HEIGHT - 6}" class="axis">per cent of the points</text>')
    if shares:
        average = sum(shares) / len(shares)
        parts.append(_mean(_LEFT + average * BINS * column, average))
    parts += [_count(x + column / 2, n, height) for x, n, height in bars]  # above the mean's line
    return Markup(
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(describe(shares))}">'
        f"{''.join(parts)}</svg>"
    )


def _grid(count: int, y: float) -> str:
    return (
        f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" class="count">{count}</text>'
    )


def _bar(x: float, width: float, height: float) -> str:
    return (
        f'<rect x="{x + _GAP / 2:.1f}" y="{_FLOOR - height:.1f}" width="{width - _GAP:.1f}" '
        f'height="{height:.1f}" class="bar"/>'
    )


def _count(x: float, count: int, height: float) -> str:
    place, shift = ("inside", 17) if height >= _ROOM_FOR_TEXT else ("above", -5)
    return f'<text x="{x:.1f}" y="{_FLOOR - height + shift:.1f}" class="{place}">{count}</text>'


def _tick(x: float, percent: int) -> str:
    return f'<text x="{x:.1f}" y="{_FLOOR + 18}" class="axis">{percent}</text>'


def _mean(x: float, share: float) -> str:
    anchor, shift = ("end", -6) if share > 0.8 else ("start", 6)
    return (
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="6" y2="{_FLOOR}" class="mean"/>'
        f'<text x="{x + shift:.1f}" y="15" style="text-anchor: {anchor}" class="label">'
        f"mean {share:.0%}</text>"
    )
