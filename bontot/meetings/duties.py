"""Who must attend and who may vote, for crowds of meetings: what `rolls` says of one, from facts read once for all."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from bontot.kernel.period import EVER, OPEN
from bontot.law.vocabulary import vocabulary
from bontot.ledger import bulk
from bontot.ledger.models import STILL_KNOWN
from bontot.meetings.words import HERE
from bontot.members.models import Belonging, Exemption, Person, PersonFact, Post, Standing
from bontot.organisations.models import Organisation

KNOWN = f"known_to = {STILL_KNOWN}"
COUNTS = (
    "on_list", "official", "probationary", "exempt", "away", "guests", "must_attend", "attended", "may_vote", "present", "late",
    "excused", "absent", "voting_present",
)  # fmt: skip


class Duty(NamedTuple):
    """How somebody stands to a meeting; as `rolls.Line` has it."""

    official: bool
    exempt: bool
    away: bool
    guest: bool


class Facts:
    """What the ledger says of people, as far as lists of meetings need it: periods of days by person."""

    def __init__(self) -> None:
        self.people = dict(Person.objects.values_list("code", "id"))
        self.organisations = dict(Organisation.objects.values_list("code", "id"))
        self.member, self.official = _periods(Standing), _periods(Standing, "standing = 'official'")
        self.exempt = _periods(Exemption)
        self.stays: dict[int, list[tuple[int, bool, date, date]]] = defaultdict(list)
        self.ever: dict[int, set[int]] = defaultdict(set)
        """Who was ever on the list of an organisation."""
        self.seats: dict[int, dict[int, list[tuple[date, date]]]] = defaultdict(lambda: defaultdict(list))
        """Who sits in the committee of an organisation, and in which periods."""
        self._last: dict[int, tuple[tuple[int, bool], date, date, Duty | None]] = {}
        columns = ("person_id", "organisation_id", "temporary", "valid_from", "valid_to")
        for person, organisation, temporary, first, end in bulk.select(Belonging, columns, KNOWN, ()):
            self.stays[person].append((organisation, temporary, first, end))
            self.ever[organisation].add(person)
        titles = vocabulary("title").in_group("committee_member")
        posts = ("person_id", "organisation_id", "title", "valid_from", "valid_to")
        for person, organisation, title, first, end in bulk.select(Post, posts, KNOWN, ()):
            if title in titles:
                self.seats[organisation][person].append((first, end))

    def listed(self, organisation: int, committee: bool) -> set[int]:
        """Who was ever on the list of a meeting of the organisation, or of its committee."""
        return set(self.seats[organisation]) if committee else self.ever[organisation]

    def duty(self, person: int, organisation: int, on: date, committee: bool = False) -> Duty | None:
        """What is expected of the person at a meeting on the day; None for one who is not on the list.

        It is the same for as long as no period of the person begins or ends, and looked up once for all that time.
        """
        asked = (organisation, committee)
        where, first, end, known = self._last.get(person, ((0, False), OPEN, OPEN, None))
        if where != asked or not first <= on < end:
            known = self._duty(person, organisation, on, committee)
            edges = [day for _where, _temporary, *days in self.stays.get(person, ()) for day in days]
            for periods in (self.member, self.official, self.exempt, self.seats[organisation]):
                edges += [day for days in periods.get(person, ()) for day in days]
            first = max((day for day in edges if day <= on), default=EVER)
            end = min((day for day in edges if day > on), default=OPEN)
            self._last[person] = (asked, first, end, known)
        return known

    def _duty(self, person: int, organisation: int, on: date, committee: bool) -> Duty | None:
        here = visits = away = False
        for where, temporary, first, end in self.stays.get(person, ()):
            if first <= on < end:
                here |= where == organisation and not temporary
                visits |= where == organisation and temporary
                away |= where != organisation and temporary
        seated = committee and _holds(self.seats[organisation], person, on)
        if not (seated if committee else here or visits) or not _holds(self.member, person, on):
            return None
        exempt, official = _holds(self.exempt, person, on), _holds(self.official, person, on)
        if committee:
            return Duty(official, exempt, away, False)
        return Duty(official, exempt, away and here, visits and not here)


def _periods(kind: type[PersonFact], where: str = "TRUE") -> dict[int, list[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for person, first, end in bulk.select(
        kind, ("person_id", "valid_from", "valid_to"), f"{KNOWN} AND {where}", ()
    ):
        found[person].append((first, end))
    return found


def _holds(periods: dict[int, list[tuple[date, date]]], person: int, on: date) -> bool:
    return any(first <= on < end for first, end in periods.get(person, ()))


@lru_cache(maxsize=128)
def expected(duty: Duty, status: str) -> tuple[int, int, int]:
    """Whether somebody must attend, votes, is there: as 1 and 0, as the database takes them."""
    must = duty.guest or not (duty.exempt or duty.away)
    here = status in HERE
    return int(must), int(duty.official and not duty.guest and (must or here)), int(here)


def counted(tally: dict[tuple[Duty, str], int]) -> dict[str, int]:
    """The counts of a list, from how many stand to the meeting in the same way."""
    found = dict.fromkeys(COUNTS, 0)
    for (duty, status), number in tally.items():
        must, votes, here = expected(duty, status)
        home = not duty.guest
        for name, holds in (
            ("on_list", home),
            ("official", duty.official and home),
            ("probationary", not duty.official and home),
            ("exempt", duty.exempt and home),
            ("away", duty.away),
            ("guests", duty.guest),
            ("must_attend", must),
            ("attended", must and here),
            ("may_vote", votes),
            ("voting_present", votes and here),
            ("present", here),
            ("late", status == "late"),
            ("excused", must and status == "excused"),
            ("absent", must and status == "absent"),
        ):
            found[name] += number if holds else 0
    return found
