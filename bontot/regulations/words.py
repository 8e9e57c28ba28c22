"""Words of this chapter that are stored by a key and read in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

STATES = {"draft": _("Dự thảo"), "in_force": _("Đang thi hành"), "replaced": _("Đã được thay")}
EVERY = {
    "week": _("Hằng tuần"),
    "month": _("Hằng tháng"),
    "quarter": _("Hằng quý"),
    "half": _("Sáu tháng"),
    "year": _("Hằng năm"),
    "once": _("Một lần"),
}
WEEKDAYS = (
    _("thứ hai"), _("thứ ba"), _("thứ tư"), _("thứ năm"), _("thứ sáu"), _("thứ bảy"), _("chủ nhật"),
)  # fmt: skip
COMMITTEE = "committee"
"""`who` of a duty of all together; otherwise the title of a post, or blank where an assignment says it."""
WHO = {
    COMMITTEE: _("tập thể cấp ủy"),
    "bí thư": _("bí thư"),
    "phó bí thư": _("phó bí thư"),
    "chi ủy viên": _("chi ủy viên"),
    "ủy viên ban chấp hành": _("ủy viên ban chấp hành"),
    "ủy viên ban thường vụ": _("ủy viên ban thường vụ"),
}
PROOFS = {
    "regular": _("sổ sinh hoạt: kỳ thường kỳ đã họp"),
    "thematic": _("sổ sinh hoạt: kỳ chuyên đề đã họp"),
    "committee": _("sổ sinh hoạt: cấp ủy đã họp"),
    "minutes": _("sổ sinh hoạt: biên bản đã gửi cấp trên"),
    "grade": _("sổ quyết định: tổ chức đã được xếp loại năm trước"),
    "report": _("báo cáo đã gửi"),
    "paper": _("văn bản đã ban hành"),
    "statement": _("người phụ trách ghi nhận"),
}
FROM_RECORDS = frozenset({"regular", "thematic", "committee", "minutes", "grade"})
"""What is settled from the records, without anybody's press."""
HOW = {
    "open": _("Chưa làm"),
    "done": _("Đúng hạn"),
    "late": _("Chậm"),
    "missed": _("Bỏ lỡ"),
    "lapsed": _("Không còn áp dụng"),
}
TONES = {"open": "plain", "done": "good", "late": "attention", "missed": "bad", "lapsed": "plain"}
DEEDS = {
    "draft": _("Lập, sửa dự thảo"),
    "adopt": _("Thông qua"),
    "review": _("Rà soát"),
    "assign": _("Phân công"),
    "do": _("Ghi đã làm"),
    "undo": _("Bỏ ghi đã làm"),
    "check": _("Cấp trên kiểm tra"),
    "settle": _("Chốt từ sổ"),
    "load": _("Nạp sổ"),
}
