"""Trang dự thảo và trang thông qua: from a sample to a regulation in force in a minute, or line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, organisation
from bontot.law.parameters import parameter
from bontot.ledger import queries as ledger
from bontot.meetings.models import Meeting
from bontot.meetings.naming import title
from bontot.meetings.pages.opening import attempt, seen, writes
from bontot.meetings.written.papers import download
from bontot.members.models import Belonging, Post, Standing
from bontot.organisations.queries import Book, Named
from bontot.regulations import adopting
from bontot.regulations.adopting import Adoption, duties, duties_text
from bontot.regulations.forms import AdoptForm, Choices
from bontot.regulations.forms import sent as sent_by
from bontot.regulations.models import Regulation
from bontot.regulations.papers import regulation_paper
from bontot.regulations.phrasing import often, who_says
from bontot.regulations.rows import BLANK, Line, lines, read, sent
from bontot.regulations.samples import SAMPLES, Sample, Wanted, citation, samples_for
from bontot.regulations.words import EVERY, PROOFS, WHO
from bontot.ui.clock import today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft, line by line."""

    title: str
    organisation: Named
    exists: bool
    samples: list[tuple[str, str]]
    lines: list[Line]
    seen: str
    every: Mapping[str, str | Promise]
    who: Mapping[str, str | Promise]
    proofs: Mapping[str, str | Promise]
    edits: bool
    adopts: bool
    problems: tuple[str, ...]


def samples_of(id: int, kind: str, on: date) -> tuple[Sample, ...]:
    """The samples for an organisation as it is on the day: with a committee where its members elect one."""
    if len(fitting := samples_for(kind, committee=True)) < 2:
        return fitting
    return samples_for(kind, committee=_has_committee(id, on))


def _has_committee(id: int, on: date) -> bool:
    """Whether the branch has a committee: its posts say so, or it has so many official members that it elects one."""
    titles = Post.objects.filter(ledger.holding(on), organisation_id=id, title="chi ủy viên")
    if titles.exists():
        return True
    home = Belonging.objects.filter(ledger.holding(on), organisation_id=id, temporary=False)
    official = Standing.objects.filter(
        ledger.holding(on), standing="official", person_id__in=home.values("person_id")
    ).aggregate(number=Count("id"))["number"]
    return bool(official >= parameter("branch.committee_threshold", on).value)


def says(sample: Sample) -> str:
    """A sample in the reader's language, with how many duties it sets."""
    name = sample.says if get_language() != "en" else sample.english
    return _("%(name)s (%(number)s việc định kỳ)") % {"name": name, "number": len(sample.duties)}


@may("regulations.read", "regulations.edit")
def draft_page(request: Asked, code: str) -> HttpResponseBase:
    """Begin a draft from a sample, change it, throw it away."""
    found, on = organisation(request, code), today()
    named = Book([found.id], at=None).on(found.id, on)
    fitting = samples_of(found.id, named.kind, on)
    draft = Regulation.objects.filter(organisation_id=found.id, state="draft").first()
    if draft and (wanted := request.GET.get("format")):
        return download(regulation_paper(named, draft, on), wanted, f"du-thao-quy-che-{code}")
    rows = duties(draft) if draft else []
    shown = lines(rows)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        shown = sent(request.POST) or shown
        answer, problems = _change(request, found.id, code, fitting, _known(draft, rows))
        if answer:
            return answer
    page = DraftPage(
        title=_("Dự thảo quy chế của %(name)s") % {"name": named.name},
        organisation=named,
        exists=draft is not None,
        samples=[(each.code, says(each)) for each in fitting],
        lines=[*shown, *BLANK] if draft else [],
        seen=request.POST.get("seen", duties_text(rows)),
        every=EVERY,
        who=WHO,
        proofs=PROOFS,
        edits=writes(request, "regulations.edit", found.id),
        adopts=writes(request, "regulations.adopt", found.id),
        problems=problems,
    )
    return Page(request, "regulations/draft.html", page, status=422 if problems else 200)


def _known(draft: Regulation | None, rows: list[Wanted]) -> dict[str, Wanted]:
    sample = SAMPLES.get(draft.template) if draft else None
    return {row.key: row for row in (*(sample.duties if sample else ()), *rows) if row.key}


def _change(
    request: Asked, id: int, code: str, fitting: tuple[Sample, ...], known: dict[str, Wanted]
) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    by, do = request.user.get_username(), request.POST.get("do", "")
    here = reverse("regulation_draft", args=[code])
    if do == "begin":
        sample = next((each for each in fitting if each.code == request.POST.get("sample")), None)
        if sample is None:
            return None, (_("Hãy chọn một mẫu hợp với loại tổ chức này."),)
        return attempt(request, "regulations.edit", id, lambda: adopting.begin(id, sample, by), then=here)
    if do == "discard":
        then = reverse("regulation_of", args=[code])
        return attempt(
            request,
            "regulations.edit",
            id,
            lambda: adopting.discard(id, by),
            then=then,
            says=_("Đã bỏ dự thảo."),
        )
    wanted, wrong = read(sent(request.POST), known)
    if wrong:
        return None, tuple(wrong)
    then = reverse("regulation_adopt", args=[code]) if do == "adopt" else here
    return attempt(
        request,
        "regulations.edit",
        id,
        lambda: adopting.write(id, wanted, seen(request), by),
        then=then,
        says=_("Đã lưu dự thảo."),
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """A duty as the regulation would set it."""

    says: str
    often: str
    who: str
    source: str


@dataclass(frozen=True, slots=True)
class AdoptPage:
    """What is needed for a regulation to come into force."""

    title: str
    organisation: Named
    draft: bool
    duties: list[Preview]
    form: Form
    adopts: bool
    problems: tuple[str, ...]


@may("regulations.read", "regulations.adopt")
def adopt_page(request: Asked, code: str) -> HttpResponseBase:
    """Write down that the regulation was adopted: the draft, or a sample as it is."""
    found, on = organisation(request, code), today()
    named = Book([found.id], at=None).on(found.id, on)
    draft = Regulation.objects.filter(organisation_id=found.id, state="draft").first()
    fitting = () if draft else samples_of(found.id, named.kind, on)
    if draft is None and not fitting:
        raise Http404(_("Loại tổ chức này không có mẫu quy chế."))
    choices: Choices = [(each.code, says(each)) for each in fitting]
    initial = {"adopted_on": on, "term": _term(found.id, on)}
    form = AdoptForm(choices, _meetings(found.id), sent_by(request), initial=initial)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        sample = SAMPLES.get(form.cleaned_data.get("sample", ""))
        asked, by = _adoption(form), request.user.get_username()
        answer, problems = attempt(
            request,
            "regulations.adopt",
            found.id,
            lambda: adopting.adopt(found.id, asked, by, sample),
            then=reverse("regulation_of", args=[code]),
            says=_("Quy chế đã có hiệu lực; lịch việc đã được trải trước một năm."),
        )
        if answer:
            return answer
    rows = duties(draft) if draft else list(fitting[0].duties)
    page = AdoptPage(
        title=_("Thông qua quy chế của %(name)s") % {"name": named.name},
        organisation=named,
        draft=draft is not None,
        duties=[
            Preview(row.says, often(row.rule), who_says(row.who), citation(row.source, row.source_place))
            for row in rows
        ],
        form=form,
        adopts=writes(request, "regulations.adopt", found.id),
        problems=problems,
    )
    return Page(request, "regulations/adopt.html", page, status=422 if problems or form.errors else 200)


def _adoption(form: AdoptForm) -> Adoption:
    said = form.cleaned_data
    return Adoption(
        number=said["number"],
        adopted_on=said["adopted_on"],
        valid_from=said["valid_from"] or said["adopted_on"],
        term=said["term"],
        adopted_by=said["adopted_by"],
        kept_at=said["kept_at"],
        meeting=int(said["meeting"]) if said["meeting"] else None,
    )


def _meetings(id: int) -> Choices:
    rows = Meeting.objects.filter(organisation_id=id, state__in=("held", "approved")).order_by("-day", "-id")[
        :24
    ]
    return [(str(each.id), f"{each.day:%d/%m/%Y} — {title(each)}") for each in rows]


def _term(id: int, on: date) -> str:
    """The term of those who lead, where their posts say it."""
    held = Post.objects.filter(ledger.holding(on), organisation_id=id, title="bí thư").values_list(
        "term", flat=True
    )
    return held.first() or ""
