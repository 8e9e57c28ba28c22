"""Root addresses. Here the chapters meet: what later ones add to the pages of earlier ones is said aloud."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from bontot.access.urls import addresses as access
from bontot.evaluation.told import of_organisation, of_person
from bontot.meetings.told import meetings
from bontot.members.page import Confided
from bontot.members.picking import finders
from bontot.members.urls import addresses as members
from bontot.statistics.urls import addresses as statistics
from bontot.training.queries import classes

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bontot.ui.urls")),
    path("", include(access(finders=finders))),
    path(
        "",
        include(
            members(
                sections=[classes, Confided("evaluation.read", of_person), meetings],
                of_organisations=[of_organisation],
            )
        ),
    ),
    path("", include("bontot.meetings.urls")),
    path("", include(statistics())),
    path("", include("bontot.exchange.urls")),
    path("", include("bontot.reforms.urls")),
    path("", include("bontot.decisions.urls")),
    path("", include("bontot.scorecards.urls")),
    path("", include("bontot.editing.urls")),
    path("", include("bontot.api.urls")),
    path("", include("bontot.publishing.urls")),
]

handler400 = "bontot.ui.errors.bad_request"
handler403 = "bontot.ui.errors.forbidden"
handler404 = "bontot.ui.errors.not_found"
handler500 = "bontot.ui.errors.server_error"
