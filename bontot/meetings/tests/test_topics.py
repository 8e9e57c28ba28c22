"""Promises about what superiors want spoken of: it reaches meetings that are already planned or invited to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings.models import Item, Meeting
from bontot.meetings.planning import invite

type As = Callable[[str], Reader]
SAYS = "Góp ý dự thảo văn kiện"


def _at(meeting: Meeting, step: str = "") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


def _give(as_: As) -> None:
    topic = {"says": SAYS, "first": "01/07/2024", "last": "01/08/2024"}
    assert as_("xa").post("/sinh-hoat/XA/chuyen-de/", topic).status_code == 302


@pytest.mark.parametrize("invited", (False, True))
def test_a_topic_that_comes_late_is_told_and_taken_up_by_one_press(
    as_: As, july: Meeting, invited: bool
) -> None:
    if invited:
        invite(july.id, "chi-bo")
    _give(as_)
    secretary = as_("chi-bo")
    for step in ("", "chuan-bi/"):
        page = secretary.get(_at(july, step))
        (lacked,) = page.data.lacking
        assert lacked.says == SAYS and "Cấp trên yêu cầu, chương trình chưa có" in page.content.decode()
    before = list(Item.objects.filter(meeting=july).order_by("place").values_list("id", flat=True))
    said = {"do": "topic", "topic": lacked.origin}
    for _again in range(2):
        assert secretary.post(_at(july, "chuan-bi/"), said).status_code == 302
    told = secretary.get(_at(july, "chuan-bi/"))
    assert ("hãy báo thêm nội dung này cho người dự" in told.content.decode()) is invited
    assert not told.data.lacking and [line.says for line in told.data.lines].count(SAYS) == 1
    items = list(Item.objects.filter(meeting=july).order_by("place"))
    assert [item.id for item in items if item.says != SAYS] == before, "the other lines stay the same rows"
    assert next(item.part for item in items if item.says == SAYS) == "thought"
    assert SAYS in secretary.get(_at(july, "giay-moi/")).content.decode()


def test_only_who_edits_the_meeting_takes_up_a_topic(as_: As, july: Meeting) -> None:
    _give(as_)
    (lacked,) = as_("chi-bo").get(_at(july)).data.lacking
    said = {"do": "topic", "topic": lacked.origin}
    assert as_("doc").post(_at(july, "chuan-bi/"), said).status_code == 404
    assert as_("chi-bo").post(_at(july, "chuan-bi/"), {**said, "topic": "x"}).status_code == 302
    assert not Item.objects.filter(says=SAYS).exists()


def test_a_meeting_that_was_held_lacks_nothing(as_: As, july: Meeting) -> None:
    Meeting.objects.filter(id=july.id).update(state="held")
    _give(as_)
    assert not as_("chi-bo").get(_at(july)).data.lacking


def test_a_new_topic_lasts_into_next_month_unless_said_otherwise(as_: As, july: Meeting) -> None:
    form = as_("xa").get("/sinh-hoat/XA/chuyen-de/").data.form
    assert (form.initial["first"], form.initial["last"]) == (date(2024, 7, 1), date(2024, 8, 1))
