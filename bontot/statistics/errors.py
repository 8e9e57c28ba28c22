"""What cannot be answered, each with a sentence for the person who asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bontot.kernel.near import either, meant, nearest


class Unanswerable(ValueError):
    """A question that has no answer."""


class UnknownForm(Unanswerable):
    def __init__(self, code: str, known: Collection[str] = ()) -> None:
        super().__init__(f"Không có biểu thống kê nào mang mã “{code}”.{meant(nearest(code, known))}")


class UnknownIndicator(Unanswerable):
    def __init__(self, code: str, known: Collection[str] = ()) -> None:
        super().__init__(f"Không có chỉ tiêu nào mang mã “{code}”.{meant(nearest(code, known))}")


class UnknownOrganisation(Unanswerable):
    def __init__(self, code: str, guess: str = "") -> None:
        super().__init__(f"Không có tổ chức đảng nào mang mã “{code}”.{guess}")


class NotThere(Unanswerable):
    def __init__(self, code: str, on: date) -> None:
        super().__init__(f"Tổ chức “{code}” chưa có hoặc không còn vào ngày {on:%d/%m/%Y}.")


class WrongPeriod(Unanswerable):
    def __init__(self, since: date, on: date) -> None:
        super().__init__(f"Kỳ báo cáo phải bắt đầu trước khi kết thúc: {since:%d/%m/%Y} đến {on:%d/%m/%Y}.")


class EndOfTime(Unanswerable):
    def __init__(self) -> None:
        super().__init__("Ngày 31/12/9999 nghĩa là “chưa kết thúc”, không phải một ngày để hỏi số liệu.")


class UnknownCell(Unanswerable):
    def __init__(
        self, form: str, row: str, column: str, rows: Collection[str] = (), columns: Collection[str] = ()
    ) -> None:
        near = [
            f"{called} {said}"
            for called, code, known in (("dòng", row, rows), ("cột", column, columns))
            if code not in known and (said := either(nearest(code, known)))
        ]
        guess = f" Có phải {', '.join(near)}?" if near else ""
        super().__init__(f"Biểu {form} không có ô nào ở dòng “{row}”, cột “{column}”.{guess}")


class NoList(Unanswerable):
    def __init__(self, form: str, row: str, column: str) -> None:
        super().__init__(
            f"Ô dòng “{row}”, cột “{column}” của biểu {form} được tính từ các ô khác nên không có danh sách riêng."
        )


class UnknownPosition(Unanswerable):
    def __init__(self, position: int) -> None:
        super().__init__(f"Sổ quyết định chưa có số thứ tự {position}.")
