"""The check of a plan as work beside the pages, and what was found, kept with its version and position."""

from __future__ import annotations

from datetime import timedelta

from django.tasks import task

from bontot.exchange import reports, store, uploads
from bontot.exchange.models import State
from bontot.exchange.watch import attempt, settle
from bontot.ledger import queries as ledger
from bontot.reforms import versions
from bontot.reforms.checking import check
from bontot.reforms.models import Check, Reform

KEPT = timedelta(days=30)
ROWS = "rows.jsonl"


@task()
def check_reform(id: int, turn: str) -> None:
    """Check the last version of a plan; nothing is written into the ledger."""
    uploads.remove_files(Check, KEPT)
    with attempt(Check, id, turn) as begun:
        if begun is None:
            return
        work, watch = begun
        reform, position = work.reform, ledger.end()
        size = versions.at(reform).count()
        found = check(reform, work.account.get_username(), watch.at(size))
        watch.check()
        folder = store.folder(work.folder)
        store.write_lines(folder / ROWS, found.rows)
        summary = {**found.numbers, "rows": len(found.rows), **reports.keep_findings(folder, found.findings)}
        settle(
            Check,
            work,
            state=State.READY,
            version=reform.version,
            position=position,
            summary=summary,
            trouble="",
        )


def latest(reform: Reform) -> Check | None:
    """The last check of a plan that came to an end."""
    return Check.objects.filter(reform=reform, state=State.READY).order_by("-id").first()


def up_to_date(work: Check, reform: Reform) -> bool:
    """Whether neither the plan nor the ledger has gone on since the check."""
    return work.version == reform.version and work.position == ledger.end()
