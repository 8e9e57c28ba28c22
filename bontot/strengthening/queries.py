"""Who is on the list on a day, whose grounds were set aside, what is open: for this chapter and for later ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from bontot.kernel.period import months_later
from bontot.ledger import bulk
from bontot.strengthening.criteria import version
from bontot.strengthening.models import Case, Sign, Step


def on_list(on: date, ids: Collection[int] | None = None) -> dict[int, date]:
    """The organisations that are on the list on the day, each with its first day there; all of them, or those of `ids`."""
    rows = _listed(on, ids).order_by("decided_on").values_list("organisation_id", "decided_on")
    return dict(reversed(list(rows)))


def is_on_list(organisation: int, on: date) -> bool:
    """Whether the organisation is on the list on the day."""
    return _listed(on, [organisation]).exists()


def ever_on_list(first: date, end: date, ids: Collection[int]) -> set[int]:
    """Those that were on the list on some day from `first` up to, not including, `end`."""
    rows = Case.objects.filter(bulk.where_among("organisation_id", ids), outcome="listed", decided_on__lt=end)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=first))
    return set(rows.values_list("organisation_id", flat=True))


def _listed(on: date, ids: Collection[int] | None) -> QuerySet[Case]:
    rows = Case.objects.filter(outcome="listed", decided_on__lte=on)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    return rows if ids is None else rows.filter(bulk.where_among("organisation_id", ids))


def cases_on(on: date, ids: Collection[int]) -> dict[int, Case]:
    """The case by which each of the organisations is on the list on the day, with its signs, its steps and its remedy."""
    signs = Prefetch("signs", Sign.objects.filter(at_end=False).order_by("id"))
    rows = _listed(on, ids).select_related("remedy").prefetch_related(signs, "steps")
    return {case.organisation_id: case for case in rows.order_by("-decided_on", "-id")}


@dataclass(frozen=True, slots=True)
class Aside:
    """Grounds that were set aside, or left behind with a reason: which, when, and until when they are not proposed again."""

    case: int
    criteria: frozenset[str]
    day: date
    until: date


def aside_on(on: date, ids: Collection[int]) -> dict[int, Aside]:
    """Of each of the organisations the grounds that stand set aside on the day; who left the list although grounds still held,
    with a reason, was looked at as well, and is not proposed again the same day."""
    rows = Case.objects.filter(bulk.where_among("organisation_id", ids)).filter(
        Q(outcome="aside", decided_on__lte=on) | Q(outcome="listed", ended="left", ended_on__lte=on)
    )
    found: dict[int, Aside] = {}
    for case in rows.prefetch_related("signs").order_by("id"):
        day = case.ended_on or case.decided_on
        until = months_later(day, version(case.version).again_after)
        before = found.get(case.organisation_id)
        if on < until and (before is None or before.day <= day):
            left = case.ended == "left"
            codes = frozenset(
                sign.criterion for sign in case.signs.all() if sign.holds and sign.at_end == left
            )
            found[case.organisation_id] = Aside(case.id, codes, day, until)
    return found


def proposed(
    weak: dict[int, list[str]], listed: Collection[int], aside: dict[int, Aside]
) -> dict[int, list[str]]:
    """Those whose grounds wait for people to look at them: not on the list, and not all set aside."""
    return {
        id: codes
        for id, codes in weak.items()
        if id not in listed and not (id in aside and aside[id].criteria >= set(codes))
    }


def history(organisation: int) -> list[Case]:
    """Every case of the organisation, the latest first, with its signs."""
    rows = Case.objects.filter(organisation_id=organisation).select_related("remedy", "follows")
    return list(rows.prefetch_related("signs").order_by("-decided_on", "-id"))


def open_steps(ids: Sequence[int] | None, *, until: date) -> list[Step]:
    """Steps not finished whose deadline is before the day, of the cases open now; the oldest first."""
    rows = Step.objects.filter(
        state="open", deadline__lt=until, case__ended_on__isnull=True, case__outcome="listed"
    )
    if ids is not None:
        rows = rows.filter(
            case_id__in=Case.objects.filter(bulk.where_among("organisation_id", ids)).values("id")
        )
    return list(rows.select_related("case").order_by("deadline", "id"))
