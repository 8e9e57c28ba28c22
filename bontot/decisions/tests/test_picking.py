"""Promises about finding people and organisations in a form: by name or code, within one's branches, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict

from bontot.access.tests.reader import Reader
from bontot.ui.picking import ORGANISATION, Choice, PickMany, offer

type As = Callable[[str], Reader]

ADDRESS = "/quyet-dinh/moi/member.transfer/"
SAID = {
    "on": "01/06/2024",
    "member": "nguyen van",
    "to": "CB2",
    "paper-number": "05-QĐ/ĐU",
    "paper-dated": "01/06/2024",
    "paper-by": "XA",
}


def _choices(page: Any, name: str) -> list[str]:
    return [choice.code for found in page.data.form[name].field.widget.found.values() for choice in found]


def test_the_search_step_keeps_what_was_typed_and_shows_whom_it_may_mean(as_: As) -> None:
    answer = as_("xa").post(ADDRESS, {**SAID, "paper-number": "", "step": "look"})
    html = answer.content.decode()
    assert answer.status_code == 200 and "DV-AN" in _choices(answer, "member")
    assert 'name="member-chosen" value="DV-AN"' in html and 'value="nguyen van"' in html
    assert 'value="01/06/2024"' in html and "field-error" not in html


def test_what_was_chosen_stands_for_what_was_typed_until_that_changes(as_: As) -> None:
    chosen = {"member-asked": "nguyen van", "member-chosen": "DV-AN"}
    shown = as_("xa").post(ADDRESS, {**SAID, **chosen, "step": "rehearse"})
    assert shown.status_code == 200 and shown.data.step == "confirm"
    said = {**SAID, "member": "DV-AN", "step": "enact", "shown": shown.data.shown}
    assert (
        as_("xa").post(ADDRESS, {**SAID, **chosen, "member": "DV-KHAC", "step": "rehearse"}).status_code
        == 422
    )
    assert as_("xa").post(ADDRESS, said).status_code == 302


def test_a_name_that_nobody_has_chosen_yet_is_not_taken(as_: As) -> None:
    answer = as_("xa").post(ADDRESS, {**SAID, "step": "rehearse"})
    assert answer.status_code == 422 and 'id="id_member-error"' in answer.content.decode()
    answer = as_("xa").post(ADDRESS, {**SAID, "member": "khong ai ten the", "step": "look"})
    assert "Không tìm thấy" in answer.content.decode()


def test_nobody_is_found_beyond_ones_branches(as_: As) -> None:
    assert as_("xa").get("/chon/nguoi.json?q=DV-DUNG").json()["choices"] == []
    assert as_("xa").get("/chon/to-chuc.json?q=CQ").json()["choices"] == []
    found = as_("tinh").get("/chon/nguoi.json?q=DV-DUNG").json()["choices"]
    assert [each["code"] for each in found] == ["DV-DUNG"]
    assert as_("dang-vien").get("/chon/to-chuc.json?q=XA").status_code == 404
    assert as_("doc").get("/chon/nguoi.json?q=an").status_code == 404
    assert Reader().get("/chon/nguoi.json?q=an").status_code == 401


class _Known:
    """Three branches, two of which share a name."""

    address = "/chon/"
    all = {
        code: Choice(code, name)
        for code, name in (("A", "Chi bộ Trên"), ("B", "Chi bộ Trên"), ("C", "Chi bộ Dưới"))
    }

    def known(self, codes: Any) -> dict[str, Choice]:
        return {code: self.all[code] for code in codes if code in self.all}

    def find(self, text: str) -> list[Choice]:
        return [choice for choice in self.all.values() if text.lower() in choice.name.lower()]


def _list(sent: str) -> Any:
    form = type("Form", (forms.Form,), {"all": PickMany(ORGANISATION)})(QueryDict(sent))
    offer(form, {ORGANISATION: _Known()})
    form.is_valid()
    return form


def test_a_list_takes_codes_in_any_spelling_and_keeps_its_order() -> None:
    for sent in ("all=C,A", "all=C%0AA", "all=C%20A", "all-chosen=C&all=A", "all=C;A&all=C"):
        assert _list(sent).cleaned_data == {"all": ("C", "A")}, sent


def test_a_name_in_a_list_waits_until_one_of_its_meanings_is_ticked() -> None:
    waiting = _list("all=C,Trên")
    assert waiting.has_error("all", "choose")
    html = str(waiting["all"])
    assert 'value="A"' in html and 'value="B"' in html and 'value="C" checked' in html
    assert _list("all=Trên&all-chosen=C&all-chosen=B").cleaned_data == {"all": ("C", "B")}


def test_forms_that_are_made_at_one_time_do_not_share_what_they_found() -> None:
    first, second = _list("all=Trên"), _list("all=Dưới")
    assert list(first["all"].field.widget.found) == ["Trên"]
    assert list(second["all"].field.widget.found) == ["Dưới"]


def test_every_act_offers_what_its_reader_may_see(as_: As) -> None:
    answer = as_("tinh").get("/quyet-dinh/moi/organisation.absorb/")
    html = answer.content.decode()
    assert html.count('data-pick="/chon/to-chuc.json"') == 3 and 'data-many="absorbed-chosen"' in html
    assert "(BG)" in html  # the issuing organisation is told by its name
