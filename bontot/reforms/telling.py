"""Lines of a plan as people read them: whose they are, what becomes of them, and where to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bontot.ledger import bulk
from bontot.organisations import tree
from bontot.organisations.queries import Book
from bontot.reforms.models import STILL, Line, Reform, Stage
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import ENDING, HEADERS, MEMBER, NEW, ORGANISATION, POST, WAY_WORDS

_CODES = {ORGANISATION: ("code", "related", "parent"), MEMBER: ("to",), POST: ("organisation",)}
_TONES = {**dict.fromkeys(NEW, "good"), **dict.fromkeys(ENDING, "bad"), "adjust": "attention"}


def sheet_words() -> dict[str, str]:
    """The tables of a plan as people call them."""
    return {ORGANISATION: _("Tổ chức"), MEMBER: _("Phân bổ đảng viên"), POST: _("Chức vụ")}


def stage_words() -> dict[str, str]:
    """Where a plan stands, as people say it."""
    return {
        Stage.DRAFT: _("Đang lập"),
        Stage.SUBMITTED: _("Đã trình"),
        Stage.REVIEWED: _("Đã thẩm định"),
        Stage.APPROVED: _("Đã phê duyệt"),
        Stage.EXECUTED: _("Đã thực hiện"),
    }


STAGE_TONES: dict[str, str] = {Stage.DRAFT: "plain", Stage.APPROVED: "good", Stage.EXECUTED: "good"}


@dataclass(frozen=True, slots=True)
class Told:
    """A line for a page."""

    sheet: str
    key: str
    subject: str
    name: str
    way: str
    """The word for what becomes of it; the title for a post, nothing for a member."""
    tone: str
    details: list[tuple[str, str]] = field(default_factory=list)
    """Further columns, each with what stands in it: codes with their names."""
    version: int = 0
    by: str = ""


class Names:
    """What the codes of some lines stand for: what is known in the ledger, and what the plan makes."""

    def __init__(self, plan: Reform, lines: Sequence[Planned]) -> None:
        codes = {line.says(name) for line in lines for name in _CODES[line.sheet]} - {""}
        ids = tree.ids(codes)
        book = Book(ids.values(), at=None)
        self._names = {code: book.on(id, plan.day).name for code, id in ids.items()}
        coming = Line.objects.filter(
            bulk.where_among("key", codes - ids.keys()), reform=plan, to_version=STILL
        )
        for line in coming.filter(sheet=ORGANISATION):
            self._names[line.subject] = str(line.fields.get("name", ""))

    def name(self, code: str) -> str:
        """What an organisation is called; its code where nobody knows it."""
        return self._names.get(code) or code

    def says(self, code: str) -> str:
        """Its name with its code."""
        known = self._names.get(code)
        return f"{known} ({code})" if known and known != code else code


def tell(plan: Reform, lines: Iterable[Planned]) -> list[Told]:
    """Lines for a page, in a constant number of statements."""
    given = list(lines)
    names = Names(plan, given)
    return [_told(line, names) for line in given]


def tell_rows(plan: Reform, rows: Iterable[Line]) -> list[Told]:
    """Saved lines for a page, with who saved them last."""
    from dataclasses import replace

    saved = list(rows)
    told = tell(plan, [Planned(row.sheet, row.fields, row.seen) for row in saved])
    return [replace(each, version=row.from_version, by=row.by) for each, row in zip(told, saved, strict=True)]


def _told(line: Planned, names: Names) -> Told:
    if line.sheet == ORGANISATION:
        name = line.says("name") if line.way in NEW else str(line.seen.get("name", ""))
        way, tone = WAY_WORDS.get(line.way, line.way), _TONES.get(line.way, "plain")
    elif line.sheet == MEMBER:
        name, way, tone = str(line.seen.get("name", "")), "", "plain"
    else:
        name = line.says("full_name") or str(line.seen.get("name", ""))
        way, tone = line.says("title"), "plain"
    return Told(line.sheet, line.key, line.subject, name, way, tone, _details(line, names))


def _details(line: Planned, names: Names) -> list[tuple[str, str]]:
    said_above = {"code", "way", "member", "person", "title", "full_name"}
    if line.way in NEW:
        said_above.add("name")
    return [
        (header, names.says(line.says(column)) if column in _CODES[line.sheet] else line.says(column))
        for column, header in HEADERS[line.sheet].items()
        if column not in said_above and line.says(column)
    ]
