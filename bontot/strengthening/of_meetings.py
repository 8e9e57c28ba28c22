"""Căn cứ từ sổ sinh hoạt: months without a regular meeting, attendance, tasks that are late."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Min, Q, QuerySet, Value, When

from bontot.kernel.period import months_later
from bontot.meetings.models import Meeting, Task
from bontot.meetings.rolls import TAKEN
from bontot.strengthening.computing import Asked, Computation, Figure, Figures, Row, add, enough, summed


def _months(asked: Asked) -> list[date]:
    """The last months that have ended before the day, by their first days."""
    this = asked.on.replace(day=1)
    return [months_later(this, -step) for step in range(asked.numbers["months"], 0, -1)]


def _held(asked: Asked) -> QuerySet[Meeting]:
    known = Meeting.objects.filter(asked.among(), kind="regular", state__in=("held", "approved"))
    return known.filter(day__lte=asked.on)


def months_without(asked: Asked) -> Figures:
    """How many of the last months had no regular meeting; of branches that have begun to keep a book of meetings."""
    months = _months(asked)
    within = Q(month__gte=months[0], month__lte=months[-1])
    found = _held(asked).order_by().values("organisation_id")
    rows = found.annotate(begun=Min("month"), met=Count("month", distinct=True, filter=within))
    figures = {}
    for row in rows:
        expected = sum(month >= row["begun"] for month in months)
        figures[row["organisation_id"]] = Figure(expected - row["met"], expected)
    return {id: figure for id, figure in figures.items() if figure.base}


def missing_months(asked: Asked) -> list[Row]:
    """These months."""
    months, met, begun = _months(asked), defaultdict[int, set[date]](set), dict[int, date]()
    for id, month in _held(asked).values_list("organisation_id", "month"):
        met[id].add(month)
        begun[id] = min(month, begun.get(id, month))
    return [
        Row(id, int(month not in met[id]), 1, month, months_later(month, 1))
        for id in sorted(begun)
        for month in months
        if month >= begun[id]
    ]


def _attended(asked: Asked) -> QuerySet[Any]:
    """Regular meetings with approved minutes in which attendance was taken; who was there, of those who had to be."""
    first = months_later(asked.on, -asked.numbers["months"])
    known = Meeting.objects.filter(asked.among(), kind="regular", state="approved").filter(TAKEN)
    recent = known.filter(month__gte=months_later(first.replace(day=1), -1))  # by the index of months
    return recent.filter(day__gt=first, day__lte=asked.on).annotate(
        amount=F("attended"), base=F("must_attend")
    )


def attendance(asked: Asked) -> Figures:
    """Attendances of the last months, of those there had to be; of branches that have minutes of these months."""
    return summed(_attended(asked), "organisation_id", based=True)


def attended_meetings(asked: Asked) -> list[Row]:
    """The meetings."""
    found = (
        _attended(asked)
        .order_by("organisation_id", "day")
        .values_list("organisation_id", "amount", "base", "day", "id")
    )
    return [Row(id, amount, base, day, meeting=meeting) for id, amount, base, day, meeting in found]


def _due(asked: Asked) -> QuerySet[Any]:
    """Tasks whose deadline was in the last months; late is what was not done by then."""
    first = months_later(asked.on, -asked.numbers["months"])
    late = Q(done_on__isnull=True) | Q(done_on__gt=F("deadline"))
    known = Task.objects.filter(asked.among(), deadline__gt=first, deadline__lt=asked.on)
    return known.exclude(state="dropped").annotate(
        amount=Case(When(late, then=1), default=0, output_field=IntegerField()),
        base=Value(1, output_field=IntegerField()),
    )


def late_tasks(asked: Asked) -> Figures:
    """How many of the tasks that were due in the last months were not done by their day."""
    return summed(_due(asked), "organisation_id", based=True)


def due_tasks(asked: Asked) -> list[Row]:
    """The tasks, those that are late first."""
    found = (
        _due(asked)
        .order_by("organisation_id", "-amount", "deadline", "id")
        .values_list(
            "organisation_id", "amount", "base", "deadline", "done_on", "says", "owner_id", "meeting_id"
        )
    )
    return [
        Row(id, amount, base, deadline, done, says, owner, meeting)
        for id, amount, base, deadline, done, says, owner, meeting in found
    ]


add(
    Computation(
        "months_without_meeting",
        months_without,
        missing_months,
        lambda figure, asked: figure.amount >= asked.numbers["least"],
    ),
    Computation(
        "attendance",
        attendance,
        attended_meetings,
        lambda figure, asked: figure.amount < asked.shares["below"] * (figure.base or 0),
    ),
    Computation(
        "late_tasks",
        late_tasks,
        due_tasks,
        enough,
    ),
)
