"""Câu chữ: a rule as people say it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bontot.meetings.words import KINDS
from bontot.regulations.recurrence import rhythm
from bontot.regulations.words import WEEKDAYS, WHO


def often(rule: str) -> str:
    """How often and when, such as `ngày 7 hằng tháng`; a day beyond the shortest month is said with what it means."""
    return _often(rule, get_language())


@lru_cache(maxsize=2048)
def _often(rule: str, language: str) -> str:
    found = rhythm(rule)
    if found.once is not None:
        return _("một lần, hạn %(day)s") % {"day": f"{found.once:%d/%m/%Y}"}
    if found.every == "week":
        return _("%(weekday)s hằng tuần") % {"weekday": WEEKDAYS[found.day - 1]}
    day = _("ngày cuối") if found.day == 31 else _("ngày %(day)s") % {"day": found.day}
    said = {
        "month": _("%(day)s hằng tháng"),
        "quarter": _("%(day)s tháng thứ %(month)s mỗi quý"),
        "half": _("%(day)s tháng thứ %(month)s mỗi sáu tháng"),
        "year": _("%(day)s tháng %(month)s hằng năm"),
    }
    return said[found.every] % {"day": day, "month": found.month}


def who_says(who: str, assigned: str = "") -> str:
    """Who does a duty: all together, a post, or somebody by an assignment."""
    if not who:
        return assigned or _("người được phân công")
    return str(WHO.get(who, who))


NAMED = 2
"""People who are named where it is said whose duty something is; of more the number is said."""


def whose(who: str, holders: Sequence[str]) -> str:
    """Whose duty it is on a day: names where there are few, a number where there are many, the post where nobody holds it."""
    if not holders:
        return who
    if len(holders) <= NAMED:
        return ", ".join(holders)
    return _("%(number)s %(who)s") % {"number": len(holders), "who": who}


def evidence_says(evidence: str, kind: str = "") -> str:
    """What proves that something was done: a record of this system, or what somebody wrote."""
    if evidence.startswith("meeting:"):
        return str(KINDS.get(kind, _("buổi họp")))
    if evidence.startswith("grade:"):
        return _("xếp loại năm %(year)s") % {"year": evidence.removeprefix("grade:")}
    return evidence


def meeting_of(evidence: str) -> int | None:
    """The meeting that proves something, where one does."""
    number = evidence.removeprefix("meeting:")
    return int(number) if number != evidence and number.isdecimal() else None
