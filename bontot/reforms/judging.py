"""What a plan contradicts in itself, or says of what nobody knows: every mistake of every line at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bontot.kernel.finding import Finding
from bontot.kernel.near import MOST, meant, nearest
from bontot.organisations.models import Organisation
from bontot.organisations.saying import fate
from bontot.organisations.succession import became
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import Seen
from bontot.reforms.sentences import finding
from bontot.reforms.sheets import ENDING, MEMBER, NEW, ORGANISATION, WAY_WORDS

ABOUT = ("name", "kind", "parent", "base_kind", "territory")
"""What may be said of an organisation that begins or goes on."""
_NEEDED = {
    "establish": ("name", "kind", "parent"),
    "split_off": ("related", "name", "kind", "parent"),
    "absorb": ("related",),
    "merge": ("related",),
}
_UNUSED = {
    "adjust": ("related",),
    "absorb": ABOUT,
    "merge": ABOUT,
    "divide": ("related", *ABOUT),
    "dissolve": ABOUT,
    "disband": ABOUT,
    "keep": ("related", *ABOUT),
}
_MOST = {"code": 60, "related": 60, "parent": 60, "member": 60, "to": 60, "person": 60, "organisation": 60, "note": 900,
         "kind": 60, "base_kind": 120, "title": 120, "unit_kind": 60, "term": 40}  # fmt: skip
_MOST_TEXT = 300


def judge(day: date, top: str, lines: Sequence[Planned], seen: Seen) -> list[Finding]:
    """All that is wrong with the lines of a plan over the branch under `top`, in the order of the lines."""
    return list(_Judge(day, top, lines, seen).findings())


class _Judge:
    def __init__(self, day: date, top: str, lines: Sequence[Planned], seen: Seen) -> None:
        self.seen, self.lines = seen, lines
        self._day = day
        self.said = {"day": f"{day:%d/%m/%Y}", "top": seen.name(top)}
        self.of: dict[str, Planned] = {}
        self.first: dict[tuple[str, str], Planned] = {}
        self.merging: dict[str, int] = defaultdict(int)
        self.parts: dict[str, int] = defaultdict(int)
        for line in lines:
            self.first.setdefault((line.sheet, line.key), line)
            if line.sheet == ORGANISATION:
                self.of.setdefault(line.subject, line)
                self.merging[line.says("related")] += line.way == "merge"
                self.parts[line.says("related")] += line.way in NEW
        self.circles = set(_circles(self.of, seen))
        self._known: list[str] | None = None
        self._guesses: dict[str, str] = {}

    def findings(self) -> Iterator[Finding]:
        for line in self.lines:
            yield from self._texts(line)
            first = self.first[line.sheet, line.key]
            if first is not line and line.key:
                column = {ORGANISATION: "code", MEMBER: "member"}.get(line.sheet, "person")
                yield finding("PA-HAI-DONG", line, column, row=first.row)
            elif line.sheet == ORGANISATION:
                yield from self._organisation(line)
            elif line.sheet == MEMBER:
                yield from self._member(line)
            else:
                yield from self._post(line)

    def _texts(self, line: Planned) -> Iterator[Finding]:
        for name, said in line.fields.items():
            most = _MOST.get(name, _MOST_TEXT)
            if len(said) > most:
                yield finding("PA-DAI", line, name, count=len(said), most=most)

    # --- organisations -----------------------------------------------------------------------------------

    def _organisation(self, line: Planned) -> Iterator[Finding]:
        way, known = WAY_WORDS.get(line.way, line.way), line.subject in self.seen.organisations
        if line.way in NEW and line.subject in self.seen.used:
            yield finding("PA-MA-DA-CO", line, "code")
        elif line.way not in NEW and not known:
            yield self._stranger(line, "code")
        for name in _NEEDED.get(line.way, ()):
            if not line.says(name):
                yield finding("PA-THIEU", line, name, way=way)
        for name in _UNUSED.get(line.way, ()):
            if line.says(name):
                yield finding("PA-KHONG-DUNG", line, name, way=way)
        if line.way in NEW or line.way == "adjust":
            yield from self._above(line)
        if line.way == "adjust" and known and not self._changes(line):
            yield finding("PA-KHONG-DOI", line, "way")
        if line.way == "divide" and self.parts[line.subject] < 2:
            name, count = self.seen.name(line.subject), self.parts[line.subject]
            yield finding("PA-CHIA", line, "code", name=name, count=count)
        if self.merging.get(line.subject) == 1 and line.way == "establish" and not line.says("related"):
            yield finding("PA-HOP-NHAT-MOT", line, "code", name=f"{line.says('name')} ({line.subject})")
        if line.says("related"):
            yield from self._related(line)

    def _changes(self, line: Planned) -> bool:
        now = self.seen.organisations[line.subject]
        return any(line.says(name) not in ("", now[name]) for name in ABOUT)

    def _above(self, line: Planned) -> Iterator[Finding]:
        if not line.says("parent"):
            return
        if line.subject in self.circles:
            yield finding("PA-VONG", line, "parent", name=self._name(line.subject))
        else:
            yield from self._goes_on(line, "parent", "PA-CAP-TREN")

    def _related(self, line: Planned) -> Iterator[Finding]:
        related = line.says("related")
        other = self.of.get(related)
        if related == line.subject:
            yield finding("PA-CHINH-NO", line, "related")
        elif line.way == "merge":
            if other is None or other.way not in NEW:
                yield finding("PA-HOP-NHAT", line, "related")
        elif line.way == "absorb" and other is not None and other.way in NEW:
            yield finding("PA-SAP-NHAP", line, "related")
        elif line.way == "split_off":
            if other is not None and other.way in ENDING:
                yield finding("PA-TACH", line, "related")
            else:
                yield from self._goes_on(line, "related", "PA-NOI-NHAN")
        elif line.way == "establish":
            if other is None or other.way != "divide":
                yield finding("PA-KHONG-DUNG", line, "related", way=WAY_WORDS["establish"])
        elif line.way in ENDING and line.way != "divide":
            yield from self._goes_on(line, "related", "PA-NOI-NHAN")

    def _goes_on(self, line: Planned, column: str, code: str) -> Iterator[Finding]:
        """What is wrong with naming an organisation that must be there from the day on."""
        named = line.says(column)
        other = self.of.get(named)
        if other is not None and other.way in ENDING:
            way = WAY_WORDS[other.way]
            yield finding(code, line, column, name=self._name(named), way=way, row=other.row)
        elif named not in self.seen.organisations and (other is None or other.way not in NEW):
            yield self._stranger(line, column)

    # --- members and posts -------------------------------------------------------------------------------

    def _member(self, line: Planned) -> Iterator[Finding]:
        if line.subject not in self.seen.members:
            yield finding("PA-NGUOI-LA", line, "member", **self.said)
        yield from self._goes_on(line, "to", "PA-NOI-NHAN")

    def _post(self, line: Planned) -> Iterator[Finding]:
        if not line.subject:
            yield finding("PA-NGUOI-TRONG", line, "person")
        if not line.says("organisation") and not line.says("unit"):
            yield finding("PA-CHUC-VU-O-DAU", line, "organisation")
        if line.says("organisation") and not line.says("until"):
            yield from self._goes_on(line, "organisation", "PA-NOI-NHAN")

    # --- names and codes ---------------------------------------------------------------------------------

    def _name(self, code: str) -> str:
        line = self.of.get(code)
        if line is not None and line.way in NEW:
            return f"{line.says('name')} ({code})"
        return self.seen.name(code)

    def _stranger(self, line: Planned, column: str) -> Finding:
        guess = self._guess(line.says(column))
        return finding("PA-MA-LA", line, column, **self.said, guess=guess)

    def _guess(self, code: str) -> str:
        if code not in self._guesses:
            if len(self._guesses) >= MOST:
                return ""
            if self._known is None:
                self._known = _codes(self.seen.inside)
            self._guesses[code] = self._became(code) or meant(nearest(code, self._known))
        return self._guesses[code]

    def _became(self, code: str) -> str:
        """What one that has ended became, where those that took over stand inside; nothing of any other."""
        id = Organisation.objects.filter(code=code).values_list("id", flat=True).first()
        heirs = became([id], on=self._day).get(id, []) if id else []
        inside = self.seen.inside
        return fate(id, self._day) if id and heirs and (inside is None or inside.issuperset(heirs)) else ""


def _codes(inside: set[int] | None) -> list[str]:
    rows = Organisation.objects.values_list("id", "code")
    return [code for id, code in rows if inside is None or id in inside]


def _circles(of: dict[str, Planned], seen: Seen) -> Iterator[str]:
    """Organisations that the plan would place below themselves, by what is planned and what is seen."""
    parents = {code: known["parent"] for code, known in seen.organisations.items()}
    parents |= {
        code: line.says("parent")
        for code, line in of.items()
        if line.says("parent") and line.way not in ENDING
    }
    safe: set[str] = set()
    for start in of:
        chain: dict[str, None] = {}
        step = start
        while step and step not in safe and step not in chain:
            chain[step] = None
            step = parents.get(step, "")
        if step in chain:
            circle = list(chain)[list(chain).index(step) :]
            yield from circle
        safe.update(chain)


def refused(findings: Iterable[Finding]) -> bool:
    """Whether anything found is a mistake."""
    return any(found.refuses for found in findings)
