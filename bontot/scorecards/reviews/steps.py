"""Whose points stand where: each step of a framework gives its own, and the last that was taken counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bontot.law.frameworks.framework import Framework, Step
from bontot.scorecards.models import Review

OPINIONS = "comments"
"""A step that gives opinions and no points."""
SUPERIORS = frozenset({"proposal", "classification"})
"""Steps of whoever decides; the others are of those who are reviewed."""
FIRST = "branch_review"
"""Where a branch scores everybody at once."""


def scoring(framework: Framework) -> list[Step]:
    """The steps that give points, in their order."""
    return [step for step in framework.steps if step.code != OPINIONS]


def usual(framework: Framework) -> str:
    """The step whose points are written where none is asked for: the vote of the branch, else the first."""
    codes = [step.code for step in scoring(framework)]
    return FIRST if FIRST in codes else next(iter(codes), "")


def given(review: Review, framework: Framework) -> dict[str, dict[str, str]]:
    """By step the points that were given, in the order of the steps."""
    return {step.code: review.steps[step.code] for step in scoring(framework) if review.steps.get(step.code)}


def total(points: Mapping[str, str]) -> Decimal | None:
    """The sum of the main criteria; None where nothing was scored."""
    mains = [Decimal(text) for code, text in points.items() if "." not in code]
    return sum(mains, Decimal(0)) if mains else None
