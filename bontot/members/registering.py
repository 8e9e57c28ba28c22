"""What a file says of a member, entered as it stands: the profile, the standing and the places since admission."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bontot.kernel.period import EVER, OPEN
from bontot.ledger import timeline
from bontot.ledger.acts import About, Act, Need
from bontot.ledger.effects import Assert, Effect
from bontot.ledger.models import Fact
from bontot.ledger.state import State
from bontot.members import rules
from bontot.members.models import Belonging, Exemption, Person, Profile, Standing
from bontot.members.profile import PROFILE, ProfileFields, change_latest, new_person, stored
from bontot.members.stays import Stay, belongs_elsewhere, home, newly_in
from bontot.organisations.acts import known_organisation
from bontot.organisations.models import Organisation

LEFT = {
    "từ trần": "die",
    "khai trừ": "expel",
    "xóa tên": "strike_off",
    "xin ra": "leave",
    "chuyển đi": "move_out",
}
"""How somebody went, in the words of the workbook and of the ledger."""

type Turn = tuple[str, date, date | None, date | None, str, str]
"""A stretch of standing: which, the first day, the day it ended, the day of the decision, how it began and ended."""

type Exempted = tuple[date, date | None]
"""Days of exemption: the first, and the day they ended."""

type Changed = tuple[str, str, date]
"""A field of the profile, what it said, since when."""


def _since(change: Changed) -> date:
    return change[2]


@dataclass(frozen=True, kw_only=True)
class Register(ProfileFields, Act):
    """Kê khai đảng viên: a row of the list of members. What is known already and still said is left alone."""

    act: ClassVar[str] = "member.register"
    says: ClassVar[str] = "Kê khai đảng viên"
    rules = (
        rules.DAYS_IN_ORDER,
        rules.OLD_ENOUGH,
        rules.MAY_HAVE_MEMBERS,
        rules.PROBATION_LONG_ENOUGH,
        rules.CARD_AGREES,
    )

    code: str
    organisation: str
    admitted: date
    decided_on: date | None = None
    official_on: date | None = None
    arrived_on: date | None = None
    exempt_from: date | None = None
    left_on: date | None = None
    leaving: str = ""
    stays: tuple[Stay, ...] = ()
    turns: tuple[Turn, ...] = ()
    exempted: tuple[Exempted, ...] = ()
    changes: tuple[Changed, ...] = ()

    def needs(self) -> Iterable[Need]:
        yield About(Person, self.code)
        yield About(Organisation, self.organisation)
        for code, *_ in self.stays:
            yield About(Organisation, code)

    def over(self, before: State) -> Iterable[int]:
        here = before.id_of(Organisation, self.organisation)
        if here is not None:
            yield here
        yield from newly_in(before, self.code, self.stays)
        yield from home(before, self.code)

    def elsewhere(self, before: State, may: Callable[[set[int]], bool]) -> tuple[str, str]:
        here = before.id_of(Organisation, self.organisation)
        if here is None or not may({here}) or may(set(home(before, self.code))):
            return "", ""
        return belongs_elsewhere(self.origin.values if self.origin else {"code": self.code})

    def plan(self, before: State) -> Iterator[Effect]:
        branch = known_organisation(before, self.organisation, "organisation")
        person = before.id_of(Person, self.code)
        if person is None:
            person = new_person(before, self.code, self.full_name)
            facts: list[Fact] = [*self.profiles(person), *self.standings(person)]
            facts += self._belongings(before, person, branch)
            facts += self._exemptions(person)
            yield from map(Assert, facts)
            return
        if self.changes:
            yield from timeline.settle(before.facts(Profile, person), self.profiles(person))
        else:
            yield from change_latest(before, person, self.said())
        yield from self._settle_standing(before, person)
        yield from self._settle_belonging(before, person, branch)
        if self.exempt_from or self.exempted:
            yield from timeline.settle(before.facts(Exemption, person), self._exemptions(person))

    # --- as for somebody new -------------------------------------------------------------------------

    @property
    def _gone(self) -> date:
        return self.left_on or OPEN

    @property
    def _out(self) -> tuple[date, str]:
        """When the standing ends, and how; who moves away keeps it."""
        how = LEFT.get(self.leaving, "")
        return (self._gone, how) if how and how != "move_out" else (OPEN, "")

    def profiles(self, person: int) -> list[Profile]:
        """One stretch for each day on which the file began to say something else."""
        latest = Profile(person_id=person, **self.said())
        if not self.changes:
            return [latest]
        days = sorted({day for _, _, day in self.changes} | {EVER})
        stretches = []
        for first, end in zip(days, [*days[1:], OPEN], strict=True):
            then = {field: value for field, value, day in sorted(self.changes, key=_since) if day <= first}
            stretches.append(latest.but(valid_from=first, valid_to=end, **stored(then)))
        return stretches

    def standings(self, person: int, official_on: date | None = None) -> list[Standing]:
        """Probation, then official; or exactly the turns that are given."""
        if self.turns:
            return [
                Standing(
                    person_id=person,
                    standing=standing,
                    valid_from=first,
                    valid_to=until or OPEN,
                    decided_on=decided,
                    began=began,
                    ended=ended,
                )
                for standing, first, until, decided, began, ended in self.turns
            ]
        end, how = self._out
        official = self.official_on or official_on or OPEN
        about = {"person_id": person, "decided_on": self.decided_on or self.admitted}
        turns = [
            ("probationary", "admit", self.admitted, min(official, end)),
            ("official", "confirm" if official > self.admitted else "admit", official, end),
        ]
        standings = [
            Standing(standing=standing, began=began, valid_from=first, valid_to=until, **about)
            for standing, began, first, until in turns
            if first < until
        ]
        if standings and how:
            standings[-1].ended = how
        return standings

    def _belongings(self, before: State, person: int, branch: int) -> list[Belonging]:
        """The present stay after those of the history; each ends where the next begins."""
        permanent = sorted(
            (first, until, code) for code, first, until, temporary in self.stays if not temporary
        )
        arrived = self.arrived_on or (None if permanent else self.admitted)
        if arrived and not any(first == arrived for first, _, _ in permanent):
            permanent.append((arrived, None, self.organisation))
            permanent.sort(key=lambda stay: stay[0])
        begins = [first for first, _, _ in permanent[1:]] + [OPEN]
        found = []
        for (first, until, code), following in zip(permanent, begins, strict=True):
            end = min(until or following, following, self._gone)
            if first < end:
                where = branch if code == self.organisation else known_organisation(before, code, "stays")
                found.append(
                    Belonging(person_id=person, organisation_id=where, valid_from=first, valid_to=end)
                )
        return found + self._visits(before, person)

    def _visits(self, before: State, person: int) -> list[Belonging]:
        return [
            Belonging(
                person_id=person,
                organisation_id=known_organisation(before, code, "stays"),
                temporary=True,
                valid_from=first,
                valid_to=min(until or OPEN, self._gone),
            )
            for code, first, until, temporary in self.stays
            if temporary
        ]

    def _exemptions(self, person: int) -> list[Exemption]:
        if self.exempted:
            return [
                Exemption(person_id=person, valid_from=first, valid_to=until or OPEN)
                for first, until in self.exempted
            ]
        if not self.exempt_from or self.exempt_from >= self._gone:
            return []
        return [Exemption(person_id=person, valid_from=self.exempt_from, valid_to=self._gone)]

    # --- for somebody known --------------------------------------------------------------------------

    def _settle_standing(self, before: State, person: int) -> Iterator[Effect]:
        known = before.facts(Standing, person)
        if self.turns:
            yield from timeline.settle(known, self.standings(person))
            return
        if any(s.began == "restore" for s in known):
            return  # a row cannot tell a life with an interruption; acts can
        official = next((s.valid_from for s in known if s.standing == "official"), None)
        wanted = self.standings(person, official)
        if known and not self.left_on and known[-1].valid_to != OPEN:
            return  # the row does not say that the leaving was wrong
        if known and not self.decided_on:
            for standing in wanted:
                standing.decided_on = known[0].decided_on
        yield from timeline.settle(known, wanted)

    def _settle_belonging(self, before: State, person: int, branch: int) -> Iterator[Effect]:
        known = before.facts(Belonging, person)
        if self.stays or not known:
            yield from timeline.settle(known, self._belongings(before, person, branch))
            return
        permanent = [b for b in known if not b.temporary]
        last = permanent[-1]
        arrived = self.arrived_on or last.valid_from
        end = self.left_on or last.valid_to
        if last.organisation_id != branch and arrived > last.valid_from:
            moved = Belonging(person_id=person, organisation_id=branch, valid_from=arrived, valid_to=end)
            yield from timeline.begin(permanent, moved)
            return
        said: dict[str, Any] = {"organisation_id": branch, "valid_from": arrived, "valid_to": end}
        yield from timeline.settle([last], [last.but(**said)])


@dataclass(frozen=True, kw_only=True)
class Admit(ProfileFields, Act):
    """Kết nạp: somebody becomes a probationary member on the day of the ceremony."""

    act: ClassVar[str] = "member.admit"
    says: ClassVar[str] = "Kết nạp đảng viên"
    rules = (rules.NOT_A_MEMBER,)

    code: str
    organisation: str
    decided_on: date | None = None

    def needs(self) -> Iterable[Need]:
        return self._registration().needs()

    def over(self, before: State) -> Iterable[int]:
        return self._registration().over(before)

    def parts(self, before: State) -> Iterator[Act]:
        if not before.facts(Standing, before.id_of(Person, self.code)):
            yield self._registration()

    def plan(self, before: State) -> Iterator[Effect]:
        """What is left for somebody who was a member once before: the earlier life stays as it was."""
        person = before.id_of(Person, self.code)
        standings = before.facts(Standing, person)
        if person is None or any(s.valid_from <= self.on < s.valid_to for s in standings):
            return
        about: dict[str, Any] = {"person_id": person, "valid_from": self.on}
        decided = self.decided_on or self.on
        new = Standing(standing="probationary", began="admit", decided_on=decided, **about)
        yield from timeline.begin(standings, new)
        branch = known_organisation(before, self.organisation, "organisation")
        stays = [b for b in before.facts(Belonging, person) if not b.temporary]
        yield from timeline.begin(stays, Belonging(organisation_id=branch, **about))
        yield from change_latest(before, person, self.said())

    def _registration(self) -> Register:
        said = {name: getattr(self, name) for name in PROFILE}
        return Register(
            on=self.on,
            code=self.code,
            organisation=self.organisation,
            admitted=self.on,
            decided_on=self.decided_on,
            origin=self.origin,
            **said,
        )
