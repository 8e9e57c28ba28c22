"""Which plan is asked for, and what its reader may do with it."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.organisations import tree
from bontot.reforms.models import Reform, Stage


def version_said(text: str, otherwise: int) -> int:
    """The number of a version as it came with a request."""
    return int(text) if text.isdecimal() and len(text) < 10 else otherwise


def plan_of(request: Asked, code: str) -> Reform:
    """The plan with this code. Raises Http404 where there is none, or where its organisation may not be seen."""
    found = Reform.objects.filter(code=code).first()
    if found is None or not within(request, "reforms.read", found):
        raise Http404(_("Không có phương án nào mang mã “%(code)s”.") % {"code": code[:60]})
    return found


def within(request: Asked, permission: str, plan: Reform) -> bool:
    """Whether the reader holds a permission over the organisation that the plan rearranges."""
    id = tree.ids([plan.organisation]).get(plan.organisation)
    return id is not None and id in request.grants.scope(permission)


def may_edit(request: Asked, plan: Reform) -> bool:
    """Whether the reader may change the lines as the plan stands."""
    return plan.state == Stage.DRAFT and within(request, "reforms.edit", plan)


def draft_of(request: Asked, code: str) -> Reform:
    """A plan that the reader may edit, in whatever state it is. Raises Http404 otherwise."""
    found = plan_of(request, code)
    if not within(request, "reforms.edit", found):
        raise Http404(_("Không có trang này."))
    return found
