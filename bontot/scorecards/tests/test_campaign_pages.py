"""Promises about the pages of campaigns: a secretary presses three times, a superior sees who is late, scope is a fetch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.tests.reader import Reader
from bontot.evaluation.models import Recognition
from bontot.members.models import Discipline
from bontot.members.tests.province import Province
from bontot.scorecards.models import Campaign, Card, Line

type As = Callable[[str], Reader]


def _form(page: object) -> dict[str, object]:
    """What a browser would send of the form of a branch, untouched."""
    sent: dict[str, object] = {}
    for entry in page.entries:  # type: ignore[attr-defined]
        code = entry.line.code
        sent |= {f"p-{code}": entry.said.points, f"r-{code}": entry.said.reason, f"n-{code}": entry.said.note}
        sent |= {
            f"op-{code}": "" if entry.seen.points is None else entry.seen.points,
            f"or-{code}": entry.seen.reason,
            f"on-{code}": entry.seen.note,
        }
    return sent


def test_a_secretary_scores_in_three_presses(as_: As, card: Card) -> None:
    """The first page shows the card that is due, the card leads to the form, and the form is filled already."""
    secretary, where = as_("chi-bo"), f"/bon-tot/{card.campaign_id}/CB1/"
    assert where in secretary.get("/viec/").content.decode()
    assert f"{where}tu-cham/" in secretary.get(where).content.decode()
    page = secretary.get(f"{where}tu-cham/").data
    assert secretary.post(f"{where}tu-cham/", _form(page)).headers["Location"] == where
    card.refresh_from_db()
    assert (card.state, card.self_total) == ("self", page.total) == ("self", 90)


def test_what_was_typed_is_there_again_with_what_is_wrong(as_: As, card: Card) -> None:
    secretary, where = as_("chi-bo"), f"/bon-tot/{card.campaign_id}/CB1/tu-cham/"
    sent = _form(secretary.get(where).data) | {"p-1.1": "80", "n-1.1": "Nghị quyết 02-NQ/CB", "p-2.1": "8"}
    answer = secretary.post(where, sent)
    assert answer.status_code == 422 and len(answer.data.problems) == 2
    assert "Nghị quyết 02-NQ/CB" in answer.content.decode()


def test_two_secretaries_get_both_versions(as_: As, card: Card) -> None:
    secretary, where = as_("chi-bo"), f"/bon-tot/{card.campaign_id}/CB1/tu-cham/"
    blank = _form(secretary.get(where).data)
    secretary.post(where, blank | {"p-1.1": "7"})
    answer = secretary.post(where, blank | {"p-1.1": "6"})
    assert (
        answer.status_code == 409
        and "1.1: 6" in answer.content.decode()
        and "1.1: 7" in answer.content.decode()
    )
    secretary.post(where, blank | {"p-1.1": "6", "both_seen": "1"})
    assert Line.objects.get(card=card, criterion="1.1").self_points == 6


def test_a_returned_card_says_what_the_records_propose_and_its_reason_ends_with_the_answer(
    as_: As, card: Card
) -> None:
    """What the branch wrote for itself is no proposal of the records."""
    secretary, where = as_("chi-bo"), f"/bon-tot/{card.campaign_id}/CB1/"
    before = secretary.get(where).data.sheet.totals[0]
    form = _form(secretary.get(f"{where}tu-cham/").data)
    secretary.post(f"{where}tu-cham/", form | {"p-2.1": "0", "r-2.1": "Chi bộ nghiêm khắc"})
    as_("xa").post(f"{where}tham-dinh/", {"do": "return", "return_reason": "Xem lại 2.1"})
    page = secretary.get(where)
    assert page.data.sheet.totals[0] == before and "Xem lại 2.1" in page.content.decode()
    secretary.post(f"{where}tu-cham/", _form(secretary.get(f"{where}tu-cham/").data))
    card.refresh_from_db()
    assert (card.state, card.reason) == ("self", "")


def test_from_the_vote_to_the_paper_on_the_pages(as_: As, card: Card) -> None:
    secretary, office, where = as_("chi-bo"), as_("xa"), f"/bon-tot/{card.campaign_id}/CB1/"
    secretary.post(f"{where}tu-cham/", _form(secretary.get(f"{where}tu-cham/").data))
    votes = {"day": "03/07/2024", "base": "4", "in_favour": "4", "against": "0"}
    assert secretary.post(f"{where}bieu-quyet/", votes).headers["Location"] == where
    assert secretary.post(f"{where}tham-dinh/", {"do": "return", "return_reason": "x"}).status_code == 404
    page = office.get(f"{where}tham-dinh/").data
    sent: dict[str, object] = {"edits": page.sheet.edits}
    sent |= {f"p-{line.code}": judged.value for line, judged in page.criteria}
    sent |= {f"h-{each.place}": judged.value for each, judged in page.conditions}
    assert office.post(f"{where}tham-dinh/", sent).headers["Location"] == where
    listed = office.get(f"/bon-tot/{card.campaign_id}/XA/?buoc=appraised").data
    assert [each.named.code for each in listed.cards] == ["CB1"] and dict(listed.does).keys() == {
        "recognise",
        "refuse",
    }
    paper = {"do": "recognise", "card": card.id, "number": "05-QĐ/ĐU", "dated": "03/07/2024", "by": "XA"}
    refused = office.post(f"/bon-tot/{card.campaign_id}/XA/?buoc=appraised", paper)
    assert refused.status_code == 422 and "ghi lý do" in refused.content.decode()
    box = f'name="card" value="{card.id}" aria-label="'
    assert refused.content.decode().split(box)[1].split(">")[0].endswith(" checked"), (
        "what was chosen stays so"
    )
    office.post(f"/bon-tot/{card.campaign_id}/XA/?buoc=appraised", paper | {"reason": "Tháng tư mất điện."})
    assert Recognition.objects.get().organisation_id == card.organisation_id
    done = secretary.get(where).content.decode()
    assert "Được công nhận" in done and "Ghi kiến nghị" in done
    secretary.post(where, {"do": "dispute", "reason": "Đã có văn bản."})
    assert Card.objects.get(organisation_id=card.organisation_id, current=True).version == 2
    assert secretary.get(f"{where}?lan=1").data.sheet.current is False


def test_a_figure_opens_into_what_it_counts(as_: As, card: Card) -> None:
    where = f"/bon-tot/{card.campaign_id}/CB1/"
    page = as_("chi-bo").get(f"{where}minh-chung/meetings_in_time/").data
    assert (page.number, page.good) == (6, 4) and page.figure.startswith("4/6 kỳ")
    assert {row.what for row in page.rows} == {"Họp đúng hạn", "Muộn", "Không họp"}
    attended = as_("xa").get(f"{where}minh-chung/attendance/").data
    assert attended.number == 30 and any(row.person and row.person.code == "DV-BINH" for row in attended.rows)


def test_who_may_not_see_measures_of_discipline_sees_the_number_alone(
    as_: As, card: Card, records: Province
) -> None:
    records.fact(
        Discipline, date(2024, 5, 5), person_id=records.ids["DV-AN"], form="khiển trách", began="discipline"
    )
    where = f"/bon-tot/{card.campaign_id}/CB1/"
    told = as_("chi-bo").get(where).content.decode()
    assert "1 đảng viên bị kỷ luật" in told and "minh-chung/discipline/" not in told
    assert as_("chi-bo").get(f"{where}minh-chung/discipline/").status_code == 404
    assert as_("xa").get(f"{where}minh-chung/discipline/").data.number == 1


def test_the_roll_up_says_who_is_late_and_where_points_are_lost(as_: As, campaign: Campaign) -> None:
    page = as_("tinh").get(f"/bon-tot/{campaign.id}/").data
    assert (page.total.total, page.total.late, page.total.registered) == (3, 3, 0)
    assert {tally.named.code for tally in page.below} == {"HL", "KH"}
    assert page.weak[0].criterion.code == "1.3" and page.weak[0].numerator == 1
    late = as_("tinh").get(f"/bon-tot/{campaign.id}/?cham=1").data
    assert {each.named.code for each in late.cards} == {"CB1", "CB2", "CQ"}
    listed = as_("tinh").get("/bon-tot/").data.campaigns
    assert [(head.title, tally.total) for head, tally in listed] == [("Chi bộ bốn tốt năm 2024", 3)]


def test_a_share_of_the_roll_up_opens_into_the_organisations_behind_it(as_: As, campaign: Campaign) -> None:
    where = f"/bon-tot/{campaign.id}/"
    page = as_("tinh").get(where)
    for weak in page.data.weak:
        address = f"{where}BG/tieu-chi/{weak.criterion.code}/"
        assert address in page.content.decode()
        opened = as_("tinh").get(address).data
        assert opened.number == len(opened.rows) == weak.cards
        assert sum(row.points for row in opened.rows) == weak.proposed
        assert sum(row.weak for row in opened.rows) == weak.weak
        assert f"{weak.numerator}" in opened.figure
        assert [row.points for row in opened.rows] == sorted(row.points for row in opened.rows)
    for user, place, status in (
        ("xa", "XA", 200), ("xa", "BG", 404), ("chi-bo", "CB1", 200), ("chi-bo", "XA", 404), ("dang-vien", "CB1", 404), ("doc", "BG", 404),
    ):  # fmt: skip
        assert as_(user).get(f"{where}{place}/tieu-chi/1.3/").status_code == status, (user, place)
    assert {row.named.code for row in as_("xa").get(f"{where}XA/tieu-chi/1.3/").data.rows} <= {"CB1", "CB2"}
    assert as_("tinh").get(f"{where}BG/tieu-chi/9.9/").status_code == 404
    assert as_("tinh").get(f"{where}BG/tieu-chi/1.3/?after=x").status_code == 404


def test_organisations_behind_a_share_cost_as_many_statements_for_one_as_for_all(
    as_: As, campaign: Campaign
) -> None:
    client, asked = as_("tinh"), []
    for place in ("CB1", "BG"):
        client.get(f"/bon-tot/{campaign.id}/{place}/tieu-chi/1.3/")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/bon-tot/{campaign.id}/{place}/tieu-chi/1.3/")
        asked.append(len(seen))
    assert asked[0] == asked[1]


def test_a_card_says_what_each_empty_step_waits_for(as_: As, card: Card) -> None:
    secretary, where = as_("chi-bo"), f"/bon-tot/{card.campaign_id}/CB1/"
    proposed, scored, voted, appraised = secretary.get(where).data.sheet.totals
    assert not proposed.awaits and "hạn 10/12/2024" in scored.awaits
    assert (voted.awaits, appraised.awaits) == ("sau khi tự chấm", "sau khi biểu quyết")
    secretary.post(f"{where}tu-cham/", _form(secretary.get(f"{where}tu-cham/").data))
    _proposed, scored, voted, appraised = secretary.get(where).data.sheet.totals
    assert (scored.points, scored.awaits) == (90, "") and "hạn 10/12/2024" in voted.awaits
    assert appraised.awaits == "sau khi biểu quyết"


def test_everybody_sees_their_own_part_of_it(as_: As, campaign: Campaign) -> None:
    where = f"/bon-tot/{campaign.id}/"
    assert as_("xa").get(where).headers["Location"] == f"{where}XA/"
    assert as_("chi-bo").get(where).headers["Location"] == f"{where}CB1/"
    assert (
        as_("chi-bo").get(f"/bon-tot/{campaign.id}.json").headers["Location"]
        == f"/bon-tot/{campaign.id}/CB1.json"
    )
    for address in (
        "CQ/",
        "BG/",
        "XA/",
        "CB2/",
        "CB2/tu-cham/",
        "CB2/minh-chung/attendance/",
        "CB2/dau-vet/",
    ):
        assert as_("chi-bo").get(where + address).status_code == 404, address
    assert as_("xa").get(f"{where}CQ/").status_code == 404
    for user in ("dang-vien", "doc"):
        assert as_(user).get(where).status_code == 404 and as_(user).get("/bon-tot/").status_code == 404


def test_nobody_acts_on_cards_that_are_not_theirs(as_: As, campaign: Campaign, records: Province) -> None:
    other = Card.objects.get(organisation_id=records.ids["CQ"])
    where = f"/bon-tot/{campaign.id}/XA/?buoc=open"
    assert as_("xa").post(where, {"do": "register", "card": other.id}).status_code == 404
    assert as_("xa").post(where, {"do": "fill"}).status_code == 404
    assert as_("chi-bo").post(f"/bon-tot/{campaign.id}/CB1/tham-dinh/", {}).status_code == 404
    mine = Card.objects.get(organisation_id=records.ids["CB2"])
    assert as_("xa").post(where, {"do": "register", "card": mine.id}).status_code == 302
    assert set(Card.objects.filter(state="registered")) == {mine}


def test_a_new_campaign_is_filled_at_once_and_there_is_only_one_of_a_year(
    as_: As, campaign: Campaign
) -> None:
    office = as_("xa")
    said = {
        "title": "Chi bộ bốn tốt của xã", "framework": "chi-bo-bon-tot/mau-trinh-dien", "organisation": "XA",
        "target": "branches", "year": "2024", "register_by": "31/03/2024", "score_by": "10/12/2024",
        "appraise_by": "20/12/2024", "recognise_by": "31/12/2024",
    }  # fmt: skip
    made = office.post("/bon-tot/moi/", said)
    assert made.status_code == 302 and Card.objects.filter(campaign__title=said["title"]).count() == 2
    again = office.post("/bon-tot/moi/", said)
    assert again.status_code == 422 and "đã có đợt chấm" in again.content.decode()
    wrong = office.post("/bon-tot/moi/", said | {"year": "2025", "score_by": "01/01/2024"})
    assert wrong.status_code == 422 and "theo thứ tự" in wrong.content.decode()


@pytest.mark.parametrize(
    "address", ["CB1/", "XA/", "CB1/tu-cham/", "CB1/tham-dinh/", "CB1/dau-vet/", "CB1/bieu-quyet/"]
)
def test_every_page_is_also_json(as_: As, campaign: Campaign, address: str) -> None:
    assert as_("xa").get(f"/bon-tot/{campaign.id}/{address.rstrip('/')}.json").json()["title"]


def test_a_card_costs_the_same_statements_however_many_meetings_there_were(
    as_: As, campaign: Campaign, records: Province
) -> None:
    office, counts = as_("xa"), []
    for code in ("CB1", "CB2"):
        office.get(f"/bon-tot/{campaign.id}/{code}/")
        with CaptureQueriesContext(connection) as asked:
            office.get(f"/bon-tot/{campaign.id}/{code}/")
        counts.append(len(asked))
    assert counts[0] == counts[1] < 70


@pytest.mark.parametrize(
    "address",
    [
        "99/",
        "99999999999999999999/",
        "1/KHONG-CO/",
        "1/CB1/minh-chung/khong-co/",
        "1/XA/?after=x",
        "1/CB1/?lan=9",
    ],
)
def test_what_there_is_not_is_not_found(as_: As, campaign: Campaign, address: str) -> None:
    found = address.replace("1/", f"{campaign.id}/", 1) if address.startswith("1/") else address
    assert as_("tinh").get(f"/bon-tot/{found}").status_code == 404
