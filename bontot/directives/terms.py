"""Nhiệm kỳ: when the term began in which an organisation stands on a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bontot.directives.committing import HEADS
from bontot.kernel.period import EVER, OPEN, months_later
from bontot.law.parameters import parameter
from bontot.ledger import queries as ledger
from bontot.members.models import Post

_TERM = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


def began(organisation: int, on: date) -> date:
    """The first day of the term that its posts name, as `2025–2030`; where none does, a term's length before the day."""
    posts = Post.objects.filter(ledger.holding(on), organisation_id=organisation).exclude(term="")
    told = [(post.title not in HEADS, -post.valid_from.toordinal(), post.term) for post in posts]
    for _other, _since, term in sorted(told):
        named = _TERM.search(term)
        if named and int(named[1]) <= on.year <= int(named[2]):
            return date(int(named[1]), 1, 1)
    length = int(parameter("grassroots.term", min(on, OPEN - timedelta(days=1))).value)
    return months_later(on, -length) if on >= months_later(EVER, length) else EVER
