"""Every sentence that a plan can be told about its own lines: its code, its words, how strong it is.

What the acts of a plan may not do is said by their rules, when the plan is checked; here is what a plan contradicts in
itself, or says of what nobody knows.
"""

from __future__ import annotations

from typing import Any

from bontot.exchange.sentences import Sentence
from bontot.kernel.finding import Finding, Severity
from bontot.ledger.saying import HOUSE
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import HEADERS, OF_SHEET

_HINT, _WARNING = Severity.HINT, Severity.WARNING

SENTENCES = {
    sentence.code: sentence
    for sentence in (
        Sentence("PA-HAI-DONG", "“{value}” đã có ở dòng {row} của trang này; hãy chỉ giữ một dòng."),
        Sentence("PA-MA-LA", "Không có tổ chức mang mã “{value}” ở {top} vào ngày {day}; hãy kiểm tra lại mã.{guess}"),
        Sentence("PA-MA-DA-CO", "Mã “{value}” đã dùng cho một tổ chức khác; mã không bao giờ được dùng lại."),
        Sentence("PA-THIEU", "Cách “{way}” cần ghi “{column}”."),
        Sentence("PA-KHONG-DUNG", "Cách “{way}” không dùng “{column}”; nội dung ô này được bỏ qua.", _WARNING),
        Sentence("PA-KHONG-DOI", "Dòng “điều chỉnh” này không thay đổi gì so với sổ.", _WARNING),
        Sentence("PA-CHINH-NO", "Mã liên quan là chính tổ chức này."),
        Sentence("PA-NOI-NHAN", "{name} cũng kết thúc theo phương án này (“{way}”, dòng {row}) nên không nhận được."),
        Sentence("PA-CAP-TREN", "Cấp trên {name} kết thúc theo phương án này (“{way}”, dòng {row})."),
        Sentence("PA-VONG", "{name} được đặt dưới chính nó hoặc cấp dưới của nó."),
        Sentence("PA-HOP-NHAT", "Hợp nhất cần một tổ chức mới: “{value}” chưa có dòng “lập mới”."),
        Sentence("PA-HOP-NHAT-MOT", "Chỉ có một tổ chức hợp nhất thành {name}; cần ít nhất hai. Nếu chỉ đổi tên hoặc đổi loại, hãy "
                 "dùng “điều chỉnh” và bỏ dòng lập mới."),
        Sentence("PA-SAP-NHAP", "Sáp nhập cần một tổ chức đang có: “{value}” là tổ chức lập mới; có phải là “hợp nhất”?"),
        Sentence("PA-CHIA", "{name} được chia nhưng có {count} tổ chức mới ghi mã liên quan là nó; cần ít nhất hai."),
        Sentence("PA-TACH", "“{value}” không đi tiếp sau khi tách; nếu nó kết thúc, hãy dùng “chia” và “lập mới”."),
        Sentence("PA-NGUOI-LA", "Không có đảng viên mang mã “{value}” ở {top} vào ngày {day}."),
        Sentence("PA-NGUOI-TRONG", "Dòng này chưa ghi ai: hãy ghi mã người, hoặc họ và tên của người không phải đảng viên."),
        Sentence("PA-CHUC-VU-O-DAU", "Chức vụ này chưa ghi ở đâu: hãy ghi mã tổ chức hoặc đơn vị."),
        Sentence("PA-TROI", "Sổ đã đổi từ khi lập dòng này: {what} khi ấy là “{then}”, nay là “{now}”. Hãy xem lại dòng này, rồi "
                 "xác nhận theo sổ hiện nay hoặc sửa phương án."),
        Sentence("PA-TROI-SO", "Từ khi lập dòng này, số đảng viên ở {name} đã đổi từ {then} thành {now}.", _HINT),
        Sentence("PA-PHUONG-AN-KHAC", "“{value}” cũng có trong phương án {plan}, ngày {day}, {state}. Thực hiện phương án này "
                 "trước thì phương án kia phải xem lại, và ngược lại; hãy thống nhất hai phương án.", _WARNING),
        Sentence("PA-DAI", "{column}: dài {count} ký tự, nhiều nhất là {most}; hãy ghi ngắn gọn hơn."),
    )
}  # fmt: skip


def finding(code: str, line: Planned, column: str = "", **filled: Any) -> Finding:
    """The sentence `code` about a field of a line."""
    sentence = SENTENCES[code]
    header = HEADERS[line.sheet].get(column, "")
    value = line.says(column) if column else ""
    says = sentence.says.format_map({"value": value, "column": header, "guess": ""} | filled)
    sheet = OF_SHEET[line.sheet].sheet
    return Finding(code, says, sentence.severity, HOUSE, line.file, sheet, line.row, header, value[:200])
