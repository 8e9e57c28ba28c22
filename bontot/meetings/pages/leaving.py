"""Trước khi đăng xuất: a browser that carries a meeting is asked first, for signing out deletes it from there."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.meetings.models import Carried
from bontot.meetings.pages.carry import COOKIE
from bontot.ui.clock import now
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """The question."""

    title: str


def carried(request: HttpRequest) -> HttpResponseBase | None:
    """A page that asks, where this browser may hold something that was not sent; None where it holds nothing."""
    if COOKIE not in request.COOKIES or not request.user.is_authenticated:
        return None
    mine = Carried.objects.filter(account=request.user.get_username(), closed_at=None, until__gt=now())
    return Page(request, "meetings/leaving.html", LeavingPage(_("Đăng xuất"))) if mine.exists() else None
