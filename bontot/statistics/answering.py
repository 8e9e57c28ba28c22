"""What the pages of forms and of indicators share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.organisations.queries import Book, Named
from bontot.statistics.errors import Unanswerable
from bontot.statistics.form import Form
from bontot.statistics.forms import FORMS

SHOWN = 200
"""Names on one page."""


def my_top(request: Asked, on: date) -> Named:
    """The organisation that the reader begins with, as it is called on the day; raises Http404 for none."""
    for id in request.grants.tops():
        if id in request.scope:
            return Book([id], at=None).on(id, on)
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
