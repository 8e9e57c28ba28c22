"""Promises about what goes wrong, and about who may see what: each gets its sentence, and nothing is half-written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from bontot.access.tests.reader import Reader
from bontot.directives import cascading, committing, replying
from bontot.directives.cascading import Terms
from bontot.directives.committing import Wanted
from bontot.directives.models import Commitment, Directive, Reply
from bontot.directives.replying import Answer
from bontot.directives.tests.conftest import DUE, values
from bontot.meetings.keeping import Conflict, Refused
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]

TODAY = date(2024, 6, 30)
DEEP = Terms(deadline=date(2024, 11, 30), deep=True)
HEADER = "Mã tổ chức,Nội dung cam kết,Hạn,Số dòng,Thuộc số dòng,Mã người chịu trách nhiệm,Đơn vị tính,Chỉ tiêu,Nêu gương năm\n"


@pytest.fixture
def branch(promise: Commitment, province: Province) -> Commitment:
    """The part of CB1 in what the province has handed down."""
    cascading.hand_down(promise.id, DEEP, "tinh")
    return Commitment.objects.get(organisation_id=province.ids["CB1"])


@pytest.mark.parametrize(
    ("said", "words"),
    (
        ({"says": "Việc", "measure": "done", "deadline": "29/06/2024"}, "Hạn 29/06/2024 trước ngày ghi 30/06/2024"),
        ({"says": "Việc", "measure": "amount", "target": "3", "deadline": "31/12/2024"}, "phải có đơn vị"),
        ({"says": "Việc", "measure": "amount", "unit": "hộ", "deadline": "31/12/2024"}, "số lớn hơn 0"),
        ({"says": "Việc", "measure": "amount", "unit": "hộ", "target": "ba", "deadline": "31/12/2024"}, "Hãy ghi một số"),
        ({"says": "Việc", "measure": "done", "deadline": "31/02/2024"}, "Hãy viết ngày"),
        ({"says": "Việc", "measure": "done", "year": "2023", "deadline": "31/12/2024"}, "phải có hạn trong năm ấy"),
        ({"says": "Việc", "measure": "indicator:khong", "deadline": "31/12/2024"}, "khong"),
    ),
)  # fmt: skip
def test_a_commitment_that_says_too_little_is_told_why(
    as_: As, province: Province, said: dict[str, str], words: str
) -> None:
    answer = as_("chi-bo").post("/cam-ket/moi/CB1/", said)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Commitment.objects.exists()


def test_everything_that_is_wrong_is_told_at_once(province: Province) -> None:
    wanted = Wanted(says="", deadline=date(2024, 1, 1), measure="amount", year=2020)
    with pytest.raises(Refused) as refused:
        committing.commit(province.ids["CB1"], wanted, "chi-bo")
    assert len(refused.value.says) == 5


def test_nothing_is_handed_down_twice(as_: As, promise: Commitment, branch: Commitment) -> None:
    answer = as_("tinh").post(f"/cam-ket/{promise.id}/", {"do": "cascade", "deadline": "30/11/2024"})
    assert answer.status_code == 422 and "không giao hai lần" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(
            parent_id=branch.parent_id, organisation_id=branch.organisation_id, says="x", measure="done", state="given",
            given=TODAY, deadline=DUE,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "words"),
    (
        (Terms(deadline=date(2024, 6, 29)), "đã qua"),
        (Terms(deadline=date(2025, 1, 1)), "không sau hạn cấp trên"),
        (Terms(deadline=DUE, concrete_by=date(2025, 2, 1)), "Hạn cụ thể hóa"),
        (Terms(deadline=DUE, kinds=frozenset({"chi bộ"})), "Không tổ chức nào"),
    ),
)
def test_terms_that_cannot_be_are_refused(promise: Commitment, terms: Terms, words: str) -> None:
    with pytest.raises(Refused, match=words):
        cascading.hand_down(promise.id, terms, "tinh")
    assert Commitment.objects.count() == 1


def test_a_branch_that_is_no_more_does_not_reply_and_is_not_late(
    as_: As, branch: Commitment, province: Province
) -> None:
    """Who is asked instead is named; what nobody is left to do is not counted as not done."""
    province.organisation("CBY", "Chi bộ thôn Cũ", "chi bộ", "XA", end=date(2024, 6, 1))
    gone = Commitment.objects.create(
        organisation_id=province.ids["CBY"], parent_id=branch.parent_id, says="Việc", measure="done", state="given",
        given=date(2024, 1, 1), deadline=date(2024, 6, 15),
    )  # fmt: skip
    reply = {"do": "reply", "reached": "on", "done_on": "30/06/2024", "evidence": "paper", "reference": "1"}
    answer = as_("xa").post(f"/cam-ket/{gone.id}/", reply)
    text = answer.content.decode()
    assert answer.status_code == 422 and "không hoạt động vào ngày 30/06/2024" in text and "(XA)" in text
    assert as_("xa").get(f"/cam-ket/{gone.id}/").data.line.status == "ended"
    assert values(as_("xa").get(f"/cam-ket/{branch.parent_id}/").data)["overdue"] == 0


def test_two_who_reply_at_once_both_see_both(as_: As, branch: Commitment) -> None:
    where, said = f"/cam-ket/{branch.id}/", {"do": "reply", "done_on": "30/06/2024", "evidence": "none"}
    first, second = as_("chi-bo"), as_("chi-bo")
    assert first.post(where, said | {"told": "Bản thứ nhất", "seen_reply": ""}).status_code == 302
    answer = second.post(where, said | {"told": "Bản thứ hai", "seen_reply": ""})
    text = answer.content.decode()
    assert answer.status_code == 409 and "Bản thứ nhất" in text and "Bản thứ hai" in text
    assert Reply.objects.get().says == "Bản thứ nhất"
    assert second.post(where, said | {"told": "Bản thứ hai", "both_seen": "1"}).status_code == 302
    assert (Reply.objects.get().says, Reply.objects.get().version) == ("Bản thứ hai", 2)


def test_a_reply_replaced_meanwhile_is_not_accepted_unseen(branch: Commitment) -> None:
    replying.reply(branch.id, Answer(done_on=TODAY, says="một"), "", "chi-bo")
    seen = replying.as_text(Reply.objects.get())
    replying.reply(branch.id, Answer(done_on=TODAY, says="hai"), None, "chi-bo")
    with pytest.raises(Conflict):
        replying.judge(branch.id, True, "", seen, "xa")


@pytest.mark.parametrize(
    ("answer", "words"),
    (
        (Answer(done_on=date(2024, 7, 1)), "chưa đến"),
        (Answer(done_on=TODAY, reached=True), "phải có minh chứng"),
        (Answer(done_on=TODAY, reached=True, evidence="paper"), "Hãy ghi số, ký hiệu"),
        (Answer(done_on=TODAY, reached=True, evidence="decision", reference="99"), "không có số thứ tự"),
        (Answer(done_on=TODAY, reached=True, evidence="meeting", reference="99"), "Không có buổi sinh hoạt"),
        (Answer(done_on=TODAY, reached=True, evidence="indicator", reference="x"), "Không có chỉ tiêu"),
        (Answer(done_on=TODAY, evidence="lạ"), "Không có loại minh chứng"),
    ),
)
def test_a_reply_that_proves_nothing_is_told_why(branch: Commitment, answer: Answer, words: str) -> None:
    with pytest.raises(Refused, match=words):
        replying.reply(branch.id, answer, "", "chi-bo")
    assert not Reply.objects.exists()


def test_sending_back_needs_a_reason_and_what_was_accepted_stays(branch: Commitment) -> None:
    replying.reply(branch.id, Answer(done_on=TODAY), "", "chi-bo")
    with pytest.raises(Refused, match="lý do trả lại"):
        replying.judge(branch.id, False, " ", None, "xa")
    replying.judge(branch.id, True, "", None, "xa")
    with pytest.raises(Refused, match="đã công nhận"):
        replying.reply(branch.id, Answer(done_on=TODAY, says="khác"), None, "chi-bo")
    with pytest.raises(Refused, match="không rút được"):
        committing.drop(branch.id, "thôi", "xa")


def test_withdrawing_takes_along_what_hangs_below(promise: Commitment, branch: Commitment) -> None:
    with pytest.raises(Refused, match="lý do rút"):
        committing.drop(promise.id, "", "tinh")
    committing.drop(promise.id, "Văn bản thay thế", "tinh")
    assert set(Commitment.objects.values_list("state", flat=True)) == {"dropped"}
    with pytest.raises(Refused, match="đã rút"):
        replying.reply(branch.id, Answer(done_on=TODAY), "", "chi-bo")


@pytest.mark.parametrize("do", ("cascade", "accept", "return", "accept_all", "drop", "", "sao"))
def test_a_branch_does_not_do_what_is_its_superiors(as_: As, branch: Commitment, do: str) -> None:
    answer = as_("chi-bo").post(f"/cam-ket/{branch.id}/", {"do": do, "deadline": "30/11/2024", "reason": "x"})
    assert answer.status_code in (404, 422)
    branch.refresh_from_db()
    assert branch.state == "given" and Commitment.objects.filter(parent=branch).count() == 0


def test_everybody_sees_their_own_and_what_it_came_from_and_nothing_else(
    as_: As, promise: Commitment, branch: Commitment, province: Province
) -> None:
    other = Commitment.objects.get(organisation_id=province.ids["CB2"])
    agency = Commitment.objects.get(organisation_id=province.ids["CQ"])
    paper = f"/chi-thi/{promise.directive_id}/"
    for user, seen, hidden in (
        ("tinh", (promise, branch, other, agency), ()),
        ("xa", (promise, branch, other), (agency,)),
        ("chi-bo", (promise, branch), (other, agency)),
        ("dang-vien", (), (promise, branch, other, agency)),
        ("doc", (), (promise, branch)),
    ):
        client = as_(user)
        for each in seen:
            assert client.get(f"/cam-ket/{each.id}/").status_code == 200, (user, each.organisation_id)
        for each in hidden:
            for tail in ("", "dau-vet/", "dem/", "danh-sach/overdue/"):
                assert client.get(f"/cam-ket/{each.id}/{tail}").status_code == 404, (user, tail)
        assert client.get(paper).status_code == (200 if seen else 404), user
    above = as_("chi-bo").get(f"/cam-ket/{promise.id}/").data
    assert not above.whole and above.children == [] and above.told is None
    assert as_("chi-bo").get(f"/cam-ket/{promise.id}/danh-sach/waiting/").status_code == 404
    assert as_("chi-bo").get("/noi-va-lam/XA/2024-06-30/").status_code == 404
    assert as_("chi-bo").get("/noi-va-lam/nguoi/DV-DUNG/2024-06-30/").status_code == 404
    assert [part.line.organisation.code for part in as_("chi-bo").get(paper).data.parts] == ["CB1"]


def test_every_page_answers_programs_too(as_: As, visits: Commitment, province: Province) -> None:
    cascading.hand_down(visits.id, DEEP, "tinh")
    branch = Commitment.objects.get(organisation_id=province.ids["CB1"])
    committing.make_concrete(
        branch.id, Wanted(says="Việc", deadline=TODAY, target=Decimal("2.5")), None, "chi-bo"
    )
    replying.reply(
        branch.id, Answer(done_on=TODAY, value=Decimal("2.5"), evidence="paper", reference="1"), "", "x"
    )
    client = as_("tinh")
    for address in (
        "/chi-thi.json",
        "/chi-thi/moi.json",
        f"/chi-thi/{visits.directive_id}.json",
        f"/chi-thi/{visits.directive_id}/nhap.json",
        "/cam-ket/moi/BG.json",
        f"/cam-ket/{visits.id}.json",
        f"/cam-ket/{visits.id}/danh-sach/in_time.json",
        f"/cam-ket/{branch.id}/dau-vet.json",
        "/noi-va-lam/BG/2024-06-30.json",
        "/noi-va-lam/nguoi/DV-AN/2024-06-30.json",
    ):
        assert client.get(address).json()["title"], address
    page = client.get(f"/cam-ket/{branch.id}.json").json()
    assert page["told"]["reached"] and page["forms"]["reply"]["values"]["value"] == "2,5"


def _send(as_: As, paper: Directive, text: str, user: str = "xa") -> object:
    book = SimpleUploadedFile("cam-ket.csv", (HEADER + text).encode())
    return as_(user).post(f"/chi-thi/{paper.id}/nhap/", {"book": book})


def test_a_workbook_is_entered_all_at_once(as_: As, paper: Directive, province: Province) -> None:
    cascading.hand_down(
        committing.commit(province.ids["BG"], Wanted(says="Việc", deadline=DUE), "tinh", directive=paper.id).id, DEEP, "tinh"
    )  # fmt: skip
    rows = (
        "XA,Vận động hiến đất,31/12/2024,1,,,hộ,1.200,\n"
        'CB1,Vận động hiến đất,30/11/2024,2,1,DV-AN,hộ,"12,5",2024\n'
        "CB1,Họp dân,15/10/2024,3,2,DV-BINH,,,\n"
    )
    answer = _send(as_, paper, rows)
    assert answer.status_code == 302, answer.content.decode()  # type: ignore[attr-defined]
    first, second, third = Commitment.objects.filter(directive=paper, state="concrete").order_by("id")[1:]
    assert (first.target, second.target, second.parent_id, second.own) == (
        Decimal(1200),
        Decimal("12.5"),
        first.id,
        False,
    )
    assert (third.parent_id, third.own, third.head_id, third.measure) == (
        second.id,
        True,
        province.ids["DV-BINH"],
        "done",
    )
    again = _send(as_, paper, rows)
    assert again.status_code == 422 and "đã có" in again.content.decode()  # type: ignore[attr-defined]


def test_a_workbook_with_mistakes_is_told_all_of_them_and_enters_nothing(
    as_: As, branch: Commitment, paper: Directive
) -> None:
    before = Commitment.objects.count()
    rows = (
        "CQ,Ngoài phạm vi,31/12/2024,1,,,,,\n"
        "CBX,Đã kết thúc,31/12/2024,2,,,,,\n"
        "CB1,Hạn đã qua,01/01/2024,3,,,,,\n"
        "CB1,Không đơn vị,31/12/2024,3,,,,5,\n"
        "CB1,Không phải số,31/12/2024,5,,,hộ,năm,\n"
        "CB1,Người lạ,31/12/2024,6,,KHONG-CO,,,\n"
        "CB1,Thuộc dòng lạ,31/12/2024,7,99,,,,\n"
        "XA,Vòng một,31/12/2024,8,9,,,,\n"
        "XA,Vòng hai,31/12/2024,9,8,,,,\n"
        "XA,Trực thuộc sai,31/12/2024,10,3,,,,\n"
        "XA,Gốc,31/12/2024,11,,,,,\n"
        "CB2,Lần một,31/12/2024,12,11,,,,\n"
        "CB2,Lần hai,31/12/2024,13,11,,,,\n"
    )
    answer = _send(as_, paper, rows)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    rules = {finding.rule for finding in answer.data.findings}  # type: ignore[attr-defined]
    assert rules == {f"CK-0{n}" for n in range(1, 10)}
    assert Commitment.objects.count() == before


@pytest.mark.parametrize("content", (b"", b"\x00\xff", b"PK\x03\x04", "Họ và tên\nA\n".encode()))
def test_what_is_no_workbook_of_ours_is_turned_away(as_: As, paper: Directive, content: bytes) -> None:
    book = SimpleUploadedFile("x.csv", content)
    answer = as_("tinh").post(f"/chi-thi/{paper.id}/nhap/", {"book": book})
    assert answer.status_code == 422 and not Commitment.objects.exists()


def test_a_paper_is_registered_once(as_: As, paper: Directive) -> None:
    new = {
        "organisation": "BG", "kind": "directive", "number": "26-CT/TU", "dated": "02/06/2023", "first": "02/06/2023",
        "title": "Lại lần nữa", "last": "",
    }  # fmt: skip
    answer = as_("tinh").post("/chi-thi/moi/", new)
    assert answer.status_code == 422 and "đã được đăng ký" in answer.content.decode()
    wrong = as_("tinh").post(
        "/chi-thi/moi/", new | {"number": "27-CT/TU", "dated": "01/07/2024", "last": "01/01/2020"}
    )
    assert (
        wrong.status_code == 422
        and "chưa đến" in wrong.content.decode()
        and "trước ngày có hiệu lực" in wrong.content.decode()
    )
    assert as_("chi-bo").get("/chi-thi/moi/").status_code == 404


@pytest.mark.parametrize(
    ("user", "seen", "made"),
    (
        ("tinh", "BG HL KH XA XB CB1 CB2 CBX CQ", "BG HL KH XA CB1 CB2 CQ"),
        ("xa", "XA CB1 CB2", "XA CB1 CB2"),
        ("chi-bo", "CB1", "CB1"),
        ("dang-vien", "", ""),
        ("doc", "", ""),
    ),
)
def test_what_one_may_not_see_does_not_exist(
    as_: As, branch: Commitment, province: Province, user: str, seen: str, made: str
) -> None:
    """Every organisation for every role: open where in scope, else 404; what is no more promises nothing."""
    client = as_(user)
    new = {"says": "Việc", "measure": "done", "deadline": "31/12/2024"}
    for code in ("BG", "HL", "KH", "XA", "XB", "CB1", "CB2", "CBX", "CQ", "KHONG-CO"):
        expected = 200 if code in seen.split() else 404
        for address in (f"/noi-va-lam/{code}/2024-06-30/", f"/cam-ket/moi/{code}/"):
            assert client.get(address).status_code == expected, (user, address)
        answer = client.post(f"/cam-ket/moi/{code}/", new).status_code
        assert answer == (302 if code in made.split() else 422 if expected == 200 else 404), (user, code)
    assert Commitment.objects.filter(says="Việc").count() == len(made.split())


def test_only_those_directly_below_can_be_chosen(as_: As, promise: Commitment, province: Province) -> None:
    where, said = f"/cam-ket/{promise.id}/", {"do": "cascade", "deadline": "30/11/2024"}
    wrong = as_("tinh").post(where, said | {"only": "XA"})
    assert (
        wrong.status_code == 422
        and "Không trực thuộc tổ chức này: Đảng bộ xã Tân An" in wrong.content.decode()
    )
    looked = as_("tinh").post(where, said | {"only": "lang giang", "step": "look"})
    assert looked.status_code == 200 and "Đảng bộ huyện Lạng Giang" in looked.content.decode()
    assert as_("tinh").post(where, said | {"only": "HL"}).status_code == 302
    assert [each.organisation_id for each in Commitment.objects.filter(parent=promise)] == [
        province.ids["HL"]
    ]
