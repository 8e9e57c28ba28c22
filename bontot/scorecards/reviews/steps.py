"""Whose points stand where: each step of a framework gives its own, and the last that was taken counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from bontot.law.frameworks.framework import Framework, Side, Step
from bontot.scorecards.models import Review


def scoring(framework: Framework) -> list[Step]:
    """The steps that give points, in their order; an opinion gives none."""
    return [step for step in framework.steps if step.side is not Side.OPINION]


def usual(framework: Framework) -> str:
    """The step whose points are written where none is asked for: the vote of the meeting, which scores everybody at once,
    else the first."""
    steps = scoring(framework)
    return next((step.code for step in (*(s for s in steps if s.side is Side.BRANCH), *steps)), "")


def given(review: Review, framework: Framework) -> dict[str, dict[str, str]]:
    """By step the points that were given, in the order of the steps."""
    return {step.code: review.steps[step.code] for step in scoring(framework) if review.steps.get(step.code)}


def total(points: Mapping[str, str]) -> Decimal | None:
    """The sum of the main criteria; None where nothing was scored."""
    mains = [Decimal(text) for code, text in points.items() if "." not in code]
    return sum(mains, Decimal(0)) if mains else None
