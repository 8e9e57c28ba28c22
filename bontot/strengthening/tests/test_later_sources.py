"""Promises about grounds from the work regulation: they count as that chapter counts."""

from __future__ import annotations

from datetime import date

from bontot.members.tests.province import Province
from bontot.regulations.adopting import Adoption, adopt
from bontot.regulations.queries import kept
from bontot.regulations.samples import SAMPLES
from bontot.strengthening.assessing import assess, rows_behind
from bontot.strengthening.computing import Figure
from bontot.strengthening.criteria import version_on
from bontot.strengthening.tests.conftest import TODAY


def _rows_add_up(code: str, organisation: int, on: date) -> Figure:
    """What the rows of a criterion add up to; it is the figure."""
    criterion = version_on(on).criterion(code)
    assert criterion is not None
    rows = rows_behind(criterion, [organisation], on)
    return Figure(sum(row.amount for row in rows), sum(row.base or 0 for row in rows))


def test_duties_missed_are_counted_as_the_chapter_of_regulations_counts_them(weak: Province) -> None:
    xa = weak.ids["XA"]
    adopt(xa, Adoption("01-QC/ĐU", date(2024, 1, 1), date(2024, 1, 1)), "xa", SAMPLES["grassroots"])
    found = assess([xa, weak.ids["CQ"]], TODAY)
    figure = found.figures["duties_missed"][xa]
    counted = kept([xa], date(2023, 12, 30), TODAY, TODAY)[xa]
    assert figure == Figure(counted.missed, counted.due) == _rows_add_up("duties_missed", xa, TODAY)
    assert figure.amount >= 4 and "duties_missed" in found.weak[xa]
    assert weak.ids["CQ"] not in found.figures["duties_missed"], "who has no regulation misses nothing"
