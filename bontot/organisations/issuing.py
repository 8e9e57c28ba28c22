"""Cơ quan ban hành: a paper names its issuer by a code, or, where the ledger does not hold the issuer, by a name."""

from __future__ import annotations

from collections.abc import Iterator

from bontot.kernel.codes import usual
from bontot.kernel.finding import Finding, Severity
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome
from bontot.ledger.guessing import Guesses
from bontot.ledger.saying import HOUSE
from bontot.organisations.models import Organisation


def unknown_issuer(code: str, outcome: Outcome, act: str, by: Authority) -> Iterator[Finding]:
    """A hint where the issuer looks like a code that no organisation has, known or made just now; near ones are named."""
    if not usual(code) or any(made == code for _, _, made in outcome.created):
        return
    if Organisation.objects.exists() and not Organisation.objects.filter(code=code).exists():
        says = f"Không có tổ chức nào mang mã “{code}”; nếu đây là mã của cơ quan ban hành, hãy kiểm tra lại."
        near = Guesses().question(Organisation, code, act, by)
        yield Finding("SO-16", says + near, Severity.HINT, HOUSE, value=code)
