"""Căn cứ từ cam kết: what an organisation has committed to that fell due in the last months and was late or is overdue."""

from __future__ import annotations

from datetime import date, timedelta

from bontot.directives.queries import promised
from bontot.directives.standing import GONE, rows
from bontot.kernel.period import months_later
from bontot.strengthening.computing import Asked, Computation, Figure, Figures, Row, add, enough

LATE = frozenset({"late", "overdue"})


def due_commitments(asked: Asked) -> list[Row]:
    """The commitments that fell due in the last months, those late first."""
    first, last = _days(asked)
    told = []
    for each in rows(promised(asked.ids, first, last).filter(deadline__lte=last), asked.on):
        if each.status not in GONE:
            end = each.done_on if each.told else None
            told.append(
                Row(
                    each.organisation,
                    int(each.status in LATE),
                    1,
                    each.deadline,
                    end,
                    each.says,
                    commitment=each.id,
                )
            )
    return sorted(told, key=lambda row: (row.organisation, -row.amount, row.day or date.min))


def late_commitments(asked: Asked) -> Figures:
    """How many of them were late; of organisations that had any."""
    found: dict[int, Figure] = {}
    for row in due_commitments(asked):
        before = found.get(row.organisation, Figure(0, 0))
        found[row.organisation] = Figure(before.amount + row.amount, (before.base or 0) + 1)
    return found


def _days(asked: Asked) -> tuple[date, date]:
    return months_later(asked.on, -asked.numbers["months"]), asked.on - timedelta(days=1)


add(Computation("late_commitments", late_commitments, due_commitments, enough))
