"""A plan grows by versions: nothing of it is lost, and nobody writes over what they have not seen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bontot.reforms.models import Line, Reform, Stage
from bontot.reforms.planned import Planned
from bontot.reforms.tests.plans import DAY, member, organisation
from bontot.reforms.versions import Closed, Conflict, Saving, differences, planned, save
from bontot.ui.clock import now

XA1 = organisation("XA1", "sáp nhập", related="XA2")
XA3 = organisation("XA3", "giữ nguyên")
DV04 = member("DV04", "XA2")


@pytest.fixture
def reform(db: None) -> Reform:
    return Reform.objects.create(
        code="thu", title="Thử", day=DAY, organisation="TINH", created=now(), created_by="lan"
    )


def put(reform: Reform, *lines: Planned, base: int, by: str = "lan", **more: object) -> int:
    made = save(reform, Saving(by, "Sửa", base, put=lines, **more))  # type: ignore[arg-type]  # what a test gives fits
    return made.number if made else 0


def said(reform: Reform, version: int | None = None) -> dict[str, str]:
    reform.refresh_from_db()
    return {line.key: line.way or line.says("to") for line in planned(reform, version)}


def test_every_version_stays_readable(reform: Reform) -> None:
    put(reform, XA1, DV04, base=0)
    put(reform, XA3, base=1)
    save(reform, Saving("lan", "Bỏ", 2, drop=[("organisation", "XA1")]))
    assert said(reform, 1) == {"XA1": "absorb", "DV04": "XA2"}
    assert said(reform, 2) == {"XA1": "absorb", "DV04": "XA2", "XA3": "keep"}
    assert said(reform) == said(reform, 3) == {"DV04": "XA2", "XA3": "keep"}


def test_a_change_keeps_its_place_and_says_what_was_before(reform: Reform) -> None:
    put(reform, XA1, XA3, base=0)
    put(reform, organisation("XA1", "giải thể"), base=1)
    reform.refresh_from_db()
    assert [line.subject for line in planned(reform)] == ["XA1", "XA3"]
    (change,) = differences(reform, 1, 2)
    assert change.before and change.after and (change.before.way, change.after.way) == ("absorb", "dissolve")
    (back,) = differences(reform, 2, 1)
    assert back.after and back.after.way == "absorb"


def test_saving_what_stands_already_makes_no_version(reform: Reform) -> None:
    put(reform, XA1, base=0)
    assert put(reform, XA1, base=1) == 0
    assert put(reform, replace(XA1, seen={"members": 3}), base=1, again=True) == 2


def test_a_workbook_is_the_whole_of_the_tables_that_it_holds(reform: Reform) -> None:
    put(reform, XA1, XA3, DV04, base=0)
    put(reform, XA3, base=1, whole={"organisation"})
    assert said(reform) == {"XA3": "keep", "DV04": "XA2"}
    assert Line.objects.filter(key="XA3").count() == 1  # what stays is not written anew


def test_two_people_change_different_lines_and_both_are_kept(reform: Reform) -> None:
    put(reform, XA1, XA3, base=0)
    put(reform, organisation("XA1", "giải thể"), base=1, by="lan")
    put(reform, organisation("XA3", "giải thể"), base=1, by="minh")
    assert said(reform) == {"XA1": "dissolve", "XA3": "dissolve"}


def test_nobody_writes_over_what_they_have_not_seen(reform: Reform) -> None:
    put(reform, XA1, base=0)
    put(reform, organisation("XA1", "giải thể"), base=1, by="minh")
    with pytest.raises(Conflict) as conflict:
        put(reform, organisation("XA1", "giữ nguyên"), base=1)
    (clash,) = conflict.value.clashes
    assert clash.wanted and clash.now
    assert (clash.wanted.way, clash.now.way, clash.by, clash.version) == ("keep", "dissolve", "minh", 2)
    assert said(reform) == {"XA1": "dissolve"}


def test_what_somebody_has_removed_does_not_come_back_unseen(reform: Reform) -> None:
    put(reform, XA1, base=0)
    save(reform, Saving("minh", "Bỏ", 1, drop=[("organisation", "XA1")]))
    with pytest.raises(Conflict) as conflict:
        put(reform, organisation("XA1", "giải thể"), base=1)
    assert conflict.value.clashes[0].now is None and conflict.value.clashes[0].by == "minh"


def test_a_workbook_does_not_remove_what_its_sender_has_not_seen(reform: Reform) -> None:
    put(reform, XA1, base=0)
    put(reform, XA3, base=1, by="minh")
    with pytest.raises(Conflict):
        put(reform, XA1, base=1, whole={"organisation"})


def test_a_plan_that_has_been_submitted_stands_as_it_is(reform: Reform) -> None:
    Reform.objects.update(state=Stage.SUBMITTED)
    with pytest.raises(Closed):
        put(reform, XA1, base=0)
