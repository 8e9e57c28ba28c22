"""The doors of the API: `POST /api/acts/<act>`, described in `/api/openapi.json`."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.generic import RedirectView
from ninja import NinjaAPI, Query, Status
from ninja.errors import ValidationError
from ninja.security import django_auth

from bontot import __version__
from bontot.access.scope import Grants, authority
from bontot.api.misasked import misasked
from bontot.api.schemas import OutcomeOut, PaperIn, Refused, fields_of
from bontot.catalogue import ACTS
from bontot.kernel.finding import Finding
from bontot.ledger.acts import Act
from bontot.ledger.enacting import Outcome, enact, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.speaking import acts_from_json
from bontot.organisations.issuing import unknown_issuer
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
            read = _read(request.body, act)
        except RecursionError:
            says = _("Nội dung gửi lên lồng nhau quá nhiều tầng; hãy gửi đúng các trường của nội dung.")
            return Status(400, {"says": says})
        return (
            Status(400, {"says": read}) if isinstance(read, str) else _enact(*read, act.act, request, paper)
        )


def _read(body: bytes, act: type[Act]) -> tuple[list[Act], list[Finding]] | str:
    """The act that was sent, with what is wrong with it; or why nothing could be read at all."""
    try:
        said = json.loads(body or b"{}")
    except ValueError:
        return _("Nội dung gửi lên không phải là JSON.")
    if not isinstance(said, dict):
        return _("Nội dung gửi lên phải là một đối tượng JSON.")
    return acts_from_json([{**said, "act": act.act}], ACTS)


def _enact(
    acts: list[Act], wrong: list[Finding], act: str, request: HttpRequest, asked: PaperIn
) -> Status[dict[str, Any]]:
    outcome = Outcome(findings=wrong)
    paper = Paper(asked.number, asked.dated, asked.by)
    by = authority(request.user, today())
    if asked.rehearse:
        rehearse(acts, by, paper=paper, outcome=outcome)
    else:
        enact(acts, paper, by, outcome=outcome)
    outcome.findings += unknown_issuer(paper.by, outcome, act, by)
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


@api.exception_handler(ValidationError)
def _misasked(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """What is wrong with the address, told as everything else that is wrong is told."""
    asked = request.GET
    outcome = Outcome(findings=[misasked(each, asked) for each in wrong.errors])
    return api.create_response(request, answer(outcome, Grants(request.user, today())), status=422)


for _act in ACTS.values():
    _door(_act)

urlpatterns = [path("api/", RedirectView.as_view(url="openapi.json")), path("api/", api.urls)]
