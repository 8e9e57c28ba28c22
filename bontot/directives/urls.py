"""Addresses of papers, commitments, and words and deeds."""

from __future__ import annotations

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.directives.around_pages import commitment_new, counted_page, traces_page
from bontot.directives.commitment_page import commitment_page
from bontot.directives.directive_pages import directive_new, directive_page, directives_page
from bontot.directives.import_page import blank_book, import_page
from bontot.directives.listing import of_head, of_organisation, under_commitment, under_directive
from bontot.directives.said_pages import head_page, my_words, said_page

ONE = "cam-ket/<int:id>/"

urlpatterns: list[URLPattern] = [
    *both("chi-thi/", directives_page, "directives"),
    *both("chi-thi/moi/", directive_new, "directive_new"),
    path("chi-thi/mau-cam-ket.xlsx", blank_book, name="commitments_blank"),
    *both("chi-thi/<int:id>/", directive_page, "directive"),
    *both("chi-thi/<int:id>/danh-sach/<str:mark>/", under_directive, "directive_listed"),
    *both("chi-thi/<int:id>/nhap/", import_page, "directive_import"),
    *both("cam-ket/moi/<code:code>/", commitment_new, "commitment_new"),
    *both(ONE, commitment_page, "commitment"),
    *both(f"{ONE}danh-sach/<str:mark>/", under_commitment, "commitment_below"),
    *both(f"{ONE}dem/", counted_page, "commitment_counted"),
    *both(f"{ONE}dau-vet/", traces_page, "commitment_traces"),
    path("noi-va-lam/", my_words, name="said_my"),
    *both("noi-va-lam/nguoi/<code:code>/<day:on>/", head_page, "said_by_head"),
    *both("noi-va-lam/nguoi/<code:code>/<day:on>/<str:mark>/", of_head, "said_by_head_listed"),
    *both("noi-va-lam/<code:code>/<day:on>/<str:mark>/", of_organisation, "said_listed"),
    *both("noi-va-lam/<code:code>/<day:on>/", said_page, "said_and_done"),
]
