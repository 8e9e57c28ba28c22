"""What the published report says. The generator alone knows these numbers; the program computes them from the records."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

MEMBERS_ON = date(2023, 12, 31)
"""The day on which the province has the asked number of members."""
POSTS_ON = date(2024, 6, 30)
CUT_OFF = date(2024, 12, 31)
"""The last day that the workbooks know of."""


@dataclass(frozen=True)
class Targets:
    """The twelve figures of the term report; a pair is *those who* of *all of whom*."""

    members: int = 89_455
    admitted: int = 8_807
    removed_by_screening: int = 427
    trained_update: int = 50_575
    trained_committee_members: int = 4_146
    trained_branch_secretaries: int = 3_565
    secretary_and_council_chair: int = 145
    secretary_and_commune_chair: int = 9
    agency_head_secretaries: tuple[int, int] = (115, 123)
    service_head_secretaries: tuple[int, int] = (103, 108)
    enterprise_owner_secretaries: tuple[int, int] = (38, 45)
    village_heads_members: tuple[int, int] = (2_018, 2_148)

    def at(self, members: int) -> Targets:
        """The same proportions in a province of `members` members; nothing falls to zero."""
        if members == self.members:
            return self

        def near(value: int) -> int:
            return max(1, round(value * members / self.members))

        scaled: dict[str, int | tuple[int, int]] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, tuple):
                whole = near(value[1])
                scaled[field.name] = (min(near(value[0]), whole), whole)
            else:
                scaled[field.name] = near(value)
        return Targets(**scaled)  # type: ignore[arg-type]  # names and numbers of its own fields


PUBLISHED = Targets()
