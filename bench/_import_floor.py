"""The floor of an import: the same cells read and checked in plain Python, the same values in one `executemany` a table.

Tables and indexes are the program's own, without its triggers; nothing is planned, compared, chained or kept in a ledger.
"""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import load_workbook

IDENTITY, CARD = re.compile(r"^\d{12}$"), re.compile(r"^\d{8}$")
SEX = {"nam", "nữ"}


def read(paths: Sequence[Path]) -> dict[str, list[list[Any]]]:
    """All cells of all sheets."""
    sheets = {}
    for path in paths:
        with load_workbook(str(path)) as book:
            for name in book.sheet_names:
                sheets[name] = list(book.get_sheet_by_name(name).iter_rows())
    return sheets


def check(sheets: dict[str, list[list[Any]]]) -> list[str]:
    """What a careful clerk's script would check, and all that it finds."""
    found: list[str] = []
    codes = {row[0] for row in sheets["Tổ chức đảng"][1:]}
    header = {name: place for place, name in enumerate(sheets["Đảng viên"][0])}
    seen: set[str] = set()
    folds: dict[str, str] = {}
    lists: dict[str, set[Any]] = {
        name: set() for name in ("Dân tộc", "Tôn giáo", "Trình độ chuyên môn", "Lý luận chính trị")
    }
    people = set()
    for number, row in enumerate(sheets["Đảng viên"][1:], 2):
        name = unicodedata.normalize("NFC", row[header["Họ và tên"]]).strip()
        folded = folds.get(name)
        if folded is None:
            plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
            folded = folds[name] = "".join(c for c in plain if not unicodedata.combining(c))
        identity, card = row[header["Số CCCD"]], row[header["Số thẻ đảng viên"]]
        if identity and (not IDENTITY.match(identity) or identity in seen):
            found.append(f"{number}: CCCD")
        if card and (not CARD.match(card) or card in seen):
            found.append(f"{number}: thẻ")
        seen.add(identity)
        seen.add(card)
        if row[header["Giới tính"]] not in SEX or row[header["Mã chi bộ"]] not in codes:
            found.append(f"{number}: giới tính hoặc chi bộ")
        days = [
            row[header[h]]
            for h in ("Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Ngày về chi bộ", "Ngày ra khỏi Đảng")
        ]
        if isinstance(days[0], date) and isinstance(days[1], date) and (days[1] - days[0]).days < 18 * 365:
            found.append(f"{number}: tuổi")
        if any(isinstance(d, date) and isinstance(days[1], date) and d < days[1] for d in days[2:]):
            found.append(f"{number}: ngày")
        for list_name, values in lists.items():
            values.add(row[header[list_name]])
        people.add(row[header["Mã đảng viên"]])
        people.add(card)
    sheets_of_people = (
        ("Nơi sinh hoạt", 0, 2),
        ("Chức vụ", 3, 2),
        ("Bồi dưỡng", 3, 2),
        ("Xếp loại đảng viên", 0, 3),
    )
    for sheet, person, day in sheets_of_people:
        for number, row in enumerate(sheets[sheet][1:], 2):
            if not isinstance(row[day], date) or (row[person] not in people and sheet != "Chức vụ"):
                found.append(f"{sheet} {number}")
    return found


def write_again() -> float:
    """Seconds that the rows alone take which the program has written: into tables like its own, without its guards."""
    from django.apps import apps
    from django.db import connection

    from bontot.ledger.models import Decision, Payload
    from bontot.ledger.state import fact_kinds, identity_kinds

    tables = [m._meta.db_table for m in (*identity_kinds(), *fact_kinds(), Decision, Payload)]
    assert apps.ready
    if connection.vendor == "postgresql":
        return _copy(connection, tables)
    return _executemany(Path(connection.settings_dict["NAME"]), tables)


def _executemany(source: Path, tables: Sequence[str]) -> float:
    with sqlite3.connect(source) as book:
        made = book.execute(
            "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        )
        schema = [row[0] for row in made]
        rows = {table: book.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables}
    fresh = source.with_name("floor.sqlite3")
    fresh.unlink(missing_ok=True)
    book = sqlite3.connect(fresh)
    book.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;")
    for statement in schema:
        book.execute(statement)
    began = time.perf_counter()
    with book:
        for table, values in rows.items():
            if values:
                marks = ", ".join("?" * len(values[0]))
                book.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)
    took = time.perf_counter() - began
    book.close()
    return took


def _copy(connection: Any, tables: Sequence[str]) -> float:
    """With COPY, into tables with the same indexes and no triggers."""
    from bontot.ledger.bulk import as_copy

    took = 0.0
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor")
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = cursor.fetchall()
            cursor.execute(f'CREATE TABLE floor."{table}" (LIKE "{table}" INCLUDING DEFAULTS)')
            cursor.execute(
                "SELECT indexdef FROM pg_indexes WHERE tablename = %s AND schemaname = 'public'", [table]
            )
            indexes = [row[0] for row in cursor.fetchall()]
            for statement in indexes:
                cursor.execute(statement.replace("public.", "floor."))
            began = time.perf_counter()
            with cursor.copy(f'COPY floor."{table}" FROM STDIN') as copy:
                for start in range(0, len(rows), 5000):
                    copy.write(as_copy(rows[start : start + 5000]))
            took += time.perf_counter() - began
    return took
