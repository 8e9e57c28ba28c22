"""A trail keeps what differs and nothing else, sealed, and is read by people."""

from __future__ import annotations

from datetime import date

import orjson

from bontot.ledger.sealing import unseal
from bontot.ledger.traces import Column, differing, lines, sealed, worded


def test_only_what_differs_is_kept() -> None:
    kept = differing({"place": "Nhà văn hóa", "day": date(2026, 3, 3)}, {"place": "Nhà văn hóa", "day": None})
    assert {side: orjson.loads(unseal(text)) for side, text in kept.items()} == {
        "before": {"day": "2026-03-03"},
        "after": {"day": None},
    }


def test_what_was_not_there_before_has_no_before() -> None:
    kept = differing({}, {"place": "Trụ sở"})
    assert kept["before"] == "" and orjson.loads(unseal(kept["after"])) == {"place": "Trụ sở"}


def test_nothing_is_kept_where_nothing_differs() -> None:
    assert differing({"place": "Trụ sở"}, {"place": "Trụ sở"}) == {}


def test_what_is_kept_cannot_be_read_without_the_key() -> None:
    assert "Nguyễn" not in sealed({"chair": "Nguyễn Thị Hoa"})


def test_people_read_values_with_days_as_they_write_them() -> None:
    said = sealed({"a": "2026-03-03", "b": None, "c": "", "d": "01-QC/ĐU", "e": 12, "f": "20260303"})
    assert worded(said) == "03/03/2026; 01-QC/ĐU; 12; 20260303"
    assert worded("") == ""


def test_a_change_is_told_with_labels_and_in_words() -> None:
    columns = {
        "state": Column("Trạng thái", {"held": "Đã họp"}),
        "sent_at": Column("Gửi lúc"),
        "deep": Column("Mọi cấp"),
    }
    said = {"state": "held", "sent_at": "2026-03-03T01:30:00.5+00:00", "deep": True, "reason": "", "1.2": 7}
    assert lines(sealed(said), columns).splitlines() == [
        "Trạng thái: Đã họp", "Gửi lúc: 03/03/2026 08:30", "Mọi cấp: Có", "1.2: 7",
    ]  # fmt: skip
    assert lines("", columns) == ""
