"""How many of a group may have a grade of which only a part may."""

from __future__ import annotations

from fractions import Fraction


def allowed(good: int, share: Fraction) -> int:
    """At most so many of `good`. No text read says how to round: a part of a person is none, but a small group has one."""
    return max(int(good * share), 1) if good else 0
