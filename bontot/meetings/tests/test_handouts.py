"""Promises about what is laid before a meeting: who may have it, what is taken, what stays, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bontot.access.models import Account, Grant, Reading
from bontot.access.tests.reader import Reader
from bontot.kernel.period import OPEN
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.meetings import recording
from bontot.meetings.attending import Mark, attend
from bontot.meetings.carried import carrying
from bontot.meetings.handed import handouts
from bontot.meetings.handed.handouts import File
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Content, Handout, Item, Meeting, Trace
from bontot.meetings.planning import create, invite
from bontot.meetings.record import record
from bontot.meetings.tests.test_files import PDF, PNG
from bontot.meetings.written import minutes
from bontot.members.tests.province import Province
from bontot.restructuring.acts import Absorb

type As = Callable[[str], Reader]


def _at(meeting: Meeting, step: str = "tai-lieu/") -> str:
    return f"/sinh-hoat/buoi/{meeting.id}/{step}"


def sent(name: str = "du-thao.pdf", data: bytes = PDF, **more: str) -> dict[str, Any]:
    """What the form sends with a file."""
    return {"do": "add", "file": SimpleUploadedFile(name, data), **more}


def only(meeting: Meeting) -> handouts.Laid:
    """The one handout of a meeting."""
    (found,) = handouts.laid_before(meeting)
    return found


def member(username: str, code: str, where: str = "CB1") -> Reader:
    """A member's own account, signed in."""
    account = Account.objects.create(username=username, person_code=code)
    Grant.objects.create(
        account=account, role="member", organisation_code=where, valid_from=date(2000, 1, 1), valid_to=OPEN
    )
    client = Reader()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture(autouse=True)
def _on_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two days before the meeting; the clock of `now` says so too."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 7, 1))
    monkeypatch.setattr("bontot.meetings.handed.handouts.now", lambda: datetime(2024, 7, 1, 3, tzinfo=UTC))


def test_a_file_is_kept_sealed_and_given_back_as_it_was(as_: As, july: Meeting) -> None:
    secretary, item = as_("chi-bo"), Item.objects.filter(meeting=july)[1]
    assert secretary.post(_at(july), sent(item=str(item.id), says="Dự thảo nghị quyết")).status_code == 302
    laid = only(july)
    assert (laid.says, laid.kind, laid.item, laid.late) == ("Dự thảo nghị quyết", "pdf", item.id, False)
    assert PDF[:20] not in bytes(Content.objects.get().sealed) and Handout.objects.get().says.startswith(
        "s1."
    )
    answer = secretary.get(_at(july, f"tai-lieu/{laid.id}/"))
    assert answer.content == PDF and answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (
        answer.headers["X-Content-Type-Options"] == "nosniff"
        and "no-store" in answer.headers["Cache-Control"]
    )
    assert Reading.objects.get().page == _at(july, f"tai-lieu/{laid.id}/")


def test_a_paper_about_a_person_is_logged_as_read_of_that_person(as_: As, july: Meeting) -> None:
    item = Item.objects.create(meeting=july, place=99, part="discussion", says="Xét", origin="confirm:DV-EM")
    made = handouts.attach(july.id, item.id, "", File("don.pdf", PDF), "chi-bo")
    as_("chi-bo").get(_at(july, f"tai-lieu/{made.id}/"))
    assert Reading.objects.get().person_code == "DV-EM"


def test_only_who_was_invited_and_who_answers_for_it_may_have_it(as_: As, july: Meeting) -> None:
    made = handouts.attach(july.id, None, "", File("a.pdf", PDF), "chi-bo")
    address, page = _at(july, f"tai-lieu/{made.id}/"), _at(july, "giay-moi/")
    binh, stranger, nobody = member("binh", "DV-BINH"), member("la", "DV-CUC"), member("khong-ai", "")
    assert [as_(name).get(address).status_code for name in ("chi-bo", "xa", "tinh", "doc")] == [
        200,
        200,
        200,
        404,
    ]
    assert binh.get(address).status_code == 404 and "Tài liệu mở được khi" in binh.get(page).content.decode()
    invite(july.id, "chi-bo")
    assert [client.get(address).status_code for client in (binh, stranger, nobody)] == [200, 404, 404]
    assert [each.laid.says for each in binh.get(page).data.handouts] == ["a"]
    assert stranger.get(page).data.handouts == []
    assert Reader().get(address).status_code == 302
    assert binh.get(_at(july)).status_code == 404 and binh.post(_at(july), sent()).status_code == 404
    assert as_("chi-bo").get(_at(july, "tai-lieu/999999/")).status_code == 404


def test_papers_of_the_committee_are_not_for_every_member(as_: As, branch: Province) -> None:
    said = {"kind": "committee", "day": "20/07/2024", "begins": "19h30", "subject": "Nhân sự"}
    as_("chi-bo").post("/sinh-hoat/CB1/moi/", said)
    meeting = Meeting.objects.get()
    made = handouts.attach(meeting.id, None, "", File("a.pdf", PDF), "chi-bo")
    invite(meeting.id, "chi-bo")
    address = _at(meeting, f"tai-lieu/{made.id}/")
    assert member("binh", "DV-BINH").get(address).status_code == 404
    assert member("an", "DV-AN").get(address).status_code == 200


def test_what_is_refused_is_said_on_the_page_and_keeps_nothing(as_: As, july: Meeting) -> None:
    secretary = as_("chi-bo")
    heavy = secretary.post(_at(july), sent(data=PDF + b"0" * (10 * 2**20)))
    assert heavy.status_code == 422 and "nặng quá 10 MB" in heavy.content.decode()
    answer = secretary.post(_at(july), sent("a.exe", b"MZ", says="Báo cáo"))
    assert answer.status_code == 422 and 'value="Báo cáo"' in answer.content.decode()
    assert "một trong hai" in secretary.post(_at(july), {"do": "add"}).content.decode()
    gone = secretary.post(_at(july), sent(item=str(Item.objects.latest("id").id + 5)))
    assert gone.status_code == 422
    assert not Handout.objects.exists()
    for i in range(20):
        handouts.attach(july.id, None, str(i), File("a.pdf", PDF), "chi-bo")
    assert "đã có 20 tài liệu" in secretary.post(_at(july), sent()).content.decode()


def test_a_page_of_the_system_is_a_paper_too(as_: As, july: Meeting) -> None:
    secretary = as_("chi-bo")
    said = {"do": "add", "address": f"http://testserver{_at(july, 'phieu/')}", "says": "Phiếu"}
    assert secretary.post(_at(july), said).status_code == 302
    (shown,) = secretary.get(_at(july)).data.handouts
    assert (shown.laid.kind, shown.href) == ("link", _at(july, "phieu/"))
    invite(july.id, "chi-bo")
    (seen,) = member("binh", "DV-BINH").get(_at(july, "giay-moi/")).data.handouts
    assert (seen.laid.says, seen.href) == ("Phiếu", "")
    assert secretary.get(_at(july, f"tai-lieu/{shown.laid.id}/")).status_code == 404


def test_the_minutes_of_last_time_are_offered(as_: As, july: Meeting) -> None:
    june = Meeting.objects.create(
        organisation_id=july.organisation_id, kind="regular", month=date(2024, 6, 1), day=date(2024, 6, 3),
        begins="19:30", state="approved",
    )  # fmt: skip
    page = as_("chi-bo").get(_at(july)).data
    address = f"/sinh-hoat/buoi/{june.id}/bien-ban/"
    assert (address, "Biên bản: Sinh hoạt thường kỳ tháng 06/2024") in page.form.fields["offered"].choices
    assert as_("chi-bo").post(_at(july), {"do": "add", "offered": address}).status_code == 302
    assert only(july).says == "Biên bản: Sinh hoạt thường kỳ tháng 06/2024"


def test_a_paper_stays_with_its_line_when_the_agenda_is_edited(as_: As, july: Meeting) -> None:
    secretary, item = as_("chi-bo"), Item.objects.filter(meeting=july).order_by("place")[2]
    handouts.attach(july.id, item.id, "", File("a.pdf", PDF), "chi-bo")
    page = secretary.get(_at(july, "chuan-bi/")).data
    lines = [line for line in page.lines if line.says]
    said: dict[str, Any] = {
        "part": [line.part for line in lines], "origin": [line.origin for line in lines], "item": [line.id for line in lines],
        "says": [f"{line.says}, có tài liệu" if line.id == item.id else line.says for line in lines],
        "seen": page.seen, "seen_when": page.seen_when, "day": "03/07/2024", "begins": "19:30",
    }  # fmt: skip
    assert secretary.post(_at(july, "chuan-bi/"), said).status_code == 302
    assert only(july).item == item.id and only(july).about.endswith(", có tài liệu")
    place = next(i for i, line in enumerate(lines) if line.id == item.id)
    said["seen"] = secretary.get(_at(july, "chuan-bi/")).data.seen
    for name in ("part", "origin", "item", "says"):
        said[name] = said[name][:place] + said[name][place + 1 :]
    assert secretary.post(_at(july, "chuan-bi/"), said).status_code == 302
    assert (only(july).item, only(july).says) == (None, "a")


def test_the_second_of_two_who_replace_is_told_and_nothing_is_written_over(as_: As, july: Meeting) -> None:
    made = handouts.attach(july.id, None, "", File("a.pdf", PDF), "chi-bo")
    secretary = as_("chi-bo")
    said = {"do": f"replace-{made.id}", "seen": "1"}
    first = secretary.post(_at(july), said | {"another": SimpleUploadedFile("b.png", PNG)})
    assert first.status_code == 302 and (only(july).kind, only(july).version) == ("png", 2)
    for second in (
        said | {"another": SimpleUploadedFile("c.pdf", PDF)},
        {"do": f"withdraw-{made.id}", "seen": "1"},
    ):
        answer = secretary.post(_at(july), second)
        assert answer.status_code == 422 and "vừa thay tài liệu “a”" in answer.content.decode()
    assert handouts.content(made.id) == PNG
    assert secretary.post(_at(july), {"do": f"withdraw-{made.id}", "seen": "2"}).status_code == 302
    assert not Content.objects.exists() and Trace.objects.filter(what="handout").count() == 3
    gone = secretary.post(_at(july), {"do": f"withdraw-{made.id}", "seen": "2"})
    assert "đã được gỡ rồi" in gone.content.decode()


def test_a_late_paper_is_told(as_: As, july: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    invite(july.id, "chi-bo")
    monkeypatch.setattr("bontot.meetings.handed.handouts.now", lambda: datetime(2024, 7, 2, 18, tzinfo=UTC))
    handouts.attach(july.id, None, "", File("a.pdf", PDF), "chi-bo")
    assert only(july).late
    says = "Tài liệu gửi chưa đủ 1 ngày trước buổi họp: “a” (03/07/2024)."
    assert says in [finding.says for finding in record(july).findings]
    page = as_("chi-bo").get(_at(july, "moi-hop/")).content.decode()
    assert "gửi muộn" in page and "SH-09" not in page


def test_what_was_there_when_the_meeting_was_held_stays(
    as_: As, july: Meeting, branch: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = handouts.attach(july.id, None, "", File("a.pdf", PDF), "chi-bo")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 7, 3))
    attend(july.id, {branch.ids["DV-AN"]: Mark("present")}, {}, "chi-bo")
    with pytest.raises(Refused, match="đã có khi họp"):
        handouts.withdraw(july.id, before.id, 1, "chi-bo")
    monkeypatch.setattr("bontot.meetings.handed.handouts.now", lambda: datetime(2024, 7, 3, 14, tzinfo=UTC))
    during = handouts.attach(july.id, None, "", File("b.pdf", PDF), "chi-bo")
    handouts.withdraw(july.id, during.id, 1, "chi-bo")
    recording.end(july.id, datetime(2024, 7, 3, 21).time(), "chi-bo")
    minutes.approve(july.id, "chi-bo", send=False)
    with pytest.raises(Refused, match="Biên bản đã duyệt"):
        handouts.withdraw(july.id, during.id, 1, "chi-bo")
    with pytest.raises(Refused, match="Biên bản đã duyệt"):
        handouts.attach(july.id, None, "", File("c.pdf", PDF), "chi-bo")
    assert as_("chi-bo").get(_at(july, f"tai-lieu/{before.id}/")).content == PDF


def test_names_travel_with_the_invitation_the_pack_and_the_telephone_contents_do_not(
    as_: As, july: Meeting
) -> None:
    item = Item.objects.create(meeting=july, place=99, part="discussion", says="Xét", origin="confirm:DV-EM")
    handouts.attach(july.id, None, "Dự thảo", File("a.pdf", PDF), "chi-bo")
    handouts.attach(july.id, item.id, "Đơn của Vũ Thị Em", File("b.pdf", PDF), "chi-bo")
    text = as_("chi-bo").get(_at(july, "moi-hop/")).data.text
    assert "Tài liệu kèm theo:\n- Dự thảo" in text and "Vũ Thị Em" not in text
    assert as_("chi-bo").get(_at(july, "moi-hop/?paper=pack&format=docx")).content.startswith(b"PK")
    package = carrying.package(record(july))
    assert {line["handouts"] for line in package["agenda"]} == {"", "Dự thảo", "Đơn của Vũ Thị Em"}
    assert "%PDF" not in str(package)


def test_a_branch_that_was_merged_keeps_its_papers(
    as_: As, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    july = create(province.ids["CB1"], "regular", date(2024, 7, 1), "chi-bo")
    made = handouts.attach(july.id, None, "", File("a.pdf", PDF), "chi-bo")
    paper = Paper("07-QĐ/HU", date(2024, 6, 20), "HL")
    outcome = enact([Absorb(on=date(2024, 7, 2), absorbed=("CB1",), into="CB2")], paper, Operator("thử"))
    assert outcome.position == 2, outcome.findings
    Grant.objects.filter(account__username="chi-bo").update(organisation_code="CB2")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2024, 7, 3))
    assert as_("chi-bo").get(_at(july, f"tai-lieu/{made.id}/")).content == PDF
