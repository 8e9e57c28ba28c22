"""Executing a plan: everything in one stroke, or nothing; and what would come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from django.db import transaction

from bontot.kernel.finding import Finding
from bontot.ledger.authority import Authority
from bontot.ledger.enacting import Outcome, enact, rehearse
from bontot.ledger.paper import Paper
from bontot.ledger.writing import hold_the_end
from bontot.reforms import as_if, drift
from bontot.reforms.compiling import compile
from bontot.reforms.judging import judge
from bontot.reforms.models import Reform, Stage
from bontot.reforms.planned import Planned
from bontot.reforms.seeing import see
from bontot.reforms.steps import NotNow, note
from bontot.reforms.versions import held, planned

type Settled = Callable[[int], None]
"""Called with the position inside the transaction in which everything is written; it may raise to undo all."""


def checked(day: date, top: str, lines: Sequence[Planned]) -> Outcome:
    """What a plan's lines contradict, and where the facts have moved on under them."""
    seen = see(day, lines, top)
    found = judge(day, top, lines, seen)
    return Outcome(findings=found + drift.findings(drift.drifts(day, top, lines, seen)))


CONSEQUENCES = frozenset({"TC-01", "TC-02", "TC-03", "TC-04"})
"""What acts are told of organisations that are not there: the mistake has been told of the line that should make them."""


def try_out(
    day: date,
    lines: Sequence[Planned],
    by: Authority,
    found: Sequence[Finding] = (),
    *,
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Everything that would come of executing these lines, without writing; `found` has been found about them already.

    Where lines are mistaken, the rest is judged all the same; only what follows from the mistakes is not told again.
    """
    outcome = rehearse(compile(day, lines), by, progress=progress)
    mistaken = {(f.file, f.sheet, f.row) for f in found if f.refuses}
    said = [
        f
        for f in outcome.findings
        if not mistaken or ((f.file, f.sheet, f.row) not in mistaken and f.rule not in CONSEQUENCES)
    ]
    outcome.findings = [*found, *said]
    return outcome


def execute(
    reform: Reform,
    by: Authority,
    *,
    progress: Callable[[int], None] | None = None,
    settled: Settled | None = None,
) -> Outcome:
    """Enter the approved version into the ledger under its decision, with the state of the plan, in one transaction.

    Nothing is written where anything is refused, or where the facts have moved on under a line. Raises NotNow where
    the plan is not the one that was approved.
    """
    with transaction.atomic():
        hold_the_end()
        plan = held(reform.pk)
        if plan.state != Stage.APPROVED or plan.approved_version != plan.version or plan.dated is None:
            raise NotNow("the plan has not been approved")
        lines = planned(plan)
        outcome = checked(plan.day, plan.organisation, lines)
        paper = Paper(plan.number, plan.dated, plan.by, (plan.says or plan.title)[:400])
        enact(compile(plan.day, lines), paper, by, outcome=outcome, progress=progress)
        if outcome.position is not None:
            Reform.objects.filter(pk=plan.pk).update(state=Stage.EXECUTED, position=outcome.position)
            note(plan, "execute", by.name)
            transaction.on_commit(partial(as_if.forget, plan.pk))
            if settled:
                settled(outcome.position)
    return outcome
