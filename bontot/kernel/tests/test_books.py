"""Files are read to the end; what cannot be read is told, and only so much of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bontot.kernel.books import SHOWN, Findings, read_into


def _count(books: Findings, name: str, lines: Iterator[list[str]]) -> None:
    for number, cells in enumerate(lines, 1):
        if len(cells) != 2:
            books.wrong("X-01", "Thiếu ô.", name, number)


def test_a_file_that_cannot_be_read_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    torn, good = tmp_path / "torn.csv", tmp_path / "good.csv"
    torn.write_bytes(b"a,b\n\xff\xfe\n")
    good.write_text("a,b\na\n", encoding="utf-8")
    books = read_into(Findings(), [tmp_path / "none.csv", torn, good], "X-00", _count)
    assert [(each.rule, each.file, each.row) for each in books.findings] == [
        ("X-00", "none.csv", None),
        ("X-00", "torn.csv", None),
        ("X-01", "good.csv", 2),
    ]


def test_of_very_many_findings_the_rest_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a\n" * (SHOWN + 7), encoding="utf-8")
    books = read_into(Findings(), [path], "X-00", _count)
    assert (len(books.findings), books.more) == (SHOWN, 7)
