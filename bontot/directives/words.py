"""Words of this chapter that are stored by a key and read in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bontot.ledger.traces import Column

KINDS = {
    "directive": _("Chỉ thị"),
    "resolution": _("Nghị quyết"),
    "conclusion": _("Kết luận"),
    "plan": _("Kế hoạch"),
}
MEASURES = {
    "done": _("Làm hay chưa làm"),
    "amount": _("Một con số tự báo cáo"),
    "indicator": _("Một chỉ tiêu của hệ thống"),
    "meetings": _("Số buổi sinh hoạt đã duyệt biên bản"),
}
COUNTED = frozenset({"indicator", "meetings"})
"""Measures whose result the system counts itself."""
MEETINGS = {"regular": _("sinh hoạt thường kỳ"), "thematic": _("sinh hoạt chuyên đề")}
STATES = {
    "given": _("Mới được giao"),
    "concrete": _("Đã cụ thể hóa"),
    "dropped": _("Đã rút"),
}
REPLIES = {
    "sent": _("Đã báo cáo"),
    "accepted": _("Cấp trên đã công nhận báo cáo"),
    "returned": _("Cấp trên trả lại"),
}
EVIDENCE = {
    "none": _("Chưa có minh chứng"),
    "paper": _("Văn bản, hồ sơ"),
    "decision": _("Quyết định trong sổ (ghi số thứ tự)"),
    "meeting": _("Buổi sinh hoạt (ghi số của buổi họp)"),
    "indicator": _("Chỉ tiêu của hệ thống (ghi mã)"),
}
STATUSES = {
    "in_time": _("Đã làm, đúng hạn"),
    "late": _("Đã làm, chậm"),
    "overdue": _("Quá hạn, chưa đạt"),
    "waiting": _("Chưa đến hạn"),
    "ended": _("Tổ chức đã kết thúc"),
    "dropped": _("Đã rút"),
}
"""What has become of a commitment, as seen on a day."""
TONES = {"in_time": "good", "late": "attention", "overdue": "bad"}
LISTS = {
    "all": _("Cam kết"),
    **{key: STATUSES[key] for key in ("in_time", "late", "overdue", "waiting")},
    "concrete": _("Đã cụ thể hóa"),
    "given": _("Chưa cụ thể hóa"),
    "told": _("Đã báo cáo"),
    "silent": _("Chưa báo cáo"),
    "sent": _("Đã báo cáo, chờ công nhận"),
    "accepted": _("Cấp trên đã công nhận báo cáo"),
    "returned": _("Bị trả lại"),
    "dropped": STATUSES["dropped"],
    "ended": STATUSES["ended"],
}
"""What commitments may be counted and listed by."""
GROUPS = ("overdue", "late", "in_time", "waiting", "dropped", "ended")
"""In the order in which somebody should look at them."""
TILES = ("all", "in_time", "late", "overdue", "waiting")
ASIDE = ("given", "silent", "sent", "accepted", "returned")
"""What stands first, and what is told beside it where there is any."""
DEEDS = {
    "register": _("Đăng ký văn bản"),
    "commit": _("Ghi cam kết"),
    "concrete": _("Cụ thể hóa"),
    "cascade": _("Giao xuống dưới"),
    "reply": _("Báo cáo kết quả"),
    "judge": _("Công nhận hoặc trả lại"),
    "drop": _("Rút cam kết"),
    "import": _("Nhập từ bảng tính"),
}
TOLD = {
    "number": Column(_("Số, ký hiệu")),
    "title": Column(_("Trích yếu")),
    "first": Column(_("Từ ngày")),
    "last": Column(_("Đến ngày")),
    "says": Column(_("Cam kết")),
    "state": Column(_("Trạng thái"), STATES | REPLIES),
    "given": Column(_("Số tổ chức được giao")),
    "deadline": Column(_("Hạn")),
    "deep": Column(_("Giao xuống mọi cấp")),
    "reply": Column(_("Báo cáo")),
    "accepted": Column(_("Số báo cáo được công nhận")),
    "reason": Column(_("Lý do")),
    "below": Column(_("Cam kết bên dưới cùng rút")),
    "lines": Column(_("Số dòng")),
    "file": Column(_("Tệp")),
}
"""What a trail may tell of a paper or a commitment."""
