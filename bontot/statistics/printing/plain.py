"""JSON for programs, CSV for spreadsheets, text for a terminal or a message."""

from __future__ import annotations

import csv
import io
import json

from bontot.statistics.form import Answer
from bontot.statistics.printing.sheet import Sheet, number

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(answer: Answer) -> bytes:
    """The answer in the words of the interface."""
    return (json.dumps(answer.as_json(), ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that spreadsheets look for; nothing in it is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Mã", "Chỉ tiêu", *[safe(says) for _code, says in sheet.columns]])
    writer.writerow(["", "", *[code for code, _says in sheet.columns]])
    for row in sheet.rows:
        writer.writerow([row.code, safe(row.says), *["" if cell is None else cell for cell in row.cells]])
    return out.getvalue().encode("utf-8-sig")


def as_text(sheet: Sheet) -> bytes:
    """A table in fixed columns."""
    heads = [code for code, _says in sheet.columns]
    body = [
        [
            row.code,
            "  " * row.depth + row.says,
            *[number(c, decimal=(y, x) in sheet.decimal) for x, c in enumerate(row.cells)],
        ]
        for y, row in enumerate(sheet.rows)
    ]
    lines = [["Mã", "Chỉ tiêu", *heads], *body]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    text = [sheet.heading.organisation, f"Biểu {sheet.code}. {sheet.title}", sheet.period, ""]
    for line in lines:
        left = [line[place].ljust(widths[place]) for place in (0, 1)]
        right = [line[place].rjust(widths[place]) for place in range(2, len(line))]
        text.append("  ".join([*left, *right]).rstrip())
    text += ["", *[f"{code}: {says}" for code, says in sheet.columns], *sheet.notes]
    text += [f"Không khớp: {says}" for says in sheet.failed]
    return ("\n".join([*text, sheet.foot]) + "\n").encode()


def safe(text: str) -> str:
    """Text that no spreadsheet executes."""
    return f"'{text}" if text.startswith(_FORMULA) else text
