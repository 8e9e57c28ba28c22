"""Tệp lịch: a meeting as an entry that any calendar takes (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from bontot.meetings.pages.opening import Head
from bontot.ui.clock import now

LENGTH = timedelta(hours=2)


def as_ics(head: Head) -> bytes:
    """One event with a reminder on the evening before. Times are in UTC, so that no time zone has to be described."""
    begins = timezone.make_aware(datetime.combine(head.day, head.begins)).astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bon Tot//Sinh hoat chi bo//VI",
        "BEGIN:VEVENT",
        f"UID:sinh-hoat-{head.id}@bontot",
        f"DTSTAMP:{now().astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{begins:%Y%m%dT%H%M%SZ}",
        f"DTEND:{begins + LENGTH:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{_escaped(f'{head.says}, {head.organisation.name}')}",
        f"LOCATION:{_escaped(head.place)}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(head.says)}",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """No line is longer than 75 octets; what goes on begins with a blank, and no letter is torn."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > 74:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
