"""What the list of a class says: who attended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from bontot.kernel.text import clean
from bontot.ledger.acts import About, Act, Need
from bontot.ledger.effects import Assert, Effect, Retract
from bontot.ledger.state import State
from bontot.ledger.timeline import key_of
from bontot.members.models import Belonging, Person
from bontot.members.profile import known_person
from bontot.training import rules
from bontot.training.models import Attendance


@dataclass(frozen=True, kw_only=True)
class Attend(Act):
    """Tham gia lớp bồi dưỡng. `on` is the first day of the class; a class of one day needs no last one."""

    act: ClassVar[str] = "training.attend"
    says: ClassVar[str] = "Ghi nhận tham gia lớp bồi dưỡng"
    enters: ClassVar[bool] = True
    rules = (rules.KIND_KNOWN, rules.DAYS_IN_ORDER)

    person: str
    course: str
    kind: str
    name: str = ""
    until: date | None = None
    result: str = ""
    certificate: str = ""

    def needs(self) -> Iterable[Need]:
        return (About(Person, self.person, (Belonging, Attendance)),)

    def over(self, before: State) -> Iterable[int]:
        stays = before.facts(Belonging, before.id_of(Person, self.person))
        return (stays[-1].organisation_id,) if stays else ()

    def plan(self, before: State) -> Iterator[Effect]:
        person = known_person(before, self.person, "person")
        said = Attendance(
            person_id=person,
            course=self.course,
            kind=self.kind,
            name=clean(self.name),
            result=self.result,
            certificate=self.certificate,
            valid_from=self.on,
            valid_to=max(self.until or self.on, self.on + timedelta(days=1)),
        )
        same = [a for a in before.facts(Attendance, person) if a.course == self.course]
        if any(key_of(a) == key_of(said) for a in same):
            return
        yield from map(Retract, same)
        yield Assert(said)
