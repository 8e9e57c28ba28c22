"""Kỷ luật tổ chức đảng: khiển trách, cảnh cáo. Giải tán ends an organisation and is not ordered here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from bontot.ledger.acts import Need
from bontot.ledger.effects import Assert, Effect
from bontot.ledger.state import State
from bontot.members import discipline_rules as own
from bontot.members.measures import REPRIMAND, WARNING, Listed, Measured, cleared, deciding, listed, unlisted
from bontot.members.models import Censure
from bontot.organisations import rules
from bontot.organisations.acts import OrganisationAct


@dataclass(frozen=True, kw_only=True)
class Censuring(Measured, OrganisationAct):
    """A measure against an organisation, from the day on which it is made known."""

    rules = (rules.EXISTS, own.MEASURE_IN_ORDER, own.OFFENCE_KNOWN, own.ONE_FORM, own.LAPSES)
    form: ClassVar[str]

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def plan(self, before: State) -> Iterator[Effect]:
        said = self.measure(before, self.form, self.on)
        yield Assert(Censure(organisation_id=self.subject(before), **said))


@dataclass(frozen=True, kw_only=True)
class Reprimand(Censuring):
    """Khiển trách tổ chức đảng."""

    act: ClassVar[str] = "organisation.reprimand"
    says: ClassVar[str] = "Khiển trách tổ chức đảng"
    form: ClassVar[str] = REPRIMAND


@dataclass(frozen=True, kw_only=True)
class Warn(Censuring):
    """Cảnh cáo tổ chức đảng."""

    act: ClassVar[str] = "organisation.warn"
    says: ClassVar[str] = "Cảnh cáo tổ chức đảng"
    form: ClassVar[str] = WARNING


@dataclass(frozen=True, kw_only=True)
class Clear(Measured, OrganisationAct):
    """Xóa kỷ luật of an organisation, or thay đổi hình thức, from this day on."""

    act: ClassVar[str] = "organisation.clear_discipline"
    says: ClassVar[str] = "Xóa hoặc thay đổi hình thức kỷ luật tổ chức đảng"
    rules = (own.MEASURE_IN_ORDER, own.FORM_INSTEAD, own.FORM_OF_ORGANISATIONS)

    form: str
    instead: str = ""

    def unreadable(self) -> Iterator[tuple[str, str]]:
        yield from unlisted("form", self.form, "discipline_form")
        yield from unlisted("instead", self.instead, "discipline_form")

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def plan(self, before: State) -> Iterator[Effect]:
        known = before.facts(Censure, self.subject(before))
        new = self.measure(before, self.instead, self.on) if self.instead else None
        yield from cleared(known, self.form, self.on, new)


@dataclass(frozen=True, kw_only=True)
class Register(Listed, OrganisationAct):
    """Kê khai kỷ luật tổ chức: a row of the list of discipline of organisations."""

    act: ClassVar[str] = "organisation.discipline"
    says: ClassVar[str] = "Kê khai kỷ luật tổ chức đảng"
    enters: ClassVar[bool] = True
    rules = (
        rules.EXISTS,
        own.FORM_OF_ORGANISATIONS,
        own.MEASURE_IN_ORDER,
        own.OFFENCE_KNOWN,
        own.ONE_FORM,
        own.LAPSES,
    )

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def plan(self, before: State) -> Iterator[Effect]:
        organisation = self.subject(before)
        more = {"began": self.began, "ended": self.ended}
        said = Censure(organisation_id=organisation, **self.measure(before, self.form, self.on, **more))
        yield from listed(before.facts(Censure, organisation), said)
