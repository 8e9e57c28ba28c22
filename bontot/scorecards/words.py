"""Words of this chapter that are stored by a key and read in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bontot.ledger.traces import Column

TARGETS = {
    "branches": _("Các chi bộ"),
    "grassroots": _("Các đảng bộ cơ sở"),
}
STATES = {
    "open": _("Chưa đăng ký"),
    "registered": _("Đã đăng ký"),
    "returned": _("Bị trả lại"),
    "self": _("Đã tự chấm"),
    "voted": _("Đã biểu quyết"),
    "appraised": _("Đã thẩm định"),
    "recognised": _("Được công nhận"),
    "refused": _("Không được công nhận"),
}
"""In the order of the steps; the last two are frozen."""
FROZEN = frozenset({"recognised", "refused"})
DEEDS = {
    "campaign": _("Lập đợt chấm điểm"),
    "fill": _("Tính minh chứng từ sổ"),
    "register": _("Đăng ký"),
    "score": _("Tự chấm"),
    "vote": _("Ghi biểu quyết"),
    "appraise": _("Thẩm định"),
    "return": _("Trả lại"),
    "recognise": _("Công nhận"),
    "refuse": _("Không công nhận"),
    "dispute": _("Kiến nghị xem lại"),
    "revoked": _("Quyết định công nhận đã thu hồi"),
}
WHAT = {
    "in_time": _("Họp đúng hạn"),
    "late": _("Muộn"),
    "missed": _("Không họp"),
    "thematic": _("Có sinh hoạt chuyên đề"),
    "no_thematic": _("Không có sinh hoạt chuyên đề"),
    "present": _("Có mặt"),
    "excused": _("Vắng có phép"),
    "absent": _("Vắng không phép"),
    "unmarked": _("Chưa điểm danh"),
    "good": _("Tốt"),
    "fair": _("Khá"),
    "average": _("Trung bình"),
    "poor": _("Kém"),
    "open": _("Đang làm"),
    "done": _("Đã xong"),
    "carried": _("Chuyển sang kỳ sau"),
    "dropped": _("Thôi không làm"),
    "admit": _("Kết nạp"),
    "target": _("Chỉ tiêu năm"),
    "reached": _("Đạt"),
    "not_reached": _("Chưa đạt"),
    "in_force": _("Đang có hiệu lực"),
    "concrete": _("Đã cụ thể hóa"),
    "not_concrete": _("Chưa cụ thể hóa"),
    "kept": _("Đã thực hiện"),
    "not_kept": _("Chưa thực hiện"),
    "recognised": _("Được công nhận"),
    "not_recognised": _("Chưa được công nhận"),
}
"""What a line of the list behind a figure says."""
TOLD = {
    "title": Column(_("Tên đợt")),
    "cards": Column(_("Số phiếu")),
    "new": Column(_("Phiếu mới")),
    "state": Column(_("Trạng thái"), STATES),
    "total": Column(_("Tổng điểm thẩm định")),
    "said": Column(_("Thẩm định")),
    "reason": Column(_("Lý do")),
    "day": Column(_("Ngày biểu quyết")),
    "base": Column(_("Số người được biểu quyết")),
    "in_favour": Column(_("Tán thành")),
    "against": Column(_("Không tán thành")),
    "passed": Column(_("Được thông qua")),
    "position": Column(_("Quyết định thứ")),
    "version": Column(_("Bản thứ")),
}
"""What a trail may tell of a card. The other columns are the codes of criteria."""
