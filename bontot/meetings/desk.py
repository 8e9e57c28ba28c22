"""The desk at which the log of a telephone is worked off: its entries, the meeting, and what they have added so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bontot.meetings.attending import Mark, marks
from bontot.meetings.forms import TaskForm, VoteForm
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Meeting, Operation
from bontot.meetings.planning import must_exist
from bontot.meetings.rolls import Roll, roll


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a telephone's log; `at` is by the server's clock already."""

    id: UUID
    place: int
    do: str
    at: datetime
    base: str
    """The value seen before; of no meaning where something is added."""
    says: Mapping[str, str]


@dataclass(slots=True)
class Desk:
    """What the entries of one telephone are written into: the meeting, its list, and what they have added so far."""

    meeting: Meeting
    by: str
    people: Roll
    made: dict[UUID, int] = field(default_factory=dict)
    marks: dict[int, Mark] = field(default_factory=dict)
    """How everybody stands now, with what is not written yet."""
    changed: set[int] = field(default_factory=set)
    """Whose mark is not written yet: a list of thirty is written once and not thirty times."""

    @classmethod
    def at(cls, meeting: Meeting, by: str, carried: UUID) -> Desk:
        """The desk of a meeting, with what this telephone has added to it before."""
        rows = Operation.objects.filter(carried=carried, made__isnull=False).values_list("id", "made")
        made = {id: number for id, number in rows if number is not None}
        people = roll(meeting.organisation_id, meeting.kind, meeting.day)
        return cls(meeting, by, people, made, marks(meeting))

    def person(self, code: str) -> int | None:
        """The id of somebody on the list; None for nobody. Raises Refused for a stranger, or where the branch is no more."""
        found = next((line.person for line in self.people.lines if line.code == code), None)
        if code and found is None:
            must_exist(self.meeting.organisation_id, self.meeting.day)
            raise Refused(_("Người này không có trong danh sách của buổi họp."))
        return found

    def number(self, said: str) -> int:
        """The id of a row that is named by its number, or by the entry that added it. Zero where there is none such."""
        try:
            return self.made.get(UUID(said), 0)
        except ValueError:
            return int(said) if said.isdecimal() and len(said) < 19 else 0


def valid(form: TaskForm | VoteForm) -> None:
    """Raises Refused, with every sentence, where a form is not filled in as it should be."""
    if not form.is_valid():
        raise Refused(*[f"{form[name].label}: {says}" for name, all_ in form.errors.items() for says in all_])
