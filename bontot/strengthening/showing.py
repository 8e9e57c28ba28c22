"""What the page of one organisation shows: every criterion with the rows behind it, its case, and what happened before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from bontot.ledger.sealing import unseal
from bontot.strengthening.assessing import Assessment, rows_behind
from bontot.strengthening.computing import Figure, Row
from bontot.strengthening.criteria import Criterion, version
from bontot.strengthening.models import Case, Sign, Step, Visit
from bontot.strengthening.people import called, code_of
from bontot.strengthening.saying import figure_says, silence_says, threshold_says
from bontot.strengthening.words import ENDINGS, OUTCOMES, STEP_STATES, WAYS
from bontot.ui.saying import plainly
from bontot.ui.writing import day as written
from bontot.ui.writing import sureness

CONFIDED = frozenset({"disciplined_members", "disciplined"})
"""Computations whose rows tell of discipline: read for whoever may read discipline, others see the number, as in forms."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row behind a figure, as people read it."""

    says: str
    amount: int
    base: int | None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A criterion of one organisation, opened."""

    code: str
    says: str
    figure: str
    threshold: str
    source: str
    sure: str
    weak: bool
    silent: bool
    amount: int | None
    base: int | None
    rows: tuple[Shown, ...]
    confided: bool
    """Whether there are rows that the reader may not see."""


def grounds(found: Assessment, organisation: int, *, discipline: bool) -> tuple[list[Ground], list[str]]:
    """Every criterion, and the codes of the people whose discipline is among the rows."""
    opened = {}
    for each in found.grounds(organisation):
        hidden = each.figure is None or (each.criterion.computed in CONFIDED and not discipline)
        opened[each.criterion.code] = [] if hidden else rows_behind(each.criterion, [organisation], found.on)
    people = {row.person for rows in opened.values() for row in rows if row.person}
    names, codes = called(people, found.on), code_of(people)
    read = set()
    told = []
    for each in found.grounds(organisation):
        criterion, figure = each.criterion, each.figure
        hidden = criterion.computed in CONFIDED and not discipline
        rows = opened[criterion.code]
        if criterion.computed in CONFIDED and discipline:
            read |= {codes[row.person] for row in rows if row.person in codes}
        told.append(
            Ground(
                code=criterion.code,
                says=plainly(criterion.says),
                figure=_figure(found, criterion, figure),
                threshold=threshold_says(criterion),
                source=str(criterion.because),
                sure=sureness(criterion.because.confidence),
                weak=each.weak,
                silent=criterion.code in found.silent,
                amount=figure.amount if figure else None,
                base=figure.base if figure else None,
                rows=tuple(_shown(criterion.computed, row, found.on, names, codes) for row in rows),
                confided=hidden and figure is not None and figure.amount > 0,
            )
        )
    return told, sorted(read)


def _figure(found: Assessment, criterion: Criterion, figure: Figure | None) -> str:
    if figure:
        return figure_says(criterion.computed, figure)
    if criterion.code in found.silent:
        return silence_says(found.silent[criterion.code])
    return _("chưa đủ số liệu")


def _shown(computed: str, row: Row, on: date, names: dict[int, str], codes: dict[int, str]) -> Shown:
    name = names.get(row.person, codes.get(row.person, "")) if row.person else ""
    day = written(row.day)
    href = reverse("meeting", args=[row.meeting]) if row.meeting else ""
    if row.commitment:
        href = reverse("commitment", args=[row.commitment])
    if row.person and row.person in codes and computed != "late_tasks":
        href = reverse("person", args=[codes[row.person], on])
    month = f"{row.day:%m/%Y}" if row.day else ""
    words = {
        "months_without_meeting": _("Tháng %(month)s: không có kỳ thường kỳ")
        if row.amount
        else _("Tháng %(month)s: có họp"),
        "attendance": _("Kỳ họp ngày %(day)s: %(amount)s/%(base)s người phải dự có mặt"),
        "late_tasks": _late(row),
        "late_commitments": _late(row),
        "missed_duties": _("%(says)s, hạn %(day)s, bị bỏ")
        if row.amount
        else _("%(says)s, hạn %(day)s, không bị bỏ"),
        "admissions": _("%(name)s, kết nạp ngày %(day)s"),
        "secretary_vacant": _("%(name)s thôi giữ chức bí thư từ %(day)s")
        if row.amount
        else _("%(name)s đang giữ chức bí thư"),
        "disciplined_members": _("%(name)s, %(says)s, công bố ngày %(day)s"),
        "disciplined": _("%(says)s, công bố ngày %(day)s"),
        "years_not_done": _("Năm %(says)s: không hoàn thành nhiệm vụ, quyết định từ ngày %(day)s"),
    }
    said = {
        "name": name,
        "day": day,
        "month": month,
        "says": plainly(row.says),
        "amount": row.amount,
        "base": row.base or 0,
    }
    return Shown(words[computed] % said, row.amount, row.base, href)


def _late(row: Row) -> str:
    if row.end and row.amount:
        return _("%(says)s, hạn %(day)s, xong chậm")
    return _("%(says)s, hạn %(day)s, chưa xong") if row.amount else _("%(says)s, hạn %(day)s, xong đúng hạn")


@dataclass(frozen=True, slots=True)
class SignShown:
    """What a criterion came to when people decided."""

    says: str
    figure: str
    holds: bool
    held: bool | None = None
    """Of a sign on leaving: whether it had held on entering; None where it was not looked at then."""


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case as people read it."""

    id: int
    outcome: str
    says: str
    version: str
    seen_on: date
    first: date
    end: date | None
    ended: str
    paper: str
    reason: str
    by: str
    ended_paper: str
    ended_reason: str
    ended_by: str
    signs: tuple[SignShown, ...]
    end_signs: tuple[SignShown, ...]
    followed: str
    """The code of the organisation whose case it goes on from."""


def case_shown(case: Case, codes: dict[int, str]) -> CaseShown:
    """A case with its signs."""
    signs = list(case.signs.all())
    entry = {sign.criterion: sign.holds for sign in signs if not sign.at_end}
    return CaseShown(
        id=case.id,
        outcome=case.outcome,
        says=str(OUTCOMES[case.outcome]),
        version=plainly(version(case.version).says),
        seen_on=case.seen_on,
        first=case.decided_on,
        end=case.ended_on,
        ended=str(ENDINGS[case.ended]) if case.ended else "",
        paper=case.paper,
        reason=unseal(case.reason) if case.reason else "",
        by=case.by,
        ended_paper=case.ended_paper,
        ended_reason=unseal(case.ended_reason) if case.ended_reason else "",
        ended_by=case.ended_by,
        signs=tuple(sign_shown(sign) for sign in signs if not sign.at_end and sign.holds),
        end_signs=tuple(
            sign_shown(s, entry.get(s.criterion))
            for s in signs
            if s.at_end and (s.holds or entry.get(s.criterion))
        ),
        followed=codes.get(case.follows.organisation_id, "") if case.follows else "",
    )


def sign_shown(sign: Sign, held: bool | None = None) -> SignShown:
    """A sign in the words of the version by which people decided."""
    criterion = version(sign.version).criterion(sign.criterion)
    if criterion is None:
        return SignShown(sign.criterion, str(sign.amount), sign.holds, held)
    figure = figure_says(criterion.computed, Figure(sign.amount, sign.base))
    return SignShown(plainly(criterion.says), figure, sign.holds, held)


@dataclass(frozen=True, slots=True)
class StepShown:
    """A step as people read it."""

    id: int
    says: str
    owner: str
    deadline: date
    state: str
    state_says: str
    result: str
    finished_on: date | None
    late: bool


def steps_shown(steps: Iterable[Step], names: dict[int, str], on: date) -> list[StepShown]:
    """The open ones first, each by its deadline."""
    ordered = sorted(steps, key=lambda step: (step.state != "open", step.deadline, step.id))
    return [
        StepShown(
            id=step.id,
            says=step.says,
            owner=names.get(step.owner_id or 0, ""),
            deadline=step.deadline,
            state=step.state,
            state_says=str(STEP_STATES[step.state]),
            result=step.result,
            finished_on=step.finished_on,
            late=step.state != "dropped" and step.deadline < (step.finished_on or on),
        )
        for step in ordered
    ]


@dataclass(frozen=True, slots=True)
class VisitShown:
    """A visit as people read it."""

    day: date
    way: str
    says: str
    next_on: date | None
    by: str


def visits_shown(visits: Iterable[Visit]) -> list[VisitShown]:
    """As they stand, with what was sealed."""
    return [VisitShown(v.day, str(WAYS[v.way]), unseal(v.says), v.next_on, v.by) for v in visits]
