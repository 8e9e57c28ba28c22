"""Bảng xếp loại: who is reviewed in a period, with points, what the records hold against them, and what is proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from bontot.evaluation import reading
from bontot.law.frameworks.framework import Framework, Subject
from bontot.law.vocabulary import vocabulary
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Exemption, Person, Post, Profile, Standing
from bontot.organisations import tree
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book
from bontot.scorecards.figures import figures
from bontot.scorecards.models import Review
from bontot.scorecards.ranking import Ranking, Scored, rank
from bontot.scorecards.reviews.leading import led, limits
from bontot.scorecards.reviews.measured import OF_DISCIPLINE, disciplined, led_disciplined
from bontot.scorecards.window import window_of
from bontot.ui.saying import plainly

LEADING = ("secretary", "deputy_secretary", "standing_committee", "council_chair", "people_committee", "agency_head",
           "service_head")  # fmt: skip
"""Groups of titles whose holders are reviewed as leaders."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Somebody or something that is reviewed."""

    id: int
    code: str
    name: str
    where: str
    """The branch of a member, the kind of an organisation."""
    post: str = ""
    """The leading post that a member holds, the first in the usual order; they are reviewed in that capacity too."""

    @property
    def place(self) -> str:
        """Where one is, and as what."""
        return ", ".join(filter(None, (plainly(self.post), self.where)))


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """Everybody whom an organisation reviews by one framework in a period; who was scored by another is on its sheet."""

    framework: Framework
    organisation: Organisation
    period: str
    day: date
    """The last day of the period, or today where it has not ended."""
    subjects: list[Reviewed]
    reviews: dict[int, Review]
    found: dict[int, frozenset[str]]
    """Conditions that the records say are not met."""
    limits: dict[int, dict[str, str]]
    """By subject and condition the best band that what they lead leaves them."""
    ranking: Ranking

    def broken(self, id: int) -> frozenset[str]:
        """The conditions that a subject does not meet: as people said, or as the records say where nobody has."""
        review = self.reviews.get(id)
        return frozenset(review.broken) if review else self.found.get(id, frozenset())


def gather(framework: Framework, organisation: Organisation, period: str, today: date) -> ReviewSheet:
    """The sheet, in a constant number of statements."""
    days = reading.days(period)
    day = min(days[1] - timedelta(days=1), today)
    members = framework.subject is Subject.MEMBER
    subjects = _members(framework, organisation, day) if members else _organisations(organisation, day)
    kept = reviews_of(framework, period, [each.id for each in subjects])
    subjects = [each for each in subjects if each.id not in kept or kept[each.id].framework == framework.code]
    ids = [each.id for each in subjects]
    reviews = {id: kept[id] for id in ids if id in kept}
    leading = led(ids, day) if members and framework.capacity else {}
    found = _found(framework, ids, leading, days, day)
    held = limits(framework, leading, period)
    sheet = ReviewSheet(framework, organisation, period, day, subjects, reviews, found, held, Ranking({}, ()))
    return replace(sheet, ranking=rank(framework, [_scored(sheet, each) for each in subjects], days[0]))


def reviews_of(framework: Framework, period: str, ids: Collection[int]) -> dict[int, Review]:
    """Reviews of these subjects in the capacity that the framework is for, by whatever framework they were scored."""
    column = "person_id" if framework.subject is Subject.MEMBER else "organisation_id"
    kept = Review.objects.filter(
        bulk.where_among(column, list(ids)), period=period, capacity=framework.capacity
    )
    return {review.subject: review for review in kept}


def _scored(sheet: ReviewSheet, each: Reviewed) -> Scored:
    review = sheet.reviews.get(each.id)
    total = Fraction(review.total) if review and review.total is not None else None
    group = sheet.framework.says if sheet.framework.subject is Subject.MEMBER else each.where
    return Scored(each.code, group, total, sheet.broken(each.id), sheet.limits.get(each.id, {}))


def _members(framework: Framework, organisation: Organisation, day: date) -> list[Reviewed]:
    """Members of the branch of the tree on the day; exempt ones are not reviewed, leaders are those who hold such posts."""
    under = tree.tree(day).under(organisation.pk) if organisation.pk in tree.tree(day) else []
    home = Belonging.objects.filter(
        ledger.holding(day), bulk.where_among("organisation_id", under), temporary=False
    )
    homes = dict(home.values_list("person_id", "organisation_id"))
    standing = Standing.objects.filter(ledger.holding(day), bulk.where_among("person_id", list(homes)))
    there = set(standing.values_list("person_id", flat=True))
    there -= set(
        Exemption.objects.filter(ledger.holding(day), bulk.where_among("person_id", list(there))).values_list(
            "person_id", flat=True
        )
    )
    posts = _leading(there, day)
    if framework.capacity:
        there &= set(posts)
    codes = dict(Person.objects.filter(bulk.where_among("id", list(there))).values_list("id", "code"))
    profiles = Profile.objects.filter(ledger.holding(day), bulk.where_among("person_id", list(there)))
    book = Book({homes[id] for id in there}, at=None)
    return [
        Reviewed(id, codes[id], name, book.on(homes[id], day).name, posts.get(id, ""))
        for id, name in profiles.order_by("sort_key", "id").values_list("person_id", "full_name")
    ]


def _leading(people: Collection[int], day: date) -> dict[int, str]:
    """The leading posts of people on the day, of each the first in the order of `LEADING`."""
    titles = [title for group in LEADING for title in vocabulary("title").in_group(group)]
    order = {title: place for place, title in reversed(list(enumerate(titles)))}
    posts = Post.objects.filter(
        ledger.holding(day), bulk.where_among("person_id", list(people)), title__in=titles
    )
    found: dict[int, str] = {}
    for person, title in sorted(posts.values_list("person_id", "title"), key=lambda row: order[row[1]]):
        if person:
            found.setdefault(person, title)
    return found


def _organisations(organisation: Organisation, day: date) -> list[Reviewed]:
    """Those directly under the organisation on the day."""
    children = tree.tree(day).children(organisation.pk)
    book = Book(children, at=None)
    named = [book.on(id, day) for id in children]
    return [
        Reviewed(each.id, each.code, each.name, each.kind)
        for each in sorted(named, key=lambda each: each.code)
    ]


def _found(
    framework: Framework,
    ids: Collection[int],
    leading: dict[int, set[int]],
    days: tuple[date, date],
    day: date,
) -> dict[int, frozenset[str]]:
    """By subject the conditions that the records say are not met."""
    against: dict[str, set[int]] = {}
    if framework.subject is Subject.MEMBER:
        against["own_discipline"] = disciplined(ids, days)
        against["units_discipline"] = led_disciplined(leading, days, day)
    else:
        for code, counted in figures(window_of(ids, days, day), OF_DISCIPLINE).items():
            against[code] = {id for id, figure in counted.items() if figure.numerator}
    said: dict[int, set[str]] = defaultdict(set)
    for condition in framework.hard:
        for id in against.get(condition.evidence.code if condition.evidence else "", ()):
            said[id].add(condition.code)
    return {id: frozenset(codes) for id, codes in said.items()}
