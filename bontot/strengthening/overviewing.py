"""Toàn cảnh: for an organisation and all below it, who has grounds, who is on the list since when, and what is overdue there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bontot.organisations.queries import Book, Named, Within
from bontot.organisations.tree import Tree, lasting_tree, tree
from bontot.strengthening import queries
from bontot.strengthening.assessing import Assessment, assess
from bontot.strengthening.criteria import Criterion, names
from bontot.strengthening.models import Case
from bontot.strengthening.saying import silence_says, threshold_says
from bontot.ui.clock import today
from bontot.ui.saying import plainly
from bontot.ui.writing import sureness


@dataclass(frozen=True, slots=True)
class Count:
    """How many organisations a criterion holds of."""

    code: str
    says: str
    threshold: str
    source: str
    sure: str
    weak: int
    listed: int
    """Of these, on the list."""
    known: int
    """Organisations of which the records say something."""
    looked_at: int
    silent: bool
    """Whether it is not computed, because the ledger has had no record of the kind for too long."""
    last: date | None
    """The last such record."""

    @property
    def silence(self) -> str:
        """Why it is not computed; nothing where it is."""
        return silence_says(self.last) if self.silent else ""


@dataclass(frozen=True, slots=True)
class Part:
    """An organisation directly below, with all under it."""

    named: Named
    looked_at: int
    waiting: int
    listed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation that has grounds or is on the list."""

    named: Named
    above: Named | None
    state: str
    grounds: tuple[str, ...]
    codes: tuple[str, ...]
    since: date | None
    days: int
    """On the list so far."""
    deadline: date | None
    overdue: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it, before any page is made of it."""

    assessment: Assessment
    counts: tuple[Count, ...]
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    gone: tuple[Line, ...]
    """On the list although the organisation is no more: somebody has to let the case go on or close it."""
    waiting: int
    listed: int
    overdue: int


def overview(top: int, on: date, within: Within) -> Overview:
    """For `top` and all below it on the day, as far as they are `within`; a constant number of statements."""
    standing = tree(on)
    ids = [id for id in standing.under(top) if id in within]
    found = assess(ids, on)
    cases, aside = queries.cases_on(on, ids), queries.aside_on(on, ids)
    waiting = queries.proposed(found.weak, cases, aside)
    gone = _gone(top, on, within)
    late = {id: overdue(case, on) for id, case in (*cases.items(), *gone.items())}
    shown = [*cases, *(id for id in found.weak if id not in cases)]
    above = {id: standing.parents.get(id) for id in shown}
    book = Book({*shown, *gone, *standing.children(top), *filter(None, above.values())}, at=None)
    lines = [
        _line(
            book, id, above[id], _state(id, cases, waiting), found.weak.get(id, []), cases.get(id), on, late
        )
        for id in shown
    ]
    return Overview(
        assessment=found,
        counts=tuple(_count(each, found, cases) for each in found.version.criteria),
        parts=tuple(_parts(top, standing, book, on, found, waiting, cases, late)),
        lines=tuple(sorted(lines, key=_order)),
        gone=tuple(_line(book, id, None, "listed", [], case, on, late) for id, case in sorted(gone.items())),
        waiting=len(waiting),
        listed=len(cases) + len(gone),
        overdue=sum(late.values()),
    )


def overdue(case: Case, on: date) -> int:
    """Steps of a case that were to be done before the day and were not."""
    return sum(
        step.deadline < on and step.state != "dropped" and (step.finished_on is None or step.finished_on > on)
        for step in case.steps.all()
    )


def _gone(top: int, on: date, within: Within) -> dict[int, Case]:
    """Cases of organisations that stood below and are no more on the day."""
    lasting, there = lasting_tree(today()), tree(on)
    ids = [
        id
        for id in queries.on_list(on)
        if id not in there and id in within and (lasting.stands_under(id, top))
    ]
    return queries.cases_on(on, ids)


def _state(id: int, cases: Collection[int], waiting: Collection[int]) -> str:
    if id in cases:
        return "listed"
    return "grounds" if id in waiting else "aside"


def _line(
    book: Book,
    id: int,
    above: int | None,
    state: str,
    weak: list[str],
    case: Case | None,
    on: date,
    late: dict[int, int],
) -> Line:
    called, remedy = names(), getattr(case, "remedy", None)
    return Line(
        named=book.on(id, on),
        above=book.on(above, on) if above else None,
        state=state,
        grounds=tuple(plainly(called[code]) for code in weak),
        codes=tuple(weak),
        since=case.decided_on if case else None,
        days=(on - case.decided_on).days if case else 0,
        deadline=remedy.deadline if remedy else None,
        overdue=late.get(id, 0),
    )


def _order(line: Line) -> tuple[int, date, int, str]:
    """On the list first, the longest there before; then those with most grounds."""
    place = ("listed", "grounds", "aside").index(line.state)
    return place, line.since or date.max, -len(line.codes), line.named.code


def _count(criterion: Criterion, found: Assessment, cases: Collection[int]) -> Count:
    figures = found.figures.get(criterion.code, {})
    weak = [id for id, codes in found.weak.items() if criterion.code in codes]
    return Count(
        code=criterion.code,
        says=criterion.says,
        threshold=threshold_says(criterion),
        source=str(criterion.because),
        sure=sureness(criterion.because.confidence),
        weak=len(weak),
        listed=sum(id in cases for id in weak),
        known=len(figures),
        looked_at=sum(kind in criterion.of for kind in found.kinds.values()),
        silent=criterion.code in found.silent,
        last=found.silent.get(criterion.code),
    )


def _parts(
    top: int,
    standing: Tree,
    book: Book,
    on: date,
    found: Assessment,
    waiting: Collection[int],
    cases: Collection[int],
    late: dict[int, int],
) -> list[Part]:
    """Those directly below that have something below them; nothing where all are branches."""
    counts = [dict.fromkeys(ids, 1) for ids in (found.kinds, waiting, cases)]
    parts = []
    for id in standing.children(top):
        if len(standing.under(id)) > 1:
            looked_at, wait, listed = (standing.total(id, each) for each in counts)
            parts.append(Part(book.on(id, on), looked_at, wait, listed, standing.total(id, late)))
    return sorted(parts, key=lambda part: (-part.listed - part.waiting, part.named.code))
