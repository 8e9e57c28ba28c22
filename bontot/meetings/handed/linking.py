"""Liên kết: an address inside the system that is laid before a meeting like a paper, and which ones are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.http import Http404
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from bontot.access.doors import PUBLIC, SIGNED_IN
from bontot.access.scope import Grants
from bontot.meetings.keeping import Refused
from bontot.meetings.models import Meeting
from bontot.meetings.naming import title

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Offer:
    """A page that may be laid before a meeting, and what it is called there."""

    says: str
    address: str


type Offering = Callable[[Grants, int, date], Iterable[Offer]]

FURTHER: list[Offering] = []
"""What later chapters offer for a meeting of an organisation on a day, as far as the reader may see it; they add themselves
when they are loaded."""


def offers(grants: Grants, found: Meeting) -> list[Offer]:
    """The pages that are offered: the minutes of last time, then what later chapters know."""
    asked = grants, found.organisation_id, found.day
    return [*_last_minutes(found), *(each for further in FURTHER for each in further(*asked))]


def _last_minutes(found: Meeting) -> Iterable[Offer]:
    earlier = Meeting.objects.filter(
        organisation_id=found.organisation_id, day__lt=found.day, state="approved"
    )
    last = earlier.order_by("-day", "-id").first()
    if last:
        says = _("Biên bản: %(which)s") % {"which": title(last)}
        yield Offer(says, reverse("meeting_minutes", args=[last.id]))


def checked(address: str, host: str) -> str:
    """The address as it is kept, without the system's own name. Raises Refused where it is no page of this system."""
    wrong = Refused(
        _("“%(address)s” không phải trang của hệ thống này. Hãy chép địa chỉ từ thanh địa chỉ, như /chi-thi/12/.")
        % {"address": address[:120]}
    )  # fmt: skip
    try:
        parts = urlsplit(address.strip())
        kept = parts.path + (f"?{parts.query}" if parts.query else "")
        ours = not parts.netloc or (parts.scheme in ("http", "https") and parts.netloc == host)
        if not ours or not kept.startswith("/") or kept.startswith("//") or len(kept) > LONGEST:
            raise wrong
        if not _policy(parts.path):
            raise wrong
    except ValueError:
        raise wrong from None
    return kept


def _policy(path: str) -> tuple[str, ...]:
    """What the page at a path asks of its reader; nothing where there is no page."""
    try:
        found: tuple[str, ...] = getattr(resolve(path).func, "policy", ())
    except Http404:  # also for a day that there is not
        return ()
    return found


def opens(address: str, grants: Grants) -> bool:
    """Whether a reader may open pages of this kind at all; the page itself says whether this one."""
    asked = _policy(address.partition("?")[0])
    return any(each in (PUBLIC, SIGNED_IN) or grants.permits(each) for each in asked)
