"""Addresses of forms and indicators."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.statistics.home import home
from bontot.statistics.views import form_page, form_today, forms_page, names_page

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("trang-dau.json", home, name="home.json"),
    *both("bieu/", forms_page, "forms"),
    path("bieu/<code:form>/", form_today, name="form_anywhere"),
    path("bieu/<code:form>/<code:code>/", form_today, name="form_today"),
    *both("bieu/<code:form>/<code:code>/<day:on>/", form_page, "form"),
    *both("bieu/<code:form>/<code:code>/<day:on>/<code:row>/<code:column>/", names_page, "names"),
]
