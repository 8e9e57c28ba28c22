"""Who issues the papers: the heading, the symbol, the place and the day, who signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bontot.law import kinds
from bontot.law.vocabulary import vocabulary
from bontot.organisations import tree
from bontot.organisations.committees import committee, letters
from bontot.organisations.queries import territory
from bontot.reforms.models import Reform
from bontot.reforms.papers.words import WORDS, day, long_day
from bontot.reforms.sides import Sides
from bontot.ui.papers import Signature

_UNITS = ("tỉnh ", "thành phố ", "huyện ", "thị xã ", "thị trấn ", "xã ", "phường ", "đặc khu ")
_BLANK_DAY = "ngày … tháng … năm {year}"


@dataclass(frozen=True, slots=True)
class Issuer:
    """The committee that issues the papers of a plan."""

    above: str
    name: str
    """The committee, as `Tỉnh ủy Ví Dụ`."""
    letters: str
    branch: bool
    place: str
    number: str
    dated: date | None
    signs: int
    """The id of its secretary on the day; 0 where it has none."""

    def symbol(self, kind: str, number: str = "") -> str:
        """`Số 12-QĐ/TU`; the number is left open where there is none yet."""
        return f"Số {number}" if number else f"Số …-{kind}/{self.letters}"

    def place_and_day(self, on: date | None, year: int) -> str:
        """`Ví Dụ, ngày 03 tháng 02 năm 2026`; what is not known yet is left open."""
        return f"{self.place or '…'}, {long_day(on) if on else _BLANK_DAY.format(year=year)}"

    def signature(self, name: str) -> Signature:
        """Who signs a paper of the committee."""
        return Signature(("T/M chi bộ" if self.branch else "T/M ban thường vụ", "Bí thư"), name)

    @property
    def decision(self) -> str:
        """The decision as other papers name it."""
        if self.number and self.dated:
            return f"Quyết định số {self.number}, ngày {day(self.dated)} của {self.name}"
        return f"Quyết định số …-QĐ/{self.letters} của {self.name}"

    @property
    def decides(self) -> str:
        """`BAN THƯỜNG VỤ TỈNH ỦY QUYẾT ĐỊNH:`"""
        who = self.name if self.branch else f"Ban Thường vụ {self.name}"
        return str(WORDS["decides"].format(who=who.upper()))


def issuer(plan: Reform, seen: Sides) -> Issuer:
    """The organisation that the paper of a plan names, or else the one that the plan rearranges."""
    code = plan.by or plan.organisation
    id = tree.ids([code]).get(code, 0)
    side, on = (
        (seen.before, plan.day - timedelta(days=1)) if id in seen.before.tree else (seen.after, plan.day)
    )
    name, kind = side.names.get(id, code), side.kinds.get(id, ("", ""))[0]
    above = side.tree.parents.get(id)
    secretary = vocabulary("title").in_group("secretary")
    signs = [held.person for held in side.posts.get(id, ()) if held.title in secretary]
    return Issuer(
        above=committee(side.names.get(above, "")) if above is not None else "",
        name=committee(name),
        letters=letters(name, kind),
        branch=kinds.is_branch(kind),
        place=_place(territory(id, on=on, at=None), name),
        number=plan.number,
        dated=plan.dated,
        signs=signs[0] if signs else 0,
    )


def _place(unit: str, name: str) -> str:
    """The name of the administrative unit without what it is; where it is not known, what the organisation's name ends in."""
    for text in (unit, name.removeprefix("Đảng bộ ").removeprefix("Chi bộ ")):
        for word in _UNITS:
            if text.casefold().startswith(word):
                return text[len(word) :]
    return unit
