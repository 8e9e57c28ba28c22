"""Addresses of decisions."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.decisions.entering import act_page, offers_page
from bontot.decisions.taking_back import revoke_page
from bontot.decisions.views import changes_page, decision_page, decisions_page

urlpatterns: list[URLPattern] = [
    *both("quyet-dinh/", decisions_page, "decisions"),
    *both("quyet-dinh/moi/", offers_page, "offers"),
    path("quyet-dinh/moi/<str:act_code>/", act_page, name="act"),
    *both("quyet-dinh/<int:position>/", decision_page, "decision"),
    *both("quyet-dinh/<int:position>/<str:side>/<str:kind>/", changes_page, "changes"),
    path("quyet-dinh/<int:position>/thu-hoi/", revoke_page, name="revoke"),
]
