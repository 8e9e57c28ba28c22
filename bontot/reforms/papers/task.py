"""Printing as work beside the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.tasks import task
from django.utils.translation import gettext as _

from bontot.access import readings
from bontot.access.models import Account
from bontot.access.scope import Grants
from bontot.exchange import store, uploads
from bontot.exchange.models import State
from bontot.exchange.watch import attempt, settle
from bontot.ledger import queries as ledger
from bontot.reforms import versions
from bontot.reforms.models import Printing, Reform, Stage
from bontot.reforms.papers.keeping import keep
from bontot.reforms.papers.making import Impossible, papers, prepared, reader
from bontot.reforms.steps import taken_back
from bontot.ui.clock import today

KEPT = timedelta(days=2)
"""Papers hold what only the office's own files should; they are made again in seconds."""


@task()
def print_papers(id: int, turn: str) -> None:
    """Make all papers of a plan; every file that they name counts as read."""
    uploads.remove_files(Printing, KEPT)
    with attempt(Printing, id, turn) as begun:
        if begun is None:
            return
        work, watch = begun
        plan, account = work.reform, work.account.get_username()
        by, position, head = reader(Grants(work.account, today())), ledger.end(), heading(plan)
        try:
            found = prepared(plan, by, account, watch.at(versions.at(plan).count()))
        except Impossible:
            settle(Printing, work, state=State.FAILED, trouble=impossible())
            return
        watch.check()
        made = list(papers(found))
        read = [person.code for person in found.people.values()]
        readings.note_for(account, f"/phuong-an/{plan.code}/van-ban/", read)
        summary = keep(store.folder(work.folder), made, watch.at(len(made)))
        summary |= {
            "left_out": found.left_out,
            "mark": found.mark,
            "heading": head,
            "sees": sees(work.account),
        }
        settle(
            Printing,
            work,
            state=State.WRITTEN,
            version=plan.version,
            position=position,
            summary=summary,
            trouble="",
        )


def heading(plan: Reform) -> list[Any]:
    """What the papers say of the plan itself: where that is no longer so, they are out of date."""
    dated = plan.dated.isoformat() if plan.dated else ""
    said = [plan.title, plan.says, plan.day.isoformat(), plan.number, dated, plan.by]
    return [*said, plan.state == Stage.EXECUTED, taken_back(plan)]


def sees(account: Account) -> list[Any]:
    """What the papers that an account prints may hold: who may see less afterwards is not given the old ones."""
    by = reader(Grants(account, today()))
    return [sorted(by.people.tops), by.people.person_code, by.accounts]


def up_to_date(work: Printing, plan: Reform) -> bool:
    """Whether neither the plan nor what it rests on has gone on since."""
    still = plan.state == Stage.EXECUTED or work.position == ledger.end()
    return still and work.version == plan.version and work.summary.get("heading") == heading(plan)


def impossible() -> str:
    """What to say of a plan that cannot be carried out as it stands."""
    return _(
        "Chưa lập được văn bản: phương án còn điều trái với điều luôn phải đúng. Hãy kiểm tra phương án và sửa."
    )
