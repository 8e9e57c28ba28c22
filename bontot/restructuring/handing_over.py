"""Bàn giao: what one decision takes from an organisation and gives to others, from the facts that it made and unmade."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from bontot.ledger import bulk
from bontot.ledger.models import Fact
from bontot.members.models import Belonging, Post
from bontot.organisations.models import Place, Succession
from bontot.organisations.succession import SPLIT_OFF

LISTED = 100
"""Organisations whose handing over is listed of one decision; a nation's reform is read organisation by organisation."""
HANDED_OVER = "chuyển giao"
"""How an organisation gives away another one that stood under it, without anything else changing."""


@dataclass(slots=True)
class Taken:
    """What one organisation receives from another, by the ids of people and organisations."""

    part: str = ""
    members: list[int] = field(default_factory=list)
    visitors: list[int] = field(default_factory=list)
    organisations: list[int] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    """Posts outside the Party that go on there."""


@dataclass(slots=True)
class Minutes:
    """Biên bản bàn giao of one giving organisation."""

    giver: int
    way: str
    day: date
    ends: bool
    takers: dict[int, Taken] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    """The posts that end with it."""

    def to(self, taker: int) -> Taken:
        """What this taker receives."""
        return self.takers.setdefault(taker, Taken())


def handing_over(asserted: Iterable[Fact], retracted: Iterable[Fact]) -> list[Minutes]:
    """One set of minutes for each giving organisation, in the order in which they were ordered."""
    made, unmade = _by_kind(asserted), _by_kind(retracted)
    minutes: dict[int, Minutes] = {}
    for fact in made[Succession]:
        ends = fact.way != SPLIT_OFF
        found = minutes.setdefault(
            fact.organisation_id, Minutes(fact.organisation_id, fact.way, fact.valid_from, ends)
        )
        if fact.successor_id is not None:
            taken = found.to(fact.successor_id)
            taken.part = taken.part or fact.part
    _organisations(minutes, made[Place], unmade[Place])
    _people(minutes, made[Belonging], unmade[Belonging])
    _posts(minutes, made[Post], unmade[Post])
    return [each for each in minutes.values() if each.ends or _gives(each)]


def _gives(minutes: Minutes) -> bool:
    return any(
        t.part or t.posts or t.members or t.visitors or t.organisations for t in minutes.takers.values()
    )


def _organisations(minutes: dict[int, Minutes], made: list[Place], unmade: list[Place]) -> None:
    """Who stood under the giver and stands under another; an organisation that only changes sides makes minutes too."""
    for child, old, new in _moves(made, unmade, "parent_id"):
        if old.parent_id is None or new.parent_id is None or old.parent_id == new.parent_id:
            continue
        giver = minutes.setdefault(
            old.parent_id, Minutes(old.parent_id, HANDED_OVER, new.valid_from, ends=False)
        )
        giver.to(new.parent_id).organisations.append(child)


def _people(minutes: dict[int, Minutes], made: list[Belonging], unmade: list[Belonging]) -> None:
    """Who was there on the day; whoever came to the giver later comes to the taker at once, and is not handed over."""
    for temporary in (False, True):
        now = [b for b in made if b.temporary is temporary]
        before = [b for b in unmade if b.temporary is temporary and b.organisation_id in minutes]
        for person, old, new in _moves(now, before, "organisation_id"):
            giver = minutes[old.organisation_id]
            if old.valid_from <= giver.day <= new.valid_from and (
                giver.ends or new.organisation_id in giver.takers
            ):
                taken = giver.to(new.organisation_id)
                (taken.visitors if temporary else taken.members).append(person)


def _posts(minutes: dict[int, Minutes], made: list[Post], unmade: list[Post]) -> None:
    """Posts go on with whoever takes the unit over, or end."""
    went_on = {(p.person_id, p.title, p.unit): p.organisation_id for p in made}
    for post in sorted(unmade, key=lambda p: (p.title, p.person_id)):
        giver = minutes.get(post.organisation_id or 0)
        if giver is None or not giver.ends or post.valid_to <= giver.day:
            continue
        taker = went_on.get((post.person_id, post.title, post.unit))
        if taker is not None and taker in giver.takers:
            giver.to(taker).posts.append(post)
        else:
            giver.posts.append(post)


def _moves[F: Fact](made: list[F], unmade: list[F], where: str) -> Iterator[tuple[int, F, F]]:
    """Each subject of whom one fact was cut short or replaced and another begins: what was and what is."""
    began: dict[int, list[F]] = defaultdict(list)
    for fact in made:
        began[getattr(fact, fact.subject)].append(fact)
    for old in unmade:
        subject = getattr(old, old.subject)
        following = [
            new
            for new in began.get(subject, ())
            if old.valid_from <= new.valid_from < old.valid_to and getattr(new, where) != getattr(old, where)
        ]
        if following:
            yield subject, old, min(following, key=lambda new: new.valid_from)


def _by_kind(facts: Iterable[Fact]) -> _Kinds:
    found = _Kinds()
    for fact in facts:
        found.add(fact)
    return found


class _Kinds:
    """Facts by their kind."""

    def __init__(self) -> None:
        self._found: dict[type[Fact], list[Fact]] = defaultdict(list)

    def add(self, fact: Fact) -> None:
        self._found[type(fact)].append(fact)

    def __getitem__[F: Fact](self, kind: type[F]) -> list[F]:
        return self._found[kind]  # type: ignore[return-value]  # kept by kind


def of_decision(position: int, *, most: int = LISTED) -> tuple[list[Minutes], bool]:
    """The minutes of a decision, and whether there are more: a constant number of statements.

    A decision that was taken back still shows what it had handed over.
    """
    said = list(Succession.objects.filter(known_from=position).order_by("id")[: most * 8 + 1])
    gone = Place.objects.filter(known_to=position, known_from__lt=position).order_by("id")
    givers = list(dict.fromkeys(s.organisation_id for s in said))
    more = len(said) > most * 8 or len(givers) > most
    givers = givers[:most]
    unmade: list[Fact] = list(gone[: most * 8])
    made: list[Fact] = [s for s in said if s.organisation_id in set(givers)]
    made += Place.objects.filter(
        bulk.where_among("organisation_id", {p.organisation_id for p in unmade if isinstance(p, Place)}),
        known_from=position,
        known_to__gt=position,
    )
    left = list(
        Belonging.objects.filter(bulk.where_among("organisation_id", givers), known_to=position).order_by(
            "id"
        )
    )
    unmade += left
    made += Belonging.objects.filter(
        bulk.where_among("person_id", {b.person_id for b in left}), known_from=position
    )
    held = list(Post.objects.filter(bulk.where_among("organisation_id", givers), known_to=position))
    unmade += held
    made += Post.objects.filter(
        bulk.where_among("person_id", {p.person_id for p in held}), known_from=position
    ).exclude(organisation_id__in=givers)
    found = handing_over(made, unmade)
    return found[:most], more or len(found) > most
