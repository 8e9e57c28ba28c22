"""A line of a plan, wherever it stands: in a workbook that is being read, or in a version that has been saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bontot.ledger.acts import Origin
from bontot.reforms.sheets import HEADERS, MEMBER, OF_SHEET, ORGANISATION, POST


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan says of one organisation, member or post, and where it says so."""

    sheet: str
    """`organisation`, `member` or `post`."""
    fields: Mapping[str, Any]
    """The columns of the workbook that are filled, by the names of `reforms.sheets`; days as ISO text."""
    seen: Mapping[str, Any] = field(default_factory=dict)
    """What the ledger said of the subject when the line was entered: see `seeing`."""
    row: int = 0
    """The row in the workbook, its header being row 1."""
    file: str = ""
    flawed: bool = False

    @property
    def subject(self) -> str:
        """The code of the organisation or person that the line is about."""
        return str(self.fields.get(SUBJECTS[self.sheet], ""))

    @property
    def key(self) -> str:
        """What only one line of a sheet may be about: an organisation, a member, one post of one person."""
        if self.sheet != POST:
            return self.subject
        said = self.fields
        return "|".join(
            (self.subject, said.get("title", ""), said.get("organisation", ""), said.get("unit", ""))
        )

    @property
    def way(self) -> str:
        """How an organisation is rearranged; nothing for other lines."""
        return str(self.fields.get("way", ""))

    def says(self, name: str) -> str:
        """The text of a field, blank where it says nothing."""
        return str(self.fields.get(name, ""))

    def day(self, name: str) -> date | None:
        """The day in a field."""
        said = self.fields.get(name)
        return date.fromisoformat(said) if said else None

    def origin(self) -> Origin:
        """Where the line stands, so that what is found about its acts is shown there."""
        columns = _COLUMNS[self.sheet]
        values = {name: self.fields.get(column, "") for name, column in _FILLED[self.sheet].items()}
        sheet = OF_SHEET[self.sheet].sheet
        return Origin(self.file, sheet, self.row, columns, values, 1, self.flawed)


SUBJECTS = {ORGANISATION: "code", MEMBER: "member", POST: "person"}
_ACT_FIELDS = {
    ORGANISATION: {
        "organisation": "code",
        "absorbed": "code",
        "merged": "code",
        "heir": "related",
        "into": "related",
        "successor": "related",
    },
    MEMBER: {},
    POST: {"on": "since"},
}
"""Fields of acts that a column calls otherwise."""
_FILLED = {
    sheet: {column.field: column.field for column in OF_SHEET[sheet].columns} | renamed
    for sheet, renamed in _ACT_FIELDS.items()
}
_COLUMNS = {
    sheet: {name: HEADERS[sheet][column] for name, column in filled.items()}
    for sheet, filled in _FILLED.items()
}
