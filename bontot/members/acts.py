"""What may be ordered of a member: from the ceremony to the end, and what is corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bontot.kernel.period import OPEN
from bontot.law.rules import Rule
from bontot.ledger import timeline
from bontot.ledger.acts import About, Act, Need
from bontot.ledger.effects import Assert, Effect, Retract
from bontot.ledger.state import State
from bontot.members import discipline_rules, rules
from bontot.members.measures import EXPULSION, Measured, deciding
from bontot.members.models import Belonging, Discipline, Exemption, Person, Post, Profile, Standing
from bontot.members.profile import ProfileFields, known_person
from bontot.organisations.acts import known_organisation
from bontot.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class MemberAct(Act):
    """An act about somebody that there is."""

    member: str

    def needs(self) -> Iterable[Need]:
        return (About(Person, self.member),)

    def over(self, before: State) -> Iterable[int]:
        """The branch that the person belongs to on the day, or belonged to last."""
        stays = [b for b in before.facts(Belonging, before.id_of(Person, self.member)) if not b.temporary]
        held = [b for b in stays if b.valid_from <= self.on] or stays
        return (held[-1].organisation_id,) if held else ()

    def subject(self, before: State) -> int:
        """The id of the person. Raises Impossible where nobody knows the code."""
        return known_person(before, self.member, "member")


@dataclass(frozen=True, kw_only=True)
class Confirm(MemberAct):
    """Công nhận chính thức: probation ends, and the member is official from this day on."""

    act: ClassVar[str] = "member.confirm"
    says: ClassVar[str] = "Công nhận đảng viên chính thức"
    rules = (rules.MEMBER, rules.PROBATIONARY, rules.PROBATION_OVER)

    def plan(self, before: State) -> Iterator[Effect]:
        known = before.facts(Standing, self.subject(before))
        new = Standing(
            person_id=self.subject(before),
            standing="official",
            began="confirm",
            decided_on=known[-1].decided_on if known else None,
            valid_from=self.on,
        )
        covered = next((s for s in known if s.valid_from <= self.on < s.valid_to), None)
        if covered and covered.ended:
            new = new.but(ended=covered.ended)  # how it ends later stays as it was
            yield Retract(covered)
            yield Assert(covered.but(valid_to=self.on, ended=""))
            yield Assert(new.but(valid_to=covered.valid_to))
            return
        yield from timeline.begin(known, new)


@dataclass(frozen=True, kw_only=True)
class Transfer(MemberAct):
    """Chuyển sinh hoạt: to another branch, for good or for a time, or out of this province (`to` left blank)."""

    act: ClassVar[str] = "member.transfer"
    says: ClassVar[str] = "Chuyển sinh hoạt đảng"
    rules = (rules.MEMBER, rules.RECEIVING_BRANCH)

    to: str = ""
    temporary: bool = False
    until: date | None = None

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        if self.to:
            yield About(Organisation, self.to)

    def over(self, before: State) -> Iterable[int]:
        yield from super().over(before)
        receiving = before.id_of(Organisation, self.to)
        if receiving is not None:
            yield receiving

    def plan(self, before: State) -> Iterator[Effect]:
        person = self.subject(before)
        permanent = [b for b in before.facts(Belonging, person) if not b.temporary]
        if not self.to:
            yield from timeline.end(permanent, self.on)
            return
        new = Belonging(
            person_id=person,
            organisation_id=known_organisation(before, self.to, "to"),
            temporary=self.temporary,
            valid_from=self.on,
            valid_to=self.until or OPEN,
        )
        if self.temporary:
            yield Assert(new)
        else:
            yield from timeline.begin(permanent, new)


@dataclass(frozen=True, kw_only=True)
class Exempt(MemberAct):
    """Miễn công tác và sinh hoạt đảng, for good or until a day. The member stays on the list."""

    act: ClassVar[str] = "member.exempt"
    says: ClassVar[str] = "Miễn công tác và sinh hoạt đảng"
    rules = (rules.MEMBER,)

    until: date | None = None

    def plan(self, before: State) -> Iterator[Effect]:
        person = self.subject(before)
        new = Exemption(person_id=person, valid_from=self.on, valid_to=self.until or OPEN)
        yield from timeline.begin(before.facts(Exemption, person), new)


@dataclass(frozen=True, kw_only=True)
class Leaving(MemberAct):
    """Ra khỏi Đảng, in one of its ways: standing, places and Party posts end on the day."""

    rules: ClassVar[tuple[Rule, ...]] = (rules.MEMBER,)
    how: ClassVar[str]

    def plan(self, before: State) -> Iterator[Effect]:
        person = self.subject(before)
        yield from timeline.end(before.facts(Standing, person), self.on, ended=self.how)
        yield from timeline.end(before.facts(Belonging, person), self.on)
        yield from timeline.end(before.facts(Exemption, person), self.on)
        posts = before.facts(Post, person)
        ending = posts if self.how == "die" else [post for post in posts if rules.in_the_party(post)]
        yield from timeline.end(ending, self.on)


@dataclass(frozen=True, kw_only=True)
class StrikeOff(Leaving):
    """Xóa tên trong danh sách đảng viên. It is not a form of discipline."""

    act: ClassVar[str] = "member.strike_off"
    says: ClassVar[str] = "Xóa tên đảng viên"
    how: ClassVar[str] = "strike_off"


@dataclass(frozen=True, kw_only=True)
class Expel(Measured, Leaving):
    """Khai trừ: the hardest form of discipline. A probationary member is struck off instead."""

    act: ClassVar[str] = "member.expel"
    says: ClassVar[str] = "Khai trừ đảng viên"
    how: ClassVar[str] = "expel"
    rules = (
        rules.MEMBER,
        rules.OFFICIAL_TO_EXPEL,
        discipline_rules.MEASURE_IN_ORDER,
        discipline_rules.OFFENCE_KNOWN,
        discipline_rules.ONE_FORM,
    )
    form: ClassVar[str] = EXPULSION

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def plan(self, before: State) -> Iterator[Effect]:
        yield from super().plan(before)
        yield Assert(Discipline(person_id=self.subject(before), **self.measure(before, self.form, self.on)))


@dataclass(frozen=True, kw_only=True)
class Leave(Leaving):
    """Cho ra khỏi Đảng: at the member's own wish."""

    act: ClassVar[str] = "member.leave"
    says: ClassVar[str] = "Cho ra khỏi Đảng theo nguyện vọng"
    how: ClassVar[str] = "leave"


@dataclass(frozen=True, kw_only=True)
class Die(Leaving):
    """Từ trần."""

    act: ClassVar[str] = "member.die"
    says: ClassVar[str] = "Đảng viên từ trần"
    how: ClassVar[str] = "die"


@dataclass(frozen=True, kw_only=True)
class Restore(MemberAct):
    """Phục hồi đảng tịch: an official member again, in a branch, from this day on."""

    act: ClassVar[str] = "member.restore"
    says: ClassVar[str] = "Phục hồi đảng tịch"
    rules = (rules.NOT_A_MEMBER, rules.RECEIVING_BRANCH)

    to: str

    def needs(self) -> Iterable[Need]:
        return (About(Person, self.member), About(Organisation, self.to))

    def plan(self, before: State) -> Iterator[Effect]:
        person, branch = self.subject(before), known_organisation(before, self.to, "to")
        known = before.facts(Standing, person)
        about = {"person_id": person, "valid_from": self.on}
        decided = known[0].decided_on if known else None
        yield from timeline.begin(
            known, Standing(standing="official", began="restore", decided_on=decided, **about)
        )
        permanent = [b for b in before.facts(Belonging, person) if not b.temporary]
        yield from timeline.begin(permanent, Belonging(organisation_id=branch, **about))


@dataclass(frozen=True, kw_only=True)
class Change(ProfileFields, MemberAct):
    """Ghi thay đổi: something in the file is otherwise from this day on; what was true before stays true of then."""

    act: ClassVar[str] = "member.change"
    says: ClassVar[str] = "Ghi thay đổi trong hồ sơ"
    rules = (rules.SOMETHING_SAID,)

    def plan(self, before: State) -> Iterator[Effect]:
        person, said = self.subject(before), self.said()
        for stretch in before.facts(Profile, person):
            if stretch.valid_to <= self.on:
                continue
            yield Retract(stretch)
            if stretch.valid_from < self.on:
                yield Assert(stretch.but(valid_to=self.on))
            yield Assert(stretch.but(valid_from=max(self.on, stretch.valid_from), **said))


@dataclass(frozen=True, kw_only=True)
class Correct(ProfileFields, MemberAct):
    """Sửa lỗi ghi: what the file says was wrong from the beginning, and never was so."""

    act: ClassVar[str] = "member.correct"
    says: ClassVar[str] = "Sửa lỗi ghi trong hồ sơ"
    rules = (rules.SOMETHING_SAID,)

    def plan(self, before: State) -> Iterator[Effect]:
        person, said = self.subject(before), self.said()
        known = before.facts(Profile, person)
        yield from timeline.settle(known, [stretch.but(**said) for stretch in known])
