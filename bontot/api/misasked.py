"""What is wrong with the parameters of a call, as findings: the sentences are ours, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from bontot.kernel.finding import Finding
from bontot.ledger.saying import HOUSE


def misasked(wrong: Mapping[str, Any], asked: Mapping[str, str]) -> Finding:
    """One thing that was found wrong with a parameter of the address."""
    name = str(wrong["loc"][-1])
    value = asked.get(name, "")[:60]
    most = (wrong.get("ctx") or {}).get("max_length", "")
    says = _sentence(str(wrong["type"])) % {"name": name, "value": value, "most": most}
    return Finding("SO-15", says, source=HOUSE, column=name, value=value)


def _sentence(kind: str) -> str:
    if kind in ("missing", "string_too_short"):
        return _("Thiếu tham số “%(name)s” ở địa chỉ; xem /api/openapi.json.")
    if kind == "string_too_long":
        return _("Tham số “%(name)s” quá dài; nhiều nhất %(most)s ký tự.")
    if kind.startswith("date"):
        return _("Tham số “%(name)s”: “%(value)s” không phải là một ngày có thật viết theo dạng 2024-05-31.")
    if kind.startswith("bool"):
        return _("Tham số “%(name)s”: “%(value)s” phải là true hoặc false.")
    return _("Tham số “%(name)s”: không đọc được “%(value)s”; xem /api/openapi.json.")
