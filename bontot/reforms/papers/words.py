"""The sentences of the papers, and what stands in them everywhere: days, numbers, what becomes of an organisation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from bontot.law.reading import load
from bontot.law.sources import SOURCES
from bontot.reforms.planned import Planned
from bontot.reforms.sheets import WAY_WORDS

WORDS: dict[str, Any] = load(Path(__file__).with_name("words.yaml"))
_ADJUSTED = {"parent": "chuyển cấp trên", "name": "đổi tên", "kind": "đổi loại", "territory": "đổi địa bàn"}
ANNEXES = ("Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV")


def day(on: date) -> str:
    """`01/07/2025`, as the text of a paper writes it."""
    return f"{on:%d/%m/%Y}"


def long_day(on: date) -> str:
    """`ngày 03 tháng 02 năm 2026`, as the heading of a paper writes it."""
    return f"ngày {on.day:02} tháng {on.month:02} năm {on.year}"


def way(line: Planned) -> str:
    """What becomes of an organisation, in the words of a paper."""
    if line.way != "adjust":
        return WAY_WORDS.get(line.way, line.way)
    return ", ".join(says for name, says in _ADJUSTED.items() if line.says(name)) or "điều chỉnh"


def basis(on: date, committee: str) -> list[str]:
    """What a decision rests on: the statute, the regulation that is in force on the day, the committee's own rules."""
    said = WORDS["basis"]
    found = [said["statute"]]
    for key in WORDS["regulations"]:
        source = SOURCES[key]
        if on in source.in_force and source.issued_on:
            found.append(
                said["regulation"].format(
                    number=source.number,
                    day=day(source.issued_on),
                    by=source.issued_by,
                    about=source.title[:1].lower() + source.title[1:],
                )
            )
    return [*found, said["rules"].format(committee=committee), said["proposal"]]


def number(count: int) -> str:
    """`89.455`; nothing is written as a dash."""
    return f"{count:,}".replace(",", ".") if count else "–"
