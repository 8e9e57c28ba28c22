"""What a page tells of the discipline of an organisation itself: khiển trách, cảnh cáo, and giải tán, which ends it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from bontot.ledger import queries as ledger
from bontot.members.life import measure_told
from bontot.members.models import Censure
from bontot.members.page import Section
from bontot.organisations.models import Succession
from bontot.organisations.queries import Book
from bontot.organisations.succession import DISBANDED
from bontot.ui.saying import plainly


def censures(id: int, on: date, at: int | None) -> Section:
    """Measures against the organisation that were made known by the day, the latest first."""
    title = _("Kỷ luật của tổ chức")
    said = {"organisation_id": id, "valid_from__lte": on}
    measures = list(Censure.objects.filter(ledger.known(at), **said))
    ends = list(Succession.objects.filter(ledger.known(at), way=DISBANDED, **said)[:1])
    if not measures and not ends:
        return Section(title, ())
    book = Book({fact.decided_by_id for fact in measures if fact.decided_by_id}, at=at)
    papers = ledger.papers(fact.known_from for fact in (*measures, *ends))
    lines = []
    for fact in measures:
        says, code = measure_told(fact, book)
        lines.append(ledger.line(fact, _("Kỷ luật"), says, papers, code))
    lines += [ledger.line(end, _("Kỷ luật"), plainly(end.way), papers) for end in ends]
    return Section(title, tuple(ledger.in_order(lines)))
