"""Trang của một cam kết: where it comes from, what became of it, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from bontot.access.doors import Asked, may
from bontot.directives import measuring, replying
from bontot.directives.cascading import kinds_below
from bontot.directives.committing import as_text
from bontot.directives.counting import Tally, tallies_below, tally
from bontot.directives.doing import Forms, May, done, dropping
from bontot.directives.evidence import Evidence, evidence, known
from bontot.directives.forms import CascadeForm, CommitForm, ConcreteForm, Data, ReplyForm
from bontot.directives.listing import under_commitment_at
from bontot.directives.measuring import Counted, amount
from bontot.directives.models import Commitment
from bontot.directives.seeing import commitment, commitments
from bontot.directives.shown import Line, Number, answering, lines, may_do, numbers
from bontot.directives.standing import Row, above, hanging, rows
from bontot.directives.words import ASIDE, COUNTED, REPLIES, STATES, TILES
from bontot.members.picking import finders
from bontot.ui.clock import today
from bontot.ui.page import Page
from bontot.ui.picking import offer

PERCENT = "%"
"""A unit that is not added up."""
BELOW = ("all", "overdue", "concrete", "told")
"""What the table of those directly below counts."""


@dataclass(frozen=True, slots=True)
class Child:
    """What was handed down to one organisation, with what has become of everything below it."""

    line: Line
    below: list[Number]
    """Of this one and all that hangs under it."""


@dataclass(frozen=True, slots=True)
class Told:
    """The reply as people read it."""

    reached: bool
    text: str
    state: str
    state_says: str
    reason: str
    sent_on: date
    by: str
    judged_on: date | None
    judged_by: str
    evidence: Evidence | None
    version: int


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """A commitment."""

    title: str
    id: int
    today: date
    line: Line
    state_says: str
    given: date
    concrete_by: date | None
    concrete_on: date | None
    reason: str
    directive: int | None
    directive_says: str
    chain: list[Line]
    """What it was handed down from, the first one first."""
    told: Told | None
    counted: Counted | None
    """What the system counts today."""
    whole: bool
    children: list[Child]
    numbers: list[Number]
    """Of all that hangs under it."""
    aside: list[Number]
    waits: bool
    """Whether some of it waits to be accepted."""
    sum_says: str
    hints: list[str]
    opens_reply: bool
    """Whether the form of the reply stands open: made concrete, nothing handed down, and no reply that holds."""
    may: May
    forms: Forms
    seen: str
    seen_reply: str
    problems: tuple[str, ...]


@may("directives.read", "directives.reply", "directives.accept")
def commitment_page(request: Asked, id: int) -> HttpResponseBase:
    """A commitment, its reply, and what it was broken into."""
    seen = commitment(request, id)
    found, on = seen.commitment, today()
    allowed = _may(request, found, seen.whole)
    mine = commitments(request.scope).exclude(state="dropped")
    direct = rows(mine.filter(parent_id=id), on) if seen.whole else []
    forms = _forms(request, found, allowed, direct, on)
    problems: tuple[str, ...] = ()
    if request.method == "POST":
        answer, problems = done(request, found, allowed, forms)
        if answer:
            return answer
    wrong = bool(problems) or any(form.errors for form in forms.given() if form.is_bound)
    page = _page(request, found, seen.whole, allowed, mine, direct, forms, problems, on)
    return Page(request, "directives/commitment.html", page, status=422 if wrong else 200)


def _may(request: Asked, found: Commitment, whole: bool) -> May:
    if not whole or found.state == "dropped":
        return May()
    mine, judge = found.organisation_id, replying.superior(found)
    accepted = hasattr(found, "reply") and found.reply.state == "accepted"
    commits = may_do(request, "directives.commit", mine)
    return May(
        concrete=commits and not accepted,
        split=commits,
        cascade=commits and not found.own,
        reply=may_do(request, "directives.reply", mine) and not accepted,
        judge=may_do(request, "directives.accept", judge) and hasattr(found, "reply"),
        judge_below=may_do(request, "directives.accept", mine),
        drop=not accepted and may_do(request, *dropping(found)),
    )


def _forms(request: Asked, found: Commitment, allowed: May, direct: list[Row], on: date) -> Forms:
    """The form that was sent, bound; the others as they begin."""
    do, forms = request.POST.get("do", ""), Forms()
    people = answering(request, found.organisation_id) if allowed.concrete or allowed.split else []

    def sent(name: str) -> Data:
        return request.POST if do == name else None

    if allowed.concrete:
        forms.concrete = ConcreteForm(found, people, sent("concrete"))
    if allowed.split:
        forms.split = CommitForm(people, sent("split"), initial={"deadline": found.deadline})
    if allowed.cascade and (kinds := kinds_below(found.organisation_id, on)):
        forms.cascade = CascadeForm(found, kinds, sent("cascade"))
        offer(forms.cascade, finders(request.grants))
    if allowed.reply:
        forms.reply = ReplyForm(found, on, sent("reply"), initial=_replied(found, direct, on))
        forms.reply.known = known(found) if "reference" in forms.reply.fields else ()
    return forms


def _replied(found: Commitment, direct: list[Row], on: date) -> dict[str, object]:
    """What the form of the reply begins with: what was replied, else what those below have replied, added up."""
    if not hasattr(found, "reply"):
        if found.measure in COUNTED:
            return {"done_on": min(on, found.deadline)}
        told = [row for row in alike(found, direct) if row.told]
        return {"value": _together(found, told)} if told and found.measure == "amount" else {}
    given = found.reply
    return {
        "reached": given.reached, "value": given.value, "done_on": given.done_on, "told": given.says,
        "evidence": given.evidence, "reference": given.reference,
    }  # fmt: skip


def _page(
    request: Asked,
    found: Commitment,
    whole: bool,
    allowed: May,
    mine: QuerySet[Commitment],
    direct: list[Row],
    forms: Forms,
    problems: tuple[str, ...],
    on: date,
) -> CommitmentPage:
    path = above(found.id)
    own = {row.id: row for row in rows(Commitment.objects.filter(id__in=path), on)}
    chain = lines(request, [own[id] for id in path], on)
    children = _children(request, found.id, mine, direct, on)
    counted = tally(mine.filter(hanging(found.id)), on) if direct else Tally()
    where = under_commitment_at(found.id)
    directive = found.directive
    return CommitmentPage(
        title=found.says,
        id=found.id,
        today=on,
        line=chain[-1],
        state_says=str(STATES[found.state]),
        given=found.given,
        concrete_by=found.concrete_by,
        concrete_on=found.concrete_on,
        reason=found.reason,
        directive=directive.id if directive else None,
        directive_says=f"{directive.number}: {directive.title}" if directive else "",
        chain=chain[:-1],
        told=_told(request, found) if whole else None,
        counted=measuring.counted(found, on) if whole else None,
        whole=whole,
        children=children,
        numbers=numbers(counted, TILES, where),
        aside=[each for each in numbers(counted, ASIDE, where) if each.value],
        waits=bool(counted.sent),
        sum_says=_sum(found, direct),
        hints=list(_hints(found, on)),
        opens_reply=found.state == "concrete"
        and not children
        and not (hasattr(found, "reply") and found.reply.state != "returned"),
        may=allowed,
        forms=forms,
        seen=request.POST.get("seen", as_text(found)),
        seen_reply=request.POST.get("seen_reply", replying.as_text(getattr(found, "reply", None))),
        problems=problems,
    )


def _children(
    request: Asked, id: int, mine: QuerySet[Commitment], direct: list[Row], on: date
) -> list[Child]:
    """Those directly below, each with all that hangs under it; those that need a reminder first."""
    counted = tallies_below(mine, [id], on, children=True) if direct else {}
    found = sorted(
        ((line, counted.get(line.id, Tally())) for line in lines(request, direct, on)),
        key=lambda each: (-each[1].overdue, -each[1].silent, each[0].organisation.code, each[0].id),
    )
    return [
        Child(line, numbers(below, BELOW, under_commitment_at(line.id, itself=True))) for line, below in found
    ]


def _sum(found: Commitment, direct: list[Row]) -> str:
    """What those directly below have replied, added up; for what is done or not, how many have done it."""
    direct = alike(found, direct)
    if not direct:
        return ""
    told = [row for row in direct if row.told]
    about = {"told": len(told), "all": len(direct)}
    if found.measure == "done":
        about["done"] = sum(row.done for row in told)
        return _("%(done)d/%(all)d nơi báo cáo đã làm được.") % about
    says = _("Cộng kết quả của %(told)d/%(all)d nơi đã báo cáo:") % about
    if found.unit == PERCENT:
        says = _("Trung bình của %(told)d/%(all)d nơi đã báo cáo:") % about
    return f"{says} {amount(_together(found, told), found.unit)}"


def alike(found: Commitment, direct: list[Row]) -> list[Row]:
    """Those that are measured as it is: only what they replied can be put together."""
    return [row for row in direct if (row.measure, row.unit) == (found.measure, found.unit)]


def _together(found: Commitment, told: list[Row]) -> Decimal:
    """The results of those below as one: their sum, of shares their mean."""
    total = sum((row.value or Decimal() for row in told), start=Decimal())
    return round(total / len(told), 2) if found.unit == PERCENT and told else total


def _hints(found: Commitment, on: date) -> Iterator[str]:
    """What somebody should look at; nothing of it refuses."""
    paper = found.directive
    if paper and paper.last and paper.last < on and found.state != "dropped":
        yield _("Văn bản %(number)s đã hết hiệu lực từ sau ngày %(day)s.") % {
            "number": paper.number,
            "day": f"{paper.last:%d/%m/%Y}",
        }
    if found.state == "given" and found.concrete_by and found.concrete_by < on:
        yield _("Quá hạn cụ thể hóa (%(day)s).") % {"day": f"{found.concrete_by:%d/%m/%Y}"}


def _told(request: Asked, found: Commitment) -> Told | None:
    if not hasattr(found, "reply"):
        return None
    given = found.reply
    return Told(
        given.reached, replying.in_words(given), given.state, str(REPLIES[given.state]), given.reason, given.sent_on,
        given.by, given.judged_on, given.judged_by, evidence(request, found, given), given.version,
    )  # fmt: skip
