"""That an organisation is on the list of weak ones when it ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_noop as _

from bontot.ledger import bulk
from bontot.members.unfinished import Work, counted
from bontot.strengthening.models import Case


def unfinished(organisations: Collection[int], day: date) -> Iterator[Work]:
    """One statement."""
    cases = Case.objects.filter(bulk.where_among("organisation_id", organisations))
    yield Work(
        _("Hồ sơ củng cố chưa khép"),
        _("Cấp trên cho hồ sơ đi tiếp với bên nhận, hoặc khép lại, ở trang Củng cố."),
        "strengthening.read",
        counted(cases.filter(outcome="listed", ended_on__isnull=True)),
    )
