"""Các kỳ sinh hoạt: the months of a branch, what is due next, and for a committee who of its branches has met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from bontot.kernel.finding import Finding
from bontot.kernel.period import months_later
from bontot.law.kinds import is_branch
from bontot.law.parameters import parameter
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.meetings.models import Meeting, Series
from bontot.meetings.planning import usual, usual_kind
from bontot.meetings.rolls import Totals, kept
from bontot.meetings.rules import Year, judge_year
from bontot.organisations import queries as organisations
from bontot.organisations.models import Kind
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import tree

SHOWN = 40
"""Meetings of a branch on its page: more than a year of regular ones with those of its committee and thematic ones."""
HELD = frozenset({"held", "approved"})
AHEAD = timedelta(days=14)
"""So long before its day a meeting is something to see to."""


@dataclass(frozen=True, slots=True)
class Due:
    """The meeting that somebody should see to next."""

    organisation: Named
    month: date
    day: date
    meeting: int | None
    """Its id, None where it has not been opened yet."""
    state: str
    days: int
    """Until its day; below zero where it has passed."""
    kind: str = "regular"


def is_branch_on(organisation: int, on: date) -> bool:
    """Whether the organisation is one whose members meet every month."""
    return usual_kind(organisation, on) == "regular"


def due(organisation: int, on: date) -> Due | None:
    """The earliest meeting of the last month or later that is not finished; else the usual one that comes next.

    None for a committee that keeps no series, and for an organisation that is no more.
    """
    this = on.replace(day=1)
    named = Book([organisation], at=None).on(organisation, on)
    recent = Meeting.objects.filter(organisation_id=organisation, month__gte=months_later(this, -1))
    found = list(recent.order_by("day", "id"))
    for meeting in found:
        if meeting.state in ("planned", "invited", "held"):
            days = (meeting.day - on).days
            return Due(named, meeting.month, meeting.day, meeting.id, meeting.state, days, meeting.kind)
    if not organisations.exists(organisation, on=on, at=None):
        return None
    kind = usual_kind(organisation, on)
    if kind == "committee" and not Series.objects.filter(organisation_id=organisation).exists():
        return None  # how often a committee meets is laid down in its own work regulations
    met = {meeting.month for meeting in found if meeting.kind == kind}
    month = this if this not in met else months_later(this, 1)
    day = usual(organisation, month).day
    return Due(named, month, day, None, "planned", (day - on).days, kind)


def gaps(organisation: int, on: date) -> list[Finding]:
    """Which meetings of the last twelve months are missing; nothing for a branch that keeps no records here yet."""
    this = on.replace(day=1)
    held = list(
        Meeting.objects.filter(
            organisation_id=organisation, month__gte=months_later(this, -12), state__in=("held", "approved")
        ).values_list("kind", "month")
    )
    begun = min((month for _kind, month in held), default=this)
    months = tuple(month for step in range(-12, 0) if (month := months_later(this, step)) >= begun)
    regular = frozenset(month for kind, month in held if kind == "regular")
    thematic = frozenset(month for kind, month in held if kind == "thematic")
    return judge_year(Year(regular, thematic, months), on)


def latest(organisation: int) -> list[Meeting]:
    """The meetings of an organisation, the latest first."""
    return list(Meeting.objects.filter(organisation_id=organisation).order_by("-day", "-id")[:SHOWN])


@dataclass(slots=True)
class Tally:
    """How many branches under an organisation have met in a month, and how far they are."""

    named: Named
    branch: bool
    expected: int = 0
    met: int = 0
    approved: int = 0
    sent: int = 0
    late: int = 0
    """Have not met although the last day has passed."""
    missing: int = 0
    """Have met, and their minutes have not come in time."""
    must_attend: int = 0
    attended: int = 0
    meeting: int | None = None
    """Of a branch: its meeting of the month."""
    state: str = ""
    day: date | None = None
    others: int = field(default=0)
    """Thematic and extraordinary meetings of the month."""
    committees: int = 0
    """Meetings of committees in the month, and how many of them have no approved minutes."""
    unwritten: int = 0

    @property
    def wrong(self) -> int:
        return self.late + self.missing


def overview(organisation: int, month: date, on: date) -> list[Tally]:
    """Those directly under an organisation, each with what its branches did in a month; a constant number of statements.

    The tree is that of the month's last day, or of `on` in the month that it is.
    """
    day = min(months_later(month, 1) - timedelta(days=1), max(on, month))
    standing = tree(day)
    everybody = standing.under(organisation)
    branches = _branches(day) & set(everybody)
    meetings = _meetings(everybody, month)
    series = dict(
        Series.objects.filter(bulk.where_among("organisation_id", branches)).values_list(
            "organisation_id", "day"
        )
    )
    below = standing.children(organisation)
    book = Book(below, at=None)
    tallies = []
    for id in below:
        inside = [each for each in standing.under(id) if each in branches]
        if not inside:
            continue
        tally = Tally(book.on(id, day), branch=id in branches and len(standing.under(id)) == 1)
        for branch in inside:
            _count(tally, meetings.get(branch, []), _last_day(month, series.get(branch)), on)
        for each in standing.under(id):
            _count_committee(tally, meetings.get(each, []))
        tallies.append(tally)
    return sorted(tallies, key=lambda tally: (-tally.wrong, tally.named.code))


def _branches(day: date) -> set[int]:
    rows = Kind.objects.filter(ledger.holding(day)).values_list("organisation_id", "kind")
    return {id for id, kind in rows if is_branch(kind)}


def _meetings(organisations: Iterable[int], month: date) -> dict[int, list[Meeting]]:
    found: dict[int, list[Meeting]] = defaultdict(list)
    rows = Meeting.objects.filter(month=month).filter(
        bulk.where_among("organisation_id", list(organisations))
    )
    for meeting in rows.only("organisation_id", "kind", "state", "day", "sent_at", *Totals.__slots__):
        found[meeting.organisation_id].append(meeting)
    return found


def _last_day(month: date, usual_day: int | None) -> date:
    """By when the branches must have met: the prescribed last day, or later where the branch has a later day of its own."""
    last = max(parameter("meeting.last_day", month).value, usual_day or 0)
    end = months_later(month, 1) - timedelta(days=1)
    return min(month + timedelta(days=last - 1), end)


def _count_committee(tally: Tally, meetings: list[Meeting]) -> None:
    held = [m for m in meetings if m.kind == "committee" and m.state in HELD]
    tally.committees += len(held)
    tally.unwritten += sum(m.state == "held" for m in held)


def _count(tally: Tally, meetings: list[Meeting], last: date, on: date) -> None:
    regular = next((m for m in meetings if m.kind == "regular" and m.state != "dropped"), None)
    tally.expected += 1
    tally.others += sum(m.kind in ("thematic", "extraordinary") and m.state in HELD for m in meetings)
    held = regular is not None and regular.state in HELD
    tally.met += held
    if tally.branch and regular is not None:
        tally.meeting, tally.state, tally.day = regular.id, regular.state, regular.day
    if regular is None or not held:
        tally.late += last < on
        return
    tally.approved += regular.state == "approved"
    tally.sent += regular.sent_at is not None
    within = timedelta(days=parameter("meeting.sent_within", regular.day).value)
    tally.missing += regular.sent_at is None and regular.day + within < on
    if (known := kept(regular)) and known.taken:
        tally.must_attend += known.must_attend
        tally.attended += known.attended
