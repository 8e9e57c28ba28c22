"""Promises about merging and dividing: of one alone nothing is merged or divided, and it is said what to do instead."""

from __future__ import annotations

import zlib
from typing import Any

import orjson
import pytest

from bontot.catalogue import ACTS
from bontot.ledger import chain
from bontot.ledger.models import Payload
from bontot.ledger.speaking import acts_from_json
from bontot.restructuring.acts import MergeInto
from tests import world

pytestmark = pytest.mark.django_db
NEW = {"name": "Chi bộ thôn Bản Mới", "kind": "chi bộ", "parent": "XA1"}
ON = {"on": "2024-06-01"}
SPLIT = {
    "act": "organisation.split_off",
    **ON,
    **NEW,
    "organisation": "THON1",
    "code": "T9",
    "part": "xóm Trên",
}
INTO = {"act": "organisation.merge_into", **ON, "organisation": "THON3", "heir": "T9"}


def told(*acts: dict[str, Any]) -> str:
    """What is refused of these acts, under one paper."""
    return " ".join(found.says for found in world.do(*acts).findings if found.refuses)


def test_one_alone_is_not_merged_and_it_is_said_what_to_do_instead() -> None:
    world.build()
    says = told({"act": "organisation.merge", **ON, **NEW, "merged": ["THON1"], "code": "T9"})
    for words in ("ít nhất hai tổ chức", "Chi bộ", "“đổi tên”", "“sáp nhập”", "“hợp nhất vào tổ chức mới”"):
        assert words in says, words


def test_nothing_is_divided_into_one_and_it_is_said_what_to_do_instead() -> None:
    world.build()
    part = {**NEW, "code": "T9"}
    says = told({"act": "organisation.divide", **ON, "organisation": "THON1", "into": [part]})
    for words in ("ít nhất hai tổ chức mới, đây có 1", "“tách”", "“đổi tên”", "“thành lập”"):
        assert words in says, words


def test_a_whole_merges_into_a_part_that_was_split_off_for_it_and_into_nothing_else() -> None:
    world.build()
    assert "chưa nhận gì" in told({"act": "organisation.establish", **ON, **NEW, "code": "T9"}, INTO)
    assert "là “sáp nhập”" in told(INTO | {"heir": "THON2"})
    assert told(SPLIT, INTO) == ""


def test_what_merged_into_a_part_can_be_read_again_from_its_decision() -> None:
    world.build()
    position = world.do(SPLIT, INTO).position or 0
    acts, findings = acts_from_json(chain.payload(position), ACTS)
    assert (findings, [type(act).__name__ for act in acts]) == ([], ["SplitOff", "MergeInto"])


def test_a_payload_that_was_kept_under_the_code_of_merging_is_read_as_what_it_says() -> None:
    world.build()
    table = {
        "act": "organisation.merge",
        "fields": ["on", "organisation", "heir"],
        "rows": [["2024-06-01", "THON3", "T9"]],
    }
    Payload.objects.create(position=9, part=0, data=zlib.compress(orjson.dumps([table])))
    assert list(chain.payload(9)) == [INTO]
    (act,), findings = acts_from_json(chain.payload(9), ACTS)
    assert isinstance(act, MergeInto) and not findings
