"""Dòng chảy: two columns of bars, before and after, and ribbons for what went from one to the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bontot.ui.charts import Chart, chart, coordinate, rect, words
from bontot.ui.writing import number

_WIDTH, _SIDE = 860.0, 290.0
"""The names stand left and right of the bars."""
_LEFT, _RIGHT = _SIDE, _WIDTH - _SIDE
_GAP, _LEAST, _BAR = 8.0, 16.0, 12.0
_TALL = 14.0
"""How high a bar is on average, whatever it counts."""

type Flow = tuple[str, str, int]
"""From which, into which, how many."""


def ribbons(title: str, flows: Sequence[Flow], of: str, before: str, after: str) -> Chart:
    """Each flow as a ribbon as broad as its number; bars and ribbons in the order in which they are given."""
    whole = sum(many for *_, many in flows) or 1
    bars = max(len({f[0] for f in flows}), len({f[1] for f in flows}), 1)
    scale = bars * _TALL / whole
    left, right = _column(flows, 0, scale), _column(flows, 1, scale)
    parts = [
        words(_LEFT, 14, before, 15, "chart-quiet", "end"),
        words(_RIGHT, 14, after, 15, "chart-quiet", "start"),
    ]
    parts += _ribbons(flows, left, right, scale)
    parts += [part for name, bar in left.items() for part in _bar(name, *bar, at=_LEFT - _BAR)]
    parts += [part for name, bar in right.items() for part in _bar(name, *bar, at=_RIGHT)]
    bottoms = [top + max(tall, _LEAST) for column in (left, right) for top, tall, _ in column.values()]
    height = max(bottoms, default=20.0) + 8
    rows = tuple((f"{one} → {other}", many) for one, other, many in flows)
    return chart(title, f"{before}; {after}", SafeString("".join(parts)), height, ("", of), rows, _WIDTH)


type _Bar = tuple[float, float, int]
"""Where it begins, how tall it is, how many it counts."""


def _column(flows: Sequence[Flow], side: int, scale: float) -> dict[str, _Bar]:
    counted: Counter[str] = Counter()
    for flow in flows:
        counted[str(flow[side])] += flow[2]
    found, top = {}, 26.0
    for name, many in counted.items():
        found[name] = (top, many * scale, many)
        top += max(many * scale, _LEAST) + _GAP
    return found


def _bar(name: str, top: float, tall: float, many: int, *, at: float) -> list[SafeString]:
    beside, anchor = (at - 8, "end") if at < _RIGHT else (at + _BAR + 8, "start")
    says = f"{name} ({number(many)})"
    return [rect(at, top, _BAR, max(tall, 1), "series-1"), words(beside, top + 12, says, 13, anchor=anchor)]


def _ribbons(
    flows: Sequence[Flow], left: dict[str, _Bar], right: dict[str, _Bar], scale: float
) -> list[SafeString]:
    out, into = ({name: bar[0] for name, bar in column.items()} for column in (left, right))
    found = []
    for one, other, many in flows:
        broad = max(many * scale, 0.6)
        found.append(_ribbon(out[one], into[other], broad))
        out[one] += many * scale
        into[other] += many * scale
    return found


def _ribbon(start: float, end: float, broad: float) -> SafeString:
    a, b, middle = _LEFT, _RIGHT, _WIDTH / 2
    y1, y2, z1, z2 = (coordinate(y) for y in (start, start + broad, end, end + broad))
    return format_html(
        '<path class="ribbon" d="M{a} {y1}C{m} {y1} {m} {z1} {b} {z1}L{b} {z2}C{m} {z2} {m} {y2} {a} {y2}Z"/>',
        a=coordinate(a), b=coordinate(b), m=coordinate(middle), y1=y1, y2=y2, z1=z1, z2=z2,
    )  # fmt: skip
