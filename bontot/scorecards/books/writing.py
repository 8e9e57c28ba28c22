"""Khung điểm thành bảng tính: a version as a workbook that can be edited and sent back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from bontot.exchange.export.writing import Sheet, write_workbook
from bontot.exchange.sheets import LISTS, Layout
from bontot.kernel.citation import Citation
from bontot.law.frameworks.framework import Cap, Evidence, Framework, Proof
from bontot.law.frameworks.shipped import evidence
from bontot.law.parameters import PARAMETERS
from bontot.scorecards.books.sheets import (
    BANDS,
    BY_LAW,
    CONDITIONS,
    CRITERIA,
    CYCLE_WORDS,
    HEAD,
    HEAD_FIELDS,
    NO,
    PROOF_WORDS,
    PURPOSE_WORDS,
    SIDE_WORDS,
    STEPS,
    SUBJECT_WORDS,
    YES,
)

type Row = tuple[Any, ...]


def write(framework: Framework, path: Path, owner: str) -> None:
    """The version as a workbook. Sent back unchanged it is read as the same framework, of the organisation `owner`."""
    sheets = [
        _sheet(HEAD, _head(framework, owner)),
        _sheet(CRITERIA, _criteria(framework)),
        _sheet(CONDITIONS, _conditions(framework)),
        _sheet(BANDS, _bands(framework)),
        _sheet(STEPS, _steps(framework)),
        Sheet(LISTS, ["Tính từ sổ được", "Cách chứng minh", "Tỷ lệ", "Bên chấm"], _lists()),
    ]
    write_workbook(path, sheets)


def _sheet(layout: Layout, rows: Iterator[Row]) -> Sheet:
    return Sheet(layout.sheet, [column.header for column in layout.columns], rows)


def _head(framework: Framework, owner: str) -> Iterator[Row]:
    said = {
        "code": framework.code,
        "says": framework.says,
        "purpose": _word(PURPOSE_WORDS, framework.purpose),
        "title": framework.title,
        "subject": _word(SUBJECT_WORDS, framework.subject),
        "capacity": framework.capacity,
        "cycles": ", ".join(_word(CYCLE_WORDS, cycle) for cycle in framework.cycles),
        "first": f"{framework.first:%d/%m/%Y}" if framework.first.year > 1 else "",
        "source": source(framework.because),
        "place": framework.because.place,
        "whole": str(framework.whole),
        "demonstration": YES if framework.demonstration else NO,
        "note": framework.note,
        "owner": owner,
        "base": framework.version,
    }
    yield from ((item, said[field]) for item, field in HEAD_FIELDS.items())


def source(because: Citation) -> str:
    """How a cell names a paper: by the key of one that the law knows, by its words otherwise."""
    return because.source or because.title


def _word(words: dict[str, Any], value: Any) -> str:
    return next(word for word, known in words.items() if known == value)


def _proof(proof: Evidence | None) -> tuple[str, str]:
    return (proof.says, _word(PROOF_WORDS, proof.kind)) if proof else ("", "")


def _criteria(framework: Framework) -> Iterator[Row]:
    for each in framework.criteria:
        cited = (source(each.because), each.because.place) if each.because else ("", "")
        yield each.code, each.says, str(each.most), *_proof(each.evidence), each.scale, *cited


def _conditions(framework: Framework) -> Iterator[Row]:
    for each in framework.hard:
        best = framework.named(each.best).says
        yield each.code, each.says, best, *_proof(each.evidence), source(each.because), each.because.place


def _bands(framework: Framework) -> Iterator[Row]:
    caps = {cap.band: cap for cap in framework.caps}
    for each in framework.bands:
        cap = caps.get(each.code)
        yield each.says, str(each.least), *(_cap(framework, cap) if cap else ("", ""))


def _steps(framework: Framework) -> Iterator[Row]:
    for each in framework.steps:
        yield each.says, each.who, _word(SIDE_WORDS, each.side)


def _cap(framework: Framework, cap: Cap) -> tuple[str, str]:
    part = f"{cap.percent}%" if cap.percent is not None else _by_law(cap.parameter)
    return part, " + ".join(framework.named(code).says for code in cap.of)


def _by_law(parameter: str) -> str:
    assert parameter in PARAMETERS
    return BY_LAW


def _lists() -> Iterator[Row]:
    counted = [each.says for each in evidence() if each.kind is Proof.QUERY]
    yield from zip_longest(counted, PROOF_WORDS, [BY_LAW, "20%"], SIDE_WORDS, fillvalue="")
