"""Addresses of the first page, of forms and of indicators."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.members.due import TellerOfDue
from bontot.statistics.flows import flows_page
from bontot.statistics.home import home
from bontot.statistics.indicator_pages import indicator_names_page, indicators_page, indicators_today
from bontot.statistics.names import names_page
from bontot.statistics.views import form_page, form_today, forms_page


def addresses(dues: Sequence[TellerOfDue] = ()) -> list[URLPattern]:
    """The addresses; `dues` are what later chapters have to see to, as the first page says it."""
    told = {"tellers": dues}
    return [
        path("", home, told, name="home"),
        path("trang-dau.json", home, told, name="home.json"),
        *both("bieu/", forms_page, "forms"),
        path("bieu/<code:form>/", form_today, name="form_anywhere"),
        path("bieu/<code:form>/<code:code>/", form_today, name="form_today"),
        *both("bieu/<code:form>/<code:code>/<day:on>/", form_page, "form"),
        *both("bieu/<code:form>/<code:code>/<day:on>/<code:row>/<code:column>/", names_page, "names"),
        *both("co-cau/<code:code>/<day:on>/<day:then>/", flows_page, "flows"),
        path("chi-tieu/", indicators_today, name="indicators"),
        path("chi-tieu/<code:code>/", indicators_today, name="indicators_today"),
        *both("chi-tieu/<code:code>/<day:on>/", indicators_page, "indicators_of"),
        *both(
            "chi-tieu/<code:indicator>/<code:code>/<day:on>/<code:part>/",
            indicator_names_page,
            "indicator_names",
        ),
    ]
