"""Kỷ luật đảng viên: what may be ordered, from khiển trách to cách chức, and what ends it before its time.

Khai trừ is `acts.Expel`, since it also ends the membership.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from bontot.law.rules import Rule
from bontot.ledger.acts import About, Act, Need
from bontot.ledger.effects import Assert, Effect
from bontot.ledger.state import State
from bontot.members import discipline_rules as own
from bontot.members import rules
from bontot.members.acts import MemberAct
from bontot.members.measures import (
    DISMISSAL,
    REPRIMAND,
    WARNING,
    Listed,
    Measured,
    cleared,
    deciding,
    listed,
    unlisted,
)
from bontot.members.models import Discipline
from bontot.members.posts import Relieve
from bontot.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Disciplining(Measured, MemberAct):
    """A measure against a member, from the day on which it is made known."""

    rules: ClassVar[tuple[Rule, ...]] = (
        rules.MEMBER,
        own.FORM_FOR_STANDING,
        own.MEASURE_IN_ORDER,
        own.OFFENCE_KNOWN,
        own.ONE_FORM,
        own.LAPSES,
    )
    form: ClassVar[str]

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def plan(self, before: State) -> Iterator[Effect]:
        yield Assert(Discipline(person_id=self.subject(before), **self.measure(before, self.form, self.on)))


@dataclass(frozen=True, kw_only=True)
class Reprimand(Disciplining):
    """Khiển trách: the mildest form, for official and probationary members."""

    act: ClassVar[str] = "member.reprimand"
    says: ClassVar[str] = "Khiển trách đảng viên"
    form: ClassVar[str] = REPRIMAND


@dataclass(frozen=True, kw_only=True)
class Warn(Disciplining):
    """Cảnh cáo: for official and probationary members."""

    act: ClassVar[str] = "member.warn"
    says: ClassVar[str] = "Cảnh cáo đảng viên"
    form: ClassVar[str] = WARNING


@dataclass(frozen=True, kw_only=True)
class Dismiss(Disciplining):
    """Cách chức: the member is relieved of the Party post named. Other posts are relieved by acts of their own."""

    act: ClassVar[str] = "member.dismiss"
    says: ClassVar[str] = "Cách chức vụ trong Đảng"
    form: ClassVar[str] = DISMISSAL
    rules = (*Disciplining.rules, own.PARTY_POST)

    title: str
    organisation: str = ""

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        if self.organisation:
            yield About(Organisation, self.organisation)

    def over(self, before: State) -> Iterable[int]:
        yield from super().over(before)
        where = before.id_of(Organisation, self.organisation) if self.organisation else None
        if where is not None:
            yield where

    def parts(self, before: State) -> Iterator[Act]:
        yield Relieve(
            on=self.on,
            person=self.member,
            title=self.title,
            organisation=self.organisation,
            origin=self.origin,
        )


@dataclass(frozen=True, kw_only=True)
class Clear(Measured, MemberAct):
    """Xóa kỷ luật, or thay đổi hình thức: after a complaint or a review, a measure ends before its time.

    From this day on; what was true until then stays true of then. A decision that never should have been is taken back.
    """

    act: ClassVar[str] = "member.clear_discipline"
    says: ClassVar[str] = "Xóa hoặc thay đổi hình thức kỷ luật đảng viên"
    rules = (own.MEASURE_IN_ORDER, own.FORM_INSTEAD)

    form: str
    instead: str = ""

    def unreadable(self) -> Iterator[tuple[str, str]]:
        yield from unlisted("form", self.form, "discipline_form")
        yield from unlisted("instead", self.instead, "discipline_form")

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def plan(self, before: State) -> Iterator[Effect]:
        known = before.facts(Discipline, self.subject(before))
        new = self.measure(before, self.instead, self.on) if self.instead else None
        yield from cleared(known, self.form, self.on, new)


@dataclass(frozen=True, kw_only=True)
class Register(Listed, MemberAct):
    """Kê khai kỷ luật: a row of the list of discipline. It changes neither membership nor posts."""

    act: ClassVar[str] = "member.discipline"
    says: ClassVar[str] = "Kê khai kỷ luật đảng viên"
    enters: ClassVar[bool] = True
    rules = (
        own.MEMBER_THEN,
        own.FORM_FOR_STANDING_THEN,
        own.MEASURE_IN_ORDER,
        own.OFFENCE_KNOWN,
        own.ONE_FORM,
        own.LAPSES,
    )

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def plan(self, before: State) -> Iterator[Effect]:
        person = self.subject(before)
        more = {"began": self.began, "ended": self.ended}
        said = Discipline(person_id=person, **self.measure(before, self.form, self.on, **more))
        yield from listed(before.facts(Discipline, person), said)
