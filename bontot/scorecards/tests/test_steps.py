"""Promises about the steps of a card: what needs a reason has one, nobody loses what they wrote, what is decided is frozen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bontot.evaluation.models import Recognition
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import Outcome
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import revoke
from bontot.ledger.sealing import unseal
from bontot.meetings.keeping import Conflict, Refused
from bontot.members.tests.province import Province
from bontot.scorecards import appraising, recognising, steps
from bontot.scorecards.appraising import Appraisal, Judged
from bontot.scorecards.models import Card, Condition, Line, Trace
from bontot.scorecards.rollup import rows
from bontot.scorecards.steps import Ballot, Said
from bontot.statistics import engine
from bontot.statistics.forms import FORMS

PAPER = Paper("05-QĐ/ĐU", date(2024, 7, 3), "XA", "Công nhận chi bộ bốn tốt")
OFFICE = Operator("văn phòng")


def _proposed(card: Card, **other: Said) -> dict[str, Said]:
    """What the form begins with, and what somebody has changed of it."""
    known = {
        line.criterion: Said(line.proposed if line.proposed is not None else 4)
        for line in Line.objects.filter(card=card)
    }
    return known | {name.replace("_", ".")[1:]: said for name, said in other.items()}


def _scored(card: Card) -> Card:
    return steps.score(card.id, _proposed(card), {}, "chi-bo")


def _voted(card: Card) -> Card:
    _scored(card)
    return steps.vote(card.id, Ballot(date(2024, 7, 3), 4, 4), "chi-bo")


def _appraisal(card: Card, **other: Judged) -> Appraisal:
    lines = {line.criterion: Judged(line.vote_points) for line in Line.objects.filter(card=card)}
    held = {each.place: Judged(int(not each.found)) for each in Condition.objects.filter(card=card)}
    return Appraisal(lines | {name.replace("_", ".")[1:]: said for name, said in other.items()}, held)


def _appraised(card: Card) -> Card:
    _voted(card)
    return appraising.appraise(card.id, _appraisal(card), "xa")


def _recognised(card: Card) -> Outcome:
    _appraised(card)
    return recognising.recognise(card.campaign, [card.id], PAPER, OFFICE, "Tháng tư mất điện, đã họp bù.")


def test_from_registering_to_recognition(card: Card) -> None:
    """The whole way, and the ledger knows it in the end."""
    steps.register(card.id, "chi-bo")
    _appraised(card)
    outcome = recognising.recognise(card.campaign, [card.id], PAPER, OFFICE, "Tháng tư mất điện, đã họp bù.")
    assert not outcome.refused, outcome.findings
    card.refresh_from_db()
    assert (card.state, card.position, card.vote_total, card.appraisal_total) == (
        "recognised",
        outcome.position,
        65,
        65,
    )
    fact = Recognition.objects.get(known_to=STILL_KNOWN)
    assert (fact.title, fact.year, fact.organisation_id) == ("Chi bộ bốn tốt", "2024", card.organisation_id)
    deeds = list(Trace.objects.filter(card=card).order_by("id").values_list("what", flat=True))
    assert deeds == ["register", "score", "vote", "appraise", "recognise"]


def test_every_point_out_of_range_and_every_missing_reason_is_said_at_once(card: Card) -> None:
    said = _proposed(
        card, _1_1=Said(9), _2_1=Said(8), _3_1=Said(None), _2_2=Said(5, "Quý hai họp ngày 02/07.")
    )
    with pytest.raises(Refused) as refused:
        steps.score(card.id, said, {}, "chi-bo")
    assert [says.partition("“")[0] for says in refused.value.says] == [
        f"Tiêu chí {c} " for c in ("1.1", "2.1", "3.1")
    ]
    assert "sổ gợi ý 5 điểm" in refused.value.says[1]
    card.refresh_from_db()
    assert card.state == "open" and not Line.objects.filter(card=card, self_points__isnull=False).exists()


def test_two_secretaries_change_different_lines_and_both_are_kept(card: Card) -> None:
    _scored(card)
    seen = {line.criterion: Said(line.self_points) for line in Line.objects.filter(card=card)}
    steps.score(card.id, seen | {"1.1": Said(8)}, seen, "bí thư")
    steps.score(card.id, seen | {"1.2": Said(12)}, seen, "phó bí thư")
    assert dict(
        Line.objects.filter(card=card, criterion__in=("1.1", "1.2")).values_list("criterion", "self_points")
    ) == {
        "1.1": 8,
        "1.2": 12,
    }


def test_the_same_line_changed_by_two_is_a_conflict_with_both_versions(card: Card) -> None:
    _scored(card)
    seen = {line.criterion: Said(line.self_points) for line in Line.objects.filter(card=card)}
    steps.score(card.id, seen | {"1.1": Said(8)}, seen, "bí thư")
    with pytest.raises(Conflict) as torn:
        steps.score(card.id, seen | {"1.1": Said(7)}, seen, "phó bí thư")
    assert (torn.value.mine, torn.value.theirs) == ("1.1: 7", "1.1: 8")
    steps.score(card.id, seen | {"1.1": Said(7)}, None, "phó bí thư")
    assert Line.objects.get(card=card, criterion="1.1").self_points == 7


def test_an_appraisal_that_differs_needs_reasons(card: Card) -> None:
    _voted(card)
    with pytest.raises(Refused) as refused:
        appraising.appraise(
            card.id,
            Appraisal(
                {**_appraisal(card).criteria, "1.1": Judged(1)}, {0: Judged(1), 1: Judged(0), 2: Judged(1)}
            ),
            "xa",
        )
    assert (
        len(refused.value.says) == 3
    )  # the points, a condition that the records do not hold broken, one that they do
    said = _appraisal(card, _1_1=Judged(1, "Chưa có văn bản."))
    appraising.appraise(
        card.id, Appraisal(said.criteria, {**said.conditions, 2: Judged(1, "Đã họp bù ngày 10/05.")}), "xa"
    )
    card.refresh_from_db()
    assert (card.state, card.appraisal_total, card.broken) == ("appraised", 62, 0)
    assert Line.objects.get(card=card, criterion="1.1").appraisal_reason == "Chưa có văn bản."


def test_an_appraisal_over_one_that_was_not_seen_is_a_conflict(card: Card) -> None:
    _voted(card)
    card.refresh_from_db()
    said = _appraisal(card)
    appraising.appraise(card.id, Appraisal(said.criteria, said.conditions, card.edits), "người này")
    with pytest.raises(Conflict) as torn:
        appraising.appraise(card.id, Appraisal(said.criteria, said.conditions, card.edits), "người kia")
    assert "1.1: 4" in torn.value.mine and "1.1: 4" in torn.value.theirs


def test_a_card_is_returned_with_a_reason_or_not_at_all(card: Card) -> None:
    _voted(card)
    with pytest.raises(Refused, match="lý do"):
        steps.give_back(card.id, "  ", "xa")
    steps.give_back(card.id, "Chưa nêu văn bản ở tiêu chí 1.1.", "xa")
    card.refresh_from_db()
    assert (card.state, card.reason) == ("returned", "Chưa nêu văn bản ở tiêu chí 1.1.")
    _voted(card)
    card.refresh_from_db()
    assert card.state == "voted"


def test_many_are_appraised_at_once_but_not_where_the_records_hold_something_against_it(
    card: Card, records: Province
) -> None:
    _voted(card)
    with pytest.raises(Refused, match="mở từng phiếu"):
        appraising.accept(card.campaign, [card.id], "xa")
    Condition.objects.filter(card=card).update(found=0)
    Card.objects.filter(id=card.id).update(against=0)
    assert appraising.accept(card.campaign, [card.id], "xa") == 1
    card.refresh_from_db()
    assert (card.state, card.appraisal_total, card.broken) == ("appraised", 65, 0)


def test_recognising_less_than_the_best_needs_a_reason_and_is_frozen(card: Card) -> None:
    _appraised(card)
    with pytest.raises(Refused, match="ghi lý do"):
        recognising.recognise(card.campaign, [card.id], PAPER, OFFICE)
    assert not Recognition.objects.exists()
    recognising.recognise(card.campaign, [card.id], PAPER, OFFICE, "Tháng tư mất điện, đã họp bù.")
    for work in (
        lambda: _scored(card),
        lambda: steps.give_back(card.id, "Xem lại", "xa"),
        lambda: steps.vote(card.id, Ballot(date(2024, 7, 3), 4, 4), "chi-bo"),
    ):
        with pytest.raises(Refused, match="Phiếu đã khóa"):
            work()


def test_what_the_ledger_refuses_leaves_the_card_as_it_was(card: Card) -> None:
    _appraised(card)
    early = Paper("05-QĐ/ĐU", date(1980, 1, 1), "XA")
    outcome = recognising.recognise(card.campaign, [card.id], early, OFFICE, "lý do")
    assert outcome.refused
    card.refresh_from_db()
    assert card.state == "appraised"


def test_a_recognition_that_was_taken_back_counts_no_more_and_the_card_can_be_changed_again(
    card: Card,
) -> None:
    outcome = _recognised(card)
    taken: dict[str, Any] = {"reason": "Nhầm tổ chức"}
    revoke(outcome.position or 0, Paper("06-QĐ/ĐU", date(2024, 7, 3), "XA"), OFFICE, **taken)
    row = next(each for each in rows(card.campaign) if each.id == card.id)
    assert (row.state, row.taken_back) == ("appraised", True)
    steps.give_back(card.id, "Quyết định đã thu hồi.", "xa")
    card.refresh_from_db()
    assert (card.state, card.position) == ("returned", None)


def test_a_dispute_begins_a_new_version_from_the_frozen_one(card: Card) -> None:
    _recognised(card)
    new = recognising.dispute(card.id, "Tiêu chí 1.1 đã có văn bản.", "chi-bo")
    card.refresh_from_db()
    assert (card.current, card.state, new.version, new.state, new.vote_total) == (
        False,
        "recognised",
        2,
        "voted",
        65,
    )
    assert Line.objects.filter(card=new).count() == Line.objects.filter(card=card).count() == 14
    appraising.appraise(new.id, _appraisal(new, _1_1=Judged(8, "Đã có văn bản.")), "xa")
    assert Line.objects.get(card=card, criterion="1.1").appraisal_points == 4
    assert Line.objects.get(card=new, criterion="1.1").appraisal_points == 8
    with pytest.raises(Refused, match="lần xem lại sau"):
        steps.give_back(card.id, "Xem lại", "xa")


def test_the_card_of_a_branch_that_ended_yesterday_says_since_when(card: Card, records: Province) -> None:
    records.organisation("CBM", "Chi bộ thôn Mới", "chi bộ", "XA", end=date(2024, 7, 2))
    ended = Card.objects.create(campaign=card.campaign, organisation_id=records.ids["CBM"])
    with pytest.raises(Refused, match="không còn từ ngày 02/07/2024"):
        steps.register(ended.id, "chi-bo")


def test_the_values_of_the_trail_are_sealed(card: Card) -> None:
    _appraised(card)
    trace = Trace.objects.filter(card=card, what="vote").get()
    assert "in_favour" not in trace.after and '"in_favour":4' in unseal(trace.after)


def test_the_form_of_grades_and_the_share_recognised_follow_from_the_paper(card: Card) -> None:
    """Nothing is told to the statistics: they count the facts that the paper made, and no more once it is taken back."""
    ending, form = date(2024, 12, 31), FORMS["XL"]
    assert engine.answer(form, "XA", ending, None).cells["B"]["CBTT"] == 0
    outcome = _recognised(card)
    assert engine.answer(form, "XA", ending, None).cells["B"]["CBTT"] == 1
    revoke(outcome.position or 0, Paper("06-QĐ/ĐU", date(2024, 7, 3), "XA"), OFFICE, "Nhầm tổ chức")
    assert engine.answer(form, "XA", ending, None).cells["B"]["CBTT"] == 0
