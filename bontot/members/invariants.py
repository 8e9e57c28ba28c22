"""What must hold of members whatever wrote them, and what is worth a warning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from bontot.kernel.period import OPEN
from bontot.law.parameters import parameter
from bontot.ledger.coverage import touched_by, uncovered
from bontot.ledger.models import STILL_KNOWN
from bontot.ledger.verifying import advice, invariant
from bontot.members.models import Belonging, Discipline, Exemption, Person, Post, Standing
from bontot.organisations.invariants import code
from bontot.organisations.models import Place
from bontot.ui.clock import today


@invariant("DV-20")
def branches_exist(position: int | None) -> Iterator[str]:
    """Nobody belongs to an organisation on a day on which it does not exist."""
    for person, branch, first, end in uncovered(Belonging, "organisation_id", Place, position):
        until = "nay" if end == OPEN else f"trước {end:%d/%m/%Y}"
        yield (
            f"{who(person)} sinh hoạt ở {code(branch)} từ {first:%d/%m/%Y} đến {until}, "
            "nhưng tổ chức ấy không tồn tại suốt thời gian ấy."
        )


@invariant("DV-21")
def only_members_belong(position: int | None) -> Iterator[str]:
    """Whoever belongs to a branch, or is exempt, is a member on all those days."""
    for kind, what in ((Belonging, "sinh hoạt đảng"), (Exemption, "miễn sinh hoạt")):
        for person, _, first, end in uncovered(kind, "person_id", Standing, position):
            yield f"{who(person)} {what} từ {first:%d/%m/%Y} đến {end:%d/%m/%Y} nhưng không phải là đảng viên suốt thời gian ấy."


@invariant("DV-22")
def posts_somewhere(position: int | None) -> Iterator[str]:
    """A post in an organisation is held only while the organisation exists."""
    for person, organisation, first, _ in uncovered(Post, "organisation_id", Place, position):
        yield (
            f"Chức vụ của {who(person)} ở {code(organisation)} từ {first:%d/%m/%Y} kéo dài hơn tổ chức ấy; "
            "hãy ghi ngày thôi giữ chức vụ."
        )


@invariant("DV-24")
def only_members_disciplined(position: int | None) -> Iterator[str]:
    """Whoever is disciplined is a member on the day on which it is made known, or ceases to be one on that day."""
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
            yield f"{who(person)} bị kỷ luật ngày {_day(day):%d/%m/%Y} nhưng khi ấy không phải là đảng viên."


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


def who(person: int) -> str:
    """The code of a person, for sentences."""
    return str(Person.objects.values_list("code", flat=True).get(pk=person))
