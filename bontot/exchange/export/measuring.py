"""The sheets of discipline: what is written into them, and where their rows say what the acts are told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bontot.exchange import sheets
from bontot.exchange.export.gathering import Gathered
from bontot.kernel.period import OPEN
from bontot.ledger.acts import Act, Origin
from bontot.members import censure, discipline
from bontot.members.measures import DECIDED
from bontot.members.models import Censure, Discipline

type Values = tuple[Any, ...]


def disciplines(found: Gathered) -> Iterator[Values]:
    """The rows of the sheet of discipline of members."""
    for id, code in found.people.items():
        for measure in found.of(Discipline, id):
            yield code, *_measure(found, measure)


def censures(found: Gathered) -> Iterator[Values]:
    """The rows of the sheet of discipline of organisations."""
    for id, code in found.organisations.items():
        for measure in found.of(Censure, id):
            yield code, *_measure(found, measure)


def _measure(found: Gathered, said: Discipline | Censure) -> Values:
    began = {value: word for word, value in sheets.MEASURES_BEGIN.items() if value != DECIDED}
    ended = {value: word for word, value in sheets.MEASURES_END.items()}
    decided = said.decided_on or said.valid_from
    return (
        said.form,
        decided,
        said.offence or None,
        found.everywhere[said.decided_by_id] if said.decided_by_id else said.body or None,
        said.valid_from if said.valid_from != decided else None,
        None if said.valid_to == OPEN else said.valid_to,
        began.get(said.began),
        ended.get(said.ended),
    )


def of_member(row: dict[str, Any], member: str, origin: Origin) -> Act:
    """A measure against a member."""
    said = {name: value for name, value in row.items() if name not in ("person", "since")}
    return discipline.Register(on=made_known(row), member=member, origin=told(origin), **said)


def of_organisation(row: dict[str, Any], origin: Origin) -> Act:
    """A measure against an organisation."""
    said = {name: value for name, value in row.items() if name != "since"}
    return censure.Register(on=made_known(row), origin=told(origin), **said)


def made_known(row: dict[str, Any]) -> date:
    """The day of the act: that of the publication, or else of the decision."""
    day: date = row.get("since") or row["decided_on"]
    return day


def told(origin: Origin) -> Origin:
    """Where the row stands, with the columns under the names that the acts have for them."""
    day = "since" if "since" in origin.values else "decided_on"
    columns, values = dict(origin.columns), dict(origin.values)
    for field, name in (("on", day), ("member", "person")):
        if name in columns:
            columns[field] = columns[name]
        if name in values:
            values[field] = values[name]
    return origin._replace(columns=columns, values=values)
