"""An office for the tests of pages: the known world, its accounts, and somebody who does the long work at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from bontot.access.models import Account
from bontot.access.tests.reader import Reader
from bontot.exchange.models import Upload
from bontot.exchange.tests.books import MEMBER, members

PAPER = {"number": "07-QĐ/ĐU", "dated": "01/06/2024", "by": "XA1", "says": "Kết nạp tháng 5"}
LAN = ("Lò Thị Lan", "Nữ", "02/09/1999", "THON1", "19/05/2024")
MINH = ("Má A Minh", "Nam", "30/04/1998", "THON2", "19/05/2024")


def signed_in(username: str) -> Reader:
    """A browser in which somebody has signed in."""
    client = Reader()
    client.force_login(Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client


def book(folder: Path, *rows: Sequence[Any], more: Sequence[str] = (), name: str = "dang-vien.xlsx") -> Path:
    return members(folder / name, *rows, more=more)


def send(client: Reader, *paths: Path, **said: str) -> Any:
    """Send workbooks as a browser does."""
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths]
    return client.post("/nhap/", {**PAPER, **said, "books": files})


def work() -> None:
    """Do the long work that waits."""
    for waiting in DBTaskResult.objects.ready().order_by("enqueued_at"):
        waiting.task.call(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
        waiting.set_successful(None)


def read(client: Reader, *paths: Path, **said: str) -> dict[str, Any]:
    """Send workbooks, have them read, and open the report."""
    answer = send(client, *paths, **said)
    assert answer.status_code == 302, answer.content.decode()
    work()
    address = answer.headers["Location"]
    assert client.get(address).status_code == 200
    report: dict[str, Any] = client.get(address.rstrip("/") + ".json").json()
    return report


def enter(client: Reader, report: dict[str, Any]) -> dict[str, Any]:
    """Enter what has been read, and open the report again."""
    client.post(f"/nhap/{report['id']}/ghi/", {"seen": report["seen"]})
    work()
    entered: dict[str, Any] = client.get(f"/nhap/{report['id']}.json").json()
    return entered


def rules(report: dict[str, Any]) -> set[str]:
    return {group["rule"] for group in report["groups"]}


__all__ = ["MEMBER", "Upload", "book", "enter", "read", "rules", "send", "signed_in", "work"]
