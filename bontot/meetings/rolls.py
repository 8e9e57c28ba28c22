"""Danh sách của buổi họp: who must attend and who may vote, computed from the facts of the meeting's day.

Two numbers that are not the same. Who must attend: members on the list, without those exempt and those who live their
Party life elsewhere for a time, with those who are here for a time. Who may vote: official members of the list; one who
is exempt or away counts when present (294-QĐ/TW, điểm 9.3.2).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bontot.law.vocabulary import vocabulary
from bontot.ledger import queries as ledger
from bontot.meetings.models import Meeting
from bontot.meetings.words import HERE
from bontot.members.models import Belonging, Exemption, Person, Post, Profile, Standing

TAKEN = Q(attended__gt=0) | Q(excused__gt=0) | Q(absent__gt=0)
"""What `Totals.taken` says, of meetings as the database keeps them."""
UNMARKED = "m.must_attend - m.attended - m.excused - m.absent"
"""What `Totals.unmarked` says, in a statement in which `m` is a meeting with approved minutes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A person on the list of a meeting."""

    person: int
    code: str
    name: str
    key: str
    title: str
    """The post in the organisation, where there is one."""
    official: bool
    exempt: bool = False
    away: bool = False
    guest: bool = False

    @property
    def must_attend(self) -> bool:
        return self.guest or not (self.exempt or self.away)

    @property
    def may_vote(self) -> bool:
        """Whether this one belongs to the base of a vote whether present or not."""
        return self.official and not self.guest and self.must_attend

    @property
    def votes_when_present(self) -> bool:
        return self.official and not self.guest


@dataclass(frozen=True, slots=True)
class Totals:
    """What is counted of a meeting; kept with the approved minutes. The names are the columns of `Meeting`.

    Who must attend is counted once: as having attended, as excused, as absent, or else as not marked.
    """

    on_list: int
    official: int
    probationary: int
    exempt: int
    away: int
    guests: int
    must_attend: int
    attended: int
    """Who came of those who must; also others may be present."""
    may_vote: int
    present: int
    late: int
    excused: int
    absent: int
    voting_present: int

    @property
    def unmarked(self) -> int:
        """Of how many who must attend nobody has said whether they came."""
        return self.must_attend - self.attended - self.excused - self.absent

    @property
    def taken(self) -> bool:
        """Whether anybody who must attend is marked; where nobody is, nothing is known of who came."""
        return bool(self.attended or self.excused or self.absent)


def kept(meeting: Meeting) -> Totals | None:
    """The counts that were kept with the approved minutes; None where none were."""
    if meeting.on_list is None:
        return None
    return Totals(*(getattr(meeting, name) or 0 for name in Totals.__slots__))


@dataclass(frozen=True, slots=True)
class Roll:
    """All lines, in the order of a Vietnamese list of names."""

    lines: tuple[Line, ...]

    def __len__(self) -> int:
        return len(self.lines)

    def of(self, person: int) -> Line | None:
        """The line of a person, None where the person is not on the list."""
        return next((line for line in self.lines if line.person == person), None)

    def totals(self, statuses: Mapping[int, str]) -> Totals:
        """The counts, given who (by id) was there; who has no status yet is counted nowhere."""
        home = [line for line in self.lines if not line.guest]
        here = {line.person for line in self.lines if statuses.get(line.person) in HERE}
        must = [line for line in self.lines if line.must_attend]
        return Totals(
            on_list=len(home),
            official=sum(line.official for line in home),
            probationary=sum(not line.official for line in home),
            exempt=sum(line.exempt for line in home),
            away=sum(line.away for line in home),
            guests=len(self.lines) - len(home),
            must_attend=len(must),
            attended=sum(line.person in here for line in must),
            may_vote=sum(line.may_vote or (line.votes_when_present and line.person in here) for line in home),
            present=len(here),
            late=sum(statuses.get(line.person) == "late" for line in self.lines),
            excused=sum(statuses.get(line.person) == "excused" for line in must),
            absent=sum(statuses.get(line.person) == "absent" for line in must),
            voting_present=sum(line.votes_when_present and line.person in here for line in home),
        )


def roll(organisation: int, kind: str, on: date) -> Roll:
    """The list of a meeting on a day, in a constant number of statements; the committee alone where it alone meets."""
    posts = _posts(organisation, on)
    if kind == "committee":
        homes, guests = set(posts), set[int]()
    else:
        stays = Belonging.objects.filter(ledger.holding(on), organisation_id=organisation)
        found = list(stays.values_list("person_id", "temporary"))
        homes = {person for person, temporary in found if not temporary}
        guests = {person for person, temporary in found if temporary} - homes
    return Roll(tuple(_lines(homes, guests, posts, organisation, on)))


def _posts(organisation: int, on: date) -> dict[int, str]:
    """Members of the committee on the day, each with the first of the titles in the usual order."""
    order = vocabulary("title").in_group("committee_member")
    rows = Post.objects.filter(ledger.holding(on), organisation_id=organisation, title__in=order)
    found: dict[int, str] = {}
    for person, title in sorted(rows.values_list("person_id", "title"), key=lambda row: order.index(row[1])):
        found.setdefault(person, title)
    return found


def _lines(
    homes: Collection[int], guests: Collection[int], posts: Mapping[int, str], organisation: int, on: date
) -> list[Line]:
    people = [*homes, *guests]
    standings = dict(
        Standing.objects.filter(ledger.holding(on), person_id__in=people).values_list("person_id", "standing")
    )
    exempt = set(
        Exemption.objects.filter(ledger.holding(on), person_id__in=people).values_list("person_id", flat=True)
    )
    away = set(
        Belonging.objects.filter(ledger.holding(on), person_id__in=people, temporary=True)
        .exclude(organisation_id=organisation)
        .values_list("person_id", flat=True)
    )
    codes = dict(Person.objects.filter(id__in=people).values_list("id", "code"))
    names = {
        person: (name, key)
        for person, name, key in Profile.objects.filter(ledger.holding(on), person_id__in=people).values_list(
            "person_id", "full_name", "sort_key"
        )
    }
    lines = [
        Line(
            person=person,
            code=codes.get(person, ""),
            name=names.get(person, (codes.get(person, ""), ""))[0],
            key=names.get(person, ("", codes.get(person, "")))[1],
            title=posts.get(person, ""),
            official=standings[person] == "official",
            exempt=person in exempt,
            away=person in away and person not in guests,
            guest=person in guests,
        )
        for person in people
        if person in standings
    ]
    return sorted(lines, key=lambda line: (line.guest, line.key, line.code))
