"""Whose file may be seen by whom: a person stands where they belong now, or belonged last."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.access.scope import Scope
from bontot.ledger import bulk
from bontot.ledger import queries as ledger
from bontot.members.models import Belonging, Person, Post


def homes(ids: Collection[int]) -> dict[int, int]:
    """Where each of these people permanently belongs now or belonged last; else where they hold a post."""
    if not ids:
        return {}
    found: dict[int, int] = {}
    posts = Post.objects.filter(bulk.where_among("person_id", ids)).filter(
        ledger.known(None), organisation_id__isnull=False
    )
    for person, organisation in posts.order_by("valid_from", "id").values_list(
        "person_id", "organisation_id"
    ):
        if organisation is not None:
            found[person] = organisation
    belongings = Belonging.objects.filter(bulk.where_among("person_id", ids)).filter(
        ledger.known(None), temporary=False
    )
    found.update(belongings.order_by("valid_from", "id").values_list("person_id", "organisation_id"))
    return found


def visible(people: dict[int, str], within: Scope) -> set[int]:
    """Those of `people` (id to code) whose file may be seen."""
    home = homes(people)
    return {
        id
        for id, code in people.items()
        if (within.person_code and code == within.person_code)
        or (home[id] in within if id in home else within.everything)
    }


def visible_ids(ids: Iterable[int], within: Scope) -> set[int]:
    """Those of these people (ids) whose file may be seen."""
    rows = Person.objects.filter(bulk.where_among("id", set(ids))).values_list("id", "code")
    return visible(dict(rows), within)


def person(request: Asked, code: str) -> Person:
    """The person with this code. Raises Http404 where there is none or where their file may not be seen."""
    found = Person.objects.filter(code=code).first()
    if found is None or not visible({found.id: found.code}, request.scope):
        raise Http404(_("Không có hồ sơ nào mang mã “%(code)s”.") % {"code": code})
    return found
