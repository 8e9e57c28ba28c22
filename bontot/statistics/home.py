"""Trang đầu: the organisation that the reader begins with, at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.asking import day, position
from bontot.access.doors import Asked, may
from bontot.organisations.queries import Named
from bontot.statistics.views import my_top
from bontot.ui.clock import today
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class HomePage:
    """What stands on the first page."""

    title: str
    organisation: Named
    on: date
    at: int | None


@may("statistics.read", "own.read")
def home(request: Asked) -> HttpResponseBase:
    """Figures, charts and what is due; a member's own file for a member."""
    if not request.grants.permits("statistics.read"):
        if request.user.person_code:
            return HttpResponseRedirect(reverse("person", args=[request.user.person_code, today()]))
        raise Http404(_("Tài khoản này chưa được giao tổ chức nào."))
    on, at = day(request, "on") or today(), position(request)
    top = my_top(request, on)
    return Page(request, "statistics/home.html", HomePage(top.name, top, on, at))
