"""What the pages of this chapter share: the day asked, whose decision it is, and doing something that may be refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib.messages import success
from django.http import Http404, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from bontot.access.asking import day
from bontot.access.doors import Asked
from bontot.meetings.keeping import Refused
from bontot.organisations.tree import lasting_tree
from bontot.strengthening.criteria import versions
from bontot.strengthening.keeping import Overtaken
from bontot.ui.clock import today
from bontot.ui.writing import day as written


def day_asked(request: Asked) -> date:
    """The day of the grounds, today where none is asked. Raises Http404 for one on which nothing can be computed."""
    on, first = day(request, "on") or today(), versions()[0].first
    if on > today():
        raise Http404(_("Ngày %(day)s chưa đến; căn cứ chỉ tính được đến hôm nay.") % {"day": written(on)})
    if on < first:
        raise Http404(
            _("Chưa có bản tiêu chí nào trước ngày %(day)s; hãy chọn một ngày sau đó.")
            % {"day": written(first)}
        )
    return on


def decides(request: Asked, permission: str, organisation: int) -> bool:
    """Whether the reader may do so as the superior: nobody decides about the own organisation."""
    above = lasting_tree(today()).parents.get(organisation)
    return above is not None and above in request.grants.scope(permission)


def attempt(
    request: Asked, permission: str, organisation: int, work: Callable[[], object], *, then: str, says: str
) -> tuple[HttpResponseBase | None, tuple[str, ...], int]:
    """Do `work` and lead to `then`; or the sentences that say why not, and the status of the page that shows them.

    Raises Http404 where the reader may not do so.
    """
    if not decides(request, permission, organisation):
        raise Http404(_("Không có trang này."))
    try:
        work()
    except Refused as refused:
        return None, refused.says, 409 if isinstance(refused, Overtaken) else 422
    success(request, says)
    return HttpResponseRedirect(then), (), 302
