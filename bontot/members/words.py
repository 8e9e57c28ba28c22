"""What the ledger's short values of a member's standing are called."""

from __future__ import annotations

from django.utils.translation import gettext as _


def standing_word(standing: str) -> str:
    """A standing as people read it."""
    words = {"official": _("đảng viên chính thức"), "probationary": _("đảng viên dự bị")}
    return words.get(standing, standing)


def ended_word(ended: str) -> str:
    """A way of leaving as people read it."""
    words = {"die": _("từ trần"), "expel": _("khai trừ"), "strike_off": _("xóa tên"), "leave": _("xin ra")}
    return words.get(ended, _("đã kết thúc"))
