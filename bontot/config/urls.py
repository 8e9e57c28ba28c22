"""Root addresses. Here the chapters meet: what later ones add to the pages of earlier ones is said aloud."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from bontot.access.urls import addresses as access
from bontot.directives.told import todos
from bontot.evaluation.told import of_organisation, of_person
from bontot.meetings.pages.leaving import carried
from bontot.meetings.told import committees, meetings
from bontot.members.organisation import ConfidedOfOrganisation
from bontot.members.page import Confided, Own
from bontot.members.picking import finders
from bontot.members.urls import addresses as members
from bontot.regulations import told as regulations
from bontot.scorecards.told import cards_due
from bontot.statistics.urls import addresses as statistics
from bontot.strengthening.due import due as to_strengthen
from bontot.strengthening.told import strengthening
from bontot.training.queries import classes

DUES = (regulations.due, cards_due, todos, to_strengthen)
"""What chapters have to see to, as the first page and the list of what is due say it, in this order."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("bontot.ui.urls")),
    path("", include(access(finders=finders, asks=[carried]))),
    path(
        "",
        include(
            members(
                sections=[
                    classes,
                    Confided("evaluation.read", of_person),
                    Own(committees),
                    meetings,
                    Confided("regulations.read", regulations.of_person),
                ],
                of_organisations=[
                    of_organisation,
                    ConfidedOfOrganisation("strengthening.read", strengthening),
                ],
                dues=DUES,
            )
        ),
    ),
    path("", include("bontot.meetings.urls")),
    path("", include("bontot.regulations.urls")),
    path("", include("bontot.strengthening.urls")),
    path("", include(statistics(dues=DUES))),
    path("", include("bontot.exchange.urls")),
    path("", include("bontot.directives.urls")),
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
