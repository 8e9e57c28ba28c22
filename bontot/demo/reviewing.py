"""Points of an invented review: most do well, some very well, a few not; they draw their own lots."""

from __future__ import annotations

from random import Random

from bontot.law.frameworks.framework import Framework

_MIDDLE, _SPREAD = 0.84, 0.07
_LEAST, _MOST = 0.52, 0.99
_SKIPPED = 0.06
"""The part that has not been scored yet."""


def points(framework: Framework, rng: Random) -> dict[str, str]:
    """Of each main criterion its points, in halves; nothing where there are none yet."""
    if rng.random() < _SKIPPED:
        return {}
    part = min(_MOST, max(_LEAST, rng.gauss(_MIDDLE, _SPREAD)))
    return {
        each.code: _half(each.most * min(1.0, part + rng.uniform(-0.01, 0.01))) for each in framework.parts()
    }


def _half(points: float) -> str:
    halves = round(points * 2)
    return f"{halves // 2}.5" if halves % 2 else str(halves // 2)
