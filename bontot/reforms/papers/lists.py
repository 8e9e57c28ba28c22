"""Danh sách: for each organisation that the plan makes or changes, what it is made of, who leads it, who comes to it."""

from __future__ import annotations

from collections.abc import Iterator

from bontot.organisations.committees import committee
from bontot.reforms.papers import handing, tables
from bontot.reforms.papers.concerning import Concerned
from bontot.reforms.papers.decision import signs
from bontot.reforms.papers.gathering import Gathered
from bontot.reforms.papers.words import WORDS, day, number
from bontot.ui.papers import Block, Column, Paper, Table, Text


def lists(concerned: Concerned) -> Iterator[tuple[str, str, Paper]]:
    """A list for each: its code, its name, the paper."""
    found = concerned.found
    for id in concerned.listed:
        yield found.seen.codes[id], found.name(id), _list(concerned, id)


def _list(concerned: Concerned, id: int) -> Paper:
    found = concerned.found
    plan, by, name = found.plan, found.issuer, found.name(id)
    return Paper(
        above=by.above,
        organisation=by.name,
        symbol="",
        place_and_day=by.place_and_day(plan.dated, plan.day.year),
        title="Danh sách",
        subject=f"tổ chức, cấp ủy và đảng viên của {name} từ ngày {day(plan.day)}",
        body=(
            Text(f"(kèm theo {by.decision})", centred=True, italic=True),
            *_body(concerned, id, concerned.below.get(id, [])),
        ),
        recipients=tuple(each.format(committee=committee(name)) for each in WORDS["recipients"]["list"]),
        right=by.signature(signs(found)),
        mark=found.mark,
    )


def _body(concerned: Concerned, id: int, below: list[int]) -> Iterator[Block]:
    found = concerned.found
    yield Text(_opening(found, id, below))
    blocks = [
        tables.organisations(found, concerned.made_of.get(id, ()), "Hình thành, tiếp nhận từ", narrow=True),
        _below(found, below),
        tables.held(found, [id, *below], "Cấp ủy, chức vụ"),
        tables.moved(found, concerned.arriving.get(id, []), "Đảng viên chuyển đến"),
    ]
    received = concerned.received.get(id, [])
    named = handing.letters(received)
    blocks.append(handing.handed_over(found, received, named, "Nhận bàn giao", narrow=True))
    yield from (table for table in blocks if table.rows)
    yield from (Text(says, italic=True) for says in handing.things(named))


def _opening(found: Gathered, id: int, below: list[int]) -> str:
    parent = found.name(found.seen.after.tree.parents.get(id))
    kind = found.seen.kind(id)
    official = found.seen.after.official
    inside = found.seen.after.tree.under(id)
    return str(
        WORDS["list"]["opening"].format(
            day=day(found.plan.day),
            name=found.name(id),
            kind=f" ({kind})" if kind else "",
            parent=f", trực thuộc {parent}," if parent else "",
            below=number(len(below)) if below else "0",
            members=number(found.totals[1].get(id, 0)),
            official=number(sum(official.get(each, 0) for each in inside)),
        )
    )


def _below(found: Gathered, below: list[int]) -> Table:
    columns = (
        tables.TT,
        Column("Mã", 14),
        Column("Tổ chức trực thuộc", 26),
        Column("Loại tổ chức", 12),
        Column("Trước sắp xếp", 22),
        tables.MEMBERS,
    )
    return Table("Các tổ chức trực thuộc", columns, tables.numbered(_child(found, id) for id in below))


def _child(found: Gathered, id: int) -> tuple[str, ...]:
    was, now = found.was(id), found.name(id)
    parents = [side.tree.parents.get(id) for side in (found.seen.before, found.seen.after)]
    said = [was] if was and was != now else []
    if was and parents[0] != parents[1]:
        said.append(f"thuộc {found.was(parents[0])}")
    before = ", ".join(said) if was else "lập mới"
    count = number(found.totals[1].get(id, 0))
    return found.seen.codes[id], now, found.seen.kind(id), before or "không đổi", count
