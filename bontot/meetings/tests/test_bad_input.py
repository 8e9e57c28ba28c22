"""Promises about what goes wrong: each gets its sentence, and nothing is lost or written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from bontot.access.tests.reader import Reader
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.keeping import Conflict, Refused
from bontot.meetings.models import Conclusion, Draft, Meeting, Motion, Presence, Score, Task
from bontot.meetings.planning import create
from bontot.meetings.recording import Count
from bontot.meetings.written import minutes
from bontot.members.tests.province import Province
from bontot.organisations.models import Organisation

type As = Callable[[str], Reader]

PEOPLE = ("DV-AN", "DV-BINH", "DV-GIANG", "DV-EM", "DV-LAN")


def _there(branch: Province, *absent: str) -> dict[int, Mark]:
    return {branch.ids[code]: Mark("absent" if code in absent else "present") for code in PEOPLE}


@pytest.fixture
def held(july: Meeting, branch: Province) -> Meeting:
    """The meeting of July with everybody there."""
    return attend(july.id, _there(branch), {}, "chi-bo")


def _at(meeting: Meeting, step: str = "") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


def test_an_attendance_over_the_list_is_refused(as_: As, july: Meeting, branch: Province) -> None:
    answer = as_("chi-bo").post(_at(july, "diem-danh/"), {"s-DV-AN": "present", "s-DV-DUNG": "present"})
    assert answer.status_code == 422
    assert "không có trong danh sách 7 người" in answer.content.decode()
    with pytest.raises(Refused, match="không có trong danh sách"):
        attend(july.id, {branch.ids["DV-DUNG"]: Mark("present")}, {}, "chi-bo")
    assert not Presence.objects.exists()


def test_votes_above_the_base_are_refused_and_stay_in_the_form(as_: As, held: Meeting) -> None:
    motion = Motion.objects.filter(meeting=held).last()
    assert motion is not None
    said = {"do": f"vote-{motion.id}", "method": "card", "in_favour": "4", "against": "2", "abstained": "0"}
    answer = as_("chi-bo").post(_at(held, "dien-bien/"), said)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Tổng số phiếu là 6, nhiều hơn 3 người" in text
    assert 'name="in_favour" value="4"' in text
    motion.refresh_from_db()
    assert motion.passed is None


def test_a_large_number_of_a_motion_is_written_as_a_number(as_: As, held: Meeting) -> None:
    """Numbers in forms are no numbers for people: no dot stands between their digits."""
    motion = Motion.objects.create(id=1_234_567, meeting=held, says="Việc khác", about="ordinary")
    assert f'value="vote-{motion.id}"' in as_("chi-bo").get(_at(held, "dien-bien/")).content.decode()


@pytest.mark.parametrize(
    ("about", "in_favour", "passed"),
    (("ordinary", 2, True), ("ordinary", 1, False), ("admit", 2, True), ("admit", 1, False)),
)
def test_the_threshold_follows_from_the_matter(
    held: Meeting, about: str, in_favour: int, passed: bool
) -> None:
    """Three may vote: more than half are two, two thirds are two."""
    motion = Motion.objects.create(meeting=held, says="Việc", about=about)
    assert (
        recording.vote(held.id, motion.id, Count("secret", in_favour, 3 - in_favour), "chi-bo").passed
        is passed
    )


def test_minutes_without_a_quorum_say_so_and_can_be_approved(
    as_: As, july: Meeting, branch: Province
) -> None:
    attend(july.id, _there(branch, "DV-BINH", "DV-GIANG"), {}, "chi-bo")
    assert (
        "Chỉ 1/3 người được biểu quyết có mặt" in as_("chi-bo").get(_at(july, "bien-ban/")).content.decode()
    )
    recording.end(july.id, time(21, 30), "chi-bo")
    assert as_("chi-bo").post(_at(july, "bien-ban/"), {"do": "approve"}).status_code == 302


def test_minutes_are_not_approved_before_attendance_and_end(as_: As, july: Meeting) -> None:
    answer = as_("chi-bo").post(_at(july, "bien-ban/"), {"do": "approve"})
    assert answer.status_code == 422 and "Chưa điểm danh" in answer.content.decode()


def test_a_branch_that_is_no_more_does_not_meet(as_: As, province: Province) -> None:
    """CBX ended when its commune did; what is said names the day."""
    answer = as_("tinh").post("/sinh-hoat/CBX/", {"month": "2024-07"})
    assert answer.status_code == 422
    assert "Chi bộ thôn Hạ đã kết thúc từ ngày 01/01/2023." in answer.content.decode()


def test_two_secretaries_see_both_texts(as_: As, july: Meeting) -> None:
    one, other = as_("chi-bo"), as_("xa")
    recording.conclude(july.id, "Làm đường.", "", "xa")
    said = {"do": "conclude", "conclusions": "Sửa nhà văn hóa.", "seen": ""}
    answer = one.post(_at(july, "dien-bien/"), said)
    assert answer.status_code == 409
    assert (answer.data.mine, answer.data.theirs) == ("Sửa nhà văn hóa.", "Làm đường.")
    assert [c.says for c in Conclusion.objects.all()] == ["Làm đường."]
    assert one.post(_at(july, "dien-bien/"), {**said, "both_seen": "1"}).status_code == 302
    assert [c.says for c in Conclusion.objects.all()] == ["Sửa nhà văn hóa."]
    assert "Làm đường." in other.get(_at(july, "dau-vet/")).content.decode()


def test_two_who_take_attendance_conflict_only_over_the_same_name(july: Meeting, branch: Province) -> None:
    seen = _there(branch)
    attend(july.id, seen, {}, "chi-bo")
    an, binh = branch.ids["DV-AN"], branch.ids["DV-BINH"]
    attend(july.id, {**seen, an: Mark("late")}, seen, "chi-bo")
    attend(july.id, {**seen, binh: Mark("excused", "sick")}, seen, "xa")
    rows = dict(Presence.objects.values_list("person_id", "status"))
    assert (rows[an], rows[binh]) == ("late", "excused")
    with pytest.raises(Conflict) as torn:
        attend(july.id, {**seen, an: Mark("absent")}, seen, "xa")
    assert "Vắng không phép" in torn.value.mine and "Đến muộn" in torn.value.theirs


def test_a_day_that_does_not_exist_is_told_at_its_field(as_: As, july: Meeting) -> None:
    said = {
        "day": "31/02/2024",
        "begins": "19:30",
        "says": ["Việc"],
        "part": ["tasks"],
        "origin": ["new"],
        "seen": "",
    }
    answer = as_("chi-bo").post(_at(july, "chuan-bi/"), said)
    assert answer.status_code == 422
    assert "Hãy viết ngày, tháng, năm" in answer.content.decode()
    assert as_("chi-bo").get("/sinh-hoat/CB1/?month=2024-13").status_code == 404


def test_a_meeting_that_is_still_to_come_has_no_attendance(branch: Province) -> None:
    august = create(branch.ids["CB1"], "regular", date(2024, 8, 1), "chi-bo")
    with pytest.raises(Refused, match="Chưa đến ngày họp 03/08/2024"):
        attend(august.id, _there(branch), {}, "chi-bo")


def test_a_month_has_one_regular_meeting(as_: As, july: Meeting) -> None:
    answer = as_("chi-bo").post("/sinh-hoat/CB1/", {"month": "2024-07"})
    assert answer.status_code == 422 and "đã có buổi họp loại ấy" in answer.content.decode()
    assert Meeting.objects.count() == 1


def test_approved_minutes_are_locked_and_only_added_to(as_: As, held: Meeting, branch: Province) -> None:
    secretary = as_("chi-bo")
    recording.end(held.id, time(21, 30), "chi-bo")
    secretary.post(_at(held, "bien-ban/"), {"do": "approve"})
    held.refresh_from_db()
    for step, said in (
        ("diem-danh/", {"s-DV-AN": "absent"}),
        ("dien-bien/", {"do": "conclude", "conclusions": "Khác", "seen": ""}),
        ("bien-ban/", {"do": "edit", "text": "Khác", "seen": ""}),
    ):
        assert secretary.post(_at(held, step), said).status_code == 422, step
    assert minutes.sound(held)
    secretary.post(_at(held, "bien-ban/"), {"do": "add", "addendum": "Đính chính: đồng chí Giang đến muộn."})
    assert "Đính chính: đồng chí Giang" in secretary.get(_at(held, "bien-ban/")).content.decode()
    Draft.objects.filter(meeting=held, kind="minutes").update(text="")
    assert not minutes.sound(held)


def test_edited_minutes_keep_their_differences(as_: As, held: Meeting) -> None:
    secretary = as_("chi-bo")
    shown = secretary.get(_at(held, "bien-ban/")).data
    text = shown.text.replace("Chủ trì:", "Người chủ trì:")
    secretary.post(_at(held, "bien-ban/"), {"do": "edit", "text": text, "seen": shown.seen})
    (version,) = secretary.get(_at(held, "bien-ban/")).data.versions
    assert {sign for sign, line in version.changes if "hủ trì:" in line} == {"+", "-"}
    assert all(draft.text.startswith("s1.") for draft in Draft.objects.all())


@pytest.mark.parametrize("kind", ("bien-ban", "nghi-quyet"))
@pytest.mark.parametrize(("format", "begins"), (("docx", b"PK"), ("pdf", b"%PDF")))
def test_papers_leave_as_word_and_pdf(as_: As, held: Meeting, kind: str, format: str, begins: bytes) -> None:
    answer = as_("chi-bo").get(_at(held, f"{kind}/?format={format}"))
    assert answer.content.startswith(begins)
    assert f'"{kind}-CB1-2024-07-03.{format}"' in answer.headers["Content-Disposition"]
    assert as_("chi-bo").get(_at(held, f"{kind}/?format=exe")).status_code == 404


def test_points_over_the_most_and_a_superior_without_a_reason_are_refused(as_: As, held: Meeting) -> None:
    points: dict[str, Any] = {"step": "self", "p-1": "15", "p-2": "20", "p-3": "45", "p-4": "21"}
    assert as_("chi-bo").post(_at(held, "cham-diem/"), points).status_code == 422
    as_("chi-bo").post(_at(held, "cham-diem/"), {**points, "p-4": "20"})
    superior = {**points, "p-4": "10", "step": "superior"}
    assert as_("chi-bo").post(_at(held, "cham-diem/"), superior).status_code == 404
    answer = as_("xa").post(_at(held, "cham-diem/"), superior)
    assert answer.status_code == 422 and "hãy ghi lý do" in answer.content.decode()
    assert (
        as_("xa").post(_at(held, "cham-diem/"), {**superior, "reason": "Thiếu phân công"}).status_code == 302
    )
    score = Score.objects.get()
    assert (score.self_total, score.superior_total, score.band) == (100, 90, "good")


def test_a_task_is_carried_forward_as_a_new_one(held: Meeting, branch: Province) -> None:
    task = recording.give(held.id, "Làm đường", branch.ids["DV-BINH"], date(2024, 7, 20), "chi-bo")
    recording.report(
        branch.ids["CB1"], task.id, "carried", "thiếu vốn", "chi-bo", meeting=held, on=date(2024, 8, 3)
    )
    new = Task.objects.get(state="open")
    assert (new.carried_from_id, new.deadline) == (task.id, date(2024, 9, 3))
    with pytest.raises(Refused, match="đã được báo cáo"):
        recording.report(branch.ids["CB1"], task.id, "done", "", "chi-bo", meeting=None, on=date(2024, 8, 3))
    with pytest.raises(Refused, match="trước ngày họp"):
        recording.give(held.id, "Việc", None, date(2024, 7, 1), "chi-bo")


def test_what_one_may_not_see_does_not_exist(as_: As, july: Meeting) -> None:
    steps = (
        "",
        "chuan-bi/",
        "moi-hop/",
        "diem-danh/",
        "dien-bien/",
        "cham-diem/",
        "bien-ban/",
        "phieu/",
        "dau-vet/",
    )
    for user, status in (("tinh", 200), ("xa", 200), ("chi-bo", 200), ("dang-vien", 404), ("doc", 404)):
        for step in steps:
            assert as_(user).get(_at(july, step)).status_code == status, (user, step)
    for user, status in (("chi-bo", 200), ("dang-vien", 200), ("doc", 404)):  # who belongs there is invited
        for step in ("giay-moi/", "lich.ics"):
            assert as_(user).get(_at(july, step)).status_code == status, (user, step)
    elsewhere = Meeting.objects.create(
        organisation_id=july.organisation_id + 1,
        kind="regular",
        month=july.month,
        day=july.day,
        begins=july.begins,
    )
    assert as_("chi-bo").get(_at(elsewhere)).status_code == 404
    assert as_("dang-vien").get(_at(elsewhere, "giay-moi/")).status_code == 404
    assert as_("chi-bo").get("/sinh-hoat/buoi/99999999999999999999999/").status_code == 404


def test_more_votes_than_voters_in_the_room_are_refused(july: Meeting, branch: Province) -> None:
    """Three may vote, one of them stayed away: three votes are one too many, though not above the base."""
    attend(july.id, _there(branch, "DV-GIANG"), {}, "chi-bo")
    motion = Motion.objects.filter(meeting=july).last()
    assert motion is not None
    with pytest.raises(Refused, match="nhiều hơn 2 người được biểu quyết có mặt"):
        recording.vote(july.id, motion.id, Count("card", 3), "chi-bo")
    assert recording.vote(july.id, motion.id, Count("card", 2), "chi-bo").base == 3


@pytest.mark.parametrize("hour", ("19:00", "12:00"))
def test_a_meeting_does_not_end_before_it_begins(as_: As, held: Meeting, hour: str) -> None:
    Meeting.objects.filter(id=held.id).update(begins=time(19, 30))
    answer = as_("chi-bo").post(_at(held, "dien-bien/"), {"do": "end", "ended": hour})
    assert answer.status_code == 422
    assert f"bắt đầu lúc 19:30 nên không kết thúc lúc {hour}" in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "says"),
    (
        ({"s-DV-AN": "late", "c-DV-AN": "18:00"}, "đến lúc 18:00, trước giờ bắt đầu 19:30"),
        ({"s-DV-AN": "present", "l-DV-AN": "19:00"}, "về lúc 19:00, trước giờ bắt đầu 19:30"),
        (
            {"s-DV-AN": "late", "c-DV-AN": "20:30", "l-DV-AN": "20:00"},
            "về lúc 20:00, trước khi đến lúc 20:30",
        ),
    ),
)
def test_nobody_comes_late_before_it_begins_or_leaves_before_coming(
    as_: As, july: Meeting, said: dict[str, str], says: str
) -> None:
    Meeting.objects.filter(id=july.id).update(begins=time(19, 30))
    answer = as_("chi-bo").post(_at(july, "diem-danh/"), said)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Presence.objects.exists()


def test_hours_and_reasons_stay_with_those_whom_they_concern(
    as_: As, july: Meeting, branch: Province
) -> None:
    said = {
        "s-DV-AN": "absent",
        "c-DV-AN": "19:45",
        "r-DV-AN": "sick",
        "s-DV-BINH": "present",
        "l-DV-BINH": "20:40",
    }
    as_("chi-bo").post(_at(july, "diem-danh/"), {**said, "s-DV-GIANG": "late", "c-DV-GIANG": "19:45"})
    rows = {row.person.code: row for row in Presence.objects.select_related("person")}
    assert (rows["DV-AN"].came, rows["DV-AN"].reason) == (None, "sick")
    assert rows["DV-BINH"].left == time(20, 40)
    text = as_("chi-bo").get(_at(july, "bien-ban/")).content.decode()
    assert "Đỗ Văn Giang, 19 giờ 45" in text and "Về sớm: Trần Thị Bình, 20 giờ 40" in text


def test_conclusions_that_are_not_there_are_refused_with_a_sentence(as_: As, held: Meeting) -> None:
    Meeting.objects.filter(id=held.id).update(state="approved")
    answer = as_("chi-bo").post(_at(held, "dien-bien/"), {"do": "conclude"})
    assert answer.status_code == 422 and "Biên bản đã duyệt" in answer.data.problems[0]


def test_an_odd_code_does_not_spoil_the_name_of_a_paper(as_: As, held: Meeting) -> None:
    Organisation.objects.filter(id=held.organisation_id).update(code='A\n"B')
    answer = as_("xa").get(f"{_at(held, 'bien-ban/')}?format=docx")
    assert answer["Content-Disposition"] == f'attachment; filename="bien-ban-A__B-{held.day}.docx"'


def test_what_was_written_by_mistake_is_taken_back(as_: As, held: Meeting, branch: Province) -> None:
    """A motion before its vote, a task before its result, a report together with the task carried on from it."""
    secretary, old = (
        as_("chi-bo"),
        Task.objects.create(organisation_id=branch.ids["CB1"], says="Thăm cụ Hoa", deadline=held.day),
    )

    def press(do: str) -> int:
        return int(secretary.post(_at(held, "dien-bien/"), {"do": do}).status_code)

    motion = recording.put(held.id, "Gõ nhầm", "ordinary", "chi-bo")
    task = recording.give(held.id, "Gõ nhầm", None, held.day, "chi-bo")
    secretary.post(_at(held, "dien-bien/"), {"do": f"report-{old.id}", "state": "carried", "result": ""})
    assert Task.objects.filter(carried_from=old).exists()
    assert "Thăm cụ Hoa" in str(secretary.get(_at(held, "dien-bien/")).data.reported)
    assert (press(f"unput-{motion.id}"), press(f"ungive-{task.id}"), press(f"unreport-{old.id}")) == (
        302,
        302,
        302,
    )
    old.refresh_from_db()
    assert (old.state, old.reported_id) == ("open", None)
    assert list(Task.objects.all()) == [old] and not Motion.objects.filter(id=motion.id).exists()
    voted = Motion.objects.filter(meeting=held).latest("id")
    recording.vote(held.id, voted.id, Count("card", 3), "chi-bo")
    assert press(f"unput-{voted.id}") == 422 and Motion.objects.filter(id=voted.id).exists()


def test_a_meeting_of_a_branch_that_ended_meanwhile_says_so_and_can_be_dropped(
    as_: As, july: Meeting, province: Province
) -> None:
    """It had been prepared, and its people invited, when the branch ended: what to do stands on every page of it."""
    Meeting.objects.filter(id=july.id).update(organisation_id=province.ids["CBX"], state="invited")
    clerk = as_("tinh")
    for step in ("", "diem-danh/", "moi-hop/"):
        assert "đã kết thúc từ ngày 01/01/2023" in clerk.get(_at(july, step)).content.decode(), step
    said = {"do": "drop", "reason": "Chi bộ đã sáp nhập"}
    assert clerk.post(_at(july, "moi-hop/"), said).status_code == 302
    july.refresh_from_db()
    assert july.state == "dropped"


def test_a_branch_that_is_no_more_keeps_the_page_of_a_branch(as_: As, province: Province) -> None:
    """It hands no topics to branches below, and no month of branches is counted under it."""
    page = as_("tinh").get("/sinh-hoat/CBX/")
    assert page.data.branch and not page.data.findings and not page.data.tallies
    assert "Nội dung yêu cầu các chi bộ sinh hoạt" not in page.content.decode()
