"""Kỷ luật đảng viên: what may be ordered, from khiển trách to cách chức, and what ends it before its time.

Khai trừ is `acts.Expel`, since it also ends the membership.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

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
    Ending,
    Listed,
    Measured,
    cleared,
    deciding,
    listed,
)
from bontot.members.models import Discipline
from bontot.members.posts import Relieve
from bontot.organisations.models import Organisation


@dataclass(frozen=True, kw_only=True)
class OfMember(Measured, MemberAct):
    """What every act about discipline of a member has in common."""

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def known(self, before: State) -> Sequence[Discipline]:
        """The measures known so far."""
        return before.facts(Discipline, self.subject(before))

    def made(self, before: State, form: str, **more: Any) -> Discipline:
        """The fact that this measure is."""
        return Discipline(person_id=self.subject(before), **self.measure(before, form, self.on, **more))


@dataclass(frozen=True, kw_only=True)
class Disciplining(OfMember):
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

    def plan(self, before: State) -> Iterator[Effect]:
        yield Assert(self.made(before, self.form))


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
class Clear(Ending, OfMember):
    """Xóa kỷ luật, or thay đổi hình thức: after a complaint or a review, a measure ends before its time.

    From this day on; what was true until then stays true of then. A decision that never should have been is taken back.
    """

    act: ClassVar[str] = "member.clear_discipline"
    says: ClassVar[str] = "Xóa hoặc thay đổi hình thức kỷ luật đảng viên"
    rules = (own.MEASURE_IN_ORDER, own.FORM_INSTEAD)

    def plan(self, before: State) -> Iterator[Effect]:
        new = self.measure(before, self.instead, self.on) if self.instead else None
        yield from cleared(self.known(before), self.form, self.on, new)


@dataclass(frozen=True, kw_only=True)
class Register(Listed, OfMember):
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

    def plan(self, before: State) -> Iterator[Effect]:
        said = self.made(before, self.form, began=self.began, ended=self.ended)
        yield from listed(self.known(before), said)
