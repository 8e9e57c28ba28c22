"""Biểu đồ: drawn on the server as SVG, without a style inside; always with the table that says the same.

Pure functions from numbers to a `Chart`, which `{% include "ui/figure.html" with chart=… %}` shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, log10

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bontot.kernel.text import fold
from bontot.ui.writing import number

WIDTH = 440
ROW = 34
REACH = 110
"""How far a bar of `flows` can go up or down."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and its table: column names, and rows of a name and numbers."""

    id: str
    title: str
    description: str
    svg: SafeString
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | None, ...], ...]
    wide: bool = False
    """Whether it needs more room than a column of text; on a phone it is moved sideways."""


def shares(title: str, values: Sequence[tuple[str, float]], of: str, description: str = "") -> Chart:
    """Horizontal bars, one per name: how much each has. `of` names what is counted."""
    top = _top(value for _, value in values)
    lines = []
    for at, (name, value) in enumerate(values):
        y = at * ROW * 1.7
        width = value / top * (WIDTH - 70)
        lines.append(
            (
                format_html('<text x="0" y="{}" font-size="15">{}</text>', coordinate(y + 16), name),
                rect(0, y + 23, max(width, 1), 22, "series-1"),
                format_html(
                    '<text x="{}" y="{}" font-size="15">{}</text>',
                    coordinate(width + 8),
                    coordinate(y + 39),
                    number(value),
                ),
            )
        )
    inside = SafeString("".join(part for line in lines for part in line))
    rows = tuple((name, value) for name, value in values)
    return chart(title, description or of, inside, max(len(values), 1) * ROW * 1.7, ("", of), rows)


def flows(title: str, years: Sequence[tuple[str, float, float]], ins: str, outs: str) -> Chart:
    """Bars up for what came and down for what went, one pair per period."""
    top = _top(value for _, came, went in years for value in (came, went))
    ground = 24 + max((came for _, came, _ in years), default=0) / top * REACH
    bottom = ground + 28 + max((went for _, _, went in years), default=0) / top * REACH
    step = WIDTH / max(len(years), 1)
    bar = min(step * 0.6, 60)
    parts = [_line(0, ground, WIDTH, ground, "chart-axis")]
    for at, (name, came, went) in enumerate(years):
        x = at * step + (step - bar) / 2
        up, down = came / top * REACH, went / top * REACH
        parts += [
            rect(x, ground - up, bar, up, "series-1"),
            rect(x, ground, bar, down, "series-2"),
            words(x + bar / 2, ground - up - 6, number(came), 13),
            words(x + bar / 2, ground + down + 16, number(went), 13),
            words(x + bar / 2, bottom + 16, name, 14, "chart-quiet"),
        ]
    for at, (says, series) in enumerate(((ins, "series-1"), (outs, "series-2"))):
        x = at * WIDTH / 2
        parts += [
            rect(x, bottom + 34, 16, 16, series),
            words(x + 24, bottom + 47, says, 14, anchor="start"),
        ]
    return chart(
        title, f"{ins}; {outs}", SafeString("".join(parts)), bottom + 56, ("", ins, outs), tuple(years)
    )


def pyramid(title: str, ages: Sequence[tuple[str, float, float]], left: str, right: str) -> Chart:
    """Two rows of bars back to back, one pair per age group, the oldest on top; `ages` come youngest first."""
    top = _top(value for _, one, other in ages for value in (one, other))
    middle, gap = WIDTH / 2, 34.0
    reach = middle - gap - 52
    parts = [
        words(middle - gap - reach / 2, 16, left, 15),
        words(middle + gap + reach / 2, 16, right, 15),
    ]
    for at, (name, one, other) in enumerate(reversed(ages)):
        y = 30 + at * 30
        wide, broad = one / top * reach, other / top * reach
        parts += [
            rect(middle - gap - wide, y, wide, 24, "series-1"),
            rect(middle + gap, y, broad, 24, "series-2"),
            words(middle, y + 17, name, 14),
            words(middle - gap - wide - 6, y + 17, number(one), 13, anchor="end"),
            words(middle + gap + broad + 6, y + 17, number(other), 13, anchor="start"),
        ]
    inside = SafeString("".join(parts))
    return chart(title, f"{left}; {right}", inside, 36 + len(ages) * 30, ("", left, right), tuple(ages))


def chart(
    title: str,
    description: str,
    inside: SafeString,
    height: float,
    columns: tuple[str, ...],
    rows: tuple[tuple[str | float | None, ...], ...],
    width: float = WIDTH,
) -> Chart:
    """What has been drawn, so wide, with its title and its table."""
    id = "chart-" + fold(title).replace(" ", "-").replace(",", "")
    svg = format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title {}-desc" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>',
        coordinate(width), coordinate(height), id, id, id, title, id, description, inside,
    )  # fmt: skip
    return Chart(id, title, description, svg, columns, rows, wide=width > WIDTH)


def _top(values: Iterable[float]) -> float:
    """A round number not below any of `values`, and never zero."""
    most = max((float(value) for value in values), default=0.0)
    if most <= 0:
        return 1.0
    unit = 10.0 ** floor(log10(most))
    return next(step * unit for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if step * unit >= most)


def rect(x: float, y: float, width: float, height: float, series: str) -> SafeString:
    """A bar."""
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        series,
        coordinate(x),
        coordinate(y),
        coordinate(width),
        coordinate(height),
    )


def _line(x1: float, y1: float, x2: float, y2: float, series: str) -> SafeString:
    return format_html(
        '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>',
        series,
        coordinate(x1),
        coordinate(y1),
        coordinate(x2),
        coordinate(y2),
    )


def words(x: float, y: float, says: str, size: int, series: str = "", anchor: str = "middle") -> SafeString:
    """Words in a drawing."""
    return format_html(
        '<text class="{}" x="{}" y="{}" font-size="{}" text-anchor="{}">{}</text>',
        series, coordinate(x), coordinate(y), size, anchor, says,
    )  # fmt: skip


def coordinate(value: float) -> str:
    """A coordinate, in ink that no language changes."""
    return f"{value:.1f}".removesuffix(".0")
