"""Thẩm định: the superior's points and what was found of the hard conditions; what differs has a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from bontot.ledger import bulk
from bontot.ledger.traces import sealed
from bontot.meetings.keeping import Conflict, Refused
from bontot.scorecards.filling import criteria, sum_up
from bontot.scorecards.keeping import changing, framework_of, trace
from bontot.scorecards.models import Campaign, Card, Condition, Line, Trace
from bontot.ui.clock import now


@dataclass(frozen=True, slots=True)
class Judged:
    """What the superior says of a criterion (points) or of a hard condition (1 or 0), and why."""

    value: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """Everything that an appraisal says: criteria by their codes, conditions by their places."""

    criteria: Mapping[str, Judged]
    conditions: Mapping[int, Judged]
    edits: int | None = None
    """The count of edits that was seen; None for whoever has seen what the other wrote."""


def appraise(card_id: int, appraisal: Appraisal, by: str) -> Card:
    """Keep an appraisal. Raises Refused with every sentence; Conflict where the card has changed since it was seen."""
    with changing(card_id, "voted", "appraised") as card:
        if appraisal.edits is not None and appraisal.edits != card.edits - 1:
            raise Conflict(_told(appraisal), _standing(card))
        lines = {line.criterion: line for line in Line.objects.filter(card=card)}
        conditions = {each.place: each for each in Condition.objects.filter(card=card)}
        wrong = _problems(card, lines, appraisal.criteria) + _unexplained(
            card, conditions, appraisal.conditions
        )
        if wrong:
            raise Refused(*wrong)
        for code, line in lines.items():
            one = appraisal.criteria[code]
            line.appraisal_points = one.value
            line.appraisal_reason = one.reason if one.value != line.vote_points else ""
        for place, condition in conditions.items():
            condition.holds, condition.reason = (
                bool(appraisal.conditions[place].value),
                appraisal.conditions[place].reason,
            )
        Line.objects.bulk_update(lines.values(), ("appraisal_points", "appraisal_reason"))
        Condition.objects.bulk_update(conditions.values(), ("holds", "reason"))
        before = {"state": card.state, "total": card.appraisal_total}
        card.state, card.appraised_at = "appraised", now()
        card.save(update_fields=["state", "appraised_at", "edits"])
        sum_up([card.id], framework_of(card.campaign))
        card.refresh_from_db()
        after = {"state": card.state, "total": card.appraisal_total, "said": _told(appraisal)}
        trace(card.campaign, card, by, "appraise", before, after)
        return card


def _problems(card: Card, lines: Mapping[str, Line], said: Mapping[str, Judged]) -> list[str]:
    wrong = []
    for criterion in criteria(framework_of(card.campaign)):
        one, line = said.get(criterion.code, Judged(None)), lines[criterion.code]
        told = {
            "code": criterion.code,
            "says": criterion.says,
            "most": criterion.most,
            "points": line.vote_points,
        }
        if one.value is None or not 0 <= one.value <= criterion.most:
            wrong.append(_("Tiêu chí %(code)s “%(says)s”: điểm phải là số nguyên từ 0 đến %(most)s.") % told)
        elif one.value != line.vote_points and not one.reason:
            wrong.append(
                _(
                    "Tiêu chí %(code)s “%(says)s”: tổ chức tự chấm %(points)s điểm; thẩm định khác thì ghi lý do."
                )
                % told
            )
    return wrong


def _unexplained(card: Card, conditions: Mapping[int, Condition], said: Mapping[int, Judged]) -> list[str]:
    wrong, hard = [], framework_of(card.campaign).hard
    for place, condition in conditions.items():
        one = said.get(place, Judged(None))
        if one.value is None:
            wrong.append(
                _("Hãy kết luận điều kiện “%(says)s” đạt hay không đạt.") % {"says": str(hard[place])}
            )
        elif bool(one.value) == bool(condition.found) and condition.found is not None and not one.reason:
            wrong.append(
                _("Điều kiện “%(says)s”: kết luận khác với sổ thì ghi lý do.") % {"says": str(hard[place])}
            )
    return wrong


def _told(appraisal: Appraisal) -> str:
    said = [(code, str(one.value), one.reason) for code, one in appraisal.criteria.items()]
    said += [
        (
            _("Điều kiện %(number)s") % {"number": place + 1},
            _("đạt") if one.value else _("không đạt"),
            one.reason,
        )
        for place, one in appraisal.conditions.items()
    ]
    return "\n".join(f"{what}: {value}" + (f". {reason}" if reason else "") for what, value, reason in said)


def _standing(card: Card) -> str:
    lines = Line.objects.filter(card=card).order_by("id")
    told = [(line.criterion, Judged(line.appraisal_points, line.appraisal_reason)) for line in lines]
    return "\n".join(
        f"{code}: {'–' if one.value is None else one.value}" + (f". {one.reason}" if one.reason else "")
        for code, one in told
    )


def accept(campaign: Campaign, cards: Sequence[int], by: str) -> int:
    """Appraise many cards as their branches voted them; how many. Statements do not grow with the cards.

    Only where the records hold nothing against a hard condition: the others are opened one by one. Raises Refused with
    how many those are, and nothing is written.
    """
    with transaction.atomic():
        found = list(Card.objects.select_for_update().filter(campaign=campaign, current=True, id__in=cards))
        wrong = [card for card in found if card.state != "voted" or card.against]
        if wrong or not found:
            raise Refused(
                _(
                    "%(number)s phiếu không thẩm định hàng loạt được: chưa biểu quyết, hoặc sổ thấy vướng điều kiện bắt buộc. "
                    "Hãy mở từng phiếu."
                )
                % {"number": len(wrong)}
                if wrong
                else _("Hãy chọn ít nhất một phiếu.")
            )
        ids = [card.id for card in found]
        where, values = bulk.among("card_id", ids)
        holds = "TRUE" if connection.vendor == "postgresql" else "1"
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE scorecards_line SET appraisal_points = vote_points, appraisal_reason = '' WHERE {where}",
                values,
            )
            cursor.execute(
                f"UPDATE scorecards_condition SET holds = {holds}, reason = '' WHERE {where}", values
            )
        at = now()
        Card.objects.filter(bulk.where_among("id", ids)).update(
            state="appraised", appraised_at=at, edits=F("edits") + 1
        )
        sum_up(ids, framework_of(campaign))
        after = sealed({"state": "appraised"})
        Trace.objects.bulk_create(
            Trace(campaign=campaign, card=card, at=at, by=by, what="appraise", before="", after=after)
            for card in found
        )
        return len(found)
