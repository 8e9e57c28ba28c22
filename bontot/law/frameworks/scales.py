"""How a share becomes points. People write it in one cell: `Trọn điểm từ 95%`, or `90%: 4; 75%: 3; 65%: 2`.

The first gives full points from that share on and below it as large a part as the share is of it; the second the points of
the highest step that is reached. What is neither is a remark for whoever scores.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from bontot.law.frameworks.framework import Criterion

type Steps = tuple[tuple[Fraction, Fraction], ...]
"""Shares in falling order, each with its points."""

_FULL = re.compile(r"\s*trọn điểm từ\s+([0-9]{1,3})\s*%\s*\.?\s*", re.IGNORECASE)
_STEP = re.compile(
    r"\s*(?:từ\s+)?([0-9]{1,3})\s*%\s*:\s*([0-9]{1,3})(?:[.,]([0-9]{1,2}))?(?:\s*điểm)?\s*", re.IGNORECASE
)


@lru_cache(maxsize=1_024)
def full_from(scale: str) -> Fraction | None:
    """The share from which there are full points; None where the scale is of another form."""
    found = _FULL.fullmatch(scale)
    return Fraction(int(found[1]), 100) if found and int(found[1]) else None


@lru_cache(maxsize=1_024)
def steps(scale: str) -> Steps:
    """The steps of a scale in the order in which they are written; none where it is of another form."""
    found = [_STEP.fullmatch(part) for part in scale.strip().strip(";").split(";")]
    if not scale.strip() or not all(found):
        return ()
    return tuple((Fraction(int(one[1]), 100), Fraction(f"{one[2]}.{one[3] or 0}")) for one in found if one)


def points(criterion: Criterion, share: Fraction) -> Fraction | None:
    """The points for a share; None where the scale does not fix them."""
    least = full_from(criterion.scale)
    if least:
        return criterion.most * min(Fraction(1), max(Fraction(0), share) / least)
    marks = steps(criterion.scale)
    if not marks:
        return None
    return next((worth for from_share, worth in marks if share >= from_share), Fraction(0))
