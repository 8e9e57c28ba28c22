"""What the first page and the list of what is due tell of cards: the own one, or how many below wait for whom."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.scope import Grants
from bontot.ledger import queries as ledger
from bontot.ledger.bulk import where_among
from bontot.members.due import Todo, Todos
from bontot.organisations.models import Place
from bontot.organisations.queries import Book
from bontot.scorecards.late import OF_THE_SUPERIOR, due_by, is_late
from bontot.scorecards.models import Campaign, Card
from bontot.scorecards.words import FROZEN, STATES

SHOWN = 6


def cards_due(grants: Grants, on: date) -> Todos | None:
    """Cards whose next step is the reader's, the earliest day first. A constant number of statements."""
    scores, appraises = grants.scope("campaigns.score"), grants.scope("campaigns.appraise")
    if not scores.tops:
        return None
    own, over = set(scores.tops), appraises.organisations()
    begun = {campaign.id: campaign for campaign in Campaign.objects.filter(first__lte=on)}
    open_ = Card.objects.filter(_there(on), current=True, campaign_id__in=begun).exclude(state__in=FROZEN)
    mine = list(open_.filter(organisation_id__in=own).exclude(state__in=OF_THE_SUPERIOR))
    book = Book([card.organisation_id for card in mine], at=None)
    lines = [_own(begun[card.campaign_id], card, book, on) for card in mine]
    waiting = open_.filter(state__in=OF_THE_SUPERIOR).exclude(organisation_id__in=own)
    if over is not None:
        waiting = waiting.filter(where_among("organisation_id", over))
    counted = (
        waiting.values_list("campaign_id", "state")
        .annotate(number=Count("id"), first=Min("version"))
        .order_by("campaign_id", "state")
    )
    lines += [_waiting(begun[id], state, number, first, on) for id, state, number, first in counted]
    lines.sort(key=lambda line: (line.day or date.max, line.says))
    return (
        Todos(_("Chấm điểm bốn tốt"), tuple(lines[:SHOWN]), len(lines), reverse("campaigns"))
        if lines
        else None
    )


def _there(on: date) -> Exists:
    """That the organisation of a card is there today, or was on the last day of the campaign: else nobody can go on with it."""
    end = Subquery(Campaign.objects.filter(id=OuterRef(OuterRef("campaign_id"))).order_by().values("end"))
    places = Place.objects.filter(
        ledger.known(None),
        organisation_id=OuterRef("organisation_id"),
        valid_from__lte=on,
        valid_from__lt=end,
    )
    return Exists(places.filter(Q(valid_to__gt=on) | Q(valid_to__gte=end)))


def _own(campaign: Campaign, card: Card, book: Book, on: date) -> Todo:
    named = book.on(card.organisation_id, on)
    says = _("%(title)s: %(name)s") % {"title": campaign.title, "name": named.name}
    href = reverse("campaign_place", args=[campaign.id, named.code])
    late, by = is_late(campaign, card.state, card.version, on), due_by(campaign, card.state, card.version)
    return Todo(says, href, by, str(STATES[card.state]), "bad" if late else "plain")


def _waiting(campaign: Campaign, state: str, number: int, version: int, on: date) -> Todo:
    """Of a campaign and a step how many cards wait for the superior; of them that version is the first."""
    says = _("%(title)s: %(number)s phiếu %(state)s") % {
        "title": campaign.title,
        "number": number,
        "state": str(STATES[state]).lower(),
    }
    href = f"{reverse('campaign', args=[campaign.id])}?buoc={state}"
    late = _("chậm") if is_late(campaign, state, version, on) else ""
    return Todo(says, href, due_by(campaign, state, version), late, "bad")
