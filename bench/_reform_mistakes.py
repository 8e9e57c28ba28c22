"""A plan of 100,000 lines with 1,000 mistakes, over the demonstration province: read, judged, all told, nothing written."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from python_calamine import load_workbook

from bench._reform_acts import DAY
from bontot.demo import TOP
from bontot.ledger.authority import Operator
from bontot.ledger.queries import end, holding
from bontot.members.models import Belonging
from bontot.organisations.models import Place
from bontot.reforms.executing import try_out
from bontot.reforms.reading import Books
from bontot.reforms.tests.plans import with_mistakes

LINES, EACH = 100_000, 200


def tell(folder: Path) -> dict[str, Any]:
    """Seconds until everything wrong has been told, and those that reading the cells alone takes."""
    path, position = folder / "mistakes.xlsx", end()
    stay = Belonging.objects.filter(holding(DAY)).select_related("organisation").first()
    assert stay is not None
    place = Place.objects.select_related("parent").get(holding(DAY), organisation=stay.organisation)
    parent, branch = place.parent.code, stay.organisation.code
    mistakes = with_mistakes(path, LINES, EACH, parent=parent, branch=branch)
    began = time.perf_counter()
    books = Books([path], DAY, TOP)
    outcome = try_out(DAY, books.lines(), Operator("bench"), books.findings)
    told = time.perf_counter() - began
    assert Counter(found.rule for found in outcome.findings if found.refuses) == mistakes
    assert outcome.refused and end() == position
    return {"told": told, "cells": _cells(path)}


def _cells(path: Path) -> float:
    began = time.perf_counter()
    with load_workbook(str(path)) as book:
        for name in book.sheet_names:
            for _ in book.get_sheet_by_name(name).iter_rows():
                pass
    return time.perf_counter() - began
