"""Kỷ luật tổ chức đảng: khiển trách, cảnh cáo. Giải tán ends an organisation and is not ordered here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from bontot.ledger.acts import Need
from bontot.ledger.effects import Assert, Effect
from bontot.ledger.state import State
from bontot.members import discipline_rules as own
from bontot.members.measures import REPRIMAND, WARNING, Ending, Listed, Measured, cleared, deciding, listed
from bontot.members.models import Censure
from bontot.organisations import rules
from bontot.organisations.acts import OrganisationAct


@dataclass(frozen=True, kw_only=True)
class OfOrganisation(Measured, OrganisationAct):
    """What every act about discipline of an organisation has in common."""

    def needs(self) -> Iterable[Need]:
        yield from super().needs()
        yield from deciding(self.by)

    def known(self, before: State) -> Sequence[Censure]:
        """The measures known so far."""
        return before.facts(Censure, self.subject(before))

    def made(self, before: State, form: str, **more: Any) -> Censure:
        """The fact that this measure is."""
        return Censure(organisation_id=self.subject(before), **self.measure(before, form, self.on, **more))


@dataclass(frozen=True, kw_only=True)
class Censuring(OfOrganisation):
    """A measure against an organisation, from the day on which it is made known."""

    rules = (rules.EXISTS, own.MEASURE_IN_ORDER, own.OFFENCE_KNOWN, own.ONE_FORM, own.LAPSES)
    form: ClassVar[str]

    def plan(self, before: State) -> Iterator[Effect]:
        yield Assert(self.made(before, self.form))


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
class Clear(Ending, OfOrganisation):
    """Xóa kỷ luật of an organisation, or thay đổi hình thức, from this day on."""

    act: ClassVar[str] = "organisation.clear_discipline"
    says: ClassVar[str] = "Xóa hoặc thay đổi hình thức kỷ luật tổ chức đảng"
    rules = (own.MEASURE_IN_ORDER, own.FORM_INSTEAD, own.FORM_OF_ORGANISATIONS)

    def plan(self, before: State) -> Iterator[Effect]:
        new = self.measure(before, self.instead, self.on) if self.instead else None
        yield from cleared(self.known(before), self.form, self.on, new)


@dataclass(frozen=True, kw_only=True)
class Register(Listed, OfOrganisation):
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

    def plan(self, before: State) -> Iterator[Effect]:
        said = self.made(before, self.form, began=self.began, ended=self.ended)
        yield from listed(self.known(before), said)
