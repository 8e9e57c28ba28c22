"""What may be ordered of the administrative unit that an organisation works in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from bontot.kernel.text import clean
from bontot.ledger import timeline
from bontot.ledger.effects import Effect
from bontot.ledger.state import State
from bontot.organisations import rules
from bontot.organisations.acts import OrganisationAct
from bontot.organisations.models import Territory


@dataclass(frozen=True, kw_only=True)
class ChangeTerritory(OrganisationAct):
    """Đổi địa bàn: from a day on it works in another administrative unit, or its unit is called otherwise."""

    act: ClassVar[str] = "organisation.change_territory"
    says: ClassVar[str] = "Đổi địa bàn của tổ chức đảng"
    rules = (rules.EXISTS,)

    territory: str

    def plan(self, before: State) -> Iterator[Effect]:
        subject = self.subject(before)
        new = Territory(organisation_id=subject, territory=clean(self.territory), valid_from=self.on)
        yield from timeline.begin(before.facts(Territory, subject), new)
