"""A successor inherits the history of those it took over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bontot.access.tests.reader import Reader
from bontot.ledger.authority import Operator
from bontot.ledger.enacting import enact
from bontot.ledger.paper import Paper
from bontot.restructuring.acts import Absorb

type As = Callable[[str], Reader]


def test_who_absorbs_an_organisation_sees_its_history(as_: As) -> None:
    branch = as_("chi-bo")  # of CB1
    assert branch.get("/to-chuc/CB2/2023-06-30/").status_code == 404
    absorb = Absorb(on=date(2024, 6, 1), absorbed=("CB2",), into="CB1")
    outcome = enact([absorb], Paper("07-QĐ/HU", date(2024, 5, 20), "HL"), Operator("thu"))
    assert outcome.position == 2, outcome.findings
    assert branch.get("/to-chuc/CB2/2023-06-30/").status_code == 200
    assert branch.get("/dang-vien/DV-CUONG/2024-06-30/").status_code == 200
