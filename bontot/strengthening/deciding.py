"""What is sent from the page of an organisation: each kind of thing with its form, its permission, and the work that it asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.meetings.keeping import Refused
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Named
from bontot.strengthening import listing, planning
from bontot.strengthening.forms import Choices, DecideForm, HeirForm, PlanForm, StepForm, VisitForm
from bontot.strengthening.listing import Order
from bontot.strengthening.models import Case
from bontot.strengthening.opening import attempt
from bontot.strengthening.people import Candidate
from bontot.ui.clock import today

CONFIRM, PLAN = "strengthening.confirm", "strengthening.plan"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is done: the organisation, its case of the day, and who may be named."""

    organisation: int
    named: Named
    above: Named | None
    on: date
    case: Case | None
    candidates: list[Candidate]
    heirs: list[Named]
    ended_on: date | None
    """The day from which the organisation is no more, None where it is there today."""

    def person(self, code: str) -> int | None:
        """Somebody chosen from the list."""
        return next((each.person for each in self.candidates if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page, with what was sent last."""

    decide: Form
    heir: Form
    plan: Form
    step: Form
    visit: Form


def forms_of(place: Place, sent: dict[str, Form]) -> Forms:
    """Fresh forms, but for the one that was sent."""
    made = {name: make(place, None) for name, make in _MAKERS.items()}
    return Forms(**(made | sent))


def _people(place: Place) -> Choices:
    return [(each.code, each.says) for each in place.candidates]


def _plan(place: Place, data: Any) -> Form:
    remedy = getattr(place.case, "remedy", None) if place.case else None
    initial: dict[str, object] = {"begins": max(today(), place.case.decided_on) if place.case else today()}
    if remedy:
        owner = next((e.code for e in place.candidates if e.person == remedy.owner_id), "")
        initial = {"goal": remedy.goal, "owner": owner, "begins": remedy.begins, "deadline": remedy.deadline}
    return PlanForm(_people(place), data, extending=remedy is not None, initial=initial)


_MAKERS: dict[str, Callable[[Place, Any], Form]] = {
    "decide": lambda place, data: DecideForm(data, initial={"day": today()}),
    "heir": lambda place, data: HeirForm([(each.code, each.name) for each in place.heirs], data),
    "plan": _plan,
    "step": lambda place, data: StepForm(_people(place), data),
    "visit": lambda place, data: VisitForm(today(), data),
}

type Answered = tuple[HttpResponseBase | None, tuple[str, ...], int, dict[str, Form]]


def answer(request: Asked, place: Place) -> Answered:
    """Do what was sent: where to go on, or what is wrong, with the form as it was filled in."""
    what = request.POST.get("do", "")
    if what.startswith("report-"):
        return _report(request, place, what.removeprefix("report-"))
    known = _WAYS.get(what)
    if known is None:
        raise Http404(_("Không có việc này."))
    name, permission, work, says = known
    form = _MAKERS[name](place, request.POST)
    if not form.is_valid():
        done, problems, status = attempt(
            request, permission, place.organisation, _nothing_yet, then="", says=""
        )
        return done, problems, status, {name: form}
    done, problems, status = attempt(
        request,
        permission,
        place.organisation,
        lambda: work(request, place, form.cleaned_data),
        then=reverse("strengthening_of", args=[place.named.code]),
        says=says(),
    )
    return done, problems, status, {name: form}


def _nothing_yet() -> None:
    raise Refused(_("Hãy sửa những chỗ ghi bên dưới rồi gửi lại."))


def _case(place: Place) -> int:
    if place.case is None:
        raise Refused(_("Tổ chức này không ở trong danh sách; hãy mở lại trang."))
    return place.case.id


def _order(request: Asked, place: Place, said: dict[str, Any]) -> Order:
    return Order(
        day=said.get("day") or today(),
        by=request.user.get_username(),
        reason=said["reason"],
        paper=said.get("paper", ""),
        seen_on=place.on,
        seen=request.POST.get("seen", ""),
    )


def _follow(request: Asked, place: Place, said: dict[str, Any]) -> None:
    order = _order(request, place, said)
    if not said["heir"]:
        listing.close(_case(place), order)
        return
    listing.follow(_case(place), Organisation.objects.get(code=said["heir"]).pk, order)


def _make_plan(request: Asked, place: Place, said: dict[str, Any]) -> None:
    wanted = planning.Plan(said["goal"], place.person(said["owner"]), said["begins"], said["deadline"])
    seen = None if request.POST.get("both_seen") else request.POST.get("goal_seen", "")
    planning.plan(_case(place), wanted, request.user.get_username(), seen=seen, reason=said.get("reason", ""))


def _add_step(request: Asked, place: Place, said: dict[str, Any]) -> None:
    owner = place.person(said["owner"])
    planning.add_step(_case(place), said["says"], owner, said["deadline"], request.user.get_username())


def _visit(request: Asked, place: Place, said: dict[str, Any]) -> None:
    planning.follow_up(
        _case(place), said["day"], said["way"], said["says"], said["next_on"], request.user.get_username()
    )


def _report(request: Asked, place: Place, key: str) -> Answered:
    step = int(key) if key.isdecimal() and len(key) < 18 else 0
    state, result, by = (
        request.POST.get("state", ""),
        request.POST.get("result", ""),
        request.user.get_username(),
    )
    done, problems, status = attempt(
        request,
        PLAN,
        place.organisation,
        lambda: planning.report(_case(place), step, state, result, by),
        then=reverse("strengthening_of", args=[place.named.code]),
        says=_("Đã ghi kết quả."),
    )
    return done, problems, status, {}


type Work = Callable[[Asked, Place, dict[str, Any]], object]

_WAYS: dict[str, tuple[str, str, Work, Callable[[], str]]] = {
    "confirm": (
        "decide",
        CONFIRM,
        lambda request, place, said: listing.confirm(place.organisation, _order(request, place, said)),
        lambda: _("Đã đưa vào danh sách cần củng cố."),
    ),
    "aside": (
        "decide",
        CONFIRM,
        lambda request, place, said: listing.set_aside(place.organisation, _order(request, place, said)),
        lambda: _("Đã gác căn cứ."),
    ),
    "leave": (
        "decide",
        CONFIRM,
        lambda request, place, said: listing.leave(_case(place), _order(request, place, said)),
        lambda: _("Đã đưa ra khỏi danh sách."),
    ),
    "follow": ("heir", CONFIRM, _follow, lambda: _("Đã ghi.")),
    "plan": ("plan", PLAN, _make_plan, lambda: _("Đã lưu kế hoạch.")),
    "step": ("step", PLAN, _add_step, lambda: _("Đã ghi biện pháp.")),
    "visit": ("visit", PLAN, _visit, lambda: _("Đã ghi lần theo dõi.")),
}
