"""What this chapter offers to be laid before a meeting: the papers of plans that have been approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.scope import Grants
from bontot.meetings.handed.linking import Offer
from bontot.organisations.models import Organisation
from bontot.organisations.tree import lasting_tree
from bontot.reforms.models import Reform, Stage
from bontot.ui.clock import today

SHOWN = 10


def for_handouts(grants: Grants, organisation: int, day: date) -> Iterator[Offer]:
    """Papers of plans that rearrange the branch of the tree in which an organisation stands, where they may be seen."""
    scope = grants.scope("reforms.read")
    path = [id for id in lasting_tree(today()).path(organisation) if id in scope]
    if not path:
        return
    codes = Organisation.objects.filter(id__in=path).values("code")
    plans = Reform.objects.filter(organisation__in=codes, state__in=(Stage.APPROVED, Stage.EXECUTED))
    for plan in plans[:SHOWN]:
        says = _("Văn bản của phương án: %(title)s") % {"title": plan.title}
        yield Offer(says[:180], reverse("reform_papers", args=[plan.code]))
