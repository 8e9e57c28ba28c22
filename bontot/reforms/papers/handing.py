"""The tables of the papers about what is handed over: members, organisations, seals, files, the reach of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bontot.reforms.papers.gathering import Gathered
from bontot.reforms.papers.tables import MEMBERS, TT, called, numbered
from bontot.reforms.papers.words import number
from bontot.restructuring.minutes import HandedOver, Taker, Thing
from bontot.ui.papers import Column, Table

MOST_NAMED = 12
"""So many organisations are named in a cell; the others are counted, and stand in the table of organisations."""


def letters(minutes: Iterable[HandedOver]) -> dict[Thing, str]:
    """The papers and seals that some minutes name, each with a letter by which tables point to it."""
    things = dict.fromkeys(thing for each in minutes for thing in each.papers)
    return {thing: chr(ord("a") + place) for place, thing in enumerate(things)}


def things(named: dict[Thing, str]) -> list[str]:
    """Each paper or seal with its letter and where that is said; what has not been read in the text in force says so."""
    return [
        f"({letter}) {thing.says} ({thing.source}{'' if thing.sure else '; cần đối chiếu văn bản hiện hành'})"
        for thing, letter in named.items()
    ]


def handed_over(
    found: Gathered,
    minutes: Iterable[HandedOver],
    named: dict[Thing, str],
    caption: str,
    *,
    narrow: bool = False,
) -> Table:
    """Who hands over to whom: members, organisations, posts, and by their letters papers and seals.

    Upright pages leave out who is there for a while, and posts.
    """
    columns = (
        TT,
        Column("Bên giao", 24),
        Column("Bên nhận", 24),
        MEMBERS,
        Column("Sinh hoạt tạm thời", 7, number=True),
        Column("Tổ chức trực thuộc", 26),
        Column("Chức vụ đi theo", 7, number=True),
        Column("Con dấu, hồ sơ, sổ", 10),
    )
    rows = numbered(row for each in minutes for row in _handed(found, each, named))
    if narrow:
        kept = (0, 1, 2, 3, 5, 7)
        return Table(caption, tuple(columns[i] for i in kept), tuple(tuple(r[i] for i in kept) for r in rows))
    return Table(caption, columns, rows)


def _handed(found: Gathered, each: HandedOver, named: dict[Thing, str]) -> Iterator[tuple[str, ...]]:
    papers = ", ".join(named[thing] for thing in each.papers)
    giver = f"{gives(found, each)} ({each.way})"
    if not each.takers:
        yield giver, "cấp trên trực tiếp", "–", "–", "", "–", papers
    for taker in each.takers:
        yield (
            giver,
            found.name(found.ids.get(taker.code)) or taker.name,
            number(taker.members),
            number(taker.visitors),
            _named(found, taker),
            number(taker.posts),
            papers,
        )


def gives(found: Gathered, each: HandedOver) -> str:
    """The giving organisation by its name before the day."""
    return found.was(found.ids.get(each.code)) or each.name


def _named(found: Gathered, taker: Taker) -> str:
    """The organisations by name, as far as a cell holds them."""
    names = [found.name(each.id) or each.name for each in taker.organisations[:MOST_NAMED]]
    more = len(taker.organisations) - len(names)
    return "; ".join(names) + (f"; và {more} tổ chức khác" if more > 0 else "")


def relieved(found: Gathered, minutes: Iterable[HandedOver]) -> Table:
    """The posts that end with their organisations."""
    columns = (TT, Column("Họ và tên", 22), Column("Chức danh", 18), Column("Tổ chức kết thúc", 32))
    rows = (
        (called(found, found.persons.get(held.code)), held.title, gives(found, each))
        for each in minutes
        for held in each.relieved
    )
    return Table("Chức vụ kết thúc cùng tổ chức", columns, numbered(rows))


def unfinished(found: Gathered, minutes: Iterable[HandedOver]) -> Table:
    """Open cases, tasks, duties and reports due of organisations that end, as they stand when the paper is made."""
    columns = (
        TT,
        Column("Bên giao", 26),
        Column("Việc còn dở", 24),
        Column("Số lượng", 8, number=True),
        Column("Xử lý", 40),
    )
    rows = (
        (gives(found, each), left.says, number(left.number), left.then)
        for each in minutes
        for left in each.unfinished
    )
    return Table("Việc còn dở của tổ chức kết thúc", columns, numbered(rows))


def accounts(found: Gathered, minutes: Iterable[HandedOver]) -> Table:
    """Which accounts of this program reach further or less far."""
    says = {"gains": "thêm phạm vi", "loses": "bớt phạm vi", "ends": "tổ chức của tài khoản kết thúc"}
    columns = (
        TT,
        Column("Tài khoản", 18),
        Column("Thay đổi", 18),
        Column("Quyền tại", 12),
        Column("Khi bàn giao từ", 32),
    )
    rows = (
        (account.name, says.get(account.change, account.change), account.organisation, gives(found, each))
        for each in minutes
        for account in each.accounts
    )
    return Table("Phạm vi của các tài khoản trên hệ thống", columns, numbered(rows))
