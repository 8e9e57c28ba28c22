"""Addresses of regulations."""

from __future__ import annotations

from django.urls import URLPattern

from bontot.access.asking import both
from bontot.regulations.acting_pages import assign_page, duty_page, review_page
from bontot.regulations.drafting_page import adopt_page, draft_page
from bontot.regulations.overview import overview_page
from bontot.regulations.views import regulation_page

OF = "quy-che/<code:code>/"

urlpatterns: list[URLPattern] = [
    *both("quy-che/", overview_page, "regulations"),
    *both(f"{OF}du-thao/", draft_page, "regulation_draft"),
    *both(f"{OF}thong-qua/", adopt_page, "regulation_adopt"),
    *both(f"{OF}ra-soat/", review_page, "regulation_review"),
    *both(f"{OF}phan-cong/", assign_page, "regulation_assign"),
    *both(f"{OF}viec/<int:id>/", duty_page, "regulation_duty"),
    *both(OF, regulation_page, "regulation_of"),
]
