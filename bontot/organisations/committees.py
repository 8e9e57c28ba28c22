"""Cấp ủy: what the committee of a Party organisation is called, and the letters that its papers carry.

The names are formed as the papers of committees carry them; an office that is called otherwise corrects the Word file.
"""

from __future__ import annotations

_COMMITTEES = (
    ("Đảng bộ tỉnh ", "Tỉnh ủy ", "TU"),
    ("Đảng bộ huyện ", "Huyện ủy ", "HU"),
    ("Đảng bộ thị xã ", "Thị ủy ", "ThU"),
    ("Đảng bộ thành phố ", "Thành ủy ", "TU"),
    ("Đảng bộ bộ phận ", "Đảng ủy bộ phận ", "ĐU"),
    ("Đảng bộ ", "Đảng ủy ", "ĐU"),
    ("Chi bộ ", "Chi bộ ", "CB"),
)
"""How organisations are called, their committees, and the letters after the stroke of a symbol."""
_BRANCHES = frozenset({"chi bộ", "chi bộ cơ sở"})


def committee(name: str) -> str:
    """`Tỉnh ủy Ví Dụ` for `Đảng bộ tỉnh Ví Dụ`; a name of another form stays as it is."""
    for organisation, called, _ in _COMMITTEES:
        if name.casefold().startswith(organisation.casefold()):
            return called + name[len(organisation) :]
    return name


def letters(name: str, kind: str) -> str:
    """`TU` for a province, `HU` for a district, `CB` for a branch, `ĐU` for others."""
    if kind in _BRANCHES:
        return "CB"
    for organisation, _, issuer in _COMMITTEES:
        if name.casefold().startswith(organisation.casefold()):
            return issuer
    return "ĐU"
