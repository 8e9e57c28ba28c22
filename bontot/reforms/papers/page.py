"""Trang văn bản của một phương án: have them made, see which there are, take them along."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bontot.access.doors import Asked, may
from bontot.exchange import store
from bontot.exchange.models import UNDER_WAY, State
from bontot.exchange.showing import Standing, standing
from bontot.exchange.starting import patient, start
from bontot.reforms.asked import plan_of
from bontot.reforms.models import Printing, Reform, Stage
from bontot.reforms.papers.keeping import PACKED, contents, one
from bontot.reforms.papers.task import print_papers, sees, up_to_date
from bontot.ui.page import Page
from bontot.ui.papers import FORMATS, TYPES

SHOWN = 100
"""So many papers are shown at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper: its place among all, what it is, about which organisation."""

    number: int
    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The papers of a plan, as this account had them made."""

    title: str
    code: str
    executed: bool
    version: int
    standing: Standing | None = None
    under_way: int | None = None
    trouble: str = ""
    printing: int | None = None
    up_to_date: bool = False
    mark: str = ""
    left_out: int = 0
    with_pdf: bool = True
    """Whether the file with all papers holds them as PDF too."""
    papers: list[Entry] = field(default_factory=list)
    found: int = 0
    more: int | None = None
    formats: tuple[str, ...] = tuple(FORMATS)

    @property
    def asks_again(self) -> bool:
        """Whether the page should look again by itself."""
        return self.standing is not None and self.standing.under_way


@may("reforms.read")
def papers_page(request: Asked, code: str) -> HttpResponseBase:
    """Which papers there are, or how far the making of them is."""
    plan = plan_of(request, code)
    own = Printing.objects.filter(reform=plan, account=request.user).order_by("-id")
    last = own.first()
    running = last if last is not None and last.state != State.WRITTEN else None
    written = own.filter(state=State.WRITTEN).first()
    stands = standing(running) if running else None
    page = PapersPage(
        title=_("Văn bản của phương án"),
        code=code,
        executed=plan.state == Stage.EXECUTED,
        version=plan.version,
        standing=stands,
        under_way=running.pk if running else None,
        trouble=running.trouble if running else "",
        **(_shown(request, written, plan) if written and _still(request, written) else {}),
    )
    return Page(request, "reforms/papers.html", page)


def _shown(request: Asked, written: Printing, plan: Reform) -> dict[str, Any]:
    asked, said = request.GET.get("from", ""), written.summary
    first = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    rows = contents(store.folder(written.folder), first, SHOWN)
    papers = [Entry(first + place, row["kind"], row["code"], row["name"]) for place, row in enumerate(rows)]
    after = first + len(papers)
    return {
        "printing": written.pk,
        "up_to_date": up_to_date(written, plan),
        "mark": said["mark"],
        "left_out": said["left_out"],
        "with_pdf": said["pdf"],
        "papers": papers,
        "found": said["papers"],
        "more": after if papers and after < said["papers"] else None,
    }


def _still(request: Asked, written: Printing) -> bool:
    """Whether the files are still there, and whoever asked for them may still see as much as when they were made."""
    return written.summary["sees"] == sees(request.user) and (store.folder(written.folder) / PACKED).exists()


@may("reforms.read")
@require_POST
@patient
def begin_papers(request: Asked, code: str) -> HttpResponseBase:
    """Have the papers made as the plan stands, as work beside the pages."""
    plan = plan_of(request, code)
    own = Printing.objects.filter(reform=plan, account=request.user)
    running = own.filter(state__in=UNDER_WAY).order_by("-id").first()
    if plan.version and not (running and standing(running).under_way):
        start(Printing, request.user, State.WRITING, print_papers, reform=plan)
    return HttpResponseRedirect(reverse("reform_papers", args=[code]))


@may("reforms.read")
@require_POST
@patient
def stop_papers(request: Asked, code: str, id: int) -> HttpResponseBase:
    """Stop the making of papers that is under way."""
    printing = _own(request, code, id)
    waited = standing(printing).state == "waiting"
    store.take_turn(printing.folder)
    if waited:  # not begun, so nobody else will say that it is over
        mine = Printing.objects.filter(pk=printing.pk, turn=printing.turn, state=State.WRITING)
        mine.update(state=State.CANCELLED)
    return HttpResponseRedirect(reverse("reform_papers", args=[code]))


def _own(request: Asked, code: str, id: int) -> Printing:
    found = Printing.objects.filter(pk=id, reform=plan_of(request, code), account=request.user).first()
    if found is None:
        raise Http404(_gone())
    return found


def _written(request: Asked, code: str, id: int) -> Printing:
    found = _own(request, code, id)
    if found.state != State.WRITTEN or not _still(request, found):
        raise Http404(_gone())
    return found


def _gone() -> str:
    return _("Không có văn bản này, hoặc tệp của nó đã được xóa. Hãy lập lại văn bản.")


@may("reforms.read")
def paper_file(request: Asked, code: str, id: int, number: int, wanted: str) -> HttpResponseBase:
    """One paper as a file."""
    printing = _written(request, code, id)
    found = one(store.folder(printing.folder), number)
    if wanted not in FORMATS or found is None:
        raise Http404(_gone())
    about, paper = found
    response = HttpResponse(FORMATS[wanted](paper), content_type=TYPES[wanted])
    return _taken(response, f"{code}-{about['file'].replace('/', '-')}.{wanted}")


@may("reforms.read")
def all_papers(request: Asked, code: str, id: int) -> HttpResponseBase:
    """All papers in one packed file."""
    path = store.folder(_written(request, code, id).folder) / PACKED
    return _taken(FileResponse(path.open("rb"), content_type="application/zip"), f"{code}.zip")


def _taken[R: HttpResponseBase](response: R, name: str) -> R:
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    response.headers["Cache-Control"] = "private, no-store"
    return response
