"""Promises of the vocabularies."""

from __future__ import annotations

import pytest

from bontot.law.sources import SOURCES
from bontot.law.vocabulary import FOLDER, NAMES, vocabulary
from bontot.law.words import key


def test_every_file_is_a_vocabulary_and_every_vocabulary_a_file() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(NAMES)
    with pytest.raises(KeyError):
        vocabulary("../sources")


@pytest.mark.parametrize("name", NAMES)
def test_no_spelling_means_two_values(name: str) -> None:
    words = vocabulary(name)
    meant: dict[str, str] = {}
    for value in words.values:
        for word in (value, *words.entry(value).aliases):
            assert key(word), f"{word!r} of {value!r} has no letter"
            assert meant.get(key(word), value) == value, (
                f"{word!r} means both {meant[key(word)]!r} and {value!r}"
            )
            assert words.read(word) == value
            meant[key(word)] = value


@pytest.mark.parametrize("name", NAMES)
def test_no_alias_is_superfluous(name: str) -> None:
    words = vocabulary(name)
    for value in words.values:
        keys = [key(word) for word in (value, *words.entry(value).aliases)]
        assert len(keys) == len(set(keys)), f"{value!r} has an alias that its other spellings already cover"


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_is_said_in_two_languages_and_belongs_to_known_groups(name: str) -> None:
    words = vocabulary(name)
    assert words.says and words.english
    for value in words.values:
        entry = words.entry(value)
        assert entry.english
        assert entry.groups <= set(words.groups)
    for group in words.groups:
        assert words.in_group(group), f"nothing belongs to {group!r}"


@pytest.mark.parametrize("name", NAMES)
def test_a_stated_source_is_a_known_one(name: str) -> None:
    source = vocabulary(name).source
    assert not source or source in SOURCES


@pytest.mark.parametrize(
    ("name", "written", "meant"),
    [
        ("sex", "NAM", "nam"),
        ("sex", " Nu ", "nữ"),
        ("ethnicity", "H'Mông", "HMông"),
        ("ethnicity", "Mông", "HMông"),
        ("ethnicity", "Cao Lan", "Sán Chay"),
        ("ethnicity", "Sán Chí", "Sán Chay"),
        ("ethnicity", "gia rai", "Gia-rai"),
        ("general_schooling", "12/12", "12/12"),
        ("general_schooling", "cấp 3", "THPT"),
        ("general_schooling", "07/10", "7/10"),
        ("professional", "Đại học Luật", "đại học"),
        ("professional", "Thạc sỹ quản lý giáo dục", "thạc sĩ"),
        ("theory", "Cao cấp lý luận chính trị", "cao cấp"),
        ("organisation_kind", "Chi bộ trực thuộc", "chi bộ"),
        ("organisation_kind", "ĐẢNG BỘ CƠ SỞ", "đảng bộ cơ sở"),
        ("title", "Bí thư chi bộ", "bí thư"),
        ("title", "Bí thư Đảng ủy", "bí thư"),
        ("title", "Đảng uỷ viên", "ủy viên ban chấp hành"),
        ("title", "Trưởng bản", "trưởng thôn"),
        ("title", "Trưởng khu phố", "tổ trưởng tổ dân phố"),
        ("title", "Chủ tịch Hội đồng nhân dân", "chủ tịch HĐND"),
        ("leaving", "Khai trừ", "khai trừ"),
        ("belonging_form", "Chính thức", "chính thức"),
        ("unit_kind", "Xã", "xã, phường, thị trấn"),
    ],
)
def test_people_write_it_in_their_own_way(name: str, written: str, meant: str) -> None:
    assert vocabulary(name).read(written) == meant


@pytest.mark.parametrize("text", ["", "   ", "…", "bí thư hội đồng quản trị của cái gì đó"])
def test_what_nobody_can_read_is_none(text: str) -> None:
    for name in NAMES:
        assert vocabulary(name).read(text) is None


def test_the_secretary_of_the_youth_union_is_no_secretary_of_the_party() -> None:
    titles = vocabulary("title")
    assert titles.read("Bí thư Đoàn") not in titles.in_group("secretary")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Bí thư chi bộ thôn Đông", "bí thư"),
        ("Chủ tịch UBND xã Tân Tiến", "chủ tịch UBND"),
        ("Trưởng thôn Đông, xã Tân Tiến", "trưởng thôn"),
        ("Bí thư Đoàn xã Tân Tiến", "bí thư Đoàn thanh niên"),
        ("Phó Bí thư Đoàn xã", None),
        ("Bí thư thứ nhất Đại sứ quán", None),
        ("Ủy viên Ban Chấp hành Công đoàn", None),
    ],
)
def test_a_title_may_go_on_where_no_other_body_has_the_same(written: str, meant: str | None) -> None:
    assert vocabulary("title").read(written) == meant


def test_near_words_are_suggested() -> None:
    assert vocabulary("ethnicity").nearest("Sán Zìu")[0] == "Sán Dìu"
    assert "đảng bộ cơ sở" in vocabulary("organisation_kind").nearest("đảng bộ cơ sỡ mới")
    assert vocabulary("ethnicity").nearest("zzzzqqqq") == []


def test_wider_groups_hold_what_narrower_ones_hold() -> None:
    titles = vocabulary("title")
    assert set(titles.in_group("secretary")) < set(titles.in_group("committee_member"))
    kinds = vocabulary("base_kind")
    assert set(kinds.in_group("private_enterprise")) < set(kinds.in_group("enterprise"))


def test_the_official_codes_of_the_ethnic_groups_run_from_1_to_56() -> None:
    ethnicity = vocabulary("ethnicity")
    assert [ethnicity.entry(value).attributes["code"] for value in ethnicity.values] == list(range(1, 57))


def test_a_flood_of_nonsense_is_not_remembered() -> None:
    words = vocabulary("sex")
    for number in range(30_000):
        assert words.read(f"x{number}") is None
    assert len(words._read) <= 20_000


def test_a_cell_as_long_as_a_book_costs_little() -> None:
    book = "đại học " * 1_000_000
    assert vocabulary("professional").read(book) is None
    assert len(vocabulary("professional").nearest(book)) <= 3


def test_only_lists_that_the_workbooks_or_the_state_fix_refuse_other_words() -> None:
    closed = {name for name in NAMES if vocabulary(name).closed}
    fixed = {"sex", "ethnicity", "organisation_kind", "leaving", "belonging_form", "discipline_form"}
    assert closed == fixed | {"succession_way", "grade", "capacity"}
