"""What cannot be answered, each with a sentence for the person who asked."""

from __future__ import annotations

from datetime import date


class Unanswerable(ValueError):
    """A question that has no answer."""


class UnknownForm(Unanswerable):
    def __init__(self, code: str) -> None:
        super().__init__(f"Không có biểu thống kê nào mang mã “{code}”.")


class UnknownIndicator(Unanswerable):
    def __init__(self, code: str) -> None:
        super().__init__(f"Không có chỉ tiêu nào mang mã “{code}”.")


class UnknownOrganisation(Unanswerable):
    def __init__(self, code: str) -> None:
        super().__init__(f"Không có tổ chức đảng nào mang mã “{code}”.")


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
    def __init__(self, form: str, row: str, column: str) -> None:
        super().__init__(f"Biểu {form} không có ô nào ở dòng “{row}”, cột “{column}”.")


class NoList(Unanswerable):
    def __init__(self, form: str, row: str, column: str) -> None:
        super().__init__(
            f"Ô dòng “{row}”, cột “{column}” của biểu {form} được tính từ các ô khác nên không có danh sách riêng."
        )


class UnknownPosition(Unanswerable):
    def __init__(self, position: int) -> None:
        super().__init__(f"Sổ quyết định chưa có số thứ tự {position}.")
