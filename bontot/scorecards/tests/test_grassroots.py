"""Promises about the cards of grassroots organisations: every step with the account that takes it, and the way down to the branches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.evaluation.models import Recognition
from bontot.kernel.period import OPEN
from bontot.members.models import Post
from bontot.members.tests.province import Province
from bontot.scorecards.campaigns import Wanted, begin, count_again
from bontot.scorecards.figures import countings, figures
from bontot.scorecards.keeping import framework_of
from bontot.scorecards.models import Campaign, Card
from bontot.scorecards.window import window

type As = Callable[[str], Reader]


@pytest.fixture
def committees(campaign: Campaign, records: Province) -> Campaign:
    """Four-good grassroots organisations of 2024, beside the campaign of the branches."""
    days = (date(2024, 3, 31), date(2024, 12, 10), date(2024, 12, 20), date(2024, 12, 31))
    named = ("Đảng bộ cơ sở bốn tốt", "dang-bo-co-so-bon-tot", "mau-trinh-dien")
    return begin(Wanted(*named, records.ids["BG"], "grassroots", 2024, *days), "tinh")


def test_every_step_of_a_grassroots_organisation_on_its_pages(as_: As, committees: Campaign) -> None:
    own, above, where = as_("xa"), as_("tinh"), f"/bon-tot/{committees.id}/XA/"
    card = Card.objects.get(campaign=committees)
    own.post(where, {"do": "register"})
    own.post(f"{where}tu-cham/", {"p-1": "55", "p-2": "25", "p-3": "15"})
    vote = {"day": "02/07/2024", "base": "15", "in_favour": "14", "against": "1"}
    assert "được thông qua" in own.post(f"{where}bieu-quyet/", vote, follow=True).content.decode()
    assert own.get(f"{where}tham-dinh/").status_code == 404, "nobody appraises themselves"
    page = above.get(f"{where}tham-dinh/").content.decode()
    assert "Đã biểu quyết 55, tối đa 60" in page and "Chi bộ" not in page
    above.post(f"{where}tham-dinh/", {"do": "return", "return_reason": "Thiếu bảng tự chấm."})
    assert "Trả lại vì: Thiếu bảng tự chấm." in own.get(where).content.decode()
    own.post(f"{where}tu-cham/", {"p-1": "55", "p-2": "25", "p-3": "15", "both_seen": "1"})
    assert "Thiếu bảng tự chấm." not in own.get(where).content.decode(), "what was answered is in the trail"
    own.post(f"{where}bieu-quyet/", vote)
    card.refresh_from_db()
    said = {"edits": str(card.edits), "p-1": "55", "p-2": "25", "p-3": "15", "h-0": "1", "h-1": "1"}
    above.post(f"{where}tham-dinh/", said)
    paper = {"number": "9-QĐ/TU", "dated": "03/07/2024", "by": "BG"}
    above.post(f"/bon-tot/{committees.id}/BG/", {"do": "recognise", "card": str(card.id), **paper})
    card.refresh_from_db()
    assert card.state == "recognised"
    assert Recognition.objects.get(organisation=card.organisation_id).title == "Đảng bộ cơ sở bốn tốt"
    own.post(where, {"do": "dispute", "reason": "Xin xem lại."})
    assert list(Card.objects.order_by("version").filter(campaign=committees).values_list("state", flat=True)) == [
        "recognised", "voted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "base", "says"),
    [
        ("02/07/2024", "3", "có 2 người được biểu quyết, ít hơn 3"),
        ("02/07/2024", "1", "có ít nhất 2 người được biểu quyết, nhiều hơn 1"),
        ("02/07/2024", "2", ""),
        ("01/03/2024", "3", ""),
    ],
)
def test_the_base_of_a_committee_is_who_sat_in_it_on_the_day(
    as_: As, committees: Campaign, records: Province, day: str, base: str, says: str
) -> None:
    """An left the committee on 1 June; Bình and Giang stayed."""
    for code, end in (("DV-AN", date(2024, 6, 1)), ("DV-BINH", OPEN), ("DV-GIANG", OPEN)):
        ids = {"person_id": records.ids[code], "organisation_id": records.ids["XA"]}
        records.fact(Post, date(2020, 6, 1), end, title="ủy viên ban chấp hành", **ids)
    own, where = as_("xa"), f"/bon-tot/{committees.id}/XA/"
    own.post(where, {"do": "register"})
    own.post(f"{where}tu-cham/", {"p-1": "55", "p-2": "25", "p-3": "15"})
    answer = own.post(f"{where}bieu-quyet/", {"day": day, "base": base, "in_favour": base, "against": "0"})
    assert answer.status_code == (422 if says else 302), answer.content.decode()
    if says:
        text = answer.content.decode()
        assert says in text and "mọi cấp ủy viên đương nhiệm ngày ấy, có mặt hay không" in text
        assert "đảng viên chính thức được triệu tập" not in text


def test_the_card_leads_down_to_the_cards_of_its_branches(
    as_: As, committees: Campaign, campaign: Campaign
) -> None:
    own, where = as_("xa"), f"/bon-tot/{committees.id}/XA/"
    assert f'href="/bon-tot/{campaign.id}/XA/"' in own.get(where).content.decode()
    listed = own.get(f"{where}minh-chung/branches_recognised/").content.decode()
    assert f'href="/bon-tot/{campaign.id}/CB1/"' in listed and "chưa đến hạn" in listed


def test_branches_that_may_still_be_recognised_are_not_held_against_the_organisation(
    committees: Campaign, records: Province
) -> None:
    xa = records.ids["XA"]
    proposed = []
    for day in (date(2024, 7, 3), date(2025, 1, 2)):
        figure = figures(window(committees, day), ["branches_recognised"])["branches_recognised"][xa]
        criterion = next(c for c in framework_of(committees).criteria if c.code == "2")
        proposed.append(countings()["branches_recognised"].proposes(figure, criterion))
    assert proposed == [None, 0]
    for code in ("CB1", "CB2"):
        said: dict[str, Any] = {
            "organisation_id": records.ids[code],
            "title": "Chi bộ bốn tốt",
            "year": "2024",
        }
        records.fact(Recognition, date(2024, 6, 1), **said)
    count_again(committees, "tinh")
    figure = figures(window(committees, date(2024, 7, 3)), ["branches_recognised"])["branches_recognised"][xa]
    assert countings()["branches_recognised"].proposes(figure, criterion) == 25
