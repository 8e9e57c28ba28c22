"""CSV as a stream: which alphabet, which separator, and rows that are never held together."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from bontot.exchange.reading.columns import MOST_COLUMNS, find
from bontot.exchange.reading.refusing import Refused
from bontot.exchange.sentences import finding

SEPARATORS = ",;\t|"
LONGEST_LINE = 1_000_000
_LOOKED_AT = 256 * 1024
_1258 = frozenset(b"\xcc\xd2\xde\xec\xf2\xfd\xfe\xf0\xd0\xf5\xd5")
"""Tone marks and horned letters of windows-1258, the old single-byte alphabet of Vietnamese Windows."""


def rows(path: Path, alphabet: str, separator: str) -> Iterator[list[str]]:
    """The rows one by one. Raises `Refused` where the file stops being text or a table."""
    with path.open(encoding=alphabet, newline="") as file:
        lines = _lines(file, path)
        first = next(lines, "")
        if not first.lower().startswith("sep="):
            lines = _again(first, lines)
        elif first:
            yield []
        reader = csv.reader(lines, delimiter=separator)
        try:
            for row in reader:
                if len(row) > MOST_COLUMNS * 4:
                    what = f"hàng {reader.line_num} có {len(row)} cột"
                    raise Refused(finding("TEP-QUA-LON", file=path.name, what=what))
                yield row
        except csv.Error:
            why = f"có một ô quá dài hoặc thiếu dấu ngoặc kép, gần dòng {reader.line_num}"
            raise Refused(finding("TEP-CSV-HONG", file=path.name, why=why)) from None
        except UnicodeError:
            raise Refused(finding("TEP-BANG-MA", file=path.name, encoding="khác UTF-8")) from None


def alphabet(path: Path) -> str:
    """The alphabet, where it is certain: a mark at the front, or a first part that is all UTF-8."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head[: head.rfind(b"\n") + 1 or len(head)].decode("utf-8")
    except UnicodeDecodeError:
        looks_old = sum(byte in _1258 for byte in head) > 0
        encoding = "windows-1258 hoặc TCVN3" if looks_old else "lạ"
        raise Refused(finding("TEP-BANG-MA", file=path.name, encoding=encoding)) from None
    if b"\x00" in head:
        raise Refused(finding("TEP-BANG-MA", file=path.name, encoding="UTF-16 không có dấu đầu tệp"))
    return "utf-8"


def separator(path: Path, alphabet: str) -> str:
    """The separator under which the first rows hold a header, else the one that occurs most."""
    with path.open(encoding=alphabet, newline="") as file:
        lines = [line for line, _ in zip(_lines(file, path), range(40), strict=False)]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0][4]
    best, most = ",", (-1, -1)
    for candidate in SEPARATORS:
        try:
            head: list[Sequence[object]] = list(csv.reader(lines, delimiter=candidate))
        except csv.Error:
            continue
        header = find(head, "")
        score = (len(header.columns) if header else 0, lines[0].count(candidate) if lines else 0)
        if score > most:
            best, most = candidate, score
    return best


def _lines(file: TextIO, path: Path) -> Iterator[str]:
    try:
        while line := file.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise Refused(
                    finding("TEP-QUA-LON", file=path.name, what="có một dòng dài hơn một triệu chữ")
                )
            yield line
    except UnicodeError:
        raise Refused(finding("TEP-BANG-MA", file=path.name, encoding="khác UTF-8")) from None


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    if first:
        yield first
        yield from rest
