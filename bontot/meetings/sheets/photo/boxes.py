"""What is in the boxes of a page: empty, ticked, filled, or not to be told.

A page in the hand is bent, and the codes lie far from its middle: each line is looked for within some millimetres of where
it should be, by the frames of its boxes. Ink is what is darker than the paper around it, so that shadows are no ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bontot.meetings.sheets.photo.finding import Found, Points
from bontot.meetings.sheets.photo.pictures import Grey
from bontot.meetings.sheets.photo.plan import BOX, CELL, COLUMNS, FRAME, box

type Ink = NDArray[np.float64]
"""How much darker than paper: 0 for paper, 1 for the blackest."""

FINE = 8
"""Points of a millimetre when a line is looked at."""
AROUND = 4.0
"""Millimetres around the boxes of a line that are looked at with them."""
STRAY = 2.5
"""Millimetres that a line may lie beside its place."""
INSIDE = 0.9
"""Millimetres from the outer edge of a box to what counts as its inside."""

EMPTY, TICKED, FILLED = 0.04, 0.13, 0.8
"""Parts of the inside that are ink: up to the first it is empty, from the second on ticked, from the third on crossed out."""
FAINTEST = 0.1
"""A frame that is not darker than this was not found: something lies over it, or it is out of the picture."""

FAINT, TWO, CROSSED, UNSEEN = "?", "2", "#", "-"
"""Why a line has to be decided: hardly a tick, two ticks, nothing but crossed out, not to be seen."""
NOTHING = "."
"""A line without a tick."""
SIGNS = COLUMNS + NOTHING + FAINT + TWO + CROSSED + UNSEEN
DOUBTS = FAINT + TWO + CROSSED + UNSEEN


@dataclass(frozen=True, slots=True)
class _Strip:
    """A line of boxes, flat and straight."""

    ink: Ink
    sums: Ink
    """Sums of ink over everything above and to the left: any rectangle is four of them."""

    def mean(self, x: NDArray[np.int64], y: NDArray[np.int64], wide: int, high: int) -> Ink:
        """The mean of rectangles with their upper left corners there."""
        sums = self.sums
        all_ = sums[y + high, x + wide] - sums[y, x + wide] - sums[y + high, x] + sums[y, x]
        mean: Ink = all_ / (wide * high)
        return mean


def read(picture: Grey, found: Found, fourth: Sequence[bool]) -> str:
    """A sign for each line of a page; `fourth` says which lines have the box for those who need not come."""
    return "".join(_line(_strip(picture, found, row), has) for row, has in enumerate(fourth))


def _line(strip: _Strip | None, fourth: bool) -> str:
    columns = range(0 if fourth else 1, len(COLUMNS))
    at = _frames(strip, columns) if strip else None
    if strip is None or at is None:
        return UNSEEN
    filled = {COLUMNS[column]: _inside(strip, column, at) for column in columns}
    ticks = [letter for letter, part in filled.items() if TICKED <= part < FILLED]
    faint = [letter for letter, part in filled.items() if EMPTY <= part < TICKED]
    if len(ticks) + len(faint) > 1:
        return TWO
    if ticks:
        return ticks[0]
    if faint:
        return FAINT
    return CROSSED if any(part >= FILLED for part in filled.values()) else NOTHING


def _strip(picture: Grey, found: Found, row: int) -> _Strip | None:
    """The boxes of a line as they would lie on a table; None where they are not all in the picture."""
    left, top = box(row, 0)
    wide = round(((len(COLUMNS) - 1) * CELL + BOX + 2 * AROUND) * FINE)
    high = round((BOX + 2 * AROUND) * FINE)
    y, x = np.mgrid[0:high, 0:wide]
    places = np.c_[x.ravel() / FINE + left - AROUND, y.ravel() / FINE + top - AROUND]
    at = found.locate(places)
    limit = np.array([picture.shape[1] - 2, picture.shape[0] - 2])
    if (at < 0).any() or (at > limit).any():
        return None
    ink = _ink(_sampled(picture, at).reshape(high, wide))
    return _Strip(ink, np.pad(ink.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0))))


def _sampled(picture: Grey, at: Points) -> Ink:
    """The brightness between the pixels, whose middles lie at halves."""
    x, y = np.clip(at[:, 0] - 0.5, 0, None), np.clip(at[:, 1] - 0.5, 0, None)
    i, j = x.astype(np.int64), y.astype(np.int64)
    u, v = x - i, y - j
    upper = picture[j, i] * (1 - u) + picture[j, i + 1] * u
    lower = picture[j + 1, i] * (1 - u) + picture[j + 1, i + 1] * u
    sampled: Ink = upper * (1 - v) + lower * v
    return sampled


def _ink(light: Ink) -> Ink:
    """How much darker than the paper. The paper is what is left when all that is smaller than a box and a half is lifted off."""
    coarse = FINE // 2
    high, wide = light.shape[0] // coarse, light.shape[1] // coarse
    small = light[: high * coarse, : wide * coarse].reshape(high, coarse, wide, coarse).mean(axis=(1, 3))
    reach = round(BOX * 1.4 / 2 * FINE / coarse)
    paper = -_largest(-_largest(small, reach), reach)
    rows, columns = np.arange(light.shape[0]) // coarse, np.arange(light.shape[1]) // coarse
    under = paper[np.minimum(rows, high - 1)][:, np.minimum(columns, wide - 1)]
    ink: Ink = np.clip(1 - light / np.maximum(under, 1), 0, 1)
    return ink


def _largest(of: Ink, reach: int) -> Ink:
    """At each place the largest value within reach of it."""
    for axis in (0, 1):
        wider = np.pad(of, [(reach, reach) if axis == side else (0, 0) for side in (0, 1)], mode="edge")
        of = np.lib.stride_tricks.sliding_window_view(wider, 2 * reach + 1, axis=axis).max(axis=-1)
    return of


def _frames(strip: _Strip, columns: range) -> tuple[int, int, float] | None:
    """How far the line lies beside its place, and how black its frames are; None where no frames are seen."""
    stray, line, side = round(STRAY * FINE), round((FRAME + 0.25) * FINE), round(BOX * FINE)
    dy, dx = np.mgrid[-stray : stray + 1, -stray : stray + 1]
    frames, outside = np.zeros(dx.shape), np.zeros(dx.shape)
    for column in columns:
        x = dx + round((AROUND + column * CELL) * FINE)
        y = dy + round(AROUND * FINE)
        frames += _ring(strip, x, y, side, line)
        outside += _ring(strip, x - line, y - line, side + 2 * line, line)
    clear = (frames - outside) / len(columns)
    best = np.unravel_index(int(clear.argmax()), clear.shape)
    if clear[best] < FAINTEST:
        return None
    return int(dx[best]), int(dy[best]), float(frames[best] / len(columns))


def _ring(strip: _Strip, x: NDArray[np.int64], y: NDArray[np.int64], side: int, line: int) -> Ink:
    """The mean of ink on the four sides of squares."""
    far = side - line
    return (
        strip.mean(x, y, side, line)
        + strip.mean(x, y + far, side, line)
        + strip.mean(x, y, line, side)
        + strip.mean(x + far, y, line, side)
    ) / 4


def _inside(strip: _Strip, column: int, at: tuple[int, int, float]) -> float:
    """The part of a box's inside that is ink: half as dark as the frames, and not what noise makes."""
    dx, dy, black = at
    x = round((AROUND + column * CELL + INSIDE) * FINE) + dx
    y = round((AROUND + INSIDE) * FINE) + dy
    side = round((BOX - 2 * INSIDE) * FINE)
    return float((strip.ink[y : y + side, x : x + side] > max(0.15, black / 2)).mean())
