"""Căn cứ từ quy chế làm việc: duties of a regulation that were due in the last months and were not done in time."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from bontot.kernel.period import months_later
from bontot.regulations.models import Occurrence
from bontot.regulations.proving import asked_again, read, verdicts
from bontot.regulations.queries import kept
from bontot.strengthening.computing import Asked, Computation, Figure, Figures, Row, add, enough

MISSED = "missed"


def missed_duties(asked: Asked) -> Figures:
    """How many of the duties due in the last months were missed; of organisations that work by a regulation and had any."""
    found = kept(asked.ids, _since(asked), asked.on, asked.on)
    return {id: Figure(each.missed, each.due) for id, each in found.items() if each.due}


def due_duties(asked: Asked) -> list[Row]:
    """These duties, those missed first; what the records prove counts as it counts there."""
    rows = _due(asked)
    pending = read(rows.filter(asked_again(asked.on)))
    judged = {id: verdict.state for id, verdict in verdicts(pending, asked.on).items()}
    found = rows.order_by("due", "id").values_list("id", "organisation_id", "due", "state", "duty__says")
    told = [
        Row(organisation, int(judged.get(id, state) == MISSED), 1, due, says=says)
        for id, organisation, due, state, says in found
        if judged.get(id, state) != "lapsed"
    ]
    return sorted(told, key=lambda row: (row.organisation, -row.amount))


def _since(asked: Asked) -> date:
    return months_later(asked.on, -asked.numbers["months"])


def _due(asked: Asked) -> QuerySet[Occurrence]:
    return Occurrence.objects.filter(asked.among(), due__gte=_since(asked), due__lt=asked.on)


add(Computation("missed_duties", missed_duties, due_duties, enough))
