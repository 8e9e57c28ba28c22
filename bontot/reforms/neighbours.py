"""Phương án khác: plans on their way to the ledger that say something of the same organisations or people.

Whichever is executed first moves the facts on under the other. That is found in any case on the day; here it is told while
both can still be talked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bontot.kernel.finding import Finding
from bontot.ledger.bulk import where_among
from bontot.reforms.models import STILL, Line, Reform, Stage
from bontot.reforms.planned import Planned
from bontot.reforms.sentences import finding
from bontot.reforms.sheets import MEMBER, ORGANISATION

ON_THEIR_WAY = (Stage.SUBMITTED, Stage.REVIEWED, Stage.APPROVED)
COLUMNS = {ORGANISATION: "code", MEMBER: "member"}


def touching(reform: Reform, lines: Sequence[Planned]) -> Iterator[Finding]:
    """Of every line whose organisation or member another plan has submitted a line about: which plan, and its day."""
    subjects = {line.subject for line in lines if line.sheet in COLUMNS}
    there = Line.objects.filter(
        where_among("subject", sorted(subjects)),
        sheet__in=COLUMNS,
        to_version=STILL,
        reform__state__in=ON_THEIR_WAY,
    ).exclude(reform=reform)
    known: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for sheet, subject, code, title, on, state in there.order_by("-reform__day", "reform_id").values_list(
        "sheet", "subject", "reform__code", "reform__title", "reform__day", "reform__state"
    ):
        known[sheet, subject] = (code, title, f"{on:%d/%m/%Y}", str(Stage(state).label))
    for line in lines:
        if other := known.get((line.sheet, line.subject)):
            code, title, day, state = other
            said = {"plan": f"{title} ({code})", "day": day, "state": state}
            yield finding("PA-PHUONG-AN-KHAC", line, COLUMNS[line.sheet], **said)
