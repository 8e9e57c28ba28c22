"""Nội dung cấp trên yêu cầu: what reached a meeting only after its agenda was made, and taking it up."""

from __future__ import annotations

from bontot.kernel.text import said
from bontot.meetings import agenda
from bontot.meetings.agenda import Proposal
from bontot.meetings.keeping import changing
from bontot.meetings.models import Item, Meeting
from bontot.meetings.planning import Row, set_agenda


def lacking(meeting: Meeting) -> list[Proposal]:
    """Topics for the meeting that stand on no line of its agenda; none once it is held, or of a kind that has none."""
    if meeting.state not in ("planned", "invited") or meeting.kind not in agenda.WITH_TOPICS:
        return []
    wanted = list(agenda.topics(meeting.organisation_id, meeting.day))
    if not wanted:
        return []
    rows = list(Item.objects.filter(meeting=meeting).values_list("origin", "says"))
    there = {origin for origin, _says in rows} | {says for _origin, says in rows}
    return [each for each in wanted if not there & {each.origin, said(each.says, 400)}]


def take_up(meeting_id: int, origin: str, by: str) -> None:
    """Put a topic on the agenda, in its part; nothing where it stands there already. Raises Refused where it is locked."""
    with changing(meeting_id) as meeting:
        wanted = [
            Row(each.part, each.says, each.origin) for each in lacking(meeting) if each.origin == origin
        ]
        if wanted:
            items = Item.objects.filter(meeting=meeting).order_by("place", "id")
            rows = [Row(item.part, item.says, item.origin, item.id) for item in items]
            set_agenda(meeting_id, [*rows, *wanted], None, by)
