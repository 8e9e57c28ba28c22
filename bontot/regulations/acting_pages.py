"""Trang rà soát, trang phân công, trang của một lần phải làm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, organisation
from bontot.meetings.keeping import Refused
from bontot.meetings.pages.opening import attempt, seen, writes
from bontot.members.picking import finders
from bontot.organisations.queries import Book, Named
from bontot.regulations import adopting, assigning, doing
from bontot.regulations.forms import AssignForm, DoForm, ReviewForm, sent
from bontot.regulations.listing import Listed, listed
from bontot.regulations.models import Duty, Occurrence, Regulation
from bontot.regulations.showing import AssignmentShown, Shown, assignments, assignments_shown, shown
from bontot.ui.clock import today
from bontot.ui.days import read_day
from bontot.ui.page import Page
from bontot.ui.picking import PERSON, looks_for, offer, only_looked


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The regulation as it is, and a form that says that it was looked at again."""

    title: str
    organisation: Named
    regulation: Shown
    form: Form
    seen: str
    adopts: bool
    problems: tuple[str, ...]


def _in_force(id: int) -> Regulation:
    """The regulation in force. Raises Http404 where there is none."""
    found = Regulation.objects.filter(organisation_id=id, state="in_force").first()
    if found is None:
        raise Http404(_("Chưa có quy chế nào đang thi hành."))
    return found


@may("regulations.read", "regulations.adopt")
def review_page(request: Asked, code: str) -> HttpResponseBase:
    """Say that the regulation was reviewed, and whether it stays."""
    found = organisation(request, code)
    current = _in_force(found.id)
    form = ReviewForm(sent(request), initial={"on": today()})
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        said, by = form.cleaned_data, request.user.get_username()
        then = "regulation_draft" if said["revise"] else "regulation_of"
        answer, problems = attempt(
            request,
            "regulations.adopt",
            found.id,
            lambda: adopting.review(
                found.id, said["on"], said["note"], seen(request), by, revise=said["revise"]
            ),
            then=reverse(then, args=[code]),
            says=_("Đã ghi kết quả rà soát."),
        )
        if answer:
            return answer
    named = Book([found.id], at=None).on(found.id, today())
    page = ReviewPage(
        title=_("Rà soát quy chế của %(name)s") % {"name": named.name},
        organisation=named,
        regulation=shown(current),
        form=form,
        seen=request.POST.get("seen", adopting.review_text(current)),
        adopts=writes(request, "regulations.adopt", found.id),
        problems=problems,
    )
    return Page(request, "regulations/review.html", page, status=422 if problems or form.errors else 200)


@dataclass(frozen=True, slots=True)
class AssignPage:
    """Who has what in hand."""

    title: str
    organisation: Named
    today: date
    assignments: list[AssignmentShown]
    form: Form
    edits: bool
    problems: tuple[str, ...]


@may("regulations.read", "regulations.edit")
def assign_page(request: Asked, code: str) -> HttpResponseBase:
    """Put something into somebody's hands, or take it out of them."""
    found, on = organisation(request, code), today()
    current = _in_force(found.id)
    people = assigning.candidates(found.id, on)
    duties = Duty.objects.filter(regulation=current).order_by("place").values_list("id", "says")
    ending = request.POST.get("do") == "end"
    data = request.POST if request.method == "POST" and not ending else None
    form = AssignForm(people, [(str(id), says) for id, says in duties], data, initial={"since": on})
    offer(form, finders(request.grants))
    problems: tuple[str, ...] = ()
    answer: HttpResponseBase | None = None
    if ending:
        answer, problems = _end(request, found.id, code)
    elif request.method == "POST" and form.is_valid() and not looks_for(request.POST):
        answer, problems = _assign(request, found.id, code, form, {each for each, _name in people})
    elif request.method == "POST" and looks_for(request.POST):
        only_looked(form)
    if answer:
        return answer
    named = Book([found.id], at=None).on(found.id, on)
    page = AssignPage(
        title=_("Phân công của %(name)s") % {"name": named.name},
        organisation=named,
        today=on,
        assignments=assignments_shown(assignments(current), on),
        form=form,
        edits=writes(request, "regulations.edit", found.id),
        problems=problems,
    )
    return Page(request, "regulations/assign.html", page, status=422 if problems or form.errors else 200)


def _assign(
    request: Asked, id: int, code: str, form: AssignForm, people: set[str]
) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    said, by = form.cleaned_data, request.user.get_username()
    person = said["person"] or said["other"]
    if person not in people and person not in finders(request.grants)[PERSON].known([person]):
        person = ""  # whoever may not be seen does not exist
    duty = int(said["duty"]) if said["duty"] else None
    asked = assigning.Asked(person, said["field"], said["since"], said["follows"], duty)
    return attempt(
        request,
        "regulations.edit",
        id,
        lambda: assigning.assign(id, asked, by),
        then=reverse("regulation_assign", args=[code]),
        says=_("Đã phân công."),
    )


def _end(request: Asked, id: int, code: str) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    number, by = request.POST.get("assignment", ""), request.user.get_username()
    until, before = request.POST.get("until", ""), seen(request)

    def work() -> None:
        try:
            day = read_day(until)
        except ValueError as reason:
            raise Refused(_("Hãy viết ngày, tháng, năm, như 30/06/2024.")) from reason
        assigning.end(id, _number(number), day, before, by)

    then = reverse("regulation_assign", args=[code])
    return attempt(request, "regulations.edit", id, work, then=then, says=_("Đã thôi phân công."))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


@dataclass(frozen=True, slots=True)
class DutyPage:
    """A duty on one of its days."""

    title: str
    organisation: Named
    each: Listed
    form: Form
    edits: bool
    checks: bool
    problems: tuple[str, ...]


@may("regulations.read", "regulations.edit", "regulations.check")
def duty_page(request: Asked, code: str, id: int) -> HttpResponseBase:
    """Say that it was done, that it was not after all, or, from above, that it has been looked at."""
    found, on = organisation(request, code), today()
    rows = Occurrence.objects.filter(organisation_id=found.id).select_related("duty")
    row = rows.filter(id=id).first() if id < 2**62 else None
    if row is None:
        raise Http404(_("Không có việc này trong quy chế của tổ chức."))
    does = request.method == "POST" and request.POST.get("do", "done") == "done"
    form = DoForm(on, request.POST if does else None)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and (not does or form.is_valid()):
        answer, problems = _press(request, found.id, code, id, form if does else None)
        if answer:
            return answer
    named = Book([found.id], at=None).on(found.id, on)
    page = DutyPage(
        title=row.duty.says,
        organisation=named,
        each=listed([row], on)[0],
        form=form,
        edits=writes(request, "regulations.edit", found.id),
        checks=writes(request, "regulations.check", found.id),
        problems=problems,
    )
    return Page(request, "regulations/duty.html", page, status=422 if problems or form.errors else 200)


def _press(
    request: Asked, organisation_id: int, code: str, id: int, form: DoForm | None
) -> tuple[HttpResponseBase | None, tuple[str, ...]]:
    by, before, why = request.user.get_username(), seen(request), request.POST.get("why", "")
    then = reverse("regulation_of", args=[code])
    if form is not None:
        said = form.cleaned_data
        return attempt(
            request,
            "regulations.edit",
            organisation_id,
            lambda: doing.do(organisation_id, id, said["on"], said["evidence"], said["note"], before, by),
            then=then,
            says=_("Đã ghi."),
        )
    if request.POST.get("do") == "undo":
        return attempt(
            request,
            "regulations.edit",
            organisation_id,
            lambda: doing.undo(organisation_id, id, before, by),
            then=then,
            says=_("Việc này lại là chưa làm."),
        )
    right = request.POST.get("do") == "right"
    return attempt(
        request,
        "regulations.check",
        organisation_id,
        lambda: doing.check(organisation_id, id, right, why, before, by),
        then=then,
        says=_("Đã ghi kết quả kiểm tra."),
    )
