"""Dòng dự thảo: the duties of a draft as a form asks them, line by line, and everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from bontot.kernel.text import said
from bontot.regulations.adopting import MOST
from bontot.regulations.recurrence import Rhythm, rhythm, rule
from bontot.regulations.samples import Wanted
from bontot.regulations.words import EVERY, PROOFS, WHO
from bontot.ui.days import read_day


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands in the form: what was typed stays typed."""

    says: str = ""
    every: str = "month"
    day: str = ""
    month: str = ""
    once: str = ""
    who: str = "bí thư"
    proof: str = "statement"
    key: str = ""


BLANK = (Line(), Line())
"""Empty lines offered for what somebody wants to add."""


def lines(rows: Sequence[Wanted]) -> list[Line]:
    """Duties as lines of the form."""
    return [_line(row) for row in rows]


def _line(row: Wanted) -> Line:
    found = rhythm(row.rule)
    once = f"{found.once:%d/%m/%Y}" if found.once else ""
    yearly = found.every in ("quarter", "half", "year")
    day = "" if found.once else str(found.day)
    return Line(
        row.says, found.every, day, str(found.month) if yearly else "", once, row.who, row.proof, row.key
    )


def sent(said_: QueryDict) -> list[Line]:
    """The lines that were sent and are not blank."""
    names = ("says", "every", "day", "month", "once", "who", "proof", "key")
    columns = [said_.getlist(name) for name in names]
    count = min(len(columns[0]), MOST + 20)
    dropped = set(said_.getlist("drop"))
    found = []
    for i in range(count):
        values = [column[i][:400] if i < len(column) else "" for column in columns]
        if values[0].strip() and str(i) not in dropped:
            found.append(Line(*values))
    return found


def read(rows: Sequence[Line], known: Mapping[str, Wanted]) -> tuple[list[Wanted], list[str]]:
    """The duties that the lines mean, and what is wrong, named by line. `known` says whence a line of a sample comes."""
    found, wrong = [], []
    for number, line in enumerate(rows, 1):
        try:
            origin = known.get(line.key)
            found.append(
                Wanted(
                    said(line.says, 400),
                    rule(_rhythm(line)),
                    _among(line.who, WHO, _("hãy chọn ai làm")),
                    _among(line.proof, PROOFS, _("hãy chọn điều chứng minh")),
                    line.key if origin else "",
                    origin.source if origin else "",
                    origin.source_place if origin else "",
                )
            )
        except ValueError as reason:
            wrong.append(_("Dòng %(number)s: %(reason)s.") % {"number": number, "reason": reason})
    if len(rows) > MOST:
        wrong.append(_("Một quy chế đặt nhiều nhất %(most)s việc định kỳ; hãy bớt.") % {"most": MOST})
    return found, wrong


def _among(key: str, known: Mapping[str, object], says: str) -> str:
    if key not in known:
        raise ValueError(says)
    return key


def _rhythm(line: Line) -> Rhythm:
    """How often the line says. Raises ValueError with a sentence for whoever wrote it."""
    if line.every not in EVERY:
        raise ValueError(_("hãy chọn bao lâu một lần"))
    if line.every == "once":
        return Rhythm("once", once=_day(line.once))
    day = _number(line.day, 7 if line.every == "week" else 31)
    if not day:
        raise ValueError(
            _("ngày trong tuần là số từ 1 (thứ hai) đến 7 (chủ nhật)")
            if line.every == "week"
            else _("ngày trong tháng là số từ 1 đến 31; 31 là ngày cuối tháng")
        )
    most = {"quarter": 3, "half": 6, "year": 12}.get(line.every, 1)
    month = _number(line.month, most) if most > 1 else 1
    if not month:
        raise ValueError(_("tháng thứ mấy trong kỳ là số từ 1 đến %(most)s") % {"most": most})
    return Rhythm(line.every, day, month)


def _day(text: str) -> date:
    try:
        day = read_day(text)
    except ValueError as reason:
        raise ValueError(_("việc làm một lần cần ngày, như 30/06/2026")) from reason
    if not 1930 <= day.year <= 2200:
        raise ValueError(_("ngày %(day)s quá xa") % {"day": f"{day:%d/%m/%Y}"})
    return day


def _number(text: str, most: int) -> int:
    text = text.strip()
    return (
        int(text) if text.isascii() and text.isdecimal() and len(text) < 4 and 1 <= int(text) <= most else 0
    )
