"""Promises about disputes: whoever looks is told who disputed when and why, and that what was decided stands meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bontot.access.models import Account
from bontot.access.scope import Grants
from bontot.access.tests.reader import Reader
from bontot.ledger.paper import Paper
from bontot.ledger.revoking import revoke
from bontot.organisations.queries import Book
from bontot.scorecards import appraising, recognising, rollup, steps
from bontot.scorecards.models import Card
from bontot.scorecards.tests.test_steps import OFFICE, PAPER, _appraisal, _recognised
from bontot.scorecards.told import cards_due
from bontot.ui.clock import today

type As = Callable[[str], Reader]
REASON = "Tiêu chí 1.1 đã có văn bản."
STANDS = "Phiếu lần 1 (được công nhận) vẫn có hiệu lực đến khi có quyết định mới."


def test_the_superior_is_told_of_a_dispute_wherever_the_card_is_shown(as_: As, card: Card) -> None:
    _recognised(card)
    recognising.dispute(card.id, REASON, "chi-bo")
    campaign, client = f"/bon-tot/{card.campaign_id}", as_("tinh")
    for where in (
        f"{campaign}/",
        f"{campaign}/?buoc=voted",
        f"{campaign}/CB1/",
        f"{campaign}/CB1/?lan=1",
        f"{campaign}/CB1/tham-dinh/",
    ):
        page = client.get(where).content.decode()
        assert "chi-bo ghi ngày" in page and REASON in page and STANDS in page, where
    assert "có kiến nghị xem lại" in client.get(f"{campaign}/XA/").content.decode()


def test_a_version_that_a_dispute_begins_after_the_days_of_the_campaign_is_not_late(
    as_: As, card: Card, monkeypatch: pytest.MonkeyPatch
) -> None:
    _recognised(card)
    client, after = as_("tinh"), date(2025, 7, 3)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: after)
    recognising.dispute(card.id, REASON, "chi-bo")
    where = f"/bon-tot/{card.campaign_id}"
    sheet = client.get(f"{where}/CB1/").data.sheet
    assert (sheet.version, sheet.late, sheet.due_by) == (2, False, None)
    assert [each.late for each in client.get(f"{where}/?buoc=voted").data.cards] == [False]
    waiting = cards_due(Grants(Account.objects.get(username="xa"), after), after)
    assert waiting and [(todo.day, todo.note) for todo in waiting.lines if "biểu quyết" in todo.says] == [
        (None, "")
    ]


def test_a_reason_to_return_it_does_not_hide_the_dispute(as_: As, card: Card) -> None:
    _recognised(card)
    new = recognising.dispute(card.id, REASON, "chi-bo")
    steps.give_back(new.id, "Chưa nêu số văn bản.", "xa")
    page = as_("chi-bo").get(f"/bon-tot/{card.campaign_id}/CB1/").content.decode()
    assert REASON in page and "Trả lại vì: Chưa nêu số văn bản." in page


def test_once_it_is_decided_nothing_waits_any_more(as_: As, card: Card) -> None:
    _recognised(card)
    new = recognising.dispute(card.id, REASON, "chi-bo")
    appraising.appraise(new.id, _appraisal(new), "xa")
    recognising.refuse(new.campaign, [new.id], "Vẫn chưa có văn bản.", "tinh")
    assert STANDS not in as_("tinh").get(f"/bon-tot/{card.campaign_id}/CB1/").content.decode()
    assert STANDS not in as_("tinh").get(f"/bon-tot/{card.campaign_id}/").content.decode()


def test_a_recognition_that_was_taken_back_is_not_said_to_stand(as_: As, card: Card) -> None:
    outcome = _recognised(card)
    recognising.dispute(card.id, REASON, "chi-bo")
    revoke(outcome.position or 0, Paper("06-QĐ/ĐU", PAPER.dated, "XA"), OFFICE, "Nhầm tổ chức")
    page = as_("tinh").get(f"/bon-tot/{card.campaign_id}/CB1/").content.decode()
    assert STANDS not in page and "Quyết định ở phiếu lần 1 đã thu hồi." in page


def test_a_recognition_that_is_disputed_stays_in_the_share_recognised(card: Card) -> None:
    _recognised(card)
    recognising.dispute(card.id, REASON, "chi-bo")
    named = Book([card.organisation_id], at=None).on(card.organisation_id, today())
    tally = rollup.count(rollup.Tally(named), rollup.rows(card.campaign), card.campaign, today())
    assert (tally.recognised, tally.steps["voted"], tally.disputed) == (1, 1, 1)


def test_the_trail_of_an_appraisal_says_which_condition_was_met(as_: As, card: Card) -> None:
    _recognised(card)
    page = as_("tinh").get(f"/bon-tot/{card.campaign_id}/CB1/dau-vet/").content.decode()
    assert "Điều kiện 1: đạt" in page and "(1): 1" not in page
