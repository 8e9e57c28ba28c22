"""Điền minh chứng: cards for all organisations of a campaign, their lines filled from the records, set by set."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from bontot.law.frameworks.framework import Criterion, Framework
from bontot.law.kinds import is_branch
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.organisations.models import Kind
from bontot.organisations.tree import tree
from bontot.scorecards.figures import Figure, countings, figures, of_condition
from bontot.scorecards.keeping import framework_of, last_day
from bontot.scorecards.models import Campaign, Card, Condition, Line
from bontot.scorecards.window import window
from bontot.scorecards.words import FROZEN
from bontot.ui.clock import now, today

LINE = ("card", "criterion", "evidence", "numerator", "denominator", "proposed")
KEPT = ("self_points", "vote_points", "appraisal_points", "self_reason", "appraisal_reason", "note")
"""What people have said of a line; counting anew leaves it as it is."""
CONDITION = ("card", "place", "evidence", "found")


def _is_committee(kind: str) -> bool:
    return kind == "đảng bộ cơ sở"


_TARGETS: dict[str, Callable[[str], bool]] = {"branches": is_branch, "grassroots": _is_committee}
"""Which kinds of organisations have a card."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of a card as the records have it."""

    criterion: Criterion
    figure: Figure | None
    proposed: int | None


def criteria(framework: Framework) -> list[Criterion]:
    """The criteria that are scored: those without parts."""
    return [criterion for criterion in framework.criteria if criterion.evidence is not None]


def codes(framework: Framework) -> list[str]:
    """What is to be counted for a framework: for its criteria, and for its hard conditions."""
    counted = [c.evidence.code for c in criteria(framework) if c.evidence and c.evidence.records]
    return [*dict.fromkeys([*counted, *filter(None, map(of_condition, framework.hard))])]


def lines(framework: Framework, known: dict[str, dict[int, Figure]], organisation: int) -> Iterator[Counted]:
    """The lines of one organisation, from the figures of all."""
    for criterion in criteria(framework):
        assert criterion.evidence is not None
        figure = known.get(criterion.evidence.code, {}).get(organisation)
        counting = countings().get(criterion.evidence.code)
        yield Counted(criterion, figure, counting.proposes(figure, criterion) if counting else None)


def against(framework: Framework, known: dict[str, dict[int, Figure]], organisation: int) -> list[int | None]:
    """Of each hard condition how many things stand in the records against it; None where they cannot say."""
    found = (known.get(of_condition(says), {}).get(organisation) for says in framework.hard)
    return [figure.numerator if figure else None for figure in found]


def enrol(campaign: Campaign) -> int:
    """A card for every organisation of the campaign's kinds that stands in its scope and has none yet; how many."""
    on = min(today(), last_day(campaign))
    wanted = _TARGETS[campaign.target]
    kinds = dict(Kind.objects.filter(ledger.holding(on)).values_list("organisation_id", "kind"))
    have = set(Card.objects.filter(campaign=campaign).values_list("organisation_id", flat=True))
    inside = tree(on).under(campaign.organisation_id)
    new = [id for id in inside if id not in have and wanted(kinds.get(id, ""))]
    columns = (
        "campaign",
        "organisation",
        "version",
        "current",
        "state",
        "edits",
        "counted",
        "proposed_total",
        "against",
        "reason",
    )
    bulk.insert(Card, columns, [(campaign.id, id, 1, _true(), "open", 0, 0, 0, 0, "") for id in new])
    return len(new)


def _true() -> Any:
    return True if connection.vendor == "postgresql" else 1


def fill(campaign: Campaign, organisation: int | None = None) -> int:
    """Count the evidence of all cards that are not frozen, or of one organisation's, and propose points; how many cards.

    Points that people gave stay. The number of statements does not depend on the number of cards.
    """
    framework = framework_of(campaign)
    with transaction.atomic():
        known = figures(window(campaign, today(), organisation), codes(framework))
        cards = Card.objects.filter(campaign=campaign, current=True).exclude(state__in=FROZEN)
        if organisation is not None:
            cards = cards.filter(organisation_id=organisation)
        by_card = dict(cards.values_list("id", "organisation_id"))
        _write_lines(framework, known, by_card)
        _write_conditions(framework, known, by_card)
        sum_up(list(by_card), framework)
        if organisation is None:
            Campaign.objects.filter(id=campaign.id).update(filled_at=now())
    return len(by_card)


def _write_lines(framework: Framework, known: dict[str, dict[int, Figure]], by_card: dict[int, int]) -> None:
    where, values = bulk.among("card_id", list(by_card))
    old = {
        (row[1], row[2]): row
        for row in bulk.select(Line, ("id", "card", "criterion", *LINE[3:], *KEPT), where, values)
    }
    gone, rows = [], []
    nothing = [None, None, None, "", "", ""]
    for card, organisation in by_card.items():
        for line in lines(framework, known, organisation):
            figure = line.figure
            counted = (
                figure.numerator if figure else None,
                figure.denominator if figure else None,
                line.proposed,
            )
            before = old.get((card, line.criterion.code))
            if before is not None and tuple(before[3:6]) == counted:
                continue
            if before is not None:
                gone.append(before[0])
            evidence = line.criterion.evidence.code if line.criterion.evidence else ""
            rows.append((card, line.criterion.code, evidence, *counted, *(before[6:] if before else nothing)))
    delete(Line, gone)
    bulk.insert(Line, (*LINE, *KEPT), rows)


def _write_conditions(
    framework: Framework, known: dict[str, dict[int, Figure]], by_card: dict[int, int]
) -> None:
    where, values = bulk.among("card_id", list(by_card))
    old = {
        (row[1], row[2]): row
        for row in bulk.select(Condition, ("id", "card", "place", "found", "holds", "reason"), where, values)
    }
    gone, rows = [], []
    for card, organisation in by_card.items():
        for place, found in enumerate(against(framework, known, organisation)):
            before = old.get((card, place))
            if before is not None and before[3] == found:
                continue
            if before is not None:
                gone.append(before[0])
            evidence = of_condition(framework.hard[place])
            rows.append(
                (card, place, evidence, found, *((_flag(before[4]), before[5]) if before else (None, "")))
            )
    delete(Condition, gone)
    bulk.insert(Condition, (*CONDITION, "holds", "reason"), rows)


def _flag(value: Any) -> Any:
    """A boolean that may be nothing, as the database takes it."""
    return None if value is None else (bool(value) if connection.vendor == "postgresql" else int(value))


def delete(kind: type[Line | Condition], ids: Sequence[int]) -> None:
    """Delete rows in one statement."""
    if ids:
        where, values = bulk.among("id", ids)
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{kind._meta.db_table}" WHERE {where}', values)


def _most(framework: Framework) -> str:
    """What the form begins with where the records propose nothing, in SQL: the most points of a line, and none where they
    have a share that people must judge (see `sheet.Shown.suggested`)."""
    cases = " ".join(f"WHEN '{c.code}' THEN {c.most}" for c in criteria(framework))
    return f"CASE WHEN l.denominator IS NOT NULL THEN 0 ELSE CASE l.criterion {cases} ELSE 0 END END"


def sum_up(cards: Sequence[int], framework: Framework) -> None:
    """Totals of the steps on the cards themselves, so that they can be counted without their lines; one statement."""
    where, values = bulk.among("id", cards)
    totals = ", ".join(
        f"{column} = (SELECT {sum} FROM scorecards_line l WHERE l.card_id = scorecards_card.id)"
        for column, sum in (
            ("counted", "COALESCE(SUM(l.proposed), 0)"),
            ("proposed_total", f"COALESCE(SUM(COALESCE(l.proposed, {_most(framework)})), 0)"),
            ("self_total", "SUM(l.self_points)"),
            ("vote_total", "SUM(l.vote_points)"),
            ("appraisal_total", "SUM(l.appraisal_points)"),
        )
    )
    hard = (
        "against = (SELECT COUNT(*) FROM scorecards_condition c WHERE c.card_id = scorecards_card.id AND c.found > 0), "
        "broken = (SELECT SUM(CASE WHEN c.holds THEN 0 ELSE 1 END) FROM scorecards_condition c "
        "WHERE c.card_id = scorecards_card.id AND c.holds IS NOT NULL)"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE scorecards_card SET {totals}, {hard} WHERE {where}", values)
