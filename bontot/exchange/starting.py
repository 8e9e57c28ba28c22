"""Beginning, cancelling and beginning again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.messages import error
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.tasks import Task
from django.utils.translation import gettext as _
from django_tasks_db.utils import is_locked_database_exception

from bontot.access.models import Account
from bontot.exchange import store
from bontot.exchange.models import State, Work
from bontot.ui.clock import now


def begin[W: Work](
    kind: type[W], work: W, state: State, task: Task[Any, None], *, out_of: Iterable[str]
) -> bool:
    """Give the work a new turn, unless it has left the states `out_of` in the meantime; then False."""
    turn = store.give_turn(work.folder)
    begun = kind._default_manager.filter(pk=work.pk, state__in=list(out_of)).update(
        turn=turn, state=state, trouble="", changed=now()
    )
    if begun:
        task.enqueue(work.pk, turn)
    return bool(begun)


def start[W: Work](kind: type[W], account: Account, state: State, task: Task[Any, None], **said: Any) -> W:
    """A piece of work that begins at once, in a folder of its own; `said` is what its kind keeps beside that."""
    work = kind._default_manager.create(
        account=account,
        folder=store.new_folder().name,
        state=State.FAILED,  # until it has been given its first turn
        created=now(),
        changed=now(),
        **said,
    )
    begin(kind, work, state, task, out_of=[State.FAILED])
    return work


def busy() -> str:
    """What to say to somebody who cannot write because somebody else is writing."""
    return _("Hệ thống đang ghi một lần nhập khác vào sổ. Hãy thử lại sau một phút; chưa có gì bị mất.")


def patient(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Where the ledger is being written for so long that a button finds no opening, say so and show the page again."""

    @wraps(view)
    def waiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except OperationalError as reason:
            if not is_locked_database_exception(reason):
                raise
            error(request, busy())
            return HttpResponseRedirect(request.headers.get("Referer") or "/nhap/")

    return waiting
