"""A telephone that carries a meeting: its log, its clock, and sending all of it as often as one likes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.hashers import make_password

from bontot.access.models import Account
from bontot.access.tests.reader import Reader
from bontot.ledger.sealing import unseal
from bontot.meetings.models import (
    Conclusion,
    Meeting,
    Motion,
    Note,
    Presence,
    Task,
)
from bontot.ui.clock import now

type As = Callable[[str], Reader]
HERE = UUID("6f0f6f5e-0000-4000-8000-000000000000")
PRESENT, ABSENT, LATE = "present|||", "absent|||", "late|||"
PASSWORD = "bon-tot-2030"


class Phone:
    """A telephone: its log, its clock, and sending all of it as often as one likes."""

    def __init__(self, client: Reader, handed: dict[str, Any], off: timedelta = timedelta()) -> None:
        self.client, self.id, self.off = client, handed["id"], off
        self.package, self.log = handed["package"], list[dict[str, Any]]()

    def write(self, do: str, base: str = "", **says: str) -> str:
        place = len(self.log) + 1
        entry = {
            "id": str(uuid5(HERE, f"{self.id}{place}")),
            "place": place,
            "do": do,
            "base": base,
            "says": says,
        }
        self.log.append(entry | {"at": self._clock()})
        return str(entry["id"])

    def mark(self, code: str, mark: str, base: str = "|||") -> str:
        return self.write("attend", base, person=code, mark=mark)

    def send(self, choices: list[dict[str, str]] | None = None, *, last: bool = False) -> dict[str, Any]:
        said = {"clock": self._clock(), "entries": self.log, "choices": choices or [], "last": last}
        answer = self.client.post(
            f"/sinh-hoat/mang-theo/{self.id}.json", said, content_type="application/json"
        )
        assert answer.status_code == 200, answer.content.decode()
        told: dict[str, Any] = answer.json()
        return told

    def outcomes(self) -> dict[str, str]:
        return {each["id"]: each["outcome"] for each in self.send()["synced"]["answers"]}

    def _clock(self) -> int:
        return round((now() + self.off).timestamp() * 1000)


def take(as_: As, meeting: Meeting, off: timedelta = timedelta(), user: str = "chi-bo") -> Phone:
    """Take the meeting along."""
    Account.objects.filter(username=user).update(password=make_password(PASSWORD))
    client = as_(user)
    said = {"password": PASSWORD, "clock": str(round((now() + off).timestamp() * 1000))}
    answer = client.post(f"/sinh-hoat/buoi/{meeting.id}/mang-theo.json", said)
    assert answer.status_code == 200, answer.content.decode()
    return Phone(client, answer.json(), off)


def rows() -> dict[str, Any]:
    """What the records say, without numbers of rows and moments."""
    return {
        "presence": sorted(Presence.objects.values_list("person__code", "status", "reason")),
        "notes": sorted((each.person_id, unseal(each.says)) for each in Note.objects.all()),
        "motions": sorted(Motion.objects.values_list("says", "in_favour", "against", "passed")),
        "conclusions": list(Conclusion.objects.order_by("place").values_list("says", flat=True)),
        "tasks": sorted(Task.objects.values_list("says", "owner__code", "state")),
        "ended": list(Meeting.objects.values_list("ended", "state")),
    }


def whole_evening(phone: Phone) -> None:
    """Everything that a telephone may write down."""
    motion = next(each for each in phone.package["motions"] if each["says"].startswith("Thông qua"))
    for code in ("DV-AN", "DV-BINH", "DV-EM", "DV-LAN"):
        phone.mark(code, PRESENT)
    phone.mark("DV-GIANG", ABSENT)
    phone.mark("DV-GIANG", "excused|sick||", ABSENT)
    phone.write("note", speaker="DV-BINH", says="Nên làm đường trước mùa mưa")
    wrong = phone.write("note", speaker="DV-AN", says="Ghi nhầm")
    phone.write("unnote", note=wrong)
    new = phone.write("motion", motion="Mua loa", about="ordinary")
    phone.write(
        "vote", motion=motion["id"], method="card", in_favour="2", against="0", abstained="0", invalid="0"
    )
    phone.write("vote", motion=new, method="hand", in_favour="1", against="1", abstained="0", invalid="0")
    phone.write("conclude", conclusions="Làm đường.\nMua loa.")
    phone.write("task", task="Thăm cụ Hoa", owner="DV-BINH", deadline="2024-08-02")
    phone.write("end", ended="21:10")
