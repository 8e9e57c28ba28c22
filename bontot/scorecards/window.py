"""Of whom and of which days evidence is counted: the organisations of a campaign, or one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bontot.kernel.period import months_later
from bontot.law.parameters import parameter
from bontot.scorecards.models import Campaign


@dataclass(frozen=True, slots=True)
class Window:
    """What is asked of the records: everything of the campaign's days up to today."""

    campaign: int
    year: str
    first: date
    until: date
    """The first day that does not count any more: after the campaign's last, or tomorrow."""
    organisation: int | None = None

    @property
    def last(self) -> date:
        """The day as of which there are members, branches, grades."""
        return max(self.first, self.until - timedelta(days=1))

    def cards(self) -> tuple[str, list[Any]]:
        """A SELECT of the organisations that are asked about, and its values."""
        sql = 'SELECT organisation_id FROM scorecards_card WHERE campaign_id = %s AND "current"'
        if self.organisation is None:
            return sql, [self.campaign]
        return f"{sql} AND organisation_id = %s", [self.campaign, self.organisation]

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
    """The window of a campaign as of today; with an organisation, of it alone."""
    until = max(min(campaign.end, today + timedelta(days=1)), campaign.first + timedelta(days=1))
    return Window(campaign.id, campaign.year, campaign.first, until, organisation)


def _last_day(month: date) -> date:
    end = months_later(month, 1) - timedelta(days=1)
    try:
        return month.replace(day=min(parameter("meeting.last_day", month).value, end.day))
    except LookupError:
        return end  # no text read so far fixed a day then: any day of the month is in time
