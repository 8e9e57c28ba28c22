"""What may be said about the books of meetings while they are loaded; all of it refuses."""

from __future__ import annotations

BOOKS = {
    "SS-01": "Tệp không đọc được, hoặc không phải sổ sinh hoạt, sổ điểm danh, sổ nhiệm vụ.",
    "SS-02": "Ngày, giờ, kỳ, loại hoặc cột không đọc được.",
    "SS-03": "Buổi họp đã có.",
    "SS-04": "Không có chi bộ mang mã ấy.",
    "SS-05": "Điểm danh hoặc nhiệm vụ không có buổi họp.",
    "SS-06": "Ký hiệu điểm danh không có; chỉ có x, m, p, k.",
    "SS-07": "Người được điểm danh không có trong danh sách của ngày họp.",
    "SS-08": "Điểm không khớp khung điểm của ngày họp.",
}
