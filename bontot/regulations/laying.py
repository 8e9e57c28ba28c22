"""Trải lịch: from duties to the days on which they are due, for all regulations in force at once, as often as one likes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction
from django.db.models import Max, Q

from bontot.kernel.period import OPEN, months_later
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.organisations.models import Place
from bontot.regulations.holders import Holders
from bontot.regulations.models import Duty, Occurrence, Regulation
from bontot.regulations.proving import open_rows, verdicts
from bontot.regulations.recurrence import days

AHEAD, BACK = 12, 12
"""Months for which a calendar is laid ahead of today, and behind it where a regulation has been in force before."""
COLUMNS = ("organisation", "duty", "due", "state", "evidence", "note", "by", "checked_by")


def lay(regulations: Collection[int] | None, on: date) -> int:
    """Lay the calendars of these regulations, or of all in force, up to a year ahead; how many days were added.

    What has been laid stays as it is, so that laying twice adds nothing.
    """
    until = months_later(on, AHEAD)
    wanted = Regulation.objects.filter(Q(laid_to__isnull=True) | Q(laid_to__lt=until), state="in_force")
    if regulations is not None:
        wanted = wanted.filter(bulk.where_among("id", regulations))
    with transaction.atomic():
        found = {each.id: each for each in wanted.select_for_update()}
        if not found:
            return 0
        duties = list(
            Duty.objects.filter(bulk.where_among("regulation_id", found)).values_list(
                "id", "regulation_id", "rule"
            )
        )
        ends = _ends({each.organisation_id for each in found.values()})
        there = _there({id for id, _, _ in duties})
        rows = []
        for id, regulation, rule in duties:
            of = found[regulation]
            first = max(of.valid_from or on, of.laid_to or months_later(on, -BACK))
            end = min(of.valid_to, until, ends.get(of.organisation_id, OPEN))
            rows += [
                (of.organisation_id, id, day.isoformat(), "open", "", "", "", "")
                for day in days(rule, first, end)
                if (id, day) not in there
            ]
        bulk.insert(Occurrence, COLUMNS, rows)
        Regulation.objects.filter(bulk.where_among("id", found)).update(laid_to=until)
        if len(rows) > 5000:
            bulk.recount([Occurrence])
    return len(rows)


def _there(duties: Collection[int]) -> set[tuple[int, date]]:
    rows = Occurrence.objects.filter(bulk.where_among("duty_id", duties))
    return set(rows.values_list("duty_id", "due"))


def _ends(organisations: Collection[int]) -> dict[int, date]:
    places = Place.objects.filter(ledger.known(None)).filter(
        bulk.where_among("organisation_id", organisations)
    )
    return dict(
        places.values("organisation_id").annotate(end=Max("valid_to")).values_list("organisation_id", "end")
    )


def settle(organisations: Collection[int] | None, on: date) -> int:
    """Write down what the records say, and what nobody did in time; how many were settled.

    Only what nobody has pressed is touched: whoever presses at the same moment is not overruled.
    """
    rows = open_rows(organisations, on)
    found = verdicts(rows, on)
    holders = Holders({row.organisation for row in rows}) if rows else None
    written = [
        (
            verdict.state,
            verdict.done_on.isoformat() if verdict.done_on else None,
            verdict.evidence,
            holders.one(row.organisation, row.who, row.assignment, row.due) if holders else None,
            row.id,
        )
        for row in rows
        if (verdict := found[row.id]).state != row.state or verdict.done_on
    ]
    if written:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE regulations_occurrence SET state = %s, done_on = %s, evidence = %s, holder_id = %s "
                "WHERE id = %s AND state IN ('open', 'missed') AND done_on IS NULL",
                written,
            )
    return len(written)
