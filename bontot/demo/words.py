"""The words of the code lists that the workbooks use, in one place; a test compares them with the lists of the law."""

from __future__ import annotations

DEMONSTRATION = "Dữ liệu trình diễn (không có người thật)"

PROVINCE, DISTRICT, BLOC = "đảng bộ tỉnh", "đảng bộ huyện", "đảng bộ cấp trên trực tiếp cơ sở"
GRASSROOTS_COMMITTEE, GRASSROOTS_BRANCH = "đảng bộ cơ sở", "chi bộ cơ sở"
PARTIAL, BRANCH = "đảng bộ bộ phận", "chi bộ"

PARTY_OFFICE = "cơ quan Đảng, Mặt trận, đoàn thể"
STATE_OFFICE = "cơ quan nhà nước"
PUBLIC_SERVICE = "đơn vị sự nghiệp công lập"
ARMY, POLICE = "quân đội", "công an"
STATE_FIRM, MIXED_FIRM = "doanh nghiệp 100% vốn nhà nước", "doanh nghiệp có dưới 50% vốn nhà nước"
COOPERATIVE = "hợp tác xã"
PRIVATE_FIRM, FOREIGN_FIRM = "công ty trách nhiệm hữu hạn", "doanh nghiệp có vốn đầu tư nước ngoài"

SECRETARY, DEPUTY, STANDING = "bí thư", "phó bí thư", "ủy viên ban thường vụ"
COMMITTEE_MEMBER, BRANCH_COMMITTEE = "ủy viên ban chấp hành", "chi ủy viên"
COUNCIL_CHAIR, COUNCIL_DEPUTY = "chủ tịch HĐND", "phó chủ tịch HĐND"
PEOPLES_CHAIR, PEOPLES_DEPUTY = "chủ tịch UBND", "phó chủ tịch UBND"
VILLAGE_HEAD, NEIGHBOURHOOD_HEAD = "trưởng thôn", "tổ trưởng tổ dân phố"
FRONT_HEAD = "trưởng ban công tác mặt trận"
AGENCY_HEAD, SERVICE_HEAD, OWNER = "thủ trưởng cơ quan", "thủ trưởng đơn vị sự nghiệp", "chủ doanh nghiệp"

IN_AGENCY, IN_SERVICE, IN_FIRM = (
    "cơ quan hành chính",
    "đơn vị sự nghiệp công lập",
    "doanh nghiệp ngoài nhà nước",
)
IN_COMMUNE, IN_DISTRICT, IN_PROVINCE = "xã, phường, thị trấn", "huyện, thị xã, thành phố", "tỉnh"
IN_VILLAGE = "thôn, tổ dân phố"

UPDATE, PARTY_WORK = "cập nhật kiến thức", "nghiệp vụ công tác xây dựng Đảng"
AWARENESS, NEW_MEMBERS, THEORY = "nhận thức về Đảng", "đảng viên mới", "lý luận chính trị"

DEATH, EXPELLED, STRUCK_OFF, LEFT, MOVED_AWAY = "từ trần", "khai trừ", "xóa tên", "xin ra", "chuyển đi"
PERMANENT, TEMPORARY = "chính thức", "tạm thời"

GRADES = (
    "hoàn thành xuất sắc nhiệm vụ",
    "hoàn thành tốt nhiệm vụ",
    "hoàn thành nhiệm vụ",
    "không hoàn thành nhiệm vụ",
)
FOUR_GOOD = ("Chi bộ bốn tốt", "Đảng bộ cơ sở bốn tốt")

REPRIMAND, WARNING = "khiển trách", "cảnh cáo"
BY_OFFENCE = {
    "members_may_not": "những điều đảng viên không được làm",
    "duties": "chức trách, nhiệm vụ được giao",
    "family": "hôn nhân, gia đình, dân số",
    "order": "tệ nạn xã hội, trật tự, an toàn",
    "ethics": "đạo đức, lối sống",
    "centralism": "nguyên tắc tập trung dân chủ",
    "land": "đất đai, tài nguyên, môi trường",
    "finance": "tài chính, ngân sách",
    "corruption": "tham nhũng, lãng phí, tiêu cực",
    "other": "khác",
}
