"""Who holds a post on a day, and who attended a class in a period."""

from __future__ import annotations

from bontot.law.vocabulary import vocabulary
from bontot.statistics.tables import (
    Table,
    asked,
    at_the_time,
    attendance,
    covering,
    kind,
    life,
    post,
    scope,
    scope_on,
    surely,
)


def posts(day: str) -> Table:
    """Posts held on the day, in scope by the organisation of the post; with what their holders are besides."""
    inside = scope_on(day)
    held = inside.join(post, [inside.organisation == post.organisation, covering(post, inside.day)]).select(
        inside.ask, inside.day, post.organisation, post.person, post.title, post.unit, post.unit_kind
    )
    member = [held.person == life.person, covering(life, held.day)]
    held = held.left_join(life, member).select(held, member=life.person.notnull())
    secretary = _secretaries(day)
    return held.left_join(secretary, [held.ask == secretary.ask, held.person == secretary.person]).select(
        held,
        branch_secretary=surely(secretary.of_branch),
        grassroots_secretary=surely(secretary.of_grassroots),
    )


def _secretaries(day: str) -> Table:
    """Who is secretary on the day, anywhere: of a branch, of a grassroots organisation."""
    held, its, kinds = post.view(), kind.view(), vocabulary("organisation_kind")
    held = held.filter(held.title.isin(list(vocabulary("title").in_group("secretary"))))
    held = asked.join(held, covering(held, asked[day])).select(
        asked.ask, held.person, its_organisation=held.organisation, day=asked[day]
    )
    held = held.join(its, [held.its_organisation == its.organisation, covering(its, held.day)]).select(
        held.ask,
        held.person,
        of_branch=its.kind.isin(list(kinds.in_group("branch"))),
        of_grassroots=its.kind.isin(list(kinds.in_group("grassroots"))),
    )
    return held.group_by("ask", "person").agg(
        of_branch=held.of_branch.any(), of_grassroots=held.of_grassroots.any()
    )


def posts_twice(day: str) -> Table:
    """Pairs of posts of one person on the day; the first is in scope, the other (`also_…`) anywhere."""
    held, other, its = posts(day), post.view(), kind.view()
    held = held.left_join(kind, [held.organisation == kind.organisation, covering(kind, held.day)]).select(
        held, kind=kind.kind.fill_null("")
    )
    also = held.left_join(other, [held.person == other.person, covering(other, held.day)]).select(
        held,
        also_title=other.title.fill_null(""),
        also_unit_kind=other.unit_kind.fill_null(""),
        also_organisation=other.organisation,
    )
    return also.left_join(its, [also.also_organisation == its.organisation, covering(its, also.day)]).select(
        also, also_kind=its.kind.fill_null("")
    )


def _taught() -> Table:
    return attendance.join(asked, attendance.since.between(asked.first, asked.last)).select(
        asked.ask, attendance.person, attendance.course, course_kind=attendance.kind, day=attendance.since
    )


def attendances() -> Table:
    """Attendances of classes that began in the period, by where the person permanently belonged on that day."""
    taught, inside = _taught(), scope()
    belonging = taught.join(life, [taught.person == life.person, covering(life, taught.day)]).select(
        taught, life.organisation
    )
    return belonging.join(inside, at_the_time(belonging, inside)).select(belonging)


def trained_holders() -> Table:
    """Attendances in the period, by a post that the person held on that day and the kind of its organisation then."""
    taught, inside = _taught(), scope()
    held = taught.join(post, [taught.person == post.person, covering(post, taught.day)]).select(
        taught, post.title, post.organisation
    )
    scoped = held.join(inside, at_the_time(held, inside)).select(held)
    return scoped.join(kind, [scoped.organisation == kind.organisation, covering(kind, scoped.day)]).select(
        scoped, kind.kind
    )
