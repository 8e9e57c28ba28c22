"""What is spoken of at the invented meetings, and which committees meet."""

from __future__ import annotations

from bontot.demo.company import Company
from bontot.demo.person import Person
from bontot.demo.plan import COMMITTEE, DEPUTY, SECRETARY

SUBJECTS = (
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh: nêu gương của người đứng đầu",
    "Phát triển đảng viên trong công nhân và ở thôn, tổ dân phố",
    "Giữ gìn đoàn kết, kỷ luật trong chi bộ",
    "Chuyển đổi số: dùng sổ tay đảng viên điện tử",
    "Xây dựng nông thôn mới, đô thị văn minh",
)
TASKS = (
    "Vận động nhân dân hiến đất mở đường ngõ", "Rà soát, bồi dưỡng quần chúng ưu tú", "Thu, nộp đảng phí đúng hạn",
    "Thăm đảng viên tuổi cao, ốm đau", "Tuyên truyền bầu cử và cải cách hành chính", "Kiểm tra việc thực hiện quy ước thôn",
    "Vận động thành lập tổ hợp tác", "Chuẩn bị nội dung sinh hoạt chuyên đề", "Hướng dẫn cài sổ tay đảng viên điện tử",
    "Nắm tình hình tư tưởng nhân dân về đền bù, giải phóng mặt bằng",
)  # fmt: skip
CONCLUSIONS = (
    "Tiếp tục thực hiện nghị quyết năm; các đồng chí được phân công báo cáo kết quả kỳ tới.",
    "Tập trung hoàn thành chỉ tiêu quý; nhắc nhở các đồng chí chưa nộp đảng phí.",
    "Thống nhất đăng ký danh hiệu chi bộ bốn tốt; phân công theo dõi từng tiêu chí.",
)

REASONS = (
    "Lấy ý kiến về phương án sáp nhập thôn, tổ dân phố",
    "Cử đại biểu dự đại hội cấp trên",
    "Khắc phục hậu quả mưa lũ",
    "Bầu bổ sung cấp ủy viên",
)
DRAFTS = (
    "Thống nhất nội dung, dự thảo kết luận của kỳ sinh hoạt tới; phân công chuẩn bị.",
    "Giao các đồng chí phụ trách đôn đốc nhiệm vụ quá hạn; báo cáo tại kỳ họp sau.",
    "Nhắc chi bộ họp muộn, gửi biên bản chậm; cử cấp ủy viên dự sinh hoạt.",
)
LEAST = 3
"""Members of a committee that meets by itself; two talk to one another."""


def seated(company: Company) -> dict[str, list[Person]]:
    """Who sits in the committees of a unit the secretary first; committees large enough to meet."""
    staying = {person.code for person in company.people if not person.left}
    codes = {branch.code for branch in company.unit.branches}
    if not company.ended:
        codes.add(company.unit.code)
    found: dict[str, list[tuple[bool, bool, Person]]] = {}
    for person, seat in company.seated:
        for role in seat.current():
            if role.title in COMMITTEE and role.organisation in codes and person.code in staying:
                order = (role.title != SECRETARY, role.title != DEPUTY, person)
                found.setdefault(role.organisation, []).append(order)
    return {
        code: [person for *_order, person in sorted(people, key=lambda each: each[:2])]
        for code, people in found.items()
        if len(people) >= LEAST
    }
