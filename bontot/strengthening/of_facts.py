"""Căn cứ từ sổ quyết định: admissions, discipline, the secretary's post, grades. As of a day, as known now."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import takewhile
from typing import Any

from django.db.models import IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery, Value

from bontot.evaluation.models import Classification
from bontot.kernel.period import OPEN, months_later
from bontot.law.vocabulary import vocabulary
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Censure, Discipline, Post, Standing
from bontot.organisations.models import Place
from bontot.strengthening.computing import Asked, Computation, Figure, Figures, Row, add, everyone, summed

ONE = Value(1, output_field=IntegerField())
NOT_DONE = "không hoàn thành nhiệm vụ"
FEW = 500


def _since(asked: Asked) -> date:
    return months_later(asked.on, -asked.numbers["months"])


def _admitted(asked: Asked) -> QuerySet[Any]:
    """Admissions of the last months, each in the branch that the new member belonged to on the day."""
    homes = Belonging.objects.filter(
        ledger.known(None),
        person_id=OuterRef("person_id"),
        temporary=False,
        valid_from__lte=OuterRef("valid_from"),
        valid_to__gt=OuterRef("valid_from"),
    )
    begun = Standing.objects.filter(ledger.known(None), began="admit", valid_from__gt=_since(asked))
    rows = begun.filter(valid_from__lte=asked.on).filter(_of_few(asked))
    return rows.annotate(branch=Subquery(homes.values("organisation_id")[:1]), amount=ONE)


def _of_few(asked: Asked) -> Q:
    """Where few organisations are asked about, only whoever ever belonged to one of them; of many, everybody is looked at."""
    if len(asked.ids) > FEW:
        return Q()
    here = Belonging.objects.filter(asked.among(), ledger.known(None), temporary=False)
    return Q(person_id__in=here.values("person_id"))


def _old_enough(asked: Asked) -> set[int]:
    """Those that were there already when the time looked at began: a new branch has had no time to admit anybody."""
    first = Place.objects.filter(asked.among(), ledger.known(None)).order_by().values("organisation_id")
    rows = first.annotate(first=Min("valid_from"))
    return {row["organisation_id"] for row in rows if row["first"] <= _since(asked)}


def admissions(asked: Asked) -> Figures:
    """How many were admitted in the last months."""
    old = _old_enough(asked)
    figures = everyone(asked, summed(_admitted(asked), "branch", based=False))
    return {id: figure for id, figure in figures.items() if id in old}


def admitted(asked: Asked) -> list[Row]:
    """Those admitted."""
    wanted = set(asked.ids) & _old_enough(asked)
    rows = (
        _admitted(asked).order_by("valid_from", "person_id").values_list("branch", "valid_from", "person_id")
    )
    return [Row(id, 1, None, day, person=person) for id, day, person in rows if id in wanted]


def last_admission(on: date) -> date | None:
    """The last admission that the ledger knows of up to a day."""
    known = Standing.objects.filter(ledger.known(None), began="admit", valid_from__lte=on)
    found: date | None = known.aggregate(last=Max("valid_from"))["last"]
    return found


def _punished(asked: Asked) -> QuerySet[Any]:
    """Measures against members in the last months, each in the branch of the day before: who is expelled is gone on the day."""
    homes = Belonging.objects.filter(
        ledger.known(None),
        person_id=OuterRef("person_id"),
        temporary=False,
        valid_from__lt=OuterRef("valid_from"),
        valid_to__gte=OuterRef("valid_from"),
    )
    rows = Discipline.objects.filter(ledger.known(None), began="decide", valid_from__gt=_since(asked))
    return (
        rows.filter(valid_from__lte=asked.on)
        .filter(_of_few(asked))
        .annotate(branch=Subquery(homes.order_by("-valid_from").values("organisation_id")[:1]), amount=ONE)
    )


def last_measure(on: date) -> date | None:
    """The last measure against a member that the ledger knows of up to a day."""
    known = Discipline.objects.filter(ledger.known(None), began="decide", valid_from__lte=on)
    found: date | None = known.aggregate(last=Max("valid_from"))["last"]
    return found


def punished_members(asked: Asked) -> Figures:
    """How many measures of discipline were made known in the last months."""
    return everyone(asked, summed(_punished(asked), "branch", based=False))


def measures(asked: Asked) -> list[Row]:
    """The measures."""
    wanted = set(asked.ids)
    rows = (
        _punished(asked).order_by("valid_from", "id").values_list("branch", "valid_from", "form", "person_id")
    )
    return [Row(id, 1, None, day, says=form, person=person) for id, day, form, person in rows if id in wanted]


def _censured(asked: Asked) -> QuerySet[Any]:
    rows = Censure.objects.filter(asked.among(), ledger.known(None), began="decide")
    return rows.filter(valid_from__gt=_since(asked), valid_from__lte=asked.on).annotate(amount=ONE)


def censured(asked: Asked) -> Figures:
    """How many measures there were against the organisation itself in the last months."""
    return everyone(asked, summed(_censured(asked), "organisation_id", based=False))


def censures(asked: Asked) -> list[Row]:
    """The measures."""
    rows = _censured(asked).order_by("valid_from", "id").values_list("organisation_id", "valid_from", "form")
    return [Row(id, 1, None, day, says=form) for id, day, form in rows]


def last_censure(on: date) -> date | None:
    """The last measure against an organisation that the ledger knows of up to a day."""
    known = Censure.objects.filter(ledger.known(None), began="decide", valid_from__lte=on)
    found: date | None = known.aggregate(last=Max("valid_from"))["last"]
    return found


def _led(asked: Asked) -> QuerySet[Any]:
    """Posts of secretary that had begun by the day."""
    titles = vocabulary("title").in_group("secretary")
    return Post.objects.filter(asked.among(), ledger.known(None), title__in=titles, valid_from__lte=asked.on)


def vacant(asked: Asked) -> Figures:
    """For how many days there has been no secretary; of organisations of which a secretary was ever entered."""
    rows = _led(asked).order_by().values("organisation_id").annotate(until=Max("valid_to"))
    return {row["organisation_id"]: Figure(max((asked.on - row["until"]).days, 0)) for row in rows}


def last_secretaries(asked: Asked) -> list[Row]:
    """The last secretary of each organisation, and since when there is none."""
    found: dict[int, tuple[date, int]] = {}
    for id, until, person in (
        _led(asked).order_by("valid_to", "id").values_list("organisation_id", "valid_to", "person_id")
    ):
        found[id] = (until, person)
    return [
        Row(id, max((asked.on - until).days, 0), None, until if until < OPEN else None, person=person)
        for id, (until, person) in sorted(found.items())
    ]


def _graded(asked: Asked) -> dict[int, dict[int, tuple[str, date]]]:
    """The yearly grades of this year and the three before, as they were known on the day; those of whom none is the lowest
    are left out by the database."""
    years = [str(asked.on.year - back) for back in range(4)]
    known = Classification.objects.filter(
        asked.among(), ledger.holding(asked.on), capacity="", period__in=years
    )
    bad = known.filter(grade=NOT_DONE).values("organisation_id")
    grades: dict[int, dict[int, tuple[str, date]]] = defaultdict(dict)
    rows = known.filter(organisation_id__in=bad).values_list(
        "organisation_id", "period", "grade", "valid_from"
    )
    for id, period, grade, day in rows:
        grades[id][int(period)] = (grade, day)
    return grades


def not_done(asked: Asked) -> list[Row]:
    """The years, the latest first, in which the organisation did not do its duties, up to the last that was good enough.

    The latest grade may be of the year or of the one before: an older one says nothing of today.
    """
    rows = []
    for id, years in sorted(_graded(asked).items()):
        latest = next((y for y in (asked.on.year, asked.on.year - 1) if y in years), None)
        if latest is None:
            continue
        running = takewhile(lambda y: years.get(y, ("",))[0] == NOT_DONE, range(latest, latest - 4, -1))  # noqa: B023
        rows += [Row(id, 1, None, years[year][1], says=str(year)) for year in running]
    return rows


def years_not_done(asked: Asked) -> Figures:
    """For how many years running; of organisations with a grade of the year or of the one before."""
    counts: dict[int, int] = defaultdict(int)
    for row in not_done(asked):
        counts[row.organisation] += row.amount
    late = [str(asked.on.year), str(asked.on.year - 1)]
    graded = _yearly(asked.on).filter(asked.among(), period__in=late).order_by()
    ids = graded.values_list("organisation_id", flat=True).distinct()
    return {id: Figure(counts.get(id, 0)) for id in ids}


def _yearly(on: date) -> QuerySet[Classification]:
    """The grades of organisations themselves of whole years, as they were known on the day."""
    return Classification.objects.filter(ledger.holding(on), capacity="").exclude(period__contains="-")


def last_graded(on: date) -> date | None:
    """The end of the last year of which the ledger knows a grade on the day."""
    last = _yearly(on).aggregate(last=Max("period"))["last"]
    return date(int(last), 12, 31) if last else None


def _two_years_ago(on: date) -> date:
    return date(on.year - 2, 12, 31)


def _least(figure: Figure, asked: Asked) -> bool:
    return figure.amount >= asked.numbers["least"]


add(
    Computation("admissions", admissions, admitted, lambda figure, _: figure.amount == 0, last_admission),
    Computation("disciplined_members", punished_members, measures, _least, last_measure),
    Computation("disciplined", censured, censures, _least, last_censure),
    Computation(
        "secretary_vacant",
        vacant,
        last_secretaries,
        lambda figure, asked: figure.amount > asked.numbers["days"],
    ),
    Computation("years_not_done", years_not_done, not_done, _least, last_graded, _two_years_ago),
)
