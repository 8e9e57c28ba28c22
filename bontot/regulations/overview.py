"""Tổng quan: under an organisation, who works by a regulation in force, whose review is overdue, how duties were kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may, organisation
from bontot.kernel.period import months_later
from bontot.ledger import queries as ledger
from bontot.organisations.models import Kind, Organisation
from bontot.organisations.queries import Book, Named
from bontot.organisations.tree import Tree, tree
from bontot.regulations.listing import Listed, listed
from bontot.regulations.models import Occurrence
from bontot.regulations.queries import InForce, Kept, in_force, kept, kept_so
from bontot.regulations.samples import must_have
from bontot.regulations.words import HOW
from bontot.ui.clock import today
from bontot.ui.page import Page

SHOWN = 40
"""Organisations of one kind of lack that are named; who wants more goes one level down."""
LISTED = 100
"""Duties of one state, or regulations, that are listed; who wants more goes one level down."""
COUNTED = ("done", "late", "missed", "open")
"""The states of a duty that count."""
HAVING = ("has", "others")
"""Who has a regulation: the committees that must, and those who gave themselves one."""


@dataclass(slots=True)
class Tally:
    """An organisation and all below it."""

    named: Named
    below: bool
    """Whether it has organisations under it, so that one can go down to them."""
    must: int = 0
    """Those that have to have a regulation."""
    has: int = 0
    """Those of them that have one in force."""
    others: int = 0
    """Those with a regulation in force that need not have one."""
    overdue: int = 0
    """Regulations whose review is overdue."""
    kept: Kept = field(default_factory=Kept)

    @property
    def lacking(self) -> int:
        return self.must - self.has

    @property
    def wrong(self) -> int:
        return self.lacking + self.overdue + self.kept.missed


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything under an organisation, one level at a time."""

    title: str
    organisation: Named
    own: bool
    """Whether the organisation itself is counted in its own line."""
    since: date
    last: date
    """The last day of the quarter."""
    earlier: date
    later: date
    up: Named | None
    tallies: list[Tally]
    total: Tally
    lacking: list[Named]
    overdue: list[tuple[Named, date]]
    more_lacking: int
    more_overdue: int
    state: str
    """Which duties of the quarter are listed: those of this state; blank for none."""
    state_says: str
    listed: list[tuple[Named, Listed]]
    more_listed: int
    having: str
    """Which regulations are listed: of those who must have one, or of the others; blank for none."""
    regulated: list[tuple[Named, InForce]]
    more_regulated: int


@may("regulations.read")
def overview_page(request: Asked) -> HttpResponseBase:
    """The regulations under the top of what I may see, or under the organisation asked by `?duoi=`, in a quarter."""
    on = today()
    top = _top(request)
    since = _quarter(request.GET.get("quy", ""), on)
    until = months_later(since, 3)
    standing = tree(on)
    under = standing.under(top) or [top]
    kinds = dict(Kind.objects.filter(ledger.holding(on)).values_list("organisation_id", "kind"))
    valid, done = in_force(under, on), kept(under, since, until, on)
    above = [id for id in standing.path(top)[:-1] if id in request.scope]
    lacking = [id for id in under if must_have(kinds.get(id, "")) and id not in valid and id in standing]
    late = sorted(
        (row.review_due, id)
        for id, row in valid.items()
        if row.review_due is not None and row.review_due < on
    )
    state = request.GET.get("loc", "")
    having = [id for id in under if id in valid and state == _having(kinds.get(id, ""))]
    duties = kept_so(under, since, until, on, state) if state in COUNTED else []
    occurrences = _occurrences(duties[:LISTED])
    shown = {*lacking[:SHOWN], *(id for _, id in late[:SHOWN]), *(row.organisation_id for row in occurrences)}
    book = Book({top, *standing.children(top), *above[-1:], *shown, *having[:LISTED]}, at=None)
    count = _Counter(standing, kinds, valid, done, on)
    total = count.over(book.on(top, on), under)
    tallies = [count.over(book.on(id, on), standing.under(id)) for id in standing.children(top)]
    if standing.children(top):
        tallies.append(count.over(book.on(top, on), [top], below=False))
    page = OverviewPage(
        title=_("Quy chế làm việc: %(name)s") % {"name": book.on(top, on).name},
        organisation=book.on(top, on),
        own=bool(standing.children(top)),
        since=since,
        last=until - timedelta(days=1),
        earlier=months_later(since, -3),
        later=until,
        up=book.on(above[-1], on) if above else None,
        tallies=sorted(tallies, key=lambda each: (-each.wrong, each.named.code)),
        total=total,
        lacking=[book.on(id, on) for id in lacking[:SHOWN]],
        overdue=[(book.on(id, on), day) for day, id in late[:SHOWN]],
        more_lacking=max(len(lacking) - SHOWN, 0),
        more_overdue=max(len(late) - SHOWN, 0),
        state=state if state in COUNTED else "",
        state_says=str(HOW.get(state, "")),
        listed=[
            (book.on(row.organisation_id, on), each)
            for row, each in zip(occurrences, listed(occurrences, on), strict=True)
        ],
        more_listed=max(len(duties) - LISTED, 0),
        having=state if state in HAVING else "",
        regulated=[(book.on(id, on), valid[id]) for id in having[:LISTED]],
        more_regulated=max(len(having) - LISTED, 0),
    )
    return Page(request, "regulations/overview.html", page)


def _having(kind: str) -> str:
    """In which list the regulation of an organisation of a kind stands."""
    return "has" if must_have(kind) else "others"


def _occurrences(ids: list[int]) -> list[Occurrence]:
    """These occurrences with their duties, in this order; without what somebody has laid anew meanwhile."""
    found = Occurrence.objects.select_related("duty").in_bulk(ids)
    return [found[id] for id in ids if id in found]


def _top(request: Asked) -> int:
    if code := request.GET.get("duoi", ""):
        return organisation(request, code[:60]).id
    for id in request.grants.tops():
        if id in request.scope and Organisation.objects.filter(id=id).exists():
            return id
    raise Http404(_("Tài khoản này chưa được giao tổ chức nào."))


def _quarter(text: str, on: date) -> date:
    """The first day of the quarter asked as `2026-07-01`, of this one where none is asked. Raises Http404."""
    try:
        day = date.fromisoformat(text) if text else on
        if not 1930 <= day.year <= 2200:
            raise ValueError(text)
    except ValueError as reason:
        raise Http404(_("Không có quý “%(text)s”.") % {"text": text[:20]}) from reason
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


class _Counter:
    """Sums what is known of single organisations over many."""

    def __init__(
        self,
        standing: Tree,
        kinds: dict[int, str],
        valid: dict[int, InForce],
        done: dict[int, Kept],
        on: date,
    ) -> None:
        self.standing, self.kinds, self.valid, self.done, self.on = standing, kinds, valid, done, on

    def over(self, named: Named, ids: Iterable[int], *, below: bool = True) -> Tally:
        tally = Tally(named, below and bool(self.standing.children(named.id)))
        for id in ids:
            must, found = must_have(self.kinds.get(id, "")), self.valid.get(id)
            tally.must += must
            tally.has += must and found is not None
            tally.others += not must and found is not None
            tally.overdue += bool(found and found.review_due and found.review_due < self.on)
            if own := self.done.get(id):
                for name in COUNTED:
                    setattr(tally.kept, name, getattr(tally.kept, name) + getattr(own, name))
        return tally
