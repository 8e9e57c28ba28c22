"""Promises about acts entered by form: nothing is written before it has been shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from bontot.access.tests.reader import Reader
from bontot.catalogue import ACTS
from bontot.decisions.fields import label_of, shape_of
from bontot.decisions.forms import entered, form_for, offered
from bontot.ledger.models import Decision
from bontot.ui.clock import today

type As = Callable[[str], Reader]

PAPER = {"paper-number": "05-QĐ/ĐU", "paper-dated": "01/06/2024", "paper-by": "XA"}
TRANSFER = {"on": "01/06/2024", "member": "DV-AN", "to": "CB2", **PAPER}
ADDRESS = "/quyet-dinh/moi/member.transfer/"


def _confirm(client: Reader, address: str, said: dict[str, str]) -> Any:
    """Rehearse, look, and press the button that writes."""
    shown = client.post(address, {**said, "step": "rehearse"}).data.shown
    return client.post(address, {**said, "step": "enact", "shown": shown})


def test_every_act_that_can_be_entered_names_all_its_fields() -> None:
    for code, act in offered().items():
        assert form_for(act).fields
        hints = get_type_hints(act)
        typed = [field.name for field in entered(act) if shape_of(hints[field.name]) is not None]
        assert all(label_of(code, name)["label"] for name in typed)


def test_every_act_has_a_form_but_those_that_only_a_workbook_says() -> None:
    assert sorted(ACTS.keys() - offered().keys()) == [
        "member.discipline",
        "member.register",
        "member.stays",
        "organisation.discipline",
        "organisation.history",
        "organisation.register",
        "post.register",
    ]


@pytest.mark.parametrize("code", list(offered()))
def test_every_form_opens(as_: As, code: str) -> None:
    assert as_("tinh").get(f"/quyet-dinh/moi/{code}/").status_code == 200


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999"])
@pytest.mark.parametrize("field", ["on", "paper-dated"])
def test_a_day_that_stands_for_none_is_no_day_of_an_act_or_of_its_paper(
    as_: As, field: str, day: str
) -> None:
    ending = {
        "on": "01/06/2024",
        "organisation": "CB1",
        "heir": "CB2",
        **PAPER,
        field: day,
        "step": "rehearse",
    }
    answer = as_("tinh").post("/quyet-dinh/moi/organisation.dissolve/", ending)
    assert answer.status_code == 422 and answer.data.rehearsal is None
    assert "Hãy viết ngày, tháng, năm, như 30/06/2024." in answer.content.decode()


def test_a_rehearsal_refuses_a_paper_of_a_far_year_as_writing_does(as_: As) -> None:
    far = {**TRANSFER, "paper-dated": f"01/06/{today().year + 3}", "step": "rehearse"}
    answer = as_("xa").post(ADDRESS, far)
    assert answer.status_code == 422 and answer.data.step == "fill"
    assert [found.rule for found in answer.data.rehearsal.findings] == ["SO-13"]


def test_a_rehearsal_shows_what_would_change_and_writes_nothing(as_: As) -> None:
    answer = as_("xa").post(ADDRESS, {**TRANSFER, "step": "rehearse"})
    shown = answer.data.rehearsal
    assert answer.status_code == 200 and answer.data.step == "confirm"
    counts = {count.organisation.code: (count.before, count.after) for count in shown.counts}
    assert counts == {"CB1": (2, 1), "CB2": (1, 2)}
    assert Decision.objects.count() == 1


def test_an_act_of_very_many_effects_still_counts_them_all(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bontot.ledger.enacting.EXAMPLES", 1)
    shown = as_("xa").post(ADDRESS, {**TRANSFER, "step": "rehearse"}).data.rehearsal
    assert [(count.before, count.after) for count in shown.counts] == [(2, 1), (1, 2)]


def test_what_was_confirmed_stands_in_the_ledger_with_its_page(as_: As) -> None:
    client = as_("xa")
    answer = _confirm(client, ADDRESS, TRANSFER)
    assert answer.headers["Location"] == "/quyet-dinh/2/"
    page = client.get("/quyet-dinh/2.json").json()
    assert page["entry"]["paper"]["number"] == "05-QĐ/ĐU"
    assert [told["who"] for told in page["retracted"]] == ["Nguyễn Văn An"]
    assert client.get("/dang-vien/DV-AN/2024-06-01.json").json()["file"]["branch"]["code"] == "CB2"
    assert client.get("/dang-vien/DV-AN/2024-06-01.json?at=1").json()["file"]["branch"]["code"] == "CB1"


def test_what_was_changed_after_the_rehearsal_is_shown_again_first(as_: As) -> None:
    client = as_("xa")
    shown = client.post(ADDRESS, {**TRANSFER, "step": "rehearse"}).data.shown
    changed = client.post(ADDRESS, {**TRANSFER, "member": "DV-BINH", "step": "enact", "shown": shown})
    assert changed.data.step == "confirm" and changed.data.shown != shown
    assert client.post(ADDRESS, {**TRANSFER, "step": "enact"}).data.step == "confirm"
    assert Decision.objects.count() == 1


def test_a_decision_is_taken_back_after_seeing_what_would_change(as_: As) -> None:
    client = as_("tinh")
    _confirm(client, ADDRESS, TRANSFER)
    said = {
        "paper-number": "06-QĐ/TU",
        "paper-dated": "02/06/2024",
        "paper-by": "BG",
        "paper-reason": "nhầm người",
    }
    shown = client.post("/quyet-dinh/2/thu-hoi/", {**said, "step": "rehearse"})
    assert shown.data.confirm and Decision.objects.count() == 2
    assert _confirm(client, "/quyet-dinh/2/thu-hoi/", said).headers["Location"] == "/quyet-dinh/3/"
    assert client.get("/dang-vien/DV-AN/2024-06-30.json").json()["file"]["branch"]["code"] == "CB1"
    assert as_("xa").get("/quyet-dinh/2/thu-hoi/").status_code == 404


@pytest.mark.parametrize(
    ("said", "where"),
    (
        ({"on": "31/02/2024"}, "on"),
        ({"member": ""}, "member"),
        ({"paper-number": ""}, "paper-number"),
    ),
)
def test_what_is_missing_or_wrong_is_said_at_its_field(as_: As, said: dict[str, str], where: str) -> None:
    answer = as_("xa").post(ADDRESS, {**TRANSFER, **said, "step": "rehearse"})
    assert answer.status_code == 422
    assert f'id="id_{where}-error"' in answer.content.decode()


def test_what_the_rules_refuse_is_told_and_not_written(as_: As) -> None:
    client = as_("xa")
    for wrong in ({"member": "KHONG-CO"}, {"to": "XA"}, {"to": "CQ"}):
        answer = _confirm(client, ADDRESS, {**TRANSFER, **wrong})
        assert answer.status_code == 422, wrong
        assert answer.data.rehearsal.findings
    assert Decision.objects.count() == 1


def test_only_acts_of_the_own_role_can_be_entered(as_: As) -> None:
    assert as_("xa").get("/quyet-dinh/moi/organisation.absorb/").status_code == 404
    for user in ("chi-bo", "dang-vien", "doc"):
        assert as_(user).get(ADDRESS).status_code == 404
        assert as_(user).post(ADDRESS, {**TRANSFER, "step": "enact"}).status_code == 404


ADMIT = {
    "on": "03/06/2024", "code": "DV-MOI", "full_name": "Vi Thị Mới", "sex": "nữ", "born": "08/2001",
    "organisation": "CB1", "decided_on": "20/05/2024", **PAPER,
}  # fmt: skip


def test_somebody_is_admitted_by_form(as_: As) -> None:
    client = as_("xa")
    assert _confirm(client, "/quyet-dinh/moi/member.admit/", ADMIT).headers["Location"] == "/quyet-dinh/2/"
    file = client.get("/dang-vien/DV-MOI/2024-06-03.json").json()["file"]
    assert (file["branch"]["code"], file["name"]) == ("CB1", "Vi Thị Mới")


def test_a_file_is_corrected_and_changed_by_form(as_: As) -> None:
    client = as_("xa")
    said = {"on": "03/06/2024", "member": "DV-AN", "born": "31/02/1980", **PAPER}
    assert client.post("/quyet-dinh/moi/member.correct/", {**said, "step": "rehearse"}).status_code == 422
    for act, field in (("member.correct", {"born": "02/1980"}), ("member.change", {"residence": "Bản Mới"})):
        assert _confirm(client, f"/quyet-dinh/moi/{act}/", {**said, "born": "", **field}).status_code == 302


DIVIDE = {
    "on": "03/06/2024", "organisation": "CB1", "parts": "2",
    "part-1-code": "CB1A", "part-1-name": "Chi bộ Một A", "part-1-kind": "chi bộ", "part-1-parent": "XA",
    "part-1-members": "DV-AN",
    "part-2-code": "CB1B", "part-2-name": "Chi bộ Một B", "part-2-kind": "chi bộ", "part-2-parent": "XA",
    "part-2-members": "DV-BINH",
    **PAPER, "paper-by": "BG",
}  # fmt: skip


def test_an_organisation_is_divided_by_form(as_: As) -> None:
    client, address = as_("tinh"), "/quyet-dinh/moi/organisation.divide/"
    shown = client.post(address, {**DIVIDE, "step": "rehearse"})
    assert [t.code for t in shown.data.rehearsal.handed_over[0].takers] == ["CB1A", "CB1B"]
    assert _confirm(client, address, DIVIDE).headers["Location"] == "/quyet-dinh/2/"
    assert client.get("/dang-vien/DV-BINH/2024-06-03.json").json()["file"]["branch"]["code"] == "CB1B"


def test_a_third_part_has_room_when_it_is_asked_for_and_is_left_out_where_it_says_nothing(as_: As) -> None:
    client, address = as_("tinh"), "/quyet-dinh/moi/organisation.divide/"
    more = client.post(address, {**DIVIDE, "step": "more"}).content.decode()
    assert 'name="part-3-code"' in more and 'value="CB1A"' in more and "-error" not in more
    half = client.post(address, {**DIVIDE, "parts": "3", "part-3-name": "Chi bộ Một C", "step": "rehearse"})
    assert half.status_code == 422 and 'id="id_part-3-code-error"' in half.content.decode()
    blank = client.post(address, {**DIVIDE, "parts": "3", "step": "rehearse"})
    assert blank.data.step == "confirm"
    for nonsense in ("", "x", "-1", "99999", "²"):
        assert client.post(address, {**DIVIDE, "parts": nonsense, "step": "rehearse"}).status_code in (
            200,
            422,
        )
