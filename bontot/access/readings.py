"""Nhật ký đọc hồ sơ: who read whose file, on which page, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bontot.access.doors import Asked
from bontot.access.models import Reading
from bontot.ledger.elsewhere import really
from bontot.ui.clock import now

PER_PAGE = 50


def note(request: Asked, person_codes: Iterable[str]) -> None:
    """Write down that this account now reads these people's files: one statement, however many they are."""
    note_for(request.user.get_username(), request.path, person_codes)


def note_for(account: str, page: str, person_codes: Iterable[str]) -> None:
    """Write down that an account has read these people's files, also where that was done beside the pages."""
    at = now()
    with really():  # also where a page is looked at as if something had been done already
        Reading.objects.bulk_create(
            [Reading(account=account, person_code=code, page=page[:200], at=at) for code in person_codes],
            batch_size=1000,
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """One line of the log."""

    account: str
    person: str
    page: str
    at: datetime


def seen(
    *, person: str | None, account: str = "", before: int | None = None
) -> tuple[list[Seen], int | None]:
    """The last readings first, of one person's file or of all files; and where the next page begins."""
    rows = Reading.objects.order_by("-id")
    if person is not None:
        rows = rows.filter(person_code=person)
    if account:
        rows = rows.filter(account=account)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows[: PER_PAGE + 1])
    more = found[PER_PAGE - 1].id if len(found) > PER_PAGE else None
    return [Seen(r.account, r.person_code, r.page, r.at) for r in found[:PER_PAGE]], more
