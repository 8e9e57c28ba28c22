"""Two layouts of other programs, read as members: the short list and the national cleaning workbook.

The short list gives eight columns. The cleaning workbook has thirty-one (A to AE) under two rows of headers, and
two of them, *Kết quả kiểm tra* and *Chi tiết lỗi*, are answers: `remarks` fills them in the clerk's own file.
"""

from __future__ import annotations

from bontot.exchange.sheets import MEMBERS, OURS, Layout, Read, may, must

RESULT, DETAILS = "Kết quả kiểm tra", "Chi tiết lỗi"
GOOD, BAD = "HỢP LỆ", "LỖI"

SHORT_LIST = Layout("short_list", "members", MEMBERS.sheet, (
    must("full_name", "Họ và tên", Read.TEXT, "", "Họ tên"),
    may("card_number", "Số thẻ Đảng viên", Read.CARD),
    may("identity_number", "Số CCCD", Read.IDENTITY),
    must("born", "Ngày sinh", Read.PARTIAL),
    must("admitted", "Ngày kết nạp", Read.DAY),
    must("organisation", "Chi bộ đang sinh hoạt"),
    may("residence_organisation", "Chi bộ nơi cư trú"),
    may("state", "Trạng thái"),
), MEMBERS.names)  # fmt: skip

CLEANING = Layout("cleaning", "members", MEMBERS.sheet, (
    may("code", "ID (UUID)", Read.TEXT, "", "ID"),
    must("full_name", "Họ và tên"),
    may("other_name", "Tên gọi khác"),
    must("sex", "Giới tính", Read.WORD, "sex"),
    must("born", "Sinh ngày", Read.PARTIAL, "", "Ngày sinh"),
    may("ethnicity", "Dân tộc", Read.WORD, "ethnicity"),
    may("religion", "Tôn giáo", Read.WORD, "religion"),
    may("identity_number", "Số định danh cá nhân", Read.IDENTITY, "", "Số CCCD"),
    may("card_number", "Số thẻ Đảng", Read.CARD),
    may("card_issuer", "Nơi cấp thẻ Đảng"),
    may("card_issued_on", "Ngày cấp thẻ Đảng", Read.DAY),
    may("card_number_85", "Số thẻ Đảng theo QĐ 85"),
    must("organisation", "Tổ chức Đảng sinh hoạt", Read.TEXT, "", "Tổ chức Đảng đang sinh hoạt"),
    may("birth_country", "Nơi đăng ký khai sinh: Quốc gia"),
    may("birth_province", "Nơi đăng ký khai sinh: Tỉnh/Thành"),
    may("birth_detail", "Nơi đăng ký khai sinh: Chi tiết"),
    may("native_country", "Quê quán: Quốc gia"),
    may("native_province", "Quê quán: Tỉnh/Thành"),
    may("native_detail", "Quê quán: Chi tiết"),
    may("residence_country", "Thường trú: Quốc gia"),
    may("residence_province", "Thường trú: Tỉnh/Thành"),
    may("residence_detail", "Thường trú: Chi tiết"),
    must("admitted", "Ngày vào Đảng", Read.DAY),
    may("official_on", "Ngày chính thức", Read.DAY),
    may("old_identity_number", "Số CMND cũ"),
    may("state", "Trạng thái hoạt động"),
    may("state_since", "Ngày rời/mất/miễn SH", Read.DAY),
    may("delete_requested", "Đề nghị xóa (Có/Không)"),
    may("result", RESULT),
    may("details", DETAILS),
), MEMBERS.names)  # fmt: skip

LAYOUTS = (*OURS, SHORT_LIST, CLEANING)
BY_NAME = (SHORT_LIST.code, CLEANING.code)
"""Layouts in which an organisation may be given by its name."""

_PLACES = {"native_place": "native", "residence": "residence"}


def joined(row: dict[str, object]) -> dict[str, object]:
    """A row of the cleaning workbook in our fields: a place given in three columns becomes one."""
    for field, prefix in _PLACES.items():
        parts = [row.get(f"{prefix}_{part}") for part in ("detail", "province")]
        place = ", ".join(str(part) for part in parts if part)
        if place:
            row[field] = place
    return row
