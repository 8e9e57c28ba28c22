"""The cast that every test knows: one small province, three communes, some lives. Nobody in it is real.

TINH  Đảng bộ tỉnh
├── HUYEN  Đảng bộ huyện
│   ├── XA1  Đảng bộ xã Suối Mây      ── THON1, THON2, THON3 (chi bộ)
│   └── XA2  Đảng bộ xã Đồi Chè       ── THON4, THON5 (chi bộ)
└── KHOI  Đảng bộ khối (cấp trên trực tiếp cơ sở)
    ├── SO1  Chi bộ cơ sở Sở Thử Nghiệm
    └── DN1  Chi bộ cơ sở Công ty Ví Dụ

DV01 Nguyễn Văn Đức   b. 1950, admitted 1975, THON1, exempt since 2015, secretary until then
DV02 Trần Thị Đào     b. 1962, admitted 1990, THON1, secretary since 2020, village head
DV03 Lê Văn Ánh       b. 1985, admitted 2010, THON1 → THON2 on 2018-05-01
DV04 Nông Thị Ấm      b. 1992, admitted 2021, THON2, official 2022
DV05 Hoàng Văn Bền    b. 1970, admitted 1995, THON4, died 2021-03-10
DV06 Giáp Thị Cúc     b. 1988, admitted 2012, THON4, struck off 2022-06-01
DV07 Vi Văn Dũng      b. 1979, admitted 2005, came from elsewhere to SO1 on 2019-09-01
DV08 Đỗ Thị Êm        b. 1995, admitted 2023-03-03, SO1, probationary
DV09 Phạm Văn Hải     b. 1975, admitted 1999, DN1, owner of the enterprise and secretary
DV10 Thân Văn Khôi    b. 1983, admitted 2008, THON5 → outside the province on 2023-02-01
NG01 Bùi Văn Lâm      not a member, head of the village Bản Giữa
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bontot.catalogue import ACTS
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import Outcome, enact
from bontot.ledger.paper import Paper
from bontot.ledger.speaking import acts_from_json

OPERATOR = Operator("kiểm thử")

ORGANISATIONS = (
    ("TINH", "Đảng bộ tỉnh Ví Dụ", "đảng bộ tỉnh", "", ""),
    ("HUYEN", "Đảng bộ huyện Suối Trong", "đảng bộ huyện", "TINH", ""),
    ("KHOI", "Đảng bộ Khối các cơ quan tỉnh", "đảng bộ cấp trên trực tiếp cơ sở", "TINH", ""),
    ("XA1", "Đảng bộ xã Suối Mây", "đảng bộ cơ sở", "HUYEN", "xã"),
    ("XA2", "Đảng bộ xã Đồi Chè", "đảng bộ cơ sở", "HUYEN", "xã"),
    ("SO1", "Chi bộ Sở Thử Nghiệm", "chi bộ cơ sở", "KHOI", "cơ quan nhà nước"),
    ("DN1", "Chi bộ Công ty Ví Dụ", "chi bộ cơ sở", "KHOI", "công ty cổ phần ngoài nhà nước"),
    ("THON1", "Chi bộ thôn Bản Trên", "chi bộ", "XA1", ""),
    ("THON2", "Chi bộ thôn Bản Giữa", "chi bộ", "XA1", ""),
    ("THON3", "Chi bộ thôn Bản Dưới", "chi bộ", "XA1", ""),
    ("THON4", "Chi bộ thôn Đồi Một", "chi bộ", "XA2", ""),
    ("THON5", "Chi bộ thôn Đồi Hai", "chi bộ", "XA2", ""),
)

MEMBERS: tuple[dict[str, Any], ...] = (
    {"code": "DV01", "full_name": "Nguyễn Văn Đức", "sex": "nam", "born": "1950-02-03", "organisation": "THON1",
     "admitted": "1975-05-19", "official_on": "1976-05-19", "exempt_from": "2015-01-01", "ethnicity": "Kinh",
     "identity_number": "024050001234", "card_number": "24000001"},
    {"code": "DV02", "full_name": "Trần Thị Đào", "sex": "nữ", "born": "1962", "organisation": "THON1",
     "admitted": "1990-02-03", "official_on": "1991-02-03", "ethnicity": "Kinh"},
    {"code": "DV03", "full_name": "Lê Văn Ánh", "sex": "nam", "born": "1985-08", "organisation": "THON2",
     "admitted": "2010-09-02", "official_on": "2011-09-02", "arrived_on": "2018-05-01", "ethnicity": "Tày",
     "stays": [["THON1", "2010-09-02", "2018-05-01", False], ["THON2", "2018-05-01", None, False]]},
    {"code": "DV04", "full_name": "Nông Thị Ấm", "sex": "nữ", "born": "1992-11-30", "organisation": "THON2",
     "admitted": "2021-04-10", "official_on": "2022-04-10", "decided_on": "2021-03-25", "ethnicity": "Nùng"},
    {"code": "DV05", "full_name": "Hoàng Văn Bền", "sex": "nam", "born": "1970-01-01", "organisation": "THON4",
     "admitted": "1995-06-01", "official_on": "1996-06-01", "left_on": "2021-03-10", "leaving": "từ trần"},
    {"code": "DV06", "full_name": "Giáp Thị Cúc", "sex": "nữ", "born": "1988-07-07", "organisation": "THON4",
     "admitted": "2012-10-10", "official_on": "2013-10-10", "left_on": "2022-06-01", "leaving": "xóa tên"},
    {"code": "DV07", "full_name": "Vi Văn Dũng", "sex": "nam", "born": "1979-03-15", "organisation": "SO1",
     "admitted": "2005-12-22", "official_on": "2006-12-22", "arrived_on": "2019-09-01", "professional": "thạc sĩ"},
    {"code": "DV08", "full_name": "Đỗ Thị Êm", "sex": "nữ", "born": "1995-05-05", "organisation": "SO1",
     "admitted": "2023-03-03", "professional": "đại học"},
    {"code": "DV09", "full_name": "Phạm Văn Hải", "sex": "nam", "born": "1975-09-09", "organisation": "DN1",
     "admitted": "1999-09-09", "official_on": "2000-09-09"},
    {"code": "DV10", "full_name": "Thân Văn Khôi", "sex": "nam", "born": "1983-12-12", "organisation": "THON5",
     "admitted": "2008-03-08", "official_on": "2009-03-08", "left_on": "2023-02-01", "leaving": "chuyển đi"},
)  # fmt: skip

POSTS: tuple[dict[str, Any], ...] = (
    {"person": "DV01", "title": "bí thư", "organisation": "THON1", "on": "2010-01-01", "until": "2015-01-01"},
    {"person": "DV02", "title": "bí thư", "organisation": "THON1", "on": "2020-01-01"},
    {"person": "DV02", "title": "trưởng thôn", "organisation": "XA1", "unit": "Bản Trên",
     "unit_kind": "thôn, tổ dân phố", "on": "2020-01-01"},
    {"person": "NG01", "full_name": "Bùi Văn Lâm", "title": "trưởng thôn", "organisation": "XA1",
     "unit": "Bản Giữa", "unit_kind": "thôn, tổ dân phố", "on": "2020-01-01"},
    {"person": "DV09", "title": "bí thư", "organisation": "DN1", "on": "2018-01-01"},
    {"person": "DV09", "title": "chủ doanh nghiệp", "organisation": "DN1", "unit": "Công ty Ví Dụ",
     "unit_kind": "doanh nghiệp ngoài nhà nước", "on": "2015-01-01"},
)  # fmt: skip

ATTENDANCES: tuple[dict[str, Any], ...] = (
    {"person": "DV02", "course": "L1", "kind": "cập nhật kiến thức", "on": "2022-05-05"},
    {"person": "DV02", "course": "L2", "kind": "nghiệp vụ công tác xây dựng Đảng", "on": "2022-07-07"},
    {"person": "DV03", "course": "L1", "kind": "cập nhật kiến thức", "on": "2022-05-05"},
)


def founding() -> list[dict[str, Any]]:
    """The acts that make the world."""
    on = "2024-01-31"
    acts: list[dict[str, Any]] = [
        {"act": "organisation.register", "on": on, "organisation": code, "name": name, "kind": kind,
         "parent": parent, "base_kind": base, "established": "1950-01-01"}
        for code, name, kind, parent, base in ORGANISATIONS
    ]  # fmt: skip
    acts += [{"act": "member.register", "on": on} | member for member in MEMBERS]
    acts += [{"act": "post.register"} | post for post in POSTS]
    acts += [{"act": "training.attend"} | attendance for attendance in ATTENDANCES]
    return acts


def do(*acts: dict[str, Any], number: str = "01-QĐ/TU", dated: date = date(2024, 1, 31)) -> Outcome:
    """Enact acts given as JSON under one paper."""
    said, wrong = acts_from_json(acts, ACTS)
    outcome = Outcome(findings=wrong)
    return enact(said, Paper(number, dated, "TINH", "Quyết định thử"), OPERATOR, outcome=outcome)


def build() -> int:
    """The world, written into an empty ledger; the position of its decision."""
    outcome = do(*founding())
    assert not outcome.refused, outcome.findings
    assert outcome.position is not None
    return outcome.position


def refusals(outcome: Outcome) -> set[str]:
    """The codes of the rules that refused."""
    return {finding.rule for finding in outcome.findings if finding.refuses}
