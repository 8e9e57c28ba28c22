"""The papers of the demonstration: what they are made of, and that they come out the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bontot.demo import words, write
from bontot.demo.frame import JULY, changed, communes, into_in_january, merged_in_july
from bontot.demo.plans.gathering import COMMUNES, Plans
from bontot.demo.plans.january import january
from bontot.demo.plans.july import july
from bontot.demo.plans.renaming import RENAMED
from bontot.demo.plans.world import World
from bontot.demo.structure import plan
from bontot.demo.targets import PUBLISHED
from bontot.exchange.entering.importing import Import

SMALL = 2_000


def test_every_commune_of_june_2025_is_in_exactly_one_of_the_58() -> None:
    made = merged_in_july()
    ours = [new for new in made if new.predecessors]
    used = Counter(old for new in ours for old in new.predecessors)
    assert len(made) == 99 and len(ours) == 58
    assert Counter(new.kind for new in ours) == {"xã": 45, "phường": 13}
    assert Counter(new.kind for new in made) == {"xã": 66, "phường": 33}
    assert set(used.values()) == {1} and set(used) == set(communes(date(2025, 6, 30)))


def test_every_commune_of_2024_becomes_one_of_the_192() -> None:
    becoming = into_in_january()
    assert len(becoming) == 209
    assert {new for _, new in becoming} == set(communes(date(2025, 1, 1)))
    towns = [new for _, new in becoming if new.district == "Thị xã Chũ"]
    assert len(towns) == 10 and Counter(new.kind for new in towns) == {"phường": 5, "xã": 5}


def test_what_is_called_otherwise_is_what_the_frame_says() -> None:
    assert {day: len(changed(day)) for day in RENAMED} == {date(2022, 7, 1): 2, date(2024, 2, 1): 17}
    assert all(new.source for new in merged_in_july())


def test_a_larger_demonstration_is_rearranged_in_each_likeness_of_the_province(tmp_path: Path) -> None:
    """Its tree alone, for the same reason."""
    province = plan(2 * PUBLISHED.members + 20_000, 2020)
    plans = Plans(tmp_path)
    plans.begin(province)
    assert plans.cities == ["", "-02", "-03"]
    world = World()
    for row in province.organisations:
        if not row.ended:
            world.add(row)
    january(world, plans.cities)
    july(world, plans.cities)
    assert not [body for body in world.under("BG") if body.kind == words.DISTRICT]


def test_the_whole_province_comes_to_99_communes_and_four_committees() -> None:
    """Its tree alone: who is in it changes nothing of that."""
    world = World()
    for row in plan(PUBLISHED.members, 2020).organisations:
        if not row.ended:
            world.add(row)
    january(world, [""])
    districts = [body.code for body in world.under("BG") if body.kind == words.DISTRICT]
    communes = [body for code in districts for body in world.under(code) if body.base_kind in COMMUNES]
    assert len(districts) == 10 and Counter(body.base_kind for body in communes) == {
        "xã": 143, "phường": 35, "thị trấn": 14,
    }  # fmt: skip
    draft = july(world, [""])
    directly = Counter(body.kind for body in world.under("BG"))
    assert directly == {"đảng bộ xã": 99, words.BLOC: 4}
    assert sum(body.code in draft.ending() for body in communes) == 191, "Tuấn Đạo alone goes on"
    assert all(body.parent in world.of for body in world.of.values() if body.parent)
    assert not draft.ending() & world.of.keys()


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Plans:
    return written(tmp_path_factory.mktemp("one"))


def written(out: Path) -> Plans:
    plans = Plans(out, before=out / "before")
    write(out, SMALL, plans=plans)
    return plans


def test_the_same_seed_gives_the_same_papers(plans: Plans, tmp_path: Path) -> None:
    again = written(tmp_path)
    for one, two in zip(plans.paths + plans.beginning, again.paths + again.beginning, strict=True):
        assert one.name == two.name and one.read_bytes() == two.read_bytes(), one.name


def test_each_paper_has_a_day_and_a_number_of_its_own(plans: Plans) -> None:
    names = [path.name for path in plans.paths]
    assert names[0] == "sap-xep-2021-07-01.xlsx"
    assert names[-3:] == ["doi-ten-2024-02-01.xlsx", "sap-xep-2025-01-01.xlsx", "sap-xep-2025-07-01.xlsx"]
    assert [draft.day for draft in plans.drafts] == sorted(draft.day for draft in plans.drafts)
    papers = {(draft.number, draft.dated.year) for draft in plans.drafts}
    assert len(papers) == len(plans.drafts)
    assert all(draft.dated < draft.day and not draft.holds_nothing() for draft in plans.drafts)
    assert plans.drafts[-1].day == JULY


@pytest.mark.django_db
def test_an_import_of_everything_in_the_folder_leaves_the_papers_aside(plans: Plans) -> None:
    coming = Import(plans.paths[-2:], date(2024, 12, 31))
    assert list(coming.acts()) == []
    told = [(found.rule, found.file, found.refuses) for found in coming.outcome.findings]
    assert told == [("TEP-PHUONG-AN", path.name, False) for path in plans.paths[-2:]]
