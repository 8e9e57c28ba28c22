"""Addresses of organisations and people."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import URLPattern, path

from bontot.access.asking import both
from bontot.members.due import TellerOfDue
from bontot.members.organisation import (
    ConfidedOfOrganisation,
    TellerOfOrganisation,
    my_organisation,
    organisation_page,
    roster_page,
)
from bontot.members.page import Confided, Own, Teller, person_page, readers_page
from bontot.members.picking import choices_of_people
from bontot.members.views import due_page, search_page, to_today


def addresses(
    sections: Sequence[Teller | Confided | Own],
    of_organisations: Sequence[TellerOfOrganisation | ConfidedOfOrganisation] = (),
    dues: Sequence[TellerOfDue] = (),
) -> list[URLPattern]:
    """The addresses; `sections` are what later chapters tell on a person's page and on an organisation's, `dues` what
    they have to see to."""
    return [
        path("to-chuc/", my_organisation, name="organisations"),
        path("to-chuc/<code:code>/", to_today("organisation"), name="organisation_today"),
        *both(
            "to-chuc/<code:code>/<day:on>/", organisation_page, "organisation", {"sections": of_organisations}
        ),
        *both("to-chuc/<code:code>/<day:on>/dang-vien/", roster_page, "roster"),
        path("dang-vien/<code:code>/", to_today("person"), name="person_today"),
        *both("dang-vien/<code:code>/<day:on>/", person_page, "person", {"sections": sections}),
        *both("dang-vien/<code:code>/ai-da-xem/", readers_page, "readers"),
        *both("tim/", search_page, "search"),
        *both("viec/", due_page, "due", {"tellers": dues}),
        path("chon/nguoi.json", choices_of_people, name="choices_of_people"),
    ]
