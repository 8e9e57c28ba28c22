"""Điểm danh: who was there. Two people may take attendance at once; only the same name, marked differently, conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from bontot.meetings.keeping import Conflict, Refused, changing, must_have_come, trace
from bontot.meetings.models import Meeting, Presence
from bontot.meetings.planning import must_exist
from bontot.meetings.rolls import Line, Roll, roll
from bontot.meetings.words import HERE, PRESENCES, REASONS


@dataclass(frozen=True, slots=True)
class Mark:
    """How somebody was marked; a blank status says that nobody expected or saw them."""

    status: str = ""
    reason: str = ""
    came: time | None = None
    left: time | None = None

    def says(self) -> str:
        """The mark in words."""
        words = [str(PRESENCES.get(self.status, _("không tính")))]
        if self.status not in HERE and self.reason:
            words.append(str(REASONS[self.reason]))
        words += [f"{at:%H:%M}" for at in (self.came, self.left) if at]
        return ", ".join(words)


def tidy(mark: Mark) -> Mark:
    """The mark without what does not go with it: whoever was away has a reason and no hours, whoever came has no reason."""
    if mark.status not in HERE:
        return Mark(mark.status, mark.reason if mark.status else "")
    return Mark(mark.status, "", mark.came if mark.status == "late" else None, mark.left)


def expected(line: Line) -> Mark:
    """What is shown before anybody was marked: who must attend is there."""
    return Mark("present" if line.must_attend else "")


def marks(meeting: Meeting) -> dict[int, Mark]:
    """How everybody was marked so far, by the id of the person."""
    rows = Presence.objects.filter(meeting=meeting)
    return {row.person_id: Mark(row.status, row.reason, row.came, row.left) for row in rows}


def statuses(marked: Mapping[int, Mark]) -> dict[int, str]:
    """The statuses alone, for counting."""
    return {person: mark.status for person, mark in marked.items()}


def merge(
    seen: Mapping[int, Mark],
    mine: Mapping[int, Mark],
    theirs: Mapping[int, Mark],
    untouched: Collection[int] = (),
) -> tuple[dict[int, Mark], set[int]]:
    """Both changes together, from what both saw at first; and who was marked differently by the two.

    Whoever is `untouched` stands in mine as was expected: it holds where the other one has marked nobody there.
    """
    merged, torn = dict(theirs), set()
    for person, mark in mine.items():
        old, other = seen.get(person, Mark()), theirs.get(person, Mark())
        if mark in (old, other) or (person in untouched and other != Mark()):
            continue
        if other == old:
            merged[person] = mark
        else:
            torn.add(person)
    return merged, torn


def attend(
    meeting_id: int,
    mine: Mapping[int, Mark],
    seen: Mapping[int, Mark] | None,
    by: str,
    *,
    untouched: Collection[int] = (),
    decided: bool = False,
) -> Meeting:
    """Keep the marks; the meeting counts as held. Raises Refused for a name off the list, Conflict for a torn one.

    With `decided`, whoever writes has seen both: mine holds where it is torn, and nowhere else. `untouched` as in `merge`.
    """
    with changing(meeting_id) as meeting:
        must_exist(meeting.organisation_id, meeting.day)
        must_have_come(meeting)
        people = roll(meeting.organisation_id, meeting.kind, meeting.day)
        _on_the_list(mine, people)
        before = marks(meeting)
        merged, torn = merge(before if seen is None else seen, mine, before, untouched)
        if decided:
            merged |= {person: mine[person] for person in torn}
        elif torn:
            raise Conflict(_told(mine, torn, people), _told(before, torn, people))
        _write(meeting, people, merged)
        if meeting.state in ("planned", "invited"):
            meeting.state = "held"
            meeting.save(update_fields=["state"])
        changed = {p for p in {*before, *merged} if before.get(p) != merged.get(p)}
        codes = {line.person: line.code for line in people.lines}
        trace(
            meeting,
            by,
            "attend",
            {codes.get(p, str(p)): before[p].says() for p in changed if p in before},
            {codes.get(p, str(p)): merged[p].says() for p in changed if p in merged},
        )
        return meeting


def _on_the_list(mine: Mapping[int, Mark], people: Roll) -> None:
    known = {line.person for line in people.lines}
    strangers = [person for person in mine if person not in known]
    if strangers:
        raise Refused(
            _(
                "Có %(number)s người không có trong danh sách %(size)s người của buổi họp (theo sổ vào ngày họp)."
            )
            % {"number": len(strangers), "size": len(people)}
        )
    wrong = [mark.status for mark in mine.values() if mark.status not in PRESENCES and mark.status]
    wrong += [mark.reason for mark in mine.values() if mark.reason not in REASONS]
    if wrong:
        raise Refused(_("Không có cách điểm danh “%(word)s”.") % {"word": wrong[0][:20]})


def _write(meeting: Meeting, people: Roll, marked: Mapping[int, Mark]) -> None:
    Presence.objects.filter(meeting=meeting).delete()
    Presence.objects.bulk_create(
        Presence(
            meeting=meeting,
            person_id=line.person,
            status=mark.status,
            reason="" if mark.status in HERE else mark.reason,
            came=mark.came,
            left=mark.left,
            must_attend=line.must_attend,
            may_vote=line.may_vote or (line.votes_when_present and mark.status in HERE),
        )
        for line in people.lines
        if (mark := marked.get(line.person, Mark())).status
    )


def _told(marked: Mapping[int, Mark], persons: Iterable[int], people: Roll) -> str:
    names = {line.person: line.name for line in people.lines}
    return "\n".join(f"{names.get(p, p)}: {marked.get(p, Mark()).says()}" for p in sorted(persons))
