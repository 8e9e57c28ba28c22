"""The sheets of grades and recognitions: what is written into them, and the acts that their rows order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bontot.evaluation.acts import Classify, ClassifyMember, Recognise
from bontot.evaluation.models import Classification, MemberClassification, Recognition
from bontot.exchange.export.gathering import Gathered
from bontot.ledger.acts import Act, Origin

type Values = tuple[Any, ...]
type Row = dict[str, Any]


def classifications(found: Gathered) -> Iterator[Values]:
    """The rows of the sheet of grades of organisations."""
    for id, code in found.organisations.items():
        for said in found.of(Classification, id):
            yield code, *_grade(said)


def member_classifications(found: Gathered) -> Iterator[Values]:
    """The rows of the sheet of grades of members."""
    for id, code in found.people.items():
        for said in found.of(MemberClassification, id):
            yield code, *_grade(said)


def recognitions(found: Gathered) -> Iterator[Values]:
    """The rows of the sheet of recognitions."""
    for id, code in found.organisations.items():
        for said in found.of(Recognition, id):
            yield code, said.title, said.year, said.valid_from


def _grade(said: Classification | MemberClassification) -> Values:
    return (
        said.period,
        said.grade,
        said.valid_from,
        said.score.replace(".", ",") or None,
        said.capacity or None,
    )


def of_organisation(row: Row, origin: Origin) -> Act:
    """An organisation is classified."""
    return Classify.of(origin=told(origin), **_said(row))


def of_member(row: Row, member: str, origin: Origin) -> Act:
    """A member is classified."""
    said = _said(row)
    del said["person"]
    return ClassifyMember.of(member=member, origin=told(origin), **said)


def recognised(row: Row, origin: Origin) -> Act:
    """An organisation is recognised."""
    return Recognise.of(origin=told(origin), **_said(row))


def _said(row: Row) -> Row:
    return {"on" if name == "since" else name: value for name, value in row.items()}


def told(origin: Origin) -> Origin:
    """Where the row stands, with the columns under the names that the acts have for them."""
    columns, values = dict(origin.columns), dict(origin.values)
    for said in (columns, values):
        said["on"] = said.get("since", "")
        said["member"] = said.get("person", "")
    return origin._replace(columns=columns, values=values)
