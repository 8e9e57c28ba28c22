"""Whether the ledger is sound: the chain from its first link, and what every chapter says must always hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from django.db import models

from bontot.kernel.finding import Finding, Severity
from bontot.ledger import chain
from bontot.ledger.coverage import Since, asked_once
from bontot.ledger.models import Decision, Fact, Head
from bontot.ledger.origins import Origins
from bontot.ledger.saying import HOUSE
from bontot.ledger.state import State, fact_kinds, identity_kinds

type Invariant = Callable[[int | None], Iterator[str]]
"""Sentences that say where something does not hold; of all facts, or of what one decision touched."""

INVARIANTS: dict[str, Invariant] = {}
"""By rule code. A chapter adds its own when it is loaded."""

ADVICE: dict[str, Invariant] = {}

FORESEEN: dict[str, Callable[[State], Iterator[str]]] = {}
"""Those invariants that can be asked of what is only planned, so that a rehearsal refuses what writing would refuse."""


class Placed(str):
    """A sentence that knows which facts it is about, the likeliest to be wrong first, and which field of a row says them."""

    __slots__ = ("about", "field")
    about: tuple[tuple[type[Fact], int], ...]
    field: str


def placed(says: str, *about: tuple[type[Fact], int], field: str = "") -> Placed:
    """The sentence, with what it is about."""
    sentence = Placed(says)
    sentence.about, sentence.field = about, field
    return sentence


def invariant(code: str) -> Callable[[Invariant], Invariant]:
    """Declare what must hold of all facts, whatever wrote them."""

    def declare(check: Invariant) -> Invariant:
        INVARIANTS[code] = check
        return check

    return declare


def foreseen(code: str) -> Callable[[Callable[[Since], Iterator[str]]], Callable[[Since], Iterator[str]]]:
    """Declare what must hold of all facts and can be asked before they are written."""

    def declare(check: Callable[[Since], Iterator[str]]) -> Callable[[Since], Iterator[str]]:
        INVARIANTS[code] = FORESEEN[code] = check
        return check

    return declare


def advice(code: str) -> Callable[[Invariant], Invariant]:
    """Declare what had better hold: where it does not, people are told, and nothing is refused."""

    def declare(check: Invariant) -> Invariant:
        ADVICE[code] = check
        return check

    return declare


def problems_of(
    position: int | None, most: int = 200, origins: Origins | None = None, *, foreseen: bool = False
) -> list[Finding]:
    """What the facts that one decision touched, or all facts, break of the invariants; of each the first `most`.

    Where it has been foreseen what would break, only the rest is asked."""
    with asked_once():
        return [
            _finding(code, says, severity, origins)
            for checks, severity in ((INVARIANTS, Severity.REFUSAL), (ADVICE, Severity.WARNING))
            for code, check in checks.items()
            if not (foreseen and code in FORESEEN)
            for says in islice(check(position), most)
        ]


def problems_foreseen(state: State, origins: Origins, most: int = 200) -> list[Finding]:
    """What the planned facts would break of the invariants once they were written."""
    return [
        _finding(code, says, Severity.REFUSAL, origins)
        for code, check in FORESEEN.items()
        for says in islice(check(state), most)
    ]


def _finding(code: str, says: str, severity: Severity, origins: Origins | None) -> Finding:
    found = Finding(code, str(says), severity, source=HOUSE)
    if not isinstance(says, Placed):
        return found
    row = origins.row_of(says.about) if origins else None
    if row is None:
        return found
    column = row.columns.get(says.field, "")
    return replace(found, file=row.file, sheet=row.sheet, row=row.row, column=column)


def verify() -> list[Finding]:
    """All that is unsound: the first broken link of the chain, and every broken invariant."""
    broken = next(_broken_links(), None)
    return ([Finding("SO-06", broken, source=HOUSE)] if broken else []) + problems_of(None)


def _broken_links() -> Iterator[str]:
    """Where the chain is broken, from its beginning."""
    tables = _tables()
    previous, last = chain.GENESIS, 0
    for decision in Decision.objects.order_by("position").iterator():
        at = f"quyết định {decision.position} ({decision.number})"
        if decision.position != last + 1:
            yield f"Sổ thiếu quyết định số thứ tự {last + 1}: sau {last} là {decision.position}."
        for table in sorted(tables.keys() | decision.tables.keys()):
            held = tables.get(table, {}).pop(decision.position, _NOTHING)
            said = decision.tables.get(table, _NOTHING)
            if held | {"columns": said.get("columns")} != said | {"columns": said.get("columns")}:
                yield f"Bảng {table} không còn đúng như {at} đã ghi."
        if chain.link(previous, decision, chain.payload_parts(decision.position)) != decision.digest:
            yield f"Mã nối của {at} không khớp: văn bản, nội dung hoặc mắt xích trước đã bị sửa."
        previous, last = decision.digest, decision.position
    for table, left in tables.items():
        for position in sorted(left):
            yield f"Bảng {table} có dòng mang số thứ tự {position} mà sổ không có quyết định ấy."
    if Head.objects.values_list("position", "digest")[0] != (last, previous):
        yield f"Đầu sổ không trùng với quyết định cuối cùng ({last})."


_NOTHING = chain.TableDigest().summary()


def _tables() -> dict[str, dict[int, dict[str, object]]]:
    said: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for position, tables in Decision.objects.values_list("position", "tables").iterator():
        for table, summary in tables.items():
            said[table][position] = summary.get("columns", [])

    def digests(
        model: type[models.Model], columns: tuple[str, ...], retracts: bool
    ) -> dict[int, dict[str, object]]:
        return chain.table_digests(model, columns, retracts, said[model._meta.db_table])

    return {
        **{m._meta.db_table: digests(m, chain.IDENTITY_COLUMNS, False) for m in identity_kinds()},
        **{m._meta.db_table: digests(m, chain.fact_columns(m), True) for m in fact_kinds()},
    }
