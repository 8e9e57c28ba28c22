"""Writing down points and intended grades: nobody writes over what somebody else has changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.law.frameworks.framework import Subject
from bontot.ledger.sealing import seal, unseal
from bontot.ledger.traces import sealed
from bontot.scorecards.models import Review, ReviewTrace
from bontot.scorecards.reviews.sheet import ReviewSheet, reviews_of
from bontot.scorecards.reviews.steps import given, total, usual
from bontot.ui.clock import now

REASON = 400
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class Points:
    """What somebody wrote about one subject: points of criteria (none: not scored yet), conditions not met."""

    seen: int
    points: Mapping[str, str]
    broken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grade:
    """What people intend for one subject, and why where it differs from what is proposed."""

    seen: int
    grade: str
    reason: str


class Clash(Exception):
    """Others have changed the same lines meanwhile; nothing has been written. `ids` are those subjects."""

    def __init__(self, ids: list[int]) -> None:
        super().__init__(ids)
        self.ids = ids

    def says(self, sheet: ReviewSheet) -> tuple[str, ...]:
        """A sentence for each line, with what stands there now."""
        names = {each.id: each.name for each in sheet.subjects}
        return tuple(
            _(
                "%(name)s: %(by)s vừa sửa dòng này (%(total)s điểm, mức: %(grade)s). Chưa lưu gì; hãy xem rồi lưu lại."
            )
            % {
                "name": names.get(id, ""),
                "by": sheet.reviews[id].by,
                "total": sheet.reviews[id].total if sheet.reviews[id].total is not None else "—",
                "grade": sheet.reviews[id].grade or "—",
            }
            for id in self.ids
            if id in sheet.reviews
        )


def save_points(sheet: ReviewSheet, written: Mapping[int, Points], by: str, step: str = "") -> int:
    """Keep the points of a step, by default the usual one; how many lines have changed. Raises Clash.

    What counts are the points of the last step that gave any.
    """
    step = step or usual(sheet.framework)

    def differs(review: Review, line: Points) -> bool:
        return review.steps.get(step, {}) != dict(line.points) or set(review.broken) != line.broken

    def change(review: Review, line: Points) -> None:
        review.steps = {**review.steps, step: dict(line.points)}
        review.points = next(reversed(given(review, sheet.framework).values()), {})
        review.total = total(review.points)
        review.broken, review.position = sorted(line.broken), None

    said_something = {
        id: line
        for id, line in written.items()
        if id in sheet.reviews or line.points or line.broken != sheet.found.get(id, frozenset())
    }
    return _save(sheet, said_something, by, differs, change)


def save_grades(sheet: ReviewSheet, written: Mapping[int, Grade], by: str) -> int:
    """Keep intended grades; how many lines have changed. Raises Clash."""

    def differs(review: Review, line: Grade) -> bool:
        return (review.grade, unseal(review.reason)) != (line.grade, said(line.reason, REASON))

    def change(review: Review, line: Grade) -> None:
        review.grade, review.reason, review.position = line.grade, seal(said(line.reason, REASON)), None

    return _save(
        sheet, {id: line for id, line in written.items() if id in sheet.reviews}, by, differs, change
    )


def _save[L: (Points, Grade)](
    sheet: ReviewSheet,
    written: Mapping[int, L],
    by: str,
    differs: Callable[[Review, L], bool],
    change: Callable[[Review, L], None],
) -> int:
    with transaction.atomic():
        known = reviews_of(sheet.framework, sheet.period, list(written))
        locked = Review.objects.select_for_update().in_bulk([review.pk for review in known.values()])
        known = {review.subject: review for review in locked.values()}
        pairs = [(known.get(id) or _new(sheet, id), line) for id, line in written.items()]
        changed = [(review, line) for review, line in pairs if not review.pk or differs(review, line)]
        clashing = [review.subject for review, line in changed if review.edits != line.seen]
        if clashing:
            raise Clash(clashing)
        before = [_values(review) if review.pk else {} for review, _ in changed]
        for review, line in changed:
            change(review, line)
            review.version, review.edits, review.by, review.at = (
                sheet.framework.version,
                review.edits + 1,
                by,
                now(),
            )
        _write([review for review, _ in changed], before, by)
        return len(changed)


def _new(sheet: ReviewSheet, id: int) -> Review:
    who = "person_id" if sheet.framework.subject is Subject.MEMBER else "organisation_id"
    return Review(
        period=sheet.period,
        capacity=sheet.framework.capacity,
        framework=sheet.framework.code,
        broken=sorted(sheet.found.get(id, ())),
        **{who: id},
    )


def _write(changed: list[Review], before: list[dict[str, object]], by: str) -> None:
    fresh = [review for review in changed if not review.pk]
    Review.objects.bulk_create(fresh)
    known = [review for review in changed if review not in fresh]
    names = (
        "steps",
        "points",
        "total",
        "broken",
        "grade",
        "reason",
        "position",
        "version",
        "edits",
        "by",
        "at",
    )
    Review.objects.bulk_update(known, names, batch_size=100)
    ReviewTrace.objects.bulk_create(
        ReviewTrace(review=review, at=review.at, by=by, before=sealed(was), after=sealed(_values(review)))
        for review, was in zip(changed, before, strict=True)
    )


def _values(review: Review) -> dict[str, object]:
    return {
        "steps": review.steps,
        "broken": review.broken,
        "grade": review.grade,
        "reason": unseal(review.reason),
        "position": review.position,
    }


def mark_recorded(reviews: Iterable[Review], position: int, by: str) -> None:
    """Say under which decision the grades of these reviews stand."""
    changed = list(reviews)
    before = [_values(review) for review in changed]
    for review in changed:
        review.position, review.edits, review.by, review.at = position, review.edits + 1, by, now()
    _write(changed, before, by)
