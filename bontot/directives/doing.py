"""What the page of a commitment does when one of its buttons is pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.forms import Form
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.access.doors import Asked
from bontot.directives import cascading, committing, replying
from bontot.directives.cascading import Terms
from bontot.directives.committing import Wanted
from bontot.directives.forms import CascadeForm, CommitForm, ConcreteForm, ReplyForm
from bontot.directives.models import Commitment
from bontot.directives.replying import Answer
from bontot.directives.shown import person_id
from bontot.meetings.pages.opening import attempt, seen
from bontot.organisations.tree import ids
from bontot.ui.picking import looks_for, only_looked

type Done = tuple[HttpResponseBase | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do with a commitment."""

    concrete: bool = False
    split: bool = False
    cascade: bool = False
    reply: bool = False
    judge: bool = False
    judge_below: bool = False
    drop: bool = False


@dataclass(slots=True)
class Forms:
    """The forms of the page; None for what the reader may not do."""

    concrete: ConcreteForm | None = None
    split: CommitForm | None = None
    cascade: CascadeForm | None = None
    reply: ReplyForm | None = None

    def given(self) -> Iterator[Form]:
        """Those that there are."""
        yield from (form for form in (self.concrete, self.split, self.cascade, self.reply) if form)


def done(request: Asked, found: Commitment, allowed: May, forms: Forms) -> Done:
    """Do what was asked, or say why not. Raises Http404 for what the reader may not do."""
    do = request.POST.get("do", "")
    ways: dict[str, tuple[bool, Callable[[], Done]]] = {
        "concrete": (forms.concrete is not None, lambda: _concrete(request, found, forms.concrete)),
        "split": (forms.split is not None, lambda: _split(request, found, forms.split)),
        "cascade": (forms.cascade is not None, lambda: _cascade(request, found, forms.cascade)),
        "reply": (forms.reply is not None, lambda: _reply(request, found, forms.reply)),
        "accept": (allowed.judge, lambda: _judge(request, found, accept=True)),
        "return": (allowed.judge, lambda: _judge(request, found, accept=False)),
        "accept_all": (allowed.judge_below, lambda: _accept_all(request, found)),
        "drop": (allowed.drop, lambda: _drop(request, found)),
    }
    permitted, way = ways.get(do, (False, None))
    if not permitted or way is None:
        raise Http404(_("Không có trang này."))
    return way()


def dropping(found: Commitment) -> tuple[str, int]:
    """Who may withdraw: whoever made it, or the superior who handed it down; which permission, over which organisation."""
    if found.own or found.parent_id is None:
        return "directives.commit", found.organisation_id
    return "directives.accept", replying.superior(found)


def _by(request: Asked) -> str:
    return request.user.get_username()


def _here(found: Commitment) -> str:
    return reverse("commitment", args=[found.id])


def wanted(form: CommitForm) -> Wanted:
    """What a form says is wanted."""
    said = form.cleaned_data
    measure, counted = form.measured()
    return Wanted(
        says=said["says"], deadline=said["deadline"], measure=measure, counted=counted, unit=said["unit"],
        target=said["target"], since=said["since"], head=person_id(said["head"]), year=said["year"],
    )  # fmt: skip


def _concrete(request: Asked, found: Commitment, form: ConcreteForm | None) -> Done:
    if form is None or not form.is_valid():
        return None, ()
    said = form.cleaned_data
    asked = Wanted(
        says=said["says"], deadline=said["deadline"], target=said.get("target"), head=person_id(said["head"])
    )
    return attempt(
        request, "directives.commit", found.organisation_id,
        lambda: committing.make_concrete(found.id, asked, seen(request), _by(request)),
        then=_here(found), says=_("Đã cụ thể hóa."),
    )  # fmt: skip


def _split(request: Asked, found: Commitment, form: CommitForm | None) -> Done:
    if form is None or not form.is_valid():
        return None, ()
    asked = wanted(form)
    return attempt(
        request, "directives.commit", found.organisation_id,
        lambda: committing.commit(found.organisation_id, asked, _by(request), parent=found.id),
        then=_here(found), says=_("Đã thêm việc."),
    )  # fmt: skip


def _cascade(request: Asked, found: Commitment, form: CascadeForm | None) -> Done:
    if form is not None and looks_for(request.POST):
        form.is_valid()
        only_looked(form)
        return None, ()
    if form is None or not form.is_valid():
        return None, ()
    said = form.cleaned_data
    only = frozenset(ids(said["only"]).values())
    terms = Terms(
        deadline=said["deadline"], concrete_by=said["concrete_by"], target=said.get("each"),
        kinds=frozenset(said.get("kinds", ())), deep=said["deep"], only=only,
    )  # fmt: skip
    return attempt(
        request, "directives.commit", found.organisation_id,
        lambda: cascading.hand_down(found.id, terms, _by(request)),
        then=_here(found), says=_("Đã giao xuống dưới."),
    )  # fmt: skip


def _reply(request: Asked, found: Commitment, form: ReplyForm | None) -> Done:
    if form is None or not form.is_valid():
        return None, ()
    said = form.cleaned_data
    answer = Answer(
        done_on=said["done_on"], reached=said.get("reached", False), value=said.get("value"), says=said["told"],
        evidence=said.get("evidence", "none"), reference=said.get("reference", ""),
    )  # fmt: skip
    return attempt(
        request, "directives.reply", found.organisation_id,
        lambda: replying.reply(found.id, answer, seen(request, "seen_reply"), _by(request)),
        then=_here(found), says=_("Đã báo cáo lên cấp trên."),
    )  # fmt: skip


def _judge(request: Asked, found: Commitment, *, accept: bool) -> Done:
    reason = request.POST.get("reason", "")
    return attempt(
        request, "directives.accept", replying.superior(found),
        lambda: replying.judge(found.id, accept, reason, seen(request, "seen_reply"), _by(request)),
        then=_here(found), says=_("Đã công nhận.") if accept else _("Đã trả lại."),
    )  # fmt: skip


def _accept_all(request: Asked, found: Commitment) -> Done:
    return attempt(
        request, "directives.accept", found.organisation_id,
        lambda: replying.accept_all(found.id, _by(request)),
        then=_here(found), says=_("Đã công nhận mọi báo cáo “đã làm được”."),
    )  # fmt: skip


def _drop(request: Asked, found: Commitment) -> Done:
    reason = request.POST.get("reason", "")
    permission, organisation = dropping(found)
    return attempt(
        request, permission, organisation,
        lambda: committing.drop(found.id, reason, _by(request)),
        then=_here(found), says=_("Đã rút cam kết."),
    )  # fmt: skip
