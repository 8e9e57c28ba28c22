"""Who may see which paper and which commitment: one's own, and what it was handed down from; nothing of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.access.scope import Scope
from bontot.directives.models import Commitment, Directive
from bontot.directives.standing import hanging
from bontot.ledger import bulk
from bontot.members.models import Person
from bontot.members.naming import PersonName, people_named

LARGEST = 2**62
"""Above it no database has numbers."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A commitment, and whether it is the reader's to look into, or only what their own was handed down from."""

    commitment: Commitment
    whole: bool


def directives(scope: Scope) -> QuerySet[Directive]:
    """The papers that a reader may see: of organisations in their scope, or handed down to such."""
    if scope.whole:
        return Directive.objects.all()
    ids = scope.organisations() or []
    reached = Commitment.objects.filter(bulk.where_among("organisation_id", ids), directive__isnull=False)
    return Directive.objects.filter(
        Q(bulk.where_among("organisation_id", ids)) | Q(id__in=reached.values("directive_id"))
    )


def directive(request: Asked, id: int) -> Directive:
    """The paper, where it may be seen. Raises Http404."""
    found = directives(request.scope).filter(id=id).first() if id < LARGEST else None
    if found is None:
        raise Http404(_("Không có văn bản này."))
    return found


def commitments(scope: Scope) -> QuerySet[Commitment]:
    """The commitments of organisations in the scope."""
    ids = None if scope.whole else scope.organisations()
    found = Commitment.objects.all()
    return found if ids is None else found.filter(bulk.where_among("organisation_id", ids))


def commitment(request: Asked, id: int) -> Seen:
    """The commitment, where it or one handed down from it is in the scope. Raises Http404."""
    related = Commitment.objects.select_related("directive", "parent", "head", "reply")
    found = related.filter(id=id).first() if id < LARGEST else None
    if found is not None:
        if found.organisation_id in request.scope:
            return Seen(found, whole=True)
        if commitments(request.scope).filter(hanging(found.id)).exists():
            return Seen(found, whole=False)
    raise Http404(_("Không có cam kết này."))


def own(request: Asked, id: int) -> Commitment:
    """The commitment, where its organisation is in the scope. Raises Http404."""
    seen = commitment(request, id)
    if not seen.whole:
        raise Http404(_("Không có cam kết này."))
    return seen.commitment


def person(request: Asked, code: str, on: date) -> tuple[int, PersonName]:
    """Somebody whose file the reader may open: the id and how they are named. Raises Http404."""
    id = Person.objects.filter(code=code).values_list("id", flat=True).first()
    named = named_on(request, id, on) if id else None
    if id is None or named is None or not named.readable:
        raise Http404(_("Không có hồ sơ nào mang mã “%(code)s”.") % {"code": code[:60]})
    return id, named


def named_on(request: Asked, id: int, on: date) -> PersonName | None:
    """How somebody is named to this reader on a day."""
    within = request.grants.scope("members.read")
    return next(iter(people_named([id], on=on, within=within, at=None)), None)
