"""What was read, as a proposal: each line with its mark, why it has to be decided, and what the records say already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bontot.meetings.attending import Mark
from bontot.meetings.keeping import Refused
from bontot.meetings.marking import written
from bontot.meetings.models import Meeting
from bontot.meetings.rolls import Line, Roll
from bontot.meetings.sheets import sheet
from bontot.meetings.sheets.photo import boxes, plan

UNDECIDED = "?"
"""The status of a line that a person has to decide; no mark of attendance is called so."""
_KEPT = re.compile(r"(\d{1,3}):([a-z.?#2-]+)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line of the list with what was read of it; shown like a line of the page of attendance."""

    place: int
    line: Line
    mark: Mark
    old: str
    """The mark that stands in the records, for finding out who else has changed it."""
    doubt: str
    """Why it has to be decided; blank where it was read surely."""
    differs: str
    """What the records say where that is something else; blank where they say nothing or the same."""
    note: str = ""

    @property
    def undecided(self) -> bool:
        return self.mark.status == UNDECIDED


@dataclass(frozen=True, slots=True)
class Summary:
    """What was read, in numbers."""

    present: int
    late: int
    excused: int
    absent: int
    doubtful: int
    differing: int


def kept(texts: Iterable[str], meeting: Meeting, people: Roll) -> dict[int, str]:
    """Pages that were read before, as a form carries them. Raises Refused for what no form of this list carries."""
    pages: dict[int, str] = {}
    for text in texts:
        number, _stroke, rest = text.partition("/")
        found = _KEPT.fullmatch(rest)
        page, signs = (int(found[1]), found[2]) if found else (0, "")
        lines = plan.of_page(people.lines, page) if page else ()
        if (
            number != sheet.number(meeting, people)
            or not signs
            or len(signs) != len(lines)
            or set(signs) - set(boxes.SIGNS)
        ):
            raise Refused(
                _("Danh sách đã thay đổi, hoặc trang đã cũ: hãy gửi lại ảnh chụp tất cả các trang của phiếu.")
            )
        pages[page] = signs
    return pages


def carried(pages: Mapping[int, str], meeting: Meeting, people: Roll) -> list[str]:
    """The same pages, for a form to carry."""
    number = sheet.number(meeting, people)
    return [f"{number}/{page}:{signs}" for page, signs in sorted(pages.items())]


def proposals(
    pages: Mapping[int, str], people: Roll, known: Mapping[int, Mark], decided: Mapping[int, Mark]
) -> list[Proposal]:
    """Every line; what somebody has `decided` on the page stands before what was read."""
    signs = "".join(pages[page] for page in sorted(pages))
    return [
        _proposal(place, line, sign, known.get(line.person), decided.get(line.person))
        for place, (line, sign) in enumerate(zip(people.lines, signs, strict=True), 1)
    ]


def _proposal(place: int, line: Line, sign: str, known: Mark | None, decided: Mark | None) -> Proposal:
    status = _status(line, sign)
    mark = known if known and known.status == status else Mark(status)
    differs = known.says() if known and status not in (known.status, UNDECIDED) else ""
    return Proposal(place, line, decided or mark, written(known or Mark()), _doubts().get(sign, ""), differs)


def _status(line: Line, sign: str) -> str:
    """The status that a sign stands for; blank where nobody expected this one."""
    if sign in boxes.DOUBTS:
        return UNDECIDED
    if sign == boxes.NOTHING:
        return "present" if line.must_attend else ""
    return sheet.LETTERS[sign]


def _doubts() -> dict[str, str]:
    return {
        boxes.FAINT: _("có vết mờ trong ô, không rõ là dấu"),
        boxes.TWO: _("có dấu ở nhiều ô"),
        boxes.CROSSED: _("có ô tô kín mà không có ô nào được đánh dấu"),
        boxes.UNSEEN: _("không nhìn rõ các ô"),
    }


def summary(lines: Iterable[Proposal]) -> Summary:
    """How many of each."""
    lines = list(lines)
    statuses = [each.mark.status for each in lines]
    return Summary(
        present=statuses.count("present"),
        late=statuses.count("late"),
        excused=statuses.count("excused"),
        absent=statuses.count("absent"),
        doubtful=sum(bool(each.doubt) for each in lines),
        differing=sum(bool(each.differs) for each in lines),
    )


def must_be_decided(mine: Mapping[int, Mark], people: Roll) -> None:
    """Raises Refused, naming every line that nobody has decided."""
    left = [f"{place} ({line.name})" for place, line in enumerate(people.lines, 1) if line.person not in mine]
    if left:
        raise Refused(
            _("Còn dòng chưa chọn: %(lines)s. Hãy xem phiếu giấy và chọn cho từng dòng.")
            % {"lines": ", ".join(left)}
        )
