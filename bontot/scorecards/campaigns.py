"""Lập đợt chấm điểm: a campaign with a card for everybody in its scope, filled from the records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bontot.meetings.keeping import Refused
from bontot.scorecards.filling import enrol, fill
from bontot.scorecards.keeping import trace
from bontot.scorecards.models import Campaign
from bontot.ui.clock import now


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new campaign is to be."""

    title: str
    framework: str
    framework_version: str
    organisation: int
    target: str
    year: int
    register_by: date
    score_by: date
    appraise_by: date
    recognise_by: date


def begin(wanted: Wanted, by: str) -> Campaign:
    """A new campaign, its cards and their evidence, in one transaction. Raises Refused where there is one already."""
    try:
        with transaction.atomic():
            made = Campaign.objects.create(
                organisation_id=wanted.organisation,
                framework=wanted.framework,
                framework_version=wanted.framework_version,
                title=wanted.title,
                year=str(wanted.year),
                first=date(wanted.year, 1, 1),
                end=date(wanted.year + 1, 1, 1),
                target=wanted.target,
                register_by=wanted.register_by,
                score_by=wanted.score_by,
                appraise_by=wanted.appraise_by,
                recognise_by=wanted.recognise_by,
                created_at=now(),
                created_by=by,
            )
            count = enrol(made)
            fill(made)
            trace(made, None, by, "campaign", {}, {"title": made.title, "cards": count})
    except IntegrityError as reason:
        raise Refused(_("Năm này tổ chức đã có đợt chấm theo khung ấy; hãy mở đợt đã có.")) from reason
    made.refresh_from_db()
    return made


def count_again(campaign: Campaign, by: str) -> int:
    """Cards for whoever is new, and the evidence of all that are not frozen; how many cards."""
    with transaction.atomic():
        new = enrol(campaign)
        count = fill(campaign)
        trace(campaign, None, by, "fill", {}, {"cards": count, "new": new})
    return count
