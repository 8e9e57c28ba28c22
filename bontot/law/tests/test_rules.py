"""Promises of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from bontot.kernel.finding import Severity
from bontot.kernel.period import Period
from bontot.law.rules import Problem, Rule
from bontot.law.sources import cite


def _always(act: Any, before: Any) -> Iterator[Problem]:
    yield Problem("Không đúng.", "on")


def _rule(source: str, place: str = "", **kept: Any) -> Rule:
    return Rule(code="X-01", says="Phải đúng.", because=cite(source, place), problems=_always, **kept)


DURING, AFTER = date(2025, 8, 1), date(2026, 8, 1)


def test_a_finding_says_what_is_wrong_where_and_by_which_law() -> None:
    (finding,) = _rule("294-QĐ/TW-2025", "Điểm 20.2.2").findings(None, None, DURING)
    assert (finding.rule, finding.says, finding.column) == ("X-01", "Không đúng.", "on")
    assert finding.source == "Điểm 20.2.2, Quy định số 294-QĐ/TW ngày 26/5/2025"
    assert finding.severity is Severity.REFUSAL


def test_only_what_was_read_in_the_text_in_force_refuses() -> None:
    assert _rule("DL-2011", "Điều 5").severity is Severity.REFUSAL
    assert _rule("24-QĐ/TW-2021", "Điểm 1.1").severity is Severity.WARNING
    assert _rule("DL-2011", "Điều 22").severity is Severity.HINT
    assert _rule("HOUSE").severity is Severity.REFUSAL


def test_a_rule_is_milder_where_its_paper_is_not_in_force_on_the_day_of_the_event() -> None:
    rule = _rule("294-QĐ/TW-2025", "Điểm 20.2.2")
    assert rule.severity_on(DURING) is Severity.REFUSAL
    assert [found.severity for found in rule.findings(None, None, AFTER)] == [Severity.WARNING]


def test_a_rule_may_be_held_down() -> None:
    assert _rule("DL-2011", "Điều 21", at_most=Severity.WARNING).severity is Severity.WARNING
    assert _rule("DL-2011", "Điều 22", at_most=Severity.WARNING).severity is Severity.HINT


def test_outside_its_period_a_rule_says_nothing() -> None:
    rule = _rule("HOUSE", in_force=Period(date(2025, 7, 1)))
    assert not list(rule.findings(None, None, date(2025, 6, 30)))
    assert list(rule.findings(None, None, date(2025, 7, 1)))
