"""Cells are read as what the column means, however they were typed."""

from __future__ import annotations

import datetime
import unicodedata
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bontot.exchange.reading.cells import Reader, Trouble, Truth, shown, text_reader, word_reader
from bontot.exchange.reading.days import day_reader, partial_reader
from bontot.exchange.reading.numbers import card_reader, identity_reader, person_reader
from bontot.exchange.sentences import SENTENCES, finding
from bontot.law.vocabulary import vocabulary

AUGUST = datetime.date(1962, 8, 15)


def one(reader: Reader, raw: Any) -> Any:
    """A cell read on its own; a trouble as its code."""
    value = reader.column([raw])[0]
    return value.code if isinstance(value, Trouble) else value


@pytest.mark.parametrize(
    "raw",
    [
        "15/08/1962", "15/8/1962", "15-08-1962", "15.08.1962", "15.8.1962", "1962-08-15", "1962/8/15", " 15/08/1962 ",
        "15/08/1962\u00a0", "'15/08/1962", "\u200b15/08/1962", "15 / 08 / 1962", "15/08/1962 00:00:00", "1962-08-15T00:00:00",
        "ngày 15 tháng 8 năm 1962", "Ngày 15 tháng 08 năm 1962", AUGUST, datetime.datetime(1962, 8, 15, 10, 30),
        22873, 22873.0, "22873",
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_typed(raw: Any) -> None:
    assert one(day_reader(), raw) == AUGUST
    assert one(partial_reader(), raw) == "1962-08-15"


def test_quantities_count_from_1904_where_the_workbook_does() -> None:
    assert one(day_reader(since_1904=True), 22873 - 1462) == AUGUST


@pytest.mark.parametrize(
    ("raw", "partial"),
    [
        ("1962", "1962"), (1962, "1962"), (1962.0, "1962"), ("năm 1962", "1962"), ("00/00/1962", "1962"),
        ("08/1962", "1962-08"), ("8/1962", "1962-08"), ("8-1962", "1962-08"), ("1962-08", "1962-08"),
        ("tháng 8 năm 1962", "1962-08"), ("tháng 8/1962", "1962-08"), (8.1962, "1962-08"), ("00/08/1962", "1962-08"),
    ],
)  # fmt: skip
def test_a_month_or_a_year_is_kept_as_such_and_is_no_full_day(raw: Any, partial: str) -> None:
    assert one(partial_reader(), raw) == partial
    assert one(day_reader(), raw) == "O-NGAY-THIEU"


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("30/02/2020", "O-NGAY-KHONG-CO"), ("08/15/1962", "O-NGAY-KHONG-CO"), ("00/00/0000", "O-NAM"),
        ("15/13/1962", "O-NGAY-KHONG-CO"), ("13/1962", "O-NGAY-KHONG-CO"), ("hôm qua", "O-NGAY"), ("15/08", "O-NGAY"),
        ("15/08/0962", "O-NAM"), ("15/08/9620", "O-NAM"), (3, "O-NGAY"), (-5, "O-NGAY"), (1e12, "O-NGAY"),
        (datetime.time(10, 30), "O-NGAY"), (datetime.date(1905, 5, 15), "O-NAM-TRONG-O-NGAY"), ("#N/A", "O-LOI"),
        (True, "O-NGAY"), ("15/08/196", "O-NGAY"), (float("nan"), "O-NGAY"), (float("inf"), "O-NGAY"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_why(raw: Any, rule: str) -> None:
    assert one(day_reader(), raw) == rule


def test_a_day_with_its_month_first_is_asked_about() -> None:
    trouble: Any = day_reader()["08/15/1962"]
    assert "có phải 15/08/1962?" in finding(trouble.code, value=trouble.shown, **dict(trouble.filled)).says


def test_years_of_two_figures_are_understood_only_where_one_century_is_possible() -> None:
    read = day_reader()["15/8/21"]
    assert (read.code, read.kept) == ("O-NAM-DOAN", datetime.date(2021, 8, 15))
    read = partial_reader()["15/8/62"]
    assert (read.code, read.kept) == ("O-NAM-DOAN", "1962-08-15")
    assert partial_reader()["15/8/21"].code == "O-NAM-HAI-SO"


@given(st.dates(datetime.date(1911, 1, 1), datetime.date(2150, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(day: datetime.date) -> None:
    reader = day_reader()
    spellings = [
        shown(day),
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}-{day.month}-{day.year}",
    ]
    assert [one(reader, spelling) for spelling in [day, *spellings]] == [day] * 5


@given(
    st.text(max_size=30)
    | st.floats()
    | st.integers()
    | st.booleans()
    | st.times()
    | st.datetimes()
    | st.none()
)
def test_no_cell_whatever_breaks_a_reader(raw: Any) -> None:
    for reader in (day_reader(), partial_reader(), identity_reader(), card_reader(), person_reader(), text_reader(),
                   text_reader(formulas=True), word_reader(vocabulary("sex"), "sex")):  # fmt: skip
        value = reader.column([raw])[0]
        if isinstance(value, Trouble):
            filled: dict[str, Any] = value.filled
            assert finding(value.code, value=value.shown, column="x", **filled).says


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("024062000123", "024062000123"), (24062000123, "024062000123"), (2.4062000123e10, "024062000123"),
        (124062000123, "124062000123"), ("024 062 000 123", "024062000123"),
        ("'024062000123", "024062000123"), ("024.062.000.123", "024062000123"),
        ("24062000123", "O-CCCD"), (123456789, "O-CCCD"), ("2.40621E+10", "O-SO-MAT"), ("không rõ", "O-CCCD"),
        ("٠٢٤٠٦٢٠٠٠١٢٣", "O-CCCD"), (5062000123, "O-CCCD"),
    ],
)  # fmt: skip
def test_identity_numbers_regain_a_zero_only_where_length_proves_it(raw: Any, read: str) -> None:
    assert one(identity_reader(), raw) == read


def test_two_zeros_are_given_back_with_a_hint() -> None:
    read = identity_reader()[1062000123]
    assert (read.code, read.kept) == ("O-CCCD-BU", "001062000123")


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("01234567", "01234567"), (1234567, "01234567"), (12345678.0, "12345678"), ("12.345.678", "12345678"),
        (24062000123, "024062000123"), ("1234567", "O-THE"), (123456, "O-THE"),
    ],
)  # fmt: skip
def test_card_numbers_likewise(raw: Any, read: str) -> None:
    assert one(card_reader(), raw) == read


def test_a_doubtful_card_number_is_kept_with_a_warning() -> None:
    assert card_reader()["1234567"].kept == "1234567"


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("DV01", "DV01"),
        (24062000123, "024062000123"),
        (1234567, "01234567"),
        (12345678, "12345678"),
        (42, "42"),
    ],
)
def test_people_are_named_by_any_of_their_numbers(raw: Any, read: str) -> None:
    assert one(person_reader(), raw) == read


def test_text_is_composed_and_single_spaced() -> None:
    for raw in (
        unicodedata.normalize("NFD", "Nguyễn Văn Đức"), "Nguyễn\u00a0Văn  Đức ", "\u200bNguyễn Văn\nĐức\ufeff",
    ):  # fmt: skip
        assert one(text_reader(), raw) == "Nguyễn Văn Đức"
    assert one(text_reader(), "   ") is None
    assert one(text_reader(), 12.0) == "12"


@given(st.lists(st.text(alphabet="Aaả\u0309\u00a0 \u200b=#'x\n", max_size=6), min_size=1, max_size=8))
def test_reading_a_column_at_once_is_reading_its_cells(cells: list[str]) -> None:
    together = text_reader().column(cells)
    apart = [text_reader().column([cell, 1])[0] for cell in cells]
    assert [getattr(value, "code", value) for value in together] == [
        getattr(value, "code", value) for value in apart
    ]


def test_true_is_not_one() -> None:
    values = text_reader().column([1, True, 1.0, False, 0])
    assert values[0] == "1" and isinstance(values[1], Trouble) and values[4] == "0"
    assert str(Truth(True)) == "TRUE"


def test_words_of_a_closed_list_are_refused_with_what_may_be_meant() -> None:
    trouble = word_reader(vocabulary("sex"), "“Giới tính”")["nux"]
    assert trouble.code == "O-TU" and trouble.kept is None
    assert one(word_reader(vocabulary("sex"), "x"), "NU") == "nữ"
    other = word_reader(vocabulary("sex"), "“Giới tính”")["khác"]
    assert other.filled["guess"] == " (được ghi: “nam”, “nữ”)"


def test_schooling_that_a_spreadsheet_took_for_a_day_is_given_back() -> None:
    reader = word_reader(vocabulary("general_schooling"), "x")
    assert one(reader, datetime.date(2026, 10, 7)) == one(reader, "7/10")
    assert one(reader, datetime.date(2026, 12, 12)) == one(reader, "12/12")


def test_every_sentence_can_be_said() -> None:
    for code, sentence in SENTENCES.items():
        blank: dict[str, Any] = {name: "…" for _, name, _, _ in Formatter().parse(sentence.says) if name}
        found = finding(code, **blank)
        assert "{" not in found.says and found.source


@pytest.mark.parametrize(
    ("reader", "raw", "read"),
    (
        (identity_reader, "24092001234", "024092001234"),
        (identity_reader, "024092001234", "024092001234"),
        (card_reader, "1234567", "01234567"),
        (card_reader, "24000001", "24000001"),
    ),
)
def test_a_csv_from_a_spreadsheet_regains_the_zeros_that_the_spreadsheet_dropped(
    reader: Any, raw: str, read: str
) -> None:
    assert one(reader(formulas=True), raw) == read
    assert isinstance(identity_reader(formulas=True)["4092001234"], Trouble)
    assert isinstance(identity_reader(formulas=True)["02409200123"], Trouble)
    assert isinstance(identity_reader()["24092001234"], Trouble)


@pytest.mark.parametrize("formulas", [False, True])
def test_a_decimal_of_zero_does_not_become_the_last_figure_of_a_number(formulas: bool) -> None:
    assert one(identity_reader(formulas=formulas), "24070001236.0") == "024070001236"
    assert one(identity_reader(formulas=formulas), "024070001236,0") == "024070001236"
    assert one(card_reader(formulas=formulas), "1234567.0") == "01234567"
    assert isinstance(identity_reader(formulas=formulas)["2407000123.5"], Trouble)
