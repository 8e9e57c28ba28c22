"""Trang các kỳ sinh hoạt, và trang của một buổi họp."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, organisation
from bontot.kernel.finding import Finding
from bontot.kernel.period import months_later
from bontot.law.kinds import is_branch
from bontot.ledger.traces import Traced
from bontot.meetings import planning
from bontot.meetings.agenda import Proposal
from bontot.meetings.carried.deciding import Kept, Waiting, carriers, waiting
from bontot.meetings.models import Meeting, Trace
from bontot.meetings.months import Due, Tally, due, gaps, is_branch_on, latest, overview
from bontot.meetings.naming import title
from bontot.meetings.pages.handouts import Shown, shown
from bontot.meetings.pages.opening import Head, attempt, head, meeting, writes
from bontot.meetings.record import record
from bontot.meetings.rolls import Totals, kept
from bontot.meetings.topics import lacking
from bontot.meetings.words import BANDS, DEEDS, STATES, TOLD
from bontot.meetings.written.layout import Line, lines
from bontot.meetings.written.minutes import text
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book, Named
from bontot.ui.clock import today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting in the list of a branch."""

    id: int
    says: str
    subject: str
    day: date
    state: str
    state_says: str
    attended: int | None
    must_attend: int | None


@dataclass(frozen=True, slots=True)
class MonthsPage:
    """The meetings of an organisation, and for a committee the month of its branches."""

    title: str
    organisation: Named
    month: date
    earlier: date
    later: date
    branch: bool
    due: Due | None
    findings: list[Finding]
    """Which meetings are missing."""
    meetings: list[Listed]
    committee: list[Listed]
    """Those of its committee."""
    tallies: list[Tally]
    total: Tally | None
    edits: bool
    problems: tuple[str, ...]


@may("meetings.read")
def my_meetings(request: Asked) -> HttpResponseBase:
    """The meetings of the top of what I may see."""
    for id in request.grants.tops():
        code = Organisation.objects.filter(id=id).values_list("code", flat=True).first()
        if code and id in request.scope:
            return HttpResponseRedirect(reverse("meetings_of", args=[code]))
    raise Http404(_("Tài khoản này chưa được giao tổ chức nào."))


@may("meetings.read")
def months_page(request: Asked, code: str) -> HttpResponseBase:
    """The list of meetings, what is due next; and who below has met in a month."""
    found = organisation(request, code)
    on, month = today(), _month(request.GET.get("month", ""))
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        answer, problems = _open(request, found.id, code)
        if answer:
            return answer
    named = Book([found.id], at=None).on(found.id, on)
    branch = is_branch(named.kind)  # of one that is no more, what it was
    met = latest(found.id)
    tallies = [] if branch else overview(found.id, month, on)
    page = MonthsPage(
        title=_("Sinh hoạt của %(name)s") % {"name": named.name},
        organisation=named,
        month=month,
        earlier=months_later(month, -1),
        later=months_later(month, 1),
        branch=branch,
        due=due(found.id, on),
        findings=gaps(found.id, on) if is_branch_on(found.id, on) else [],
        meetings=[_listed(each) for each in met if each.kind != "committee"],
        committee=[_listed(each) for each in met if each.kind == "committee"],
        tallies=tallies,
        total=_total(named, tallies) if tallies else None,
        edits=writes(request, "meetings.edit", found.id),
        problems=problems,
    )
    return Page(request, "meetings/months.html", page, status=422 if problems else 200)


def _month(text: str) -> date:
    """The month asked as `2026-11`, this one where none is asked. Raises Http404 for one that there is not."""
    if not text:
        return today().replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as reason:
        raise Http404(_("Không có tháng “%(text)s”.") % {"text": text[:20]}) from reason


def _open(request: Asked, organisation_id: int, code: str) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    """Open the usual meeting of a month, and go on to prepare it."""
    month = _month(request.POST.get("month", ""))
    opened: list[Meeting] = []

    def work() -> None:
        kind = planning.usual_kind(organisation_id, today())
        opened.append(planning.create(organisation_id, kind, month, request.user.get_username()))

    answer, problems = attempt(
        request, "meetings.edit", organisation_id, work, then=reverse("meetings_of", args=[code])
    )
    if answer and opened:
        return HttpResponseRedirect(reverse("meeting_agenda", args=[opened[0].id])), ()
    return answer, problems


def _listed(each: Meeting) -> Listed:
    known = kept(each)
    counted = known if known and known.taken else None
    return Listed(
        each.id,
        title(each),
        each.subject,
        each.day,
        each.state,
        str(STATES[each.state]),
        counted.attended if counted else None,
        counted.must_attend if counted else None,
    )


def _total(named: Named, tallies: list[Tally]) -> Tally:
    total = Tally(named, branch=False)
    for tally in tallies:
        for name in (
            "expected",
            "met",
            "approved",
            "sent",
            "late",
            "missing",
            "must_attend",
            "attended",
            "others",
            "committees",
            "unwritten",
        ):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
    return total


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting at a glance."""

    title: str
    head: Head
    totals: Totals | None
    lacking: list[Proposal]
    """What the superiors want and the agenda lacks."""
    findings: list[Finding]
    lines: list[Line]
    """The minutes, once they are approved."""
    score: list[tuple[str, int | None]]
    band: str
    grades: bool
    approves: bool
    sent_at: datetime | None
    handouts: list[Shown]
    carried: list[Kept]
    waiting: list[Waiting]
    """What telephones have sent that differs from the records, and waits for somebody to decide."""
    traces: int


@may("meetings.read")
def meeting_page(request: Asked, id: int) -> HttpResponseBase:
    """Where the meeting stands, and the next thing to do."""
    found = meeting(request, id)
    known = record(found)
    score = known.score
    page = MeetingPage(
        title=title(found),
        head=head(request, found),
        totals=known.totals,
        lacking=lacking(found),
        findings=known.findings,
        lines=lines(text(known, "minutes")) if found.locked else [],
        score=[
            (_("Tự chấm"), score.self_total),
            (_("Chi bộ biểu quyết"), score.branch_total),
            (_("Cấp trên xác nhận"), score.superior_total),
        ]
        if score
        else [],
        band=str(BANDS[score.band]) if score and score.band else "",
        grades=writes(request, "meetings.grade", found.organisation_id),
        approves=writes(request, "meetings.approve", found.organisation_id),
        sent_at=found.sent_at,
        handouts=shown(request, id, known.handouts),
        carried=carriers(found),
        waiting=waiting(found),
        traces=Trace.objects.filter(meeting=found).count(),
    )
    return Page(request, "meetings/meeting.html", page)


@dataclass(frozen=True, slots=True)
class TracesPage:
    """Who changed what of a meeting."""

    title: str
    head: Head
    traces: list[Traced]


@may("meetings.read")
def traces_page(request: Asked, id: int) -> HttpResponseBase:
    """Every change, the latest first."""
    found = meeting(request, id)
    rows = Trace.objects.filter(meeting=found).order_by("-id")[:500]
    traces = [t.told(DEEDS[t.what], TOLD) for t in rows]
    return Page(
        request, "meetings/traces.html", TracesPage(_("Dấu vết sửa đổi"), head(request, found), traces)
    )
