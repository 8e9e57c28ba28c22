"""What must hold of members whatever wrote them, and what is worth a warning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from bontot.kernel.period import OPEN
from bontot.law.parameters import parameter
from bontot.ledger.coverage import Since, planned, touched_by, uncovered
from bontot.ledger.models import STILL_KNOWN, Fact
from bontot.ledger.state import State
from bontot.ledger.verifying import advice, foreseen, placed
from bontot.members.models import Belonging, Discipline, Exemption, Person, Post, Standing
from bontot.organisations.models import Place
from bontot.organisations.saying import code, fate, stretch
from bontot.ui.clock import today


@foreseen("DV-20")
def branches_exist(since: Since) -> Iterator[str]:
    """Nobody belongs to an organisation on a day on which it does not exist."""
    return _somewhere(Belonging, "sinh hoạt", "", "organisation", since)


@foreseen("DV-21")
def only_members_belong(since: Since) -> Iterator[str]:
    """Whoever belongs to a branch, or is exempt, is a member on all those days."""
    for kind, what in ((Belonging, "sinh hoạt đảng"), (Exemption, "miễn sinh hoạt")):
        for person, _, first, end in uncovered(kind, "person_id", Standing, since):
            yield placed(
                f"{who(person, since)} {what} {stretch(first, end)} "
                "nhưng không phải là đảng viên suốt thời gian ấy.",
                (Standing, person),
                (kind, person),
                field="admitted",
            )


@foreseen("DV-22")
def posts_somewhere(since: Since) -> Iterator[str]:
    """A post in an organisation is held only while the organisation exists."""
    return _somewhere(Post, "giữ chức vụ", "; hãy sửa ngày giữ hoặc ngày thôi giữ chức vụ", "until", since)


def _somewhere(kind: type[Fact], what: str, advice: str, field: str, since: Since) -> Iterator[str]:
    for person, organisation, first, end in uncovered(kind, "organisation_id", Place, since):
        yield placed(
            f"{who(person, since)} {what} ở {code(organisation, since)} {stretch(first, end)}, "
            f"nhưng tổ chức ấy không tồn tại suốt thời gian ấy{advice}.{fate(organisation, end, since)}",
            (kind, person),
            (Place, organisation),
            field=field,
        )


@foreseen("DV-24")
def only_members_disciplined(since: Since) -> Iterator[str]:
    """Whoever is disciplined is a member on the day on which it is made known, or ceases to be one on that day."""
    return _planned_for_no_member(since) if isinstance(since, State) else _known_of_no_member(since)


def _planned_for_no_member(state: State) -> Iterator[str]:
    rows = planned(Discipline, "person_id", Standing, state)
    state.want(Standing, {row[0] for row in rows})
    for person, _, day, _ in rows:
        if not any(s.valid_from <= day <= s.valid_to for s in state.facts(Standing, person)):
            yield _when_no_member(state.called(Person, person), person, day)


def _known_of_no_member(position: int | None) -> Iterator[str]:
    touched = (
        ""
        if position is None
        else f"AND d.person_id IN ({touched_by(position, Discipline)} UNION {touched_by(position, Standing)}) "
    )
    sql = (
        f"SELECT d.person_id, d.valid_from FROM members_discipline d WHERE d.known_to = {STILL_KNOWN} {touched}"
        f"AND NOT EXISTS (SELECT 1 FROM members_standing s WHERE s.person_id = d.person_id "
        f"AND s.known_to = {STILL_KNOWN} AND s.valid_from <= d.valid_from AND d.valid_from <= s.valid_to) "
        "ORDER BY d.person_id, d.valid_from"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for person, day in cursor.fetchall():
            yield _when_no_member(who(person), person, _day(day))


def _when_no_member(code: str, person: int, day: date) -> str:
    says = f"{code} bị kỷ luật ngày {day:%d/%m/%Y} nhưng khi ấy không phải là đảng viên."
    return placed(says, (Discipline, person), (Standing, person), field="since")


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


@advice("DV-23")
def branches_large_enough(position: int | None) -> Iterator[str]:
    """A branch that goes on has at least the statutory number of official members; among those touched."""
    least = parameter("branch.minimum_official_members", today())
    touched = (
        ""
        if position is None
        else f"AND b.organisation_id IN ({touched_by(position, Belonging, 'organisation_id')})"
    )
    sql = (
        "SELECT b.organisation_id, COUNT(s.id) FROM members_belonging b "
        f"JOIN organisations_place p ON p.organisation_id = b.organisation_id AND p.known_to = {STILL_KNOWN} "
        "AND p.valid_to = %s "
        f"LEFT JOIN members_standing s ON s.person_id = b.person_id AND s.known_to = {STILL_KNOWN} "
        "AND s.standing = 'official' AND s.valid_to = %s "
        f"WHERE b.known_to = {STILL_KNOWN} AND b.valid_to = %s AND NOT b.temporary {touched} "
        "GROUP BY b.organisation_id HAVING COUNT(s.id) < %s ORDER BY b.organisation_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [OPEN.isoformat()] * 3 + [int(least.value)])
        for branch, official in cursor.fetchall():
            yield f"{code(branch)} còn {official} đảng viên chính thức, ít hơn {least.value} theo {least.citation}."


def who(person: int, since: Since = None) -> str:
    """The code of a person, for sentences."""
    if isinstance(since, State):
        return since.called(Person, person)
    return str(Person.objects.values_list("code", flat=True).get(pk=person))
