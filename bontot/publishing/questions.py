"""Câu hỏi về số liệu: what a text asks, what comes back, what may be published of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PLACEHOLDER = re.compile(r"\[\[indicator:([a-z_0-9]+)((?:\s+[a-z]+=[^\s\]]+)*)\s*\]\]")


class Part(StrEnum):
    """Which number of an answer a sentence says."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """An indicator of an organisation, from `since` through `on`."""

    indicator: str
    organisation: str
    since: date | None
    on: date
    at: int | None = None
    """The last decision that the answer is to know of; None for all there are."""


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """What an indicator says: no names, no list; `position` is the last decision it knows of."""

    says: str
    organisation_name: str
    numerator: int
    denominator: int | None
    unknown: int
    position: int
    source: str


type Answering = Callable[[FigureQuestion], FigureAnswer]


def asked(placeholder: re.Match[str]) -> tuple[FigureQuestion, Part]:
    """The question in `[[indicator:CODE organisation=BG since=2021-01-01 on=2024-06-30 at=7 part=ratio]]`.

    Raises ValueError, in a sentence for the author, where it cannot be understood.
    """
    said = dict(word.split("=", 1) for word in placeholder[2].split())
    if unknown := said.keys() - {"organisation", "since", "on", "at", "part"}:
        raise ValueError(f"{placeholder[0]}: không hiểu “{', '.join(sorted(unknown))}”.")
    if missing := {"organisation", "on"} - said.keys():
        raise ValueError(f"{placeholder[0]}: còn thiếu “{', '.join(sorted(missing))}”.")
    try:
        since = date.fromisoformat(said["since"]) if "since" in said else None
        at = int(said["at"]) if "at" in said else None
        on = date.fromisoformat(said["on"])
        question = FigureQuestion(placeholder[1], said["organisation"], since, on, at)
        return question, Part(said.get("part", Part.NUMERATOR))
    except ValueError as reason:
        raise ValueError(
            f"{placeholder[0]}: ngày viết như 2024-06-30; at là số thứ tự trong sổ; part là {', '.join(Part)}."
        ) from reason


def questions(body: str) -> list[FigureQuestion]:
    """Every question of a text once, in the order of the text. Raises ValueError like `asked`."""
    half_written = len(re.findall(r"\[\[", body)) - len(PLACEHOLDER.findall(body))
    if half_written:
        raise ValueError("Có chỗ ghi “[[” mà không phải là câu hỏi số liệu trọn vẹn.")
    return list(dict.fromkeys(asked(match)[0] for match in PLACEHOLDER.finditer(body)))
