"""Trang củng cố của một tổ chức: grounds that open into rows, what people decided, the remedy, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.doors import Asked, may, organisation
from bontot.meetings.written.papers import download
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book, Named, days_of
from bontot.organisations.succession import became
from bontot.organisations.tree import lasting_tree
from bontot.strengthening import queries
from bontot.strengthening.assessing import assess
from bontot.strengthening.deciding import Forms, Place, answer, forms_of
from bontot.strengthening.listing import seal_of
from bontot.strengthening.models import Case, Change, Visit
from bontot.strengthening.opening import day_asked, decides
from bontot.strengthening.people import Candidate, called, candidates
from bontot.strengthening.remedy_paper import remedy_paper
from bontot.strengthening.showing import (
    CaseShown,
    Ground,
    StepShown,
    VisitShown,
    case_shown,
    grounds,
    steps_shown,
    visits_shown,
)
from bontot.strengthening.trail import ChangeShown, changes_shown, owners_in
from bontot.strengthening.words import STATES, STEP_STATES
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.saying import plainly


@dataclass(frozen=True, slots=True)
class RemedyShown:
    """The remedy as people read it."""

    goal: str
    owner: str
    begins: date
    deadline: date
    extended: int
    late: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """An organisation and its strengthening, as of a day."""

    title: str
    organisation: Named
    above: Named | None
    on: date
    version: str
    version_first: date
    demonstration: bool
    state: str
    state_says: str
    looked_at: bool
    ended_on: date | None
    heirs: list[Named]
    grounds: list[Ground]
    seen: str
    """The grounds in one word, for whoever decides on them."""
    aside: queries.Aside | None
    case: CaseShown | None
    days: int
    remedy: RemedyShown | None
    steps: list[StepShown]
    visits: list[VisitShown]
    history: list[CaseShown]
    changes: list[ChangeShown]
    confirms: bool
    plans: bool
    today: bool
    """Whether the day shown is today: only then people decide here."""
    forms: Forms
    results: dict[str, str]
    problems: tuple[str, ...]


@may("strengthening.read", "strengthening.confirm", "strengthening.plan")
def case_page(request: Asked, code: str) -> HttpResponseBase:
    """The grounds of a day and all that was decided; what is sent is done first, or refused with everything kept. `?format=`
    gives the remedy as a paper."""
    found = organisation(request, code)
    on = day_asked(request)
    place = _place(found, on)
    if request.method != "POST" and "format" in request.GET:
        name = f"ke-hoach-cung-co-{code}-{on.isoformat()}"
        return download(remedy_paper(place), request.GET["format"], name)
    done, problems, status, sent = answer(request, place) if request.method == "POST" else (None, (), 200, {})
    if done:
        return done
    if problems:
        place = _place(found, on)  # what stands there now, which may be another's
    return Page(request, "strengthening/case.html", _page(request, place, sent, problems), status=status)


def _place(found: Organisation, on: date) -> Place:
    case = queries.cases_on(on, [found.id]).get(found.id)
    above = lasting_tree(today()).parents.get(found.id)
    leading = [found.id, *([above] if above else [])]
    days = days_of(found.id, at=None)
    if days is None:
        raise Http404(_("Không có trang này."))
    heirs = became([found.id], on=today()).get(found.id, []) if days[1] <= today() else []
    book = Book({found.id, *leading, *heirs}, at=None)
    return Place(
        organisation=found.id,
        named=book.on(found.id, on),
        above=book.on(above, on) if above else None,
        on=on,
        case=case,
        candidates=candidates(leading, today()),
        heirs=[book.on(id, today()) for id in heirs],
        ended_on=days[1] if days[1] <= today() else None,
    )


def _page(request: Asked, place: Place, sent: dict[str, Form], problems: tuple[str, ...]) -> CasePage:
    id, on, case = place.organisation, place.on, place.case
    found = assess([id], on)
    told, read = grounds(found, id, discipline=id in request.grants.scope("discipline.read"))
    readings.note(request, read)
    aside = queries.aside_on(on, [id]).get(id)
    state = _state(case, found.weak.get(id, []), aside)
    cases = queries.history(id)
    changes = list(Change.objects.filter(case__organisation_id=id).order_by("-id")[:200])
    names = called(_owners(case, place.candidates) | owners_in(changes), on)
    remedy = getattr(case, "remedy", None) if case else None
    return CasePage(
        title=_("Củng cố: %(name)s") % {"name": place.named.name},
        organisation=place.named,
        above=place.above,
        on=on,
        version=plainly(found.version.says),
        version_first=found.version.first,
        demonstration=found.version.demonstration,
        state=state,
        state_says=str(STATES[state]),
        looked_at=id in found.kinds,
        ended_on=place.ended_on,
        heirs=place.heirs,
        grounds=told,
        seen=seal_of(found, id),
        aside=aside,
        case=_case(cases, case),
        days=(on - case.decided_on).days if case else 0,
        remedy=RemedyShown(
            remedy.goal,
            names.get(remedy.owner_id or 0, ""),
            remedy.begins,
            remedy.deadline,
            remedy.extended,
            remedy.deadline < on,
        )
        if remedy
        else None,
        steps=steps_shown(case.steps.all(), names, on) if case else [],
        visits=visits_shown(Visit.objects.filter(case_id=case.id if case else 0).order_by("-day", "-id")),
        history=[case_shown(each, _codes(cases)) for each in cases if case is None or each.id != case.id],
        changes=changes_shown(changes, names),
        confirms=decides(request, "strengthening.confirm", id),
        plans=decides(request, "strengthening.plan", id),
        today=on == today(),
        forms=forms_of(place, sent),
        results={key: str(says) for key, says in STEP_STATES.items() if key != "open"},
        problems=problems,
    )


def _state(case: Case | None, weak: list[str], aside: queries.Aside | None) -> str:
    if case is not None:
        return "listed"
    if not weak:
        return "none"
    return "aside" if aside and aside.criteria >= set(weak) else "grounds"


def _case(cases: list[Case], case: Case | None) -> CaseShown | None:
    """The case of the day, from the history, which has all its signs."""
    found = next((each for each in cases if case and each.id == case.id), None)
    return case_shown(found, _codes(cases)) if found else None


def _codes(cases: list[Case]) -> dict[int, str]:
    """The codes of the organisations whose cases these go on from."""
    ids = {each.follows.organisation_id for each in cases if each.follows}
    return dict(Organisation.objects.filter(id__in=ids).values_list("id", "code")) if ids else {}


def _owners(case: Case | None, offered: list[Candidate]) -> set[int]:
    owners = {each.person for each in offered}
    if case:
        owners |= {step.owner_id for step in case.steps.all() if step.owner_id}
        remedy = getattr(case, "remedy", None)
        owners |= {remedy.owner_id} if remedy and remedy.owner_id else set()
    return owners
