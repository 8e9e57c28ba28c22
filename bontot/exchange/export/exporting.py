"""Everything under an organisation as workbooks that the import accepts, and from which the same answers follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bontot.access.scope import EVERYWHERE, Scope
from bontot.exchange import sheets
from bontot.exchange.export.gathering import Gathered, gather
from bontot.exchange.export.grading import classifications, member_classifications, recognitions
from bontot.exchange.export.histories import FIRST_OF_WORKBOOKS
from bontot.exchange.export.measuring import censures, disciplines
from bontot.exchange.export.writing import Sheet, write_workbook
from bontot.kernel import partial
from bontot.kernel.period import EVER, OPEN
from bontot.ledger.models import Fact
from bontot.ledger.sealing import unseal
from bontot.ledger.timeline import key_of
from bontot.members.models import Belonging, Exemption, Post, Profile, Standing
from bontot.members.profile import PROFILE, SEALED
from bontot.members.registering import LEFT, Register
from bontot.organisations.models import Kind, Name, Place, Succession, Territory
from bontot.training.models import Attendance

type Values = tuple[Any, ...]


def export(organisation: str, on: date, path: Path, *, within: Scope = EVERYWHERE) -> list[str]:
    """Write all that is known about `organisation` and whatever stood below it on some day up to `on`, with its history.

    Nobody is in it whose file may not be read `within` that scope. The codes of all who are.
    """
    found = gather(organisation, on, within)
    pages = (
        (sheets.ORGANISATIONS, _organisations),
        (sheets.ORGANISATION_HISTORY, _organisation_history),
        (sheets.SUCCESSION, _successions),
        (sheets.MEMBERS, _members),
        (sheets.BELONGINGS, _stays),
        (sheets.STANDING, _turns),
        (sheets.CHANGES, _changes),
        (sheets.EXEMPTIONS, _exemptions),
        (sheets.POSTS, _posts),
        (sheets.TRAINING, _training),
        (sheets.DISCIPLINE, disciplines),
        (sheets.CENSURE, censures),
        (sheets.CLASSIFICATION, classifications),
        (sheets.MEMBER_CLASSIFICATION, member_classifications),
        (sheets.RECOGNITION, recognitions),
    )
    write_workbook(
        path,
        (
            Sheet(layout.sheet, tuple(c.header for c in written(layout)), rows(found))
            for layout, rows in pages
        ),
    )
    return list(found.people.values())


def written(layout: sheets.Layout) -> list[sheets.Column]:
    """The columns of a table that say something of their own; not the one by which a clerk decides about doubles."""
    return [column for column in layout.columns if column.field != "same_as"]


# --- organisations ------------------------------------------------------------------------------------


def _organisations(found: Gathered) -> Iterator[Values]:
    for id in found.from_above():
        code = found.organisations[id]
        place, kind = found.of(Place, id)[-1], found.of(Kind, id)[-1]
        territory = found.of(Territory, id)
        yield (
            code,
            found.of(Name, id)[-1].name,
            kind.kind,
            _parent(found, place),
            _first(found.of(Place, id)[0].valid_from),
            kind.base_kind,
            territory[-1].territory if territory else None,
            _end(place.valid_to),
        )


def _parent(found: Gathered, place: Place) -> str | None:
    """The superior, where it is exported too: what is asked for stands at the top of its own workbook."""
    return found.organisations.get(place.parent_id) if place.parent_id is not None else None


def _organisation_history(found: Gathered) -> Iterator[Values]:
    """What one line of the list of organisations cannot say: that something was otherwise before."""
    headers = {field: header for header, field in sheets.ORGANISATION_FIELDS.items()}
    for id, code in found.organisations.items():
        for kind, field in ((Name, "name"), (Kind, "kind"), (Place, "parent"), (Territory, "territory")):
            known = found.of(kind, id)
            if len(known) > 1:
                for fact in known:
                    yield code, headers[field], _said(found, fact), *_days(fact)


def _successions(found: Gathered) -> Iterator[Values]:
    """Who took over from whom, for those of whom all that took over are exported too: half of it would be untrue."""
    for id, code in found.organisations.items():
        facts = found.of(Succession, id)
        if all(f.successor_id is None or f.successor_id in found.organisations for f in facts):
            for fact in facts:
                heir = found.organisations.get(fact.successor_id or 0)
                yield code, heir, fact.valid_from, fact.way, fact.part or None


def _said(found: Gathered, fact: Fact) -> str | None:
    match fact:
        case Name():
            return fact.name
        case Kind():
            return f"{fact.kind} · {fact.base_kind}" if fact.base_kind else fact.kind
        case Place():
            return _parent(found, fact)
        case Territory():
            return fact.territory
    raise TypeError(fact)


# --- members ------------------------------------------------------------------------------------------


def _members(found: Gathered) -> Iterator[Values]:
    fields = [column.field for column in written(sheets.MEMBERS)]
    for id in found.people:
        row = _row(found, id)
        if row is not None:
            yield tuple(row.get(field) for field in fields)


def _row(found: Gathered, id: int) -> dict[str, Any] | None:
    """The line of the list for one member; None for somebody who never was one."""
    turns = found.of(Standing, id)
    stays = [b for b in found.of(Belonging, id) if not b.temporary]
    if not turns or not stays:
        return None
    profile = found.of(Profile, id)[-1]
    row: dict[str, Any] = {name: unsealed(profile, name) or None for name in PROFILE}
    for name in ("born", "born_on_card"):
        row[name] = _written(row[name])
    admitted = turns[0].valid_from
    row |= {
        "code": found.people[id],
        "organisation": found.everywhere[stays[-1].organisation_id],
        "admitted": admitted,
        "decided_on": turns[0].decided_on,
        "official_on": next((t.valid_from for t in turns if t.standing == "official"), None),
        "arrived_on": stays[-1].valid_from if stays[-1].valid_from != admitted else None,
    }
    exemptions = found.of(Exemption, id)
    if exemptions:
        row["exempt_from"] = exemptions[-1].valid_from
    words = {how: word for word, how in LEFT.items()}
    if turns[-1].valid_to != OPEN:
        row |= {"left_on": turns[-1].valid_to, "leaving": words[turns[-1].ended]}
    elif stays[-1].valid_to != OPEN:
        row |= {"left_on": stays[-1].valid_to, "leaving": words["move_out"]}
    return row


def unsealed(profile: Profile, name: str) -> str:
    """A field of the profile as people read it."""
    value: str = getattr(profile, name)
    return unseal(value) if name in SEALED else value


def _written(born: str | None) -> Any:
    """A full day as a day; a month or a year alone as text."""
    if not born:
        return None
    return date.fromisoformat(born) if len(born) == 10 else partial.written(born)


def _stays(found: Gathered) -> Iterator[Values]:
    """All stays of whoever has had more than one, or one that a line of the list cannot tell."""
    for id, code in found.people.items():
        stays = found.of(Belonging, id)
        if len(stays) > 1 and found.of(Standing, id):
            for stay in stays:
                form = "tạm thời" if stay.temporary else "chính thức"
                branch = found.everywhere[stay.organisation_id]
                yield code, branch, stay.valid_from, _end(stay.valid_to), form


def _turns(found: Gathered) -> Iterator[Values]:
    """The standings of those for whom the line of the list would be understood otherwise."""
    states = {value: word for word, value in sheets.STANDINGS.items()}
    began = {value: word for word, value in sheets.WAYS_IN.items()}
    ended = {value: word for word, value in sheets.WAYS_OUT.items()}
    for id, code in found.people.items():
        turns, row = found.of(Standing, id), _row(found, id)
        if row is None or {key_of(t) for t in turns} == {key_of(t) for t in _understood(row, id)}:
            continue
        for turn in turns:
            yield (
                code,
                states[turn.standing],
                turn.valid_from,
                _end(turn.valid_to),
                turn.decided_on,
                began.get(turn.began),
                ended.get(turn.ended),
            )


def _understood(row: dict[str, Any], id: int) -> list[Standing]:
    """The standings that the import would make of the line."""
    names = ("code", "organisation", "admitted", "decided_on", "official_on", "left_on", "leaving")
    said = {name: row[name] for name in names if row.get(name)}
    return Register(on=row["admitted"], **said).standings(id)


def _changes(found: Gathered) -> Iterator[Values]:
    headers = {column.field: column.header for column in sheets.MEMBERS.columns}
    for id, code in found.people.items():
        known = found.of(Profile, id)
        for name in PROFILE if len(known) > 1 else ():
            before = None
            for stretch in known:
                value = unsealed(stretch, name)
                if value != before:
                    yield code, headers[name], value or None, _since(stretch.valid_from)
                before = value


def _exemptions(found: Gathered) -> Iterator[Values]:
    for id, code in found.people.items():
        for exemption in found.of(Exemption, id):
            yield code, exemption.valid_from, _end(exemption.valid_to)


# --- posts and training -------------------------------------------------------------------------------


def _posts(found: Gathered) -> Iterator[Values]:
    for id, code in found.people.items():
        for post in found.of(Post, id):
            yield (
                found.of(Profile, id)[-1].full_name,
                post.title,
                post.valid_from,
                code,
                found.organisations[post.organisation_id] if post.organisation_id else None,
                post.unit or None,
                post.unit_kind or None,
                _end(post.valid_to),
                post.term or None,
            )


def _training(found: Gathered) -> Iterator[Values]:
    for id, code in found.people.items():
        for a in found.of(Attendance, id):
            yield (
                a.course,
                a.kind,
                a.valid_from,
                code,
                a.name or None,
                a.valid_to,
                a.result or None,
                a.certificate or None,
            )


def _days(fact: Fact) -> tuple[date, date | None]:
    return _since(fact.valid_from), _end(fact.valid_to)


def _first(day: date) -> date | None:
    return None if day == EVER else day


def _since(day: date) -> date:
    return FIRST_OF_WORKBOOKS if day == EVER else day


def _end(day: date) -> date | None:
    return None if day == OPEN else day
