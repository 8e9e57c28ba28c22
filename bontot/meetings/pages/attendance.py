"""Trang điểm danh: everybody who must attend is marked as present; one touches only those who were not."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.meetings.attending import Mark, attend, expected, marks, statuses, tidy
from bontot.meetings.hours import must_fit
from bontot.meetings.keeping import Refused
from bontot.meetings.marking import hour, read, written
from bontot.meetings.models import Meeting
from bontot.meetings.pages.cautions import caution
from bontot.meetings.pages.opening import Head, attempt, head, meeting
from bontot.meetings.rolls import Line, Roll, Totals, roll
from bontot.meetings.words import PRESENCES, REASONS
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of the list as it is shown."""

    line: Line
    mark: Mark
    old: str
    """The mark that stands in the records, for finding out who else has changed it."""
    note: str


@dataclass(frozen=True, slots=True)
class AttendancePage:
    """The list of the day with everybody's mark."""

    title: str
    head: Head
    lines: list[Marked]
    presences: dict[str, str | Promise]
    reasons: dict[str, str | Promise]
    totals: Totals
    taken: bool
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def attendance_page(request: Asked, id: int) -> HttpResponseBase:
    """Mark who was there."""
    found = meeting(request, id)
    people = roll(found.organisation_id, found.kind, found.day)
    known = marks(found)
    shown = {
        line.person: known.get(line.person, Mark() if known else expected(line)) for line in people.lines
    }
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        answer, problems, shown = _save(request, found, people, shown)
        if answer:
            return answer
    page = AttendancePage(
        title=_("Điểm danh"),
        head=head(request, found),
        lines=[
            Marked(line, shown[line.person], written(known.get(line.person, Mark())), _note(line))
            for line in people.lines
        ],
        presences=dict(PRESENCES),
        reasons=dict(REASONS),
        totals=people.totals(statuses(shown)),
        taken=bool(known),
        problems=problems,
    )
    template = "meetings/attendance_ahead.html" if page.head.ahead else "meetings/attendance.html"
    return Page(request, template, page, status=422 if problems else 200)


def _save(
    request: Asked, found: Meeting, people: Roll, shown: dict[int, Mark]
) -> tuple[HttpResponseBase | None, tuple[str, ...], dict[int, Mark]]:
    try:
        mine, seen = marked(request.POST, people)
    except Refused as refused:
        return None, refused.says, shown
    answer, problems = attempt(
        request,
        "meetings.edit",
        found.organisation_id,
        lambda: _attend(request, found, people, mine, seen),
        then=reverse("meeting_course", args=[found.id]),
        says=_("Đã điểm danh."),
    )
    caution(request, found, answer)
    return answer, problems, shown | mine


def _attend(
    request: Asked, found: Meeting, people: Roll, mine: dict[int, Mark], seen: dict[int, Mark]
) -> None:
    for line in people.lines:
        must_fit(found, line.name, mine.get(line.person, Mark()))
    attend(
        found.id,
        mine,
        seen,
        request.user.get_username(),
        untouched=_untouched(request.POST, people, mine, seen),
        decided=bool(request.POST.get("both_seen")),
    )


def _untouched(said: QueryDict, people: Roll, mine: dict[int, Mark], seen: dict[int, Mark]) -> frozenset[int]:
    """Who still stands as the page proposed before anybody was marked: nobody has said so of them."""
    if any(mark != Mark() for mark in seen.values()):
        return frozenset()
    return frozenset(
        line.person
        for line in people.lines
        if f"o-{line.code}" in said and mine.get(line.person) == expected(line)
    )


def marked(said: QueryDict, people: Roll) -> tuple[dict[int, Mark], dict[int, Mark]]:
    """What was marked, and what the writer had before them. Raises Refused for names off the list and for wrong hours."""
    by_code = {line.code: line.person for line in people.lines}
    mine: dict[int, Mark] = {}
    seen: dict[int, Mark] = {}
    strangers = [name[2:] for name in said if name.startswith("s-") and name[2:] not in by_code]
    if strangers:
        raise Refused(
            _(
                "Có %(number)s người không có trong danh sách %(size)s người của buổi họp (theo sổ vào ngày họp)."
            )
            % {"number": len(strangers), "size": len(people)}
        )
    for code, person in by_code.items():
        if f"s-{code}" in said:
            status, reason = said.get(f"s-{code}", ""), said.get(f"r-{code}", "")
            came, left = hour(said.get(f"c-{code}", "")), hour(said.get(f"l-{code}", ""))
            mine[person] = tidy(Mark(status, reason, came, left))
        seen[person] = read(said.get(f"o-{code}", ""))
    return mine, seen


def _note(line: Line) -> str:
    notes = [
        (line.guest, _("sinh hoạt tạm thời tại đây")),
        (line.away, _("đang sinh hoạt tạm thời nơi khác")),
        (line.exempt, _("được miễn sinh hoạt")),
        (not line.official, _("dự bị")),
    ]
    return ", ".join(str(says) for holds, says in notes if holds)
