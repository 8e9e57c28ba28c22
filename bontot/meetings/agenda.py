"""Chương trình: what a meeting is to speak of, in the prescribed order, proposed from what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.db.models import Q
from django.utils.translation import gettext as _

from bontot.kernel.period import months_later
from bontot.law.parameters import parameter
from bontot.law.reading import load
from bontot.ledger import queries as ledger
from bontot.ledger.models import Decision
from bontot.meetings.models import Task, Topic
from bontot.members.models import Belonging, Person, PersonFact, Post, Profile, Standing
from bontot.organisations.models import Place
from bontot.organisations.succession import taken_in
from bontot.organisations.tree import tree

CARD_WITHIN = 3
"""Months after recognition in which a card is usually handed over."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A part of the agenda, and what is said in it at every meeting, in some months, at those of a committee."""

    code: str
    says: str
    always: tuple[str, ...]
    months: dict[int, list[str]]
    committee: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line proposed, and what for."""

    part: str
    says: str
    origin: str


WITH_TOPICS = ("regular", "committee")
"""Kinds of meetings that speak of what is due, and of what the superiors want."""

type Proposer = Callable[[int, date], Iterable[Proposal]]

FURTHER: list[Proposer] = []
"""What later chapters propose for a meeting of an organisation on a day; they add themselves when they are loaded."""


@lru_cache(maxsize=1)
def headings() -> tuple[Heading, ...]:
    """The parts in their prescribed order."""
    raw = load(Path(__file__).with_name("agenda.yaml"))
    return tuple(
        Heading(
            code,
            said["says"],
            tuple(said["always"]),
            said.get("months", {}),
            tuple(said.get("committee", ())),
        )
        for code, said in raw.items()
    )


def order(part: str) -> int:
    """Where a part stands; one that is not prescribed stands last."""
    codes = [heading.code for heading in headings()]
    return codes.index(part) if part in codes else len(codes)


def propose(organisation: int, kind: str, day: date, since: date, subject: str = "") -> list[Proposal]:
    """Everything that should be on the agenda of a meeting on `day`; the last one was on `since`."""
    found = _standing(day, kind)
    if subject:
        found.append(Proposal("thought" if kind == "thematic" else "discussion", subject, "subject"))
    if kind in WITH_TOPICS:
        found += [*_tasks(organisation), *topics(organisation, day)]
        found += [each for propose_more in FURTHER for each in propose_more(organisation, day)]
    if kind == "regular":
        found += [*_decisions(organisation, since, day), *_people(organisation, day)]
    return sorted(found, key=lambda each: order(each.part))


def _standing(day: date, kind: str) -> list[Proposal]:
    lines = [
        Proposal(part.code, says, f"always:{part.code}:{i}")
        for part in headings()
        for i, says in enumerate(part.committee if kind == "committee" else part.always)
    ]
    if kind == "committee":
        return lines
    if kind != "regular":
        return [line for line in lines if line.part in ("opening", "closing")]
    yearly = [
        Proposal(part.code, says, f"month:{part.code}:{i}")
        for part in headings()
        for i, says in enumerate(part.months.get(day.month, ()))
    ]
    return lines + yearly


def _tasks(organisation: int) -> Iterator[Proposal]:
    """Tasks left from last time, and by those that were merged into this organisation meanwhile."""
    ours = Q(organisation_id=organisation) | Q(organisation_id__in=taken_in(organisation))
    for task in Task.objects.filter(ours, state="open").order_by("deadline", "id")[:30]:
        says = _("Kiểm điểm: %(task)s (hạn %(day)s)")
        if task.organisation_id != organisation:
            says = _("Kiểm điểm việc nhận bàn giao khi sáp nhập: %(task)s (hạn %(day)s)")
        told = says % {"task": task.says[:300], "day": f"{task.deadline:%d/%m/%Y}"}
        yield Proposal("tasks", told, f"task:{task.id}")


def topics(organisation: int, day: date) -> Iterator[Proposal]:
    """What the superiors want every branch to speak of."""
    above = [id for id in tree(day).path(organisation) if id != organisation]
    month = day.replace(day=1)
    for topic in Topic.objects.filter(organisation_id__in=above, first__lte=month, last__gte=month).order_by(
        "id"
    ):
        yield Proposal("thought", topic.says, f"topic:{topic.id}")


def _decisions(organisation: int, since: date, day: date) -> Iterator[Proposal]:
    """Decisions about this branch and its members since the last meeting, to be read aloud."""
    papers = list(Decision.objects.filter(dated__gt=since, dated__lte=day).order_by("position")[:200])
    if not papers:
        return
    positions = [paper.position for paper in papers]
    members = Belonging.objects.filter(ledger.known(None), organisation_id=organisation).values("person_id")
    touched: set[int] = set()
    about = Place.objects.filter(known_from__in=positions, organisation_id=organisation)
    touched.update(about.values_list("known_from", flat=True))
    kinds: tuple[type[PersonFact], ...] = (Standing, Belonging, Post)
    for kind in kinds:
        rows = kind._default_manager.filter(known_from__in=positions, person_id__in=members)
        touched.update(rows.values_list("known_from", flat=True).distinct())
    for paper in papers:
        if paper.position in touched:
            says = _("Đọc quyết định số %(number)s ngày %(day)s: %(says)s") % {
                "number": paper.number,
                "day": f"{paper.dated:%d/%m/%Y}",
                "says": paper.says or _("về đảng viên của chi bộ"),
            }
            yield Proposal("building", says[:400], f"decision:{paper.position}")


def _people(organisation: int, day: date) -> Iterator[Proposal]:
    """Whose probation is over, and who is to be given a card."""
    home = Belonging.objects.filter(ledger.holding(day), organisation_id=organisation, temporary=False)
    standings = list(Standing.objects.filter(ledger.holding(day), person_id__in=home.values("person_id")))
    over = months_later(day, -int(parameter("membership.probation", day).value))
    waiting = [s for s in standings if s.standing == "probationary" and s.valid_from <= over]
    fresh = months_later(day, -CARD_WITHIN)
    carded = [s for s in standings if s.began == "confirm" and fresh < s.valid_from <= day]
    ids = [s.person_id for s in (*waiting, *carded)]
    codes = dict(Person.objects.filter(id__in=ids).values_list("id", "code"))
    names = dict(
        Profile.objects.filter(ledger.holding(day), person_id__in=ids).values_list("person_id", "full_name")
    )
    for each in waiting:
        until = months_later(each.valid_from, int(parameter("membership.probation", day).value)) - timedelta(
            days=1
        )
        says = _("Xét đề nghị công nhận chính thức: %(name)s (hết dự bị %(day)s)") % {
            "name": names.get(each.person_id, ""),
            "day": f"{until:%d/%m/%Y}",
        }
        yield Proposal("discussion", says, f"confirm:{codes[each.person_id]}")
    for each in carded:
        says = _("Trao thẻ đảng viên: %(name)s") % {"name": names.get(each.person_id, "")}
        yield Proposal("building", says, f"card:{codes[each.person_id]}")
