"""Promises of the machinery that runs the examples of rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from bontot.law.examples import Saying, examples, lacking

TEXT = """
worlds:
  một xã:
    - &commune {act: organisation.establish, on: 2010-01-01, code: X}
X-01:
  - says: đủ tuổi
    world: một xã
    before: [{<<: *commune, on: 2011-01-01}]
    act: {act: member.admit, on: 2024-02-03, born: 2006-02-03}
    holds: true
  - says: thiếu một ngày
    act: {act: member.admit, on: 2024-02-03, born: 2006-02-04}
    holds: false
"""


def _written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "examples.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _too_young(act: Saying, before: Sequence[Saying]) -> set[str]:
    return {"X-01"} if act["born"] > "2006-02-03" else set()


def test_examples_are_acts_as_json_says_them_after_the_acts_of_their_world(tmp_path: Path) -> None:
    first, second = examples(_written(tmp_path, TEXT))
    assert first.act == {"act": "member.admit", "on": "2024-02-03", "born": "2006-02-03"}
    assert [said["on"] for said in first.before] == ["2010-01-01", "2011-01-01"]
    assert second.before == ()


def test_an_example_complains_only_where_the_rule_judges_otherwise(tmp_path: Path) -> None:
    first, second = examples(_written(tmp_path, TEXT))
    assert first.complaint(_too_young) == second.complaint(_too_young) == ""
    assert "X-01: thiếu một ngày" in second.complaint(lambda act, before: set())
    assert "X-01: đủ tuổi" in first.complaint(lambda act, before: {"X-01"})


def test_every_rule_needs_a_case_that_holds_and_one_that_does_not(tmp_path: Path) -> None:
    known = examples(_written(tmp_path, TEXT))
    assert list(lacking(["X-01"], known)) == []
    assert list(lacking(["X-01"], known[:1])) == ["X-01 has no example that does not hold"]
    assert len(list(lacking(["X-01", "X-02"], known))) == 2
    assert list(lacking([], known)) == ["X-01 has examples, but there is no such rule"]


@pytest.mark.parametrize(
    "case",
    [
        "{says: a, holds: true}",
        "{says: a, act: {}, holds: true, hold: 1}",
        "{says: a, act: {}, holds: true, world: b}",
    ],
)
def test_a_case_that_is_not_well_formed_is_named(tmp_path: Path, case: str) -> None:
    with pytest.raises(ValueError, match="X-01"):
        examples(_written(tmp_path, f"X-01: [{case}]"))
