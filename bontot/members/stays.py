"""The branches in which a member has lived the Party life."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from bontot.kernel.period import OPEN
from bontot.ledger import timeline
from bontot.ledger.acts import About, Act, Need
from bontot.ledger.effects import Effect
from bontot.ledger.state import State
from bontot.members import rules
from bontot.members.models import Belonging, Person
from bontot.members.profile import known_person
from bontot.organisations.acts import known_organisation
from bontot.organisations.models import Organisation

type Stay = tuple[str, date, date | None, bool]
"""A stay in a branch: its code, the first day, the day it ended, whether temporary."""


def home(before: State, code: str) -> list[int]:
    """Where somebody permanently belongs or belonged last: without it nobody else may take them or change their file."""
    stays = before.facts(Belonging, before.id_of(Person, code))
    return [stay.organisation_id for stay in stays if not stay.temporary][-1:]


def newly_in(before: State, code: str, stays: Iterable[Stay]) -> Iterator[int]:
    """The organisations of those stays that are not known as they are said: to say what is known changes nobody's place."""
    known = {
        (stay.organisation_id, stay.valid_from, stay.valid_to, stay.temporary)
        for stay in before.facts(Belonging, before.id_of(Person, code))
    }
    for branch, first, until, temporary in stays:
        id = before.id_of(Organisation, branch)
        if id is not None and (id, first, until or OPEN, temporary) not in known:
            yield id


def belongs_elsewhere(said: Mapping[str, Any]) -> tuple[str, str]:
    """The field by which a row names somebody who belongs elsewhere, and a sentence that tells nothing of them."""
    field = next((name for name in _NAMING if name in said), "full_name")
    return field, (
        f"{_NAMING.get(field, 'Họ tên và ngày sinh này')} đã được ghi cho một đảng viên sinh hoạt ngoài phạm vi của "
        "tài khoản này, nên không kê khai lại ở đây. Hãy so với giấy tờ của đảng viên; nếu ghi đúng và người ấy "
        "chuyển đến, hãy nhờ cấp ủy cấp trên làm thủ tục chuyển sinh hoạt đảng."
    )


_NAMING = {
    "code": "Mã đảng viên này",
    "identity_number": "Số CCCD này",
    "card_number": "Số thẻ đảng viên này",
}
"""By which of what a row says somebody known is found first."""


@dataclass(frozen=True, kw_only=True)
class RecordStays(Act):
    """Kê khai nơi sinh hoạt: all the branches in which a member has lived the Party life, each for its days."""

    act: ClassVar[str] = "member.stays"
    says: ClassVar[str] = "Kê khai quá trình sinh hoạt"
    rules = (rules.STAYS_IN_BRANCHES,)

    member: str
    stays: tuple[Stay, ...]

    def needs(self) -> Iterable[Need]:
        yield About(Person, self.member)
        for code, *_ in self.stays:
            yield About(Organisation, code)

    def over(self, before: State) -> Iterable[int]:
        return [*newly_in(before, self.member, self.stays), *home(before, self.member)]

    def plan(self, before: State) -> Iterator[Effect]:
        person = known_person(before, self.member, "member")
        wanted = [
            Belonging(
                person_id=person,
                organisation_id=known_organisation(before, code, "stays"),
                temporary=temporary,
                valid_from=first,
                valid_to=until or OPEN,
            )
            for code, first, until, temporary in self.stays
        ]
        yield from timeline.settle(before.facts(Belonging, person), wanted)
