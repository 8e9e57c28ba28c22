"""The invented province: small, quick, and as the published figures ask."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from bontot.demo import article_text, words, write
from bontot.demo.frame import communes
from bontot.demo.quotas import share
from bontot.demo.targets import PUBLISHED, Targets
from bontot.demo.tests.figures import Books, figures, first_days
from bontot.demo.writing import rows
from bontot.law.vocabulary import vocabulary

SMALL = 2_000


@pytest.fixture(scope="module")
def books() -> Books:
    return Books.of(rows(SMALL, 2020))


@pytest.mark.parametrize("members", [2_000, 3_333, 12_000])
def test_the_figures_follow_from_the_rows(members: int) -> None:
    assert figures(Books.of(rows(members, 7))) == asdict(PUBLISHED.at(members))


@pytest.mark.slow
def test_the_whole_province_yields_the_published_figures() -> None:
    assert figures(Books.of(rows(PUBLISHED.members, 2020))) == asdict(Targets())


@pytest.mark.slow
def test_a_larger_province_is_made_of_regions() -> None:
    assert figures(Books.of(rows(200_000, 2020))) == asdict(PUBLISHED.at(200_000))


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two, other = (write(tmp_path / name, SMALL, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert [path.name for path in one] == [
        "to-chuc-dang.xlsx",
        "dang-vien.xlsx",
        "chuc-vu.xlsx",
        "boi-duong.xlsx",
        "ky-luat.xlsx",
        "xep-loai.xlsx",
    ]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert one[1].read_bytes() != other[1].read_bytes()


def test_too_few_members_are_no_province(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2000"):
        write(tmp_path, 100)


def test_every_kind_of_organisation_and_all_ten_districts_are_there(books: Books) -> None:
    kinds = Counter(row["Loại tổ chức"] for row in books["to-chuc-dang"])
    assert kinds[words.PROVINCE] == 1 and kinds[words.DISTRICT] == 10 and kinds[words.BLOC] == 5
    assert set(kinds) == set(vocabulary("organisation_kind").values) - {"đảng bộ xã"}


def test_every_parent_stands_before_its_child_and_lives_as_long(books: Books) -> None:
    known: dict[object, tuple[object, object]] = {}
    for row in books["to-chuc-dang"]:
        begun, ended = row["Ngày thành lập"], row.get("Ngày kết thúc", 10**7)
        parent = row.get("Mã cấp trên")
        if parent is not None:
            assert known[parent][0] <= begun and known[parent][1] >= ended  # type: ignore[operator]  # the cells compared are days
        assert row["Mã tổ chức"] not in known and len(str(row["Mã tổ chức"])) <= 60
        known[row["Mã tổ chức"]] = (begun, ended)


def test_every_code_resolves_and_every_day_lies_in_the_life_of_its_organisation(books: Books) -> None:
    lives = {
        r["Mã tổ chức"]: (r["Ngày thành lập"], r.get("Ngày kết thúc", 10**7)) for r in books["to-chuc-dang"]
    }
    people = {m["Mã đảng viên"] for m in books["dang-vien"]} | {
        m.get("Số thẻ đảng viên") for m in books["dang-vien"]
    }
    first = first_days(books)
    for member in books["dang-vien"]:
        since = member.get("Ngày về chi bộ", member["Ngày vào Đảng"])
        assert lives[member["Mã chi bộ"]][0] <= since < lives[member["Mã chi bộ"]][1]  # type: ignore[operator]  # the cells compared are days
    for place in books["noi-sinh-hoat"]:
        begun, ended = lives[place["Mã chi bộ"]]
        assert begun <= place["Từ ngày"] < place["Đến ngày"] <= ended  # type: ignore[operator]  # the cells compared are days
        assert place["Mã người"] in first
    for post in books["chuc-vu"]:
        assert lives[post["Mã tổ chức"]][0] <= post["Từ ngày"]  # type: ignore[operator]  # the cells compared are days
        assert post["Mã người"] in people or str(post["Mã người"]).startswith("NG-")
    assert all(line["Mã người"] in people for line in books["boi-duong"])


def test_nobody_without_a_name_and_nobody_twice(books: Books) -> None:
    assert all(len(str(row["Họ và tên"]).split()) >= 3 for row in books["chuc-vu"] + books["dang-vien"])
    for column in ("Mã đảng viên", "Số CCCD", "Số thẻ đảng viên"):
        numbers = [m[column] for m in books["dang-vien"] if column in m]
        assert len(numbers) == len(set(numbers)), column


def test_the_days_of_a_life_are_in_order(books: Books) -> None:
    for member in books["dang-vien"]:
        born, admitted = member["Ngày sinh"], int(str(member["Ngày vào Đảng"]))
        assert int(str(member["Ngày quyết định kết nạp"])) <= admitted
        assert admitted + 365 <= int(str(member.get("Ngày chính thức", 10**7)))
        assert admitted < int(str(member.get("Ngày ra khỏi Đảng", 10**7)))
        if isinstance(born, int):
            assert admitted - born >= 18 * 365.25
        else:
            assert date.fromordinal(admitted).year - int(str(born)[-4:]) > 18
    for post in books["chuc-vu"]:
        assert int(str(post["Từ ngày"])) < int(str(post.get("Đến ngày", 10**7)))


def test_citizen_numbers_agree_with_sex_and_year_of_birth(books: Books) -> None:
    for member in books["dang-vien"]:
        number, born = str(member.get("Số CCCD", "")), member.get("Ngày sinh theo CCCD", member["Ngày sinh"])
        if number and isinstance(born, int):
            year = date.fromordinal(born).year
            assert len(number) == 12 and number[4:6] == f"{year % 100:02}"
            assert int(number[3]) == (0 if year < 2000 else 2) + (member["Giới tính"] == "nữ")


VOCABULARIES = {
    "dang-vien": {
        "Giới tính": "sex", "Dân tộc": "ethnicity", "Tôn giáo": "religion", "Nghề nghiệp": "occupation",
        "Đối tượng": "category", "Trình độ phổ thông": "general_schooling", "Trình độ chuyên môn": "professional",
        "Lý luận chính trị": "theory", "Lý do ra khỏi Đảng": "leaving",
    },
    "to-chuc-dang": {"Loại tổ chức": "organisation_kind", "Loại hình cơ sở": "base_kind"},
    "chuc-vu": {"Chức danh": "title", "Loại đơn vị": "unit_kind"},
    "boi-duong": {"Loại lớp": "course_kind"},
    "noi-sinh-hoat": {"Hình thức": "belonging_form"},
}  # fmt: skip


def test_only_words_of_the_code_lists_are_used(books: Books) -> None:
    for sheet, columns in VOCABULARIES.items():
        for column, name in columns.items():
            used = {str(row[column]) for row in books[sheet] if column in row}
            assert used and used <= set(vocabulary(name).values), (column, used)


def test_the_frame_has_the_communes_of_each_time() -> None:
    by_day = {
        day: Counter(c.kind for c in communes(day))
        for day in (date(2020, 1, 1), date(2024, 6, 30), date(2025, 1, 1))
    }
    assert [sum(kinds.values()) for kinds in by_day.values()] == [209, 209, 192]
    assert by_day[date(2025, 1, 1)] == {"xã": 143, "phường": 35, "thị trấn": 14}
    districts = Counter(c.district for c in communes(date(2024, 12, 31)))
    assert districts["Huyện Lục Ngạn"] == 29 and districts["Thị xã Việt Yên"] == 17 and len(districts) == 10


def test_the_article_places_all_twelve_figures_by_name() -> None:
    text = article_text()
    assert set(re.findall(r"\[\[indicator:(\w+) organisation=BG ", text)) == set(asdict(PUBLISHED))
    assert not re.search(r"\d\.\d{3}", text), "figures come from the records, not from the text"


@pytest.mark.parametrize("caps", [None, [1, 50, 3]])
def test_shares_add_up(caps: list[int] | None) -> None:
    parts = share(17, [5.0, 1.0, 1.0], caps)
    assert sum(parts) == 17 and (caps is None or all(a <= b for a, b in zip(parts, caps, strict=True)))


def test_a_few_in_a_thousand_are_disciplined_every_year_while_they_are_members(books: Books) -> None:
    lives = {
        str(m["Mã đảng viên"]): (m["Ngày vào Đảng"], m.get("Ngày ra khỏi Đảng", 10**7))
        for m in books["dang-vien"]
    }
    years = Counter(date.fromordinal(int(row["Ngày quyết định"] or 0)).year for row in books["ky-luat"])
    assert set(years) == {2020, 2021, 2022, 2023, 2024}
    assert 0.002 < sum(years.values()) / SMALL / len(years) < 0.006
    forms, offences = vocabulary("discipline_form").values, vocabulary("offence").values
    for row in books["ky-luat"]:
        first, left = lives[str(row["Mã người"])]
        day = row.get("Ngày công bố", row["Ngày quyết định"])
        assert first < day and (day == left if row["Hình thức"] == words.EXPELLED else day < left)  # type: ignore[operator]  # the cells compared are days
        assert row["Hình thức"] in forms and row["Nội dung"] in offences
    assert {row["Hình thức"] for row in books["ky-luat-to-chuc"]} <= set(forms[:2])
