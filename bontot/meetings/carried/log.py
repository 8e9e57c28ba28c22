"""Nhật ký của máy: what a telephone sends, read strictly, with its clock put right. Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from django.utils.translation import gettext as _

from bontot.meetings.carried.desk import Entry
from bontot.meetings.carried.operations import DOING
from bontot.meetings.keeping import Refused

MOST = 2_000
"""Entries of one sending: a meeting of some hundred people, marked several times over."""
LONGEST = 100_000
"""Characters of one value."""
TOLERANCE = timedelta(minutes=5)
"""A clock that is off by no more is not worth a word."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody has decided who has seen both sides of an entry."""

    id: UUID
    mine: bool
    seen: str
    """The value of the other side that was seen."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending: the telephone's clock as it sends, its entries in its own order, and what was decided."""

    clock: datetime
    entries: tuple[Entry, ...]
    choices: tuple[Choice, ...]
    last: bool
    """Whether the telephone wants to forget the meeting once all of it has arrived."""


class _Spoilt(Exception):
    """Something that no telephone of ours sends."""


def read(body: bytes) -> Sent:
    """What was sent. Raises Refused where it cannot be read; then nothing of it counts, and the telephone keeps all."""
    try:
        said = orjson.loads(body)
        found = {entry.id: entry for entry in map(_entry, _list(said, "entries"))}
        entries = sorted(found.values(), key=lambda entry: entry.place)
        choices = tuple(map(_choice, _list(said, "choices")))
        return Sent(_moment(said["clock"]), tuple(entries), choices, said.get("last") is True)
    except (orjson.JSONDecodeError, _Spoilt, KeyError, TypeError, ValueError, AttributeError) as reason:
        raise Refused(
            _(
                "Dữ liệu từ máy không đọc được nên chưa ghi gì; máy vẫn giữ nguyên. Hãy tải lại trang rồi gửi lại."
            )
        ) from reason


def _list(said: Mapping[str, Any], name: str) -> list[Any]:
    found = said.get(name, [])
    if not isinstance(found, list) or len(found) > MOST:
        raise _Spoilt
    return found


def _entry(said: Mapping[str, Any]) -> Entry:
    place = said["place"]
    if said["do"] not in DOING or type(place) is not int or not 0 < place < 2**31:
        raise _Spoilt
    says = said.get("says", {})
    if not isinstance(says, dict) or len(says) > 12:
        raise _Spoilt
    texts = {_text(name): _text(value) for name, value in says.items()}
    return Entry(UUID(said["id"]), place, said["do"], _moment(said["at"]), _text(said.get("base", "")), texts)


def _choice(said: Mapping[str, Any]) -> Choice:
    if said["keep"] not in ("mine", "theirs"):
        raise _Spoilt
    return Choice(UUID(said["id"]), said["keep"] == "mine", _text(said.get("seen", "")))


def _text(said: Any) -> str:
    if not isinstance(said, str) or len(said) > LONGEST:
        raise _Spoilt
    return said.replace("\x00", "")


def _moment(said: Any) -> datetime:
    """A moment in milliseconds, as a browser's clock tells it; a wrong clock may tell any year that there is."""
    if type(said) not in (int, float) or not 0 <= said < 253_000_000_000_000:
        raise _Spoilt
    return datetime.fromtimestamp(said / 1000, UTC)


def righted(entries: Sequence[Entry], off: timedelta, taken: datetime, moment: datetime) -> Iterator[Entry]:
    """The entries by the server's clock: never before the meeting was taken along or after now, never out of order."""
    last = taken
    for entry in entries:
        last = max(last, min(entry.at + off, moment))
        yield replace(entry, at=last)


def about_the_clock(off: timedelta, before: timedelta) -> str:
    """A sentence where the telephone's clock is wrong, or was moved while it carried the meeting; else nothing."""
    if abs(off - before) > TOLERANCE:
        return _("Đồng hồ của máy đã bị chỉnh trong lúc mang theo: giờ ghi chỉ gần đúng, thứ tự vẫn đúng.")
    if abs(off) <= TOLERANCE:
        return ""
    says = (
        _("Đồng hồ của máy chậm %(long)s; giờ ghi đã được sửa lại. Hãy chỉnh đồng hồ của máy.")
        if off > timedelta(0)
        else _("Đồng hồ của máy nhanh %(long)s; giờ ghi đã được sửa lại. Hãy chỉnh đồng hồ của máy.")
    )
    return says % {"long": _long(abs(off))}


def _long(off: timedelta) -> str:
    """A time in its one or two largest units."""
    minutes = round(off.total_seconds() / 60)
    parts = (
        (minutes // 1440, _("%(many)s ngày")),
        (minutes // 60 % 24, _("%(many)s giờ")),
        (minutes % 60, _("%(many)s phút")),
    )
    return " ".join([says % {"many": number} for number, says in parts if number][:2])
