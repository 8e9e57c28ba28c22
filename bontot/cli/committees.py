"""The committees of the demonstration, as they stand when it is loaded: their regulations are written and loaded."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

from django.db.models import Count, Min

from bontot.demo import SEED
from bontot.demo.regulations import Body, write
from bontot.demo.sessions import LEAST
from bontot.kernel.finding import Finding
from bontot.law.parameters import parameter
from bontot.ledger import queries as ledger
from bontot.meetings.books.loading import load as load_meetings
from bontot.meetings.books.reading import read as read_meetings
from bontot.meetings.models import Meeting
from bontot.members.models import Belonging, Post
from bontot.organisations.models import Kind, Organisation, Place
from bontot.organisations.tree import tree
from bontot.regulations.holders import TITLES
from bontot.regulations.loading import Loaded, load
from bontot.regulations.reading import read

_ORDER = ("bí thư", "phó bí thư")


def load_regulations(
    folder: Path,
    on: date,
    shown: Collection[str] = (),
    progress: Callable[[str, float], None] | None = None,
) -> Loaded:
    """Write the books of regulations of the demonstration into a folder, and load them as an office does.

    `shown` are the codes of organisations that everybody who looks around sees first.
    """
    books, met = write(folder, bodies(on, shown), on, SEED)
    meetings = read_meetings([met])
    told = _told()
    meetings.meetings = {key: row for key, row in meetings.meetings.items() if key[:2] not in told}
    load_meetings(meetings)
    said = read(books)
    loaded = load(said, on, progress)
    _must_be_sound([*meetings.findings, *said.findings])
    return loaded


def _told() -> set[tuple[str, str]]:
    """Whose meetings of which kind the books of meetings tell already: a month that is not in them has not been met in."""
    found = Meeting.objects.exclude(state="dropped").values_list("organisation__code", "kind")
    return set(found.distinct())


def _must_be_sound(findings: list[Finding]) -> None:
    for finding in findings[:20]:
        print(finding, file=sys.stderr)
    if findings:
        raise SystemExit("Sổ quy chế của tỉnh trình diễn không nạp được.")


def bodies(on: date, shown: Collection[str] = ()) -> Iterator[Body]:
    """Every organisation of the day with what its regulation follows from; a constant number of statements."""
    standing = tree(on)
    codes = dict(Organisation.objects.values_list("id", "code"))
    kinds = dict(Kind.objects.filter(ledger.holding(on)).values_list("organisation_id", "kind"))
    places = (
        Place.objects.filter(ledger.known(None)).values("organisation_id").annotate(first=Min("valid_from"))
    )
    since = dict(places.values_list("organisation_id", "first"))
    members = dict(
        Belonging.objects.filter(ledger.holding(on), temporary=False)
        .values("organisation_id")
        .annotate(number=Count("id"))
        .values_list("organisation_id", "number")
    )
    leading, secretaries = _leading(on)
    least = parameter("branch.committee_threshold", on).value
    for id in standing.parents:
        yield Body(
            code=codes[id],
            kind=kinds.get(id, ""),
            since=since[id],
            committee=members.get(id, 0) >= least and len(leading[id]) >= LEAST,
            leading=tuple(leading[id]),
            led_since=ledger.first_day(secretaries.get(id, (None, ""))[0]),
            term=secretaries.get(id, (None, ""))[1],
            below=tuple(codes[child] for child in standing.children(id)),
            shown=codes[id] in shown,
        )


def _leading(on: date) -> tuple[dict[int, list[str]], dict[int, tuple[date | None, str]]]:
    """Who holds posts where, the secretary first; and since when, and for which term, the secretary leads."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    secretaries: dict[int, tuple[date | None, str]] = {}
    posts = Post.objects.filter(ledger.holding(on), title__in=TITLES, organisation__isnull=False)
    columns = ("organisation_id", "title", "person__code", "valid_from", "term")
    rows = list(posts.order_by("id").values_list(*columns))
    rows.sort(key=lambda row: _ORDER.index(row[1]) if row[1] in _ORDER else len(_ORDER))
    for organisation, title, code, first, term in rows:
        if organisation is not None:
            found[organisation].setdefault(code)
            if title == _ORDER[0]:
                secretaries[organisation] = (first, term)
    return defaultdict(list, {id: list(people) for id, people in found.items()}), secretaries
