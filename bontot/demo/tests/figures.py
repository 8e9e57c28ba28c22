"""Counts the twelve figures straight from the rows, without the program: the definitions, written a second time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bontot.demo import words
from bontot.demo.plan import COMMITTEE, GRASSROOTS
from bontot.demo.sheets import SHEETS, Cell

Record = dict[str, Cell]


@dataclass
class Books:
    """All rows by sheet, each as a mapping from column to cell, without its empty cells."""

    sheets: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, rows: Iterable[tuple[str, list[Cell]]]) -> Books:
        books = cls()
        for sheet, cells in rows:
            named = zip(SHEETS[sheet][1], cells, strict=True)
            books.sheets[sheet].append({column: cell for column, cell in named if cell})
        return books

    def __getitem__(self, sheet: str) -> list[Record]:
        return self.sheets[sheet]


def first_days(books: Books) -> dict[str, int]:
    """For each member the first day in the province: the earliest permanent place."""
    first = {
        str(m["Mã đảng viên"]): _number(m.get("Ngày về chi bộ", m["Ngày vào Đảng"]))
        for m in books["dang-vien"]
    }
    for place in books["noi-sinh-hoat"]:
        if place["Hình thức"] == words.PERMANENT:
            who = str(place["Mã người"])
            first[who] = min(first[who], _number(place["Từ ngày"]))
    return first


def figures(books: Books) -> dict[str, int | tuple[int, int]]:
    """The twelve figures by the names of the targets."""
    first = first_days(books)
    left = {str(m["Mã đảng viên"]): _number(m.get("Ngày ra khỏi Đảng", 10**7)) for m in books["dang-vien"]}
    census, posts_on = _on(2023, 12, 31), _on(2024, 6, 30)
    found: dict[str, int | tuple[int, int]] = {
        "members": sum(first[code] <= census < left[code] for code in first),
        "admitted": sum(
            first[str(m["Mã đảng viên"])] == m["Ngày vào Đảng"]
            and _on(2020, 1, 1) <= _number(m["Ngày vào Đảng"]) <= census
            for m in books["dang-vien"]
        ),
        "removed_by_screening": sum(
            m.get("Lý do ra khỏi Đảng") == words.STRUCK_OFF
            and _on(2021, 1, 1) <= _number(m["Ngày ra khỏi Đảng"]) <= census
            for m in books["dang-vien"]
        ),
    }
    kinds = {str(o["Mã tổ chức"]): str(o["Loại tổ chức"]) for o in books["to-chuc-dang"]}
    cards = {str(m.get("Số thẻ đảng viên")): str(m["Mã đảng viên"]) for m in books["dang-vien"]}
    held: dict[str, list[Record]] = defaultdict(list)
    for post in books["chuc-vu"]:
        held[str(post["Mã người"])].append(post)
    updated, committee, branch = set(), set(), set()
    for line in books["boi-duong"]:
        day, who = _number(line["Từ ngày"]), str(line["Mã người"])
        who = cards.get(who, who)
        if not _on(2021, 1, 1) <= day <= posts_on:
            continue
        if line["Loại lớp"] == words.UPDATE and first[who] <= day < left[who]:
            updated.add(who)
        if line["Loại lớp"] == words.PARTY_WORK:
            now = [(p["Chức danh"], kinds[str(p["Mã tổ chức"])]) for p in held[who] if _held(p, day)]
            if any(title in COMMITTEE and kind in GRASSROOTS for title, kind in now):
                committee.add(who)
            if (words.SECRETARY, words.BRANCH) in now:
                branch.add(who)
    found |= {
        "trained_update": len(updated),
        "trained_committee_members": len(committee),
        "trained_branch_secretaries": len(branch),
    }
    members = {code for code in first if first[code] <= posts_on < left[code]}
    return found | _posts(books, held, kinds, members, posts_on)


def _posts(
    books: Books, held: dict[str, list[Record]], kinds: dict[str, str], members: set[str], on: int
) -> dict[str, int | tuple[int, int]]:
    current = [post for post in books["chuc-vu"] if _held(post, on)]
    leads: dict[str, set[str]] = defaultdict(set)
    for post in current:
        if post["Chức danh"] == words.SECRETARY:
            leads[str(post["Mã người"])].add(kinds[str(post["Mã tổ chức"])])

    def holders(*titles: str) -> list[str]:
        return [str(post["Mã người"]) for post in current if post["Chức danh"] in titles]

    def pair(title: str) -> tuple[int, int]:
        people = holders(title)
        return sum(bool(leads[who] & GRASSROOTS) for who in people), len(people)

    heads = holders(words.VILLAGE_HEAD, words.NEIGHBOURHOOD_HEAD)
    commune = {
        str(p["Mã người"])
        for p in current
        if p["Chức danh"] == words.PEOPLES_CHAIR and p["Loại đơn vị"] == words.IN_COMMUNE
    }
    chairs = set(holders(words.COUNCIL_CHAIR))
    return {
        "secretary_and_council_chair": sum(bool(leads[who] - {words.BRANCH}) for who in chairs),
        "secretary_and_commune_chair": sum(words.GRASSROOTS_COMMITTEE in leads[who] for who in commune),
        "agency_head_secretaries": pair(words.AGENCY_HEAD),
        "service_head_secretaries": pair(words.SERVICE_HEAD),
        "enterprise_owner_secretaries": pair(words.OWNER),
        "village_heads_members": (sum(who in members for who in heads), len(heads)),
    }


def _held(post: Record, day: int) -> bool:
    return _number(post["Từ ngày"]) <= day < _number(post.get("Đến ngày", 10**7))


def _on(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal()


def _number(cell: Cell) -> int:
    assert isinstance(cell, int)
    return cell
