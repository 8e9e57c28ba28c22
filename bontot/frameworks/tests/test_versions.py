"""Versions that offices keep: they hold from their day, are never changed, and nobody writes over another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from bontot.frameworks import keeping
from bontot.frameworks.differences import differences
from bontot.frameworks.keeping import Outrun, keep
from bontot.frameworks.models import Kept
from bontot.frameworks.queries import before, framework, framework_on, frameworks, newest
from bontot.law.frameworks.framework import Framework

SHIPPED = "mau-trinh-dien"
FIRST = date(2026, 1, 1)


def _own(**changed: object) -> Framework:
    fresh = {"first": FIRST, "owner": "TINH", **changed}
    return replace(framework("chi-bo-bon-tot", SHIPPED), **fresh)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_version_of_an_office_holds_from_its_day_and_reads_back_whole() -> None:
    own = _own(says="Chi bộ bốn tốt của tỉnh")
    kept = keep(own, SHIPPED, "tinh")
    assert kept.version == "ban-1"
    assert framework("chi-bo-bon-tot", "ban-1") == replace(own, version="ban-1")
    assert framework_on("chi-bo-bon-tot", date(2025, 12, 31)).version == SHIPPED
    assert framework_on("chi-bo-bon-tot", FIRST).version == "ban-1"
    assert [each.version for each in frameworks() if each.code == "chi-bo-bon-tot"] == [SHIPPED, "ban-1"]


@pytest.mark.django_db
def test_of_two_that_were_made_from_one_version_the_second_hears_of_the_first() -> None:
    keep(_own(note="một"), SHIPPED, "tinh")
    with pytest.raises(Outrun) as told:
        keep(_own(note="hai"), SHIPPED, "xa")
    assert told.value.now.note == "một" and Kept.objects.count() == 1
    assert keep(_own(note="hai"), told.value.now.version, "xa").number == 2


@pytest.mark.django_db
def test_a_framework_that_nobody_had_begins_with_its_first_version() -> None:
    assert newest("khung-rieng") is None
    keep(_own(code="khung-rieng"), "", "tinh")
    assert framework_on("khung-rieng", FIRST).owner == "TINH"
    with pytest.raises(Outrun):
        keep(_own(code="khung-rieng"), "", "xa")


@pytest.mark.django_db
def test_the_database_refuses_that_a_version_is_changed_or_taken_away() -> None:
    keep(_own(), SHIPPED, "tinh")
    for spoil in ("UPDATE frameworks_kept SET reason = 'khác'", "DELETE FROM frameworks_kept"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(spoil)
    assert Kept.objects.get().reason == ""


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["before", "after"])
def test_whoever_keeps_one_while_another_looks_is_not_written_over(
    moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(code: str) -> Framework | None:
        monkeypatch.setattr(keeping, "newest", newest)
        if moment == "before":
            keep(_own(note="một"), SHIPPED, "tinh")
        found = newest(code)
        if moment == "after":
            keep(_own(note="một"), SHIPPED, "tinh")
        return found

    monkeypatch.setattr(keeping, "newest", meanwhile)
    with pytest.raises(Outrun) as told:
        keep(_own(note="hai"), SHIPPED, "xa")
    assert told.value.now.note == "một" and Kept.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("sqlite" in connection.vendor, reason="SQLite lets one write at a time")
def test_at_the_same_moment_one_is_kept_and_the_other_is_told() -> None:
    told, ready = [], Barrier(2)

    def work(name: str) -> None:
        ready.wait()
        try:
            told.append(keep(_own(note=name), SHIPPED, name).version)
        except Outrun as outrun:
            told.append(outrun.now.version)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(name,)) for name in ("một", "hai")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["ban-1", "ban-1"] and Kept.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["ban-2", "ban-0", "ban-x", "ban-99999999999", "khac", "ban-¹"])
def test_a_version_that_there_is_not_is_no_version(name: str) -> None:
    keep(_own(), SHIPPED, "tinh")
    with pytest.raises(KeyError):
        framework("chi-bo-bon-tot", name)


@pytest.mark.django_db
def test_what_differs_from_the_version_before_is_told_line_by_line() -> None:
    shipped = framework("chi-bo-bon-tot", SHIPPED)
    criteria = tuple(
        replace(c, most={"1.1": 7, "1.2": 13}.get(c.code, c.most)) for c in shipped.criteria if c.code != "9"
    )
    own = _own(criteria=criteria, hard=shipped.hard[:2])
    keep(own, SHIPPED, "tinh")
    made = framework("chi-bo-bon-tot", "ban-1")
    earlier = before(frameworks(), made)
    assert earlier == shipped
    told = {each.what: (each.before, each.after) for each in differences(shipped, made)}
    assert set(told) == {"Từ ngày", "Tiêu chí 1.1", "Tiêu chí 1.2", "Điều kiện K3"}
    assert told["Từ ngày"] == ("16/06/2022", "01/01/2026") and told["Điều kiện K3"][1] == ""
    assert differences(shipped, shipped) == []
