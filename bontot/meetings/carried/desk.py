"""The desk at which the log of a telephone is worked off: its entries, the meeting, and what they have added so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bontot.meetings.attending import Mark, marks
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Meeting, Motion, Operation, Task
from bontot.meetings.planning import must_exist
from bontot.meetings.recording import conclusions_text
from bontot.meetings.rolls import Roll, roll

LOOKED_AT = 2_000
"""Of the latest tasks of an organisation, so many are looked at."""


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
    motions: Mapping[int, Motion] | None = None
    duties: Mapping[int, Task] | None = None
    conclusions: str | None = None
    """What stands in the records, where the desk is only looked at; None where it is asked each time, as it changes."""

    @classmethod
    def at(cls, meeting: Meeting, by: str, carried: UUID) -> Desk:
        """The desk of a meeting, with what this telephone has added to it before."""
        rows = Operation.objects.filter(carried=carried, made__isnull=False).values_list("id", "made")
        made = {id: number for id, number in rows if number is not None}
        people = roll(meeting.organisation_id, meeting.kind, meeting.day)
        return cls(meeting, by, people, made, marks(meeting))

    @classmethod
    def looked_at(cls, meeting: Meeting) -> Desk:
        """The desk as it stands, with what all telephones have added, in a constant number of statements. Nothing is written."""
        rows = Operation.objects.filter(carried__meeting=meeting, made__isnull=False).values_list(
            "id", "made"
        )
        tasks = Task.objects.filter(organisation_id=meeting.organisation_id).order_by("-id")[:LOOKED_AT]
        return cls(
            meeting, "", roll(meeting.organisation_id, meeting.kind, meeting.day),
            {id: number for id, number in rows if number is not None}, marks(meeting),
            motions={motion.id: motion for motion in Motion.objects.filter(meeting=meeting)},
            duties={task.id: task for task in tasks},
            conclusions=conclusions_text(meeting),
        )  # fmt: skip

    def motion(self, number: int) -> Motion | None:
        """The motion of the meeting with this number."""
        if self.motions is not None:
            return self.motions.get(number)
        return Motion.objects.filter(meeting=self.meeting, id=number).first()

    def duty(self, number: int) -> Task | None:
        """The task of the organisation with this number."""
        if self.duties is not None:
            return self.duties.get(number)
        return Task.objects.filter(organisation_id=self.meeting.organisation_id, id=number).first()

    def concluded(self) -> str:
        """The conclusions, one a line."""
        return conclusions_text(self.meeting) if self.conclusions is None else self.conclusions

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
