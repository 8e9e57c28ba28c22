"""Promises about a meeting taken along: each entry is done once, in its order, whatever the clock of the telephone says."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bontot.access.tests.reader import Reader
from bontot.meetings.carried.log import Sent, read
from bontot.meetings.carried.syncing import sync
from bontot.meetings.models import (
    Carried,
    Conclusion,
    Meeting,
    Motion,
    Note,
    Operation,
    Presence,
    Task,
    Trace,
)
from bontot.meetings.tests.phone import (
    ABSENT,
    PRESENT,
    Phone,
    rows,
    take,
    whole_evening,
)
from bontot.ui.clock import now

type As = Callable[[str], Reader]


def test_an_evening_on_the_telephone_is_the_evening_on_the_pages(phone: Phone) -> None:
    whole_evening(phone)
    told = phone.send(last=True)
    assert {each["outcome"] for each in told["synced"]["answers"]} == {"applied"} and told["closed"]
    found = rows()
    assert found["presence"] == [
        ("DV-AN", "present", ""), ("DV-BINH", "present", ""), ("DV-EM", "present", ""), ("DV-GIANG", "excused", "sick"),
        ("DV-LAN", "present", ""),
    ]  # fmt: skip
    assert [says for _person, says in found["notes"]] == ["Nên làm đường trước mùa mưa"]
    assert ("Mua loa", 1, 1, False) in found["motions"] and found["conclusions"] == ["Làm đường.", "Mua loa."]
    assert found["tasks"] == [("Thăm cụ Hoa", "DV-BINH", "open")] and found["ended"] == [
        (time(21, 10), "held")
    ]
    assert Carried.objects.get().key == ""
    assert set(Operation.objects.values_list("content", flat=True)) == {""}


def test_what_was_sent_before_changes_nothing(phone: Phone) -> None:
    whole_evening(phone)
    phone.send()
    before, traces = rows(), Trace.objects.count()
    assert set(phone.outcomes().values()) == {"already"}
    assert (rows(), Trace.objects.count()) == (before, traces)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), times=st.integers(1, 5))
def test_any_order_of_sendings_and_repetitions_writes_the_same(phone: Phone, seed: int, times: int) -> None:
    """The network may deliver a part, lose the answer, and deliver all of it again."""
    dice = random.Random(seed)
    carried = Carried.objects.get(id=phone.id)
    phone.log.clear()
    Operation.objects.all().delete()
    for model in (Presence, Note, Conclusion, Task):
        model.objects.all().delete()
    Motion.objects.filter(says="Mua loa").delete()
    Motion.objects.update(passed=None, in_favour=None, against=None, abstained=None, invalid=None, method="")
    Meeting.objects.update(ended=None, state="planned")
    whole_evening(phone)
    sent = 0
    for _ in range(times):
        sent = dice.randint(sent, len(phone.log))
        for _again in range(dice.randint(1, 2)):
            sync(carried, _sending(phone.log[:sent]), "chi-bo")
    synced = sync(carried, _sending(phone.log), "chi-bo")
    assert not synced.torn
    found = rows()
    assert len(found["notes"]) == len(found["tasks"]) == 1 and len(found["presence"]) == 5
    assert sorted(each[0] for each in found["motions"]).count("Mua loa") == 1
    assert found["ended"] == [(time(21, 10), "held")]


def _sending(entries: list[dict[str, Any]]) -> Sent:
    return read(orjson.dumps({"clock": round(now().timestamp() * 1000), "entries": entries}))


@pytest.mark.parametrize(
    ("off", "says"), ((timedelta(hours=-3), "chậm 3 giờ"), (timedelta(days=400), "nhanh 400 ngày"))
)
def test_a_wrong_clock_is_told_and_put_right(as_: As, july: Meeting, off: timedelta, says: str) -> None:
    here = timezone.localtime(now())
    Meeting.objects.update(begins=here.time())
    phone = take(as_, july, off)
    phone.write("note", speaker="DV-AN", says="Ý kiến")
    phone.write("end", ended="03:00", clock="1")
    told = phone.send()
    assert says in told["synced"]["clock"]
    assert abs(Note.objects.get().at - now()) < timedelta(minutes=1)
    july.refresh_from_db()
    assert july.ended is not None and july.ended.hour in (here.hour, (here.hour + 1) % 24)


def test_a_clock_that_jumps_keeps_the_order(phone: Phone) -> None:
    phone.off = timedelta(days=-2)
    phone.write("note", speaker="DV-AN", says="Một")
    phone.off = timedelta(days=2)
    phone.write("note", speaker="DV-AN", says="Hai")
    phone.off = timedelta(hours=1)
    assert "thứ tự vẫn đúng" in phone.send()["synced"]["clock"]
    first, second = Note.objects.order_by("id")
    carried = Carried.objects.get()
    assert carried.taken_at <= first.at <= second.at <= now()


def test_a_long_list_costs_no_more_statements_than_a_short_one(as_: As, july: Meeting) -> None:
    costs = []
    for marks in (2, 40):
        phone = take(as_, july)
        Presence.objects.all().delete()
        before = "|||"
        for turn in range(marks):
            mark = (PRESENT, ABSENT)[turn % 2]
            phone.mark("DV-AN", mark, before)
            before = mark
        with CaptureQueriesContext(connection) as asked:
            sync(Carried.objects.get(id=phone.id), _sending(phone.log), "chi-bo")
        costs.append(len(asked))
    assert costs[1] <= costs[0]
