"""A framework goes out as a workbook and comes back as the same; whatever is wrong is told at once, with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bontot.kernel.finding import Finding
from bontot.law.frameworks.framework import Cap, Framework, Proof, Side, Step
from bontot.law.frameworks.shipped import shipped
from bontot.law.sources import SOURCES
from bontot.scorecards.books.reading import read_book
from bontot.scorecards.tests.books import edited, put, without

pytestmark = pytest.mark.django_db
KNOWN = {(each.code, each.version): each for each in shipped()}
BRANCH = KNOWN["chi-bo-bon-tot", "mau-trinh-dien"]
GRADE = KNOWN["xep-loai-dang-vien", "366-QĐ"]
PLACES = ", ".join(f"“{place}”" for place in SOURCES["21-NQ/TW-2022"].places)


def _read(path: Path) -> tuple[Framework | None, str, list[Finding]]:
    made, base, told = read_book([path])
    return made, base, told.findings


@pytest.mark.parametrize(
    "each", [e for e in shipped() if e.first.year > 1], ids=lambda e: f"{e.code} {e.version}"
)
def test_what_is_sent_back_unchanged_is_the_same_framework(each: Framework, tmp_path: Path) -> None:
    made, base, findings = _read(edited(each, tmp_path / "khung.xlsx"))
    assert findings == [] and base == each.version
    assert made == replace(each, version="", owner="TINH")


def test_an_office_changes_points_proofs_scales_caps_and_conditions(tmp_path: Path) -> None:
    made, _base, findings = _read(edited(
        GRADE, tmp_path / "khung.xlsx",
        put("Khung điểm", "Căn cứ", "Nội dung", "Hướng dẫn số 05-HD/TU ngày 10/01/2026"),
        put("Khung điểm", "Điểm, khoản", "Nội dung", None),
        put("Khung điểm", "Từ ngày", "Nội dung", date(2026, 2, 1)),
        put("Tiêu chí", "2.1", "Điểm tối đa", 25),
        put("Tiêu chí", "2.2", "Điểm tối đa", "15"),
        put("Tiêu chí", "2.2", "Chứng minh bằng", "Nhiệm vụ được giao hoàn thành đúng hạn"),
        put("Tiêu chí", "2.2", "Cách chứng minh", "Tính từ sổ"),
        put("Tiêu chí", "2.2", "Thang điểm", "95%: 15; 80%: 10"),
        put("Tiêu chí", "1.2", "Chứng minh bằng", "Đảng viên có trong danh sách"),
        put("Tiêu chí", "1.2", "Cách chứng minh", "chỉ tiêu"),
        put("Tiêu chí", "1.3", "Chứng minh bằng", "Giấy khen trong năm"),
        put("Tiêu chí", "1.3", "Cách chứng minh", "văn bản"),
        put("Mức", "hoàn thành xuất sắc nhiệm vụ", "Tỷ lệ nhiều nhất", "15%"),
        put("Điều kiện", "K3", "Căn cứ", "Quy định số 01-QĐ/TU"),
        put("Điều kiện", "K3", "Điểm, khoản", None),
    ))  # fmt: skip
    assert [(f.row, f.column, f.says) for f in findings if f.refuses] == []
    assert made is not None and made.first == date(2026, 2, 1)
    assert made.because.title == "Hướng dẫn số 05-HD/TU ngày 10/01/2026"
    lines = {c.code: c for c in made.criteria}
    assert (lines["2.1"].most, lines["2.2"].most, lines["2.2"].scale) == (25, 15, "95%: 15; 80%: 10")
    proofs = {code: lines[code].evidence for code in ("1.2", "1.3", "2.2")}
    assert [(p.code, p.kind) for p in proofs.values() if p] == [
        ("members", Proof.INDICATOR), ("giay-khen-trong-nam", Proof.DOCUMENT), ("tasks_in_time", Proof.QUERY),
    ]  # fmt: skip
    assert made.caps == (Cap(GRADE.bands[0].code, (GRADE.bands[0].code, GRADE.bands[1].code), 15),)
    assert [c.sure for c in made.hard if c.code == "K3"] == [True], "an office's own condition binds"


type Edit = Callable[[Workbook], None]

WRONG: list[tuple[list[Edit], list[tuple[str, int | None, str, str]]]] = [
    (
        [put("Tiêu chí", "1.1", "Điểm tối đa", 9)],
        [("Tiêu chí", 2, "Điểm tối đa", "Các phần của tiêu chí 1 cộng lại được 36 điểm, không phải 35.")],
    ),
    (
        [put("Tiêu chí", "1.1", "Điểm tối đa", 9), put("Tiêu chí", "2.1", "Điểm tối đa", 3)],
        [
            ("Tiêu chí", 2, "Điểm tối đa", "Các phần của tiêu chí 1 cộng lại được 36 điểm, không phải 35."),
            ("Tiêu chí", 7, "Điểm tối đa", "Các phần của tiêu chí 2 cộng lại được 20 điểm, không phải 25."),
        ],
    ),
    (
        [put("Khung điểm", "Tổng điểm", "Nội dung", "120")],
        [("Khung điểm", 12, "Nội dung", "Các tiêu chí cộng lại được 100 điểm, không phải 120.")],
    ),
    (
        [put("Tiêu chí", "2.1", "Điểm tối đa", "tám"), put("Mức", "Tiệm cận", "Từ điểm", "8o")],
        [
            ("Tiêu chí", 8, "Điểm tối đa", "“tám” không đọc được; hãy ghi số nguyên từ 0 đến 1000."),
            ("Mức", 3, "Từ điểm", "“8o” không đọc được; hãy ghi số nguyên, như 90."),
        ],
    ),
    (
        [put("Điều kiện", "K1", "Thiếu thì nhiều nhất", "Đồng")],
        [("Điều kiện", 2, "Thiếu thì nhiều nhất", "Khung không có mức “Đồng”; hãy ghi một mức của trang “Mức”.")],
    ),
    (
        [put("Khung điểm", "Từ ngày", "Nội dung", "sang năm"), put("Khung điểm", "Mã khung", "Nội dung", "Chi bộ")],
        [
            ("Khung điểm", 2, "Nội dung", "“Chi bộ” không đọc được; hãy dùng chữ không dấu, chữ số, gạch ngang, như chi-bo-bon-tot."),
            ("Khung điểm", 9, "Nội dung", "“sang năm” không đọc được; hãy ghi ngày như 01/01/2026."),
        ],
    ),
    ([without("Người chấm")], [("Người chấm", None, "", "Tệp không có trang “Người chấm”, hoặc trang không có dòng nào.")]),
    (
        [put("Khung điểm", "Tên khung", "Nội dung", None)],
        [("Khung điểm", 3, "Nội dung", "Thiếu mục “Tên khung”; hãy ghi ở trang “Khung điểm”.")],
    ),
    (
        [put("Khung điểm", "Điểm, khoản", "Nội dung", "Điều 99")],
        [("Khung điểm", 11, "Nội dung", "Văn bản 21-NQ/TW-2022 không có chỗ “Điều 99” trong danh mục; "
          f"hãy để trống hoặc ghi một trong: {PLACES}.")],
    ),
    (
        [put("Mức", "Tiệm cận", "Tỷ lệ nhiều nhất", "200%"), put("Mức", "Tiệm cận", "Trong số các mức", "Tiệm cận + Vàng")],
        [("Mức", 3, "Trong số các mức", "Tỷ lệ phải nói trong số những mức nào, viết tên các mức cách nhau dấu +.")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "expected"), WRONG)
def test_what_is_wrong_is_told_with_sheet_row_and_column(
    edits: list[Edit], expected: list[tuple[str, int | None, str, str]], tmp_path: Path
) -> None:
    made, _base, findings = _read(edited(BRANCH, tmp_path / "khung.xlsx", *edits))
    told = [(f.sheet, f.row, f.column, f.says) for f in findings if f.refuses]
    assert made is None
    assert set(expected) <= set(told), told
    assert all(f.says and f.value is not None and f.file == "khung.xlsx" for f in findings)


def test_a_proof_that_nothing_counts_is_told_with_those_that_can_be_counted(tmp_path: Path) -> None:
    path = edited(BRANCH, tmp_path / "khung.xlsx", put("Tiêu chí", "3.3", "Cách chứng minh", "tính từ sổ"))
    (found,) = [f for f in _read(path)[2] if f.rule == "KD-01"]
    assert found.says.startswith("Hệ thống không tính được “Kết quả kế hoạch kiểm tra, giám sát” từ sổ;")
    assert "“Sinh hoạt chuyên đề”" in found.says


def _invent(*said: str) -> Edit:
    """Add a step."""
    return lambda book: book["Người chấm"].append(list(said))


def test_an_office_says_whose_a_step_of_its_own_is(tmp_path: Path) -> None:
    made, _base, findings = _read(
        edited(GRADE, tmp_path / "khung.xlsx", _invent("Thẩm tra", "Tổ thẩm tra", "Cấp trên"))
    )
    assert made is not None, findings
    assert made.steps == (*GRADE.steps, Step("tham-tra", "Thẩm tra", "Tổ thẩm tra", Side.SUPERIOR))


def test_a_step_of_its_own_that_does_not_say_so_is_refused_with_what_can_be_written(tmp_path: Path) -> None:
    path = edited(GRADE, tmp_path / "khung.xlsx", _invent("Thẩm tra", "Tổ thẩm tra"))
    made, _base, (found,) = _read(path)
    assert made is None and (found.sheet, found.row, found.column) == ("Người chấm", 6, "Bên chấm")
    assert found.says == (
        "Bước “Thẩm tra” chưa nói là của bên nào; ở cột “Bên chấm” được ghi: bên được chấm, hội nghị, cấp trên, chỉ góp ý."
    )
    other = edited(GRADE, tmp_path / "khac.xlsx", _invent("Thẩm tra", "Tổ thẩm tra", "tỉnh"))
    made, _base, findings = _read(other)
    assert made is None and any("“bên được chấm”, “hội nghị”, “cấp trên”" in each.says for each in findings)


def test_a_workbook_from_before_steps_had_a_side_is_read_by_the_version_that_it_was_made_from(
    tmp_path: Path,
) -> None:
    made, _base, findings = _read(
        edited(GRADE, tmp_path / "khung.xlsx", lambda book: book["Người chấm"].delete_cols(3))
    )
    assert made is not None, findings
    assert made.steps == GRADE.steps


def test_what_is_no_framework_is_said_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "khac.xlsx"
    book = Workbook()
    book.active.append(["Họ và tên", "Ngày sinh"])
    book.save(path)
    made, _base, findings = _read(path)
    assert made is None and any(f.rule == "TEP-KHONG-NHAN-RA" for f in findings)


def test_a_thousand_lines_too_many_cost_little(tmp_path: Path) -> None:
    def lengthen(book: Workbook) -> None:
        for number in range(1_500):
            book["Tiêu chí"].append([f"9.{number}", "thừa", "1", "thừa"])

    made, _base, findings = _read(edited(BRANCH, tmp_path / "khung.xlsx", lengthen))
    assert made is None and any("quá 1000 dòng" in f.says for f in findings)
