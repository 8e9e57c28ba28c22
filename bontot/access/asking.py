"""What an address asks: a day, a position of the ledger, and whether people or programs are to read the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, register_converter
from django.utils.translation import gettext as _

from bontot.access.doors import View
from bontot.kernel.codes import IN_ADDRESS, from_address, in_address
from bontot.kernel.period import EVER, OPEN
from bontot.ledger import queries as ledger
from bontot.ui.days import read_day


class Day:
    """A day in an address, in ISO order; one that there is not, or that stands for no day, is told so."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, text: str) -> date:
        """The day. Raises Http404: no other address is meant by what looks like a day."""
        try:
            found = date.fromisoformat(text)
        except ValueError as reason:
            says = _("Không có ngày “%(day)s” trong lịch; hãy kiểm tra lại ngày trong địa chỉ.")
            raise Http404(says % {"day": text}) from reason
        if found == OPEN:
            raise Http404(_("Ngày 31/12/9999 nghĩa là “chưa kết thúc”, không phải một ngày để xem."))
        if found == EVER:
            raise Http404(_("Ngày 01/01/0001 nghĩa là “từ trước đến nay”, không phải một ngày để xem."))
        return found

    def to_url(self, day: date | str) -> str:
        return day if isinstance(day, str) else day.isoformat()


class Code:
    """A code in an address: one part of it. Any code that a ledger holds can be written so (`kernel.codes`)."""

    regex = IN_ADDRESS

    def to_python(self, text: str) -> str:
        return from_address(text)

    def to_url(self, code: str) -> str:
        return in_address(str(code))


register_converter(Day, "day")
register_converter(Code, "code")


def both(route: str, view: View, name: str, kwargs: Mapping[str, Any] | None = None) -> list[URLPattern]:
    """The two addresses of a page: for people, and ending in `.json` for programs."""
    given = dict(kwargs or {})
    return [
        path(route, view, given, name=name),
        path(f"{route.removesuffix('/')}.json", view, given, name=f"{name}.json"),
    ]


def position(request: HttpRequest) -> int | None:
    """The ledger position asked by `?at=`, None for now. Raises Http404 where the ledger has none such."""
    text = request.GET.get("at", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 15 or int(text) > ledger.end():
        raise Http404(_("Sổ quyết định không có số thứ tự “%(at)s”.") % {"at": text[:20]})
    return int(text)


def day(request: HttpRequest, name: str) -> date | None:
    """A day asked by a parameter, None where it is blank. Raises Http404 where there is no such day."""
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        return read_day(text)
    except ValueError as reason:
        raise Http404(_("Không có ngày “%(day)s”; hãy viết như 30/06/2024.") % {"day": text[:20]}) from reason
