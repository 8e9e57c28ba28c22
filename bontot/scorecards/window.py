"""Of whom and of which days evidence is counted: the organisations of a campaign, or some of them, with their predecessors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bontot.kernel.period import months_later
from bontot.law.parameters import parameter
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.models import STILL_KNOWN
from bontot.organisations.models import Succession
from bontot.organisations.succession import DIVIDED, MERGED
from bontot.scorecards.models import Campaign

_OWN = "SELECT organisation_id AS top, organisation_id AS id, CAST(NULL AS date) AS until FROM ({of}) own"
_FORMER = """
SELECT top, id, until FROM (WITH RECURSIVE line(top, id, until) AS (
  SELECT organisation_id, organisation_id, CAST(NULL AS date) FROM ({of}) own
  UNION
  SELECT line.top, s.organisation_id, s.valid_from FROM line JOIN organisations_succession s ON s.successor_id = line.id
  WHERE s.known_to = {known} AND s.way IN (%s, %s) AND s.valid_from > %s AND s.valid_from < %s
  AND (line.until IS NULL OR s.valid_from < line.until)
) SELECT top, id, until FROM line WHERE id <> top) former
"""


@dataclass(frozen=True, slots=True)
class Window:
    """What is asked of the records: everything of the campaign's days up to today."""

    campaign: int
    year: str
    first: date
    until: date
    """The first day that does not count any more: after the campaign's last, or tomorrow."""
    end: date
    """The first day after the campaign, whatever day it is today."""
    organisation: int | None = None
    among: tuple[int, ...] = ()
    """Asked about instead of those who have a card."""
    rearranged: bool = True
    """Whether anything was merged or divided within these days: where nothing was, nobody has a predecessor to look for."""

    @property
    def last(self) -> date:
        """The day as of which there are members, branches, grades."""
        return max(self.first, self.until - timedelta(days=1))

    def cards(self) -> tuple[str, list[Any]]:
        """A SELECT of the organisations that are asked about, and its values."""
        if self.among:
            where, values = bulk.among("id", self.among)
            return f"SELECT id AS organisation_id FROM organisations_organisation WHERE {where}", values
        sql = 'SELECT organisation_id FROM scorecards_card WHERE campaign_id = %s AND "current"'
        if self.organisation is None:
            return sql, [self.campaign]
        return f"{sql} AND organisation_id = %s", [self.campaign, self.organisation]

    def lineage(self) -> tuple[str, list[Any]]:
        """A SELECT of whose records count for whom: `top`, `id`, and for a predecessor the day `until` which they do.

        Beside an organisation itself those of which it was made by merging or dividing within these days: what they did
        before it was established is a part of its year. Of one that was divided the whole counts for each heir, since
        nothing says which mark or task was whose. Who took in others, or gave some away, was there all the year alone.
        """
        of, values = self.cards()
        if not self.rearranged:
            return _OWN.format(of=of), values
        days = [self.first.isoformat(), self.until.isoformat()]
        sql = f"{_OWN} UNION ALL {_FORMER}".format(of=of, known=STILL_KNOWN)
        return sql, [*values, *values, MERGED, DIVIDED, *days]

    def months(self) -> Iterator[tuple[str, str, int]]:
        """Of each month begun so far: `2026-03`, by which day one had to have met, and whether that day has passed."""
        month = self.first.replace(day=1)
        while month < self.until:
            last = _last_day(month)
            yield f"{month:%Y-%m}", last.isoformat(), int(last < self.until - timedelta(days=1))
            month = months_later(month, 1)

    def quarters(self) -> Iterator[tuple[str, str, int]]:
        """Of each quarter begun so far: its first and last month, and whether it has passed."""
        month = self.first.replace(month=(self.first.month - 1) // 3 * 3 + 1, day=1)
        while month < self.until:
            following = months_later(month, 3)
            yield f"{month:%Y-%m}", f"{months_later(month, 2):%Y-%m}", int(following <= self.until)
            month = following


def window(campaign: Campaign, today: date, organisation: int | None = None) -> Window:
    """The window of a campaign as of today; with an organisation, of it alone. One statement."""
    until = max(min(campaign.end, today + timedelta(days=1)), campaign.first + timedelta(days=1))
    return Window(
        campaign.id, campaign.year, campaign.first, until, campaign.end, organisation,
        rearranged=_rearranged(campaign.first, until),
    )  # fmt: skip


def window_of(organisations: Iterable[int], days: tuple[date, date], today: date) -> Window:
    """The window of some organisations in a period, whether they have a card or not, as of today. One statement."""
    first, end = days
    until = max(min(end, today + timedelta(days=1)), first + timedelta(days=1))
    among = tuple(sorted(organisations))
    return Window(0, f"{first:%Y}", first, until, end, among=among, rearranged=_rearranged(first, until))


def _rearranged(first: date, until: date) -> bool:
    made = Succession.objects.filter(ledger.known(None), way__in=(MERGED, DIVIDED))
    return made.filter(valid_from__gt=first, valid_from__lt=until).exists()


def _last_day(month: date) -> date:
    end = months_later(month, 1) - timedelta(days=1)
    try:
        return month.replace(day=min(parameter("meeting.last_day", month).value, end.day))
    except LookupError:
        return end  # no text read so far fixed a day then: any day of the month is in time
