"""Recording grades: everything that people have decided and that is not recorded yet becomes one decision of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from bontot.evaluation.acts import Classify, ClassifyMember
from bontot.law.frameworks.framework import Framework, Subject
from bontot.ledger.acts import Act
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.scorecards.models import Review
from bontot.scorecards.reviews.saving import mark_recorded
from bontot.scorecards.reviews.sheet import ReviewSheet


def act_code(framework: Framework) -> str:
    """The act by which a grade of this framework is ordered."""
    return ClassifyMember.act if framework.subject is Subject.MEMBER else Classify.act


def intended(sheet: ReviewSheet) -> list[Review]:
    """Reviews whose grade is decided by people and not recorded yet, in the order of the sheet."""
    known = [sheet.reviews[each.id] for each in sheet.subjects if each.id in sheet.reviews]
    return [review for review in known if review.grade and review.position is None]


def acts(sheet: ReviewSheet, on: date) -> Iterator[Act]:
    """What the decision orders."""
    codes = {each.id: each.code for each in sheet.subjects}
    for review in intended(sheet):
        grade, score = sheet.framework.named(review.grade).code, _score(review)
        period, capacity, code = sheet.period, sheet.framework.capacity, codes[review.subject]
        if sheet.framework.subject is Subject.MEMBER:
            yield ClassifyMember(
                on=on, member=code, period=period, grade=grade, score=score, capacity=capacity
            )
        else:
            yield Classify(
                on=on, organisation=code, period=period, grade=grade, score=score, capacity=capacity
            )


def _score(review: Review) -> str:
    return f"{review.total.normalize():f}" if review.total is not None else ""


def record(sheet: ReviewSheet, paper: Paper, by: Authority) -> Outcome:
    """Enact all of it under one paper, or nothing; the reviews then know under which decision they stand."""
    with transaction.atomic():
        ids = [review.pk for review in intended(sheet)]
        list(Review.objects.select_for_update().filter(pk__in=ids).values_list("pk", flat=True))
        outcome = enact(acts(sheet, paper.dated), paper, by)
        if outcome.position is not None:
            mark_recorded(intended(sheet), outcome.position, by.name)
    return outcome
