"""Minh chứng: where the evidence of a reply stands in the system, for whoever may look at it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.directives.models import Commitment, Reply
from bontot.directives.words import EVIDENCE
from bontot.meetings.models import Meeting
from bontot.meetings.naming import title
from bontot.organisations.models import Organisation
from bontot.statistics.indicators import INDICATORS


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a result, in words, and where it is looked at; no address for what lies outside, or is not theirs."""

    says: str
    href: str


OFFERED = 15
"""So many of the latest meetings."""


def known(found: Commitment) -> tuple[tuple[str, str], ...]:
    """What the system has that may prove a commitment: the word that names it, and what people call it."""
    held = Meeting.objects.filter(organisation_id=found.organisation_id, state="approved").order_by(
        "-day", "-id"
    )
    meetings = [(str(each.id), f"{title(each)}, {each.day:%d/%m/%Y}") for each in held[:OFFERED]]
    return (*meetings, *((code, _(each.says)) for code, each in INDICATORS.items()))


def evidence(request: Asked, found: Commitment, given: Reply) -> Evidence | None:
    """The evidence of a reply; None where none was given."""
    kind, said = given.evidence, given.reference
    if kind == "none":
        return None
    permits = request.grants.permits
    if kind == "decision":
        says = _("Quyết định số thứ tự %(said)s trong sổ") % {"said": said}
        return Evidence(says, reverse("decision", args=[int(said)]) if permits("decisions.read") else "")
    if kind == "indicator" and said in INDICATORS:
        code = Organisation.objects.values_list("code", flat=True).get(id=found.organisation_id)
        address = reverse("indicator_names", args=[said, code, given.done_on, "numerator"])
        since = urlencode({"since": (found.since or found.given).isoformat()})
        return Evidence(_(INDICATORS[said].says), f"{address}?{since}" if permits("names.read") else "")
    if kind == "meeting" and found.measure == "meetings":
        return Evidence(_("Các buổi sinh hoạt được đếm"), reverse("commitment_counted", args=[found.id]))
    if kind == "meeting" and said.isdecimal():
        href = reverse("meeting", args=[int(said)]) if permits("meetings.read") else ""
        held = Meeting.objects.filter(id=int(said)).first()
        says = (
            f"{title(held)}, {held.day:%d/%m/%Y}"
            if held
            else _("Buổi sinh hoạt số %(said)s") % {"said": said}
        )
        return Evidence(says, href)
    return Evidence(f"{EVIDENCE[kind]}: {said}", "")
