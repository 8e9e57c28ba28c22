"""Promises around meetings: the paper sheet, the calendar, topics, contacts, the first page, the commune's view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.models import Contact, Meeting, Motion, Presence, Task
from bontot.meetings.planning import create, invite
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]


def _at(meeting: Meeting, step: str = "") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


def test_a_sheet_is_typed_back_by_its_exceptions(as_: As, july: Meeting) -> None:
    """Lines stand in the order of names: An, Bình, Em, Giang, Hoa, Khánh, and Lan, who is a guest."""
    secretary = as_("chi-bo")
    sheet = secretary.get(_at(july, "phieu/")).data
    assert [line.code for line in sheet.lines][:4] == ["DV-AN", "DV-BINH", "DV-EM", "DV-GIANG"]
    assert secretary.get(_at(july, "phieu/?format=pdf")).content.startswith(b"%PDF")
    said = {"typed": "2p, 3K b2 2/0/0", "sheet": sheet.number.lower()}
    assert secretary.post(_at(july, "phieu/"), said).status_code == 302
    marks = dict(Presence.objects.values_list("person__code", "status"))
    assert (marks["DV-AN"], marks["DV-BINH"], marks["DV-EM"]) == ("present", "excused", "absent")
    assert Motion.objects.order_by("id")[1].in_favour == 2


@pytest.mark.parametrize(
    ("typed", "sheet", "says"),
    (
        ("30p", "", "Danh sách chỉ có 7 dòng, không có dòng 30."),
        ("3z", "", "không có chữ “z”"),
        ("hôm nay", "", "Không hiểu “hom nay”"),
        ("b1 -1/0/0", "", "Không hiểu “b1 -1/0/0”"),
        ("b9 1/0/0", "", "không có nội dung biểu quyết B9"),
        ("3p", "999AA", "là của buổi họp khác"),
    ),
)
def test_a_wrong_sheet_or_line_gets_its_sentence(
    as_: As, july: Meeting, typed: str, sheet: str, says: str
) -> None:
    answer = as_("chi-bo").post(_at(july, "phieu/"), {"typed": typed, "sheet": sheet})
    assert answer.status_code == 422 and says in answer.content.decode()
    assert answer.data.typed == typed and not Presence.objects.exists()


def test_a_sheet_printed_before_the_list_changed_is_told_from_another_meeting(as_: As, july: Meeting) -> None:
    answer = as_("chi-bo").post(_at(july, "phieu/"), {"typed": "3p", "sheet": f"{july.id}YY"})
    assert "Danh sách đã thay đổi từ khi in" in answer.content.decode()


def test_the_calendar_file_is_one_that_calendars_take(as_: As, july: Meeting) -> None:
    answer = as_("chi-bo").get(_at(july, "lich.ics"))
    lines = answer.content.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == ""
    assert "DTSTART:20240703T123000Z" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_the_first_page_of_a_branch_opens_on_the_meeting_that_is_due(as_: As, branch: Province) -> None:
    assert as_("chi-bo").get("/").data.meeting.month.isoformat() == "2024-07-01"
    text = as_("chi-bo").get("/").content.decode()
    assert text.index("Chuẩn bị buổi họp") < text.index("Danh sách đảng viên")
    assert as_("xa").get("/").data.meeting is None


def test_a_topic_of_the_commune_comes_onto_the_agenda(as_: As, branch: Province) -> None:
    topic = {"says": "Góp ý dự thảo văn kiện", "first": "01/07/2024", "last": "31/07/2024"}
    assert as_("xa").post("/sinh-hoat/XA/chuyen-de/", topic).status_code == 302
    agenda = as_("chi-bo").post("/sinh-hoat/CB1/", {"month": "2024-07"}).headers["Location"]
    assert any(line.says == "Góp ý dự thảo văn kiện" for line in as_("chi-bo").get(agenda).data.lines)
    assert as_("chi-bo").post("/sinh-hoat/CB1/chuyen-de/", topic).status_code == 404


def test_who_is_exempt_or_away_is_waited_for_until_somebody_calls(as_: As, branch: Province) -> None:
    secretary = as_("chi-bo")
    assert secretary.get("/sinh-hoat/CB1/lien-he/").data.waiting == ["Vũ Thị Hoa", "Ngô Khánh"]
    said = {"person": "DV-HOA", "way": "call", "day": "02/07/2024", "says": "Cụ đã khỏe"}
    assert secretary.post("/sinh-hoat/CB1/lien-he/", said).status_code == 302
    assert secretary.get("/sinh-hoat/CB1/lien-he/").data.waiting == ["Ngô Khánh"]
    assert Contact.objects.get().says.startswith("s1.")


def test_a_thematic_meeting_and_one_of_the_committee(as_: As, branch: Province) -> None:
    said = {"kind": "thematic", "day": "20/07/2024", "begins": "19h30", "subject": "Nêu gương"}
    where = as_("chi-bo").post("/sinh-hoat/CB1/moi/", said).headers["Location"]
    assert any(line.says == "Nêu gương" for line in as_("chi-bo").get(where).data.lines)
    where = as_("chi-bo").post("/sinh-hoat/CB1/moi/", {**said, "kind": "committee"}).headers["Location"]
    attendance = as_("chi-bo").get(where.replace("chuan-bi", "diem-danh")).data
    assert [each.line.code for each in attendance.lines] == ["DV-AN"]


def test_a_commune_sees_who_has_met_and_whose_minutes_are_missing(as_: As, july: Meeting) -> None:
    page = as_("xa").get("/sinh-hoat/XA/?month=2024-07").data
    assert [(t.named.code, t.met, t.late) for t in page.tallies] == [("CB1", 0, 0), ("CB2", 0, 0)]
    assert (page.total.expected, page.total.late) == (2, 0)
    june = as_("xa").get("/sinh-hoat/XA/?month=2024-06").data
    assert june.total.late == 2
    top = as_("tinh").get("/sinh-hoat/BG/?month=2024-06").data
    assert {t.named.code: t.expected for t in top.tallies} == {"HL": 2, "KH": 1}


def test_a_task_is_reported_on_its_own_page(as_: As, july: Meeting) -> None:
    task = Task.objects.create(
        organisation_id=july.organisation_id, meeting=july, says="Thăm cụ Hoa", deadline=july.day
    )
    said = {"task": str(task.id), "state": "done", "result": "đã thăm"}
    assert as_("chi-bo").post("/sinh-hoat/CB1/nhiem-vu/", said).status_code == 302
    assert as_("chi-bo").get("/sinh-hoat/CB1/nhiem-vu/").data.finished[0].result == "đã thăm"
    assert as_("chi-bo").post("/sinh-hoat/CB1/nhiem-vu/", said).status_code == 422


def _cost(client: Reader, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as statements:
        client.get(address)
    return len(statements)


def test_a_page_costs_the_same_whatever_the_meeting_holds(as_: As, july: Meeting, branch: Province) -> None:
    """The number of statements does not grow with people, contributions, tasks, votes or branches."""
    pages = [
        _at(july, step)
        for step in (
            "",
            "chuan-bi/",
            "moi-hop/",
            "diem-danh/",
            "dien-bien/",
            "cham-diem/",
            "bien-ban/",
            "phieu/",
        )
    ]
    pages += [
        "/sinh-hoat/CB1/",
        "/sinh-hoat/CB1/nhiem-vu/",
        "/sinh-hoat/CB1/lien-he/",
        "/sinh-hoat/XA/",
        "/sinh-hoat/BG/",
    ]
    client, people = as_("tinh"), [branch.ids[code] for code in ("DV-AN", "DV-BINH", "DV-EM")]
    attend(july.id, {people[0]: Mark("present")}, {}, "tinh")
    recording.speak(july.id, people[0], "ý kiến", "tinh")
    recording.give(july.id, "việc", people[0], july.day, "tinh")
    before = {page: _cost(client, page) for page in pages}
    attend(july.id, {person: Mark("present") for person in people}, None, "tinh")
    for person in people:
        recording.speak(july.id, person, "ý kiến khác", "tinh")
        recording.give(july.id, "việc khác", person, july.day, "tinh")
        recording.put(july.id, "nội dung khác", "ordinary", "tinh")
    create(branch.ids["CB2"], "regular", july.month, "tinh")
    assert {page: _cost(client, page) for page in pages} == before
    assert max(before.values()) <= 45


def test_a_persons_page_tells_meetings_by_their_days(as_: As, july: Meeting, branch: Province) -> None:
    attend(july.id, {branch.ids["DV-AN"]: Mark("excused", "sick")}, {}, "tinh")
    page = as_("xa").get("/dang-vien/DV-AN/2024-07-03/").content.decode()
    table = page[page.index("Sinh hoạt chi bộ, cấp ủy</caption>") :].partition("</table>")[0]
    assert "Sinh hoạt thường kỳ tháng 07/2024, Chi bộ thôn Đông: Vắng có phép, ốm đau" in table
    assert "03/07/2024" in table and "Đến trước ngày" not in table and "04/07/2024" not in table


def test_a_member_finds_the_invitation_on_the_own_page(as_: As, branch: Province) -> None:
    meeting = create(branch.ids["CB1"], "regular", date(2024, 8, 1), "chi-bo")
    address, page = _at(meeting, "giay-moi/"), "/dang-vien/DV-AN/2024-07-03/"
    assert address not in as_("dang-vien").get(page).content.decode()
    invite(meeting.id, "chi-bo")
    assert address in as_("dang-vien").get(page).content.decode()
    assert as_("dang-vien").get(address).status_code == 200
    assert address not in as_("xa").get("/dang-vien/DV-AN/2024-07-02/").content.decode()


def test_who_was_away_last_time_is_offered_before_those_who_came(
    as_: As, july: Meeting, branch: Province
) -> None:
    people = {
        branch.ids[code]: Mark("excused" if code == "DV-GIANG" else "present")
        for code in ("DV-AN", "DV-GIANG")
    }
    attend(july.id, people, {}, "chi-bo")
    offered = as_("chi-bo").get("/sinh-hoat/CB1/lien-he/").content.decode()
    assert "Đỗ Văn Giang, vắng kỳ 07/2024" in offered
    assert offered.index("Đỗ Văn Giang, vắng") < offered.index("Nguyễn Văn An</option>")
