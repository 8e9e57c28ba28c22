"""Chốt: what became of a duty on one of its days. The records are asked first; what nothing proves in time is missed.

Every question is asked for a crowd: a constant number of statements, whatever the number of organisations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone

from bontot.evaluation.models import Classification
from bontot.kernel.period import OPEN, months_later
from bontot.law.parameters import parameter
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.meetings.models import Meeting
from bontot.organisations.models import Place
from bontot.regulations.models import Occurrence
from bontot.regulations.recurrence import opens, period
from bontot.regulations.words import FROM_RECORDS

AHEAD = 3
"""Months ahead in which the records may already prove what is due only later: the meeting of this quarter."""
BEHIND = 13
"""Months in which what was missed is asked again: a meeting may be written down long after it was held."""


class Row(NamedTuple):
    """An occurrence that nobody has pressed, with what its duty says."""

    id: int
    organisation: int
    due: date
    rule: str
    proof: str
    who: str
    assignment: int | None
    state: str


class Verdict(NamedTuple):
    """What became of an occurrence."""

    state: str
    done_on: date | None = None
    evidence: str = ""


COLUMNS = (
    "id", "organisation_id", "due", "duty__rule", "duty__proof", "duty__who", "duty__assignment_id", "state",
)  # fmt: skip
OPEN_STILL = Verdict("open")
LAPSED = Verdict("lapsed")


def judged(due: date, done_on: date) -> str:
    """In time, late, or so late that it counts as missed, by the grace of the law of the day."""
    if done_on <= due:
        return "done"
    return "late" if done_on <= last_day(due) else "missed"


@lru_cache(maxsize=8192)
def last_day(due: date) -> date:
    """The last day on which something due on `due` is late and not yet missed."""
    return due + timedelta(days=parameter("regulation.grace", due).value)


@lru_cache(maxsize=8192)
def early(rule: str, due: date) -> date:
    """From which day on a committee that meets before the period has met for this due day.

    As long before it as one may be late, and not while one would still be late for the time before.
    """
    grace = timedelta(days=parameter("regulation.grace", due).value)
    before = opens(rule, due) - timedelta(days=1)
    return max(due - grace, last_day(before) + timedelta(days=1))


def open_rows(organisations: Collection[int] | None, on: date) -> list[Row]:
    """What is open of these organisations, or of all, and may be settled by the day; and what the records may yet prove."""
    rows = Occurrence.objects.filter(asked_again(on))
    return read(
        rows if organisations is None else rows.filter(bulk.where_among("organisation_id", organisations))
    )


def asked_again(on: date) -> Q:
    """Occurrences whose state as it is kept may not be the last word on the day."""
    records = Q(duty__proof__in=FROM_RECORDS)
    still = Q(state="open") & (Q(due__lte=on) | records & Q(due__lte=months_later(on, AHEAD)))
    return still | Q(state="missed", done_on__isnull=True, due__gte=months_later(on, -BEHIND)) & records


def read(rows: QuerySet[Occurrence]) -> list[Row]:
    """Occurrences as `Row`, in one statement."""
    return [Row(*row) for row in rows.values_list(*COLUMNS)]


def verdicts(rows: Sequence[Row], on: date) -> dict[int, Verdict]:
    """What became of each of these occurrences by the day."""
    if not rows:
        return {}
    records, ended = Records(rows), _ends({row.organisation for row in rows})
    return {row.id: _verdict(row, records, ended.get(row.organisation, OPEN), on) for row in rows}


def _verdict(row: Row, records: Records, ended: date, on: date) -> Verdict:
    if ended <= row.due and ended <= on:
        return LAPSED
    found = records.proof(row)
    if found and found[0] <= on:
        return Verdict(judged(row.due, found[0]), *found)
    return Verdict("missed") if last_day(row.due) < on else OPEN_STILL


def _ends(organisations: Collection[int]) -> dict[int, date]:
    """From which day each of these is no longer there; those that are there are left out."""
    places = Place.objects.filter(ledger.known(None)).filter(
        bulk.where_among("organisation_id", organisations)
    )
    last = places.values("organisation_id").annotate(end=Max("valid_to")).filter(end__lt=OPEN)
    return dict(last.values_list("organisation_id", "end"))


class Held(NamedTuple):
    """A meeting that took place."""

    month: date
    day: date
    id: int
    sent: date | None


class Records:
    """What the records say of the organisations of some rows, read in a constant number of statements."""

    def __init__(self, rows: Iterable[Row]) -> None:
        asked = [row for row in rows if row.proof in FROM_RECORDS]
        self._held: dict[tuple[int, str], list[Held]] = defaultdict(list)
        self._graded: dict[tuple[int, str], date] = {}
        if meetings := [row for row in asked if row.proof != "grade"]:
            self._meetings(meetings)
        if graded := [row for row in asked if row.proof == "grade"]:
            self._grades({row.organisation for row in graded})

    def _meetings(self, rows: list[Row]) -> None:
        first = min(period(row.rule, row.due)[0] for row in rows)
        known = Meeting.objects.filter(
            bulk.where_among("organisation_id", {row.organisation for row in rows}),
            state__in=("held", "approved"),
            month__gte=months_later(first.replace(day=1), -1),
        )
        columns = ("organisation_id", "kind", "month", "day", "id", "sent_at")
        for organisation, kind, month, day, id, sent in known.order_by("day", "id").values_list(*columns):
            self._held[organisation, kind].append(Held(month, day, id, _day(sent)))

    def _grades(self, organisations: set[int]) -> None:
        known = Classification.objects.filter(
            ledger.known(None), bulk.where_among("organisation_id", organisations), capacity=""
        )
        found = known.values("organisation_id", "period").annotate(first=Min("valid_from"))
        for organisation, of, first in found.values_list("organisation_id", "period", "first"):
            self._graded[organisation, of] = first

    def proof(self, row: Row) -> tuple[date, str] | None:
        """The day on which the records say that it was done, and which record says so; None where none does."""
        if row.proof not in FROM_RECORDS:
            return None
        if row.proof == "grade":
            year = str(row.due.year - 1)
            day = self._graded.get((row.organisation, year))
            return (day, f"grade:{year}") if day else None
        for held in self._of_period(row):
            day = held.sent if row.proof == "minutes" else held.day
            if day is not None:
                return day, f"meeting:{held.id}"
        return None

    def _of_period(self, row: Row) -> list[Held]:
        """The meetings held for a due day, the one that proves most first.

        A committee that meets on the 29th to prepare the meeting of the 3rd has met for the coming month, and in time.
        """
        first, end = period(row.rule, row.due)
        weekly = (end - first).days == 7
        kind = "regular" if row.proof == "minutes" else row.proof
        known = self._held.get((row.organisation, kind), [])
        within = [held for held in known if first <= (held.day if weekly else held.month) < end]
        if kind != "committee":
            return within
        begins = early(row.rule, row.due)
        ahead = [held for held in known if begins <= held.day < first and held not in within]
        return sorted(within + ahead, key=lambda held: (held.day > row.due, held.day < first))


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
