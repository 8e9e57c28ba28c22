"""The demonstration's papers: executed one after the other as an office would, the last left as an approved plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction

from bontot.demo.plans.drafting import Draft
from bontot.demo.structure import TOP
from bontot.kernel.finding import Finding
from bontot.ledger.authority import Operator
from bontot.reforms.executing import execute
from bontot.reforms.models import Reform
from bontot.reforms.reading import Books
from bontot.reforms.steps import Paper, note, take
from bontot.reforms.versions import Saving, save
from bontot.ui.clock import now

OPERATOR = Operator("tỉnh trình diễn")
HANDS = {"submit": "lap-phuong-an", "review": "tham-dinh", "approve": "phe-duyet"}
"""The demonstration accounts that take the steps of a plan."""


class Unsound(Exception):
    """A paper of the demonstration is refused; `findings` say why."""

    def __init__(self, code: str, findings: list[Finding]) -> None:
        super().__init__(f"{code}: {len(findings)} refused")
        self.findings = findings


def drawn_up(draft: Draft, books: Books, by: str = OPERATOR.name) -> Reform:
    """The plan that a workbook says, in its first version. Raises Unsound where anything in it is refused."""
    lines = books.lines()
    _must_be_sound(draft, books.findings)
    plan = Reform.objects.create(
        code=draft.code, title=draft.title, day=draft.day, organisation=TOP, created=now(), created_by=by,
    )  # fmt: skip
    save(plan, Saving(by, f"Tệp {draft.file}", plan.version, put=lines, whole=books.sheets))
    plan.refresh_from_db()
    return plan


def carried_out(papers: Iterable[tuple[Draft, Path]]) -> None:
    """Execute papers in their order, each under its own number and day; while one is executed the next is being read.

    Raises Unsound where one is refused: nothing of it is left behind, and those after it are not begun.
    """
    for draft, books in _one_ahead((draft, Books([path], draft.day, TOP)) for draft, path in papers):
        with transaction.atomic():
            plan = drawn_up(draft, books)
            _approved(draft, plan, dict.fromkeys(HANDS, OPERATOR.name))
            _must_be_sound(draft, execute(plan, OPERATOR).findings)


def approved(draft: Draft, path: Path) -> None:
    """Leave a plan ready to be executed, each step taken by the account that has the right to."""
    with transaction.atomic():
        _approved(draft, drawn_up(draft, Books([path], draft.day, TOP), HANDS["submit"]), HANDS)


def _one_ahead[T](made: Iterator[T]) -> Iterator[T]:
    """The same; but each is made before the one that comes before it is used."""
    held = next(made, None)
    while held is not None:
        following = next(made, None)
        yield held
        held = following


def _approved(draft: Draft, plan: Reform, hands: dict[str, str]) -> None:
    paper = Paper(draft.number, draft.dated, TOP, draft.title)
    if len(set(hands.values())) == 1:  # long past: one clerk enters what three hands have done
        Reform.objects.filter(pk=plan.pk).update(
            number=paper.number, dated=paper.dated, by=paper.by, says=paper.says,
            state="approved", approved_version=plan.version,
        )  # fmt: skip
        note(plan, "approve", hands["approve"])
        return
    for step, account in hands.items():
        plan = take(plan, step, account, version=plan.version, paper=paper if step == "approve" else None)


def _must_be_sound(draft: Draft, findings: list[Finding]) -> None:
    if refused := [finding for finding in findings if finding.refuses]:
        raise Unsound(draft.code, refused)
