"""Trang biên bản, nghị quyết: read it, change what is not right, approve it, send it; later only add to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.kernel.finding import Finding
from bontot.ledger.sealing import unseal
from bontot.meetings.carried.deciding import waiting
from bontot.meetings.models import Meeting
from bontot.meetings.pages.opening import Head, attempt, head, meeting, seen, writes
from bontot.meetings.record import Record, record
from bontot.meetings.words import PAPERS
from bontot.meetings.written import minutes
from bontot.meetings.written.layout import Line, lines
from bontot.meetings.written.papers import download, paper
from bontot.meetings.written.ready import LINKS, Obstacle, cautions
from bontot.ui.page import Page

FILES = {"minutes": "bien-ban", "resolution": "nghi-quyet"}
"""How the files of the papers are called."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the paper, with what changed against the one before it."""

    number: int
    by: str
    at: datetime
    changes: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Added:
    """An addendum."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against approving, or should be looked at again, with the ways to put it right."""

    says: str
    ways: list[tuple[str, str]]
    """Addresses, and what each is called."""


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """A paper of a meeting."""

    title: str
    head: Head
    kind: str
    kinds: dict[str, str | Promise]
    none: str
    """Why there is no resolution; blank where there is one."""
    there: bool
    """Whether there is this paper."""
    text: str
    seen: str
    seen_both: str
    """What tells both papers as they stand from any other."""
    lines: list[Line]
    versions: list[Version]
    stale: bool
    """Whether the records have changed since somebody edited the text."""
    fresh: list[tuple[str, str]]
    """Then what would change in the text if it was made from the records once more."""
    added: list[Added]
    findings: list[Finding]
    notes: list[Against]
    """What should be looked at again, and does not stand against it."""
    against: list[Against]
    """What stands against approving."""
    torn: int
    """How many entries of telephones wait for a decision."""
    approves: bool
    sent: bool
    sound: bool
    unvoted: bool
    """Whether the branch has scored itself and has not voted on the points."""
    formats: tuple[str, ...]
    problems: tuple[str, ...]


@may("meetings.read", "meetings.edit", "meetings.approve")
def minutes_page(request: Asked, id: int, kind: str = "minutes") -> HttpResponseBase:
    """The paper as it stands."""
    found = meeting(request, id)
    known = record(found)
    none, issued = minutes.missing(known, "resolution"), minutes.issued(known)
    if request.GET.get("format"):
        if kind not in issued:
            raise Http404(none)
        return download(
            paper(known, kind), request.GET["format"], f"{FILES[kind]}-{known.organisation.code}-{found.day}"
        )
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        answer, problems = _do(request, id, found.organisation_id, kind)
        if answer:
            return answer
    standing, stale = minutes.text(known, kind), kind in issued and minutes.stale(known, kind)
    text = request.POST.get("text", standing) if problems else standing
    page = MinutesPage(
        title=str(PAPERS[kind]),
        head=head(request, found),
        kind=kind,
        kinds=dict(PAPERS),
        none=none,
        there=kind in issued,
        text=text,
        seen=request.POST.get("seen", standing) if problems else standing,
        seen_both=minutes.digest(minutes.standing(known)),
        lines=lines(standing),
        versions=_versions(found, kind),
        stale=stale,
        fresh=minutes.differences(standing, minutes.generated(known, kind)) if stale else [],
        added=[Added(each.by, each.at, says) for each, says in minutes.addenda(found)]
        if kind == "minutes"
        else [],
        findings=known.findings,
        notes=_against(known, cautions(known)),
        against=_against(known, minutes.against(known)),
        torn=len(waiting(found)) if not found.locked else 0,
        approves=writes(request, "meetings.approve", found.organisation_id),
        sent=found.sent_at is not None,
        sound=not found.locked or minutes.sound(found),
        unvoted=known.score is not None and known.score.branch_total is None and not found.locked,
        formats=("docx", "pdf"),
        problems=problems,
    )
    return Page(request, "meetings/minutes.html", page, status=422 if problems else 200)


def _versions(found: Meeting, kind: str) -> list[Version]:
    """All but the first, each with what changed."""
    kept = minutes.drafts(found, kind)
    texts = [unseal(each.text) for each in kept]
    return [
        Version(each.version, each.by, each.at, minutes.differences(before, after))
        for each, before, after in zip(kept[1:], texts, texts[1:], strict=False)
    ]


def _against(known: Record, found: list[Obstacle]) -> list[Against]:
    if known.meeting.locked:
        return []
    return [
        Against(each.says, [(reverse(way, args=[known.meeting.id]), str(LINKS[way])) for way in each.ways])
        for each in found
    ]


def _do(
    request: Asked, id: int, organisation: int, kind: str
) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    said, by = request.POST, request.user.get_username()
    here = reverse(f"meeting_{kind}", args=[id])
    overview = reverse("meeting", args=[id])
    edits = partial(attempt, request, "meetings.edit", organisation)
    approves = partial(attempt, request, "meetings.approve", organisation)
    match said.get("do"):
        case "approve":
            sends = bool(said.get("send"))
            says = _("Đã duyệt và khóa, đã gửi cấp trên.") if sends else _("Đã duyệt và khóa.")
            seen_both = said.get("seen_both") or None  # a program may not say what it saw
            return approves(
                lambda: minutes.approve(id, by, send=sends, seen=seen_both), then=overview, says=says
            )
        case "send":
            return approves(lambda: minutes.send(id, by), then=overview, says=_("Đã gửi cấp trên."))
        case "add":
            return edits(lambda: minutes.add(id, said.get("addendum", ""), by), then=here)
        case "renew":
            return edits(lambda: minutes.renew(id, kind, by, seen=seen(request)), then=here)
    return edits(
        lambda: minutes.edit(id, kind, said.get("text", ""), seen(request), by),
        then=here,
        says=_("Đã lưu văn bản."),
    )
