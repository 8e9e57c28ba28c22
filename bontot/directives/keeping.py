"""Changing a commitment: one at a time, never for an organisation that is no more, never without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from bontot.directives.models import Commitment, Directive, Trace
from bontot.ledger.traces import Values, differing
from bontot.meetings.keeping import Refused
from bontot.organisations import queries as organisations
from bontot.organisations.queries import Book
from bontot.organisations.tree import lasting_tree
from bontot.ui.clock import now, today


@contextmanager
def changing(commitment: int) -> Iterator[Commitment]:
    """The commitment, held by this transaction alone. Raises Refused where it was withdrawn."""
    with transaction.atomic():
        found = Commitment.objects.select_for_update().get(id=commitment)
        if found.state == "dropped":
            raise Refused(_("Cam kết này đã rút; hãy ghi cam kết khác."))
        yield found


def must_exist(organisation: int, on: date) -> None:
    """Raises Refused, naming the successor, where the organisation does not exist on the day."""
    if organisations.exists(organisation, on=on, at=None):
        return
    path = lasting_tree(today()).path(organisation)
    book = Book(path[-2:], at=None)
    name = book.on(organisation, on).name
    says = _("%(name)s không hoạt động vào ngày %(day)s.") % {"name": name, "day": f"{on:%d/%m/%Y}"}
    if len(path) > 1:
        heir = book.on(path[-2], on)
        says += " " + _("Hãy giao cho %(name)s (%(code)s), hoặc đề nghị cấp trên rút cam kết này.") % {
            "name": heir.name,
            "code": heir.code,
        }
    raise Refused(says)


def trace(
    what: str,
    by: str,
    before: Values,
    after: Values,
    *,
    organisation: int,
    directive: Directive | None = None,
    commitment: Commitment | None = None,
) -> None:
    """Write down who changed what; only what differs is kept. Nothing where nothing differs."""
    kept = differing(before, after)
    if kept:
        Trace.objects.create(
            organisation_id=organisation,
            directive=directive,
            commitment=commitment,
            at=now(),
            by=by,
            what=what,
            **kept,
        )
