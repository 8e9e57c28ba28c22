"""What a plan is checked for on its day: each check one sentence, one source, one small function over both sides.

They are rules like any other, judged by the law of the plan's day. Most at most warn: life undercuts minima every day, and
a plan may be right all the same. What acts may not do, their own rules refuse.
"""

from __future__ import annotations

from bontot.kernel.finding import Severity
from bontot.law.rules import Problems, Rule
from bontot.law.sources import cite
from bontot.reforms import checking_people as people
from bontot.reforms import checking_tree as tree

HOUSE = ("HOUSE", "")


def _check(
    code: str, says: str, source: tuple[str, str], problems: Problems, most: Severity = Severity.WARNING
) -> Rule:
    return Rule(code=code, says=says, because=cite(*source), problems=problems, at_most=most)


CHECKS = (
    _check("KT-CAN-DOI", "Số đảng viên trước và sau sắp xếp cân đối.", HOUSE, people.balanced, Severity.REFUSAL),
    _check("KT-PHAN-BO", "Mọi đảng viên của tổ chức kết thúc đều có nơi sinh hoạt mới.", HOUSE, people.allocated,
           Severity.REFUSAL),
    _check("KT-CAP-TREN", "Mỗi tổ chức có cấp trên đang hoạt động.", HOUSE, tree.superiors, Severity.REFUSAL),
    _check("KT-LOAI", "Chỉ còn những loại tổ chức mà Điều lệ có vào ngày ấy.", ("DL-2011", "Điều 10"), tree.kind_in_use),
    _check("KT-DUOI-LOAI", "Mỗi loại tổ chức đứng dưới loại cấp trên mà Điều lệ quy định.", ("DL-2011", "Điều 10"),
           tree.kind_under),
    _check("KT-IT-NGUOI", "Chi bộ có đủ đảng viên chính thức.", ("DL-2011", "Điều 24 khoản 1"), people.large_enough),
    _check("KT-DONG-NGUOI", "Chi bộ trực thuộc đông thì cấp trên phải đồng ý.", ("DL-2011", "Điều 21"),
           people.not_too_large),
    _check("KT-DANG-BO", "Đủ đảng viên thì lập đảng bộ cơ sở, chưa đủ thì lập chi bộ cơ sở.", ("DL-2011", "Điều 21"),
           people.rightly_a_committee),
    _check("KT-CAP-UY-XA", "Cấp ủy xã, phường không quá số lượng.", ("45-CT/TW-2025", "Số lượng cấp ủy cấp xã"),
           people.commune_committees),
    _check("KT-CHI-UY", "Chi ủy, đảng ủy bộ phận không quá số lượng.", ("294-QĐ/TW-2025", "Điểm 23.2"),
           people.small_committees),
    _check("KT-HAI-BI-THU", "Mỗi tổ chức chỉ có một bí thư.", HOUSE, people.one_secretary),
    _check("KT-BI-THU", "Mỗi tổ chức có bí thư.", HOUSE, people.has_secretary),
    _check("KT-TRUNG-TEN", "Các tổ chức cùng cấp trên có tên khác nhau.", HOUSE, tree.names_differ),
)  # fmt: skip
"""All checks of the two sides, in the order in which they are told."""
