"""The printed form as a tagged PDF, which a screen reader can read as a table."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import cast

import typst

from bontot.statistics.printing.sheet import Sheet, number

_LAYOUT = Path(__file__).with_name("form.typ")


def as_pdf(sheet: Sheet) -> bytes:
    """A4, in Vietnamese, tagged. The layout is `form.typ`; the words and numbers travel as data, never as markup."""
    words = {"sheet": json.dumps(_told(sheet), ensure_ascii=False)}
    return cast(bytes, _compiler().compile(format="pdf", sys_inputs=words))


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(_LAYOUT), root=str(_LAYOUT.parent))


def _told(sheet: Sheet) -> dict[str, object]:
    return {
        "code": sheet.code,
        "title": sheet.title,
        "period": sheet.period,
        "above": sheet.heading.above,
        "organisation": sheet.heading.organisation,
        "made_by": sheet.heading.made_by,
        "signed_by": sheet.heading.signed_by,
        "columns": [{"code": code, "says": says} for code, says in sheet.columns],
        "rows": [
            {
                "code": row.code,
                "says": row.says,
                "depth": row.depth,
                "cells": [number(cell, decimal=(y, x) in sheet.decimal) for x, cell in enumerate(row.cells)],
            }
            for y, row in enumerate(sheet.rows)
        ],
        "notes": [*sheet.notes, *[f"Không khớp: {says}" for says in sheet.failed], sheet.foot],
    }
