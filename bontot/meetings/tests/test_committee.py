"""Promises about meetings of committees: the same way as a branch, without what is a branch's alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from bontot.access.models import Account, Grant
from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.handed import handouts
from bontot.meetings.handed.handouts import File
from bontot.meetings.models import Item, Meeting, Series
from bontot.meetings.planning import When, create, invite
from bontot.meetings.record import record
from bontot.meetings.tests.test_files import PDF
from bontot.meetings.written import minutes
from bontot.meetings.written.papers import paper
from bontot.members.models import Post
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]
TODAY = date(2024, 7, 3)
SEATS = (("DV-AN", "bí thư"), ("DV-BINH", "phó bí thư"), ("DV-GIANG", "ủy viên ban chấp hành"))


@pytest.fixture
def committee(branch: Province) -> Province:
    """The committee of the commune XA: three members of CB1."""
    for code, title in SEATS:
        person, commune = branch.ids[code], branch.ids["XA"]
        branch.fact(Post, date(2020, 1, 1), title=title, person_id=person, organisation_id=commune)
    return branch


def _opened(client: Reader) -> Meeting:
    said = {"kind": "committee", "day": "03/07/2024", "begins": "8h", "place": "Phòng họp"}
    assert client.post("/sinh-hoat/XA/moi/", said).status_code == 302
    return Meeting.objects.get(kind="committee")


def test_a_committee_meets_from_agenda_to_locked_minutes(as_: As, committee: Province) -> None:
    commune = as_("xa")
    meeting = _opened(commune)
    at, ids = f"/sinh-hoat/buoi/{meeting.id}/", committee.ids
    steps = [step.says for step in commune.get(at).data.head.steps]
    assert steps == ["Chuẩn bị", "Mời họp", "Điểm danh", "Diễn biến", "Biên bản"]
    attendance = commune.get(f"{at}diem-danh/").data
    assert {each.line.code for each in attendance.lines} == {code for code, _title in SEATS}
    attend(
        meeting.id,
        {ids["DV-AN"]: Mark("present"), ids["DV-BINH"]: Mark("present"), ids["DV-GIANG"]: Mark("excused")},
        {},
        "xa",
    )
    ended = commune.post(f"{at}dien-bien/", {"do": "end", "ended": "9h30"})
    assert ended.headers["Location"].startswith(f"{at}bien-ban/")  # it is not scored
    assert (recording.totals(meeting).must_attend, recording.totals(meeting).voting_present) == (3, 2)  # type: ignore[union-attr]  # attendance has been taken
    assert not commune.get(at).data.findings  # what is laid down for branches is not asked of it
    assert paper(record(meeting), "minutes").mark == "Dự thảo"
    minutes.approve(meeting.id, "xa", send=False)
    meeting.refresh_from_db()
    assert paper(record(meeting), "minutes").mark == ""
    assert meeting.locked and commune.get(at).data.head.next is None
    assert "họp cấp ủy" in commune.get(f"{at}bien-ban/").content.decode()
    for kind in ("bien-ban", "nghi-quyet"):
        assert commune.get(f"{at}{kind}/?format=docx").content.startswith(b"PK")


def test_the_frame_of_branches_does_not_score_a_committee(as_: As, committee: Province) -> None:
    meeting = _opened(as_("xa"))
    assert as_("xa").get(f"/sinh-hoat/buoi/{meeting.id}/cham-diem/").status_code == 404


def test_its_agenda_keeps_to_the_order_and_begins_with_what_is_due(as_: As, committee: Province) -> None:
    recording.give(create(committee.ids["XA"], "committee", TODAY, "xa").id, "Đôn đốc", None, TODAY, "xa")
    august = create(committee.ids["XA"], "committee", date(2024, 8, 1), "xa")
    parts = list(Item.objects.filter(meeting=august).order_by("place").values_list("part", flat=True))
    assert parts == ["opening", "tasks", "tasks", "discussion", "closing"]


def test_a_series_of_a_committee_is_kept_and_its_next_meeting_is_due(as_: As, committee: Province) -> None:
    commune = as_("xa")
    assert commune.get("/sinh-hoat/XA/").data.due is None
    meeting = _opened(commune)
    due = commune.get("/sinh-hoat/XA/").data.due
    assert (due.meeting, due.kind) == (meeting.id, "committee")
    said = {"day": "03/07/2024", "begins": "08:00", "place": "Phòng họp", "keep": "on", "seen": ""}
    commune.post(f"/sinh-hoat/buoi/{meeting.id}/chuan-bi/", {**said, "both_seen": "1"})
    assert Series.objects.get().day == 3
    Meeting.objects.update(state="approved")
    due = commune.get("/sinh-hoat/XA/").data.due
    assert (due.meeting, due.day) == (None, date(2024, 8, 3))
    where = commune.post("/sinh-hoat/XA/", {"month": "2024-08"}).headers["Location"]
    assert commune.get(where).data.head.says == "Họp cấp ủy tháng 08/2024"


def test_the_committee_of_a_branch_does_not_change_when_the_branch_meets(
    as_: As, committee: Province
) -> None:
    meeting = create(committee.ids["CB1"], "committee", TODAY, "chi-bo")
    secretary = as_("chi-bo")
    assert "keep" not in secretary.get(f"/sinh-hoat/buoi/{meeting.id}/chuan-bi/").data.form.fields
    said = {"day": "01/07/2024", "begins": "08:00", "place": "", "keep": "on", "both_seen": "1"}
    secretary.post(f"/sinh-hoat/buoi/{meeting.id}/chuan-bi/", said)
    assert not Series.objects.exists()


def test_the_commune_sees_which_committees_met_and_which_minutes_are_missing(
    as_: As, committee: Province
) -> None:
    meeting = create(committee.ids["CB1"], "committee", TODAY, "chi-bo")
    Meeting.objects.filter(id=meeting.id).update(state="held")
    page = as_("xa").get("/sinh-hoat/XA/")
    assert [
        (t.named.code, t.committees, t.unwritten, t.others) for t in page.data.tallies if t.committees
    ] == [("CB1", 1, 1, 0)]
    assert "thiếu 1 biên bản" in page.content.decode()


def test_a_committee_meets_as_often_as_it_has_to(as_: As, committee: Province) -> None:
    first, second = (create(committee.ids["XA"], "committee", TODAY, "xa") for _ in range(2))
    page = as_("xa").get("/sinh-hoat/XA/").data
    assert [each.id for each in page.committee] == [second.id, first.id] and page.meetings == []


def test_the_page_of_a_branch_tells_its_committee_apart(as_: As, committee: Province) -> None:
    create(committee.ids["CB1"], "committee", TODAY, "chi-bo")
    create(committee.ids["CB1"], "regular", TODAY, "chi-bo")
    page = as_("chi-bo").get("/sinh-hoat/CB1/").data
    assert ([each.says for each in page.meetings], [each.says for each in page.committee]) == (
        ["Sinh hoạt thường kỳ tháng 07/2024"],
        ["Họp cấp ủy tháng 07/2024"],
    )


def test_attendance_tells_both_denominators(as_: As, july: Meeting) -> None:
    page = as_("chi-bo").get(f"/sinh-hoat/buoi/{july.id}/diem-danh/").content.decode()
    assert "5 phải dự, 3 được tính biểu quyết" in page


def test_only_who_sits_on_a_committee_is_invited_to_its_meeting(as_: As, branch: Province) -> None:
    branch.fact(
        Post,
        date(2020, 1, 1),
        title="chi ủy viên",
        person_id=branch.ids["DV-BINH"],
        organisation_id=branch.ids["CB1"],
    )
    meeting = create(branch.ids["CB1"], "committee", TODAY, "chi-bo")
    for code, status in (("DV-BINH", 200), ("DV-GIANG", 404), ("DV-LAN", 404), ("", 404)):
        Account.objects.filter(username="dang-vien").update(person_code=code)
        for step in ("giay-moi/", "giay-moi.json", "lich.ics"):
            assert as_("dang-vien").get(f"/sinh-hoat/buoi/{meeting.id}/{step}").status_code == status, code
    for user, status in (("chi-bo", 200), ("xa", 200), ("tinh", 200), ("doc", 404)):
        assert as_(user).get(f"/sinh-hoat/buoi/{meeting.id}/giay-moi/").status_code == status, user


def test_who_sits_on_a_committee_above_reads_its_invitation_and_its_papers(
    as_: As, committee: Province
) -> None:
    meeting = _opened(as_("xa"))
    made = handouts.attach(meeting.id, None, "", File("a.pdf", PDF), "xa")
    invite(meeting.id, "xa")
    for code, status in (("DV-AN", 200), ("DV-HOA", 404)):
        Account.objects.filter(username="dang-vien").update(person_code=code)
        assert as_("dang-vien").get(f"/sinh-hoat/buoi/{meeting.id}/giay-moi/").status_code == status, code
        paper = as_("dang-vien").get(f"/sinh-hoat/buoi/{meeting.id}/tai-lieu/{made.id}/")
        assert paper.status_code == status, code
        assert as_("dang-vien").get(f"/sinh-hoat/buoi/{meeting.id}/").status_code == 404, code


def test_who_sits_on_committees_finds_their_meetings_on_the_own_page(as_: As, committee: Province) -> None:
    """DV-AN leads CB1 and sits on the committee of XA."""
    for organisation, hour in (("CB1", 18), ("XA", 8)):
        when = When(date(2024, 7, 30), time(hour), "")
        meeting = create(committee.ids[organisation], "committee", when.day, "xa", when=when)
        address, page = f"/sinh-hoat/buoi/{meeting.id}/giay-moi/", "/dang-vien/DV-AN/2024-07-03/"
        assert address not in as_("dang-vien").get(page).content.decode(), "nobody has been invited yet"
        invite(meeting.id, "xa")
    shown = as_("dang-vien").get(page).content.decode()
    table = shown[shown.index("Họp cấp ủy</caption>") :].partition("</table>")[0]
    assert table.index("Họp cấp ủy tháng 07/2024, Đảng bộ xã Tân An") < table.index("Chi bộ thôn Đông")
    assert address in table and as_("dang-vien").get(address).status_code == 200
    assert address not in as_("xa").get(page).content.decode(), "it is sent to nobody else"
    assert address not in as_("dang-vien").get("/dang-vien/DV-AN/2024-07-02/").content.decode()


def test_every_meeting_on_the_own_page_says_who_met(as_: As, committee: Province, july: Meeting) -> None:
    """DV-AN is called to the branch and to the committees of the branch and of the commune in one month."""
    an = committee.ids["DV-AN"]
    above, below = (create(committee.ids[code], "committee", TODAY, "xa") for code in ("XA", "CB1"))
    for meeting in (july, above, below):
        attend(meeting.id, {an: Mark("present")}, {}, "xa")
    coming = create(committee.ids["CB1"], "regular", date(2024, 8, 1), "chi-bo")
    invite(coming.id, "chi-bo")
    shown = as_("dang-vien").get("/dang-vien/DV-AN/2024-07-03/").data
    lines = next(each.lines for each in shown.sections if each.title == "Sinh hoạt chi bộ, cấp ủy")
    assert [line.what for line in lines[:1]] == ["Sinh hoạt thường kỳ tháng 08/2024, Chi bộ thôn Đông"]
    assert {line.what for line in lines[1:]} == {
        "Sinh hoạt thường kỳ tháng 07/2024, Chi bộ thôn Đông",
        "Họp cấp ủy tháng 07/2024, Đảng bộ xã Tân An",
        "Họp cấp ủy tháng 07/2024, Chi bộ thôn Đông",
    }


def test_a_committee_is_no_longer_met_with_from_the_day_on_which_the_seat_ends(
    as_: As, branch: Province
) -> None:
    commune, ends = branch.ids["XA"], date(2024, 7, 20)
    seat: dict[str, Any] = {"title": "ủy viên ban chấp hành", "organisation_id": commune}
    branch.fact(Post, date(2020, 1, 1), ends, person_id=branch.ids["DV-AN"], **seat)
    for day in (date(2024, 7, 19), ends):
        meeting = create(commune, "committee", day, "xa", when=When(day, time(8), ""))
        invite(meeting.id, "xa")
        page = as_("dang-vien").get("/dang-vien/DV-AN/2024-07-03/").content.decode()
        assert (f"/sinh-hoat/buoi/{meeting.id}/giay-moi/" in page) is (day < ends)


def test_who_visits_a_branch_for_a_time_is_invited_there(as_: As, july: Meeting) -> None:
    """DV-LAN belongs to CB2 and visits CB1; her account is one of CB2."""
    Grant.objects.filter(account__username="dang-vien").update(organisation_code="CB2")
    for code, status in (("DV-LAN", 200), ("DV-CUC", 404), ("", 404)):
        Account.objects.filter(username="dang-vien").update(person_code=code)
        assert as_("dang-vien").get(f"/sinh-hoat/buoi/{july.id}/giay-moi/").status_code == status, code
