"""The tables of the papers: which organisation becomes which, who moves, who holds which post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bontot.reforms.papers.gathering import Gathered
from bontot.reforms.papers.words import WORDS, day, number, way
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import ENDING, NEW
from bontot.ui.papers import Column, Table

type Move = tuple[int, int, int]
"""A member, from where, to where."""
TT = Column("TT", 5, number=True)
MEMBERS = Column("Đảng viên", 8, number=True)


def numbered(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows, each with its number."""
    return tuple((str(place), *row) for place, row in enumerate(rows, 1))


def organisations(found: Gathered, lines: Iterable[Planned], caption: str, *, narrow: bool = False) -> Table:
    """Which organisation into which; on upright pages without codes and kinds."""
    columns = (
        TT,
        Column("Mã", 14),
        Column("Trước sắp xếp", 24),
        Column("Cách sắp xếp", 11),
        Column("Sau sắp xếp", 24),
        Column("Loại tổ chức", 12),
        Column("Cấp trên trực tiếp", 22),
        MEMBERS,
    )
    rows = numbered(_organisation(found, line) for line in lines)
    if narrow:
        kept = (0, 2, 3, 4, 6, 7)
        return Table(caption, tuple(columns[i] for i in kept), tuple(tuple(r[i] for i in kept) for r in rows))
    return Table(caption, columns, rows)


def _organisation(found: Gathered, line: Planned) -> tuple[str, ...]:
    own, result = found.ids.get(line.subject), found.result(line)
    before = found.was(own) or str(line.seen.get("name", ""))
    if line.way in NEW:
        before = found.was(found.ids.get(line.says("related")))
    ends = line.way in ENDING
    after = (
        found.name(result)
        or (line.says("name") if not ends else "")
        or ("" if ends and not result else before)
    )
    if line.way == "divide":
        after = "; ".join(_parts(found, line))
    parent = found.seen.after.tree.parents.get(result or 0)
    members = found.totals[0 if ends else 1].get(own or 0, 0)
    kind = found.seen.kind(result or 0) or line.says("kind")
    return line.subject, before, way(line), after, kind, found.name(parent), number(members)


def _parts(found: Gathered, line: Planned) -> Iterator[str]:
    for part in found.organisations:
        if part.way in NEW and part.says("related") == line.subject:
            yield found.name(found.ids.get(part.subject)) or part.says("name")


def moved_in_numbers(found: Gathered, moves: Iterable[Move]) -> Table:
    """How many members go from where to where."""
    counted = Counter((old, new) for _, old, new in moves)
    columns = (TT, Column("Từ", 30), Column("Đến", 30), MEMBERS)
    rows = ((found.was(old), found.name(new), number(count)) for (old, new), count in counted.items())
    return Table("Số đảng viên theo tổ chức", columns, numbered(rows))


def moved(found: Gathered, moves: Sequence[Move], caption: str) -> Table:
    """Who goes from where to where, by name; those whose file may not be read are counted."""
    rank = {id: place for place, id in enumerate(found.people)}
    groups: dict[tuple[int, int], list[int]] = {}
    for person, old, new in moves:
        groups.setdefault((old, new), []).append(person)
    rows: list[Sequence[str]] = []
    for (old, new), people in groups.items():
        seen = sorted((person for person in people if person in rank), key=rank.__getitem__)
        where = (found.was(old), found.name(new))
        rows += [(found.people[person].name, found.people[person].born, *where) for person in seen]
        if len(seen) < len(people):
            rows.append((WORDS["unseen"].format(count=len(people) - len(seen)), "", *where))
    columns = (TT, Column("Họ và tên", 20), Column("Ngày sinh", 12), Column("Từ", 26), Column("Đến", 26))
    return Table(caption, columns, numbered(rows))


def posts(found: Gathered, caption: str) -> Table:
    """Who is appointed and relieved."""
    columns = (
        TT,
        Column("Họ và tên", 20),
        Column("Nội dung", 12),
        Column("Chức danh", 15),
        Column("Tổ chức, đơn vị", 30),
        Column("Từ ngày", 12),
    )
    return Table(caption, columns, numbered(_post(found, line) for line in found.posts))


def _post(found: Gathered, line: Planned) -> tuple[str, ...]:
    ends = bool(
        line.day("until") and not line.day("since") and line.says("until") <= found.plan.day.isoformat()
    )
    on = line.day("until") if ends else line.day("since") or found.plan.day
    id = found.ids.get(line.says("organisation"))
    where = ", ".join(filter(None, (line.says("unit"), found.name(id) or found.was(id))))
    word = "Thôi giữ" if ends else "Giữ chức vụ"
    return name_of(found, line), word, line.says("title"), where, day(on) if on else ""


def name_of(found: Gathered, line: Planned) -> str:
    """Whoever a line about a post names: known people only where their file may be read."""
    id = found.persons.get(line.subject)
    if id is None and not line.seen.get("known"):
        return line.says("full_name")
    return called(found, id)


def called(found: Gathered, id: int | None) -> str:
    """The name of somebody whose file may be read; of others only that there is somebody."""
    person = found.people.get(id or 0)
    return person.name if person else str(WORDS["unseen"].format(count=1))


def held(found: Gathered, ids: Iterable[int], caption: str) -> Table:
    """Who holds which post of the Party in some organisations after the day."""
    rows = [
        (called(found, each.person), each.title, found.name(id))
        for id in ids
        for each in found.seen.after.posts.get(id, ())
    ]
    columns = (TT, Column("Họ và tên", 20), Column("Chức danh", 18), Column("Tổ chức", 30))
    return Table(caption, columns, numbered(rows))
