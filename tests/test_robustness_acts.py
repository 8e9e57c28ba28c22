"""Whatever is sent as an act, what comes back are findings: never an exception, and the ledger stays sound."""

from __future__ import annotations

import random
import zlib
from dataclasses import MISSING
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from bontot.catalogue import ACTS
from bontot.ledger.acts import said_fields
from bontot.ledger.enacting import Outcome, enact, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.speaking import acts_from_json
from tests import world

CODES = [
    *(one[0] for one in world.ORGANISATIONS),
    *(one["code"] for one in world.MEMBERS),
    "NG01",
    "KHÁC",
    "MỚI",
]
DAYS = [
    "0001-01-01",
    "0001-01-02",
    "9999-12-30",
    "9999-12-31",
    "2020-02-29",
    "2023-02-29",
    "2024-05-01",
    "1962",
    "",
]
JUNK: list[Any] = [
    None, True, False, 0, -1, 2**70, 1.5, 1e308, "", " ", "\x00", "a\x00b", "\ud83d\ude00", "😀" * 40, "é" * 5000,
    "'; DROP TABLE members_profile; --", "%s%d{0}", "../../etc/passwd", "A/B", "=1+1", [], {}, [None], [[]],
    [{"a": [1]}], ["TINH", "TINH"], {"code": ["x"]}, [["THON1", "2020-01-01", None, False]],
    [["THON1", 5, [], "x"]], [[1, 2, 3, 4, 5]], "\u202e\u200b", "\ufeff", "2" * 400, "\ud800",
]  # fmt: skip
PART = {"code": "TACH", "name": "Chi bộ Tách", "kind": "chi bộ", "parent": "XA1", "members": ["DV03"]}
WORDS = [
    "nam",
    "nữ",
    "chi bộ",
    "đảng bộ cơ sở",
    "bí thư",
    "trưởng thôn",
    "Kinh",
    "cập nhật kiến thức",
    "tạm thời",
]


def some(dice: random.Random, depth: int = 0) -> Any:
    """A value of any type, more often one that means something."""
    kind = dice.randrange(10)
    if kind < 4:
        return dice.choice(CODES)
    if kind < 6:
        return dice.choice(DAYS)
    if kind == 6:
        return dice.choice(WORDS)
    if kind == 7 and depth < 2:
        return [some(dice, depth + 1) for _ in range(dice.randrange(4))]
    if kind == 8 and depth < 2:
        part = {key: some(dice, depth + 1) if dice.random() < 0.3 else value for key, value in PART.items()}
        return [part] if dice.random() < 0.8 else part
    return dice.choice(JUNK)


def fitting(dice: random.Random, name: str, hint: str) -> Any:
    """A value that the field would take, though it need not make sense."""
    if name == "into":
        return [{**PART, "code": f"T{n}", dice.choice([*PART, "lạ"]): some(dice)} for n in range(2)]
    if "tuple" in hint:
        return dice.sample(CODES, 2)
    if "date" in hint:
        return dice.choice(["0001-01-01", "9999-12-31", "2020-02-29", "2024-05-01"])
    return True if "bool" in hint else dice.choice(CODES + WORDS)


def act(dice: random.Random, code: str) -> Any:
    """An act most of whose fields have values of their kind, and some of any kind; and some fields that are none of its."""
    if dice.random() < 0.02:
        return some(dice)
    wild = dice.choice([0.0, 0.1, 0.5])
    said = {
        field.name: some(dice) if dice.random() < wild else fitting(dice, field.name, str(field.type))
        for field in said_fields(ACTS[code])
        if field.default is MISSING or dice.random() < 0.5
    }
    if dice.random() < 0.05:
        said[dice.choice(["lạ", "origin", "act ", "\x00"])] = some(dice)
    return {**said, "act": code}


@pytest.mark.django_db
@pytest.mark.parametrize("code", ACTS)
def test_nonsense_is_answered_with_findings(code: str) -> None:
    """Rehearsed and really enacted, one by one and as a crowd."""
    world.build()
    dice = random.Random(zlib.crc32(code.encode()))
    said = [act(dice, code) for _ in range(30)]
    for one in said:
        acts, wrong = acts_from_json([one], ACTS)
        outcome = rehearse(acts, world.OPERATOR, outcome=Outcome(findings=wrong))
        assert acts or outcome.refused, one
        if not outcome.refused:
            with transaction.atomic():
                assert enact(acts, Paper("1", date(2024, 6, 1), "TINH"), world.OPERATOR).position, one
                transaction.set_rollback(True)
    acts, wrong = acts_from_json(said, ACTS)
    assert rehearse(acts, world.OPERATOR, outcome=Outcome(findings=wrong)).refused
