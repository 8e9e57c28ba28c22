"""Đóng băng số liệu: an answer becomes a figure of an article, and what is too small to publish is left behind."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from bontot.publishing.models import Article, Figure
from bontot.publishing.questions import FigureAnswer, FigureQuestion

LEAST = 5


def least() -> int:
    """The smallest number that may be published: fewer people might be recognised by their neighbours."""
    return int(getattr(settings, "BONTOT_LEAST_PUBLISHED", LEAST))


def frozen(
    article: Article, order: int, question: FigureQuestion, answer: FigureAnswer, at: datetime
) -> Figure:
    """The figure to keep, not saved yet."""
    few = least()
    numerator, denominator, withheld = _published(answer.numerator, answer.denominator, few)
    return Figure(
        article=article,
        order=order,
        indicator=question.indicator,
        organisation=question.organisation,
        since=question.since,
        on=question.on,
        says=answer.says,
        of=answer.organisation_name,
        source=answer.source,
        position=answer.position,
        numerator=numerator,
        denominator=denominator,
        unknown=answer.unknown if answer.unknown == 0 or answer.unknown >= few else None,
        withheld=withheld,
        least=few,
        frozen_at=at,
    )


def _published(numerator: int, denominator: int | None, few: int) -> tuple[int | None, int | None, str]:
    """What of the two numbers may be said. A number is withheld when it is small, and so is one whose rest to the
    whole is small: that all but two are members says something about the two."""
    if denominator is not None and denominator < few:
        return None, None, Figure.Withheld.FEW
    if numerator < few:
        return None, denominator, Figure.Withheld.FEW
    if denominator is not None and denominator - numerator < few:
        return None, denominator, Figure.Withheld.ALL_BUT_FEW
    return numerator, denominator, Figure.Withheld.NOTHING
