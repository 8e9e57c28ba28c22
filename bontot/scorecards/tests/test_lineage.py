"""Promises about a branch that was made of others in the year: their part of it counts, and is told by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bontot.access.tests.reader import Reader
from bontot.directives.models import Commitment
from bontot.ledger.acts import Act
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.members.models import Discipline
from bontot.members.tests.province import FOUNDED, Province
from bontot.organisations.models import Kind, Name, Organisation, Place
from bontot.restructuring.acts import Absorb, Divide, Merge
from bontot.scorecards.campaigns import count_again
from bontot.scorecards.figures import Figure, figures, things
from bontot.scorecards.lineage import includes
from bontot.scorecards.models import Campaign, Card
from bontot.scorecards.things import THINGS
from bontot.scorecards.window import Window, window

AUTUMN = date(2024, 10, 3)


def order(*acts: Act) -> None:
    """Enact acts by a decision of the province."""
    outcome = enact(list(acts), Paper("09-QĐ/TU", date(2024, 6, 28), "BG"), Operator("thu"))
    assert outcome.position, outcome.findings


@pytest.fixture
def year(campaign: Campaign, records: Province, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    """The campaign, with something promised by CB1 and a measure against a member of it; it is autumn."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: AUTUMN)
    ids = records.ids
    for code, parent in (
        ("BG", None),
        ("HL", "BG"),
        ("XA", "HL"),
        ("CB1", "XA"),
    ):  # some are members since long ago
        here = {"organisation_id": ids[code]}
        for model in (Name, Kind):
            fact = model.objects.get(**here)
            said = {name: getattr(fact, name) for name in ("name", "folded", "kind") if hasattr(fact, name)}
            records.fact(model, date(1960, 1, 1), FOUNDED, **here, **said)
        records.fact(Place, date(1960, 1, 1), FOUNDED, **here, parent_id=ids[parent] if parent else None)
    for deadline in (date(2024, 5, 31), date(2024, 9, 30)):
        Commitment.objects.create(
            organisation_id=ids["CB1"], says="Hiến đất", measure="amount", unit="hộ", target=20,
            given=date(2024, 1, 5), deadline=deadline, state="concrete", concrete_on=date(2024, 1, 5),
        )  # fmt: skip
    records.fact(Discipline, date(2024, 5, 5), person_id=ids["DV-AN"], form="khiển trách", began="decide")
    return campaign


def merge(campaign: Campaign) -> Window:
    """CB1 and CB2 become CB9 on 1 July; the window of its card."""
    order(
        Merge(
            on=date(2024, 7, 1),
            merged=("CB1", "CB2"),
            code="CB9",
            name="Chi bộ thôn Đông Đoài",
            kind="chi bộ",
            parent="XA",
        )  # fmt: skip
    )
    return _window(campaign, "CB9")


def _window(campaign: Campaign, code: str) -> Window:
    count_again(campaign, "tinh")
    return window(campaign, AUTUMN, Organisation.objects.values_list("id", flat=True).get(code=code))


def test_what_a_branch_did_before_it_was_merged_counts_for_the_one_that_it_became(year: Campaign) -> None:
    old = Card.objects.get(campaign=year, organisation__code="CB1").organisation_id
    alone = figures(window(year, date(2024, 6, 30), old), THINGS)
    asked = merge(year)
    new = asked.organisation or 0
    found = figures(asked, THINGS)
    for code in ("attendance", "meeting_scores", "tasks_in_time", "thematic_meetings", "discipline"):
        assert found[code][new] == alone[code][old], code
    assert found["meetings_in_time"][new] == Figure(4, 6), "no month after the end is held against it"
    assert found["year_targets"][new] == Figure(0, 1), "what fell due later is nobody's"
    assert {each.other for each in things(asked, "attendance")} == {old}
    assert includes(asked, new) == [
        "Gồm cả Chi bộ thôn Đông đến hết 30/06/2024.",
        "Gồm cả Chi bộ thôn Đoài đến hết 30/06/2024.",
    ]


@pytest.mark.parametrize("code", list(THINGS))
def test_the_figure_of_a_merged_branch_is_the_length_of_its_list(code: str, year: Campaign) -> None:
    asked = merge(year)
    figure = figures(asked, [code])[code].get(asked.organisation or 0)
    listed = things(asked, code)
    assert sum(each.good for each in listed) == (figure.numerator if figure else 0)


def test_of_a_divided_branch_the_whole_counts_for_each_heir_and_the_card_says_so(year: Campaign) -> None:
    part: dict[str, object] = {"kind": "chi bộ", "parent": "XA", "organisations": []}
    first: dict[str, object] = {
        "code": "CB7",
        "name": "Chi bộ Đông Một",
        "members": ["DV-AN", "DV-BINH"],
        **part,
    }
    second: dict[str, object] = {
        "code": "CB8", "name": "Chi bộ Đông Hai", "members": ["DV-GIANG", "DV-HOA", "DV-KHANH", "DV-EM"], **part,
    }  # fmt: skip
    order(Divide(on=date(2024, 7, 1), organisation="CB1", into=(first, second)))
    for code in ("CB7", "CB8"):
        asked = _window(year, code)
        new = asked.organisation or 0
        assert figures(asked, ["attendance"])["attendance"][new] == Figure(27, 30)
        assert includes(asked, new) == [
            "Gồm cả Chi bộ thôn Đông đến hết 30/06/2024; tổ chức ấy đã chia, con số của nó tính trọn cho từng tổ chức mới."
        ]


def test_who_takes_in_another_was_there_all_the_year_and_the_card_says_what_it_leaves_out(
    year: Campaign,
) -> None:
    order(Absorb(on=date(2024, 7, 1), absorbed=("CB1",), into="CB2"))
    asked = _window(year, "CB2")
    assert asked.organisation not in figures(asked, ["attendance"])["attendance"]
    assert includes(asked, asked.organisation or 0) == [
        "Không gồm Chi bộ thôn Đông, nhập vào sau ngày 30/06/2024: con số ở đây là của tổ chức đã có từ trước."
    ]


def test_the_card_says_it_and_costs_two_statements_for_names_however_many_there_were(
    year: Campaign, as_: Callable[[str], Reader]
) -> None:
    merge(year)
    counts = []
    for code in ("CB9", "CQ"):
        with CaptureQueriesContext(connection) as asked:
            page = as_("tinh").get(f"/bon-tot/{year.id}/{code}/")
        counts.append(len(asked))
        assert ("Gồm cả Chi bộ thôn Đông" in page.content.decode()) == (code == "CB9")
    assert counts[0] <= counts[1] + 2
    listed = as_("tinh").get(f"/bon-tot/{year.id}/CB9/minh-chung/attendance/")
    assert "Chi bộ thôn Đông: " in listed.content.decode()


def test_an_undecided_card_of_a_branch_that_was_merged_is_nobodys_any_more(
    year: Campaign, as_: Callable[[str], Reader]
) -> None:
    """The roll-up counts the one that took over; the old card says since when it cannot be changed, and offers nothing."""
    before = as_("tinh").get(f"/bon-tot/{year.id}/").data
    where = f"/bon-tot/{year.id}/CB1/"
    assert where in as_("chi-bo").get("/viec/").content.decode()
    merge(year)
    assert where not in as_("chi-bo").get("/viec/").content.decode()
    after = as_("tinh").get(f"/bon-tot/{year.id}/").data
    assert (before.total.total, after.total.total) == (3, 2)
    old = as_("xa").get(f"/bon-tot/{year.id}/CB1/")
    assert "không còn từ ngày 01/07/2024" in old.content.decode()
    assert not old.data.does and not old.data.registers
