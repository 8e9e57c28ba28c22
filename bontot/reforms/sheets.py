"""The tables of a plan's workbook: one line for an organisation, for a member to allocate, for a post."""

from __future__ import annotations

from bontot.exchange.sheets import Layout, Read, choice, may, must

WAYS: dict[str, str] = {
    "lập mới": "establish",
    "tách": "split_off",
    "điều chỉnh": "adjust",
    "sáp nhập": "absorb",
    "hợp nhất": "merge",
    "chia": "divide",
    "giải thể": "dissolve",
    "giải tán": "disband",
    "giữ nguyên": "keep",
}
"""What becomes of an organisation, as a line says it, and the act that it comes to."""
WAY_WORDS = {way: word for word, way in WAYS.items()}
NEW = frozenset({"establish", "split_off"})
"""Ways in which an organisation begins."""
ENDING = frozenset({"absorb", "merge", "divide", "dissolve", "disband"})
"""Ways in which an organisation ends."""

ORGANISATION, MEMBER, POST = "organisation", "member", "post"

ORGANISATIONS = Layout("reform_organisations", ORGANISATION, "Phương án sắp xếp", (
    must("code", "Mã tổ chức", Read.TEXT, "", "Mã tổ chức đảng", "Mã TCĐ"),
    choice("way", "Cách sắp xếp", WAYS, required=True),
    may("related", "Mã liên quan", Read.TEXT, "", "Mã tổ chức liên quan"),
    may("name", "Tên mới", Read.TEXT, "", "Tên tổ chức", "Tên tổ chức mới"),
    may("kind", "Loại tổ chức", Read.WORD, "organisation_kind", "Loại tổ chức đảng"),
    may("parent", "Mã cấp trên", Read.TEXT, "", "Mã tổ chức cấp trên", "Mã tổ chức đảng cấp trên"),
    may("base_kind", "Loại hình cơ sở", Read.WORD, "base_kind", "Loại hình tổ chức cơ sở đảng", "Loại hình"),
    may("territory", "Địa bàn"),
    may("note", "Ghi chú"),
), ("Phương án", "Sắp xếp tổ chức đảng"))  # fmt: skip

MEMBERS = Layout("reform_members", MEMBER, "Phân bổ đảng viên", (
    must("member", "Mã đảng viên", Read.TEXT, "", "Mã người", "Mã ĐV"),
    must("to", "Mã tổ chức nhận", Read.TEXT, "", "Mã chi bộ nhận", "Mã chi bộ mới"),
    may("note", "Ghi chú"),
), ("Phân bổ",))  # fmt: skip

POSTS = Layout("reform_posts", POST, "Chức vụ", (
    must("title", "Chức danh", Read.WORD, "title", "Chức vụ"),
    may("person", "Mã người", Read.PERSON, "", "Mã đảng viên"),
    may("full_name", "Họ và tên", Read.TEXT, "", "Họ tên"),
    may("since", "Từ ngày", Read.DAY),
    may("organisation", "Mã tổ chức", Read.TEXT, "", "Mã chi bộ"),
    may("unit", "Đơn vị", Read.TEXT, "", "Tên đơn vị"),
    may("unit_kind", "Loại đơn vị", Read.WORD, "unit_kind"),
    may("until", "Đến ngày", Read.DAY),
    may("term", "Nhiệm kỳ"),
    may("note", "Ghi chú"),
), ("Nhân sự",))  # fmt: skip

LAYOUTS = (ORGANISATIONS, MEMBERS, POSTS)
OF_SHEET = {layout.kind: layout for layout in LAYOUTS}
HEADERS = {layout.kind: {column.field: column.header for column in layout.columns} for layout in LAYOUTS}
DAYS = frozenset(column.field for layout in LAYOUTS for column in layout.columns if column.read is Read.DAY)
"""Fields that hold days; a line keeps them as ISO text."""
