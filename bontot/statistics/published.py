"""The narrow door for the public pages: numbers go through it, and nothing else. No name, no person, no list.

A small number can point at somebody: who asks about a single branch learns nothing here. Only organisations with at least
`FEWEST` members are answered, and only the indicators of the programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bontot.statistics.errors import Unanswerable
from bontot.statistics.indicators import INDICATORS, indicators

FEWEST = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """A published number, with all that is needed to compute it again."""

    code: str
    says: str
    numerator: int
    denominator: int | None
    unknown: int
    organisation: str
    on: date
    since: date | None
    position: int
    source: str


class TooSmall(Unanswerable):
    """The organisation is so small that a number would point at people."""

    def __init__(self) -> None:
        super().__init__(f"Chỉ công bố số liệu của tổ chức có từ {FEWEST} đảng viên trở lên.")


def figures(
    codes: Sequence[str], organisation: str, on: date, since: date | None = None, at: int | None = None
) -> list[Figure]:
    """Indicators as they may be published. Raises TooSmall and Unanswerable."""
    (size,) = indicators(organisation, on, since, at, codes=("members",))
    if size.numerator < FEWEST:
        raise TooSmall
    return [
        Figure(
            answer.code,
            answer.says,
            answer.numerator,
            answer.denominator,
            answer.unknown,
            answer.organisation,
            answer.on,
            answer.since,
            answer.position,
            answer.source,
        )
        for answer in indicators(organisation, on, since, at, codes=codes)
    ]


def choices() -> list[tuple[str, str]]:
    """The indicators that may be published: code and words."""
    return [(indicator.code, indicator.says) for indicator in INDICATORS.values()]
