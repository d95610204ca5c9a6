"""The exercises of a lesson in a plane, difficulty against discrimination, as an inline SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from markupsafe import Markup, escape

_WIDTH, _HEIGHT = 720, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 14, 46
_RADIUS = 11
_FLOOR, _END = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT


@dataclass(frozen=True)
class Item:
    """A numbered exercise: the `share` of its points that was earned, 0 to 1, and its
    `discrimination`, -1 to 1."""

    number: int
    name: str
    share: float
    discrimination: float


def describe_items(items: Sequence[Item]) -> str:
    """The picture in words."""
    parts = (
        f"{each.number} {each.name}: {each.share:.0%}, {each.discrimination:.2f}" for each in items
    )
    return f"Share of the points earned, and discrimination, by exercise. {'; '.join(parts)}."


def item_map(items: Sequence[Item]) -> Markup:
    """The SVG element: each item a numbered disc, moved aside where it would hide another."""
    lowest = min(0.0, *(each.discrimination for each in items)) if items else 0.0
    bottom = 0.0 if lowest >= 0 else -0.4 if lowest >= -0.4 else -1.0
    parts = [_level(tick / 5, bottom) for tick in range(round(bottom * 5), 6)]
    parts += [_tick(tenth / 10) for tenth in range(0, 11, 2)]
    parts.append(_weak(bottom))
    middle = (_LEFT + _END) / 2
    parts.append(
        f'<text x="{middle}" y="{_HEIGHT - 6}" class="axis">'
        "harder ←  per cent of the points earned  → easier</text>"
    )
    parts.append(
        f'<text transform="translate(16 {(_TOP + _FLOOR) / 2}) rotate(-90)" class="axis">'
        "discrimination</text>"
    )
    taken: list[tuple[float, float]] = []
    for each in items:
        taken.append(_free(_x(each.share), _y(each.discrimination, bottom), taken))
        parts.append(_disc(*taken[-1], each.number))
    return Markup(
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(describe_items(items))}">{"".join(parts)}</svg>'
    )


def _x(share: float) -> float:
    return _LEFT + 2 * _RADIUS + min(1.0, max(0.0, share)) * (_END - _LEFT - 4 * _RADIUS)


def _y(discrimination: float, bottom: float) -> float:
    return _TOP + (1 - discrimination) / (1 - bottom) * (_FLOOR - _TOP)


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The nearest place on the same level, from 0 outwards, where no disc is in the way."""
    step = 2 * _RADIUS + 1
    for n in range(2 * len(taken) + 2):
        shifted = x + step * (n // 2 + n % 2) * (-1 if n % 2 else 1)
        inside = _LEFT + _RADIUS <= shifted <= _END - _RADIUS
        if inside and all(hypot(shifted - a, y - b) >= 2 * _RADIUS for a, b in taken):
            return shifted, y
    return x, y


def _level(value: float, bottom: float) -> str:
    y = _y(value, bottom)
    return (
        f'<line x1="{_LEFT}" x2="{_END}" y1="{y:.1f}" y2="{y:.1f}" class="grid"/>'
        f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" class="count">{value:g}</text>'
    )


def _weak(bottom: float) -> str:
    """The line below which an exercise says little about the rest (see page.py)."""
    y = _y(0.2, bottom)
    return (
        f'<line x1="{_LEFT}" x2="{_END}" y1="{y:.1f}" y2="{y:.1f}" class="mean"/>'
        f'<text x="{_LEFT + 6}" y="{y - 5:.1f}" class="label">weak below 0.2</text>'
    )


def _tick(share: float) -> str:
    return f'<text x="{_x(share):.1f}" y="{_FLOOR + 18}" class="axis">{100 * share:.0f}</text>'


def _disc(x: float, y: float, number: int) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}" class="bar"/>'
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" class="number-in">{number}</text>'
    )
