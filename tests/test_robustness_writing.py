"""Promises about processes that write at once, are killed, or find the disk full: all is written or nothing."""

from __future__ import annotations

import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection

from bontot.exchange.entering.importing import Import
from bontot.exchange.tests.books import members
from bontot.ledger import enacting
from bontot.ledger.models import Decision
from bontot.ledger.paper import Paper
from bontot.ledger.queries import end
from bontot.ledger.verifying import verify
from bontot.members.models import Person
from bontot.statistics import base, copy
from tests import world
from tests.children import Child, in_a_process

pytestmark = pytest.mark.django_db(transaction=True)
CROWD, MOMENTS = 300, 4
"""People in one decision; moments at which its writer is killed."""


@pytest.fixture
def office(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The known world in a system of its own, where a few hundred are a crowd."""
    settings.HOME = tmp_path
    monkeypatch.setattr(enacting, "CHUNK", 100)
    copy.forget()
    world.build()
    yield
    copy.forget()


def rename(place: int) -> Callable[[], int | None]:
    day = f"2024-05-{place + 1:02}"
    said = {"act": "organisation.rename", "on": day, "organisation": "XA2", "name": f"Xã {place}"}
    return lambda: world.do(said).position


def admit(turn: int) -> Callable[[], int | None]:
    """Enact a decision about a crowd."""
    said = [
        {"act": "member.register", "on": "2024-05-01", "code": f"K{turn}-{n}", "full_name": "Lò Văn Một",
         "sex": "nam", "born": "1990", "organisation": "THON3", "admitted": "2020-02-03"}
        for n in range(CROWD)
    ]  # fmt: skip
    return lambda: world.do(*said).position


def bring_in(folder: Path, turn: int) -> Callable[[], int | None]:
    """Import a workbook with a crowd in it."""
    rows = [
        (f"Lò Văn {n}", "Nam", f"{n % 28 + 1:02}/{turn + 1:02}/{1960 + n // 28}", "THON3", "03/02/2010")
        for n in range(CROWD)
    ]
    book = members(folder / f"{turn}.xlsx", *rows)

    def enter() -> int | None:
        coming = Import([book], date(2024, 5, 1))
        return enacting.enact(
            coming.acts(), Paper("1", date(2024, 5, 1), "TINH"), world.OPERATOR, outcome=coming.outcome
        ).position

    return enter


def written() -> tuple[int, int]:
    """The position, and how many people there are."""
    return end(), Person.objects.count()


def wrong() -> list[Any]:
    """All that is unsound in the ledger and in the copy."""
    return [*(finding for finding in verify() if finding.refuses), *copy.differs()]


def digest_at(position: int) -> str:
    return Decision.objects.get(position=position).digest


def life(do: Callable[[], Any]) -> float:
    """Seconds that a process takes to do it."""
    began = time.monotonic()
    assert in_a_process(do) is not None
    return time.monotonic() - began


def test_those_who_write_at_once_get_consecutive_positions(office: None) -> None:
    """Nobody is turned away because somebody else is writing, and nothing is lost."""
    children = [Child(rename(place)) for place in range(4)]
    assert sorted(child.result() for child in children) == [2, 3, 4, 5]
    assert in_a_process(wrong) == []


@pytest.mark.parametrize("way", ["enact", "import"])
def test_who_is_killed_while_writing_has_written_all_or_nothing(
    office: None, tmp_path: Path, way: str
) -> None:
    def make(turn: int) -> Callable[[], int | None]:
        return admit(turn) if way == "enact" else bring_in(tmp_path, turn)

    make(0)()  # here, so that every process to come finds the words of the law read already
    takes, killed = life(make(1)), 0
    position, people = written()
    for moment in range(1, MOMENTS + 1):
        killed += Child(make(moment + 1)).kill_after(takes * moment / MOMENTS)
        now, there = written()
        assert (now - position, there - people) in ((0, 0), (1, CROWD))
        position, people = now, there
    assert killed
    assert in_a_process(wrong) == []
    assert in_a_process(rename(0)) == position + 1


def test_who_is_killed_while_bringing_the_copy_up_to_date_leaves_whole_files_or_none(
    office: None, tmp_path: Path
) -> None:
    def refresh() -> int:
        return copy.current().edge[0]

    takes, killed = life(refresh), 0
    for moment in range(1, MOMENTS):
        for folder in base.found():
            shutil.rmtree(folder.folder)
        killed += Child(refresh).kill_after(takes * moment / MOMENTS)
        assert all(found.matches(digest_at(found.position)) for found in base.found())
    assert killed and in_a_process(wrong) == []


def full(do: Callable[[], Any], limit: int) -> Callable[[], Any]:
    """The same where no file can grow beyond `limit` bytes: the system refuses the write as a full disk does."""

    def limited() -> Any:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            return do()
        except (DatabaseError, OSError) as reason:
            return type(reason).__name__

    return limited


def test_a_full_disk_while_importing_writes_nothing_and_harms_nothing(office: None, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the disk is that of PostgreSQL's own server, which takes the transaction back by itself")
    before = written()
    assert in_a_process(full(bring_in(tmp_path, 1), 100_000)) == "OperationalError"
    assert written() == before
    assert in_a_process(bring_in(tmp_path, 1)) == before[0] + 1
    assert in_a_process(wrong) == []


def test_figures_are_told_although_no_column_file_can_be_written(office: None, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("there is no room for a folder here")
    assert in_a_process(wrong) == []
    (tmp_path / "copy").unlink()
    assert in_a_process(wrong) == [] and len(base.found()) == 1
