"""Promises about a directive's way: registered, committed to, handed down, made concrete, answered, accepted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.tests.reader import Reader
from bontot.directives import cascading, committing, queries, replying
from bontot.directives.cascading import Terms
from bontot.directives.committing import Wanted
from bontot.directives.models import Commitment, Directive, Reply, Trace
from bontot.directives.replying import Answer
from bontot.directives.tests.conftest import DUE, values
from bontot.meetings.models import Meeting
from bontot.meetings.planning import create
from bontot.members.tests.province import Province

type As = Callable[[str], Reader]

TODAY = date(2024, 6, 30)
DEEP = Terms(deadline=date(2024, 11, 30), deep=True)
PROOF = {"evidence": "paper", "reference": "01-BC/CB"}


def _of(code: str, province: Province, **said: object) -> Commitment:
    return Commitment.objects.get(organisation_id=province.ids[code], **said)


def test_from_the_paper_to_the_branch_and_back(as_: As, province: Province) -> None:
    """Nobody types twice what the superior said: each makes its part concrete and replies once."""
    above = as_("tinh")
    new = {
        "organisation": "BG", "kind": "directive", "number": "26-CT/TU", "dated": "02/06/2023", "first": "02/06/2023",
        "title": "Đổi mới phong cách công tác", "source": "26-CT/TU-2023", "last": "",
    }  # fmt: skip
    paper = above.post("/chi-thi/moi/", new).headers["Location"]
    said = {"says": "Đối thoại với nhân dân", "measure": "amount", "target": "1.200", "unit": "buổi", "deadline": "31/12/2024"}  # fmt: skip
    root = above.post(f"/cam-ket/moi/BG/?chi-thi={paper.split('/')[2]}", said).headers["Location"]
    assert Commitment.objects.get().target == 1200
    cascade = {"do": "cascade", "deadline": "30/11/2024", "each": "2", "deep": "on"}
    assert above.post(root, cascade).status_code == 302
    branch = _of("CB1", province)
    assert branch.head_id == province.ids["DV-AN"] and branch.state == "given"
    where = f"/cam-ket/{branch.id}/"
    secretary = as_("chi-bo")
    page = secretary.get(where).data
    assert [line.organisation.code for line in page.chain] == ["BG", "HL", "XA"]
    concrete = {
        "do": "concrete", "says": "Đối thoại tại nhà văn hóa", "target": "3", "deadline": "20/11/2024", "head": "DV-BINH",
        "seen": page.seen,
    }  # fmt: skip
    assert secretary.post(where, concrete).status_code == 302
    reply = {
        "do": "reply", "value": "3", "done_on": "29/06/2024", "told": "Ba buổi, 40 ý kiến", "evidence": "paper",
        "reference": "12-BC/CB", "seen_reply": "",
    }  # fmt: skip
    assert secretary.post(where, reply).status_code == 302
    commune = as_("xa")
    told = commune.get(where).data
    assert told.told.reached and told.may.judge and told.may.drop is not None
    assert commune.post(where, {"do": "accept", "seen_reply": told.seen_reply}).status_code == 302
    assert Reply.objects.get().state == "accepted"
    communes = commune.get(f"/cam-ket/{_of('XA', province).id}/").data
    assert communes.sum_says == "Cộng kết quả của 1/2 nơi đã báo cáo: 3 buổi"
    assert values(communes) == {
        "all": 2,
        "in_time": 1,
        "late": 0,
        "overdue": 0,
        "waiting": 1,
        "given": 1,
        "silent": 1,
        "accepted": 1,
    }
    reply_form = communes.forms.reply
    assert reply_form is not None and reply_form.initial["value"] == 3, "what the branches replied, added up"
    top = above.get(root).data
    assert values(top) | {"all": 6, "in_time": 1, "silent": 5} == values(top)


def test_handing_down_costs_the_same_however_many_there_are(visits: Commitment, province: Province) -> None:
    cascading.hand_down(visits.id, Terms(deadline=DUE, deep=True), "tinh")
    few = Commitment.objects.count()
    assert few == 7
    for number in range(40):
        province.organisation(f"THEM{number}", f"Chi bộ thôn {number}", "chi bộ", "XA")
    _forget()
    with CaptureQueriesContext(connection) as again:
        assert cascading.hand_down(visits.id, Terms(deadline=DUE, deep=True), "tinh") == 40
    _forget()
    for number in range(40, 200):
        province.organisation(f"THEM{number}", f"Chi bộ thôn {number}", "chi bộ", "XA")
    with CaptureQueriesContext(connection) as more:
        assert cascading.hand_down(visits.id, Terms(deadline=DUE, deep=True), "tinh") == 160
    assert len(more) == len(again)


def _forget() -> None:
    from bontot.organisations import tree

    tree._tree.cache_clear()
    tree._lasting_tree.cache_clear()


def test_those_below_are_counted_in_a_constant_number_of_statements(
    as_: As, visits: Commitment, province: Province
) -> None:
    cascading.hand_down(visits.id, DEEP, "tinh")
    client = as_("tinh")

    def cost() -> int:
        client.get(f"/cam-ket/{visits.id}/")
        _forget()
        with CaptureQueriesContext(connection) as statements:
            client.get(f"/cam-ket/{visits.id}/")
        return len(statements)

    few = cost()
    for number in range(60):
        province.organisation(f"THEM{number}", f"Chi bộ thôn {number}", "chi bộ", "XA")
    _forget()
    cascading.hand_down(visits.id, DEEP, "tinh")
    assert cost() == few


def test_only_what_there_is_is_told_beside_the_numbers(
    as_: As, promise: Commitment, province: Province
) -> None:
    cascading.hand_down(promise.id, DEEP, "tinh")
    branch = _of("CB1", province)
    replying.reply(branch.id, Answer(done_on=TODAY, reached=True, **PROOF), "", "chi-bo")  # type: ignore[arg-type]
    client = as_("tinh")
    page = client.get(f"/cam-ket/{promise.id}/").data
    assert {key for key, value in values(page).items() if value} == {
        "all",
        "in_time",
        "waiting",
        "given",
        "silent",
        "sent",
    }


@pytest.mark.parametrize(
    ("done", "seen", "status"),
    (
        (date(2024, 11, 30), date(2024, 12, 31), "in_time"),
        (date(2024, 12, 1), date(2024, 12, 31), "late"),
        (None, date(2024, 11, 30), "waiting"),
        (None, date(2024, 12, 1), "overdue"),
    ),
)
def test_what_becomes_of_a_commitment_turns_on_its_deadline(
    promise: Commitment, province: Province, done: date | None, seen: date, status: str
) -> None:
    """The deadline itself is still in time; the day after is not."""
    cascading.hand_down(promise.id, DEEP, "tinh")
    branch = _of("CB1", province)
    if done:
        Reply.objects.create(
            commitment=branch, reached=True, done_on=done, sent_on=done, evidence="paper", reference="1", by="x", state="sent"
        )  # fmt: skip
    kept = queries.kept([branch.organisation_id], date(2024, 1, 1), DUE, on=seen)[branch.organisation_id]
    assert kept.ids == {status: [branch.id]} and kept.promised == 1


def test_a_reply_that_was_sent_back_is_no_deed(promise: Commitment, province: Province) -> None:
    cascading.hand_down(promise.id, DEEP, "tinh")
    branch = _of("CB1", province)
    replying.reply(branch.id, Answer(done_on=TODAY, reached=True, **PROOF), "", "chi-bo")  # type: ignore[arg-type]
    replying.judge(branch.id, False, "Chưa có biên bản", None, "xa")
    organisation, later = branch.organisation_id, DUE
    assert queries.kept([organisation], TODAY, later, on=later)[organisation].overdue == 1
    assert queries.lateness([organisation], later)[organisation].days == 31
    again = Answer(done_on=TODAY, reached=True, says="Kèm biên bản", **PROOF)  # type: ignore[arg-type]
    assert replying.reply(branch.id, again, None, "chi-bo").version == 2
    assert queries.kept([organisation], TODAY, later, on=later)[organisation].in_time == 1
    assert [t.what for t in Trace.objects.filter(commitment=branch).order_by("id")] == [
        "reply",
        "judge",
        "reply",
    ]


def test_made_concrete_counts_what_came_from_above(promise: Commitment, province: Province) -> None:
    terms = Terms(deadline=DUE, concrete_by=TODAY + timedelta(days=5), deep=True)
    cascading.hand_down(promise.id, terms, "tinh")
    first, second = _of("CB1", province), _of("CB2", province)
    committing.make_concrete(first.id, Wanted(says="Quy chế chi bộ", deadline=DUE), None, "chi-bo")
    places = [first.organisation_id, second.organisation_id]
    found = queries.made_concrete(places, date(2024, 1, 1), DUE)
    assert (found[places[0]].made, found[places[0]].in_time) == (1, 1)
    assert (found[places[1]].handed_down, found[places[1]].ids) == (1, [second.id])


def test_what_the_system_counts_is_counted_and_opens_into_its_names(
    as_: As, paper: Directive, province: Province
) -> None:
    said = {
        "says": "Giữ vững đội ngũ",
        "measure": "indicator:members",
        "target": "3",
        "deadline": "31/12/2024",
    }
    first = committing.commit(
        province.ids["BG"], Wanted(says="Việc", deadline=DUE), "tinh", directive=paper.id
    )
    cascading.hand_down(first.id, DEEP, "tinh")
    client = as_("xa")
    where = client.post(f"/cam-ket/moi/XA/?chi-thi={paper.id}", said).headers["Location"]
    page = client.get(where).data
    assert page.counted.value == 3 and client.get(page.counted.href).data.number == 3
    assert client.post(where, {"do": "reply", "done_on": "30/06/2024", "value": "99"}).status_code == 302
    given = Reply.objects.get()
    assert (given.value, given.reached, given.evidence, given.reference) == (
        Decimal(3),
        True,
        "indicator",
        "members",
    )
    proof = client.get(where).data.told.evidence
    assert client.get(proof.href).data.number == 3


def test_meetings_with_approved_minutes_are_counted(as_: As, province: Province) -> None:
    meeting = create(province.ids["CB1"], "regular", date(2024, 6, 1), "chi-bo")
    wanted = Wanted(
        says="Họp đủ kỳ", deadline=DUE, measure="meetings", counted="regular", target=Decimal(1),
        since=date(2024, 1, 1),
    )  # fmt: skip
    made = committing.commit(province.ids["CB1"], wanted, "chi-bo")
    client = as_("chi-bo")
    assert client.get(f"/cam-ket/{made.id}/").data.counted.value == 0
    Meeting.objects.filter(id=meeting.id).update(state="approved", day=date(2024, 6, 3))
    page = client.get(f"/cam-ket/{made.id}/").data
    assert page.counted.value == 1
    assert [met.day for met in client.get(page.counted.href).data.meetings] == [date(2024, 6, 3)]


def test_words_and_deeds_of_a_committee_and_of_its_head(
    as_: As, promise: Commitment, province: Province
) -> None:
    cascading.hand_down(promise.id, DEEP, "tinh")
    branch = _of("CB1", province)
    replying.reply(branch.id, Answer(done_on=TODAY, reached=True, **PROOF), "", "chi-bo")  # type: ignore[arg-type]
    example = Wanted(says="Không hút thuốc nơi họp", deadline=DUE, head=province.ids["DV-AN"], year=2024)
    committing.commit(branch.organisation_id, example, "chi-bo")
    client = as_("chi-bo")
    said = client.get("/noi-va-lam/CB1/2024-06-30/").data
    assert (
        values(said) == {"all": 2, "in_time": 1, "late": 0, "overdue": 0, "waiting": 1} and said.examples == 1
    )
    assert said.since == date(2020, 1, 1), "the term that the secretary's post names"
    head = client.get("/noi-va-lam/nguoi/DV-AN/2024-06-30/").data
    assert [each.organisation.code for each in head.led] == ["CB1"] and values(head.led[0])["in_time"] == 1
    assert [line.says for line in head.examples] == ["Không hút thuốc nơi họp"]
    above = as_("xa").get("/noi-va-lam/XA/2024-06-30/").data
    assert {part.organisation.code: part.in_time for part in above.parts} == {"CB1": 1, "CB2": 0}


def test_what_waits_to_be_judged_is_something_to_see_to(
    as_: As, promise: Commitment, province: Province
) -> None:
    cascading.hand_down(promise.id, DEEP, "tinh")
    branch = _of("CB1", province)
    replying.reply(branch.id, Answer(done_on=TODAY, reached=True, **PROOF), "", "chi-bo")  # type: ignore[arg-type]
    client = as_("xa")
    text = client.get("/viec/").content.decode()
    assert "1 báo cáo chờ công nhận: Xây dựng quy chế làm việc" in text
    where = f"/cam-ket/{branch.parent_id}/"
    assert where in text and client.post(where, {"do": "accept_all"}).status_code == 302
    assert Reply.objects.get().state == "accepted"
    assert "báo cáo chờ công nhận" not in client.get("/viec/").content.decode()
    assert client.post(where, {"do": "accept_all"}).status_code == 422


def test_shares_are_not_added_up(as_: As, paper: Directive, province: Province) -> None:
    wanted = Wanted(
        says="Đảng viên học nghị quyết", deadline=DUE, measure="amount", unit="%", target=Decimal(90)
    )
    root = committing.commit(province.ids["XA"], wanted, "xa", directive=paper.id)
    cascading.hand_down(root.id, Terms(deadline=DUE, target=Decimal(90)), "xa")
    for code, value in (("CB1", 100), ("CB2", 85)):
        answer = Answer(done_on=TODAY, value=Decimal(value), **PROOF)  # type: ignore[arg-type]
        replying.reply(_of(code, province).id, answer, "", "x")
    page = as_("xa").get(f"/cam-ket/{root.id}/").data
    assert page.sum_says == "Trung bình của 2/2 nơi đã báo cáo: 92,50 %" and values(page)["in_time"] == 1


def test_what_is_due_stands_on_the_first_page_on_the_list_and_on_the_agenda(
    as_: As, promise: Commitment, province: Province
) -> None:
    cascading.hand_down(promise.id, Terms(deadline=date(2024, 7, 15), deep=True), "tinh")
    secretary = as_("chi-bo")
    for address in ("/viec/", "/"):
        text = secretary.get(address).content.decode()
        assert "Cam kết đến hạn" in text and f"/cam-ket/{_of('CB1', province).id}/" in text, address
    meeting = create(province.ids["CB1"], "regular", date(2024, 7, 1), "chi-bo")
    lines = [line.says for line in secretary.get(f"/sinh-hoat/buoi/{meeting.id}/chuan-bi/").data.lines]
    assert "Cam kết: Xây dựng quy chế làm việc (hạn 15/07/2024)" in lines


def test_a_paper_that_reaches_a_branch_is_offered_for_its_meeting(as_: As, province: Province) -> None:
    meeting = create(province.ids["CB1"], "regular", date(2024, 7, 1), "chi-bo")
    where = f"/sinh-hoat/buoi/{meeting.id}/tai-lieu/"
    said = committing.Paper(
        number="26-CT/TU", kind="directive", dated=date(2023, 6, 2), title="Đổi mới", first=date(2023, 6, 2)
    )
    directive = committing.register(province.ids["BG"], said, "tinh")
    address = f"/chi-thi/{directive.id}/"
    offered = [value for value, _says in as_("chi-bo").get(where).data.form.fields["offered"].choices]
    assert address not in offered
    root = committing.commit(
        province.ids["BG"], Wanted(says="Thử", deadline=DUE), "tinh", directive=directive.id
    )
    cascading.hand_down(root.id, DEEP, "tinh")
    choices = as_("chi-bo").get(where).data.form.fields["offered"].choices
    assert (address, "Chỉ thị 26-CT/TU: Đổi mới") in choices
    assert as_("chi-bo").post(where, {"do": "add", "offered": address}).status_code == 302
    assert [each.href for each in as_("chi-bo").get(where).data.handouts] == [address]


def test_what_is_handed_down_is_made_concrete_before_it_is_answered(
    as_: As, promise: Commitment, province: Province
) -> None:
    cascading.hand_down(promise.id, DEEP, "tinh")
    client, where = as_("chi-bo"), f"/cam-ket/{_of('CB1', province).id}/"
    page = client.get(where)
    text = page.content.decode()
    assert not page.data.opens_reply and text.index("Cụ thể hóa: sẽ làm gì") < text.index("Gửi báo cáo")
    branch = _of("CB1", province)
    committing.make_concrete(branch.id, Wanted(says="Quy chế chi bộ", deadline=DEEP.deadline), None, "chi-bo")
    assert client.get(where).data.opens_reply
    replying.reply(branch.id, Answer(done_on=TODAY, reached=True, **PROOF), "", "chi-bo")  # type: ignore[arg-type]
    told = client.get(where).data.told
    assert "01-BC/CB" not in told.text and "01-BC/CB" in told.evidence.says, "evidence is told once"


def test_only_what_is_measured_alike_is_put_together(as_: As, visits: Commitment, province: Province) -> None:
    root = Commitment.objects.get(id=visits.id)
    own = Wanted(says="Mời bà con", deadline=DUE)
    committing.commit(root.organisation_id, own, "tinh", parent=root.id)
    assert as_("tinh").get(f"/cam-ket/{visits.id}/").data.sum_says == ""


def test_a_commitment_to_set_an_example_begins_with_the_year_and_whoever_leads(
    as_: As, province: Province
) -> None:
    client = as_("chi-bo")
    assert "?neu-guong=1" in client.get("/noi-va-lam/CB1/2024-06-30/").content.decode()
    form = client.get("/cam-ket/moi/CB1/?neu-guong=1").data.form
    assert form.initial == {"year": 2024, "deadline": date(2024, 12, 31), "head": "DV-AN"}
    sent = {
        "says": "Không hút thuốc",
        "measure": "done",
        "deadline": "31/12/2024",
        "year": "2024",
        "head": "DV-AN",
    }
    assert client.post("/cam-ket/moi/CB1/?neu-guong=1", sent).status_code == 302
    assert client.get("/noi-va-lam/CB1/2024-06-30/").data.examples == 1
