"""Finding organisations and people in the forms of a plan: what is known, and what the plan itself makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bontot.access.scope import Grants
from bontot.kernel.text import fold
from bontot.ledger import bulk
from bontot.members.picking import finders as of_the_ledger
from bontot.reforms.models import STILL, Line, Reform
from bontot.reforms.sheets import NEW
from bontot.reforms.sheets import ORGANISATION as TABLE
from bontot.ui.picking import ORGANISATION, Choice, Finder

FOUND = 6


class Coming:
    """Organisations that are known, and those that begin by the plan. Suggestions while typing are of what is known."""

    def __init__(self, plan: Reform, known_ones: Finder) -> None:
        self.plan, self.known_ones = plan, known_ones
        self.address = known_ones.address

    def known(self, codes: Iterable[str]) -> dict[str, Choice]:
        """Those of the codes that exist and may be seen, or begin by the plan."""
        asked = list(codes)
        found = dict(self.known_ones.known(asked))
        rows = self._rows().filter(bulk.where_among("key", set(asked) - found.keys()))
        return found | {row.subject: _choice(row) for row in rows}

    def find(self, text: str) -> list[Choice]:
        """Organisations of that code or name, those of the plan first."""
        words = fold(text).split()
        own = [
            row
            for row in self._rows()
            if all(word in fold(f"{row.subject} {row.fields.get('name', '')}") for word in words)
        ]
        return [*map(_choice, own[:FOUND]), *self.known_ones.find(text)]

    def _rows(self) -> QuerySet[Line]:
        return Line.objects.filter(
            reform=self.plan, sheet=TABLE, to_version=STILL, fields__way__in=sorted(NEW)
        ).order_by("place")


def _choice(row: Line) -> Choice:
    return Choice(row.subject, str(row.fields.get("name", "")) or row.subject, _("lập mới theo phương án"))


def finders(grants: Grants, plan: Reform) -> Mapping[str, Finder]:
    """What an account may find in the forms of a plan."""
    known = of_the_ledger(grants)
    return {**known, ORGANISATION: Coming(plan, known[ORGANISATION])}
