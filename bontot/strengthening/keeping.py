"""Changing a case: one at a time, never after it has ended, never without a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from bontot.kernel.text import clean
from bontot.ledger.sealing import seal
from bontot.strengthening.models import Case, Change
from bontot.ui.clock import now
from bontot.ui.writing import day as written


class Refused(Exception):
    """What cannot be done, as sentences that say what to do instead. Nothing has been written."""

    def __init__(self, *says: str) -> None:
        super().__init__(*says)
        self.says = says


class Overtaken(Refused):
    """Somebody else has changed the same thing since the page was read. Nothing has been written."""


def said(text: str, most: int) -> str:
    """What somebody wrote, as it is stored: one line, ordinary spaces, cut to size."""
    return clean(text.replace("\x00", ""))[:most]


@contextmanager
def changing(case: int) -> Iterator[Case]:
    """The case, held by this transaction alone. Raises Refused where it has ended."""
    with transaction.atomic():
        found = Case.objects.select_for_update().filter(id=case, outcome="listed").first()
        if found is None:
            raise Refused(_("Không còn hồ sơ này; hãy mở lại trang."))
        if found.ended_on is not None:
            raise Overtaken(
                _("Hồ sơ này đã kết thúc từ ngày %(day)s, do %(by)s ghi; không sửa được nữa.")
                % {"day": written(found.ended_on), "by": found.ended_by}
            )
        yield found


def trace(case: Case, by: str, what: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write down who changed what; only what differs is kept. Nothing where nothing differs."""
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if changed:
        Change.objects.create(
            case=case,
            at=now(),
            by=by,
            what=what,
            before=_sealed(before, changed),
            after=_sealed(after, changed),
        )


def _sealed(values: Mapping[str, Any], names: set[str]) -> str:
    kept = {name: values[name] for name in sorted(names) if name in values}
    return seal(orjson.dumps(kept, default=str).decode()) if kept else ""


def not_ahead(day: date, today: date) -> list[str]:
    """What is wrong with a day of something that has happened."""
    if day > today:
        return [_("Ngày %(day)s chưa đến; hãy ghi ngày đã có quyết định.") % {"day": written(day)}]
    return []
