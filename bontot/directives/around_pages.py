"""Trang quanh một cam kết: a new one, what was counted, who changed what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, organisation
from bontot.directives import committing, measuring
from bontot.directives.doing import wanted
from bontot.directives.forms import CommitForm
from bontot.directives.models import Commitment, Trace
from bontot.directives.seeing import LARGEST, directives, own
from bontot.directives.shown import answering
from bontot.directives.words import DEEDS, TOLD
from bontot.ledger.traces import Traced
from bontot.meetings.models import Meeting
from bontot.meetings.naming import title
from bontot.meetings.pages.opening import attempt
from bontot.members.models import Person
from bontot.organisations.queries import Book, Named
from bontot.statistics.answering import part_of
from bontot.ui.clock import today
from bontot.ui.page import Page

EXAMPLE = "neu-guong"
"""Asked with it, the form is for a commitment to set an example."""


@dataclass(frozen=True, slots=True)
class NewCommitmentPage:
    """A commitment to be made."""

    title: str
    organisation: Named
    directive: int | None
    directive_says: str
    form: Form
    problems: tuple[str, ...]


@may("directives.commit")
def commitment_new(request: Asked, code: str) -> HttpResponseBase:
    """Commit to something: under a paper, or of one's own accord, as every year to set an example."""
    found = organisation(request, code)
    asked = request.GET.get("chi-thi", "")
    scope = request.grants.scope("directives.read")
    paper = None
    if asked.isdecimal() and len(asked) < 19:
        paper = directives(scope).filter(id=int(asked)).first() if int(asked) < LARGEST else None
        if paper is None:
            raise Http404(_("Không có văn bản này."))
    form = CommitForm(answering(request, found.id), request.POST or None, initial=_example(request, found.id))
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        made: list[Commitment] = []

        def work() -> None:
            by = request.user.get_username()
            made.append(committing.commit(found.id, wanted(form), by, directive=paper.id if paper else None))

        answer, problems = attempt(
            request, "directives.commit", found.id, work, then=reverse("directives"), says=_("Đã ghi cam kết.")
        )  # fmt: skip
        if answer:
            if made:
                answer["Location"] = reverse("commitment", args=[made[0].id])
            return answer
    page = NewCommitmentPage(
        title=_("Ghi cam kết"),
        organisation=Book([found.id], at=None).on(found.id, today()),
        directive=paper.id if paper else None,
        directive_says=f"{paper.number}: {paper.title}" if paper else "",
        form=form,
        problems=problems,
    )
    return Page(request, "directives/commit.html", page, status=422 if problems or form.errors else 200)


def _example(request: Asked, organisation: int) -> dict[str, object]:
    """What a commitment to set an example begins with: this year, its last day, and whoever leads."""
    if EXAMPLE not in request.GET:
        return {}
    year, led = today().year, committing.heads([organisation], today()).get(organisation)
    code = Person.objects.filter(id=led).values_list("code", flat=True).first() if led else None
    return {"year": year, "deadline": date(year, 12, 31), "head": code or ""}


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting that counts."""

    says: str
    organisation: str
    day: date
    href: str


@dataclass(frozen=True, slots=True)
class CountedPage:
    """The meetings behind a number."""

    title: str
    id: int
    says: str
    number: int
    meetings: list[Met]
    after: int | None


@may("directives.read")
def counted_page(request: Asked, id: int) -> HttpResponseBase:
    """The meetings that a commitment counts; as many as the number says."""
    found = own(request, id)
    if found.measure != "meetings":
        raise Http404(_("Cam kết này không đếm buổi sinh hoạt."))
    on = today()
    ids = list(measuring.meetings(found, on).values_list("id", flat=True))
    shown, after = part_of(request, ids)
    met = list(Meeting.objects.filter(id__in=shown).order_by("-day", "id"))
    book, opens = Book({each.organisation_id for each in met}, at=None), request.grants.scope("meetings.read")
    page = CountedPage(
        title=_("Các buổi sinh hoạt được đếm"),
        id=id,
        says=found.says,
        number=len(ids),
        meetings=[
            Met(
                title(each), book.on(each.organisation_id, each.day).name, each.day,
                reverse("meeting", args=[each.id]) if each.organisation_id in opens else "",
            )
            for each in met
        ],
        after=after,
    )  # fmt: skip
    return Page(request, "directives/counted.html", page)


@dataclass(frozen=True, slots=True)
class TracesPage:
    """Who changed what of a commitment."""

    title: str
    id: int
    says: str
    traces: list[Traced]


@may("directives.read")
def traces_page(request: Asked, id: int) -> HttpResponseBase:
    """Every change, the latest first."""
    found = own(request, id)
    changes = Trace.objects.filter(commitment=found).order_by("-id")[:500]
    traces = [t.told(DEEDS[t.what], TOLD) for t in changes]
    return Page(request, "directives/traces.html", TracesPage(_("Dấu vết sửa đổi"), id, found.says, traces))
