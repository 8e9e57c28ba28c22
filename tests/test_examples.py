"""The rules judge as their examples say, and no rule is without a case that holds and one that does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import bontot
from bontot.catalogue import ACTS
from bontot.law.examples import Example, Saying, examples, lacking
from bontot.ledger.enacting import rehearse
from bontot.ledger.speaking import acts_from_json
from tests import world

FILES = sorted(Path(bontot.__file__).parent.glob("*/examples.yaml"))
ALL = [example for path in FILES for example in examples(path)]
CODES = {rule.code for act in ACTS.values() for rule in act.rules}


@pytest.mark.django_db
@pytest.mark.parametrize("example", ALL, ids=str)
def test_a_rule_judges_as_its_example_says(example: Example) -> None:
    assert example.complaint(_found) == ""


def test_every_rule_has_a_case_that_holds_and_one_that_does_not() -> None:
    assert list(lacking(CODES, ALL)) == []


def _found(act: Saying, before: Sequence[Saying]) -> set[str]:
    made = world.do(*map(dict, before))
    assert not made.refused, made.findings
    said, wrong = acts_from_json([dict(act)], ACTS)
    assert not wrong, wrong
    return {finding.rule for finding in rehearse(said, world.OPERATOR).findings}
