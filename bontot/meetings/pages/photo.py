"""Trang đọc phiếu từ ảnh chụp: what was read is looked at before it is written; the pictures are not kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.meetings.attending import Mark, attend, marks
from bontot.meetings.keeping import Refused, must_be_open, must_have_come
from bontot.meetings.models import Meeting
from bontot.meetings.pages.attendance import marked
from bontot.meetings.pages.cautions import caution
from bontot.meetings.pages.opening import Head, attempt, head, meeting
from bontot.meetings.planning import must_exist
from bontot.meetings.rolls import Roll, roll
from bontot.meetings.sheets import photographing, sheet
from bontot.meetings.sheets.photo import plan
from bontot.meetings.sheets.proposing import (
    Proposal,
    Summary,
    carried,
    kept,
    must_be_decided,
    proposals,
    summary,
)
from bontot.meetings.words import PRESENCES, REASONS
from bontot.ui.page import Page
from bontot.ui.receiving import too_large

SPARE = 2
"""Photographs more than pages that may be sent at once."""


@dataclass(frozen=True, slots=True)
class PhotoPage:
    """The form for photographs, or what was read of them."""

    title: str
    head: Head
    number: str
    single: list[int]
    """Pages for each of which a photograph can be taken at once."""
    kept: list[str]
    """Pages that were read before, to be sent along with the rest."""
    read_pages: list[int]
    missing: list[int]
    lines: list[Proposal]
    """Every line with what was read; empty while pages are missing."""
    summary: Summary
    presences: dict[str, str | Promise]
    reasons: dict[str, str | Promise]
    problems: tuple[str, ...]


@may("meetings.edit")
def photo_page(request: Asked, id: int) -> HttpResponseBase:
    """Send photographs of the sheet, look at what was read, and have it written down."""
    found = meeting(request, id)
    people = roll(found.organisation_id, found.kind, found.day)
    if request.method != "POST":
        return _page(request, found, people, {}, ())
    if request.POST.get("write"):
        return _write(request, found, people)
    try:
        must_be_open(found)
        must_exist(found.organisation_id, found.day)
        must_have_come(found)
        if not people.lines:
            raise Refused(_("Không có ai trong danh sách của ngày này."))
        before = kept(request.POST.getlist("kept"), found, people)
    except Refused as refused:
        return _page(request, found, people, {}, refused.says)
    most = plan.pages(len(people)) + SPARE
    read = photographing.read(_photos(request), before, found, people, most)
    problems = read.problems
    if request.FILES is not None and too_large(request):
        problems = (_("Các ảnh nặng quá nên chưa nhận được. Hãy gửi ít ảnh hơn mỗi lần."),)
    absent = photographing.missing(read.pages, people)
    if absent and read.pages and not problems:
        says = _("Còn thiếu ảnh trang %(pages)s. Những trang đã đọc được giữ lại: chỉ cần gửi thêm.")
        problems = (says % {"pages": ", ".join(map(str, absent))},)
    return _page(request, found, people, read.pages, problems)


def _photos(request: Asked) -> list[photographing.Photo]:
    sent = request.FILES.getlist("photos")
    return [photographing.Photo(each.name or "", each.size or 0, each.file) for each in sent if each.file]


def _write(request: Asked, found: Meeting, people: Roll) -> HttpResponseBase:
    """Write down what was looked at, as what is typed from the sheet is written down."""
    pages: dict[int, str] = {}
    mine: dict[int, Mark] = {}
    try:
        if wrong := sheet.wrong_sheet(request.POST.get("sheet", ""), found, people):
            raise Refused(*wrong)
        pages = kept(request.POST.getlist("kept"), found, people)
        mine, seen = marked(request.POST, people)
        must_be_decided(mine, people)
    except Refused as refused:
        return _page(request, found, people, pages, refused.says, mine)
    answer, problems = attempt(
        request,
        "meetings.edit",
        found.organisation_id,
        lambda: attend(
            found.id, mine, seen, request.user.get_username(), decided=bool(request.POST.get("both_seen"))
        ),
        then=reverse("meeting_course", args=[found.id]),
        says=_("Đã ghi theo ảnh phiếu."),
    )
    caution(request, found, answer)
    return answer or _page(request, found, people, pages, problems, mine)


def _page(
    request: Asked,
    found: Meeting,
    people: Roll,
    pages: dict[int, str],
    problems: tuple[str, ...],
    decided: dict[int, Mark] | None = None,
) -> HttpResponseBase:
    missing = photographing.missing(pages, people)
    lines = [] if missing else proposals(pages, people, marks(found), decided or {})
    page = PhotoPage(
        title=_("Đọc phiếu từ ảnh chụp"),
        head=head(request, found),
        number=sheet.number(found, people),
        single=[page for page in plan.single(len(people)) if page in missing],
        kept=carried(pages, found, people),
        read_pages=sorted(pages),
        missing=missing,
        lines=lines,
        summary=summary(lines),
        presences=dict(PRESENCES),
        reasons=dict(REASONS),
        problems=problems,
    )
    return Page(request, "meetings/photo.html", page, status=422 if problems else 200)
