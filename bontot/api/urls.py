"""The doors of the API: `POST /api/acts/<act>`, described in `/api/openapi.json`."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.views.generic import RedirectView
from ninja import NinjaAPI, Query, Status
from ninja.security import django_auth

from bontot import __version__
from bontot.access.scope import Grants, authority
from bontot.api.schemas import OutcomeOut, PaperIn, Refused, fields_of
from bontot.catalogue import ACTS
from bontot.ledger.acts import Act
from bontot.ledger.enacting import Outcome, enact, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.speaking import acts_from_json
from bontot.restructuring.minutes import of_outcome
from bontot.ui.clock import today

api = NinjaAPI(title="Bốn Tốt", version=__version__, auth=django_auth, docs_url=None, urls_namespace="api")


def _door(act: type[Act]) -> None:
    schema = fields_of(act).json_schema()

    @api.post(
        f"/acts/{act.act}",
        response={200: OutcomeOut, 400: Refused, 401: Refused, 422: OutcomeOut},
        operation_id=act.act,
        summary=act.says,
        description=act.__doc__,
        openapi_extra={
            "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}
        },
    )
    def door(request: HttpRequest, paper: Query[PaperIn]) -> Status[dict[str, Any]]:
        try:
            said = json.loads(request.body or b"{}")
        except ValueError:
            return Status(400, {"says": "Nội dung gửi lên không phải là JSON."})
        if not isinstance(said, dict):
            return Status(400, {"says": "Nội dung gửi lên phải là một đối tượng JSON."})
        return _enact({**said, "act": act.act}, request, paper)


def _enact(said: dict[str, Any], request: HttpRequest, paper: PaperIn) -> Status[dict[str, Any]]:
    acts, wrong = acts_from_json([said], ACTS)
    outcome = Outcome(findings=wrong)
    by = authority(request.user, today())
    if paper.rehearse:
        rehearse(acts, by, outcome=outcome)
    else:
        enact(acts, Paper(paper.number, paper.dated, paper.by), by, outcome=outcome)
    return Status(422 if outcome.refused else 200, answer(outcome, Grants(request.user, today())))


def answer(outcome: Outcome, grants: Grants) -> dict[str, Any]:
    """The outcome as the API tells it to somebody with these grants."""
    accounts = grants.permits("accounts.manage")
    within = grants.scope("members.read")
    return {
        "position": outcome.position,
        "rows": 1,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "refused": outcome.refused_rows,
        "warnings": sum(f.severity == "warning" for f in outcome.findings),
        "findings": [finding.as_json() for finding in outcome.findings],
        "handed_over": of_outcome(outcome, within=within, accounts=accounts, people=True, reach=grants.scope),
    }


for _act in ACTS.values():
    _door(_act)

urlpatterns = [path("api/", RedirectView.as_view(url="openapi.json")), path("api/", api.urls)]
