"""Promises about the vote on a card: it comes after the scores, and its base is that of the list of the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Meeting, Motion
from bontot.scorecards import steps
from bontot.scorecards.models import Card, Line
from bontot.scorecards.steps import Ballot, Said


def _scored(card: Card, on: date = date(2024, 6, 3)) -> None:
    """The card, scored by the branch on a day."""
    lines = Line.objects.filter(card=card)
    said = {each.criterion: Said(4 if each.proposed is None else each.proposed) for each in lines}
    steps.score(card.id, said, {}, "chi-bo")
    at = datetime(on.year, on.month, on.day, 5, tzinfo=UTC)
    Card.objects.filter(id=card.id).update(scored_at=at)
    card.refresh_from_db()


def _motion(card: Card) -> Motion:
    """A motion that was lost, of the last meeting: that of 3 June."""
    meeting = Meeting.objects.filter(organisation_id=card.organisation_id, kind="regular").latest("day")
    votes = {"base": 4, "in_favour": 2, "against": 2, "passed": False}
    return Motion.objects.create(meeting=meeting, says="Thông qua điểm tự chấm", about="ordinary", **votes)


@pytest.mark.parametrize(
    ("ballot", "says"),
    [
        (Ballot(date(2024, 7, 3), 4, 4, 1), "5 phiếu nhiều hơn 4 người"),
        (Ballot(date(2024, 7, 3), 40, 30), "có 5 người được biểu quyết, ít hơn 40"),
        (Ballot(date(2024, 7, 4), 4, 4), "đến hôm nay"),
        (Ballot(date(2023, 7, 4), 4, 4), "phải từ 01/01/2024"),
        (Ballot(None, 4, 4), "Hãy ghi ngày"),
        (Ballot(date(2024, 7, 3), 2, 2), "có ít nhất 3 người được biểu quyết, nhiều hơn 2.*Điểm 9.3.2"),
        (Ballot(motion=999), "Không có nội dung biểu quyết này"),
    ],
)
def test_votes_that_cannot_be_are_refused(card: Card, ballot: Ballot, says: str) -> None:
    _scored(card)
    with pytest.raises(Refused, match=says):
        steps.vote(card.id, ballot, "chi-bo")
    card.refresh_from_db()
    assert card.state == "self" and card.base is None


def test_the_committee_of_a_branch_does_not_vote_for_it(card: Card, as_: Callable[[str], Reader]) -> None:
    _scored(card)
    motion = _motion(card)
    Motion.objects.filter(id=motion.id).update(about="conclude", in_favour=3, against=1, passed=True)
    where = f"/bon-tot/{card.campaign_id}/CB1/bieu-quyet/"
    assert [each.id for each in as_("chi-bo").get(where).data.motions][:1] == [motion.id]
    Meeting.objects.filter(id=motion.meeting_id).update(kind="committee")
    assert motion.id not in [each.id for each in as_("chi-bo").get(where).data.motions]
    with pytest.raises(Refused, match="Không có nội dung biểu quyết này"):
        steps.vote(card.id, Ballot(motion=motion.id), "chi-bo")


def test_a_motion_of_a_meeting_is_a_vote_and_a_lost_one_leaves_the_card_where_it_was(card: Card) -> None:
    _scored(card)
    motion = _motion(card)
    steps.vote(card.id, Ballot(motion=motion.id), "chi-bo")
    card.refresh_from_db()
    assert (card.state, card.vote_total, card.in_favour) == ("self", None, 2)
    Motion.objects.filter(id=motion.id).update(in_favour=3, against=1, passed=True)
    steps.vote(card.id, Ballot(motion=motion.id), "chi-bo")
    card.refresh_from_db()
    assert (card.state, card.vote_total, card.voted_on, card.motion_id) == (
        "voted",
        65,
        motion.meeting.day,
        motion.id,
    )


def test_a_motion_of_a_meeting_before_the_scores_is_neither_offered_nor_taken(
    card: Card, as_: Callable[[str], Reader]
) -> None:
    where = f"/bon-tot/{card.campaign_id}/CB1/bieu-quyet/"
    motion = _motion(card)
    _scored(card)
    assert as_("chi-bo").get(where).data.motions[0].id == motion.id
    _scored(card, date(2024, 6, 4))
    assert as_("chi-bo").get(where).data.motions == []
    with pytest.raises(Refused, match=r"ngày 03/06/2024, trước khi phiếu có điểm tự chấm \(04/06/2024\)"):
        steps.vote(card.id, Ballot(motion=motion.id), "chi-bo")
    answer = as_("chi-bo").post(where, {"motion": str(motion.id)})
    assert answer.status_code == 422 and "trước khi phiếu có điểm" in answer.content.decode()


def test_a_mistyped_number_of_votes_is_not_taken_for_none(card: Card, as_: Callable[[str], Reader]) -> None:
    _scored(card)
    where = f"/bon-tot/{card.campaign_id}/CB1/bieu-quyet/"
    said = {"day": "03/07/2024", "base": "4", "in_favour": "3", "against": "1o"}
    answer = as_("chi-bo").post(where, said)
    assert answer.status_code == 422 and answer.data.problems == (
        "Không tán thành: Hãy viết một số từ 0 đến 100.000, chỉ gồm chữ số.",
    )
    assert as_("chi-bo").post(where, {**said, "against": ""}).status_code == 302


def test_the_form_of_a_vote_knows_who_votes_and_says_what_it_needs(
    card: Card, as_: Callable[[str], Reader]
) -> None:
    """The base is that of the list of today; nothing is called optional that is then asked for."""
    _scored(card)
    where = f"/bon-tot/{card.campaign_id}/CB1/bieu-quyet/"
    form = as_("chi-bo").get(where).data.form
    assert form.initial["base"] == steps.voters_today(card) == 3
    assert [name for name, field in form.fields.items() if not field.required] == ["against"]
    answer = as_("chi-bo").post(where, {"day": "", "base": "3", "in_favour": "", "against": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày biểu quyết: Hãy điền ô này." in text and "Tán thành: Hãy điền ô này." in text
