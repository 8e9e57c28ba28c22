"""Words of this chapter that are stored by a key and read in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

KINDS = {
    "regular": _("Sinh hoạt thường kỳ"),
    "thematic": _("Sinh hoạt chuyên đề"),
    "extraordinary": _("Sinh hoạt bất thường"),
    "committee": _("Họp cấp ủy"),
}
STATES = {
    "planned": _("Đang chuẩn bị"),
    "invited": _("Đã mời"),
    "held": _("Đã họp, chưa có biên bản"),
    "approved": _("Đã duyệt biên bản"),
    "dropped": _("Không họp"),
}
PRESENCES = {
    "present": _("Có mặt"),
    "late": _("Đến muộn"),
    "excused": _("Vắng có phép"),
    "absent": _("Vắng không phép"),
}
HERE = frozenset({"present", "late"})
"""Who was in the room."""
REASONS = {
    "": _("không ghi"),
    "sick": _("ốm đau"),
    "work": _("bận việc cơ quan"),
    "family": _("việc gia đình"),
    "away": _("đi xa"),
    "duty": _("làm nhiệm vụ đặc biệt"),
    "other": _("lý do khác"),
}
MATTERS = {
    "ordinary": _("Việc thường: quá nửa"),
    "admit": _("Đề nghị kết nạp"),
    "confirm": _("Đề nghị công nhận chính thức"),
    "strike_off": _("Đề nghị xóa tên"),
    "expel": _("Đề nghị khai trừ"),
}
PROPOSING = frozenset({"admit", "confirm", "strike_off", "expel"})
"""Matters that a branch proposes by two thirds."""
METHODS = {"card": _("Giơ thẻ"), "hand": _("Giơ tay"), "secret": _("Bỏ phiếu kín")}
TASK_STATES = {
    "open": _("Đang làm"),
    "done": _("Đã xong"),
    "carried": _("Chuyển sang kỳ sau"),
    "dropped": _("Thôi không làm"),
}
PAPERS = {"minutes": _("Biên bản"), "resolution": _("Nghị quyết")}
WAYS = {"call": _("Gọi điện thoại"), "visit": _("Đến thăm"), "message": _("Nhắn tin")}
STEPS = {"self": _("Tự chấm"), "branch": _("Chi bộ biểu quyết"), "superior": _("Cấp trên xác nhận")}
BANDS = {"good": _("Tốt"), "fair": _("Khá"), "average": _("Trung bình"), "poor": _("Kém")}
DEEDS = {
    "plan": _("Lập, đổi lịch"),
    "agenda": _("Sửa chương trình"),
    "invite": _("Mời họp"),
    "attend": _("Điểm danh"),
    "proceed": _("Ghi diễn biến"),
    "vote": _("Ghi biểu quyết"),
    "task": _("Giao, sửa nhiệm vụ"),
    "text": _("Sửa văn bản"),
    "approve": _("Duyệt biên bản"),
    "send": _("Gửi cấp trên"),
    "score": _("Chấm điểm"),
    "addendum": _("Bổ sung"),
    "carry": _("Mang theo máy"),
    "handout": _("Gửi, thay, gỡ tài liệu"),
}
REPLACED = {
    "attend": _("Điểm danh"),
    "vote": _("Biểu quyết"),
    "conclude": _("Kết luận"),
    "end": _("Kết thúc"),
    "report": _("Kết quả nhiệm vụ"),
}
"""What an entry of a telephone's log replaces."""
OUTCOMES = {
    "applied": _("Đã ghi"),
    "conflict": _("Hai bên ghi khác nhau"),
    "refused": _("Chưa ghi được"),
    "replaced": _("Máy đã ghi lại"),
    "yielded": _("Giữ bản đang lưu"),
}
"""What became of an entry of a telephone's log."""
