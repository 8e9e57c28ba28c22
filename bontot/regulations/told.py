"""What other pages tell of regulations: to whoever signs in what is due, and on a person's page what they have in hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.scope import Grants
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.ledger.queries import Line
from bontot.members.due import Todo, Todos
from bontot.members.models import Person, Post
from bontot.members.page import Section
from bontot.organisations.models import Kind, Organisation
from bontot.organisations.queries import Book
from bontot.regulations.holders import TITLES, Holders
from bontot.regulations.models import Assignment, Occurrence
from bontot.regulations.proving import Verdict, read, verdicts
from bontot.regulations.queries import in_force
from bontot.regulations.samples import must_have

SHOWN = 8
AHEAD, BEHIND = timedelta(days=14), timedelta(days=60)
"""How long before its day, and after it, a duty is something to see to."""


def due(grants: Grants, on: date) -> Todos | None:
    """What is due by the regulations of the organisations whose account this is, and what falls on its own person."""
    reads = grants.scope("regulations.read")
    if not reads:
        return None
    own = {id for role, id in grants.held if "regulations.edit" in role.permissions}
    person = _person(grants.person_code)
    mine = {id for id in _where(person, on) if id in reads} if person else set()
    if not own | mine:
        return None
    lines = [*_standing(own, on), *_near(own, mine, person, on)]
    return Todos(_("Việc theo quy chế làm việc"), tuple(lines[:SHOWN]), len(lines), _all(own or mine))


def _standing(own: set[int], on: date) -> Iterator[Todo]:
    """That an organisation has no regulation although it must, or that its review is overdue."""
    valid = in_force(own, on)
    kinds = Kind.objects.filter(ledger.holding(on), bulk.where_among("organisation_id", own - valid.keys()))
    lacking = {id for id, kind in kinds.values_list("organisation_id", "kind") if must_have(kind)}
    overdue = {id: row.review_due for id, row in valid.items() if row.review_due and row.review_due < on}
    if not lacking | overdue.keys():
        return
    book = Book(lacking | overdue.keys(), at=None)
    for id in sorted(lacking):
        named = book.on(id, on)
        says = _("Chưa có quy chế làm việc — %(name)s") % {"name": named.name}
        yield Todo(says, reverse("regulation_adopt", args=[named.code]))
    for id, day in sorted(overdue.items()):
        named = book.on(id, on)
        says = _("Rà soát quy chế — %(name)s") % {"name": named.name}
        yield Todo(says, reverse("regulation_review", args=[named.code]), day, _("quá hạn"), "bad")


def _near(own: set[int], mine: set[int], person: int | None, on: date) -> Iterator[Todo]:
    """What is open and due soon, or was missed of late, the earliest first."""
    near = Occurrence.objects.filter(
        bulk.where_among("organisation_id", own | mine),
        due__gte=on - BEHIND,
        due__lte=on + AHEAD,
        state__in=("open", "missed"),
        done_on__isnull=True,
    )
    rows = read(near.order_by("due", "id"))
    if not rows:
        return
    found = verdicts(rows, on)
    holders = Holders(mine) if mine - own else None
    says = dict(near.values_list("id", "duty__says"))
    book = Book({row.organisation for row in rows}, at=None)
    for row in rows:
        falls_here = row.organisation in own or (
            holders is not None and person in holders.of(row.organisation, row.who, row.assignment, row.due)
        )
        if falls_here and found[row.id].state in ("open", "missed"):
            named = book.on(row.organisation, on)
            href = reverse("regulation_duty", args=[named.code, row.id])
            yield Todo(f"{says[row.id]} — {named.name}", href, row.due, *_badge(found[row.id], row.due, on))


def _badge(verdict: Verdict, due: date, on: date) -> tuple[str, str]:
    if verdict.state == "missed":
        return _("bỏ lỡ"), "bad"
    return (_("quá hạn"), "bad") if due < on else ("", "plain")


def _all(organisations: set[int]) -> str:
    """Where all of it stands: the page of the one organisation, or the overview."""
    if len(organisations) == 1:
        code = Organisation.objects.filter(id__in=organisations).values_list("code", flat=True).first()
        return reverse("regulation_of", args=[code])
    return reverse("regulations")


def _person(code: str) -> int | None:
    return Person.objects.filter(code=code).values_list("id", flat=True).first() if code else None


def _where(person: int, on: date) -> set[int]:
    """The organisations in whose committee the person holds a post, or is assigned something, on the day."""
    posts = Post.objects.filter(
        ledger.holding(on), person_id=person, title__in=TITLES, organisation__isnull=False
    )
    held = Assignment.objects.filter(person_id=person, valid_from__lte=on, valid_to__gt=on)
    assigned = held.filter(regulation__state="in_force").values_list("regulation__organisation_id", flat=True)
    return {id for id in posts.values_list("organisation_id", flat=True) if id} | set(assigned)


def of_person(person: Person, on: date, at: int | None) -> Section:
    """What the person has in hand by the regulations of committees. It is work and not of the ledger: no position changes it."""
    rows = Assignment.objects.filter(Q(valid_from__lte=on), person_id=person.id).select_related("regulation")
    found = list(rows.order_by("-valid_from", "-id")[:20])
    if not found:
        return Section(_("Phân công theo quy chế"), ())
    book = Book({row.regulation.organisation_id for row in found}, at=None)
    lines = []
    for row in found:
        named = book.on(row.regulation.organisation_id, on)
        lines.append(Line(row.valid_from, ledger.last_day(row.valid_to), row.field, named.name, named.code))
    return Section(_("Phân công theo quy chế"), tuple(lines))
