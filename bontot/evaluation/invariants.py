"""What must always hold of grades, and the cap on the highest one, of which people are told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db import connection, models
from django.db.models import Count, OuterRef, Q, Subquery

from bontot.evaluation import reading
from bontot.evaluation.caps import allowed
from bontot.evaluation.models import Classification, MemberClassification
from bontot.evaluation.rules import GOOD, OUTSTANDING
from bontot.kernel.period import OPEN
from bontot.law import kinds
from bontot.law.parameters import share
from bontot.ledger.models import STILL_KNOWN, Fact
from bontot.ledger.verifying import advice, invariant
from bontot.members.models import Belonging
from bontot.organisations.models import Kind, Organisation, Place

type Counted = dict[tuple[int, str], tuple[int, int]]
"""By the organisation that the group is of, and the period: how many are outstanding, how many good or better."""
_COUNTS = Q(known_to=STILL_KNOWN, valid_to=OPEN, grade__in=(OUTSTANDING, GOOD))
"""Grades that count towards the cap."""


@invariant("XL-11")
def one_grade_at_a_time(position: int | None) -> Iterator[str]:
    """Of each period and capacity a member, and an organisation, has one grade on a day."""
    for kind in (Classification, MemberClassification):
        table, subject = kind._meta.db_table, kind.subject
        touched = "" if position is None else f"AND a.known_from = {position} "
        sql = (
            f"SELECT DISTINCT a.{subject}, a.period FROM {table} a JOIN {table} b ON b.{subject} = a.{subject} "
            f"AND b.period = a.period AND b.capacity = a.capacity AND b.id <> a.id AND b.known_to = {STILL_KNOWN} "
            f"AND a.valid_from < b.valid_to AND b.valid_from < a.valid_to WHERE a.known_to = {STILL_KNOWN} {touched}"
            f"ORDER BY a.{subject}, a.period"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql)
            for id, period in cursor.fetchall():
                yield f"{_code(kind, id)} có hai mức xếp loại cùng ngày của kỳ {period}."


@advice("XL-12")
def not_too_many_outstanding(position: int | None) -> Iterator[str]:
    """In each grassroots organisation, and among those directly under one committee, no more are outstanding than may be."""
    if position is None:
        return  # what was decided long ago is not advised about again
    for counted, whose in (
        (_organisations(position), "tổ chức trực thuộc"),
        (_members(position), "đảng viên"),
    ):
        for (id, period), (outstanding, good) in sorted(counted.items()):
            first = reading.days(period)[1]
            most = share("classification.outstanding_share", first)
            if outstanding > allowed(good, most.value):
                yield (
                    f"{Organisation.objects.values_list('code', flat=True).get(pk=id)}, kỳ {period}: {outstanding} {whose} xếp "
                    f"xuất sắc trong {good} từ hoàn thành tốt trở lên, quá {most.value} theo {most.citation}; khi vượt thì xét từ "
                    "điểm cao xuống."
                )


def _organisations(position: int) -> Counted:
    """Organisations directly under one committee, in the periods that this decision speaks of."""
    grades = Classification.objects.filter(capacity="")
    touched = set(grades.filter(known_from=position).values_list("organisation_id", "period"))
    if not touched:
        return {}
    parents = _parents()
    groups = {(parents.get(id), period) for id, period in touched}
    counted: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    counting = grades.filter(_COUNTS, period__in={period for _, period in touched})
    for id, period, grade in counting.values_list("organisation_id", "period", "grade"):
        above = parents.get(id)
        if above and (above, period) in groups:
            numbers = counted[above, period]
            numbers[0] += grade == OUTSTANDING
            numbers[1] += 1
    return _as_counted(counted)


def _members(position: int) -> Counted:
    """Members of one grassroots organisation, in the periods that this decision speaks of."""
    if not MemberClassification.objects.filter(known_from=position, capacity="").exists():
        return {}
    base = _bases()
    groups: set[tuple[int, str]] = set()
    counted: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for home, period, outstanding, good, touched in _by_home(position):
        if of := base.get(home):
            numbers = counted[of, period]
            numbers[0] += outstanding
            numbers[1] += good
            if touched:
                groups.add((of, period))
    return _as_counted({group: counted[group] for group in groups})


def _by_home(position: int) -> Iterator[tuple[int, str, int, int, int]]:
    """Of each branch and period how many members are outstanding, how many good or better, of how many this decision
    speaks: counted by the database, where a member belongs now, or belonged last."""
    grades = MemberClassification.objects.filter(capacity="")
    stays = Belonging.objects.filter(person_id=OuterRef("person_id"), known_to=STILL_KNOWN, temporary=False)
    home = Subquery(stays.order_by("-valid_from").values("organisation_id")[:1])
    spoken_of = grades.filter(known_from=position)
    rows = grades.filter(period__in=spoken_of.values("period")).values_list(home, "period")
    return iter(
        rows.annotate(
            outstanding=Count("id", filter=_COUNTS & Q(grade=OUTSTANDING)),
            good=Count("id", filter=_COUNTS),
            touched=Count("id", filter=Q(known_from=position)),
        )
    )


def _as_counted(counted: dict[tuple[int, str], list[int]]) -> Counted:
    return {key: (numbers[0], numbers[1]) for key, numbers in counted.items()}


def _parents() -> dict[int, int]:
    """Under what each organisation stands, or stood last."""
    rows = Place.objects.filter(known_to=STILL_KNOWN, parent__isnull=False).order_by("valid_from")
    return {id: parent for id, parent in rows.values_list("organisation_id", "parent_id") if parent}


def _bases() -> dict[int, int]:
    """Of each organisation the grassroots organisation that it is, or is in."""
    known = Kind.objects.filter(known_to=STILL_KNOWN).order_by("valid_from")
    grassroots = {
        id
        for id, kind, since in known.values_list("organisation_id", "kind", "valid_from")
        if kinds.is_grassroots(kind, since)
    }
    parents, found = _parents(), {}
    for id in {*parents, *grassroots}:
        step, steps = id, 0
        while step not in grassroots and step in parents and steps < 30:
            step, steps = parents[step], steps + 1
        if step in grassroots:
            found[id] = step
    return found


def _code(kind: type[Fact], id: int) -> str:
    identity: type[models.Model] = kind._meta.get_field(kind.subject.removesuffix("_id")).related_model  # type: ignore[assignment]  # subjects are identities
    return str(identity._default_manager.values_list("code", flat=True).get(pk=id))
