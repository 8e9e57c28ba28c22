"""Words of this chapter that are stored by a key and read in Vietnamese."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bontot.law.frameworks.framework import Proof, Purpose, Side, Subject

PURPOSES = {
    Purpose.RECOGNITION: _("Công nhận danh hiệu"),
    Purpose.CLASSIFICATION: _("Đánh giá, xếp loại"),
    Purpose.MEETING: _("Chất lượng sinh hoạt"),
}
SUBJECTS = {
    Subject.ORGANISATION: _("Tổ chức đảng"),
    Subject.MEMBER: _("Đảng viên"),
    Subject.MEETING: _("Buổi sinh hoạt"),
}
PROOFS = {
    Proof.QUERY: _("tính từ sổ"),
    Proof.INDICATOR: _("chỉ tiêu"),
    Proof.DOCUMENT: _("văn bản"),
    Proof.STATEMENT: _("bản tự khai"),
}
SIDES = {
    Side.SELF: _("bên được chấm"),
    Side.BRANCH: _("hội nghị"),
    Side.SUPERIOR: _("cấp trên"),
    Side.OPINION: _("chỉ góp ý"),
}
CYCLES = {"year": _("năm"), "quarter": _("quý"), "meeting": _("buổi họp")}
