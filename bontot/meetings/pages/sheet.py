"""Trang phiếu giấy: print it, and type back what was written on it, or send photographs of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.meetings import recording
from bontot.meetings.attending import attend
from bontot.meetings.keeping import Conflict
from bontot.meetings.models import Motion
from bontot.meetings.naming import voted
from bontot.meetings.pages.cautions import caution
from bontot.meetings.pages.opening import Head, attempt, head, meeting, seen
from bontot.meetings.rolls import Line, roll
from bontot.meetings.sheets import sheet
from bontot.meetings.sheets.photo import plan
from bontot.meetings.sheets.photo.codes import REST, Sheet, drawn
from bontot.ui.page import Page
from bontot.ui.papers.pdf import compiled


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The sheet of a meeting."""

    title: str
    head: Head
    number: str
    lines: list[Line]
    motions: list[str]
    typed: str
    sheet: str
    single: list[int]
    """Pages for each of which a photograph can be taken at once."""
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit")
def sheet_page(request: Asked, id: int) -> HttpResponseBase:
    """A list to be filled in with a pen, and the box in which it is typed back."""
    found = meeting(request, id)
    people = roll(found.organisation_id, found.kind, found.day)
    motions = list(Motion.objects.filter(meeting=found).order_by("id"))
    number = sheet.number(found, people)
    problems: tuple[str, ...] = ()
    typed, printed = request.POST.get("typed", ""), request.POST.get("sheet", "")
    if request.method == "POST":
        by = request.user.get_username()

        @transaction.atomic
        def work() -> None:
            said = sheet.read(typed, printed, found, people, len(motions))
            unseen = seen(request) is not None
            rest = said.marks.keys() - said.named  # the sheet was blank
            attend(id, said.marks, {}, by, untouched=rest, decided=not unseen)
            standing = _votes(motions) if said.votes else {}  # the meeting is held by now
            for place, (for_, against, other) in sorted(said.votes.items()):
                motion = motions[place - 1].id
                count = recording.Count("card", for_, against, other)
                before, mine = standing.get(motion, ""), voted(recording.vote(id, motion, count, by))
                if unseen and before not in ("", mine):
                    raise Conflict(mine, before)

        answer, problems = attempt(
            request, "meetings.edit", found.organisation_id, work, then=reverse("meeting_course", args=[id]), says=_("Đã ghi theo phiếu.")
        )  # fmt: skip
        if answer:
            caution(request, found, answer)
            return answer
    page = SheetPage(
        title=_("Phiếu giấy"),
        head=head(request, found),
        number=number,
        lines=list(people.lines),
        motions=[motion.says for motion in motions],
        typed=typed,
        sheet=printed,
        single=plan.single(len(people)),
        problems=problems,
    )
    if request.GET.get("format") == "pdf":
        return _pdf(page, sheet.printed(found, people))
    return Page(request, "meetings/sheet.html", page, status=422 if problems else 200)


def _votes(motions: list[Motion]) -> dict[int, str]:
    """The votes on these motions as they stand now, in words."""
    found = Motion.objects.filter(id__in=[motion.id for motion in motions], passed__isnull=False)
    return {motion.id: voted(motion) for motion in found}


def printing(page: SheetPage, form: Sheet) -> dict[str, object]:
    """What stands on the printed sheet, page by page."""
    lines = [
        {"place": place, "name": line.name, "note": "" if line.must_attend else "không bắt buộc"}
        for place, line in enumerate(page.lines, 1)
    ]
    pages = range(1, plan.pages(len(lines)) + 1)
    return {
        "title": f"{page.head.says}, {page.head.organisation.name}",
        "day": f"{page.head.day:%d/%m/%Y}, {page.head.begins:%H:%M}",
        "number": page.number,
        "pages": [plan.of_page(lines, number) for number in pages],
        "codes": [drawn(form, number) for number in (*pages, REST)],
        "plan": plan.measures(),
        "motions": page.motions,
    }


def _pdf(page: SheetPage, form: Sheet) -> HttpResponse:
    answer = HttpResponse(compiled(sheet.LAYOUT, printing(page, form)), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="phieu-{page.number}.pdf"'
    answer["Cache-Control"] = "private, no-cache"
    return answer
