"""Phiếu giấy: a list with a number for each line, filled in with a pen, and photographed, or typed back in a minute.

What is typed names only the exceptions: `3p 7k 12m` says that the third was excused, the seventh absent, the twelfth late.
`b1 20/1/0` are the votes on the first motion. The number of the sheet stands for the meeting and its list.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from bontot.kernel.text import fold
from bontot.meetings.attending import Mark, expected
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Meeting
from bontot.meetings.rolls import Roll
from bontot.meetings.sheets.photo.codes import Sheet
from bontot.meetings.sheets.photo.plan import FORM

LAYOUT = Path(__file__).with_name("sheet.typ")
"""How the sheet is printed."""
LETTERS = {"x": "present", "m": "late", "p": "excused", "k": "absent"}
_VOTE = re.compile(r"b(\d{1,3})\s*[:=]?\s*(\d{1,5})\s*[/\-]\s*(\d{1,5})(?:\s*[/\-]\s*(\d{1,5}))?")
_MARK = re.compile(r"(\d{1,4})\s*([a-z]+)")
_SIGNS = "ACDEHKLMNPRTVXY"
"""Letters that are not mistaken for one another in handwriting."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed from a sheet: marks by person, and the votes of each motion by its place."""

    marks: dict[int, Mark]
    votes: dict[int, tuple[int, int, int]]
    named: frozenset[int]
    """Whose lines were typed; the marks of the others are those expected."""


def printed(meeting: Meeting, people: Roll) -> Sheet:
    """What a printing of today says of itself: another meeting or another list has another one."""
    return Sheet(FORM, meeting.id, zlib.crc32(" ".join(line.code for line in people.lines).encode()))


def number(meeting: Meeting, people: Roll) -> str:
    """The number of the sheet, as people read and type it."""
    return spelt(meeting.id, printed(meeting, people).check)


def spelt(meeting: int, check: int) -> str:
    """The number of a sheet, of which two letters stand for the list."""
    return f"{meeting}{_SIGNS[check % 15]}{_SIGNS[check // 15 % 15]}"


def read(text: str, sheet: str, meeting: Meeting, people: Roll, motions: int) -> Typed:
    """What was typed, made into marks for the whole list. Raises Refused, with every sentence, where it cannot be."""
    wrong = wrong_sheet(sheet, meeting, people)
    said = fold(text)
    votes: dict[int, tuple[int, int, int]] = {}
    for place, for_, against, other in _VOTE.findall(said):
        if int(place) > motions or not int(place):
            wrong.append(_("Phiếu không có nội dung biểu quyết B%(place)s.") % {"place": place})
        votes[int(place)] = (int(for_), int(against), int(other or 0))
    marks = {line.person: expected(line) for line in people.lines}
    named: set[int] = set()
    rest = _VOTE.sub(" ", said)
    for place, letter in _MARK.findall(rest):
        if not 0 < int(place) <= len(people):
            wrong.append(
                _("Danh sách chỉ có %(size)s dòng, không có dòng %(place)s.")
                % {"size": len(people), "place": place}
            )
        elif letter not in LETTERS:
            wrong.append(
                _("Dòng %(place)s: không có chữ “%(letter)s”; chỉ có x, m, p, k.")
                % {"place": place, "letter": letter}
            )
        else:
            named.add(person := people.lines[int(place) - 1].person)
            marks[person] = Mark(LETTERS[letter])
    left = _MARK.sub(" ", rest).replace(",", " ").replace(";", " ").replace(".", " ").split()
    if left:
        wrong.append(
            _("Không hiểu “%(word)s”. Hãy gõ như: 3p 7k 12m b1 20/1/0.") % {"word": " ".join(left)[:40]}
        )
    if wrong:
        raise Refused(*wrong)
    return Typed(marks, votes, frozenset(named))


def wrong_sheet(sheet: str, meeting: Meeting, people: Roll) -> list[str]:
    """Why the number of the sheet is not the one of this meeting; nothing where it was left out."""
    typed, wanted = sheet.strip().upper().replace(" ", ""), number(meeting, people)
    if not typed or typed == wanted:
        return []
    if typed[:-2] == wanted[:-2]:
        return [
            _("Danh sách đã thay đổi từ khi in phiếu %(sheet)s. Hãy điểm danh theo tên, hoặc in phiếu mới.")
            % {"sheet": typed}
        ]
    return [
        _("Phiếu %(sheet)s là của buổi họp khác; phiếu của buổi này là %(wanted)s.")
        % {"sheet": typed[:20], "wanted": wanted}
    ]
