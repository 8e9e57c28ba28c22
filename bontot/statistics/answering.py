"""What the pages of forms and of indicators share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.asking import day
from bontot.access.doors import Asked
from bontot.organisations.queries import Book, Named, exists
from bontot.statistics.errors import Unanswerable
from bontot.statistics.form import SHARED_OUT, Form
from bontot.statistics.forms import FORMS
from bontot.statistics.viewing import AS_WAS, View
from bontot.ui.clock import today

SHOWN = 200
"""Names on one page."""


def my_top(request: Asked, on: date) -> Named:
    """The organisation that the reader begins with, as it is called on the day; raises Http404 for none.

    Who holds several begins with one that exists on that day.
    """
    held = [id for id in request.grants.tops() if id in request.scope]
    if held:
        there = (id for id in held if exists(id, on=on, at=None))
        first = next(there, held[0]) if len(held) > 1 else held[0]
        return Book([first], at=None).on(first, on)
    raise Http404(_("Tài khoản này chưa được giao tổ chức nào."))


def part_of(request: Asked, ids: list[int]) -> tuple[list[int], int | None]:
    """Those of `ids` that this page shows, and where the next begins; a program gets all at once."""
    if request.path.endswith(".json"):
        return ids, None
    text = request.GET.get("after", "")
    start = int(text) if text.isdecimal() and len(text) < 10 else 0
    end = start + SHOWN
    return ids[start:end], end if end < len(ids) else None


def asked_form(code: str) -> Form:
    """The form with this code. Raises Http404."""
    found = FORMS.get(code)
    if found is None:
        raise Http404(_("Không có biểu thống kê nào mang mã “%(code)s”.") % {"code": code})
    return found


@contextmanager
def answerable() -> Iterator[None]:
    """What has no answer has no page either, and says why."""
    try:
        yield
    except Unanswerable as reason:
        raise Http404(str(reason)) from reason


def asked_view(request: Asked, on: date) -> View:
    """The structure asked for by `?view=` and `?view_day=`. Raises Http404 for a view that there is not."""
    wanted, chosen = request.GET.get("view", ""), day(request, "view_day")
    if wanted == "restated":
        return View(structure=chosen or today())
    if wanted == "unchanged":
        first = chosen or date(on.year - 1, 12, 31)
        if first > on:
            raise Http404(_("Ngày để so sánh phải trước ngày của số liệu."))
        return View(unchanged=(first, on))
    if wanted:
        raise Http404(_("Không có cách xem “%(view)s”.") % {"view": wanted[:20]})
    return AS_WAS


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """The view of a page, in words, and what its form begins with."""

    wanted: str
    day: date
    says: str
    shared: str = ""
    """What is said of those who had to be shared out."""


def view_choice(view: View, *, shared: bool = False) -> ViewChoice:
    """What a page says of its view."""
    words, days = view.says
    wanted = "restated" if view.structure else "unchanged" if view.unchanged else ""
    chosen = view.structure or (view.unchanged[0] if view.unchanged else today())
    return ViewChoice(wanted, chosen, _(words) % days, _(SHARED_OUT) if shared else "")
