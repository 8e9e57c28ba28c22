"""The tables of a framework's workbook: about the framework, its criteria, conditions, bands, and who scores."""

from __future__ import annotations

from bontot.exchange.sheets import Layout, Read, choice, may, must
from bontot.law.frameworks.framework import Proof, Purpose, Side, Subject

HEAD_FIELDS = {
    "Mã khung": "code",
    "Tên khung": "says",
    "Dùng để": "purpose",
    "Danh hiệu": "title",
    "Đối tượng": "subject",
    "Tư cách": "capacity",
    "Kỳ": "cycles",
    "Từ ngày": "first",
    "Căn cứ": "source",
    "Điểm, khoản": "place",
    "Tổng điểm": "whole",
    "Mẫu trình diễn": "demonstration",
    "Ghi chú": "note",
    "Tổ chức ban hành": "owner",
    "Sửa từ bản": "base",
}
REQUIRED = ("code", "says", "purpose", "subject", "first", "source", "whole", "owner")
PURPOSE_WORDS = {
    "công nhận": Purpose.RECOGNITION,
    "xếp loại": Purpose.CLASSIFICATION,
    "sinh hoạt": Purpose.MEETING,
}
SUBJECT_WORDS = {
    "tổ chức đảng": Subject.ORGANISATION,
    "đảng viên": Subject.MEMBER,
    "buổi sinh hoạt": Subject.MEETING,
}
PROOF_WORDS = {
    "tính từ sổ": Proof.QUERY,
    "chỉ tiêu": Proof.INDICATOR,
    "văn bản": Proof.DOCUMENT,
    "bản tự khai": Proof.STATEMENT,
}
SIDE_WORDS = {
    "bên được chấm": Side.SELF,
    "hội nghị": Side.BRANCH,
    "cấp trên": Side.SUPERIOR,
    "chỉ góp ý": Side.OPINION,
}
CYCLE_WORDS = {"năm": "year", "quý": "quarter", "buổi họp": "meeting"}
YES, NO = "có", "không"
BY_LAW = "theo quy định của Trung ương"
"""A share that the law's parameter fixes."""

_PROOF = (
    may("proof", "Chứng minh bằng", Read.TEXT, "", "Minh chứng"),
    choice("kind", "Cách chứng minh", {word: str(kind) for word, kind in PROOF_WORDS.items()}),
)

HEAD = Layout("framework", "framework", "Khung điểm", (
    choice("field", "Mục", HEAD_FIELDS, required=True),
    may("value", "Nội dung"),
), ("Khung",))  # fmt: skip

CRITERIA = Layout("framework_criteria", "criteria", "Tiêu chí", (
    must("code", "Mã", Read.TEXT, "", "Mã tiêu chí"),
    must("says", "Tiêu chí", Read.TEXT, "", "Nội dung"),
    must("most", "Điểm tối đa", Read.TEXT, "", "Điểm"),
    *_PROOF,
    may("scale", "Thang điểm"),
    may("source", "Căn cứ"),
    may("place", "Điểm, khoản"),
))  # fmt: skip

CONDITIONS = Layout("framework_conditions", "hard", "Điều kiện", (
    must("code", "Mã", Read.TEXT, "", "Mã điều kiện"),
    must("says", "Điều kiện", Read.TEXT, "", "Nội dung"),
    must("best", "Thiếu thì nhiều nhất"),
    *_PROOF,
    may("source", "Căn cứ"),
    may("place", "Điểm, khoản"),
), ("Điều kiện bắt buộc",))  # fmt: skip

BANDS = Layout("framework_bands", "bands", "Mức", (
    must("says", "Mức"),
    must("least", "Từ điểm"),
    may("percent", "Tỷ lệ nhiều nhất"),
    may("of", "Trong số các mức"),
), ("Các mức",))  # fmt: skip

STEPS = Layout("framework_steps", "steps", "Người chấm", (
    must("says", "Bước"),
    must("who", "Ai chấm"),
    choice("side", "Bên chấm", {word: str(side) for word, side in SIDE_WORDS.items()}),
), ("Các bước",))  # fmt: skip

LAYOUTS = (HEAD, CRITERIA, CONDITIONS, BANDS, STEPS)
OF_PART = {layout.kind: layout for layout in LAYOUTS}
HEADERS = {layout.kind: {column.field: column.header for column in layout.columns} for layout in LAYOUTS}
