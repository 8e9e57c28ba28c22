"""What may be said about the workbook of a framework."""

from __future__ import annotations

FRAMEWORK_BOOKS = {
    "KD-01": "Ô không đọc được như cột yêu cầu.",
    "KD-02": "Thiếu trang, thiếu mục hoặc có mục hai lần.",
    "KD-03": "Khung không hợp lẽ: điểm không cộng đủ, mã không có nơi thuộc về, mức sai thứ tự.",
    "KD-04": "Khung của tổ chức khác, hoặc khung chung mà chỉ cấp tỉnh sửa.",
    "KD-05": "Người khác đã lưu bản mới hơn bản mà tệp sửa từ đó.",
    "KD-06": "Tệp không khác gì bản đang có.",
    "KD-07": "Bản mới bắt đầu trước một bản đã có.",
}
"""The first four refuse, the rest warns or hints."""
