"""Writing sheets: Excel workbooks while a sheet can hold the rows, comma-separated files beyond."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import xlsxwriter

from bontot.demo import words

EXCEL_ROWS = 1_048_575
"""Rows of a sheet below its header."""
_EXCEL_DAYS = date(1900, 3, 1).toordinal() - 61
"""Excel counts days from here (it believes in 29 February 1900)."""
MADE = datetime(2024, 12, 31)
"""The same in every run, so that equal contents are equal bytes."""

Cell = str | int | None
"""Text, a day as an ordinal, or nothing."""

SHEETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "to-chuc-dang": (
        "Tổ chức đảng",
        ("Mã tổ chức", "Tên tổ chức", "Loại tổ chức", "Mã cấp trên", "Ngày thành lập", "Loại hình cơ sở", "Địa bàn",
         "Ngày kết thúc"),
    ),
    "dang-vien": (
        "Đảng viên",
        ("Họ và tên", "Giới tính", "Ngày sinh", "Mã chi bộ", "Ngày vào Đảng", "Số CCCD", "Số thẻ đảng viên",
         "Mã đảng viên", "Ngày sinh theo CCCD", "Ngày quyết định kết nạp", "Ngày chính thức", "Ngày về chi bộ",
         "Dân tộc", "Tôn giáo", "Quê quán", "Nơi ở hiện nay", "Nghề nghiệp", "Đối tượng", "Trình độ phổ thông",
         "Trình độ chuyên môn", "Lý luận chính trị", "Miễn sinh hoạt từ ngày", "Ngày ra khỏi Đảng",
         "Lý do ra khỏi Đảng"),
    ),
    "noi-sinh-hoat": ("Nơi sinh hoạt", ("Mã người", "Mã chi bộ", "Từ ngày", "Đến ngày", "Hình thức")),
    "chuc-vu": (
        "Chức vụ",
        ("Họ và tên", "Chức danh", "Từ ngày", "Mã người", "Mã tổ chức", "Đơn vị", "Loại đơn vị", "Đến ngày",
         "Nhiệm kỳ"),
    ),
    "boi-duong": (
        "Bồi dưỡng",
        ("Mã lớp", "Loại lớp", "Từ ngày", "Mã người", "Tên lớp", "Đến ngày", "Kết quả", "Số giấy chứng nhận"),
    ),
    "ky-luat": (
        "Kỷ luật",
        ("Mã người", "Hình thức", "Ngày quyết định", "Nội dung", "Cơ quan quyết định", "Ngày công bố"),
    ),
    "ky-luat-to-chuc": (
        "Kỷ luật tổ chức", ("Mã tổ chức", "Hình thức", "Ngày quyết định", "Nội dung", "Cơ quan quyết định"),
    ),
    "xep-loai": ("Xếp loại", ("Mã tổ chức", "Năm", "Xếp loại", "Ngày quyết định")),
    "xep-loai-dang-vien": ("Xếp loại đảng viên", ("Mã người", "Năm", "Xếp loại", "Ngày quyết định")),
    "cong-nhan": ("Công nhận", ("Mã tổ chức", "Danh hiệu", "Năm", "Ngày quyết định")),
}  # fmt: skip
"""File name, sheet name and columns; the places of members stand as a second sheet in the members' workbook."""
TOGETHER = {
    "noi-sinh-hoat": "dang-vien",
    "ky-luat-to-chuc": "ky-luat",
    "xep-loai-dang-vien": "xep-loai",
    "cong-nhan": "xep-loai",
}


class Sheet(Protocol):
    """Takes rows one by one."""

    def add(self, row: Sequence[Cell]) -> None: ...


class Books:
    """All files of a province, open at once. Use as a context manager; `paths` are complete after it."""

    def __init__(self, out: Path, plain: bool) -> None:
        self.paths: list[Path] = []
        self._close: list[Any] = []
        self._sheets: dict[str, Sheet] = {}
        books: dict[str, Any] = {}
        for key, (title, columns) in SHEETS.items():
            if plain:
                self._sheets[key] = self._file(out / f"{key}.csv")
            else:
                home = TOGETHER.get(key, key)
                if home not in books:
                    books[home] = self._book(out / f"{home}.xlsx")
                self._sheets[key] = ExcelSheet(books[home], title)
            self._sheets[key].add(columns)

    def __enter__(self) -> Books:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for book in self._close:
            book.close()

    def add(self, sheet: str, row: Sequence[Cell]) -> None:
        self._sheets[sheet].add(row)

    def _book(self, path: Path) -> Any:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
        book.set_properties({"title": words.DEMONSTRATION, "created": MADE})
        self.paths.append(path)
        self._close.append(book)
        return book

    def _file(self, path: Path) -> Sheet:
        file = path.open("w", encoding="utf-8-sig", newline="")
        self.paths.append(path)
        self._close.append(file)
        return _PlainSheet(csv.writer(file, lineterminator="\n"))


class ExcelSheet:
    """A sheet of a workbook, written line by line; the first line is its header."""

    def __init__(self, book: Any, title: str) -> None:
        self._sheet, self._row = book.add_worksheet(title), 0
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, 30, 16)
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._bold = book.add_format({"bold": True})

    def add(self, row: Sequence[Cell]) -> None:
        """Write the next line."""
        text, number, line = self._sheet.write_string, self._sheet.write_number, self._row
        for column, value in enumerate(row):
            if not value:
                continue
            if isinstance(value, str):
                text(line, column, value, self._bold if line == 0 else None)
            else:
                number(line, column, value - _EXCEL_DAYS, self._day)
        self._row += 1


class _PlainSheet:
    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def add(self, row: Sequence[Cell]) -> None:
        self._writer.writerow(
            [
                f"{date.fromordinal(value):%d/%m/%Y}" if isinstance(value, int) and value else value or ""
                for value in row
            ]
        )
