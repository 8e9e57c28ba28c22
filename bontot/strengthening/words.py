"""Words of this chapter that are stored by a key and read in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

STATES = {
    "none": _("Không có căn cứ"),
    "grounds": _("Có căn cứ, chờ xem xét"),
    "aside": _("Căn cứ đã được gác"),
    "listed": _("Trong danh sách cần củng cố"),
}
"""How an organisation stands on a day."""
OUTCOMES = {"listed": _("Đưa vào danh sách"), "aside": _("Gác căn cứ")}
ENDINGS = {
    "left": _("Đưa ra khỏi danh sách"),
    "followed": _("Chuyển sang tổ chức kế thừa"),
    "closed": _("Khép hồ sơ"),
}
STEP_STATES = {"open": _("Đang làm"), "done": _("Đã xong"), "dropped": _("Thôi không làm")}
WAYS = {
    "visit": _("Xuống tận nơi"),
    "meeting": _("Dự sinh hoạt"),
    "talk": _("Làm việc với cấp ủy"),
    "report": _("Nghe báo cáo"),
}
DEEDS = {
    "confirm": _("Đưa vào danh sách"),
    "aside": _("Gác căn cứ"),
    "leave": _("Đưa ra khỏi danh sách"),
    "follow": _("Chuyển sang tổ chức kế thừa"),
    "close": _("Khép hồ sơ"),
    "plan": _("Lập, sửa kế hoạch"),
    "extend": _("Gia hạn kế hoạch"),
    "step": _("Ghi, sửa biện pháp"),
    "result": _("Ghi kết quả biện pháp"),
    "visit": _("Ghi lần theo dõi"),
}
