"""What the lines of a plan come to: the world after the acts of a plan is the one that the plan says."""

from __future__ import annotations

from typing import Any

import pytest

from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.ledger.verifying import verify
from bontot.members import roster
from bontot.members.models import Post
from bontot.organisations.models import Organisation, Succession
from bontot.organisations.queries import Book
from bontot.organisations.tree import tree
from bontot.reforms.compiling import compile
from bontot.reforms.judging import judge
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import see
from bontot.reforms.tests.plans import DAY, member, numbered, organisation, post
from tests import world

PAPER = Paper("12-QĐ/TU", DAY, "TINH", "Sắp xếp")


@pytest.fixture(autouse=True)
def _world(db: None) -> None:
    world.build()


def executed(*lines: Planned) -> Outcome:
    outcome = enact(compile(DAY, numbered(lines)), PAPER, world.OPERATOR)
    assert [f for f in outcome.findings if f.refuses] == []
    assert [f for f in verify() if f.refuses] == []
    return outcome


def parents() -> dict[str, str]:
    codes = dict(Organisation.objects.values_list("id", "code"))
    return {codes[id]: codes[above] if above else "" for id, above in tree(DAY).parents.items()}


def members() -> dict[str, int]:
    codes = dict(Organisation.objects.values_list("id", "code"))
    return {codes[id]: count for id, count in roster.counts(on=DAY, at=None).items() if count}


def name_and_kind(code: str) -> tuple[str, str]:
    id = Organisation.objects.get(code=code).id
    named = Book([id], at=None).on(id, DAY)
    return named.name, named.kind


def acts(*lines: Planned) -> list[dict[str, Any]]:
    return [act.as_json() for act in compile(DAY, numbered(lines))]


NEW_COMMUNE = organisation(
    "XA9", "lập mới", name="Đảng bộ xã Mới", kind="đảng bộ cơ sở", parent="HUYEN", territory="Xã Mới"
)


def test_merging_into_a_new_one_takes_branches_and_members_along() -> None:
    before = members()
    executed(
        organisation("XA1", "hợp nhất", related="XA9"),
        organisation("XA2", "hợp nhất", related="XA9"),
        NEW_COMMUNE,
    )
    above = parents()
    assert {code for code, parent in above.items() if parent == "XA9"} == {
        "THON1",
        "THON2",
        "THON3",
        "THON4",
        "THON5",
    }
    assert "XA1" not in above and "XA2" not in above
    assert members() == before


def test_what_goes_elsewhere_goes_there_and_not_with_its_commune() -> None:
    executed(
        organisation("XA1", "sáp nhập", related="XA2"),
        organisation("THON3", "điều chỉnh", parent="XA9"),
        NEW_COMMUNE,
    )
    above = parents()
    assert above["THON3"] == "XA9" and above["THON1"] == "XA2" and "XA1" not in above


def test_above_comes_first_wherever_it_stands_in_the_plan() -> None:
    executed(
        organisation("THON9", "lập mới", name="Chi bộ thôn Mới", kind="chi bộ", parent="XA9"),
        organisation("THON1", "điều chỉnh", parent="XA9", name="Chi bộ thôn Khác"),
        member("DV03", "THON9"),
        NEW_COMMUNE,
    )
    assert parents()["THON9"] == parents()["THON1"] == "XA9"
    assert name_and_kind("THON1")[0] == "Chi bộ thôn Khác"
    assert members()["THON9"] == 1


def test_a_whole_is_divided_and_nothing_is_left() -> None:
    executed(
        organisation("THON2", "chia"),
        organisation("THON2A", "lập mới", related="THON2", name="Chi bộ A", kind="chi bộ", parent="XA1"),
        organisation("THON2B", "lập mới", related="THON2", name="Chi bộ B", kind="chi bộ", parent="XA9"),
        member("DV03", "THON2A"),
        member("DV04", "THON2B"),
        member("DV08", "THON2B"),
        NEW_COMMUNE,
    )
    assert "THON2" not in parents()
    assert {code: count for code, count in members().items() if code.startswith("THON2")} == {
        "THON2A": 1,
        "THON2B": 2,
    }


def test_what_is_divided_gives_its_branches_to_its_parts() -> None:
    executed(
        organisation("XA1", "chia"),
        organisation(
            "XA1A", "lập mới", related="XA1", name="Đảng bộ A", kind="đảng bộ cơ sở", parent="HUYEN"
        ),
        organisation(
            "XA1B", "lập mới", related="XA1", name="Đảng bộ B", kind="đảng bộ cơ sở", parent="HUYEN"
        ),
        organisation("THON1", "điều chỉnh", parent="XA1A"),
        organisation("THON2", "điều chỉnh", parent="XA1B"),
        organisation("THON3", "điều chỉnh", parent="XA1B"),
    )
    above = parents()
    assert (above["THON1"], above["THON2"], above["THON3"]) == ("XA1A", "XA1B", "XA1B")


def test_what_ends_under_a_divided_one_ends_before_it_whatever_its_own_way() -> None:
    executed(
        organisation("XA1", "chia"),
        _commune("XA8", "lập mới"),
        _commune("XA9", "lập mới"),
        organisation("THON1", "điều chỉnh", parent="XA8", name="Chi bộ thôn Một"),
        organisation("THON2", "chia"),
        organisation("T8", "lập mới", related="THON2", name="Chi bộ A", kind="chi bộ", parent="XA8"),
        organisation("T9", "lập mới", related="THON2", name="Chi bộ B", kind="chi bộ", parent="XA9"),
        organisation("THON3", "giải tán", related="T9"),
        member("DV03", "T8"),
        member("DV04", "T9"),
    )
    above = parents()
    assert not {"XA1", "THON2", "THON3"} & above.keys()
    assert (above["THON1"], above["T8"], above["T9"]) == ("XA8", "XA8", "XA9")
    assert (members()["T8"], members()["T9"]) == (1, 1)


@pytest.mark.parametrize("way", ["chia", "tách"])
def test_a_new_commune_of_one_whole_and_of_a_part_of_another_takes_both_and_both_are_its_past(
    way: str,
) -> None:
    outcome = executed(
        *([organisation("XA1", "chia"), _commune("XA9", "lập mới")] if way == "chia" else []),
        _commune("XA8", "lập mới" if way == "chia" else "tách"),
        organisation("THON1", "điều chỉnh", parent="XA8"),
        *(organisation(code, "điều chỉnh", parent="XA9") for code in ("THON2", "THON3") if way == "chia"),
        organisation("XA2", "hợp nhất", related="XA8"),
        organisation("THON4", "giải thể", related="THON5"),
    )
    above, codes = parents(), dict(Organisation.objects.values_list("id", "code"))
    assert "XA2" not in above and (above["THON1"], above["THON5"]) == ("XA8", "XA8")
    past = Succession.objects.filter(known_from=outcome.position or 0, successor__code="XA8")
    assert {(codes[s.organisation_id], s.way) for s in past} == {("XA1", way), ("XA2", "hợp nhất")}
    assert outcome.effects["organisation.merge_into"] == 1 and outcome.effects["organisation.dissolve"] == 1


def test_a_part_and_a_whole_are_enough_to_merge_one_whole_is_not() -> None:
    def told(*lines: Planned) -> set[str]:
        planned = numbered([*lines, organisation("XA2", "hợp nhất", related="XA8")])
        return {found.rule for found in judge(DAY, "TINH", planned, see(DAY, planned))}

    assert told(_commune("XA8", "tách")) == set()
    alone = organisation("XA8", "lập mới", name="Đảng bộ XA8", kind="đảng bộ cơ sở", parent="HUYEN")
    assert told(alone) == {"PA-HOP-NHAT-MOT"}


def _commune(code: str, way: str) -> Planned:
    """A new commune, a part of the first."""
    return organisation(
        code, way, related="XA1", name=f"Đảng bộ {code}", kind="đảng bộ cơ sở", parent="HUYEN"
    )


def test_a_part_splits_off_with_those_who_are_allocated_to_it() -> None:
    executed(
        organisation("THON1A", "tách", related="THON1", name="Chi bộ khu Một", kind="chi bộ", parent="XA1"),
        member("DV01", "THON1A"),
    )
    assert members()["THON1A"] == members()["THON1"] == 1


def test_what_dissolves_goes_from_below() -> None:
    executed(
        organisation("KHOI", "giải thể"),
        organisation("SO1", "giải thể", related="DN1"),
        organisation("DN1", "điều chỉnh", parent="TINH", kind="chi bộ cơ sở"),
    )
    above = parents()
    assert above["DN1"] == "TINH" and "KHOI" not in above and "SO1" not in above


def test_posts_are_filled_last_and_ended_where_the_line_says_so() -> None:
    executed(
        organisation("THON1", "điều chỉnh", parent="XA2"),
        post("DV04", "bí thư", organisation="XA9"),
        post("DV02", "bí thư", organisation="THON1", until=DAY.isoformat()),
        post(
            "NGXYZ", "chủ tịch UBND", unit="Xã Mới", unit_kind="xã, phường, thị trấn", full_name="Tô Văn Mạnh"
        ),
        NEW_COMMUNE,
    )
    holding = Post.objects.filter(valid_from__lte=DAY, valid_to__gt=DAY, known_to=2**62)
    held = set(holding.values_list("person__code", "title"))
    assert {("DV04", "bí thư"), ("NGXYZ", "chủ tịch UBND")} <= held
    assert not holding.filter(person__code="DV02", title="bí thư").exists()


def test_what_stays_comes_to_nothing_and_a_move_to_where_it_stands_neither() -> None:
    assert acts(organisation("XA1", "giữ nguyên"), organisation("THON1", "điều chỉnh", parent="XA1")) == []


def test_a_territory_and_a_base_kind_change_alone() -> None:
    assert acts(organisation("XA1", "điều chỉnh", territory="Xã Mới", base_kind="phường")) == [
        {
            "act": "organisation.change_kind",
            "on": DAY,
            "organisation": "XA1",
            "kind": "đảng bộ cơ sở",
            "base_kind": "phường",
        },
        {"act": "organisation.change_territory", "on": DAY, "organisation": "XA1", "territory": "Xã Mới"},
    ]


def test_every_act_says_which_line_it_comes_from() -> None:
    lines = numbered([organisation("XA1", "sáp nhập", related="KHONGCO", row=7)])
    found = enact(compile(DAY, lines), PAPER, world.OPERATOR).findings
    refused = [f for f in found if f.refuses]
    assert {(f.sheet, f.row) for f in refused} == {("Phương án sắp xếp", 7)}
    assert {f.column for f in refused} <= {"Mã liên quan", "Mã tổ chức", "Mã cấp trên"}


def test_a_circle_is_told_and_nothing_goes_on_for_ever() -> None:
    lines = numbered(
        [
            organisation("A", "lập mới", name="A", kind="đảng bộ cơ sở", parent="B"),
            organisation("B", "lập mới", name="B", kind="đảng bộ cơ sở", parent="A"),
        ]
    )
    assert any(f.refuses for f in enact(compile(DAY, lines), PAPER, world.OPERATOR).findings)
