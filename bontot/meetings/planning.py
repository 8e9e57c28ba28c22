"""Chuẩn bị: the next meeting by the rule of its series, its agenda, the invitation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bontot.kernel.period import months_later
from bontot.kernel.text import said
from bontot.law.kinds import is_branch
from bontot.law.parameters import parameter
from bontot.ledger import queries as ledger
from bontot.meetings import agenda
from bontot.meetings.keeping import Conflict, Refused, changing, must_be_near, trace
from bontot.meetings.models import Item, Meeting, Motion, Series
from bontot.meetings.rolls import Roll, roll
from bontot.meetings.words import CONCLUDING
from bontot.organisations import queries as organisations
from bontot.organisations.models import Kind
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import lasting_tree
from bontot.ui.clock import now, today

EVENING = time(19, 30)
"""Where nothing is known yet of when a branch meets."""


@dataclass(frozen=True, slots=True)
class When:
    """Day, hour and place of a meeting."""

    day: date
    begins: time
    place: str


def usual_kind(organisation: int, on: date) -> str:
    """What an organisation holds month after month: a branch its regular meeting, any other one that of its committee."""
    kind = Kind.objects.filter(ledger.holding(on), organisation_id=organisation).values_list(
        "kind", flat=True
    )
    return "regular" if any(is_branch(each) for each in kind) else "committee"


def usual(organisation: int, month: date) -> When:
    """When the usual meeting of a month should be: by the series, else as last time on the prescribed day."""
    series = Series.objects.filter(organisation_id=organisation).first()
    if series:
        return When(_in_month(month, series.day), series.begins, series.place)
    before = Meeting.objects.filter(organisation_id=organisation, kind__in=("regular", "committee"))
    last = before.order_by("-kind", "-day").first()  # a branch meets where its members do
    day = _in_month(month, parameter("meeting.day", month).value)
    return When(day, last.begins if last else EVENING, last.place if last else "")


def _in_month(month: date, day: int) -> date:
    """The day of a month; its last one where the month is too short."""
    last = months_later(month.replace(day=1), 1) - timedelta(days=1)
    return month.replace(day=min(day, last.day))


def create(
    organisation: int, kind: str, month: date, by: str, *, when: When | None = None, subject: str = ""
) -> Meeting:
    """A new meeting with its agenda proposed. Raises Refused where the organisation is no more, or has one already."""
    when = when or usual(organisation, month)
    if kind in ("thematic", "extraordinary") and not said(subject, 300):
        raise Refused(_("Hãy ghi chuyên đề, hoặc lý do họp bất thường."))
    must_exist(organisation, when.day)
    must_be_near(kind, month, when.day)
    people = roll(organisation, kind, when.day)
    before = Meeting.objects.filter(organisation_id=organisation, day__lt=when.day).exclude(state="dropped")
    last = before.filter(kind=kind).order_by("-day").first()
    meeting = Meeting(
        organisation_id=organisation,
        kind=kind,
        month=month.replace(day=1),
        day=when.day,
        begins=when.begins,
        place=when.place,
        subject=said(subject, 300),
        chair_id=_chair(people),
        secretary_id=_secretary(people, last),
    )
    try:
        with transaction.atomic():
            meeting.save()
            since = last.day if last else months_later(when.day, -1)
            _propose(meeting, since)
            trace(meeting, by, "plan", {}, {"day": when.day, "kind": kind})
    except IntegrityError as reason:
        raise Refused(_("Tháng này đã có buổi họp loại ấy; hãy mở buổi họp đã có.")) from reason
    return meeting


def must_exist(organisation: int, day: date) -> None:
    """Raises Refused, naming the successor, where the organisation does not exist on the day."""
    if organisations.exists(organisation, on=day, at=None):
        return
    named = Book([organisation], at=None).on(organisation, day)
    days = organisations.days_of(organisation, at=None)
    says = _("%(name)s không hoạt động vào ngày %(day)s.") % {"name": named.name, "day": f"{day:%d/%m/%Y}"}
    if days and days[1] <= day:
        says = _("%(name)s đã kết thúc từ ngày %(day)s.") % {"name": named.name, "day": f"{days[1]:%d/%m/%Y}"}
        if heir := successor(organisation, day):
            says += " " + _("Tổ chức kế thừa là %(name)s (%(code)s): hãy họp ở đó.") % {
                "name": heir.name,
                "code": heir.code,
            }
    raise Refused(says)


def successor(organisation: int, day: date) -> Named | None:
    """The branch that took over from one that is no more: it stands under it in the lasting tree."""
    path = lasting_tree(today()).path(organisation)[:-1]
    heir = Book(path[-1:], at=None).on(path[-1], day) if path else None
    return heir if heir and is_branch(heir.kind) else None


def _chair(people: Roll) -> int | None:
    """The secretary of the branch; without one, whoever comes next."""
    titled = [line for line in people.lines if line.title and not line.guest]
    ranks = ("bí thư", "phó bí thư thường trực", "phó bí thư")
    known = [line for line in titled if line.title in ranks]
    return min(known, key=lambda line: ranks.index(line.title)).person if known else None


def _secretary(people: Roll, last: Meeting | None) -> int | None:
    """Who wrote last time, if still on the list; else another member of the committee."""
    if last and last.secretary_id and people.of(last.secretary_id):
        return last.secretary_id
    others = [line.person for line in people.lines if line.title and line.person != _chair(people)]
    return others[0] if others else None


def _propose(meeting: Meeting, since: date) -> None:
    lines = agenda.propose(meeting.organisation_id, meeting.kind, meeting.day, since, meeting.subject)
    Item.objects.bulk_create(
        Item(meeting=meeting, place=i, part=line.part, says=line.says, origin=line.origin)
        for i, line in enumerate(lines)
    )
    motions = [
        Motion(meeting=meeting, says=line.says[:400], about="confirm")
        for line in lines
        if line.origin.startswith("confirm:")
    ]
    motions.append(Motion(meeting=meeting, says=str(CONCLUDING), about="conclude"))
    Motion.objects.bulk_create(motions)


def when_text(when: When | Meeting) -> str:
    """Day, hour and place as one text: what two people compare."""
    return f"{when.day:%d/%m/%Y}, {when.begins:%H:%M}, {when.place}"


def who_text(people: Roll, chair: int | None, secretary: int | None) -> str:
    """Who leads and who writes as one text: what two people compare."""
    names = {line.person: line.name for line in people.lines}
    return _("Chủ trì: %(chair)s; thư ký: %(secretary)s") % {
        "chair": names.get(chair or 0, "–"),
        "secretary": names.get(secretary or 0, "–"),
    }


def reschedule(
    meeting_id: int,
    when: When,
    chair: int | None,
    secretary: int | None,
    by: str,
    *,
    keep: bool,
    seen: str | None = None,
    seen_who: str | None = None,
) -> None:
    """Another day, hour, place, chair or secretary; `keep` makes hour, place and day the rule of the usual meetings.

    Whoever was invited is to be invited anew. `seen` and `seen_who` as for the agenda. Raises Conflict, Refused.
    """
    when = When(when.day, when.begins, said(when.place, 200))
    with changing(meeting_id) as meeting:
        must_exist(meeting.organisation_id, when.day)
        if when.day != meeting.day:
            must_be_near(meeting.kind, meeting.month, when.day)
        people = roll(meeting.organisation_id, meeting.kind, meeting.day)
        theirs, mine = when_text(meeting), when_text(when)
        their_who, my_who = (
            who_text(people, meeting.chair_id, meeting.secretary_id),
            who_text(people, chair, secretary),
        )
        torn = [
            (ours, others)
            for ours, others, before in ((mine, theirs, seen), (my_who, their_who, seen_who))
            if before is not None and ours != before and others not in (before, ours)
        ]
        if torn:
            raise Conflict("\n".join(ours for ours, _others in torn), "\n".join(o for _ours, o in torn))
        before = {"day": meeting.day, "begins": meeting.begins, "place": meeting.place}
        if mine not in (theirs, seen):
            meeting.day, meeting.begins, meeting.place = when.day, when.begins, when.place
            if meeting.state == "invited":
                meeting.state, meeting.invited_at = "planned", None
        if my_who != seen_who:
            meeting.chair_id, meeting.secretary_id = chair, secretary
        meeting.save(update_fields=["day", "begins", "place", "chair", "secretary", "state", "invited_at"])
        after = {"day": meeting.day, "begins": meeting.begins, "place": meeting.place}
        trace(meeting, by, "plan", before, after)
        if keep and meeting.kind == usual_kind(meeting.organisation_id, meeting.day):
            Series.objects.update_or_create(
                organisation_id=meeting.organisation_id,
                defaults={"day": meeting.day.day, "begins": meeting.begins, "place": meeting.place},
            )


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the agenda as somebody wrote it."""

    part: str
    says: str
    origin: str = ""
    id: int = 0
    """Of the line as it is kept; zero for a new one, and where the writer does not say."""


def agenda_text(rows: Sequence[Row | Item]) -> str:
    """An agenda as one text: what two people compare."""
    return "\n".join(f"{row.part}: {row.says}" for row in rows)


def set_agenda(meeting_id: int, rows: Sequence[Row], seen: str | None, by: str) -> None:
    """Replace the agenda; `seen` is the text that the writer had before them, None for whoever has seen both.

    Raises Conflict where somebody else has changed it meanwhile, Refused where it is locked.
    """
    wanted = [
        Row(row.part, said(row.says, 400), said(row.origin, 80), row.id)
        for row in rows
        if said(row.says, 400)
    ]
    wanted.sort(key=lambda row: agenda.order(row.part))
    with changing(meeting_id) as meeting:
        items = list(Item.objects.filter(meeting=meeting).order_by("place", "id"))
        theirs, mine = agenda_text(items), agenda_text(wanted)
        if theirs == mine:
            return
        if seen is not None and "\n".join(seen.splitlines()) != theirs:
            raise Conflict(mine, theirs)
        _keep_lines(meeting, items, wanted)
        trace(meeting, by, "agenda", {"agenda": theirs}, {"agenda": mine})


def _keep_lines(meeting: Meeting, items: Sequence[Item], wanted: Sequence[Row]) -> None:
    """A line that goes on stays the same row, whatever its words are now: what was laid before it stays with it."""
    left = {item.id: item for item in items}
    kept = [left.pop(row.id, None) for row in wanted]
    for i, row in enumerate(wanted):
        same = (item for item in left.values() if (item.part, item.says) == (row.part, row.says))
        if kept[i] is None and (found := next(same, None)):
            kept[i] = left.pop(found.id)
    new = []
    for i, (row, item) in enumerate(zip(wanted, kept, strict=True)):
        line = item or Item(meeting=meeting)
        line.place, line.part, line.says, line.origin = i, row.part, row.says, row.origin
        if item is None:
            new.append(line)
    Item.objects.bulk_update([item for item in kept if item], ["place", "part", "says", "origin"])
    Item.objects.bulk_create(new)
    Item.objects.filter(id__in=list(left)).delete()


def invite(meeting_id: int, by: str) -> None:
    """Say that everybody has been invited, now."""
    with changing(meeting_id) as meeting:
        if meeting.invited_at is None:
            meeting.invited_at = now()
            if meeting.state == "planned":
                meeting.state = "invited"
            meeting.save(update_fields=["invited_at", "state"])
            trace(meeting, by, "invite", {}, {"invited_at": meeting.invited_at})


def drop(meeting_id: int, reason: str, by: str) -> None:
    """There will be no meeting. Raises Refused without a reason, or where it has been held."""
    with changing(meeting_id) as meeting:
        if meeting.state == "held":
            raise Refused(_("Buổi họp đã điểm danh nên không ghi là không họp được."))
        if not said(reason, 300):
            raise Refused(_("Hãy ghi lý do không họp."))
        before = {"state": meeting.state, "subject": meeting.subject}
        meeting.state, meeting.subject = "dropped", said(reason, 300)
        meeting.save(update_fields=["state", "subject"])
        trace(meeting, by, "plan", before, {"state": "dropped", "subject": meeting.subject})
