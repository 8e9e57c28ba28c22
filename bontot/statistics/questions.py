"""What a form may ask: lines and columns in the words of the regulation. No framework and no database here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bontot.law.vocabulary import vocabulary
from bontot.statistics.roster import Roster
from bontot.statistics.tables import Condition, any_of, surely


@dataclass(frozen=True, kw_only=True)
class Said:
    """A line or a column of a form: a short stable code, and what the form says there."""

    code: str
    says: str
    depth: int = 0
    """How far the printed line is indented: 0 for a total, 1 for its parts, 2 for parts of these."""


@dataclass(frozen=True, kw_only=True)
class Line(Said):
    """A line or a column that counts: of which roster, under which condition."""

    of: Roster | None = None
    where: Condition | None = None
    year_before: bool = False
    """Whether the question is put to the same period a year before."""


@dataclass(frozen=True, kw_only=True)
class Average(Said):
    """A line that gives the mean of a value; it is computed from the rows, not added up from other cells."""

    value: Condition
    of: Roster | None = None
    where: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Ratio(Said):
    """A line or a column that gives one cell per hundred of another; never stored, never listed."""

    part: str
    whole: str


type AnyLine = Line | Average | Ratio


def looks_back(said: AnyLine) -> bool:
    """Whether it is about the same period a year before."""
    return isinstance(said, Line) and said.year_before


PERIODS: tuple[AnyLine, ...] = (
    Line(code="KY", says="Kỳ này"),
    Line(code="NT", says="Cùng kỳ năm trước", year_before=True),
    Ratio(code="TL", says="So với cùng kỳ (%)", part="KY", whole="NT"),
)


def total(code: str, says: str, of: Roster | None = None, where: Condition | None = None) -> Line:
    """A line that counts everything."""
    return Line(code=code, says=says, of=of, where=where)


def section(
    code: str, parts: Sequence[Line], *, among: Condition | None = None, rest: str = "Chưa rõ"
) -> tuple[Line, ...]:
    """Lines that divide a roster: `parts`, which exclude one another, and a last one for whom none is known to hold.

    The code of each part is that of the section, a dot and its number; the last is `…x`.
    """
    conditions = [part.where for part in parts if part.where is not None]

    def unknown(row: Any) -> Any:
        return ~any_of([condition(row) for condition in conditions])

    lines = [replace(part, code=f"{code}.{part.code}", depth=part.depth or 1) for part in parts]
    lines.append(Line(code=f"{code}.x", says=rest, where=unknown, depth=1))
    if among is None:
        return tuple(lines)
    return tuple(replace(line, where=both(among, line.where)) for line in lines)


def both(first: Condition, second: Condition | None) -> Condition:
    """Both conditions at once."""
    if second is None:
        return first
    return lambda row: first(row) & second(row)


def codes(lines: Sequence[Said]) -> tuple[str, ...]:
    return tuple(line.code for line in lines)


def words(column: str, groups: Sequence[tuple[str, str]], name: str) -> tuple[Line, ...]:
    """One line for each group of a vocabulary: `groups` are (code of the line, group); the words are the law's."""
    known = vocabulary(name)
    return tuple(
        Line(code=code, says=_capital(known.groups[group].says), where=among(column, known.in_group(group)))
        for code, group in groups
    )


def each(column: str, name: str, leave_out: Sequence[str] = ()) -> tuple[Line, ...]:
    """One line for each word of a vocabulary, numbered in its order."""
    return tuple(
        Line(code=str(number), says=_capital(value), where=among(column, (value,)))
        for number, value in enumerate(vocabulary(name).values, 1)
        if value not in leave_out
    )


def among(column: str, values: Sequence[str]) -> Condition:
    """Whether a word is one of `values`."""
    if len(values) == 1:
        return lambda row: surely(row[column] == values[0])
    return lambda row: surely(row[column].isin(list(values)))


def aged(low: int, high: int | None = None) -> Condition:
    """Whole years of age on the day, from `low` through `high`; counted only where the birth date leaves no doubt."""
    if high is None:
        return lambda row: surely(row.youngest >= low)
    return lambda row: surely((row.youngest >= low) & (row.oldest <= high))


def in_party(low: int, high: int | None = None) -> Condition:
    """Whole years of Party age on the day, counted from the day of the decision to admit."""
    if high is None:
        return lambda row: surely(row.party_years >= low)
    return lambda row: surely((row.party_years >= low) & (row.party_years <= high))


def age(row: Any) -> Any:
    """Whole years of age on the day, where the birth date leaves no doubt; otherwise nothing."""
    return (row.oldest == row.youngest).ifelse(row.oldest, None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
