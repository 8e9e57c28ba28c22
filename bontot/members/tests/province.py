"""A small province for the tests of pages: facts written straight into the tables, one after the other.

BG ─ HL (district) ─ XA (commune committee) ─ CB1, CB2 (branches)
   └ KH (bloc)     ─ CQ (agency, grassroots branch)
HL had also XB (commune committee, until 2023-01-01) ─ CBX (branch, until then; its member moved to CB2).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from itertools import count
from secrets import token_hex
from typing import Any

from bontot.kernel.period import OPEN
from bontot.kernel.text import fold, sort_key
from bontot.ledger.models import STILL_KNOWN, Decision, Fact, Head
from bontot.ledger.sealing import seal
from bontot.members.models import Belonging, Exemption, Person, Post, Profile, Standing
from bontot.organisations.models import Kind, Name, Organisation, Place, Territory

FOUNDED = date(1990, 1, 1)
REFORM = date(2023, 1, 1)


class Province:
    """Writes facts at position 1 and remembers ids by code."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self._next: dict[type[Any], count[int]] = defaultdict(lambda: count(1))
        self.position = 1
        Decision.objects.create(
            position=1,
            number="01-QĐ/TU",
            dated=date(2024, 1, 31),
            by="BG",
            says="Nhập số liệu ban đầu",
            recorded_at=datetime(2024, 1, 31, 8, tzinfo=UTC),
            recorded_by="thu",
            summary={"organisation.establish": 9},
            tables={},
            schema=1,
            digest="0",
        )
        Head.objects.update(position=1, digest=token_hex(8))

    def fact(self, model: type[Fact], first: date, end: date = OPEN, **said: Any) -> None:
        """One fact, known since the first decision."""
        model(
            id=next(self._next[model]),
            valid_from=first,
            valid_to=end,
            known_from=self.position,
            known_to=STILL_KNOWN,
            **said,
        ).save(force_insert=True)

    def organisation(
        self, code: str, name: str, kind: str, parent: str | None, end: date = OPEN, since: date = FOUNDED
    ) -> None:
        id = self.ids[code] = next(self._next[Organisation])
        Organisation.objects.create(id=id, code=code, known_from=1)
        above = self.ids[parent] if parent else None
        self.fact(Place, since, end, organisation_id=id, parent_id=above)
        self.fact(Name, since, end, organisation_id=id, name=name, folded=fold(name))
        self.fact(Kind, since, end, organisation_id=id, kind=kind, base_kind="")
        self.fact(Territory, since, end, organisation_id=id, territory="xã Tân An")

    def person(self, code: str, name: str, **said: Any) -> int:
        id = self.ids[code] = next(self._next[Person])
        Person.objects.create(id=id, code=code, known_from=1)
        profile = {"sex": "nam", "born": "1970-05-02", "ethnicity": "Kinh", **said}
        profile["identity_number"] = seal(profile.get("identity_number", ""))
        profile["residence"] = seal("thôn Đông, xã Tân An")
        self.fact(
            Profile,
            date(2000, 1, 1),
            person_id=id,
            full_name=name,
            folded=fold(name),
            sort_key=sort_key(name),
            **profile,
        )
        return id

    def member(self, code: str, name: str, *stays: tuple[str, date, date], **said: Any) -> int:
        id = self.person(code, name, **said)
        first = min(day for _, day, _ in stays)
        self.fact(Standing, first, person_id=id, standing="official", began="admit", decided_on=first)
        for branch, since, until in stays:
            self.fact(
                Belonging, since, until, person_id=id, organisation_id=self.ids[branch], temporary=False
            )
        return id


def build() -> Province:
    """The whole small province."""
    p = Province()
    p.organisation("BG", "Đảng bộ tỉnh Bắc Giang", "đảng bộ tỉnh", None)
    p.organisation("HL", "Đảng bộ huyện Lạng Giang", "đảng bộ huyện", "BG")
    p.organisation("KH", "Đảng bộ Khối các cơ quan", "đảng bộ cấp trên trực tiếp cơ sở", "BG")
    p.organisation("XA", "Đảng bộ xã Tân An", "đảng bộ cơ sở", "HL")
    p.organisation("XB", "Đảng bộ xã Tân Bình", "đảng bộ cơ sở", "HL", end=REFORM)
    p.organisation("CB1", "Chi bộ thôn Đông", "chi bộ", "XA")
    p.organisation("CB2", "Chi bộ thôn Đoài", "chi bộ", "XA")
    p.organisation("CBX", "Chi bộ thôn Hạ", "chi bộ", "XB", end=REFORM)
    p.organisation("CQ", "Chi bộ cơ sở Sở Nội vụ", "chi bộ cơ sở", "KH")
    entry = date(2010, 5, 19)
    an = p.member("DV-AN", "Nguyễn Văn An", ("CB1", entry, OPEN), identity_number="024070000001")
    p.member("DV-BINH", "Trần Thị Bình", ("CB1", entry, OPEN), sex="nữ", card_number="01234567")
    moved = (("CBX", entry, REFORM), ("CB2", REFORM, OPEN))
    p.member("DV-CUONG", "Đào Đức Cường", *moved, born="1962")
    p.member("DV-DUNG", "Lê Hoàng Dũng", ("CQ", entry, OPEN), born="1980-08")
    p.fact(
        Post, date(2020, 6, 1), person_id=an, title="bí thư", organisation_id=p.ids["CB1"], term="2020–2025"
    )
    p.fact(Exemption, date(2024, 1, 1), person_id=p.ids["DV-CUONG"])
    head = p.person("NG-THON", "Phạm Văn Thôn")
    village: dict[str, Any] = {"unit": "thôn Đông", "unit_kind": "thôn, tổ dân phố"}
    p.fact(
        Post, date(2020, 6, 1), person_id=head, title="trưởng thôn", organisation_id=p.ids["XA"], **village
    )
    return p
