"""Acts that give one organisation another standing: another level, or life again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from bontot.kernel.period import OPEN
from bontot.ledger import timeline
from bontot.ledger.acts import Act, Climbing, Need, Pointing
from bontot.ledger.effects import Assert, Effect
from bontot.ledger.state import State
from bontot.members.models import Belonging
from bontot.organisations.acts import ChangeKind, HandOver, OrganisationAct, known_organisation
from bontot.organisations.models import Kind, Name, Organisation, Place, Territory
from bontot.organisations.rules import EXISTS, KIND_KNOWN
from bontot.restructuring import rules

STANDING = (Place, Name, Kind, Territory)
"""What is true of an organisation for as long as it exists."""


def ending(before: State, subject: int, on: date) -> Iterator[Effect]:
    """Its standing ends. One that ends on its first day keeps the name of that day: lists and papers speak of it."""
    for kind in STANDING:
        known = list(before.facts(kind, subject))
        yield from timeline.end(known, on)
        if kind is Name and known and known[0].valid_from == on:
            yield Assert(known[0].but(valid_to=on + timedelta(days=1)))


@dataclass(frozen=True, kw_only=True)
class ChangeLevel(OrganisationAct):
    """Đổi cấp: an organisation is raised or lowered to another kind, and put under another superior where that needs one.

    Its members, officers and what stands below it stay with it; its posts go on until others are appointed.
    """

    act: ClassVar[str] = "organisation.change_level"
    says: ClassVar[str] = "Đổi cấp tổ chức đảng"
    rules = (EXISTS, KIND_KNOWN, rules.LEVEL_UNDER_PARENT, rules.BELOW_FITS, rules.MEMBERS_FIT)

    kind: str
    parent: str = ""
    base_kind: str = ""

    def needs(self) -> Iterable[Need]:
        yield Climbing(Place, "parent_id", Organisation, self.organisation)
        yield Pointing(Place, "parent_id", Organisation, self.organisation)
        yield Pointing(Belonging, "organisation_id", Organisation, self.organisation, (Belonging,))
        if self.parent:
            yield Climbing(Place, "parent_id", Organisation, self.parent)

    def over(self, before: State) -> Iterable[int]:
        yield from super().over(before)
        above = before.id_of(Organisation, self.parent)
        if above is not None:
            yield above

    def parts(self, before: State) -> Iterator[Act]:
        yield ChangeKind(on=self.on, organisation=self.organisation, kind=self.kind, base_kind=self.base_kind)
        if self.parent:
            yield HandOver(on=self.on, organisation=self.organisation, parent=self.parent)


@dataclass(frozen=True, kw_only=True)
class Restore(OrganisationAct):
    """Phục hồi: an organisation that had ended exists again from a day on, as it was last; nobody comes back by itself."""

    act: ClassVar[str] = "organisation.restore"
    says: ClassVar[str] = "Phục hồi hoạt động tổ chức đảng"
    rules = (rules.HAS_ENDED, rules.UNDER_LAST_PARENT)

    parent: str = ""

    def needs(self) -> Iterable[Need]:
        yield Climbing(Place, "parent_id", Organisation, self.organisation)
        if self.parent:
            yield Climbing(Place, "parent_id", Organisation, self.parent)

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        for kind in STANDING:
            known = before.facts(kind, subject)
            last = next((fact for fact in reversed(known) if fact.valid_from < self.on), None)
            if last is not None:
                again = last.but(valid_from=self.on, valid_to=OPEN)
                if self.parent and isinstance(again, Place):
                    again.parent_id = known_organisation(before, self.parent, "parent")
                yield from timeline.begin(known, again)
