"""Promises about what goes wrong, and about who may see what: each gets its sentence, and nothing is half-written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
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


@pytest.mark.parametrize(
    ("said", "words"),
    (
        ({"says": "Việc", "measure": "done", "deadline": "29/06/2024"}, "Hạn 29/06/2024 trước ngày ghi 30/06/2024"),
        ({"says": "Việc", "measure": "amount", "target": "3", "deadline": "31/12/2024"}, "phải có đơn vị"),
        ({"says": "Việc", "measure": "amount", "unit": "hộ", "deadline": "31/12/2024"}, "số lớn hơn 0"),
        ({"says": "Việc", "measure": "amount", "unit": "hộ", "target": "ba", "deadline": "31/12/2024"}, "Hãy ghi một số"),
        ({"says": "Việc", "measure": "done", "deadline": "31/02/2024"}, "Hãy viết ngày"),
        ({"says": "Việc", "measure": "done", "target": "1.000", "deadline": "31/12/2024"}, "hãy chọn cách đo bằng con số"),
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
