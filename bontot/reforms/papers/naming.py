"""Who is who in the papers: asked of the ledger itself, within what whoever prints may read there today."""

from __future__ import annotations

from bontot.ledger import bulk
from bontot.members.models import Person
from bontot.members.naming import people_named
from bontot.reforms.models import Stage
from bontot.reforms.papers.concerning import Concerned
from bontot.reforms.papers.gathering import Gathered, Reader


def name(found: Gathered, reader: Reader) -> None:
    """Put in the people whom some paper names, in the order of their names, as far as their files may be read."""
    codes = {line.subject for line in found.posts} - {""}
    codes |= {held.code for minutes in found.minutes for held in minutes.relieved} - {""}
    found.persons = dict(Person.objects.filter(bulk.where_among("code", codes)).values_list("code", "id"))
    wanted = (
        set(found.persons.values()) | {person for person, _, _ in found.moved} | ({found.issuer.signs} - {0})
    )
    concerned = Concerned(found)
    for id in concerned.listed:
        for each in (id, *concerned.below.get(id, ())):
            wanted |= {held.person for held in found.seen.after.posts.get(each, ())}
    ids = dict(Person.objects.filter(bulk.where_among("id", wanted)).values_list("code", "id"))
    plan = found.plan
    at = plan.position if plan.state == Stage.EXECUTED else None
    named = people_named(sorted(ids.values()), on=plan.day, within=reader.people, at=at)
    found.people = {ids[person.code]: person for person in named if person.readable}
