"""Putting a question: for which organisations and days, over the copy of which position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from bontot.kernel.period import OPEN
from bontot.ledger import queries as ledger
from bontot.organisations.models import Organisation
from bontot.organisations.tree import near
from bontot.statistics import copy, restating
from bontot.statistics.errors import EndOfTime, NotThere, UnknownOrganisation, UnknownPosition, WrongPeriod
from bontot.statistics.reading import Reader
from bontot.statistics.viewing import AS_WAS, View

_PLANS = 256
"""Plans that a cursor keeps at most; names of single cells are asked for rarely and by many different questions."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One row of `asked`: an organisation, and the first and last day of a period, both belonging to it."""

    organisation: int
    first: date
    last: date

    @property
    def before(self) -> date:
        return self.first - timedelta(days=1) if self.first > date.min else self.first

    def year_before(self) -> Ask:
        return Ask(self.organisation, a_year_before(self.first), a_year_before(self.last))


class Asking:
    """A cursor over one consistent copy."""

    def __init__(self, reader: Reader) -> None:
        self._cursor, self._planned = reader.cursor, reader.planned
        self.position, self.view = reader.position, reader.view
        self._put = False

    def put(self, asks: Sequence[Ask]) -> None:
        """What all following questions are about; answers carry the place in this list as `ask`."""
        rows = ", ".join(
            f"({place}, {ask.organisation}, DATE '{ask.first}', DATE '{ask.last}', DATE '{ask.before}')"
            for place, ask in enumerate(asks)
        )
        if self._put:
            self._cursor.execute("DELETE FROM asked")
        self._cursor.execute(f"INSERT INTO asked VALUES {rows}")
        self._put = True

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._run(sql).fetchall()

    def rows_of(self, sql: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The answer to a question that says itself what it is about."""
        return self._cursor.execute(sql, given).fetchall()

    def columns(self, sql: str) -> dict[str, Any]:
        """The answer column by column."""
        return self._run(sql).fetchnumpy()

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Planning costs as much as counting a small province; so a cursor plans each question once."""
        name = self._planned.get(sql)
        if name is None:
            if len(self._planned) >= _PLANS:
                return self._cursor.execute(sql)
            name = f"question_{len(self._planned)}"
            self._cursor.execute(f"PREPARE {name} AS {sql}")
            self._planned[sql] = name
        return self._cursor.execute(f"EXECUTE {name}")

    def exists(self, ask: Ask) -> bool:
        """Whether the organisation existed on some day of the period or on the day before it; restated, on the day of
        the structure."""
        if self.view.structure:
            ask = Ask(ask.organisation, self.view.structure + timedelta(days=1), self.view.structure)
        found = self._cursor.execute(
            f"SELECT 1 FROM place WHERE organisation = {ask.organisation} AND since <= DATE '{ask.last}' "
            f"AND until > DATE '{ask.before}' LIMIT 1"
        )
        return found.fetchone() is not None

    def shares_out(self) -> bool:
        """Whether laying the people onto the structure has had to share anybody out."""
        restated = self.view.structure is not None and not self.view.only_shared
        return restated and restating.shares_out(self._cursor)

    def children(self, organisation: int, on: date) -> list[int]:
        """Those directly under the organisation on the day, or on that of the structure."""
        on = self.view.structure or on
        rows = self._cursor.execute(
            "SELECT organisation FROM place WHERE parent = $1 AND since <= $2 AND $2 < until ORDER BY organisation",
            [organisation, on],
        ).fetchall()
        return [int(row[0]) for row in rows]


@contextmanager
def asking(at: int | None, view: View = AS_WAS) -> Iterator[Asking]:
    """A look at the copy as known at position `at`, or now. Raises UnknownPosition for one that is still to come."""
    if at is not None and (at < 0 or at > ledger.end()):
        raise UnknownPosition(at)
    with copy.at(at).reading(view) as reader:
        yield Asking(reader)


def identify(code: str) -> int:
    """The id of the organisation with this code. Raises UnknownOrganisation."""
    found = Organisation.objects.filter(code=code).values_list("id", flat=True).first()
    if found is None:
        raise UnknownOrganisation(code, near(code))
    return found


def period(on: date, since: date | None) -> tuple[date, date]:
    """First and last day: without a first day, the year so far. Raises WrongPeriod and EndOfTime."""
    if on == OPEN:
        raise EndOfTime
    first = since or date(on.year, 1, 1)
    if first > on:
        raise WrongPeriod(first, on)
    return first, on


def must_exist(asked: Asking, ask: Ask, code: str, *, on_the_day: bool) -> None:
    """Raises NotThere where the organisation is not to be found on the day, or in the period."""
    wanted = Ask(ask.organisation, ask.last + timedelta(days=1), ask.last) if on_the_day else ask
    if not asked.exists(wanted):
        raise NotThere(code, asked.view.structure or ask.last)


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February where it had no 29th."""
    if day.year == 1:
        return day
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
