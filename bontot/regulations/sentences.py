"""What may be said about the books of regulations while they are loaded; all of it refuses."""

from __future__ import annotations

BOOKS = {
    "SQ-01": "Tệp không đọc được, hoặc không phải sổ quy chế, sổ phân công, sổ việc theo quy chế.",
    "SQ-02": "Ngày không đọc được, chưa đến, hoặc không theo thứ tự.",
    "SQ-03": "Tổ chức đã có quy chế đang thi hành, trong hệ thống hoặc ở dòng khác.",
    "SQ-04": "Không có tổ chức, người hoặc mẫu mang mã ấy, hoặc tổ chức không hoạt động vào ngày ấy.",
    "SQ-05": "Phân công hoặc việc đã làm không có quy chế, hoặc việc không có hạn vào ngày ấy.",
}
