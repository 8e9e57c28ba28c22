"""Words of this chapter that are stored by a key and read in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bontot.ledger.traces import Column

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
    "conclude": _("Thông qua kết luận, nghị quyết: quá nửa"),
    "admit": _("Đề nghị kết nạp"),
    "confirm": _("Đề nghị công nhận chính thức"),
    "strike_off": _("Đề nghị xóa tên"),
    "expel": _("Đề nghị khai trừ"),
}
CONCLUDING = _("Thông qua kết luận của buổi họp")
"""The motion that is proposed for every meeting: by it the meeting makes its conclusions a resolution."""
BY_MAJORITY = frozenset({"ordinary", "conclude"})
"""Matters on which a meeting decides by more than half."""
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
TOLD = {
    "day": Column(_("Ngày họp")),
    "begins": Column(_("Giờ bắt đầu")),
    "place": Column(_("Địa điểm")),
    "kind": Column(_("Loại buổi họp"), KINDS),
    "subject": Column(_("Chuyên đề")),
    "agenda": Column(_("Chương trình")),
    "invited_at": Column(_("Mời lúc")),
    "handout": Column(_("Tài liệu")),
    "version": Column(_("Bản thứ")),
    "bytes": Column(_("Số byte")),
    "digest": Column(_("Mã kiểm tra (SHA-256)")),
    "address": Column(_("Đường dẫn")),
    "note": Column(_("Ý kiến")),
    "person": Column(_("Người phát biểu")),
    "contact": Column(_("Người được liên hệ")),
    "way": Column(_("Cách liên hệ"), WAYS),
    "motion": Column(_("Nội dung biểu quyết")),
    "about": Column(_("Loại việc"), MATTERS),
    "in_favour": Column(_("Tán thành")),
    "against": Column(_("Không tán thành")),
    "abstained": Column(_("Ý kiến khác")),
    "conclusions": Column(_("Kết luận")),
    "ended": Column(_("Kết thúc lúc")),
    "task": Column(_("Nhiệm vụ")),
    "deadline": Column(_("Hạn")),
    "state": Column(_("Trạng thái"), TASK_STATES | STATES),
    "sent_at": Column(_("Gửi lúc")),
    "text": Column(_("Nội dung bổ sung")),
    "until": Column(_("Giữ trên máy đến")),
    "phone": Column(_("Ghi trên máy mang theo")),
    "reason": Column(_("Lý do")),
    **{key: Column(label) for key, label in (PAPERS | STEPS).items()},
}
"""What a trail may tell of a meeting. The columns of attendance are the codes of people."""
