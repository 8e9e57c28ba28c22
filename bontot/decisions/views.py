"""Trang sổ quyết định."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.catalogue import ACTS
from bontot.decisions import queries
from bontot.decisions.taking_back import may_take_back
from bontot.decisions.telling import Told, about, tell
from bontot.ledger.models import Decision, Fact
from bontot.ledger.queries import Paper
from bontot.ledger.state import fact_kinds
from bontot.organisations.models import Organisation
from bontot.organisations.queries import Book
from bontot.restructuring.handing_over import of_decision
from bontot.restructuring.minutes import HandedOver
from bontot.restructuring.minutes import told as told_handing_over
from bontot.ui.page import Page


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision in the list."""

    paper: Paper
    by_name: str
    """What the organisation that issued it was called on its day."""
    acts: int
    recorded_by: str
    revokes: int | None


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """Decisions, the last first."""

    title: str
    entries: list[Entry]
    more: int | None
    enters: bool
    """Whether the reader may enter acts at all."""


@may("decisions.read")
def decisions_page(request: Asked) -> HttpResponseBase:
    """The ledger, page by page."""
    before = request.GET.get("before", "")
    known = int(before) if before.isdecimal() and len(before) < 19 else None
    found, more = queries.page(within=request.scope, before=known)
    enters = any(role.acts for role in request.grants.roles)
    names = _issuers(found)
    entries = [_entry(decision, names) for decision in found]
    return Page(request, "decisions/list.html", DecisionsPage(_("Sổ quyết định"), entries, more, enters))


@dataclass(frozen=True, slots=True)
class Kind:
    """How many acts of a kind a decision ordered."""

    code: str
    says: str
    acts: int


@dataclass(frozen=True, slots=True)
class More:
    """A kind of fact that a decision changed more of than its page shows."""

    side: str
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision, what it ordered and what it changed."""

    title: str
    entry: Entry
    recorded_at: str
    digest: str
    summary: list[Kind]
    acts: list[dict[str, object]]
    asserted: list[Told]
    retracted: list[Told]
    more: list[More]
    """The kinds of fact of which there are more."""
    taken_back_by: int | None
    may_revoke: bool
    handed_over: list[HandedOver]
    more_handed_over: bool


@may("decisions.read")
def decision_page(request: Asked, position: int) -> HttpResponseBase:
    """One decision with its acts and the facts that it asserted and retracted."""
    found = queries.one(position, within=request.scope)
    if found is None:
        raise Http404(_("Sổ quyết định không có số thứ tự %(at)s.") % {"at": position})
    asserted, retracted, rest = queries.effects(position, within=request.scope)
    told = tell([*asserted, *retracted])
    words = {
        type(fact): about(type(fact), each.line.what)
        for fact, each in zip([*asserted, *retracted], told, strict=True)
    }
    back = queries.taken_back_by(position)
    minutes, more = of_decision(position) if _rearranges(found) else ([], False)
    page = DecisionPage(
        title=_("Quyết định %(number)s") % {"number": found.number},
        entry=_entry(found, _issuers([found])),
        recorded_at=found.recorded_at.isoformat(),
        digest=found.digest,
        summary=[Kind(code, says_of(code), acts) for code, acts in found.summary.items()],
        acts=queries.acts(position) if request.scope.whole else [],
        asserted=told[: len(asserted)],
        retracted=told[len(asserted) :],
        more=[
            More(each.side, name_of(each.kind), _says(each.side, words.get(each.kind, ""))) for each in rest
        ],
        taken_back_by=back.position if back else None,
        may_revoke=back is None and may_take_back(request, found),
        handed_over=told_handing_over(
            minutes,
            within=request.grants.scope("members.read"),
            accounts=request.grants.permits("accounts.manage"),
            reach=request.grants.scope,
        ),
        more_handed_over=more,
    )
    return Page(request, "decisions/decision.html", page)


def _rearranges(decision: Decision) -> bool:
    return any(act.startswith("organisation.") for act in decision.summary)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """All facts of one kind that a decision asserted or retracted, page by page."""

    title: str
    position: int
    decision: str
    told: list[Told]
    more: int | None


@may("decisions.read")
def changes_page(request: Asked, position: int, side: str, kind: str) -> HttpResponseBase:
    """What a decision changed of one kind of fact."""
    found = queries.one(position, within=request.scope)
    chosen = {name_of(each): each for each in fact_kinds()}.get(kind)
    if found is None or chosen is None or side not in (queries.SAID, queries.UNSAID):
        raise Http404(_("Không có trang này."))
    text = request.GET.get("after", "")
    after = int(text) if text.isdecimal() and len(text) < 19 else None
    facts, more = queries.changed(chosen, side, position, within=request.scope, after=after)
    decision = _("Quyết định %(number)s") % {"number": found.number}
    told = tell(facts)
    title = _says(side, about(chosen, told[0].line.what) if told else "")
    page = ChangesPage(title, position, decision, told, more)
    return Page(request, "decisions/changes.html", page)


def name_of(kind: type[Fact]) -> str:
    """A kind of fact in an address."""
    return kind.__name__.lower()


def _says(side: str, what: str) -> str:
    if not what:  # nothing of it may be seen
        return _("Điều được ghi nhận") if side == queries.SAID else _("Điều thôi ghi nhận")
    return (_("Ghi nhận: %(what)s") if side == queries.SAID else _("Thôi ghi nhận: %(what)s")) % {
        "what": what
    }


def says_of(act_code: str) -> str:
    """A kind of act as people call it."""
    act = ACTS.get(act_code)
    return act.says if act else {"ledger.revoke": _("Thu hồi quyết định")}.get(act_code, act_code)


def _issuers(decisions: list[Decision]) -> dict[int, str]:
    """By position: what the organisation that issued the decision was called on its day."""
    codes = {decision.by for decision in decisions}
    ids = dict(Organisation.objects.filter(code__in=codes).values_list("code", "id"))
    book = Book(ids.values(), at=None)
    return {d.position: book.on(ids[d.by], d.dated).name for d in decisions if d.by in ids}


def _entry(decision: Decision, names: dict[int, str]) -> Entry:
    paper = Paper(decision.position, decision.number, decision.dated, decision.by, decision.says)
    name = names.get(decision.position, decision.by)
    return Entry(paper, name, sum(decision.summary.values()), decision.recorded_by, decision.revokes)
