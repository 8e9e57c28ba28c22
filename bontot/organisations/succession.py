"""Kế thừa: which organisation took over from one that is no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.organisations.models import Place, Succession

ABSORBED, MERGED, DIVIDED, SPLIT_OFF = "sáp nhập", "hợp nhất", "chia", "tách"
DISSOLVED, DISBANDED = "giải thể", "giải tán"
WAYS = (ABSORBED, MERGED, DIVIDED, SPLIT_OFF, DISSOLVED, DISBANDED)
"""By which act one organisation takes over from another, or ends. After a split the first one goes on."""


def successors() -> dict[int, int]:
    """From an organisation that has ended to the one that keeps its history, by their ids.

    Of several heirs of a divided organisation that is the first one named; of several ends the last.
    """
    facts = Succession.objects.filter(ledger.known(None), successor__isnull=False).exclude(way=SPLIT_OFF)
    pairs = facts.order_by("valid_from", "-id").values_list("organisation_id", "successor_id")
    return dict(pairs)


def steps(id: int, *, at: int | None) -> tuple[list[Succession], list[Succession]]:
    """What took over from the organisation, and what it took over from, the latest first."""
    known = Succession.objects.filter(ledger.known(at), successor__isnull=False).order_by("-valid_from", "id")
    return list(known.filter(organisation_id=id)), list(known.filter(successor_id=id))


def taken_in(id: int) -> QuerySet[Succession, int]:
    """The ids of those that went into this organisation whole, as a part of another statement."""
    whole = Succession.objects.filter(ledger.known(None), successor_id=id, way__in=(ABSORBED, MERGED))
    return whole.values_list("organisation_id", flat=True)


def became(ids: Iterable[int], *, on: date) -> dict[int, list[int]]:
    """For each of these organisations that is no longer there on the day: those there that took over in the end."""
    wanted = set(ids)
    gone = wanted - _there(wanted, on)
    if not gone:
        return {}
    heirs: dict[int, list[int]] = defaultdict(list)
    facts = Succession.objects.filter(ledger.known(None), successor__isnull=False, valid_from__lte=on)
    for old, heir in facts.order_by("valid_from", "id").values_list("organisation_id", "successor_id"):
        heirs[old].append(heir)
    there = _there({heir for following in heirs.values() for heir in following}, on)
    return {id: found for id in gone if (found := _last(id, heirs, there))}


def _there(ids: set[int], on: date) -> set[int]:
    places = Place.objects.filter(ledger.holding(on, None)).filter(bulk.where_among("organisation_id", ids))
    return set(places.values_list("organisation_id", flat=True))


def _last(start: int, heirs: dict[int, list[int]], there: set[int]) -> list[int]:
    found, ahead, seen = [], [start], {start}
    while ahead:
        here = ahead.pop()
        if here in there:
            found.append(here)
            continue
        following = [heir for heir in heirs.get(here, ()) if heir not in seen]
        seen.update(following)
        ahead += reversed(following)
    return found
